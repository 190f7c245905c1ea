"""Signing in a browser with NCALayer: application, decision, results, minutes, act; and all that stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.builders import Office
from tests.e2e.accessible import assert_accessible
from tests.e2e.signed import NCALayer, speak_english
from tests.e2e.test_desk import PHONE, sign_in
from tests.e2e.test_inspection_offline import CLOCK, shift_to
from tests.portal.signing.signers import HEAD, HR, STAFF, Signers, signing
from tests.services.conformity.commission_room import CommissionRoom
from tests.services.cpd.clinic import Clinic
from tests.services.licence.visits.site import Site

from tirkelim.cases.signed_content import bin_of
from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.services.conformity.models import MinutesSignature
from tirkelim.services.licence.models import VisitAct
from tirkelim.signatures.models import Signature

pytestmark = pytest.mark.django_db(transaction=True)


class Table:
    """A browser that several people use, with NCALayer beside it."""

    def __init__(self, context: BrowserContext, page: Page, address: str, signers: Signers) -> None:
        self.context, self.page, self.address, self.signers = context, page, address, signers
        self.program = NCALayer(page, signers)

    def sit_down(self, account: Account, path: str) -> Page:
        """This person signs in and opens a page."""
        self.context.clear_cookies()
        speak_english(self.context, self.address)
        sign_in(self.context, account, self.address)
        self.page.goto(path)
        return self.page


@pytest.fixture
def table(context: BrowserContext, page: Page, live_server: Any, settings: Any, tmp_path: Path) -> Any:
    """Lays the table for an office at its present moment."""

    @contextmanager
    def lay(office: Office) -> Iterator[Table]:
        with (
            time_machine.travel(office.now + timedelta(minutes=5), tick=True),
            signing(office, office.now + timedelta(minutes=5), settings, tmp_path) as signers,
        ):
            settings.PUBLIC_URL = live_server.url
            yield Table(context, page, live_server.url, signers)

    return lay


@pytest.fixture
def office(transactional_db: None) -> Office:
    """A department in March 2026."""
    return Office()


def test_an_application_and_its_certificate(office: Office, table: Any) -> None:
    nurse, other, officer = office.applicant("nurse"), office.applicant("other"), office.officer()
    assert nurse.person is not None
    office.nurse_in_systems(nurse.person)
    case = office.draft(nurse)
    office.consent(case)
    with table(office) as laid:
        program, signers = laid.program, laid.signers
        signers.iin(nurse)
        page = laid.sit_down(nurse, f"/applications/{case.id}/check/")
        page.get_by_label("I confirm").check()
        page.locator("main form button.govuk-button").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign your application")
        assert_accessible(page)
        stands_in_the_way(program)
        program.tries(signers.expired(nurse), "has expired")
        assert_accessible(page)
        program.tries(signers.key(other), "another person")
        program.tries(signers.key(nurse, STAFF), "role")
        program.signs_other_data(signers.key(nurse))
        program.press_and_send()
        program.refused("something else")
        assert office.fresh(case).state == State.DRAFT
        program.signs(signers.key(nurse))
        expect(page.get_by_role("heading", level=1)).to_contain_text("sent")
        assert office.fresh(case).state == State.CONSIDERED
        page.goto(f"/applications/{case.id}/")
        page.get_by_role("link", name="Application", exact=True).click()
        expect(page.get_by_text("by a time stamp")).to_be_visible()
        assert_accessible(page)

        page = laid.sit_down(officer, f"/desk/{case.id}/grant/")
        page.locator("main form button.govuk-button").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign the decision")
        assert_accessible(page)
        program.tries(signers.key(officer, STAFF, bin="310640000223"), "organisation")
        program.signs(signers.key(officer, STAFF))
        assert office.fresh(case).state == State.GRANTED
        page.goto(f"/desk/{case.id}/")
        expect(page.get_by_role("link", name="Decision", exact=True)).to_be_visible()
    assert [one.purpose for one in Signature.objects.order_by("verified_at")] == ["application", "decision"]
    assert [request.marks[-1] for request in program.asked[-1:]] == ["1.2.398.3.3.4.1.2"]


def stands_in_the_way(program: NCALayer) -> None:
    """The program does not run, is closed, breaks off, is too old, fails: each time the page says what to do."""
    program.runs = False
    program.press()
    program.says("Start NCALayer")
    program.runs = True
    program.closes_the_window()
    program.press()
    program.says("without signing")
    program.breaks_off()
    program.press()
    program.says("broke off")
    program.greeting = '{"result":{"version":"1.2"}}'
    program.press()
    program.says("too old")
    program.greeting = '{"result":{"version":"1.4"}}'
    program.fails("wrong password")
    program.press()
    program.says("wrong password")
    assert_accessible(program.page)


def test_results_confirmed_by_hr_and_head(transactional_db: None, table: Any) -> None:
    clinic = Clinic()
    line = clinic.result(title="Күндізгі семинар")
    case = clinic.hand_over(line)
    clinic.review(case, line)
    own = bin_of(clinic.place)
    assert clinic.hr is not None
    with table(clinic) as laid:
        program, signers = laid.program, laid.signers
        page = laid.sit_down(clinic.hr, f"/confirming/{case.id}/confirm/")
        page.get_by_role("button", name="Confirm", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign the confirmation for the personnel service")
        expect(page.locator("main")).to_contain_text("Күндізгі семинар")
        expect(page.locator("main")).to_contain_text(own)
        assert_accessible(page)
        program.tries(signers.key(clinic.hr, HEAD, own), "role")
        program.tries(signers.key(clinic.hr, HR, "310640000223"), "organisation")
        program.signs(signers.key(clinic.hr, HR, own))
        expect(page.get_by_role("alert")).to_contain_text("with the head now")
        page = laid.sit_down(clinic.head, f"/confirming/{case.id}/confirm/")
        page.get_by_role("button", name="Confirm", exact=True).click()
        program.tries(signers.key(clinic.head, HR, own), "role")
        program.signs(signers.key(clinic.head, HEAD, own))
        assert clinic.fresh(case).state == State.GRANTED
        page.goto(f"/confirming/{case.id}/")
        expect(page.locator(".t-signatures li")).to_have_count(2)
    assert set(Signature.objects.values_list("purpose", flat=True)) == {"cpd_hr", "cpd_head"}


def test_minutes_keep_the_opinion_of_who_steps_back(transactional_db: None, table: Any) -> None:
    room = CommissionRoom()
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.scored(item)
    room.resolve(item)
    room.draw_up(sitting)
    with table(room) as laid:
        program, signers = laid.program, laid.signers
        key = signers.key(room.second)
        page = laid.sit_down(room.second, f"/commission/sittings/{sitting.pk}/minutes/")
        opinion = "Өтілге қатысты күмәнім бар.\nЕкінші жол."
        page.get_by_label("Special opinion").fill(opinion)
        page.get_by_role("button", name="Sign", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign the minutes")
        assert_accessible(page)
        page.get_by_role("button", name="Back, without signing").click()
        expect(page.get_by_label("Special opinion")).to_have_value(opinion)
        page.get_by_role("button", name="Sign", exact=True).click()
        program.signs(key)
        expect(page.locator(".t-signatures")).to_contain_text("time stamped")
        assert_accessible(page)
    assert MinutesSignature.objects.get().opinion.splitlines() == opinion.splitlines()
    assert Signature.objects.get().purpose == "minutes"


def test_an_inspector_notes_on_the_device_and_signs_at_a_computer(
    transactional_db: None, table: Any, context: BrowserContext
) -> None:
    site = Site()
    visit = site.told(site.applied(), site.now + timedelta(days=2))
    site.now += timedelta(days=2, minutes=20)
    site.note_all(visit)
    with table(site) as laid:
        context.add_init_script(CLOCK % shift_to(site.now + timedelta(minutes=5)))
        program, signers = laid.program, laid.signers
        page = laid.sit_down(site.inspector, f"/inspections/{visit.id}/field/")
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Sign the act").click()
        expect(page.get_by_text("still needs your electronic signature")).to_be_visible()
        assert_accessible(page)
        page.get_by_role("button", name="Sign with your key").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign the act of the visit")
        assert_accessible(page)
        program.closes_the_window()
        program.press()
        program.says("without signing")
        program.signs(signers.key(site.inspector, STAFF))
        expect(page.get_by_text("is signed and sent")).to_be_visible()
        page.get_by_role("link", name="See the act").click()
        expect(page.get_by_role("link", name="Act of a visit")).to_be_visible()
    assert VisitAct.objects.count() == 1
    assert Signature.objects.get().purpose == "visit_act"


def test_a_phone_is_told_to_use_a_computer(office: Office, table: Any, browser: Any, live_server: Any) -> None:
    nurse = office.applicant("nurse")
    case = office.draft(nurse)
    with table(office):
        phone = browser.new_context(base_url=live_server.url, viewport=PHONE, has_touch=True, is_mobile=True)
        speak_english(phone, live_server.url)
        sign_in(phone, nurse, live_server.url)
        page = phone.new_page()
        page.goto(f"/applications/{case.id}/check/")
        page.get_by_label("I confirm").check()
        page.locator("main form button.govuk-button").last.click()
        expect(page.get_by_text("NCALayer works on computers only")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        phone.close()


def test_without_scripts_the_page_says_so(office: Office, table: Any, browser: Any, live_server: Any) -> None:
    nurse = office.applicant("nurse")
    case = office.draft(nurse)
    with table(office):
        plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
        speak_english(plain, live_server.url)
        sign_in(plain, nurse, live_server.url)
        page = plain.new_page()
        page.goto(f"/applications/{case.id}/check/")
        page.get_by_label("I confirm").check()
        page.locator("main form button.govuk-button").last.click()
        expect(page.get_by_text("Signing needs JavaScript.")).to_be_visible()
        expect(page.locator("[data-sign]")).to_be_hidden()
        page.get_by_role("button", name="Back, without signing").click()
        expect(page).to_have_url(f"{live_server.url}/applications/{case.id}/check/")
        plain.close()
