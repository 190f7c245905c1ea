"""Nothing leaks from one authority to another in the same region: neither cases nor files, neither lists nor counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from tests.builders import ASTANA, START
from tests.portal.desk.conftest import sign_in
from tests.services.conformity.office import ALMATY_CITY, LocalBody

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document, EvidenceFile
from tirkelim.identity.models import Account, Role

pytestmark = pytest.mark.django_db
PAGES = ("", "replay/", "grant/", "refuse/", "decline/", "finding/", "ask/", "files/{file}/", "document/{document}/")
POSTS = (
    "grant/",
    "refuse/",
    "decline/",
    "pass/",
    "recall/",
    "finding/",
    "ask/",
    "sources/",
    "finding/{some}/take-back/",
)


class Region:
    """One region with both bodies: a department of health control and a local executive body for employment."""

    def __init__(self) -> None:
        self.office = LocalBody()  # the application for conformity is made while its order is in force
        self.of_employment = self.office.recommended(self.office.foreigner())
        self.office.now = START
        self.health = self.office.officer("health")
        self.employment = self.office.employment_officer
        self.coordinator = self.office.account("coordinator", Role.NATIONAL_COORDINATOR)
        nurse = self.office.applicant("nurse")
        self.of_health = self.office.submitted(nurse)
        self.office.evidence(self.of_health, nurse)


@pytest.fixture
def region(db: None) -> Iterator[Region]:
    """The region, and the clock of its pages."""
    made = Region()
    with time_machine.travel(made.office.now + timedelta(hours=2), tick=False):
        yield made


def address(case: Case, tail: str) -> str:
    file = EvidenceFile.objects.filter(owner_stream=case.stream).first()
    decision = case.decisions.first()
    document = Document.objects.filter(decision=decision.id).first() if decision else None
    named = {"file": file.id if file else uuid4(), "document": document.id if document else uuid4()}
    return f"/desk/{case.id}/{tail.format(some=uuid4(), **named)}"


def numbers(account: Account, query: str = "") -> set[str]:
    response = sign_in(account).get(f"/desk/{query}")
    assert response.status_code == 200
    return {line.number for line in response.context["lines"]}


@pytest.mark.parametrize("tail", PAGES)
def test_no_page_of_the_other_authority_opens(region: Region, tail: str) -> None:
    for officer, case in ((region.health, region.of_employment), (region.employment, region.of_health)):
        assert sign_in(officer).get(address(case, tail)).status_code == 404
        decider = region.employment if case == region.of_employment else region.health
        region.office.decide(decider, case, "grant")
        work(region.office.now)
        assert sign_in(officer).get(address(case, tail)).status_code == 404


@pytest.mark.parametrize("tail", POSTS)
def test_nothing_is_done_in_a_case_of_the_other_authority(region: Region, tail: str) -> None:
    for officer, case in ((region.health, region.of_employment), (region.employment, region.of_health)):
        body = {"command": str(uuid4()), "version": str(case.version), "facts": region.office.digest(case)}
        assert sign_in(officer).post(address(case, tail), body).status_code == 404
        assert region.office.fresh(case).version == case.version


def test_the_own_pages_open(region: Region) -> None:
    for officer, case in ((region.employment, region.of_employment), (region.health, region.of_health)):
        assert sign_in(officer).get(address(case, "")).status_code == 200
        assert sign_in(officer).get(address(case, "files/{file}/")).status_code == 200


def test_lists_and_counts_hold_the_own_cases_only(region: Region) -> None:
    for officer, case, other in (
        (region.health, region.of_health, "conformity"),
        (region.employment, region.of_employment, "certificate"),
    ):
        for query in ("", f"?service={other}", "?show=overdue", "?show=decided", f"?territory={ASTANA}"):
            assert numbers(officer, query) <= {case.number}
        shown = sign_in(officer).get("/desk/").context
        assert {one.key: one.number for one in shown["filters"]}["open"] == 1
        assert other not in dict(shown["services"])
        region.office.decide(officer, case, "grant")
        assert numbers(officer, "?show=decided") == {case.number}


def test_the_coordinator_reads_all_and_does_nothing(region: Region) -> None:
    assert numbers(region.coordinator) == {region.of_health.number, region.of_employment.number}
    assert numbers(region.coordinator, "?service=conformity") == {region.of_employment.number}
    page = sign_in(region.coordinator).get(address(region.of_employment, ""))
    assert page.status_code == 200
    assert page.context["acts"] == []


def test_another_region_sees_nothing(region: Region) -> None:
    stranger = region.office.account("almaty", Role.EMPLOYMENT_OFFICER, territory=ALMATY_CITY)
    assert numbers(stranger) == set()
    assert sign_in(stranger).get(address(region.of_employment, "")).status_code == 404


def test_who_serves_two_authorities_in_two_regions_gets_no_third(region: Region) -> None:
    """Health in Almaty and employment in Astana do not add up to health in Astana."""
    both = region.office.officer("both", ALMATY_CITY)
    region.office.grant(both, Role.EMPLOYMENT_OFFICER, territory=ASTANA)
    for query in ("", "?show=open", f"?territory={ASTANA}", "?service=conformity"):
        assert numbers(both, query) == {region.of_employment.number}
    assert numbers(both, "?service=certificate") == set()
    assert sign_in(both).get(address(region.of_health, "")).status_code == 404
    assert sign_in(both).get("/desk/").context["page"].paginator.count == 1


def test_the_head_of_employment_and_members_have_no_desk(region: Region) -> None:
    for login, role in (("head", Role.EMPLOYMENT_HEAD), ("sits", Role.COMMISSION_MEMBER)):
        account = region.office.account(login, role, territory=ASTANA)
        assert sign_in(account).get("/desk/").status_code == 404
        assert sign_in(account).get(address(region.of_employment, "")).status_code == 404


def test_the_head_of_the_department_reads_its_cases_and_no_others(region: Region) -> None:
    head = sign_in(region.office.account("dhead", Role.DEPARTMENT_HEAD, territory=ASTANA))

    assert {line.number for line in head.get("/desk/").context["lines"]} == {region.of_health.number}
    page = head.get(address(region.of_health, ""))
    assert page.status_code == 200
    assert page.context["acts"] == []
    assert head.get(address(region.of_employment, "")).status_code == 404


@pytest.mark.parametrize("tail", POSTS)
def test_the_head_of_the_department_does_nothing_at_the_desk(region: Region, tail: str) -> None:
    case = region.of_health
    head = sign_in(region.office.account("dhead", Role.DEPARTMENT_HEAD, territory=ASTANA))
    body = {"command": str(uuid4()), "version": str(case.version), "facts": region.office.digest(case)}

    assert head.post(address(case, tail), body).status_code in (403, 404)
    assert region.office.fresh(case).version == case.version


def test_the_rooms_of_certificates_and_applicants_are_closed_to_the_other_authority(region: Region) -> None:
    assert sign_in(region.employment).get("/certificates/").status_code == 404
    for officer in (region.employment, region.health):
        for case in (region.of_employment, region.of_health):
            assert sign_in(officer).get(f"/applications/{case.id}/").status_code == 404
