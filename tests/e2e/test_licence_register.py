"""The public looks a clinic up by name and by BIN, asks whether it may do something, and looks at a past day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_licence_staff import Today
from tests.e2e.test_personnel import fill_day, go_on
from tests.services.licence.staffing.world import CARDIOLOGY, ISSUED

from tirkelim.register.models import LicenceEventKind, Organisation

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}
NAME = "Жүрек клиникасы"


@pytest.fixture
def clinic(live_server: object) -> Today:
    """A cardiologist works at both of its places, and a nurse."""
    return Today()


def look_for(page: Page, words: str) -> None:
    """Find a licence by what somebody knows of its holder, and open it."""
    page.goto(reverse("licence_register"))
    page.locator("#id_words").fill(words)
    go_on(page)
    expect(page.locator(".r-card")).to_have_count(1)
    assert_accessible(page)
    # Whom somebody looks for stands in no address.
    assert page.url.endswith(reverse("licence_register"))
    page.get_by_role("link", name=NAME).click()
    expect(page.locator(".govuk-panel__title")).to_have_text("Лицензия қолданыста")


def ask(page: Page, place: str, subtype: str, specialty: str = "", on: date | None = None) -> None:
    """May they do this, here, on this day?"""
    page.locator("#id_base").select_option(place)
    page.locator("#id_subtype").select_option(subtype)
    page.locator("#id_specialty").select_option(specialty)
    if on is not None:
        fill_day(page, "on", on)
    go_on(page)
    expect(page.locator(".govuk-panel__title")).to_be_visible()
    assert_accessible(page)


def test_the_public_asks_what_a_clinic_may_do(page: Page, clinic: Today) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    first, second = str(clinic.first), str(clinic.second)
    look_for(page, "жүрек кли")
    assert_accessible(page)
    expect(page.locator("main")).not_to_contain_text("Жүрекова")
    page.locator(f'a[href="{reverse("licence_register_may", args=[clinic.licence.id])}"]').click()
    assert_accessible(page)
    ask(page, first, "2", CARDIOLOGY)
    expect(page.locator(".govuk-panel__title")).to_have_text("Иә")
    ask(page, second, "2", CARDIOLOGY)
    expect(page.locator(".govuk-panel__title")).to_have_text("Жоқ")
    ask(page, first, "2", CARDIOLOGY, ISSUED - timedelta(days=1))
    expect(page.locator(".govuk-panel__title")).to_have_text("Жоқ")
    expect(page.locator("main")).not_to_contain_text("Жүрекова")
    suspended_and_before(page, clinic)


def suspended_and_before(page: Page, clinic: Today) -> None:
    """Suspended since today; the day before it was valid. It is found by the number of its organisation."""
    number = Organisation.objects.get(pk=clinic.organisation_id).bin
    look_for(page, number)
    clinic.event(LicenceEventKind.SUSPENDED, timezone.localdate())
    page.reload()
    expect(page.locator(".govuk-panel__title")).to_have_text("Лицензияның қолданысы тоқтатыла тұрған")
    expect(page.locator("main")).to_contain_text("Сот шешімі")
    fill_day(page, "on", timezone.localdate() - timedelta(days=1))
    page.locator("form.r-day button").click()
    expect(page.locator(".govuk-panel__title")).to_have_text("Лицензия қолданыста")
    assert_accessible(page)
