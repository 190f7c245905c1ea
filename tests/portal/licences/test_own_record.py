"""Applications for a licence in one's own record: a dentist's are personal, those of a clinic are not its head's."""

from __future__ import annotations

import pytest
from tests.licences import LicenceOffice

from tirkelim.identity.models import Account
from tirkelim.portal.personnel.own import own_door
from tirkelim.portal.personnel.whole import applications_of

pytestmark = pytest.mark.django_db


def ended_for(office: LicenceOffice, applicant: Account, *, legal_entity: bool) -> str:
    """The number of an application that was sent and taken back."""
    case = office.licence_case(applicant, office.answers(legal_entity=legal_entity), papers=())
    office.do(applicant, case, "withdraw")
    return office.fresh(case).number or ""


def test_an_individuals_application_stands_in_the_record_and_leads_to_its_page(office: LicenceOffice) -> None:
    dentist = office.applicant("dentist")
    assert dentist.person is not None
    number = ended_for(office, dentist, legal_entity=False)
    (found,) = applications_of(dentist.person)
    assert found.number == number
    assert own_door(dentist.person)(found) == f"/licences/cases/{found.case}/"


def test_an_organisations_application_is_not_its_heads(office: LicenceOffice) -> None:
    assert office.head.person is not None
    ended_for(office, office.head, legal_entity=True)
    assert not applications_of(office.head.person)
