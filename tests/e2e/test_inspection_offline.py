"""An inspector at a base where the connection comes and goes: nothing that was noted is lost, nothing stored twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Dialog, Error, Locator, Page, Route, expect
from tests.builders import ASTANA
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import PHONE, sign_in
from tests.portal.inspections.device import picture
from tests.services.licence.visits.site import Site

from tirkelim.identity.models import Role
from tirkelim.services.licence.models import Observation, Visit, VisitAct, VisitPhoto
from tirkelim.services.licence.visits.notes import remove_photo
from tirkelim.services.licence.visits.reading import lines_of, observations, photos

pytestmark = pytest.mark.django_db(transaction=True)

CLOCK = """(() => {
  const Before = Date, shift = %d;
  globalThis.Date = class extends Before {
    constructor(...parts) { if (parts.length) super(...parts); else super(Before.now() + shift); }
    static now() { return Before.now() + shift; }
  };
})();"""
"""The clock of the device, moved by milliseconds: the server of the test lives in March 2026."""
HOUR = 60 * 60 * 1000
ALL_SENT = "All sent"
KEPT = "No connection. Kept on this device: {}"


@pytest.fixture
def site(transactional_db: None) -> Iterator[Site]:
    """The department of Astana, twenty minutes after a visit was to begin."""
    made = Site()
    made.told(made.applied(), made.now + timedelta(days=2))
    made.now += timedelta(days=2, minutes=20)
    with time_machine.travel(made.now, tick=True):
        yield made


@pytest.fixture
def visit(site: Site) -> Visit:
    """The visit."""
    return Visit.objects.get()


class Phone:
    """The inspector's telephone: what is done with it, and what can be read on it."""

    def __init__(self, context: BrowserContext, page: Page, visit: Visit) -> None:
        self.context, self.page, self.visit = context, page, visit

    @property
    def address(self) -> str:
        """The field page."""
        return f"/inspections/{self.visit.id}/field/"

    def open(self) -> None:
        """Open the page and wait until it is kept for work without a connection."""
        self.page.goto(self.address)
        expect(self.page.get_by_text("This page works without a connection")).to_be_visible()

    def begin(self) -> None:
        """Press the button that begins the visit."""
        self.page.get_by_role("button", name="Begin the visit").click()
        expect(self.page.get_by_text("Begun at")).to_be_visible()

    def offline(self) -> None:
        """The connection goes."""
        self.context.set_offline(True)

    def online(self) -> None:
        """The connection is back."""
        self.context.set_offline(False)

    def reload(self) -> None:
        """Load the page anew, from wherever it comes."""
        self.page.reload()
        expect(self.page.locator("[data-field]")).to_be_visible()

    def line(self, number: int) -> Locator:
        """A line of the checklist, from 1."""
        return self.page.locator(f"#line-{number}")

    def answer(self, number: int, words: str) -> None:
        """Press one of the three buttons of a line, and see that it was kept."""
        self.line(number).get_by_text(words, exact=True).click()
        expect(self.line(number).locator("[data-kept]")).not_to_have_text("Not answered yet")

    def remark(self, number: int, words: str) -> None:
        """Write a remark."""
        self.line(number).get_by_label("Remark").fill(words)
        self.line(number).get_by_label("Remark").blur()

    def photo(self, number: int, colour: str = "teal") -> None:
        """Take a photo beside a line."""
        file = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture(colour)}
        self.line(number).locator("input[type=file]").set_input_files(file)
        expect(self.line(number).locator(".i-photo")).to_have_count(1)

    def says(self, words: str) -> None:
        """The line at the top says this; after failures the next attempt may take its time."""
        expect(self.page.locator("[data-status-text]")).to_have_text(words, timeout=60_000)

    def all_conform(self) -> None:
        """Every line conforms."""
        for number in range(1, len(lines_of(self.visit.case, self.visit.base)) + 1):
            self.answer(number, "Conforms")

    def sign(self) -> None:
        """Sign the act, sure of it."""
        self.page.once("dialog", lambda dialog: dialog.accept())
        self.page.get_by_role("button", name="Sign the act").click()

    def holds(self) -> list[str]:
        """What the browser holds of inspections: names of caches and of databases."""
        script = "async () => [...await caches.keys(), ...(await indexedDB.databases()).map((one) => one.name)]"
        return list(self.page.evaluate(script))


def shift_to(now: datetime) -> int:
    """Milliseconds from the real clock, which is the browser's, to the clock of the test."""
    return round((now.timestamp() - time_machine.escape_hatch.time.time()) * 1000)


@pytest.fixture
def phone(site: Site, visit: Visit, context: BrowserContext, page: Page, live_server: Any) -> Phone:
    """The inspector is signed in, reads English here, and the clock of the device is right."""
    context.add_init_script(CLOCK % shift_to(site.now))
    context.add_cookies([{"name": "til", "value": "en", "url": live_server.url}])
    page.set_viewport_size(PHONE)
    sign_in(context, site.inspector, live_server.url)
    return Phone(context, page, visit)


def test_noted_without_a_connection_and_sent_once_when_it_is_back(phone: Phone, visit: Visit) -> None:
    phone.open()
    phone.says(ALL_SENT)
    phone.begin()
    assert_accessible(phone.page)

    phone.offline()
    phone.reload()
    expect(phone.page.get_by_text("Begun at")).to_be_visible()
    phone.answer(1, "Conforms")
    phone.answer(2, "Does not conform")
    phone.remark(2, "Суық су жоқ")
    phone.photo(2)
    phone.answer(3, "Does not concern this base")
    phone.says(KEPT.format(4))
    assert_accessible(phone.page)
    assert not Observation.objects.exists()

    phone.reload()
    phone.says(KEPT.format(4))
    expect(phone.line(1).get_by_role("radio", name="Conforms", exact=True)).to_be_checked()
    expect(phone.line(2).get_by_label("Remark")).to_have_value("Суық су жоқ")
    expect(phone.line(2).locator(".i-photo")).to_have_count(1)
    expect(phone.page.locator("[data-progress]")).to_have_text(f"3 of {len(lines_of(visit.case, visit.base))}")

    phone.page.once("dialog", lambda dialog: dialog.dismiss())  # a slip of the finger removes no photo
    phone.line(2).get_by_role("button", name="Remove the photo of").click()
    expect(phone.line(2).locator(".i-photo")).to_have_count(1)

    phone.online()
    phone.says(ALL_SENT)
    lines = lines_of(visit.case, visit.base)
    found = observations(visit)
    assert [(found[line.place].conforms, found[line.place].remark) for line in lines[:3]] == [
        (True, ""), (False, "Суық су жоқ"), (None, "Does not concern this base"),
    ]  # fmt: skip
    assert Observation.objects.count() == 3
    photo = VisitPhoto.objects.get()
    assert (photo.subtype, photo.specialty, photo.key) == lines[1].place


def test_an_answer_that_was_lost_stores_nothing_twice(phone: Phone, visit: Visit) -> None:
    cut: list[str] = []

    def process_and_cut(route: Route) -> None:
        if route.request.method != "POST" or len(cut) >= 3:
            return route.continue_()
        route.fetch()
        cut.append(route.request.url)
        return route.abort()

    phone.open()
    phone.begin()
    phone.context.route("**/inspections/*/sync/", process_and_cut)
    phone.context.route("**/inspections/*/photo/", process_and_cut)
    phone.answer(1, "Conforms")
    phone.says(KEPT.format(1))
    assert Observation.objects.count() == 1
    phone.photo(2)
    phone.page.get_by_role("button", name="Send now").click()
    phone.page.get_by_role("button", name="Send now").click()
    phone.says(ALL_SENT)
    assert len(cut) == 3
    assert (Observation.objects.count(), VisitPhoto.objects.count()) == (1, 1)


def test_a_session_that_ended_loses_nothing(phone: Phone, site: Site, visit: Visit, live_server: Any) -> None:
    phone.open()
    phone.begin()
    phone.context.clear_cookies(name="tirkelim")
    phone.answer(1, "Conforms")
    phone.says("Please sign in again: nothing is lost. Waiting: 1")
    expect(phone.page.locator(".i-status").get_by_role("link", name="Sign in")).to_be_visible()
    assert not Observation.objects.exists()
    sign_in(phone.context, site.inspector, live_server.url)
    phone.answer(2, "Conforms")
    phone.says(ALL_SENT)
    assert Observation.objects.count() == 2
    assert len(observations(visit)) == 2


def test_signed_without_a_connection_one_act_after_the_return(phone: Phone, visit: Visit) -> None:
    phone.open()
    phone.begin()
    phone.offline()
    phone.all_conform()
    phone.photo(1)
    phone.sign()
    expect(phone.page.get_by_text("The act counts once it is sent.").first).to_be_visible()
    phone.reload()
    expect(phone.page.locator("[data-signed]")).to_contain_text("Signed on this device at")
    expect(phone.line(1).get_by_role("radio", name="Conforms", exact=True)).to_be_disabled()
    assert not VisitAct.objects.exists()
    phone.online()
    act_shown = phone.page.get_by_text("is signed and sent")
    expect(act_shown).to_be_visible()
    act = VisitAct.objects.get()
    assert act.conforms
    expect(act_shown).to_have_text(f"The act no. {act.number} is signed and sent.")
    assert len(photos(visit)) == 1
    # Nothing of the visit stays on the device.
    cached = "async () => (await (await caches.open((await caches.keys())[0])).keys()).map((one) => one.url)"
    assert not [url for url in phone.page.evaluate(cached) if "/field/" in url]


def test_what_was_not_accepted_is_shown_beside_its_line_and_can_be_corrected(phone: Phone, visit: Visit) -> None:
    phone.open()
    phone.begin()
    phone.line(1).evaluate("(line) => (line.querySelector('textarea').maxLength = 5000)")
    phone.answer(1, "Does not conform")
    phone.remark(1, "а" * 2500)
    phone.says("Not accepted, please correct: 1")
    expect(phone.line(1).locator("[data-error]")).to_have_text("Not accepted: The remark is too long. Shorten it.")
    assert_accessible(phone.page)
    phone.remark(1, "Есік жабылмайды")
    phone.says(ALL_SENT)
    expect(phone.line(1).locator("[data-error]")).to_be_hidden()
    assert next(iter(observations(visit).values())).remark == "Есік жабылмайды"


def test_a_clock_that_is_wrong_is_told_and_not_followed(phone: Phone, site: Site) -> None:
    phone.context.add_init_script(CLOCK % (10 * 60_000))
    phone.open()
    expect(phone.page.get_by_text("The clock of this device is 10 min ahead")).to_be_visible()
    phone.begin()
    phone.answer(1, "Conforms")
    phone.says(ALL_SENT)
    assert abs(Observation.objects.get().noted_at - site.now) < timedelta(minutes=2)


def test_a_visit_does_not_begin_before_its_time(phone: Phone, visit: Visit) -> None:
    phone.context.add_init_script(CLOCK % (-60 * 60_000))
    with time_machine.travel(visit.planned_at - timedelta(hours=1), tick=True):
        phone.open()
        phone.page.get_by_role("button", name="Begin the visit").click()
        expect(phone.page.get_by_role("alert").get_by_text("The visit may begin from")).to_be_visible()
        expect(phone.page.get_by_text("Begun at")).to_be_hidden()


def test_a_visit_does_not_begin_on_another_day(phone: Phone, site: Site, visit: Visit, live_server: Any) -> None:
    phone.context.add_init_script(CLOCK % (24 * HOUR))
    with time_machine.travel(visit.planned_at + timedelta(days=1), tick=True):
        sign_in(phone.context, site.inspector, live_server.url)
        phone.open()
        phone.page.get_by_role("button", name="Begin the visit").click()
        expect(phone.page.get_by_role("alert").get_by_text("The applicant was told of another day.")).to_be_visible()
        expect(phone.page.get_by_text("Begun at")).to_be_hidden()


def test_signing_out_clears_the_device(phone: Phone) -> None:
    phone.open()
    phone.begin()
    phone.answer(1, "Conforms")
    phone.says(ALL_SENT)
    assert phone.holds()
    phone.page.get_by_role("button", name="Sign out").click()
    expect(phone.page.get_by_text("You are signed out.")).to_be_visible()
    assert phone.holds() == []
    phone.page.wait_for_load_state("networkidle")  # the page's own scripts are still on their way
    phone.offline()
    with pytest.raises(Error):
        phone.page.goto(phone.address)


def test_signing_out_with_something_unsent_asks_first_and_keeps_it(phone: Phone, site: Site, live_server: Any) -> None:
    phone.open()
    phone.begin()
    phone.context.route("**/inspections/*/sync/", lambda route: route.abort())
    phone.answer(1, "Conforms")
    phone.says(KEPT.format(1))
    asked: list[str] = []

    def hear(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    phone.page.on("dialog", hear)
    phone.page.get_by_role("button", name="Sign out").click()
    phone.says(KEPT.format(1))
    phone.page.get_by_role("button", name="Sign out").click()
    expect(phone.page.get_by_text("You are signed out.")).to_be_visible()
    assert asked[0].startswith("Not sent yet: 1.")
    assert phone.holds() == [f"inspections-{site.inspector.id}"]  # the unsent alone: its page is gone
    phone.context.unroute("**/inspections/*/sync/")
    sign_in(phone.context, site.inspector, live_server.url)
    phone.page.goto(phone.address)
    phone.says(ALL_SENT)
    assert Observation.objects.count() == 1


def test_another_inspector_on_the_same_device_sees_nothing_of_it(phone: Phone, site: Site, live_server: Any) -> None:
    phone.open()
    phone.begin()
    phone.offline()
    phone.answer(1, "Conforms")
    phone.remark(1, "Құпия ескертпе")
    phone.says(KEPT.format(1))
    colleague = site.account("colleague", Role.INSPECTOR, territory=ASTANA)
    old = phone.page
    phone.context.route("**/inspections/*/sync/", lambda route: route.abort())
    phone.online()
    sign_in(phone.context, colleague, live_server.url)
    other = phone.context.new_page()
    other.goto("/")
    other.wait_for_function("async () => (await caches.keys()).length === 0")
    assert other.goto(phone.address).status == 404
    # The page that still stands open sends nothing in the other's name.
    phone.context.unroute("**/inspections/*/sync/")
    phone.page.get_by_role("button", name="Send now").click()
    phone.says("Someone else is signed in on this device. Nothing is lost, but only you can send it.")
    assert not Observation.objects.exists()
    old.goto("about:blank")
    phone.offline()
    with pytest.raises(Error):
        other.goto(phone.address)
    phone.online()
    # The first one signs in again: what was noted is still there, and goes.
    sign_in(phone.context, site.inspector, live_server.url)
    phone.open()
    phone.says(ALL_SENT)
    assert Observation.objects.get().remark == "Құпия ескертпе"


def test_removed_from_the_device(phone: Phone) -> None:
    phone.open()
    phone.begin()
    phone.page.once("dialog", lambda dialog: dialog.accept())
    phone.page.get_by_role("button", name="Remove from this device").click()
    phone.page.wait_for_url("**/inspections/")
    phone.offline()
    phone.page.goto(phone.address)
    expect(phone.page.get_by_text("No visit was taken along on this device.")).to_be_visible()


def test_taken_along_from_the_calendar_without_having_been_opened(phone: Phone, visit: Visit) -> None:
    phone.page.goto("/inspections/")
    phone.page.get_by_role("button", name="Take along").click()
    expect(phone.page.get_by_text("This visit works without a connection on this device.")).to_be_visible()
    phone.offline()
    phone.page.goto(phone.address)
    phone.begin()
    phone.answer(1, "Conforms")
    phone.says(KEPT.format(1))
    phone.online()
    phone.says(ALL_SENT)
    assert len(observations(visit)) == 1


def test_without_a_connection_the_calendar_leads_to_what_was_taken_along(phone: Phone) -> None:
    phone.open()
    phone.offline()
    phone.page.goto("/inspections/")
    expect(phone.page.get_by_text("There is no connection.")).to_be_visible()
    assert_accessible(phone.page)
    phone.page.get_by_role("link", name="Сарыарқа даңғылы, 12").click()
    phone.begin()


def test_times_noted_by_a_wrong_clock_are_set_right_when_the_server_is_seen(
    phone: Phone, site: Site, visit: Visit
) -> None:
    """Taken along while the clock was right; at the base it is an hour ahead, and nobody there can tell."""
    phone.open()
    phone.page.evaluate("localStorage.setItem('inspections-wrong', '')")
    phone.offline()
    phone.context.add_init_script(f"if (localStorage.getItem('inspections-wrong') !== null) {CLOCK % HOUR}")
    phone.reload()
    phone.begin()
    phone.all_conform()
    phone.photo(1)
    phone.sign()
    phone.online()
    expect(phone.page.get_by_text("is signed and sent")).to_be_visible()
    act, soon = VisitAct.objects.get(), timedelta(minutes=3)
    assert abs(act.begun_at - site.now) < soon
    assert abs(act.ended_at - site.now) < soon
    assert all(abs(one.noted_at - site.now) < soon for one in observations(visit).values())


def test_what_a_second_device_took_away_or_noted_is_seen_before_signing(phone: Phone, site: Site, visit: Visit) -> None:
    phone.open()
    phone.begin()
    phone.all_conform()
    phone.photo(1)
    phone.says(ALL_SENT)
    site.now += timedelta(minutes=1)
    remove_photo(site.command(site.inspector.id), visit, photos(visit)[0].id)
    site.note(visit, lines_of(visit.case, visit.base)[0], False, "Есік жабылмайды")
    phone.offline()
    phone.online()
    expect(phone.line(1).get_by_label("Remark")).to_have_value("Есік жабылмайды")
    expect(phone.line(1).locator(".i-photo")).to_have_count(0)
    phone.sign()
    expect(phone.page.get_by_text("is signed and sent")).to_be_visible()
    assert VisitAct.objects.get().conforms is False


def test_a_service_in_trouble_is_told_apart_and_tried_again(phone: Phone, visit: Visit) -> None:
    answers = [500, 502, 429]

    def in_trouble(route: Route) -> None:
        if route.request.method != "POST" or not answers:
            return route.continue_()
        return route.fulfill(status=answers.pop(0), body="<h1>trouble</h1>", content_type="text/html")

    phone.open()
    phone.begin()
    phone.context.route("**/inspections/*/sync/", in_trouble)
    phone.answer(1, "Conforms")
    phone.says("The service does not answer just now. Kept on this device: 1")
    for _ in range(2):
        phone.page.get_by_role("button", name="Send now").click()
    phone.says(ALL_SENT)
    assert not answers
    assert Observation.objects.count() == 1


def test_a_device_without_space_left_says_so_and_keeps_what_was_typed(phone: Phone, visit: Visit) -> None:
    phone.open()
    phone.begin()
    phone.answer(1, "Does not conform")
    phone.says(ALL_SENT)
    phone.offline()
    phone.page.evaluate("(() => { const put = IDBObjectStore.prototype.put; globalThis.free = () => "
                        "{ IDBObjectStore.prototype.put = put; }; IDBObjectStore.prototype.put = () => "
                        "{ throw new DOMException('full', 'QuotaExceededError'); }; })()")  # fmt: skip
    phone.remark(1, "Есік жабылмайды")
    phone.says("NOT kept: this device has no space left. Free some and answer again.")
    expect(phone.line(1).get_by_label("Remark")).to_have_value("Есік жабылмайды")
    phone.page.evaluate("free()")
    phone.remark(1, "Есік жабылмайды.")
    phone.says(KEPT.format(1))
    phone.online()
    phone.says(ALL_SENT)
    assert next(iter(observations(visit).values())).remark == "Есік жабылмайды."


def test_a_visit_cancelled_meanwhile_shows_what_was_noted_and_why_it_is_not_taken(
    phone: Phone, site: Site, visit: Visit
) -> None:
    phone.open()
    phone.begin()
    phone.offline()
    phone.answer(1, "Does not conform")
    phone.remark(1, "Есік жабылмайды")
    phone.says(KEPT.format(1))
    site.do(site.desk, visit.case, "cancel_visit", visit=str(visit.id), reason="Аурып қалды")
    phone.online()
    phone.says("Not accepted, please correct: 1")
    expect(phone.line(1).locator("[data-error]")).to_contain_text("This visit was cancelled.")
    phone.reload()
    expect(phone.page.locator("[data-closed]")).to_contain_text("This visit was cancelled.")
    expect(phone.line(1).get_by_label("Remark")).to_have_value("Есік жабылмайды")
    assert not Observation.objects.exists()


def test_what_keeps_an_act_from_being_sent_can_be_corrected_and_signed_anew(phone: Phone, visit: Visit) -> None:
    phone.open()
    phone.begin()
    phone.offline()
    phone.line(1).evaluate("(line) => (line.querySelector('textarea').maxLength = 5000)")
    phone.all_conform()
    phone.answer(1, "Does not conform")
    phone.remark(1, "а" * 2500)
    phone.sign()
    phone.online()
    expect(phone.page.get_by_text("correct what was not accepted, then sign again")).to_be_visible()
    assert not VisitAct.objects.exists()
    phone.remark(1, "Есік жабылмайды")
    phone.says(ALL_SENT)
    phone.sign()
    expect(phone.page.get_by_text("is signed and sent")).to_be_visible()
    assert VisitAct.objects.get().conforms is False
