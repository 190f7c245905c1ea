"""Residency bases in a browser, in Kazakh: a placement agreed, one refused; on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import PHONE, sign_in
from tests.services.placement.world import Residency

from tirkelim.cases.models import Case
from tirkelim.identity.models import Role
from tirkelim.register.models import Employment, OrganisationStatus, PersonIdentifier, Placement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def residency(transactional_db: None) -> Iterator[Residency]:
    """A school, a base with one place and the ministry in March 2026."""
    made = Residency()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


def fill_day(page: Page, group: str, day: date) -> None:
    """Write a day into its three boxes."""
    boxes = page.get_by_role("group", name=group)
    boxes.get_by_label("Күні", exact=True).fill(str(day.day))
    boxes.get_by_label("Айы").fill(str(day.month))
    boxes.get_by_label("Жылы").fill(str(day.year))


def recommend(page: Page, iin: str, surname: str, base: str) -> None:
    """Find the resident, say the training, choose the base, name the papers; up to the check before sending."""
    page.goto("/residency/recommend/")
    assert_accessible(page)
    page.get_by_label("Резидент-дәрігердің ЖСН-і").fill(iin)
    page.get_by_label("Тегі").fill(surname)
    page.get_by_role("button", name="Жалғастыру").click()
    page.get_by_label("Резидентура мамандығы").select_option("residency.cardiology")
    fill_day(page, "Базадағы бірінші күн", date(2026, 9, 1))
    fill_day(page, "Базадағы соңғы күн", date(2028, 7, 31))
    page.get_by_role("button", name="Жалғастыру").click()
    expect(page.get_by_role("heading", name="Бұл оқуға резидент-дәрігерді қабылдай алмайтын базалар")).to_be_visible()
    expect(page.get_by_text("бос орын жоқ")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Жалғастыру").click()
    expect(page.get_by_role("alert")).to_contain_text("Базаны таңдаңыз")
    page.get_by_label(base).check()
    page.get_by_role("button", name="Жалғастыру").click()
    page.get_by_label("Ұсынымның нөмірі").fill("Ұ-12")
    fill_day(page, "Ұсынымның күні", date(2026, 2, 20))
    assert_accessible(page)
    page.get_by_role("button", name="Жалғастыру").click()
    expect(page.get_by_role("heading", name="министрліктің келісімі күтілуде")).to_be_visible()
    assert_accessible(page)


def test_a_placement_is_agreed_and_the_base_has_its_resident(
    residency: Residency, context: BrowserContext, page: Page, live_server: Any
) -> None:
    residency.base("Орны жоқ аурухана", places=0)
    person = residency.resident()
    iin = PersonIdentifier.objects.get(person=person).value
    sign_in(context, residency.school, live_server.url)
    page.goto("/residency/")
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    recommend(page, iin, "Оразбаева", "№ 2 қалалық көпбейінді аурухана")
    page.get_by_role("button", name="Министрлікке жіберу").click()
    expect(page.get_by_text("Ұсыным министрлікке жіберілді.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    case = Case.objects.get(service="placement")

    context.clear_cookies()
    sign_in(context, residency.ministry, live_server.url)
    page.goto("/residency/")
    page.get_by_role("button", name="Жауап күтетін ұсынымдар").click()
    page.get_by_role("link", name="Оразбаева").click()
    expect(page.get_by_role("heading", name="Тек министрліктің келісімі күтілуде")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Келісу", exact=True).click()
    page.get_by_role("button", name="Келісу", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("нөмірі мен күнін жазыңыз")
    page.get_by_label("Келісімнің нөмірі мен күні").fill("№ 7 хат, 2 наурыз 2026 жыл")
    page.get_by_role("button", name="Келісу", exact=True).click()
    expect(page.get_by_role("heading", name="Орналастыру келісілді")).to_be_visible()
    assert_accessible(page)
    placement = Placement.objects.get()
    assert Employment.objects.get(line=placement.employment).organisation_id == residency.base_id

    context.clear_cookies()
    sign_in(context, residency.hr, live_server.url)
    page.goto("/residency/places/")
    expect(page.get_by_text("Оразбаева")).to_be_visible()
    assert_accessible(page)

    context.clear_cookies()
    sign_in(context, residency.account("resident", Role.APPLICANT, person=person), live_server.url)
    page.goto(f"/residency/placements/{case.id}/")
    expect(page.get_by_text(placement.number)).to_be_visible()
    page.goto("/record/")
    expect(page.get_by_text("Резидент-дәрігер").first).to_be_visible()


def test_an_accreditation_that_ended_meanwhile_refuses_the_placement(
    residency: Residency, context: BrowserContext, page: Page, live_server: Any
) -> None:
    residency.base("Орны жоқ аурухана", places=0)
    person = residency.resident()
    iin = PersonIdentifier.objects.get(person=person).value
    sign_in(context, residency.school, live_server.url)
    recommend(page, iin, "Оразбаева", "№ 2 қалалық көпбейінді аурухана")
    page.get_by_role("button", name="Министрлікке жіберу").click()
    expect(page.get_by_text("Ұсыным министрлікке жіберілді.")).to_be_visible()
    case = Case.objects.get(service="placement")

    context.clear_cookies()
    sign_in(context, residency.account("admin", Role.ADMINISTRATOR), live_server.url)
    row = OrganisationStatus.objects.current().get(organisation=residency.base_id, kind="residency_base")
    page.goto("/admin/organisations/")
    assert_accessible(page)
    page.goto(f"/admin/organisations/accreditations/{row.line}/")
    fill_day(page, "Соңғы күні", date(2026, 8, 31))
    page.get_by_label("Неліктен өзгертіледі?").fill("№ 3 бұйрық")
    page.get_by_role("button", name="Сақтау").click()
    expect(page.get_by_text("Енгізілді.")).to_be_visible()

    context.clear_cookies()
    sign_in(context, residency.ministry, live_server.url)
    page.goto(f"/residency/ministry/{case.id}/")
    expect(page.get_by_role("heading", name="Бас тартылады")).to_be_visible()
    expect(page.get_by_role("button", name="Келісу", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Келіспеу").click()
    expect(page.get_by_text("2026 жылғы 1 қыркүйек")).not_to_have_count(0)
    assert_accessible(page)
    page.get_by_role("button", name="Бас тартуды жазу").click()
    expect(page.get_by_role("heading", name="Орналастыру келісілмеді")).to_be_visible()
    expect(page.get_by_text("Базаның қолданыстағы аккредиттеуі жоқ")).to_be_visible()
    assert not Placement.objects.exists()

    context.clear_cookies()
    sign_in(context, residency.school, live_server.url)
    page.set_viewport_size(PHONE)
    page.goto(f"/residency/placements/{case.id}/")
    expect(page.get_by_role("heading", name="Орналастыру келісілмеді")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert_accessible(page)
    page.goto("/residency/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
