"""A school, bases and residents, and recommendations in every state."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.builders import ASTANA, Office

from tirkelim.cases import engine
from tirkelim.cases.command import Outcome
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.identity.models import Account, Role
from tirkelim.register import commands
from tirkelim.register.identifiers import control_digit
from tirkelim.register.models import StatusKind
from tirkelim.services.placement.giving import Answer, answer
from tirkelim.services.placement.officer import Word

CARDIOLOGY = "residency.cardiology"
STARTS, ENDS = date(2026, 9, 1), date(2028, 7, 31)
PAGES: dict[str, dict[str, Any]] = {
    "training": {"specialty": CARDIOLOGY, "starts_on": str(STARTS), "ends_on": str(ENDS)},
    "papers": {"recommendation_number": "Ұ-12", "recommendation_on": "2026-02-20"},
}


class Residency(Office):
    """A school with a contract, a base with a status, an accreditation and one place, and the ministry."""

    def __init__(self) -> None:
        super().__init__()
        self.school_id = self.organisation("Астана медицина университеті")
        self.base_id = self.base("№ 2 қалалық көпбейінді аурухана")
        self.contract(self.base_id)
        self.school = self.account("school", Role.EDUCATION_ORGANISATION, organisation=self.school_id)
        self.ministry = self.account("ministry", Role.MINISTRY_OFFICER)
        self.hr = self.account("personnel", Role.HR_OFFICER, organisation=self.base_id)

    def base(self, name: str, *, accredited_to: date | None = None, places: int = 1, kato: str = ASTANA) -> UUID:
        """A university hospital that is accredited as a base and has places in cardiology."""
        made = self.organisation(name, kato)
        self.status(made, StatusKind.UNIVERSITY_HOSPITAL, "М-1")
        self.status(made, StatusKind.RESIDENCY_BASE, "АК-1", accredited_to)
        if places:
            self.places(made, places)
        return made

    def status(self, base: UUID, kind: StatusKind, number: str, valid_to: date | None = None) -> UUID:
        """A status since 2020."""
        since = date(2020, 1, 1)
        done = commands.record_status(self.command(), base, kind, number=number, valid_from=since, valid_to=valid_to)
        return UUID(done.result["status"])

    def contract(self, base: UUID, number: str = "Ш-5", valid_to: date | None = None, **days: Any) -> UUID:
        """A contract of the school with the base since 2025."""
        days = {"signed_on": date(2024, 12, 20), "valid_from": date(2025, 1, 1)} | days
        done = commands.record_contract(
            self.command(), self.school_id, base, number=number, valid_to=valid_to, **days
        )  # fmt: skip
        return UUID(done.result["contract"])

    def places(
        self, base: UUID, number: int, valid_from: date = date(2025, 1, 1), valid_to: date | None = None
    ) -> UUID:
        """Places in cardiology."""
        done = commands.record_places(
            self.command(), base, CARDIOLOGY, number, valid_from=valid_from, valid_to=valid_to
        )  # fmt: skip
        return UUID(done.result["places"])

    def resident(self, surname: str = "Оразбаева") -> UUID:
        """Someone of the register."""
        return self.person(surname)

    def recommended(self, base: UUID | None = None, person: UUID | None = None, **pages: Any) -> Case:
        """A recommendation that was written and not sent."""
        case = engine.open_case(
            "placement", person or self.resident(), self.command(self.school.id), organisation=self.school_id
        )
        data = {**PAGES, "base": {"base": str(base or self.base_id)}, **pages}
        found = Case.objects.get(pk=case)
        self.do(self.school, found, "save_draft", data=data)
        return self.fresh(found)

    def sent(self, base: UUID | None = None, person: UUID | None = None, **pages: Any) -> Case:
        """A recommendation that is with the ministry."""
        case = self.recommended(base, person, **pages)
        self.do(self.school, case, "submit")
        return self.fresh(case)

    def say(self, case: Case, word: Word, by: Account | None = None, **how: Any) -> Outcome:
        """The ministry's word and the decision that follows."""
        found = self.fresh(case)
        seen = how.get("seen", weigh(found, self.now).gathered.digest)
        actor, version = by or self.ministry, how.get("version", found.version)
        command = how.get("command") or self.command(actor.id)
        said = Answer(word, how.get("reference", "Келісу хаты № 7"))
        return answer(case.id, version, seen, said, command, actor)

    def agree(self, case: Case, **how: Any) -> Outcome:
        """The ministry agrees."""
        return self.say(case, Word.AGREED, **how)

    def placed(self, **how: Any) -> Case:
        """An agreed placement."""
        case = self.sent(**how)
        self.agree(case)
        return self.fresh(case)

    def base_bin_of_nobody(self) -> str:
        """A right BIN that no organisation has."""
        gone = control_digit("31064099999")
        return f"31064099999{gone}" if gone is not None else f"31064099998{control_digit('31064099998')}"
