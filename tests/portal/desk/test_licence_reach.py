"""Whom licence cases are no business of, nobody deciding on their own clinic, and the hearing before a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from tests.builders import ASTANA
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.services.conformity.office import ALMATY_CITY

from tirkelim.cases.states import State
from tirkelim.identity.models import Role
from tirkelim.services.licence.answers import read_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Iterator[LicenceOffice]:
    """The department of Astana, and the clock of its pages."""
    made = LicenceOffice()
    with time_machine.travel(made.now + timedelta(hours=1), tick=False):
        yield made


def test_employment_and_another_region_see_no_licence_case(office: LicenceOffice) -> None:
    case = office.licence_case()
    for stranger in (
        office.account("employment", Role.EMPLOYMENT_OFFICER, territory=ASTANA),
        office.account("almaty", Role.DEPARTMENT_OFFICER, territory=ALMATY_CITY),
        office.account("almatyhead", Role.DEPARTMENT_HEAD, territory=ALMATY_CITY),
    ):
        client = sign_in(stranger)
        assert [*client.get("/desk/").context["lines"]] == []
        assert client.get(f"/desk/{case.id}/").status_code == 404
        assert client.get("/desk/forecast/").context["sections"][0].bars == []


def test_an_officer_who_heads_the_clinic_does_nothing_in_its_case(office: LicenceOffice) -> None:
    case = office.ready()
    office.grant(office.department, Role.HEAD_OF_ORGANISATION, organisation=office.clinic)
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        client = sign_in(office.department, "en")
        assert client.get(f"/desk/{case.id}/").context["acts"] == []
        assert client.get(f"/desk/{case.id}/grant/").status_code == 404
    office.decide(office.department, case, "grant")
    assert office.fresh(case).state != State.GRANTED


def test_where_applicants_are_heard_a_failed_visit_is_shown_first(office: LicenceOffice, settings: Any) -> None:
    settings.REFUSAL_HEARING_DAYS = 2
    case = office.licence_case()
    office.cleared(case)
    office.visited(case, UUID(read_answers(case.draft.data).claimed_bases()[0].id), fails=(("1.2", ""),))
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        client = sign_in(office.department, "en")
        shown = client.get(f"/desk/{case.id}/intend/")
        assert "Ground 3" in words(shown)
        assert "cannot be refused now" in words(client.get(f"/desk/{case.id}/refuse/"))
        client.post(f"/desk/{case.id}/intend/", hidden(shown))
        assert office.fresh(case).state == State.HEARING
