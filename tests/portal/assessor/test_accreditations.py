"""The administrator's pages on accreditations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.portal.applicant.conftest import Visitor
from tests.services.assessment.conftest import Centre

from tirkelim.identity.models import Account, Role
from tirkelim.register.models import Organisation, OrganisationStatus
from tirkelim.register.residency_queries import standing

FORM: dict[str, Any] = {
    "kind": "assessment_accreditation",
    "number": "АК-9",
    "first_day_day": "1",
    "first_day_month": "3",
    "first_day_year": "2026",
    "last_day_day": "28",
    "last_day_month": "2",
    "last_day_year": "2031",
}


@pytest.fixture
def admin(centre: Centre) -> Visitor:
    return Visitor(centre.account("admin", Role.ADMINISTRATOR))


def test_entering_one(centre: Centre, admin: Visitor) -> None:
    assert "АК-7" in admin.get("accreditations")
    admin.post("accreditation_add", FORM, organisation=centre.organisation_id)
    row = OrganisationStatus.objects.get(number="АК-9")
    assert (row.valid_from, row.valid_to) == (date(2026, 3, 1), date(2031, 3, 1))


def test_ending_one_earlier(centre: Centre, admin: Visitor) -> None:
    line = OrganisationStatus.objects.get().line
    page = admin.get("accreditation_change", status=line)
    assert 'value="АК-7"' in page
    admin.send("accreditation_change", FORM, expect=422, status=line)
    admin.send("accreditation_change", FORM | {"reason": "Бұйрық № 12"}, status=line)
    assert OrganisationStatus.objects.current().get().number == "АК-9"


@pytest.mark.parametrize(
    ("said", "field"),
    [({"number": ""}, "number"), ({"number": "АК-7"}, "number"), ({"last_day_year": "2020"}, "last_day")],
)
def test_mistakes(centre: Centre, admin: Visitor, said: dict[str, str], field: str) -> None:
    where = {"organisation": centre.organisation_id}
    page = admin.post("accreditation_add", FORM | said, expect=422, **where).content.decode()
    assert f'id="id_{field}-error"' in page


def test_nobody_else(centre: Centre, worker: Account) -> None:
    hr = centre.account("personnel", Role.HR_OFFICER, organisation=centre.organisation_id)
    line = OrganisationStatus.objects.get().line
    for account in (worker, hr, centre.assessor, centre.officer()):
        visitor = Visitor(account)
        visitor.get("accreditations", expect=404)
        visitor.get("accreditation_add", expect=404, organisation=centre.organisation_id)
        visitor.get("accreditation_change", expect=404, status=line)


def test_every_kind_with_its_days(centre: Centre, admin: Visitor) -> None:
    base = centre.organisation("Ғылыми институт клиникасы")
    number = Organisation.objects.get(pk=base).bin
    address = reverse("accreditations")
    assert "Ғылыми институт клиникасы" not in admin.get("accreditations")
    assert "Ғылыми институт клиникасы" in admin.text(admin.client.get(address, {"bin": number}), 200)
    for kind in ("scientific_clinic", "residency_base"):
        admin.post("accreditation_add", FORM | {"kind": kind}, organisation=base)
    rows = OrganisationStatus.objects.current().filter(organisation=base)
    assert {row.kind: row.valid_to for row in rows} == {
        "scientific_clinic": date(2031, 3, 1),
        "residency_base": date(2031, 3, 1),
    }
    known = centre.now + timedelta(days=1)
    assert standing(base, date(2031, 2, 28), known).is_base
    assert not standing(base, date(2031, 3, 1), known).is_base
    assert "Ғылыми институт клиникасы" in admin.get("accreditations")
