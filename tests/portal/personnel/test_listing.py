"""The list of workers: search, what it says of each, and that it does not grow slow with the page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders import START
from tests.portal.personnel.conftest import TODAY, Browser, Clinic, visible

from tirkelim.register import commands
from tirkelim.register.commands import CertificateTerms

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["Нұрғ", "нурга", "НУРГАЛ әсем", "nurgaliyeva"])
def test_a_worker_is_found_in_any_spelling(world: Clinic, browser: Browser, asked: str) -> None:
    """Kazakh, Russian and Latin letters, small and capital, the beginning is enough."""
    world.worker("Нұрғалиева", surname_ru="Нургалиева", surname_latin="Nurgaliyeva")
    world.worker("Оспанова")
    answer = browser.post("/personnel/", {"name": asked})
    text = visible(answer)
    assert "Нұрғалиева" in text or "Nurgaliyeva" in text
    assert "1 worker" in text
    assert "Оспанова" not in text
    assert f'name="name" value="{asked}"' in answer.content.decode(), "what was typed stays"


def test_a_name_stands_in_no_address(world: Clinic, browser: Browser) -> None:
    """Found by POST, page by page, on the day of the address, and as a file; an address with a name is not read."""
    for number in range(51):
        world.worker(f"Нұрғалиева{number:02}")
    world.worker("Оспанова")
    past = "/personnel/?on=2025-10-01&known=2026-03-02"
    for address in ("/personnel/", past):
        first = browser.post(address, {"name": "нұрғ"})
        assert "51 workers" in visible(first)
        assert "name=%D0" not in first.content.decode()
        second = visible(browser.post(address, {"name": "нұрғ", "page": "2"}))
        assert "Нұрғалиева50" in second
        assert "Нұрғалиева49" not in second
    assert "About 1 October 2025" in visible(browser.post(past, {"name": "нұрғ"}))
    file = browser.post(past, {"name": "нұрғ", "format": "csv"})
    assert b"".join(file.streaming_content).decode().count("Нұрғалиева") == 51
    assert "52 workers" in browser.text("/personnel/?name=нұрғ")
    assert browser.post("/personnel/", {"name": "\x00 ", "page": "x" * 9}).status_code == 200


def test_others_workers_and_those_who_left_are_not_listed(world: Clinic, browser: Browser) -> None:
    """Today's own workers only; those who left have a list of their own."""
    world.job(world.person("Бөтенова"), world.other_clinic)
    gone = world.person("Кеткенова")
    job = world.job(gone, world.clinic)
    commands.leave(world.command(), job, left_on=date(2026, 1, 31), reason="own_wish")
    text = browser.text("/personnel/")
    assert "Бөтенова" not in text
    assert "Кеткенова" not in text
    former = browser.text("/personnel/left/")
    assert "Кеткенова" in former
    assert "Бөтенова" not in former


def test_status_of_the_certificate_follows_from_the_day(world: Clinic, browser: Browser, clock: Any) -> None:
    """Valid up to its last day, then expired; a valid one outweighs an old one."""
    person = world.worker()
    for number, issued, until in (("A1", 2018, date(2023, 1, 1)), ("B2", 2021, date(2026, 3, 2))):
        terms = CertificateTerms(
            person=person, specialty="secondary.nursing", issued_on=date(issued, 3, 3), valid_until=until, number=number
        )
        commands.record_certificate(world.command(), terms)
    assert "Valid until 2 March 2026" in browser.text("/personnel/")
    clock.shift(timedelta(days=1))
    assert "Expired until 2 March 2026" in world.browser(world.hr).text("/personnel/")


@pytest.mark.parametrize(
    ("hired_on", "flag"),
    [
        (date(2026, 2, 27), "due by 4 March 2026"),  # hired on Friday, entered on Saturday
        (date(2026, 2, 25), "due by 2 March 2026"),
        (date(2026, 2, 24), "Entered late"),  # due on Friday, entered on Saturday
        (date(2019, 2, 20), "–"),  # before the wording held here
    ],
)
def test_late_entries_are_flagged(world: Clinic, browser: Browser, hired_on: date, flag: str) -> None:
    """Three working days from the day of hiring, which is not counted (253/2020 p.8, reading G1)."""
    person = world.worker(hired_on=hired_on)
    text = browser.text("/personnel/")
    assert flag in text, text
    others = {"due by", "Overdue", "Entered late"} - {flag[: len("due by")], flag}
    assert not any(other in text for other in others)
    assert ("Entered late" in browser.text(f"/personnel/{person}/")) == (flag == "Entered late")


def test_an_entry_is_due_on_the_third_working_day_and_overdue_after_it(world: Clinic, clock: Any) -> None:
    """The clock of the page decides, not when it was looked at before."""
    world.worker(hired_on=TODAY - timedelta(days=3))  # Friday; 4 March is the third working day
    for later, flag in ((0, "due by 4 March 2026"), (2, "due by 4 March 2026"), (3, "Overdue")):
        clock.move_to(START + timedelta(days=later))
        assert flag in world.browser(world.hr).text("/personnel/"), later


def test_a_page_of_fifty_takes_as_many_queries_as_a_page_of_two(world: Clinic, browser: Browser) -> None:
    """Few, whatever the number of workers."""

    def count() -> int:
        browser.get("/personnel/")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/personnel/").status_code == 200
        return len(seen)

    for _ in range(2):
        world.worker()
    few = count()
    for _ in range(53):
        world.worker()
    assert count() == few <= 16
    assert "55 workers" in browser.text("/personnel/")
    assert browser.get("/personnel/?page=2").content.decode().count('class="govuk-table__header t-table__first"') == 5


def test_an_account_of_two_organisations_chooses(world: Clinic) -> None:
    """The first one unless another of its own is named; foreign ones are not."""
    from tirkelim.identity.models import Role

    third = world.organisation("Үшінші аурухана")
    world.job(world.person("Үшіншіева"), third)
    world.worker("Біріншіева")
    world.job(world.person("Бөтенова"), world.other_clinic)
    world.grant(world.hr, Role.HR_OFFICER, organisation=third)
    browser = world.browser(world.hr)
    assert "Біріншіева" in browser.text("/personnel/")
    assert "Үшіншіева" in browser.text(f"/personnel/?organisation={third}")
    foreign = browser.text(f"/personnel/?organisation={world.other_clinic}")
    assert "Бөтенова" not in foreign


def test_the_list_of_a_past_day_leads_to_no_closed_record(world: Clinic, browser: Browser) -> None:
    """Who has left since is named without a link; whoever is still there opens as of that day."""
    here, gone = world.worker("Сейітова"), world.person("Кеткенова")
    job = world.job(gone, world.clinic, date(2025, 9, 1))
    commands.leave(world.command(), job, left_on=date(2026, 1, 31), reason="own_wish")
    page = browser.get("/personnel/?on=2025-12-01").content.decode()
    assert "Кеткенова" in page
    assert f"/personnel/{gone}/" not in page
    [link] = [
        part.partition('"')[0] for part in page.split('href="') if f"/personnel/{here}/" in part.partition('"')[0]
    ]
    assert browser.get(link.replace("&amp;", "&")).status_code == 200
