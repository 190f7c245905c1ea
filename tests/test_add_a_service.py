"""A service of one folder, added from outside: from the first answer to the document, over the real pages.

That the folder is all there is needs no diff: nothing in ``src`` knows its name (the last test looks).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.builders import ASTANA, PNG, Office
from tests.portal.applicant.conftest import Visitor
from tests.tiny_service.decision import ACT
from tests.tiny_service.result import PERMISSION, PermissionPayload
from tests.tiny_service.service import NAME, own_book
from tests.tiny_service.wiring import COURSE, wire

from tirkelim.cases import outbox, registry
from tirkelim.cases.command import Applied, Invalid
from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case, Complaint, Decision
from tirkelim.cases.queries import latest_decision
from tirkelim.cases.replay import Cause, replay
from tirkelim.cases.states import State
from tirkelim.cases.steps import STEPS
from tirkelim.documents import forms
from tirkelim.documents.models import Document
from tirkelim.documents.payload import from_plain, to_plain
from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import ACTIONS
from tirkelim.law import messages
from tirkelim.law.edition import NotInForce
from tirkelim.notices.catalogue import key_of, write
from tirkelim.portal.applicant import services as applied_for
from tirkelim.portal.desk import services as desk

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parent.parent
COURSE_PAGE = {"title": "Алғашқы көмек", "kato": ASTANA, "hours": "40"}


@pytest.fixture(autouse=True)
def course() -> Iterator[None]:
    """The service is there for the time of a test."""
    wire()
    yield
    for names in (registry._services, applied_for.WIZARDS, desk.DESK_SERVICES):
        names.pop(NAME)
    forms._forms.pop(PERMISSION.name)
    messages._elsewhere.clear()
    messages.catalogue.cache_clear()


@pytest.fixture
def office() -> Office:
    """The department that decides."""
    return Office()


@pytest.fixture(autouse=True)
def clock(office: Office) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that the office has done."""
    with time_machine.travel(office.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled


@pytest.fixture
def applicant(office: Office) -> Account:
    """Someone who wants to hold a course."""
    return office.applicant()


def visitor_of(account: Account) -> Visitor:
    visitor = Visitor(account)
    visitor.client.cookies["til"] = "en"
    return visitor


def begun(applicant: Account, *, hours: int = 40, years: int = 5) -> tuple[Visitor, Case]:
    """An application with all its answers, begun by the cabinet's own button."""
    visitor = visitor_of(applicant)
    page = visitor.get("applications")
    assert "Ask for the permission" in page
    visitor.send("application_open", {"service": NAME})
    case = Case.objects.get(service=NAME)
    for key, step, typed in (
        ("course", "about", COURSE_PAGE | {"hours": str(hours)}),
        ("teacher", "years", {"years": str(years)}),
    ):
        visitor.post("application_step", typed, case=case.id, page=key, step=step)
    return visitor, case


def sent(applicant: Account, office: Office, *, programme: bool = True, hours: int = 40, years: int = 5) -> Case:
    """The application, sent by the pages."""
    visitor, case = begun(applicant, hours=hours, years=years)
    if programme:
        file = SimpleUploadedFile("programme.png", PNG, content_type="image/png")
        where = {"case": case.id, "document": "course_programme"}
        visitor.post("application_upload", {"file": file, "language": "kk"}, **where)
    visitor.post("application_check", {"true": "on"}, case=case.id)
    return office.fresh(case)


def decided(office: Office, case: Case, name: str) -> Decision:
    """The decision of an officer at the desk, by its own page."""
    officer = office.account("officer", Role.DEPARTMENT_OFFICER, territory=ASTANA)
    visitor = visitor_of(officer)
    assert str(case.number) in visitor.get("desk")
    assert "Алғашқы көмек" in visitor.get("desk_case", case=case.id)
    visitor.post(f"desk_{name}", case=case.id)
    decision = latest_decision(office.fresh(case))
    assert decision is not None
    outbox.work(office.later(hours=3))
    return decision


# --- the applicant ---


def test_a_draft_is_written_page_by_page_and_checked(applicant: Account) -> None:
    visitor, case = begun(applicant)
    tasks = visitor.get("application", case=case.id)
    assert "Permission to hold a training course" in tasks
    assert "Алғашқы көмек" in tasks
    assert "Consent" not in tasks
    assert "Programme of the course" in visitor.get("application_documents", case=case.id)
    check = visitor.get("application_check", case=case.id)
    assert "t-precheck--incomplete" in check
    assert "The course takes 40" in check
    assert "State systems" not in check


def test_what_is_wrong_is_kept_and_said(applicant: Account) -> None:
    visitor, case = begun(applicant)
    where = {"case": case.id, "page": "course", "step": "about"}
    visitor.post("application_step", COURSE_PAGE | {"hours": "many"}, expect=422, **where)
    assert 'value="many"' in visitor.get("application_step", **where)


def test_there_is_no_page_of_another_service(applicant: Account) -> None:
    visitor, case = begun(applicant)
    for name, where in (
        ("application_step", {"page": "education", "step": "diploma"}),
        ("application_rows", {"page": "studies"}),
        ("application_consent", {}),
        ("application_sources", {}),
    ):
        visitor.get(name, expect=404, case=case.id, **where)


def test_it_is_sent_with_a_number_and_the_term_of_its_own_law(applicant: Account, office: Office) -> None:
    case = sent(applicant, office)
    assert case.state == State.CONSIDERED
    assert (case.accepted_on, case.due_on) == (date(2026, 3, 2), date(2026, 3, 6))
    visitor = visitor_of(applicant)
    assert "The term is 4 working days" in visitor.get("application_sent", case=case.id)
    assert "You get the permission" in visitor.get("application_sent", case=case.id)
    assert write(key_of(NAME, "granted"), {"number": str(case.number), "due": ""}, "en").endswith(
        "the permission is in your cabinet."
    )


# --- the desk ---


def test_granted_at_the_desk_with_a_document_of_its_own(applicant: Account, office: Office) -> None:
    case = sent(applicant, office)
    decision = decided(office, case, "grant")
    assert decision.outcome == "granted"
    assert decision.edition["act"] == ACT
    assert decision.book_digest == own_book().digest
    document = Document.objects.get(decision=decision.id)
    assert document.kind == PermissionPayload.kind
    assert document.number == f"{case.number}/1"
    payload = from_plain(document.payload)
    assert isinstance(payload, PermissionPayload)
    assert to_plain(payload) == document.payload
    assert payload.valid_until == date(2027, 3, 2)
    visitor = visitor_of(applicant)
    page = visitor.get("application", case=case.id)
    assert "The permission is given" in page
    assert "Download the permission (PDF)" in page
    assert "The course takes 40" in page
    pdf = visitor.client.get(f"/applications/{case.id}/result/")
    assert b"".join(pdf).startswith(b"%PDF")


def test_refused_on_its_ground(applicant: Account, office: Office) -> None:
    case = sent(applicant, office, hours=10, years=1)
    decision = decided(office, case, "refuse")
    (ground,) = decision.verdicts["grounds"]
    assert (ground["number"], ground["requirements"]) == (1, ["course.hours", "course.teacher"])
    document = Document.objects.get(decision=decision.id)
    assert document.kind == Document.Kind.REFUSAL
    assert len(document.payload["grounds"][0]["unmet"]) == 2
    page = visitor_of(applicant).get("application", case=case.id)
    assert "The permission is refused" in page
    assert "The course does not meet the requirements of the order" in page
    again = visitor_of(Account.objects.get(login="officer")).get("desk_case", case=case.id)
    assert "The course does not meet the requirements of the order" in again


def test_a_missing_document_is_asked_for_and_given(applicant: Account, office: Office) -> None:
    case = sent(applicant, office, programme=False)
    officer = office.officer("asking")
    at_desk = visitor_of(officer)
    assert "Missing: Programme of the course." in at_desk.get("desk_case", case=case.id)
    at_desk.post("desk_ask", {"documents": ["course_programme"], "note": ""}, case=case.id)
    assert office.fresh(case).state == State.ASKED
    visitor = visitor_of(applicant)
    file = SimpleUploadedFile("programme.png", PNG, content_type="image/png")
    visitor.post("application_upload", {"file": file, "language": "kk"}, case=case.id, document="course_programme")
    visitor.get("application", case=case.id)
    visitor.send("application_answer", case=case.id)
    assert office.fresh(case).state == State.CONSIDERED


def test_it_is_taken_back(applicant: Account, office: Office) -> None:
    case = sent(applicant, office)
    visitor_of(applicant).post("application_withdraw", case=case.id)
    assert office.fresh(case).state == State.WITHDRAWN


def test_a_decision_is_replayed(applicant: Account, office: Office) -> None:
    decision = decided(office, sent(applicant, office), "grant")
    assert replay(decision).cause is Cause.SAME
    before = replay(decision, date(2024, 6, 1))
    assert before.cause is Cause.NOT_IN_FORCE
    assert before.out is not None
    assert before.out.reason == "before_act"


# --- what comes with the engine ---


def test_heard_before_a_refusal(applicant: Account, office: Office, settings: pytest.FixtureRequest) -> None:
    settings.REFUSAL_HEARING_DAYS = 2  # type: ignore[attr-defined]
    case = sent(applicant, office, hours=10)
    officer = office.officer()
    assert isinstance(office.decide(officer, case, "refuse"), Invalid)
    office.do(officer, case, "intend_refusal", facts_digest=office.digest(case))
    assert office.fresh(case).state == State.HEARING
    office.do(applicant, case, "answer_intention", text="The course takes 40 hours: see the programme.")
    assert isinstance(office.decide(officer, case, "refuse"), Applied)


def test_a_complaint_opens_it_again(applicant: Account, office: Office) -> None:
    case = sent(applicant, office, hours=10)
    officer, head = office.officer(), office.account("head", Role.DEPARTMENT_HEAD, territory=ASTANA)
    office.decide(officer, case, "refuse")
    office.do(applicant, case, "complain", instance="head", text="Look at the programme again.")
    complaint = str(Complaint.objects.get(case=case).id)
    office.do(head, case, "uphold_complaint", complaint=complaint, reason="The programme was not read.")
    assert office.fresh(case).state == State.CONSIDERED
    assert isinstance(office.decide(officer, case, "refuse"), Applied)
    assert [decision.seq for decision in case.decisions.order_by("seq")] == [1, 2]


def test_every_command_of_its_table_has_a_step_and_a_right(office: Office, applicant: Account) -> None:
    for row in COURSE.transitions:
        assert row.name in STEPS
        assert row.action in ACTIONS
    case = sent(applicant, office)
    stranger = office.applicant("stranger")
    assert commands_open_to(stranger, case, office.now) == ()


def test_before_its_law_nothing_is_decided() -> None:
    with pytest.raises(NotInForce):
        COURSE.decide(
            COURSE.load_facts("training_course/1", {"applied_on": "2024-01-01", "title": "", "filed": []}),
            date(2024, 1, 1),
            COURSE.book(),
        )


# --- registered once ---


def test_a_name_is_taken_once() -> None:
    wire()  # the same again changes nothing
    with pytest.raises(ValueError, match="twice"):
        registry.register(type(COURSE)())
    with pytest.raises(ValueError, match="already"):
        applied_for.add(applied_for.WIZARDS[NAME]._replace(kinds=("letter",)))
    pages = applied_for.WIZARDS[NAME]
    with pytest.raises(ValueError, match="consent"):
        applied_for.add(pages._replace(service="other", pages={"consent": pages.pages["course"]}))


def test_nothing_in_the_system_knows_the_service() -> None:
    own = ("tiny_service", f'"{NAME}"', ACT, "course-permission", "course_programme")
    for path in (ROOT / "src").rglob("*"):
        if path.suffix in {".py", ".toml", ".html", ".typ"}:
            text = path.read_text(encoding="utf-8")
            assert not [word for word in own if word in text], path
