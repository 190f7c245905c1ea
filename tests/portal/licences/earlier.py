"""A licence that was given on paper before this register."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tests.builders import ASTANA
from tests.licences import LicenceOffice

from tirkelim.register.commands.licence_import import EarlierAnnex, EarlierLicence, import_licence
from tirkelim.register.commands.licences import Claimed, Holder
from tirkelim.register.models import Licence


def paper_licence(office: LicenceOffice, number: str = "12345678", of: UUID | None = None) -> Licence:
    """Of an organisation, the clinic unless told otherwise, with one annex for dental care, as its department entered
    it."""
    day = date(2015, 4, 1)
    annex = EarlierAnnex(
        number="001", issued_on=day, kato=ASTANA, address="Астана, Абай, 3", subtypes=(Claimed("14", ""),)
    )
    earlier = EarlierLicence(
        holder=Holder(of or office.clinic, None),
        number=number,
        issued_on=day,
        office=ASTANA,
        on_paper=True,
        annexes=(annex,),
    )
    done = import_licence(office.command(office.department.id), earlier)
    return Licence.objects.get(pk=done.result["licence"])
