"""What a holder does: extends, tells what happened, has it re-issued, reports a loss; the clocks of the duties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import time_machine
from django.test import Client
from tests.portal.conformity.test_applying import attach, day, person, send
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.services.conformity.office import LocalBody

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account
from tirkelim.law.standards.services import Action
from tirkelim.register.conformity_queries import held_on
from tirkelim.register.models import ConformityCertificate, ConformityEvent

CONTRACT = {
    "employer": "№ 5 қалалық емхана",
    "employer_number": "310640000124",
    "reference": "15",
    "open_ended": "no",
} | day("until", 2023, 3, 27)


def holder(body: LocalBody) -> tuple[Account, Client, ConformityCertificate, str]:
    """Someone with a certificate of 1 March 2022."""
    account = body.foreigner()
    row = body.granted(account)
    return account, sign_in(account), row, f"/conformity/certificates/{row.id}/"


def later(body: LocalBody, days: int) -> Any:
    """So many days after."""
    body.now += timedelta(days=days)
    return time_machine.travel(body.now, tick=False)


def begin_from(client: Client, certificate: str, action: str, **more: str) -> str:
    found = client.post(f"{certificate}begin/", hidden(client.get(certificate)) | {"action": action} | more)
    return str(found.headers["Location"])


def test_a_contract_is_told_and_the_extension_asked_for_with_its_data(body: LocalBody) -> None:
    account, _client, row, there = holder(body)
    with later(body, 20):
        client = sign_in(account)
        told = send(client, f"{there}tell/contract/", **day("event_on", 2022, 3, 17), **CONTRACT)
        receipt = client.get(told.headers["Location"])
        (duty,) = receipt.context["duties"]
        assert (duty.due_on, duty.done_on) == (date(2022, 3, 29), None)
        assert client.get("/conformity/").context["duties"][0].title == duty.title
        notice = str(ConformityEvent.objects.get(kind="contract_signed").id)
        case = begin_from(client, there, "extend", notice=notice)
        tasks = client.get(case)
        assert [task.status for task in tasks.context["groups"][0][1]] == ["done", "done", "in_progress"]
        person(client, case)
        attach(client, case, "labour_contract")
        check = client.get(f"{case}check/")
        # Only that documents and data are true is for the office to find.
        assert [view.anchor for view in check.context["proposal"].open] == ["conformity-true_data"]
        assert send(client, f"{case}check/", consent="on", true="on").status_code == 302
        sent = Case.objects.get(action="extend")
        body.checked(sent)
        body.decide(body.employment_officer, body.fresh(sent), "grant")
        page = client.get(there)
        assert page.context["line"].until == date(2023, 3, 27)
        assert page.context["duties"][0].done_on == date(2022, 3, 21)
        assert not page.context["duties"][0].late
        assert client.get(case).context["certificate"] == row


def test_a_lost_certificate_is_invalid_from_the_day_of_the_application(body: LocalBody) -> None:
    account, _client, row, there = holder(body)
    with later(body, 10):
        client = sign_in(account)
        warned = client.get(f"{there}lost/")
        assert "бірден" in words(warned) or "at once" in words(warned)
        case = begin_from(client, there, "duplicate")
        assert held_on(row, body.now.date()).status.status == "valid"
        send(client, f"{case}loss/loss/", what="lost", circumstances="Такси", **day("noticed_on", 2022, 3, 10))
        person(client, case)
        assert send(client, f"{case}check/", consent="on", true="on").status_code == 302
        assert client.get(there).context["line"].actions == ("duplicate",)
        sent = Case.objects.get(action="duplicate")
        body.checked(sent)
        body.decide(body.employment_officer, body.fresh(sent), "grant")
        duplicate = ConformityCertificate.objects.get(basis="duplicate")
        assert (duplicate.valid_until, duplicate.number != row.number) == (row.valid_until, True)
    with later(body, 0):
        lines = client.get("/conformity/").context["certificates"]
        assert [line.actions for line in lines] == [("extend", "reissue", "duplicate"), ()]


def test_a_change_of_document_leads_to_a_re_issue(body: LocalBody) -> None:
    account, _client, _row, there = holder(body)
    with later(body, 20):
        client = sign_in(account)
        told = send(client, f"{there}tell/change/", reference="document", **day("event_on", 2022, 3, 2))
        receipt = client.get(told.headers["Location"])
        assert receipt.context["duties"][0].late
        assert receipt.context["leads_to"] == "reissue"
        notice = str(ConformityEvent.objects.get(kind="data_changed").id)
        case = begin_from(client, there, "reissue", notice=notice)
        person(client, case)
        attach(client, case, "changed_identity_document")
        assert send(client, f"{case}check/", consent="on", true="on").status_code == 302
        sent = Case.objects.get(action="reissue")
        body.checked(sent)
        body.decide(body.employment_officer, body.fresh(sent), "grant")
        assert ConformityCertificate.objects.filter(basis="reissue").count() == 1
        assert not client.get(there).context["line"].actions


def test_the_end_of_a_contract_ends_nothing(body: LocalBody) -> None:
    account, _client, _row, there = holder(body)
    with later(body, 20):
        client = sign_in(account)
        told = send(client, f"{there}tell/end/", reference="келісім", **day("event_on", 2022, 3, 18))
        receipt = client.get(told.headers["Location"])
        assert receipt.context["runs_on"]
        assert receipt.context["duties"][0].done_on == date(2022, 3, 21)
        again = send(client, f"{there}tell/end/", reference="келісім", **day("event_on", 2022, 3, 18))
        assert again.status_code == 422
        assert "event_on" in again.context["form"].errors


def test_a_new_employer_is_told_by_the_page_itself(body: LocalBody) -> None:
    account, _client, _row, there = holder(body)
    with later(body, 20):
        client = sign_in(account)
        wrong = send(client, f"{there}tell/employer/", **CONTRACT | {"employer_number": "310640000125"})
        assert wrong.status_code == 422
        assert set(wrong.context["form"].errors) == {"event_on", "employer_number"}
        told = send(client, f"{there}tell/employer/", **day("event_on", 2022, 3, 18), **CONTRACT)
        extension, notice = client.get(told.headers["Location"]).context["duties"]
        assert (notice.done_on, extension.done_on) == (date(2022, 3, 21), None)
        named = str(ConformityEvent.objects.get(kind="employer_changed").id)
        begin_from(client, there, "extend", notice=named)
        typed = Case.objects.get(draft__data__request__typed__action="extend").draft.data["contract"]
        assert typed["clean"]["new_employer"] is True
        assert typed["clean"]["until"] == "2023-03-27"


def test_nothing_of_the_future_is_told(body: LocalBody) -> None:
    _account, client, _row, there = holder(body)
    found = send(client, f"{there}tell/change/", reference="name", **day("event_on", 2022, 4, 1))
    assert found.status_code == 422
    assert client.get(f"{there}tell/else/").status_code == 404


def test_strangers_find_no_certificate(body: LocalBody) -> None:
    _account, _client, _row, there = holder(body)
    other = sign_in(body.foreigner("other"))
    notice = 1
    for page in ("", "lost/", "tell/contract/", f"told/{notice}/"):
        assert other.get(f"{there}{page}").status_code == 404
    assert sign_in(body.employment_officer).get(there).status_code == 404


def test_an_extension_of_somebody_elses_certificate_is_not_sent(body: LocalBody) -> None:
    _account, _client, row, _there = holder(body)
    other = body.foreigner("other")
    case = body.begun(other, Action.EXTEND, number=row.number)
    found = send(sign_in(other), f"/conformity/{case.id}/check/", consent="on", true="on")
    assert found.status_code == 422
    assert Case.objects.get(pk=case.id).state == "draft"


def test_what_is_asked_for_already_is_not_asked_for_twice(body: LocalBody) -> None:
    account, _client, row, there = holder(body)
    with later(body, 20):
        client = sign_in(account)
        draft = begin_from(client, there, "extend")
        assert begin_from(client, there, "extend") == draft
        assert begin_from(client, there, "reissue") != draft
    with later(body, 20):
        sent = body.sent(account, Action.EXTEND, number=row.number)
        assert begin_from(sign_in(account), there, "extend") in (draft, f"/conformity/{sent.id}/")
        assert Case.objects.filter(draft__data__request__typed__action="extend").count() == 2


def test_a_contract_from_before_the_certificate_is_named_with_its_part_and_day(body: LocalBody) -> None:
    account, _client, row, _there = holder(body)
    with later(body, 30):
        case = body.begun(account, Action.EXTEND, number=row.number, answers={"contract": {"signed_on": "2022-02-01"}})
        body.file(account, case, "labour_contract")
        client = sign_in(account, "en")
        check = client.get(f"/conformity/{case.id}/check/")
        assert "the office says the rest" in words(check)
        assert "commission" not in str(check.context["proposal"].headline)
        sent = send(client, f"/conformity/{case.id}/check/", consent="on", true="on")
        assert "Labour contract: the day given lies before the day of your certificate, 1 March 2022" in words(sent)


def test_the_end_of_a_contract_can_be_told_after_the_certificate_ran_out(body: LocalBody) -> None:
    account, _client, _row, there = holder(body)
    with later(body, 120):
        client = sign_in(account)
        assert list(client.get(there).context["kinds"]) == ["end"]
        told = send(client, f"{there}tell/end/", reference="мерзімі бітті", **day("event_on", 2022, 6, 1))
        assert told.status_code == 302
