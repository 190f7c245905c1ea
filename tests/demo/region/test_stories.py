"""Each story of credits, levels, foreign specialists and later life stands where its text says it stands."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.utils.timezone import localdate
from tests.demo.region.days import WORKING_DAY, loaded_on

from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.demo.stories import stories
from tirkelim.identity.models import Account
from tirkelim.register.models import AssessmentConclusion, Certificate, CpdSheet, Education, Employment, PersonFact
from tirkelim.register.queries import certificates_of
from tirkelim.register.status import CertificateStatus
from tirkelim.services.certificate.duplicates import duplicates_of
from tirkelim.services.cpd.gather import read_case

NOW = WORKING_DAY
pytestmark = [pytest.mark.django_db, loaded_on(NOW)]


def case_of(login: str, service: str) -> Case:
    return Case.objects.get(subject=Account.objects.get(login=login).person, service=service)


def weighed(login: str, service: str) -> Weighed:
    return weigh(case_of(login, service), NOW)


CLAIMS = {
    "rustem": ("next", "grant", set()),
    "inkar": (
        "next",
        "refuse",
        {"cpd.total", "cpd.further_education", "cpd.non_formal_and_competencies", "level.service"},
    ),
    "timur": ("initial", "grant", set()),
    "vera": ("from_category", "grant", set()),
    "laura": ("nursing_transfer", "grant", set()),
    "ruslan": ("initial", "waiting", set()),
    "askar": ("by_degree", "waiting", set()),
}


def _claims() -> None:
    for login, (route, outcome, unmet) in CLAIMS.items():
        proposal = weighed(login, "level").proposal
        found = proposal.route, proposal.verdicts[0].outcome.value, set(proposal.unmet())
        assert found == (route, outcome, unmet), login


def _together() -> None:
    for login, level in (("tomiris", "grant"), ("meruert", "refuse")):
        certificate, beside = weighed(login, "certificate").proposal.verdicts
        assert (certificate.outcome.value, beside.outcome.value) == ("grant", level), login


def _foreigners() -> None:
    outcomes = {
        weigh(case, NOW).gathered.facts.citizenship: weigh(case, NOW).proposal.verdicts[0].outcome.value
        for case in Case.objects.filter(service="foreign_certificate")
    }
    assert outcomes == {"TR": "grant", "IN": "incomplete", "RU": "grant", "GE": "grant"}


def _confirmations() -> None:
    assert case_of("bota", "cpd").state == State.CONSIDERED
    assert case_of("kamila", "cpd").state == State.AT_HEAD
    sheet = CpdSheet.objects.get(person=Account.objects.get(login="erlan").person)
    assert [row["reason"] for row in sheet.refused] == ["document_incomplete"]
    assert len(read_case(case_of("bota", "cpd"), NOW).rows) == 6


def _assessments() -> None:
    assert case_of("aset", "assessment").state == State.CONSIDERED
    assert case_of("gaziza", "assessment").state == State.CONSIDERED
    person = Account.objects.get(login="samal").person
    assert AssessmentConclusion.objects.get(person=person).passed is False


def _certificates() -> None:
    expected = {
        "zarina": CertificateStatus.VALID,
        "aizhan": CertificateStatus.VALID,
        "gulsim": CertificateStatus.TRAINING_LAPSED,
        "serik": CertificateStatus.WITHDRAWN,
        "daulet": CertificateStatus.VALID,
    }
    for login, status in expected.items():
        person = Account.objects.get(login=login).person
        assert person is not None
        (found,) = certificates_of(person, localdate(NOW), NOW)
        assert found[1].status is status, login
    confirmed = certificates_of(_person("nazgul"), localdate(NOW), NOW)
    assert {one[1].status for one in confirmed} == {CertificateStatus.VALID, CertificateStatus.SUPERSEDED}
    own = Certificate.objects.get(person=_person("zarina"))
    assert duplicates_of(own.number).count() == 1


def _person(login: str) -> UUID:
    person = Account.objects.get(login=login).person
    assert person is not None
    return person


def test_every_story_stands_where_it_begins(region: object) -> None:
    _claims()
    _together()
    _foreigners()
    _confirmations()
    _assessments()
    _certificates()


def test_every_story_leads_to_a_page_of_its_reader(region: object, client: Client) -> None:
    """Signed in as the story says, the page that it begins at is there."""
    for story in stories():
        client.logout()
        if story.login:
            client.force_login(Account.objects.get(login=story.login))
        page = story.href.partition("next=")[2].replace("%2F", "/") or story.href
        assert client.get(page).status_code == 200, (story.login, page)


def test_stories_stand_in_groups(region: object, client: Client) -> None:
    text = client.get("/try/").content.decode()
    headings = text.count('<h2 class="govuk-heading-l" id="group-')
    assert headings == len({str(story.group) for story in stories()}) == 20
    assert text.count('href="#group-') == headings, "the contents at the top lead to every group"


def test_nobody_of_the_demo_works_or_learns_before_growing_up(region: object) -> None:
    born = {fact.person_id: fact.birth_date for fact in PersonFact.objects.current()}
    for person, day in (
        *Education.objects.current().values_list("person_id", "graduated_on"),
        *Employment.objects.current().values_list("person_id", "hired_on"),
        *Certificate.objects.values_list("person_id", "issued_on"),
    ):
        birth = born[person]
        assert day is None or birth is None or day.year - birth.year >= 17, (person, day)


def test_a_foreign_citizen_holds_no_identity_card_of_kazakhstan(region: object) -> None:
    facts = PersonFact.objects.current().filter(document_kind="identity_card")
    assert set(facts.values_list("citizenship", flat=True)) == {"KAZ"}
