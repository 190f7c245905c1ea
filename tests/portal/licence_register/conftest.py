"""Licences of a clinic and of an individual, written by the register's own commands, at a fixed moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from tests.register.conftest import ASTANA, World

from tirkelim.journal.change import change
from tirkelim.portal.check import throttle
from tirkelim.register.commands.certificates import CertificateTerms, record_certificate
from tirkelim.register.commands.licences import (
    AnnexTerms,
    BaseTerms,
    Claimed,
    Holder,
    LicenceEventTerms,
    LicenceTerms,
    add_annex,
    enter_base,
    issue_licence,
    write_licence_event,
)
from tirkelim.register.models import Licence, LicenceAnnex, LicenceEventKind, Organisation, ProductionBase

ISSUED = date(2025, 2, 3)
ALMATY = "750000000"
NURSING = "secondary.nursing"


class Register(World):
    """A register in which licences are given."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 4, 1, 4, 0, tzinfo=UTC)

    def base(
        self, holder: Holder, kato: str = ASTANA, address: str = "Абай көшесі, 5", name: str = ""
    ) -> ProductionBase:
        """A production base."""
        with change(self.command(), "test") as made:
            terms = BaseTerms(
                id=uuid4(), holder=holder, kato=kato, address=address, valid_from=date(2020, 1, 1), name=name
            )
            return enter_base(made, terms)

    def licence(self, holder: Holder, *annexes: tuple[ProductionBase, str | tuple[str, str]], **terms: Any) -> Licence:
        """A licence with an annex for each base, naming one subtype (with a specialty)."""
        with change(self.command(), "test") as made:
            known = {"issued_on": ISSUED, "office": ASTANA} | terms
            row = issue_licence(made, LicenceTerms(holder=holder, **known))
            for base, what in annexes:
                claimed = Claimed(what) if isinstance(what, str) else Claimed(*what)
                add_annex(made, row, AnnexTerms(base=base.id, issued_on=known["issued_on"], subtypes=(claimed,)))
            return row

    def happens(self, licence: Licence, kind: LicenceEventKind, on: date, ground: str = "court", **more: Any) -> None:
        """Something happens to a licence, or to an annex of it."""
        annex: LicenceAnnex | None = more.pop("annex", None)
        with change(self.command(), "test") as made:
            terms = LicenceEventTerms(kind=kind, on=on, ground=ground, annex=annex and annex.id, **more)
            write_licence_event(made, licence, terms)

    def clinic(self, name: str = "№ 5 қалалық емхана", *subtypes: str | tuple[str, str], **terms: Any) -> Licence:
        """A licence of a new organisation, with one base."""
        holder = Holder(self.organisation(name), None)
        base = self.base(holder, terms.pop("kato", ASTANA), **{k: terms.pop(k) for k in ("address",) if k in terms})
        return self.licence(holder, *((base, one) for one in subtypes or ("1.1",)), **terms)

    def nurse_at(self, licence: Licence, until: date = date(2030, 1, 1)) -> UUID:
        """A nurse with a certificate works for the holder."""
        person = self.person()
        self.job(person, licence.organisation_id or uuid4())
        terms = CertificateTerms(
            person=person, specialty=NURSING, issued_on=date(2025, 1, 9), valid_until=until, level=None, office=ASTANA,
            number=f"KZ12ABC{self.serial:08}",
        )  # fmt: skip
        record_certificate(self.command(), terms)
        return person


@pytest.fixture
def register(db: None) -> Register:
    """An empty register."""
    return Register()


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> Iterator[None]:
    throttle.LOOKUPS.__init__()  # type: ignore[misc]
    settings.CHECK_PER_MINUTE = 1000
    with time_machine.travel("2026-06-01T09:05:00+00:00", tick=False):
        yield


def bin_of(licence: Licence) -> str:
    """The BIN of the holder."""
    return Organisation.objects.get(pk=licence.organisation_id).bin
