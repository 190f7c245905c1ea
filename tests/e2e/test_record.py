"""The worker's own record in a browser: the timeline is filtered, the record downloaded; accessible on a telephone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_personnel import PHONE, account, sign_in
from tests.register.conftest import World

from tirkelim.identity.models import Role
from tirkelim.register import commands

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(live_server: object) -> World:
    """A register whose clock is a little behind today's."""
    world = World()
    world.now = timezone.now().replace(microsecond=0) - timedelta(days=1)
    return world


@pytest.fixture
def person(world: World) -> UUID:
    """A nurse with a job and a diploma."""
    person = world.person("Сейітова", surname_ru="Сеитова", given_ru="Асем")
    world.job(person, world.organisation(), date(2020, 9, 1), position=59)
    commands.add_education(
        world.command(), person=person, kind="technical_vocational", graduated_on=date(2012, 6, 25), source="document"
    )
    return person


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_record_on_a_telephone(
    page: Page, context: BrowserContext, live_server: object, world: World, person: UUID, language: str, tmp_path: Path
) -> None:
    sign_in(context, live_server, account(world, "worker", Role.APPLICANT, person), language)
    page.set_viewport_size(PHONE)
    page.goto("/record/")
    expect(page.locator(".p-event")).to_have_count(2)
    assert_accessible(page)
    page.locator("#kind-education").check()
    page.locator(".p-kinds button").click()
    expect(page.locator(".p-event")).to_have_count(1)
    expect(page.locator("#kind-education")).to_be_checked()
    assert_accessible(page)
    with page.expect_download() as found:
        page.locator("a[href$='/download/json/']").click()
    saved = tmp_path / "record.json"
    found.value.save_as(saved)
    assert json.loads(saved.read_text(encoding="utf-8"))["person"] == str(person)
    with page.expect_download() as found:
        page.locator("a[href$='/download/pdf/']").click()
    found.value.save_as(saved)
    assert saved.read_bytes().startswith(b"%PDF")


def test_the_filter_works_without_scripts(browser: Browser, live_server: object, world: World, person: UUID) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    sign_in(context, live_server, account(world, "worker", Role.APPLICANT, person))
    page = context.new_page()
    page.goto("/record/")
    page.locator("#kind-job").check()
    page.locator(".p-kinds button").click()
    expect(page.locator(".p-event")).to_have_count(1)
    context.close()
