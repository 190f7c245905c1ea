"""The local executive body's work in a browser: an application that is not whole, one through the commission to its
certificate, and the withdrawal of that certificate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import DESK, PHONE, sign_in
from tests.services.conformity.office import LocalBody

from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.register.models import ConformityCertificate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db: None) -> Iterator[LocalBody]:
    """A local executive body in March 2022."""
    made = LocalBody()
    with time_machine.travel(made.now + timedelta(hours=2), tick=True):
        yield made


@pytest.fixture
def at_desk(office: LocalBody, context: BrowserContext, live_server: Any) -> Account:
    """Its officer, signed in and reading English."""
    sign_in(context, office.employment_officer, live_server.url)
    context.add_cookies([{"name": "til", "value": "en", "url": live_server.url}])
    return office.employment_officer


def test_what_is_not_whole_is_not_accepted(office: LocalBody, at_desk: Account, page: Page) -> None:
    case = office.sent(office.foreigner(), papers=("identity_document",))
    page.goto("/desk/")
    expect(page.get_by_text("Pass to the commission:")).to_be_visible()
    page.get_by_role("link", name="Yılmaz Deniz").click()
    expect(page.get_by_role("heading", name="Would not be accepted")).to_be_visible()
    page.get_by_role("button", name="Do not accept").click()
    page.get_by_role("button", name="Do not accept the application").click()
    expect(page.get_by_role("heading", name="The application is not accepted")).to_be_visible()
    assert office.fresh(case).state == State.DECLINED


def test_through_the_commission_to_the_certificate_and_its_withdrawal(
    office: LocalBody, at_desk: Account, page: Page
) -> None:
    case = office.sent(office.foreigner())
    page.goto(f"/desk/{case.id}/")
    page.get_by_role("button", name="Record a finding").click()
    page.get_by_label("Checked: documents and data are true").check()
    page.get_by_label("The document it rests on").fill("№ 7 акт, 01.03.2022")
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_role("button", name="Pass to the commission").click()
    expect(page.get_by_text("It is with the commission and on no agenda yet.")).to_be_visible()

    office.later(hours=3)
    office.says(case)
    office.do(office.member, case, "recommend")
    page.reload()
    expect(page.get_by_text("The commission recommends issue.")).to_be_visible()
    with time_machine.travel(office.later(hours=1), tick=True):
        page.get_by_role("button", name="Issue the certificate").click()
        expect(page.get_by_text("1 June 2022")).to_be_visible()
        page.get_by_role("button", name="Issue the certificate").click()
        expect(page.get_by_role("heading", name="The application is granted")).to_be_visible()
        row = ConformityCertificate.objects.get()

        page.goto("/conformity-office/certificates/")
        page.get_by_label("Number of the certificate, or name of the holder").fill("yılmaz")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("link", name="Yılmaz Deniz").click()
        page.get_by_role("button", name="Withdraw").click()
        page.get_by_label("The act that establishes work outside the profession").fill("Инспекция актісі № 44")
        for box, text in (("Day", "1"), ("Month", "3"), ("Year", "2022")):
            page.get_by_label(box).fill(text)
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Withdraw the certificate").click()
        expect(page.get_by_text("It is withdrawn. The holder is told")).to_be_visible()

        page.goto(f"/check/{row.number}")
        expect(page.get_by_text("The certificate of conformity was withdrawn").first).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_are_accessible_and_fit(office: LocalBody, at_desk: Account, page: Page, size: dict[str, int]) -> None:
    office.threshold(6)
    whole = office.recommended(office.foreigner("first"))
    bare = office.sent(office.foreigner("second", surname_latin="Kaya"), papers=("identity_document",))
    row = office.granted(office.foreigner("third", surname_latin="Demir"))
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for path in (
        "/desk/",
        f"/desk/{whole.id}/",
        f"/desk/{whole.id}/grant/",
        f"/desk/{bare.id}/",
        f"/desk/{bare.id}/decline/",
        "/conformity-office/certificates/",
        f"/conformity-office/certificates/{row.id}/",
        f"/conformity-office/certificates/{row.id}/withdraw/",
        f"/check/{row.number}",
    ):
        page.goto(path)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
