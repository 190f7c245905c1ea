"""The last cardiologist is dismissed in the personnel room: the same day the holder's page, the department's list and
the public register say so; what if shows it ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.builders import ASTANA
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_personnel import fill_day, go_on, sign_in
from tests.services.licence.staffing.world import CARDIOLOGY, NURSING, Clinic

from tirkelim.identity.models import Account, Role

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}


class Today(Clinic):
    """A clinic whose commands are given now."""

    def __init__(self) -> None:
        super().__init__()
        self.doctor, self.doctor_job = self.specialist(CARDIOLOGY, person=self.person("Жүрекова"))
        self.specialist(NURSING, person=self.person("Мейірова"))
        self.kadr: Account = self.account("kadr", Role.HR_OFFICER, organisation=self.organisation_id)
        self.department = self.account("officer", Role.DEPARTMENT_OFFICER, territory=ASTANA)

    def command(self, *args: Any, **kwargs: Any) -> Any:
        """At the time of the machine."""
        self.now = timezone.now()
        return super().command(*args, **{**kwargs, "now": self.now})


@pytest.fixture
def clinic(live_server: object) -> Today:
    """Nothing is short."""
    found = Today()
    call_command("work", "--once")
    return found


def visit(browser: Browser, live_server: object, who: Account | None, language: str = "kk") -> BrowserContext:
    """Another visitor, signed in or not, on a phone."""
    context = browser.new_context(base_url=str(live_server), viewport=PHONE)  # type: ignore[arg-type]
    if who is not None:
        sign_in(context, live_server, who, language)
    return context


def test_the_last_cardiologist_leaves(
    context: BrowserContext, page: Page, browser: Browser, live_server: object, clinic: Today
) -> None:
    sign_in(context, live_server, clinic.kadr)
    staff = reverse("licences_staff", args=[clinic.licence.id])
    page.goto(staff)
    expect(page.locator("main")).to_contain_text("Жүрекова")
    assert_accessible(page)
    suppose(page, clinic)
    dismiss(page, clinic)
    call_command("work", "--once")
    page.goto(staff)
    expect(page.locator(".govuk-warning-text")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Жетіспейді")
    name_a_base(page, clinic)
    officer = visit(browser, live_server, clinic.department)
    desk = officer.new_page()
    desk.goto(reverse("licence_shortages"))
    expect(desk.locator("tbody tr")).to_have_count(1)
    expect(desk.locator("tbody")).to_contain_text("Жүрек клиникасы")
    assert_accessible(desk)
    officer.close()
    public = visit(browser, live_server, None)
    seen = public.new_page()
    seen.goto(reverse("licence_register_licence", args=[clinic.licence.id]))
    expect(seen.locator("main")).not_to_contain_text("Мейірова")
    expect(seen.locator("main")).to_contain_text(clinic.licence.number)
    assert_accessible(seen)
    public.close()


def suppose(page: Page, clinic: Today) -> None:
    """What if she leaves in a month?"""
    page.goto(reverse("licences_what_if", args=[clinic.licence.id]))
    assert_accessible(page)
    page.locator(f'input[name="leavers"][value="{clinic.doctor}"]').check()
    fill_day(page, "last", timezone.localdate() + timedelta(days=30))
    go_on(page)
    expect(page.locator("section .t-line").first).to_contain_text("жетіспейді")
    assert_accessible(page)


def dismiss(page: Page, clinic: Today) -> None:
    """Her last day was yesterday."""
    page.goto(reverse("staff_job_leave", args=[clinic.doctor, clinic.doctor_job]))
    fill_day(page, "left_on", timezone.localdate() - timedelta(days=1))
    page.locator('input[name="reason"]').first.check()
    page.locator("#id_order_number").fill("12-к")
    fill_day(page, "order_date", timezone.localdate() - timedelta(days=1))
    go_on(page)


def name_a_base(page: Page, clinic: Today) -> None:
    """The nurse works at the second base only."""
    page.locator("#jobs ~ ul a").first.click()
    assert_accessible(page)
    page.locator(f'input[name="base"][value="{clinic.second}"]').check()
    go_on(page)
    expect(page.locator("#jobs ~ ul")).to_contain_text("бастап")
