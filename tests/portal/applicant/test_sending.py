"""Check and send: what would be decided, the signature, one number, and a clock that explains itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from tests.builders import COMPLETE, Office
from tests.portal.applicant.conftest import Visitor, typed

from tirkelim.cases.models import Case, Draft
from tirkelim.gateway.demo import add_outage
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account
from tirkelim.portal.wording import day_in_words


@pytest.fixture
def ready(office: Office, applicant: Account, draft: Case) -> Case:
    """The nurse whom all systems know, with consent: nothing stands in the way."""
    assert applicant.person is not None
    office.nurse_in_systems(applicant.person)
    office.consent(draft)
    return draft


def send(visitor: Visitor, case: Case) -> None:
    """Sign and send."""
    visitor.post("application_check", {"true": "on"}, case=case.id)


def test_it_would_be_granted(visitor: Visitor, ready: Case) -> None:
    page = visitor.get("application_check", case=ready.id)
    assert "t-precheck--grant" in page
    assert "t-finding--not_met" not in page


def test_something_is_missing(visitor: Visitor, office: Office, applicant: Account) -> None:
    education = COMPLETE["education"] | {"graduated_on": "2009-06-20"}
    case = office.draft(applicant, COMPLETE | {"education": education})
    office.consent(case)
    page = visitor.get("application_check", case=case.id)
    assert "t-precheck--incomplete" in page
    assert "t-finding--not_met" in page


def test_a_source_has_to_answer_first(visitor: Visitor, office: Office, applicant: Account, draft: Case) -> None:
    assert applicant.person is not None
    office.nurse_in_systems(applicant.person)
    add_outage(DataSet.BANS, person=applicant.person)
    office.consent(draft)
    with time_machine.travel(office.now, tick=False):
        assert "t-precheck--waiting" in visitor.get("application_check", case=draft.id)


def test_it_would_be_refused_and_can_be_sent_all_the_same(
    visitor: Visitor, office: Office, applicant: Account, draft: Case
) -> None:
    """The decision is the department's: the page warns, and sends what the applicant wants to send."""
    assert applicant.person is not None
    office.nurse_in_systems(applicant.person, passed=False)
    office.consent(draft)
    assert "t-precheck--refuse" in visitor.get("application_check", case=draft.id)
    send(visitor, draft)
    assert office.fresh(draft).state == "considered"


def test_every_answer_stands_there_with_a_way_to_change_it(visitor: Visitor, ready: Case) -> None:
    page = visitor.get("application_check", case=ready.id)
    graduated = day_in_words(date(2025, 6, 20), "kk")
    for text in ("Мейіргер ісі", "Астана медициналық колледжі", "ТКБ 0012345", graduated):
        assert text in page
    for step in ("claim/specialty", "person/name", "education/diploma", "held/certificate", "work/dates"):
        assert f"/applications/{ready.id}/{step}/" in page


def test_without_the_statement_nothing_is_sent(visitor: Visitor, office: Office, ready: Case) -> None:
    page = visitor.post("application_check", {}, expect=422, case=ready.id).content.decode()
    assert 'href="#id_true"' in page
    assert office.fresh(ready).state == "draft"


def test_a_double_click_sends_one_application(visitor: Visitor, office: Office, ready: Case) -> None:
    send(visitor, ready)
    number = office.fresh(ready).number
    visitor.send("application_check", {"true": "on"}, case=ready.id)
    assert office.fresh(ready).number == number
    assert number in visitor.get("application_sent", case=ready.id)
    assert typed(ready, "declaration")["clean"] == {"true": True}


def test_what_changed_meanwhile_is_not_sent_unseen(
    visitor: Visitor, office: Office, applicant: Account, ready: Case
) -> None:
    """Another window changed an answer after this page was shown: it is shown again, unsigned and unsent."""
    visitor.get("application_check", case=ready.id)
    Visitor(applicant).post("application_step", {"name_changed": "yes"}, case=ready.id, page="person", step="name")
    visitor.send("application_check", {"true": "on"}, expect=409, case=ready.id)
    assert office.fresh(ready).state == "draft"
    assert "declaration" not in Draft.objects.get(case=ready).data
    visitor.send("application_check", {"true": "on"}, case=ready.id)
    assert office.fresh(ready).state == "considered"


CLOCK = [
    # Astana, UTC+5; the 21st to 25th of March 2026 are days off (Nauryz, moved), as are weekends.
    (datetime(2026, 3, 10, 5, 0, tzinfo=UTC), "2026-03-10", "сол күні қабылданды"),
    (datetime(2026, 3, 10, 13, 30, tzinfo=UTC), "2026-03-10", "сол күні қабылданды"),
    (datetime(2026, 3, 10, 13, 31, tzinfo=UTC), "2026-03-11", "18:30"),
    (datetime(2026, 3, 14, 5, 0, tzinfo=UTC), "2026-03-16", "демалыс күні"),
    (datetime(2026, 3, 23, 5, 0, tzinfo=UTC), "2026-03-26", "жұмыс істемейтін күні"),
]


@pytest.mark.parametrize(("at", "accepted", "why"), CLOCK)
def test_the_clock_explains_itself(
    visitor: Visitor, office: Office, ready: Case, at: datetime, accepted: str, why: str
) -> None:
    with time_machine.travel(at, tick=False):
        send(visitor, ready)
        page = visitor.get("application_sent", case=ready.id)
    assert office.fresh(ready).accepted_on.isoformat() == accepted
    assert why in page


@pytest.mark.parametrize(
    ("name", "where", "typed"),
    [
        ("application_step", {"page": "person", "step": "residence"}, {"residence_kato": "71"}),
        ("application_rows", {"page": "studies"}, {"more": "no"}),
        ("application_upload", {"document": "diploma"}, {}),
        ("application_remove", {"document": "diploma"}, {}),
    ],
)
def test_an_old_form_of_a_sent_application_is_not_swallowed(
    visitor: Visitor, ready: Case, name: str, where: dict[str, str], typed: dict[str, str]
) -> None:
    send(visitor, ready)
    visitor.send(name, typed, case=ready.id, **where)
    assert "өтініштің күйі өзгерген" in visitor.get("application", case=ready.id)
