"""The person's ledger of questions, taking a consent back, and where answers by message come in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.builders import COMPLETE, Office
from tests.portal.applicant.conftest import Visitor

from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.gateway import demo, registry
from tirkelim.gateway.answer import Answer, Holder, Outcome
from tirkelim.gateway.consent import ConsentState, consent_state
from tirkelim.gateway.failing import DownSource
from tirkelim.gateway.holder_pull import record_holder_pull
from tirkelim.gateway.models import Consent, DemoSms, Pull, SmsQuestion
from tirkelim.gateway.records import DataSet, HolderDataSet
from tirkelim.identity.models import Account
from tirkelim.journal.change import change
from tirkelim.law.finding import Outcome as Proposed

NEEDED = [
    DataSet.CERTIFICATES, DataSet.EMPLOYMENT, DataSet.BANS, DataSet.ASSESSMENT, DataSet.EDUCATION_SECONDARY,
]  # fmt: skip
SECRET = "a secret of at least thirty-two characters"


@pytest.fixture
def office(db: None) -> Office:
    """A department in Astana."""
    return Office()


@pytest.fixture(autouse=True)
def clock(office: Office) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages."""
    with time_machine.travel(office.now + timedelta(hours=1), tick=False) as travelled:
        yield travelled


@pytest.fixture
def applicant(office: Office) -> Account:
    """A nurse with an account, who reads English."""
    found = office.applicant()
    Account.objects.filter(pk=found.pk).update(language="en")
    return found


@pytest.fixture
def visitor(applicant: Account) -> Visitor:
    """The nurse at her computer."""
    found = Visitor(applicant)
    found.client.cookies["til"] = "en"
    return found


@pytest.fixture
def draft(office: Office, applicant: Account) -> Case:
    """An application with every answer but the signature."""
    return office.draft(applicant, {name: page for name, page in COMPLETE.items() if name != "declaration"})


def answers(way: str = "message") -> dict[str, str]:
    return {data_set.value: "yes" for data_set in NEEDED} | {"way": way}


def bring(client: Client, said: str, *, secret: str = SECRET, **changed: Any) -> Any:
    """What the gateway of short messages sends."""
    number = demo.DemoRecord.objects.get(source="mobile_citizens").record["number"]
    body = {"message": "in-1", "number": number, "text": said} | changed
    return client.post(
        reverse("inbound_sms"), json.dumps(body), content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip


def asked(visitor: Visitor, draft: Case) -> None:
    response = visitor.post("application_consent", answers(), case=draft.id)
    assert response["Location"] == reverse("application_question", kwargs={"case": draft.id})


# --- by message ---


def test_the_page_waits_tells_and_goes_on(
    visitor: Visitor, office: Office, applicant: Account, draft: Case, settings: Settings
) -> None:
    settings.SMS_CALLBACK_SECRET = SECRET
    assert applicant.person is not None
    office.nurse_in_systems(applicant.person)
    asked(visitor, draft)
    assert "No answer has come yet." in visitor.get("application_question", case=draft.id)
    visitor.send("application_question", case=draft.id)  # too early: it goes on waiting
    assert not Pull.objects.exists()

    assert bring(Client(), "ИӘ").json() == {"outcome": "yes"}
    state = visitor.client.get(reverse("application_question_state", kwargs={"case": draft.id})).json()
    assert state == {"words": "Your answer has come: you consent.", "stuck": "", "over": True}
    visitor.get("application_question", case=draft.id)
    for _ in range(2):
        response = visitor.send("application_question", case=draft.id)
        assert response["Location"] == reverse("application_sources", kwargs={"case": draft.id})
    assert Pull.objects.count() == len(NEEDED)
    assert {consent.way for consent in Consent.objects.all()} == {"sms"}


def test_a_no_by_message_is_a_refusal(visitor: Visitor, draft: Case, settings: Settings) -> None:
    settings.SMS_CALLBACK_SECRET = SECRET
    asked(visitor, draft)
    assert bring(Client(), "0").json() == {"outcome": "no"}
    assert "you do not consent" in visitor.get("application_question", case=draft.id)
    visitor.send("application_question", case=draft.id)
    assert not Pull.objects.exists()


def test_the_question_goes_out_once(visitor: Visitor, draft: Case) -> None:
    asked(visitor, draft)
    asked(visitor, draft)
    assert DemoSms.objects.count() == 1


def test_who_does_not_want_to_wait_takes_the_code(visitor: Visitor, office: Office, draft: Case) -> None:
    asked(visitor, draft)
    visitor.client.post(reverse("application_question_close", kwargs={"case": draft.id}))
    assert SmsQuestion.objects.get().closed_at is not None
    SmsQuestion.objects.update(sent_at=office.now)
    response = visitor.post("application_consent", answers("code"), case=draft.id)
    assert response["Location"] == reverse("application_code", kwargs={"case": draft.id})


def test_the_demo_telephone_answers(visitor: Visitor, draft: Case) -> None:
    asked(visitor, draft)
    visitor.client.post(reverse("application_demo_answer", kwargs={"case": draft.id}), {"text": "1"})
    assert "you consent" in visitor.get("application_question", case=draft.id)


def test_the_question_of_one_application_is_no_others(visitor: Visitor, office: Office, draft: Case) -> None:
    asked(visitor, draft)
    stranger = Visitor(office.applicant("stranger"))
    stranger.get("application_question", expect=404, case=draft.id)
    stranger.get("application_question_state", expect=404, case=draft.id)


# --- the callback ---


def test_only_the_gateway_is_heard(visitor: Visitor, draft: Case, settings: Settings) -> None:
    client = Client(enforce_csrf_checks=True)
    asked(visitor, draft)
    settings.SMS_CALLBACK_SECRET = ""
    assert bring(client, "1").status_code == 404
    settings.SMS_CALLBACK_SECRET = SECRET
    assert bring(client, "1", secret="another").status_code == 401
    assert bring(client, "1", secret="").status_code == 401
    for wrong in ({"message": ""}, {"message": "x" * 81}, {"text": 1}, {"more": "1"}):
        assert bring(client, "1", **wrong).status_code == 422
    assert client.get(reverse("inbound_sms")).status_code == 405
    assert not Consent.objects.exists()
    assert [bring(client, "1").json() for _ in range(2)] == [{"outcome": "yes"}] * 2
    assert Consent.objects.count() == len(NEEDED)


# --- the ledger ---


def given(office: Office, case: Case) -> None:
    office.consent(case, refused=(DataSet.NAME_CHANGE,))


def test_every_consent_and_question_stands_in_the_ledger(
    visitor: Visitor, office: Office, applicant: Account, draft: Case
) -> None:
    given(office, draft)
    page = visitor.get("asked_about_me")
    assert page.count("Given ") == len(DataSet) - 1
    assert page.count("Refused ") == 1
    assert "by one-time code" in page
    for pull in Pull.objects.all():
        assert pull.correlation
        assert pull.correlation in page
    assert str(applicant.person) not in page
    assert reverse("asked_about_me") in visitor.get("record")


def test_questions_that_rest_on_an_application_stand_there_too(visitor: Visitor, office: Office, draft: Case) -> None:
    with change(office.command(), "test.pull") as made:
        holder = Holder(None, draft.subject_id, "")
        answer: Answer[Any] = Answer(Outcome.NOT_FOUND, office.now, "r-1", correlation="q-77")
        record_holder_pull(
            answer, data_set=HolderDataSet.REAL_ESTATE, holder=holder, case=draft.id, basis="declaration", change=made
        )
    page = visitor.get("asked_about_me")
    assert "q-77" in page
    assert "The declaration of the application consents to it." in page


def test_the_ledger_is_ones_own(office: Office, draft: Case) -> None:
    given(office, draft)
    page = Visitor(office.applicant("stranger")).get("asked_about_me")
    assert str(draft.id) not in page
    Visitor(office.officer()).get("asked_about_me", expect=404)
    assert Client().get(reverse("asked_about_me")).status_code == 302


# --- taking back ---


def consent_of(draft: Case, data_set: DataSet) -> Consent:
    return Consent.objects.get(case=draft.id, data_set=data_set.value)


def test_what_follows_is_said_before(visitor: Visitor, office: Office, draft: Case) -> None:
    given(office, draft)
    page = visitor.get("consent_withdraw", consent=consent_of(draft, DataSet.BANS).pk)
    assert "You can give the consent again until you send it." in page
    assert "ann.2_row_9(6)" in page
    page = visitor.get("consent_withdraw", consent=consent_of(draft, DataSet.EDUCATION_HIGHER).pk)
    assert "does not need these data" in page


def test_a_consent_ends_at_once(visitor: Visitor, office: Office, draft: Case) -> None:
    given(office, draft)
    consent = consent_of(draft, DataSet.BANS)
    for _ in range(2):
        visitor.client.get(reverse("consent_withdraw", kwargs={"consent": consent.pk}))
        visitor.client.post(reverse("consent_withdraw", kwargs={"consent": consent.pk}), {"command": str(uuid4())})
    consent.refresh_from_db()
    assert consent.revoked_at is not None
    assert consent_state(draft.id, DataSet.BANS, consent.revoked_at) is ConsentState.REVOKED
    assert "Taken back " in visitor.get("asked_about_me")


def test_nobody_takes_back_for_another(office: Office, draft: Case) -> None:
    given(office, draft)
    for stranger in (office.applicant("stranger"), office.officer()):
        Visitor(stranger).get("consent_withdraw", expect=404, consent=consent_of(draft, DataSet.BANS).pk)


def test_of_a_decided_application_nothing_can_be_taken_back(
    visitor: Visitor, office: Office, applicant: Account
) -> None:
    case = office.submitted(applicant)
    officer = office.officer()
    office.decide(officer, case, "grant")
    page = visitor.get("asked_about_me")
    assert "The application is decided: nothing more is asked." in page
    assert "Take this consent back" not in page
    visitor.get("consent_withdraw", expect=302, consent=consent_of(case, DataSet.BANS).pk)


# --- a silent system ---


def test_a_silent_system_is_named_to_both_sides(visitor: Visitor, office: Office, applicant: Account) -> None:
    """The applicant reads what is waited for, the officer how it failed; both the number of the question."""
    assert applicant.person is not None
    with registry.replaced(DataSet.BANS, DownSource("timeout")):
        case = office.submitted(applicant)
    number = Pull.objects.get(source="bans").correlation
    page = visitor.get("application", case=case.id)
    assert "which does not count against you" in page
    assert number in page
    officer = Visitor(office.officer())
    officer.client.cookies["til"] = "en"
    page = officer.get("desk_case", case=case.id)
    assert "No answer in time" in page
    assert number in page
    kinds = officer.get("desk_finding", case=case.id)
    assert kinds.index('value="no_ban"') < kinds.index('value="untrue"')  # what is waited for comes first


def test_without_a_consent_that_holds_nobody_is_asked_again(
    visitor: Visitor, office: Office, applicant: Account, settings: Settings
) -> None:
    """Its time has passed while the system was silent: that is no refusal, and the button says why it is not there."""
    assert applicant.person is not None
    with registry.replaced(DataSet.BANS, DownSource("timeout")):
        case = office.submitted(applicant)
    with time_machine.travel(office.later(days=settings.CONSENT_DAYS + 1), tick=False):
        officer = Visitor(office.officer())
        officer.client.cookies["til"] = "en"
        page = officer.get("desk_case", case=case.id)
        again = Visitor(applicant)
        again.client.cookies["til"] = "en"
        assert "once you give the consent anew" in again.get("application", case=case.id)
    assert "The time of the consent has passed" in page
    assert "Every system that may be asked has answered." in page
    verdict = weigh(office.fresh(case), office.now).proposal.verdicts[0]
    assert verdict.outcome not in (Proposed.GRANT, Proposed.REFUSE)
