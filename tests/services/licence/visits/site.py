"""A dentist in Astana who applies for a licence, and the inspector who visits the practice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.builders import ASTANA, Office

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, Outcome
from tirkelim.cases.models import Case
from tirkelim.identity.models import Account, Role
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.checklist import ChecklistLine
from tirkelim.services.licence.visits.notes import Noted, observe
from tirkelim.services.licence.visits.reading import lines_of
from tirkelim.services.licence.visits.signing import sign_visit

BASE = "3a2f1c54-9c1e-4f0c-8b0e-6d8f0a1b2c3d"
A_DAY = timedelta(days=1)


def base(**other: Any) -> dict[str, Any]:
    """A dental practice that claims dental care and consultations by a dentist."""
    return {
        "id": BASE,
        "kato": ASTANA,
        "address": "Астана, Сарыарқа даңғылы, 12",
        "contact": "Сейітова Әсем",
        "telephone": "+77010000001",
        "title": "lease",
        "name": "Ақ тіс",
        "title_number": "15",
        "title_on": "2025-12-01",
        "cadastral_number": None,
        "subtypes": [
            {"code": "14", "specialty": None},
            {"code": "1.3", "specialty": "residency.therapeutic-dentistry"},
        ],
    } | other


def answers(*bases: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """An application for a first licence at these bases."""
    given = list(bases) or [base()]
    lines = [
        {"base": one["id"], "key": "premises", "meets": True, "subtype": None, "specialty": None, "note": "№ 15"}
        for one in given
    ]
    return {
        "request": {"action": "issue"},
        "holder": {"kato": ASTANA, "address": "Астана, Сарыарқа даңғылы, 12", "telephone": "+77010000001",
                   "email": None},
        "bases": {"bases": given},
        "education": {"graduation_year": 2020, "works_by_retraining": False, "institution": None,
                      "diploma_number": None},
        "information": {"lines": lines},
        "declaration": {"consent": True, "true": True},
    }  # fmt: skip


class Site(Office):
    """The department of Astana with an officer and an inspector, and one application that was sent."""

    def __init__(self, now: datetime | None = None, inspector: str = "inspector") -> None:
        super().__init__()
        self.now = now or self.now
        self.dentist = self.applicant("dentist")
        self.desk = self.officer()
        self.inspector = self.account(inspector, Role.INSPECTOR, territory=ASTANA)

    def applied(self, pages: Mapping[str, Any] | None = None, applicant: Account | None = None) -> Case:
        """An application for a licence, sent."""
        who = applicant or self.dentist
        assert who.person is not None
        case = Case.objects.get(pk=engine.open_case("licence", who.person, self.command(who.id)))
        data = {name: page_entry(clean, clean) for name, clean in (pages or answers()).items()}
        self.do(who, case, "save_draft", data=data)
        self.do(who, case, "submit")
        return self.fresh(case)

    def plan(self, case: Case, at: datetime, *, expect: type[Outcome] | None = Applied, **body: Any) -> Outcome:
        """The officer plans a visit of the inspector."""
        body = {"base": BASE, "inspector": str(self.inspector.id), "planned_at": at.isoformat(), "minutes": 60} | body
        return self.do(self.desk, case, "plan_visit", expect=expect, **body)

    def planned(self, case: Case, at: datetime, **body: Any) -> Visit:
        """The visit that was planned."""
        done = self.plan(case, at, **body)
        assert isinstance(done, Applied)
        return Visit.objects.get(pk=done.result["visit"])

    def notify(
        self, visit: Visit, sent_at: datetime | None = None, *, expect: type[Outcome] | None = Applied, **body: Any
    ) -> Outcome:
        """The officer records a notice, by a recorded call unless told otherwise."""
        body = {"visit": str(visit.id), "channel": "recorded_call", "reference": "rec-17"} | body
        at = sent_at or self.now
        return self.do(self.desk, visit.case, "notify_visit", expect=expect, sent_at=at.isoformat(), **body)

    def told(self, case: Case, at: datetime) -> Visit:
        """A visit of which the applicant was told at once."""
        visit = self.planned(case, at)
        self.notify(visit)
        return visit

    def note(self, visit: Visit, line: ChecklistLine, conforms: bool | None = True, remark: str = "") -> UUID:
        """The inspector notes one line."""
        id = uuid4()
        noted = Noted(line.key, conforms, self.now, line.subtype, line.specialty, remark)
        observe(self.command(self.inspector.id, id=id), visit, noted)
        return id

    def note_all(self, visit: Visit, failed: str = "", unconcerned: str = "") -> None:
        """Every line conforms, but for those with these keys."""
        for line in lines_of(visit.case, visit.base):
            if line.key == unconcerned:
                self.note(visit, line, None, "Мұнда жоқ")
            else:
                bad = line.key == failed
                self.note(visit, line, not bad, "Жоқ" if bad else "")

    def sign(
        self, visit: Visit, begun_at: datetime | None = None, ended_at: datetime | None = None, **how: Any
    ) -> Outcome:
        """The inspector signs: begun as planned, ended now."""
        command = how.pop("command", None) or self.command(self.inspector.id)
        return sign_visit(command, self.inspector, visit, begun_at or visit.planned_at, ended_at or self.now, **how)

    def visited(self, case: Case, at: datetime, failed: str = "") -> Visit:
        """A visit from its plan to its signed act."""
        visit = self.told(case, at)
        self.now = at + timedelta(minutes=20)
        self.note_all(visit, failed)
        self.now += timedelta(minutes=20)
        outcome = self.sign(visit)
        assert isinstance(outcome, Applied), outcome
        return visit
