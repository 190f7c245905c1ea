"""A clinic with HR, a head and a nurse whose results are to be confirmed; everything through the system's commands."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from PIL import Image
from tests.builders import NURSING, Office

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, Outcome
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.documents.evidence import take_evidence
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import change
from tirkelim.register import commands
from tirkelim.register.models import Activity
from tirkelim.services.cpd.gather import seen_digest


class Clinic(Office):
    """An organisation and its people."""

    def __init__(self, *, with_hr: bool = True) -> None:
        super().__init__()
        self.place = self.organisation()
        self.hr = self.account("personnel", Role.HR_OFFICER, organisation=self.place) if with_hr else None
        self.head = self.account("head", Role.HEAD_OF_ORGANISATION, organisation=self.place)
        self.nurse = self.worker("nurse")
        self.answer: Outcome | None = None  # of the last handing over

    def worker(self, login: str, **facts: Any) -> Account:
        """Someone whose main job is here, since 2020."""
        account = self.applicant(login, **facts)
        assert account.person is not None
        self.job(account.person, self.place, specialty=NURSING, position=45, position_title="мейіргер")
        return account

    def file(self, person: UUID, content: bytes | None = None) -> UUID:
        """A file of the person, unlike all others."""
        command = self.command()
        self.serial += 1
        content = content or _picture(self.serial)
        with change(command, "test.evidence") as made:
            return take_evidence(
                owner_stream=f"person:{person}", kind="activity", name="sertifikat.png", content=content,
                uploaded_by=uuid4(), now=command.now, change=made,
            ).id  # fmt: skip

    def result(self, criterion: int = 3, of: Account | None = None, **values: Any) -> UUID:
        """A result that counts: a seminar of 25 hours, unless told otherwise."""
        person = (of or self.nurse).person
        assert person is not None
        self.serial += 1
        given = {
            "title": f"Инфекциялық бақылау {self.serial}",
            "completed_on": date(2025, 4, 2),
            "source": "declared",
            "specialty": NURSING,
            "details": {"hours": "25"},
            "document_number": f"ИБ-{self.serial}",
        } | values
        if "evidence" not in given:
            given["evidence"] = self.file(person)
        done = commands.add_activity(self.command((of or self.nurse).id), person, criterion, **given)
        return UUID(done.result["activity"])

    def correct(self, line: UUID, **values: Any) -> None:
        """The nurse mends a result."""
        commands.correct_activity(self.command(self.nurse.id), line, values)

    def hand_over(
        self, *lines: UUID, by: Account | None = None, expect: type[Outcome] | None = Applied, **more: Any
    ) -> Case:
        """A confirmation, sent."""
        worker = by or self.nurse
        assert worker.person is not None
        case = Case.objects.get(pk=engine.open_case("cpd", worker.person, self.command(worker.id)))
        data = {"specialty": NURSING, "rows": [str(line) for line in lines], "statement": True} | more
        self.answer = self.do(worker, case, "submit", data=data, expect=expect)
        return self.fresh(case)

    def review(self, case: Case, line: UUID, accepted: bool = True, by: Account | None = None, **more: Any) -> Outcome:
        """A word on one row, as it stands."""
        version = Activity.objects.current().get(line=line).id
        body = {"item": str(line), "seen": str(version), "accepted": accepted} | more
        return self.do(by or self.reviewer, case, "review_row", **body)

    @property
    def reviewer(self) -> Account:
        """HR, or the head where there is none."""
        return self.hr or self.head

    def seen(self, case: Case) -> str:
        """The digest that a page would carry now."""
        weighed = weigh(self.fresh(case), self.now)
        return seen_digest(weighed.gathered.facts, weighed.gathered.read, weighed.day)

    def word(self, by: Account | None, case: Case, name: str, *, expect: type[Outcome] | None = Applied) -> Outcome:
        """Confirm on what stands there."""
        assert by is not None
        return self.do(by, case, name, facts_digest=self.seen(case), expect=expect)

    def at_head(self, *lines: UUID) -> Case:
        """Handed over, every row accepted, with HR's word."""
        case = self.hand_over(*lines)
        for line in lines:
            self.review(case, line)
        self.word(self.hr, case, "confirm_hr")
        return self.fresh(case)


def _picture(number: int) -> bytes:
    """A page with a line whose place differs."""
    image = Image.new("RGB", (210, 297), "white")
    image.paste((11, 74, 92), (20, 10 + number % 280, 190, 12 + number % 280))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
