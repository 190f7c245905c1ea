"""The production bases that the register knows of a licence, offered where an annex is added or a base is moved."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.law.standards.services import Action
from tirkelim.portal.licences.bases import BaseRow
from tirkelim.portal.licences.pages import action_of, held_in
from tirkelim.register.licence_queries import LicenceOn, licence_on
from tirkelim.register.models import Licence


class KnownBase(NamedTuple):
    """A base of the register: where it lies."""

    id: UUID
    kato: str
    address: str
    name: str

    def as_row(self) -> BaseRow:
        """The base as the form has it; what is done there is named anew."""
        typed = {"kato": f"{self.kato[:2]}0000000", "address": self.address, "name": self.name}
        return BaseRow(self.id, {name: value for name, value in typed.items() if value})


def licence_in(case: Case, moment: datetime) -> LicenceOn | None:
    """The licence that the application is about; None for a first one, or one that is not the holder's."""
    named = held_in(case).get("licence")
    licence = Licence.objects.filter(pk=named).first() if named else None
    if licence is None or (licence.organisation_id, licence.person_id) != (
        case.organisation,
        None if case.organisation else case.subject_id,
    ):
        return None
    return licence_on(licence, localdate(moment), moment)


def known_bases(case: Case, moment: datetime) -> list[KnownBase]:
    """The bases of the licence to which an annex is to be added; none for other actions."""
    if action_of(case) is not Action.ISSUE_ANNEX:
        return []
    held = licence_in(case, moment)
    found = {one.fact.base_id: one.fact for one in (held.annexes if held else ())}
    return [KnownBase(id, fact.kato, fact.address, fact.name) for id, fact in found.items()]
