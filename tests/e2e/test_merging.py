"""The coordinator's journey: two entries of one nurse are compared, merged and parted; pages of past days."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_personnel import PHONE, account, sign_in, world
from tests.register.conftest import World

from tirkelim.identity.models import Role
from tirkelim.register.merged import kept_for

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_two_entries_become_one_and_two_again(
    page: Page, context: BrowserContext, live_server: object, world: World, language: str
) -> None:
    clinic, hospital = world.organisation(), world.organisation("Қалалық аурухана")
    kept = world.person("Сейітова", surname_ru="Сеитова", given_ru="Асем", residence="Астана, Абай көшесі, 5")
    twin = world.person("Сейтова", surname_latin="Seitova", given_latin="Asem", mobile="+77010000001")
    world.job(kept, clinic, timezone.localdate(), position=59)
    world.job(twin, hospital, timezone.localdate(), position=59)
    sign_in(context, live_server, account(world, "coordinator", Role.NATIONAL_COORDINATOR), language)
    page.set_viewport_size(PHONE)
    page.goto("/duplicates/")
    assert_accessible(page)
    page.goto(page.locator("td a[href*='/duplicates/']").first.get_attribute("href") or "")
    assert_accessible(page)
    page.locator("form .govuk-button--warning").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert_accessible(page)
    page.locator(f"input[value='{kept}']").check()
    page.locator("textarea[name=ground]").fill("Аурухананың № 15 хаты")
    page.locator("form .govuk-button--warning").click()
    expect(page).to_have_url(f"{live_server}/duplicates/merges/")
    assert_accessible(page)
    assert kept_for(twin) == kept
    page.locator("a[href$='/undo/']").click()
    assert_accessible(page)
    page.locator("textarea[name=reason]").fill("Екі адам")
    page.locator("form .govuk-button--warning").click()
    page.wait_for_url("**/duplicates/*/*/")
    assert kept_for(twin) == twin


def test_past_days_are_shown_on_a_telephone(
    page: Page, context: BrowserContext, live_server: object, world: World
) -> None:
    """The panel asks for two days, keeps them in links, and the page offers no changes."""
    clinic, person = world.organisation(), world.person()
    world.job(person, clinic, timezone.localdate(), position=59)
    sign_in(context, live_server, account(world, "personnel", Role.HR_OFFICER, organisation=clinic))
    page.set_viewport_size(PHONE)
    page.goto("/personnel/")
    page.locator(".t-as-of summary").click()
    assert_accessible(page)
    page.locator("#as-of-on").fill("2099-01-01")
    page.locator(".t-as-of button").click()
    expect(page.locator(".t-as-of--past")).to_be_visible()
    assert_accessible(page)
    page.locator("th a").first.click()
    expect(page).to_have_url(f"{live_server}/personnel/{person}/?on=2099-01-01&known={timezone.localdate()}")
    expect(page.locator(".t-as-of--past")).to_be_visible()
    expect(page.locator("a[href*='/leave/']")).to_have_count(0)
    assert_accessible(page)
