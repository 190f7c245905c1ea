"""Consent: asked for what the case needs, proven by a code, refused with a warning; and what the systems answered."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from tests.builders import Office
from tests.portal.applicant.conftest import Visitor

from tirkelim.cases.models import Case
from tirkelim.gateway.codes import TRIES
from tirkelim.gateway.consent import ConsentState, consent_state
from tirkelim.gateway.demo import add_outage
from tirkelim.gateway.models import Consent, DemoRecord, DemoSms, OneTimeCode, Pull
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account

NEEDED = [
    DataSet.CERTIFICATES, DataSet.EMPLOYMENT, DataSet.BANS, DataSet.ASSESSMENT, DataSet.EDUCATION_SECONDARY,
]  # fmt: skip


def answers(*refused: DataSet) -> dict[str, str]:
    """Yes to all but those."""
    return {data_set.value: "no" if data_set in refused else "yes" for data_set in NEEDED}


def last_code() -> str:
    """The code of the newest message."""
    found = re.search(r"\d{6}", DemoSms.objects.latest("pk").text)
    assert found
    return found[0]


def given(visitor: Visitor, case: Case, *refused: DataSet) -> None:
    """Consent from the question to the code."""
    visitor.post("application_consent", answers(*refused), case=case.id)
    visitor.post("application_code", {"code": last_code()}, case=case.id)


def state(office: Office, case: Case, data_set: DataSet) -> ConsentState:
    """The consent as it stands."""
    newest = Consent.objects.filter(case=case.id).latest("at")
    return consent_state(case.id, data_set, newest.at)


def test_only_what_the_case_needs_is_asked_for(visitor: Visitor, draft: Case) -> None:
    """A graduate of a college whose name is the same: nothing about universities or the civil status records."""
    page = visitor.get("application_consent", case=draft.id)
    for data_set in DataSet:
        assert (f'name="{data_set.value}"' in page) == (data_set in NEEDED)
    assert "ann.2_row_9(6)" in page


def test_yes_to_all(visitor: Visitor, office: Office, applicant: Account, draft: Case) -> None:
    assert applicant.person is not None
    office.nurse_in_systems(applicant.person)
    given(visitor, draft)
    assert all(state(office, draft, data_set) is ConsentState.GIVEN for data_set in NEEDED)
    assert Pull.objects.filter(consent__case=draft.id).count() == len(NEEDED)
    page = visitor.get("application_sources", case=draft.id)
    assert page.count("govuk-tag--green") == 4  # diploma, job, assessment; and no ban


def test_a_no_is_warned_of_and_kept(visitor: Visitor, office: Office, draft: Case) -> None:
    """The refusal is recorded at once; the pages say what follows from it; the preliminary check says ground 6."""
    given(visitor, draft, DataSet.EMPLOYMENT)
    assert state(office, draft, DataSet.EMPLOYMENT) is ConsentState.REFUSED
    assert not Pull.objects.filter(source=DataSet.EMPLOYMENT.value).exists()
    assert "govuk-warning-text" in visitor.get("application_sources", case=draft.id)
    page = visitor.get("application_check", case=draft.id)
    assert "t-precheck--refuse" in page
    assert "ann.2_row_9(6)" in page
    assert "govuk-warning-text" in page


def test_a_no_to_all_needs_no_code(visitor: Visitor, draft: Case) -> None:
    response = visitor.post("application_consent", answers(*NEEDED), case=draft.id)
    assert response.url == reverse("application_sources", kwargs={"case": draft.id})  # type: ignore[attr-defined]
    assert not OneTimeCode.objects.exists()


def test_a_changed_mind(visitor: Visitor, office: Office, draft: Case) -> None:
    """A yes after a no needs a code; a no after a yes withdraws; what stays as it was is not asked again."""
    given(visitor, draft, DataSet.BANS)
    OneTimeCode.objects.all().update(sent_at=office.now)
    given(visitor, draft, DataSet.EMPLOYMENT)
    assert OneTimeCode.objects.latest("expires_at").data_sets == [DataSet.BANS.value]
    assert state(office, draft, DataSet.BANS) is ConsentState.GIVEN
    assert state(office, draft, DataSet.EMPLOYMENT) is ConsentState.REFUSED


def test_silence_is_no_answer(visitor: Visitor, draft: Case) -> None:
    page = visitor.post("application_consent", {}, expect=422, case=draft.id).content.decode()
    assert page.count("govuk-error-message") == len(NEEDED)
    assert not Consent.objects.exists()


def test_a_wrong_code(visitor: Visitor, draft: Case) -> None:
    """Tries are counted; after the last one even the right code does not pass; nothing is given."""
    visitor.post("application_consent", answers(), case=draft.id)
    right = last_code()
    for _ in range(TRIES):
        visitor.post("application_code", {"code": f"{(int(right) + 1) % 10**6:06}"}, expect=422, case=draft.id)
    visitor.post("application_code", {"code": right}, expect=422, case=draft.id)
    assert not Consent.objects.exists()


def test_a_double_click_on_the_code(visitor: Visitor, draft: Case) -> None:
    visitor.post("application_consent", answers(), case=draft.id)
    visitor.get("application_code", case=draft.id)
    for _ in range(2):
        response = visitor.send("application_code", {"code": last_code()}, case=draft.id)
        assert response.url == reverse("application_sources", kwargs={"case": draft.id})  # type: ignore[attr-defined]
    assert Consent.objects.count() == len(NEEDED)


def test_another_code_within_a_minute(visitor: Visitor, draft: Case) -> None:
    """It is not sent; the first one still holds."""
    visitor.post("application_consent", answers(), case=draft.id)
    visitor.get("application_code", case=draft.id)
    visitor.send("application_code_again", case=draft.id)
    assert OneTimeCode.objects.count() == 1
    visitor.post("application_code", {"code": last_code()}, case=draft.id)
    assert Consent.objects.count() == len(NEEDED)


def test_no_number_on_the_portal(visitor: Visitor, draft: Case) -> None:
    """The page says so and keeps nothing by halves."""
    DemoRecord.objects.filter(source="mobile_citizens").delete()
    response = visitor.post("application_consent", answers(), case=draft.id)
    assert response.url == reverse("application_consent", kwargs={"case": draft.id})  # type: ignore[attr-defined]
    assert "govuk-notification-banner" in visitor.get("application_consent", case=draft.id)
    assert not Consent.objects.exists()


def test_the_code_of_one_case_opens_no_other(visitor: Visitor, office: Office, applicant: Account, draft: Case) -> None:
    visitor.post("application_consent", answers(), case=draft.id)
    other = office.draft(applicant)
    response = visitor.client.get(reverse("application_code", kwargs={"case": other.id}))
    assert response.status_code == 302


def test_the_demo_telephone_stays_in_the_demo(visitor: Visitor, draft: Case, settings: Any) -> None:
    visitor.post("application_consent", answers(), case=draft.id)
    assert last_code() in visitor.get("application_code", case=draft.id)
    settings.DEMO = False
    assert last_code() not in visitor.get("application_code", case=draft.id)


def test_a_silent_system_is_asked_again(visitor: Visitor, applicant: Account, draft: Case) -> None:
    """Its silence is shown as such, never as "nothing found"; the button asks it alone, and twice harms nothing."""
    assert applicant.person is not None
    outage = add_outage(DataSet.BANS, person=applicant.person)
    given(visitor, draft)
    assert "govuk-tag--yellow" in visitor.get("application_sources", case=draft.id)
    for _ in range(2):
        visitor.send("application_sources", case=draft.id)
    assert Pull.objects.filter(source=DataSet.BANS.value).count() == 2
    outage.delete()
    visitor.post("application_sources", case=draft.id)
    assert "govuk-tag--yellow" not in visitor.get("application_sources", case=draft.id)
    assert Pull.objects.filter(source=DataSet.EMPLOYMENT.value).count() == 1
