"""Issue: completeness, hand-over, the commission, the decision (503/2016 p.3-15)."""

from __future__ import annotations

from datetime import date

from tests.services.conformity.office import LocalBody


def test_a_recommended_issue_is_granted_for_three_months(body: LocalBody) -> None:
    certificate = body.granted(body.foreigner())
    assert certificate.issued_on == date(2022, 3, 1)
    assert certificate.valid_until == date(2022, 6, 1)
    assert (certificate.profession, certificate.activity) == ("Онколог дәрігер", "2.1")
    assert certificate.identity_document == "U 12345678"
