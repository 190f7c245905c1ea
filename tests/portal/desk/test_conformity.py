"""Certificates of conformity at the desk of the local executive body: from the completeness check to the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.services.conformity.office import LocalBody

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.cases.service import Origin, Source
from tirkelim.cases.states import State
from tirkelim.documents.models import Document
from tirkelim.identity.models import Role
from tirkelim.journal.chain import append
from tirkelim.journal.change import change
from tirkelim.law.book import current_book
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.law.standards.services import Action
from tirkelim.portal.desk.conformity_words import about_practice, claim_name
from tirkelim.portal.desk.facts import origin_of
from tirkelim.portal.desk.history import timeline
from tirkelim.register.models import ConformityCertificate
from tirkelim.services.conformity.editions import PRACTICE

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> LocalBody:
    """A local body without applications."""
    return LocalBody()


@pytest.fixture(autouse=True)
def clock(office: LocalBody) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that was done, moved by ``move_to``."""
    with time_machine.travel(office.now + timedelta(hours=2), tick=False) as travelled:
        yield travelled


@pytest.fixture
def client(office: LocalBody) -> Client:
    """The officer's browser."""
    return sign_in(office.employment_officer, "en")


def page(client: Client, case: Case, tail: str = "") -> Any:
    response = client.get(f"/desk/{case.id}/{tail}")
    assert response.status_code == 200, response
    return response


def press(client: Client, case: Case, tail: str, *, on: str = "") -> Any:
    """Press the button of a page, by the fields that it carries."""
    return client.post(f"/desk/{case.id}/{tail}", hidden(page(client, case, on)), follow=True)


def acts(response: Any) -> dict[str, str]:
    """What can be done, with the reason why not."""
    return {act.key: str(act.why_not) for act in response.context["acts"]}


# --- is it whole ------------------------------------------------------------------------------------------------------


def test_a_whole_application_goes_to_the_commission_and_back(office: LocalBody, client: Client) -> None:
    case = office.sent(office.foreigner())
    shown = page(client, case)

    assert acts(shown)["pass_to_commission"] == ""
    assert acts(shown)["decline"]
    assert shown.context["acts"][0].key == "pass_to_commission"
    assert "Онколог" in words(sign_in(office.employment_officer).get(f"/desk/{case.id}/"))

    done = press(client, case, "pass/")
    assert office.fresh(case).state == State.AT_COMMISSION
    assert "The application is with the commission" in words(done)
    assert set(acts(done)) == {"recall_from_commission", "record_finding"}

    done = press(client, case, "recall/")
    assert office.fresh(case).state == State.CONSIDERED
    titles = [str(entry.title) for entry in done.context["timeline"]][:2]
    assert titles == ["Called back from the commission", "Passed to the commission"]


def test_the_papers_stand_one_by_one_with_what_is_wrong(office: LocalBody, client: Client) -> None:
    applicant = office.foreigner()
    case = office.begun(applicant, answers={"person": {"document_expires_on": "2022-02-01"}})
    office.file(applicant, case, "identity_document")
    office.file(applicant, case, "proof_of_work", language="tr")
    office.do(applicant, case, "submit")
    case = office.fresh(case)
    papers = {one.title: (one.status, str(one.why)) for one in page(client, case).context["package"]}

    assert [status for status, _ in papers.values()] == ["missing", "missing", "missing", "filed"]
    assert any("has expired" in why for _, why in papers.values())
    assert any("Turkish" in why and "notarised translation" in why for _, why in papers.values())
    assert acts(page(client, case))["pass_to_commission"] == "Only a whole application goes to the commission."


def test_a_certificate_held_is_not_called_a_profession() -> None:
    with override("en"):
        assert [claim_name(claim, "en") for claim in ("Онколог дәрігер", "KZ11AAA22222222", "")] == [
            "Oncologist", "certificate KZ11AAA22222222", ""
        ]  # fmt: skip


def test_a_translated_paper_names_both_languages(office: LocalBody, client: Client) -> None:
    applicant = office.foreigner()
    case = office.begun(applicant)
    office.file(applicant, case, "proof_of_work", language="tr", translated_into="ru")
    office.do(applicant, case, "submit")
    said = [str(one.why) for one in page(client, office.fresh(case)).context["package"]]
    assert "Turkish, with a notarised translation: Russian" in said


def test_an_incomplete_application_is_not_accepted(office: LocalBody, client: Client) -> None:
    case = office.sent(office.foreigner(), papers=("identity_document",))
    shown = page(client, case)
    assert shown.context["proposals"][0].title == "Would not be accepted"
    assert shown.context["acts"][0].key == "decline"

    confirm = page(client, case, "decline/")
    assert "503/2016" in words(confirm)
    assert len(confirm.context["documents"]) == 2
    done = press(client, case, "decline/", on="decline/")
    work(office.now)

    assert office.fresh(case).state == State.DECLINED
    shown = page(client, case)
    assert "The application is not accepted" in words(done)
    assert shown.context["title"] == "The application is not accepted"
    assert len(shown.context["links"]) == 1
    assert [line.number for line in client.get("/desk/?show=decided").context["lines"]] == [case.number]


def test_a_whole_application_has_to_be_accepted(office: LocalBody, client: Client) -> None:
    case = office.sent(office.foreigner())
    assert not page(client, case, "decline/").context["possible"]
    body = {**hidden(page(client, case)), "facts": office.digest(case)}

    done = client.post(f"/desk/{case.id}/decline/", body, follow=True)
    assert "it has to be accepted" in words(done)
    assert office.fresh(case).state == State.CONSIDERED


def test_facts_that_changed_meanwhile_stop_the_answer(office: LocalBody, client: Client) -> None:
    applicant = office.foreigner()
    case = office.sent(applicant, papers=("identity_document",))
    office.do(office.employment_officer, case, "ask_for_documents", documents=["proof_of_work"])
    seen = page(client, case, "decline/")
    fields = hidden(seen)
    office.file(applicant, case, "proof_of_work")
    fields["version"] = str(office.fresh(case).version)

    again = client.post(f"/desk/{case.id}/decline/", fields)
    assert again.status_code == 409
    assert "Attached documents" in words(again)
    assert office.fresh(case).state == State.ASKED


# --- the decision -----------------------------------------------------------------------------------------------------


def test_points_threshold_and_recommendation_stand_before_the_decision(office: LocalBody, client: Client) -> None:
    office.threshold(6)
    case = office.recommended(office.foreigner())
    shown = page(client, case)
    commission = shown.context["commission"]

    assert commission.agreed
    assert client.get(commission.sitting.href).status_code == 200
    assert commission.minutes.href.endswith("/document/")
    coordinator = sign_in(office.account("coordinator", Role.NATIONAL_COORDINATOR))
    assert page(coordinator, case).context["commission"].sitting is None
    assert [one.points for one in commission.points] == ["3", "0", "0", "4"]
    assert (commission.total, commission.threshold) == (7, 6)
    assert commission.resolution.recommends_issue
    text = words(shown)
    for said in ("The commission recommends issue.", "№ 5 қаулы, 10.01.2022", "Біліктілігі мен білімі талаптарға сай"):
        assert said in text
    assert acts(shown)["pass_to_commission"] == "The commission has recommended issue."


def test_granting_issues_a_certificate_that_the_page_names(office: LocalBody, client: Client) -> None:
    case = office.recommended(office.foreigner())
    confirm = page(client, case, "grant/")
    assert "Oncologist" in words(confirm)
    assert "Qualification level" not in words(confirm)

    press(client, case, "grant/", on="grant/")
    row = ConformityCertificate.objects.get()
    shown = page(client, case)
    assert shown.context["given"].number == row.number
    assert row.number in words(shown)
    assert shown.context["commission"].total == 7
    assert page(client, case, "replay/").status_code == 200


def test_points_below_the_threshold_refuse_on_ground_two(office: LocalBody, client: Client) -> None:
    office.threshold(12)
    case = office.recommended(office.foreigner())
    confirm = page(client, case, "refuse/")
    assert [(one.number, one.text) for one in confirm.context["grounds"]] == [
        (2, "The points do not reach the threshold")
    ]
    press(client, case, "refuse/", on="refuse/")
    assert office.fresh(case).state == State.REFUSED
    assert page(client, case).context["title"] == "The application is refused"


def test_advice_against_issue_without_a_ground_says_what_to_do(office: LocalBody, client: Client) -> None:
    case = office.recommended(office.foreigner(), said={"recommends_issue": False})
    shown = page(client, case)

    assert shown.context["proposals"][0].title == "The commission advises against issue"
    assert acts(shown)["grant"]
    assert acts(shown)["refuse"]
    assert acts(shown)["pass_to_commission"] == ""


def test_an_extension_needs_no_commission(office: LocalBody, client: Client) -> None:
    applicant = office.foreigner()
    row = office.granted(applicant)
    office.later(days=28)
    with time_machine.travel(office.now + timedelta(hours=2), tick=False):
        client = sign_in(office.employment_officer, "en")
        case = office.ready(applicant, Action.EXTEND, row.number)
        shown = page(client, case)
        assert shown.context["commission"] is None
        assert acts(shown)["pass_to_commission"] == "Only an application for issue goes to the commission."
        assert [str(step.title) for step in shown.context["steps"]] == ["The result reaches the applicant"]
        assert "№ 5 қалалық емхана" in words(shown)
        press(client, case, "grant/", on="grant/")
        given = page(client, case).context["given"]
    assert given.number == row.number
    assert given.valid_until.isoformat() == "2023-03-27"


# --- steps within the term --------------------------------------------------------------------------------------------


def test_each_step_has_its_clock_and_the_list_shows_the_next(
    office: LocalBody, client: Client, clock: time_machine.Coordinates
) -> None:
    case = office.sent(office.foreigner())
    steps = {str(step.title): step for step in page(client, case).context["steps"]}
    assert [step.due_on.isoformat() for step in steps.values()] == ["2022-03-03", "2022-03-09", "2022-03-10"]

    (line,) = client.get("/desk/").context["lines"]
    assert str(line.step[0]) == "Pass to the commission"

    clock.move_to("2022-03-04T10:00:00+05:00")
    client = sign_in(office.employment_officer, "en")
    late = page(client, case).context["steps"][0]
    assert late.clock.state == "overdue"
    assert "overdue" in str(client.get("/desk/").context["lines"][0].step[1])

    office.now = office.now.replace(day=4)
    office.do(office.employment_officer, case, "pass_to_commission")
    first, second, _ = page(client, case).context["steps"]
    assert (first.late, first.done_on.isoformat()) == (True, "2022-03-04")
    assert second.clock.state != "overdue"
    assert str(client.get("/desk/").context["lines"][0].step[0]) == "Decide"


def test_before_the_day_of_acceptance_the_whole_term_is_left(
    office: LocalBody, clock: time_machine.Coordinates
) -> None:
    office.now = datetime(2022, 3, 12, 6, 0, tzinfo=UTC)  # a Saturday: accepted on Monday
    case = office.sent(office.foreigner())
    clock.move_to(office.now)
    client = sign_in(office.employment_officer, "en")
    assert [step.clock.days_left for step in page(client, case).context["steps"]] == [2, 5, 6]
    (line,) = client.get("/desk/").context["lines"]
    assert "6 working days left" in line.due
    assert "2 working days left" in line.step[1]


def test_on_the_weekend_after_its_day_a_step_is_overdue_and_not_due_today(
    office: LocalBody, clock: time_machine.Coordinates
) -> None:
    office.now = datetime(2022, 3, 16, 6, 0, tzinfo=UTC)
    case = office.sent(office.foreigner())
    clock.move_to("2022-03-19T10:00:00+05:00")  # the day of the hand-over was Friday
    client = sign_in(office.employment_officer, "en")
    (step, *_others) = page(client, case).context["steps"]
    assert (step.due_on.isoformat(), step.clock.state) == ("2022-03-18", "overdue")
    (line,) = client.get("/desk/").context["lines"]
    assert "Due today" not in line.step[1]
    assert ">Overdue" in line.step[1]
    # Its result is not: the list of what is overdue says by which day it goes.
    overdue = client.get("/desk/?show=overdue")
    assert not overdue.context["lines"]
    assert "goes by the day of the result" in words(overdue)


def test_a_longer_list_costs_no_more_queries(office: LocalBody, client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/").status_code == 200
        return len(queries)

    office.sent(office.foreigner("first"))
    client.get("/desk/")
    few = cost()
    for number in range(4):
        office.sent(office.foreigner(f"more{number}"))
    assert cost() == few


# --- a second decision ------------------------------------------------------------------------------------------------


def test_what_the_commission_did_stands_in_words(office: LocalBody, client: Client) -> None:
    case = office.at_commission(office.foreigner())
    kinds = ("on_agenda", "member_declared", "member_scored", "commission_resolved")
    with change(office.command(), "test.commission") as made:
        for kind in kinds:
            append(case.stream, made, kind, {})
    titles = [str(entry.title) for entry in timeline(case)]
    assert not set(titles) & set(kinds)


def test_a_document_with_a_number_of_its_own_is_not_called_attached() -> None:
    shown = [origin_of(Source(Origin.DOCUMENT, reference)) for reference in ("M-1", str(uuid4()))]
    with override("en"):
        assert [str(one.text) for one in shown if one] == ["Document", "Attached document"]


def test_a_second_decision_stands_beside_the_first(office: LocalBody, client: Client) -> None:
    from tests.portal.desk.reopening import reopen

    office.threshold(12)
    case = office.recommended(office.foreigner())
    office.decide(office.employment_officer, case, "refuse")
    reopen(office, case, "Шекті балл дұрыс қолданылмаған")

    shown = page(client, case)
    assert office.fresh(case).state == State.CONSIDERED
    assert "grant" in acts(shown)
    (first,) = shown.context["earlier"]
    assert (first.seq, first.outcome) == (1, "Refused")
    assert "Шекті балл дұрыс қолданылмаған" in words(shown)

    office.decide(office.employment_officer, case, "refuse")
    shown = page(client, case)
    assert shown.context["decision"].seq == 2
    assert [one.seq for one in shown.context["earlier"]] == [1]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_in_every_language(office: LocalBody, language: str) -> None:
    client = sign_in(office.employment_officer, language)
    case = office.recommended(office.foreigner())
    incomplete = office.sent(office.foreigner("second"), papers=())
    for shown in (
        client.get("/desk/"),
        *(page(client, case, tail) for tail in ("", "grant/", "refuse/", "finding/", "ask/", "decline/")),
        page(client, incomplete),
        page(client, incomplete, "decline/"),
    ):
        assert "conformity." not in words(shown)
    assert Document.objects.count() == 0


def test_the_practice_edition_is_named_as_no_law() -> None:
    law = current_book().latest(ACT)
    said = about_practice(law._replace(by=PRACTICE, start=date(2025, 1, 1), end=None))

    assert "236/2023" in said
    assert about_practice(law) == ""
