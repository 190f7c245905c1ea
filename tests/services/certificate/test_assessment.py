"""Where the assessment of a certificate's applicant is taken from: the register first, then the state system."""

from __future__ import annotations

import pytest
from tests.builders import COMPLETE, NURSING
from tests.services.assessment.conftest import DONE_WELL, Centre

from tirkelim.cases.models import Case
from tirkelim.cases.service import Origin
from tirkelim.gateway.records import DataSet
from tirkelim.identity.models import Account
from tirkelim.law.order_274_certificates.facts import Answered, CertificateFacts
from tirkelim.services.certificate.gather import gather

FAILED = {"stages": {"knowledge": "failed", "case_testing": "passed"}, "passed": False, "level": None}


@pytest.fixture
def centre(db: None) -> Centre:
    """An accredited organisation beside the department."""
    return Centre()


@pytest.fixture
def nurse(centre: Centre) -> Account:
    """An applicant whom the state systems do not know."""
    return centre.applicant()


def certificate_case(centre: Centre, nurse: Account, level: str | None = None) -> Case:
    return centre.draft(nurse, COMPLETE | {"claim": COMPLETE["claim"] | {"level": level}})


def certificate_facts_of(centre: Centre, case: Case) -> CertificateFacts:
    facts: CertificateFacts = gather(case, centre.now).facts.certificate
    return facts


def test_a_conclusion_of_the_register_needs_no_consent(centre: Centre, nurse: Account) -> None:
    request = centre.sent(nurse, None)
    centre.conclude(request, level=None)
    gathered = gather(certificate_case(centre, nurse), centre.now)
    assert (gathered.facts.certificate.assessment.source, gathered.facts.certificate.assessment.passed) == (
        Answered.FOUND,
        True,
    )
    source = gathered.sources["assessment"]
    assert (source.origin, source.reference) == (Origin.REGISTER, DONE_WELL["protocol_number"])


def test_it_stands_before_the_state_system(centre: Centre, nurse: Account) -> None:
    assert nurse.person is not None
    centre.nurse_in_systems(nurse.person, passed=True)
    centre.conclude(centre.sent(nurse, None), **FAILED)
    case = certificate_case(centre, nurse)
    centre.consent(case)
    facts = certificate_facts_of(centre, centre.fresh(case))
    assert facts.assessment.passed is False


def test_without_one_the_state_system_is_asked_as_before(centre: Centre, nurse: Account) -> None:
    assert nurse.person is not None
    centre.nurse_in_systems(nurse.person, passed=True)
    case = certificate_case(centre, nurse)
    assert certificate_facts_of(centre, case).assessment.source is Answered.NOT_ASKED
    centre.consent(case, refused=(DataSet.BANS,))
    gathered = gather(centre.fresh(case), centre.now)
    assert gathered.facts.certificate.assessment.passed is True
    assert gathered.sources["assessment"].origin is Origin.STATE_SYSTEM


def test_another_specialty_never_counts(centre: Centre, nurse: Account) -> None:
    """Both specialties bear the same name in Kazakh: the code tells them apart."""
    other = {"specialty": "bachelor.nursing", "purpose": "certificate"}
    centre.conclude(centre.sent(nurse, None, claim=other), level=None)
    assert certificate_facts_of(centre, certificate_case(centre, nurse)).assessment.source is Answered.NOT_ASKED


def test_a_level_missed_leaves_the_certificate_its_earlier_pass(centre: Centre, nurse: Account) -> None:
    centre.conclude(centre.sent(nurse, None), level=None, protocol_number="1")
    centre.conclude(centre.sent(nurse, "4.1"), protocol_number="2", **FAILED)
    facts = certificate_facts_of(centre, certificate_case(centre, nurse, "4.1"))
    assert facts.assessment.passed is True
    assert facts.claim.specialty == NURSING


def test_a_level_passed_answers_for_the_certificate(centre: Centre, nurse: Account) -> None:
    centre.conclude(centre.sent(nurse, "4.1"))
    for level in (None, "4.1"):
        assert certificate_facts_of(centre, certificate_case(centre, nurse, level)).assessment.passed is True


def test_a_level_missed_alone_answers_only_for_a_claim_with_that_level(centre: Centre, nurse: Account) -> None:
    centre.conclude(centre.sent(nurse, "4.1"), **FAILED)
    assert certificate_facts_of(centre, certificate_case(centre, nurse)).assessment.source is Answered.NOT_ASKED
    assert certificate_facts_of(centre, certificate_case(centre, nurse, "4.1")).assessment.passed is False
