"""The replay page: then and now, as of another day, with the cause of every difference; it changes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from tests.builders import ASTANA, Office
from tests.portal.desk.conftest import sign_in

from tirkelim.cases import replay
from tirkelim.cases.models import Case, Complaint, Decision, FactSheet
from tirkelim.cases.registry import service
from tirkelim.cases.replay import Cause
from tirkelim.identity.models import Account, Role
from tirkelim.journal import guards
from tirkelim.law.digest import plain
from tirkelim.law.edition import NotInForce
from tirkelim.law.restore import CannotRestore


@pytest.fixture
def decision(office: Office, officer: Account) -> Decision:
    """A nurse's certificate, granted."""
    case = office.submitted(office.applicant())
    office.decide(officer, case, "grant")
    return Decision.objects.select_related("case", "sheet").get(case=case)


def page(reader: Account, case: Case, expect: int = 200, **asked: str) -> HttpResponse:
    response = sign_in(reader, "en").get(f"/desk/{case.id}/replay/", asked)
    assert response.status_code == expect
    return response


def test_on_its_own_day_the_rules_decide_the_same(officer: Account, decision: Decision) -> None:
    shown = page(officer, decision.case)
    assert shown.context["same"]
    assert not shown.context["moved"]
    assert shown.context["then"] == shown.context["now"]
    assert shown.context["editions_then"] == shown.context["editions_now"]
    assert shown.context["book"] == decision.book_digest


def test_on_another_day_other_days_come_out(officer: Account, decision: Decision) -> None:
    shown = page(officer, decision.case, on="2026-06-01")
    assert shown.context["moved"]
    assert shown.context["on"] == date(2026, 6, 1)
    assert "The difference comes from the day" in shown.content.decode()
    assert [one["first"] for one in shown.context["now"]] == [date(2026, 6, 1)]
    assert shown.context["then"][0]["first"] == decision.decided_on
    boxes = page(officer, decision.case, on_day="1", on_month="6", on_year="2026")
    assert boxes.context["now"] == shown.context["now"]


def test_changed_findings_stand_side_by_side(officer: Account, decision: Decision) -> None:
    """Far later the further education of the nurse is too old, or her diploma: what was met then is not now."""
    shown = page(officer, decision.case, on="2031-12-01")
    again = replay.replay(decision, date(2031, 12, 1))
    assert len(shown.context["changed"]) == len(again.changed) > 0
    for one, difference in zip(shown.context["changed"], again.changed, strict=True):
        assert [view.message for view in one["then"]] == [found["message"]["en"] for found in difference.then]
        assert [view.message for view in one["now"]] == [found["message"]["en"] for found in difference.now]


@pytest.mark.parametrize(("day", "says"), [("2021-05-05", "decided by hand"), ("2019-01-01", "did not exist yet")])
def test_where_no_wording_is_held_it_says_why(officer: Account, decision: Decision, day: str, says: str) -> None:
    shown = page(officer, decision.case, on=day)
    assert shown.context["now"] == []
    assert says in shown.context["why_out"]
    assert "On this day the rules do not decide." in shown.content.decode()


def test_a_repeal_is_named(officer: Account, decision: Decision, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = replay.service(decision.case.service)

    def gone(facts: Any, day: date, book: Any) -> Any:
        raise NotInForce("503/2016", day, "repealed", date(2023, 7, 2), "236/2023")

    monkeypatch.setattr(chosen, "decide", gone)
    shown = page(officer, decision.case, on="2024-01-10")
    assert "236/2023" in shown.context["why_out"]


@pytest.mark.parametrize("on", ["yesterday", "2026-02-30", "1-1-1", "2026"])
def test_a_day_that_is_none_is_said(officer: Account, decision: Decision, on: str) -> None:
    shown = page(officer, decision.case, expect=422, on=on)
    assert "govuk-error-summary" in shown.content.decode()


def test_a_fact_added_to_the_schema_later_is_not_known(officer: Account, decision: Decision) -> None:
    raw = dict(decision.sheet.facts)
    certificate = dict(raw["certificate"])
    del certificate["name_changed"]
    with_less = {**raw, "certificate": certificate}
    guards.lift(connection)
    FactSheet.objects.filter(pk=decision.sheet_id).update(facts=with_less)
    again = replay.replay(Decision.objects.select_related("case", "sheet").get(pk=decision.pk))
    assert again.cause is Cause.FACTS
    assert again.changed
    assert {found["status"] for one in again.changed for found in one.now} == {"unknown"}
    assert "was not recorded then" in page(officer, decision.case).content.decode()


def test_both_decisions_can_be_replayed(office: Office, officer: Account, decision: Decision) -> None:
    case, head = decision.case, office.account("head", Role.DEPARTMENT_HEAD, territory=ASTANA)
    person = Account.objects.get(person=case.subject_id)
    office.do(person, case, "complain", instance="head", text="The term is too short.")
    complaint = Complaint.objects.get(case=case)
    office.do(head, case, "uphold_complaint", complaint=str(complaint.id), reason="Look again.")
    office.later(days=1)
    office.decide(officer, case, "grant")
    second = page(officer, case)
    assert second.context["decision"].seq == 2
    assert [link.href for link in second.context["others"]] == [f"/desk/{case.id}/replay/?decision=1"]
    first = page(officer, case, decision="1")
    assert first.context["decision"] == decision
    for none in ("3", "x"):
        page(officer, case, expect=404, decision=none)


def test_the_coordinator_reads_it_and_nobody_else(office: Office, decision: Decision) -> None:
    coordinator = office.account("coordinator", Role.NATIONAL_COORDINATOR)
    assert page(coordinator, decision.case).context["same"]
    page(Account.objects.get(person=decision.case.subject_id), decision.case, expect=404)
    page(office.officer("elsewhere", "750000000"), decision.case, expect=404)


def test_an_open_case_has_nothing_to_replay(office: Office, officer: Account) -> None:
    page(officer, office.submitted(office.applicant()), expect=404)


def test_nothing_is_written(officer: Account, decision: Decision) -> None:
    before = plain({"findings": decision.findings, "verdicts": decision.verdicts})
    page(officer, decision.case, on="2027-12-01")
    decision.refresh_from_db()
    assert plain({"findings": decision.findings, "verdicts": decision.verdicts}) == before


def test_a_sheet_that_cannot_be_read_any_more_leaves_the_rest_of_its_decision(
    officer: Account, decision: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(schema: str, raw: Any) -> Any:
        raise CannotRestore("stored without something")

    monkeypatch.setattr(service(decision.case.service), "load_facts", unreadable)
    shown = sign_in(officer, "en").get(f"/desk/{decision.case.id}/")
    assert shown.status_code == 200
    assert shown.context["facts"] == []
    assert shown.context["editions"]
    assert page(officer, decision.case).context["impossible"]
