"""The way of a licence from the application to the decision."""

from __future__ import annotations

from tests.licences import LicenceOffice


def test_a_clinic_gets_its_licence(department: LicenceOffice) -> None:
    licence = department.granted()

    assert licence.organisation_id == department.clinic
    assert [annex.number for annex in licence.annexes.all()] == ["001"]
