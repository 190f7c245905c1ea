"""The demo: every story that the first page promises is there, relative to today, and nothing real is in it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from tests.demo.region.days import BEGINNING_OF_A_MONTH, DAYS, HOLIDAY, SATURDAY, WORKING_DAY, loaded_on

from tirkelim.cases.clock import Urgency, read_clock
from tirkelim.cases.decisions import refusal_grounds, weigh
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.demo.load import load
from tirkelim.demo.stories import stories
from tirkelim.documents.models import Document
from tirkelim.identity.models import Account
from tirkelim.journal.verify import verify_all
from tirkelim.law.book import current_book
from tirkelim.law.finding import Outcome
from tirkelim.register.models import (
    Activity,
    Organisation,
    OrganisationStatus,
    Person,
    PersonIdentifier,
    Scheme,
    StatusKind,
)
from tirkelim.register.queries import workers_of

ZHANAR_DUE_ON = {
    WORKING_DAY: date(2026, 9, 16),
    SATURDAY: date(2026, 11, 23),
    HOLIDAY: date(2026, 12, 17),
    BEGINNING_OF_A_MONTH: date(2026, 10, 2),
}
"""Today, or the next working day."""


def organisation_of(login: str) -> UUID:
    """The organisation that an account works for."""
    grant = Account.objects.get(login=login).grants.get()
    assert grant.organisation is not None
    return grant.organisation


def _staff(login: str) -> int:
    """How many people work where the account does."""
    return workers_of(organisation_of(login), WORKING_DAY.date(), WORKING_DAY).count()


def case_of(login: str) -> Case:
    return Case.objects.get(subject=Account.objects.get(login=login).person)


@pytest.mark.django_db
@loaded_on(WORKING_DAY)
def test_the_demo_tells_its_stories(region: object) -> None:
    assert Organisation.objects.count() == 17
    assert Person.objects.count() >= 250
    assert _staff("personnel") >= 60
    assert Activity.objects.exists()
    accredited = OrganisationStatus.objects.get(kind=StatusKind.ASSESSMENT_ACCREDITATION)
    assert accredited.organisation_id == organisation_of("assessor")
    # Nobody is heard before a refusal unless the installation sets a time for it.
    assert set(Case.objects.values_list("state", flat=True)) == {state.value for state in State} - {State.HEARING}
    assert _proposed("aigul") is Outcome.GRANT
    assert _proposed("daniyar") is Outcome.REFUSE
    assert [g.number for g in refusal_grounds(weigh(case_of("daniyar"), WORKING_DAY).proposal)] == [2, 4]
    assert _proposed("saule") is Outcome.INCOMPLETE
    assert _proposed("marat") is Outcome.WAITING
    assert _urgency("marat", WORKING_DAY) is Urgency.OVERDUE
    assert _urgency("zhanar", WORKING_DAY) is Urgency.DUE_TODAY
    assert {document.kind for document in Document.objects.all()} == {
        "certificate",
        "refusal",
        "cpd_sheet",
        "duplicate",
        "conformity",
        "not_accepted",
        "minutes",
        "placement",
        "complaint_answer",
        "visit_act",
        "licence",
        "licence_annex",
    }
    assert verify_all().good
    told = [str(step) for story in stories() for step in story.steps]
    for login in ("aigul", "daniyar", "saule", "marat"):
        name = Account.objects.get(login=login).name
        assert any(name in step for step in told), login


@pytest.mark.django_db
@loaded_on(*DAYS)
def test_the_demo_can_be_made_on_any_day(region: datetime) -> None:
    assert case_of("zhanar").due_on == ZHANAR_DUE_ON[region]


@pytest.mark.django_db
@loaded_on(*DAYS)
def test_nobody_living_can_hold_a_number_of_the_demo(region: object) -> None:
    numbers = PersonIdentifier.objects.filter(scheme=Scheme.IIN).values_list("value", flat=True)
    centuries = {value[6] for value in numbers}
    assert centuries <= {"1", "2"}


@pytest.mark.django_db
@override_settings(DEMO=False)
def test_outside_demo_mode_nothing_is_loaded() -> None:
    with pytest.raises(ImproperlyConfigured):
        load(WORKING_DAY)


def _proposed(login: str) -> Outcome:
    return weigh(case_of(login), WORKING_DAY).proposal.verdicts[0].outcome


def _urgency(login: str, now: datetime) -> Urgency | None:
    reading = read_clock(case_of(login), now.date(), current_book())
    return reading and reading.urgency
