"""Pages of how many people live in the regions: entering, pasting, putting right, and what the indicators say then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.national.reports.test_making import ASTANA, Ministry
from tests.portal.desk.conftest import sign_in
from tests.portal.reports.test_pages import text

from tirkelim.identity.models import Role
from tirkelim.national.models import Population
from tirkelim.national.population import population_on

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)
ENTER = "/reports/population/enter/"


@pytest.fixture
def world() -> Iterator[Ministry]:
    world = Ministry()
    with time_machine.travel(world.now + timedelta(minutes=5), tick=True):
        yield world


def enter(browser: Client, **said: Any) -> Any:
    """What a page answers to numbers of the first of January."""
    form = {
        "command": str(uuid4()), "source_title": "Халық саны туралы жинақ", "source_date_day": "10",
        "source_date_month": "2", "source_date_year": "2026", "source_address": "https://example.kz/a", **said,
    }  # fmt: skip
    return browser.post(f"{reverse('reports_population_enter')}?day={DAY}", form)


def test_numbers_are_entered_shown_and_counted_with(world: Ministry) -> None:
    browser = sign_in(world.coordinator, "en")
    assert "Nobody has entered how many people live" in text(browser.get(reverse("reports_indicators")))
    assert "Of which day are the numbers?" in text(browser.get(reverse("reports_population_enter")))
    assert "Numbers of 1 January 2026" in text(browser.get(f"{reverse('reports_population_enter')}?day={DAY}"))
    answer = enter(browser, **{f"people_{ASTANA}": "1 500 000"})
    assert answer.status_code == 302
    said = text(browser.get(answer["Location"]))
    assert "Astana City" in said
    assert "1 500 000" in said
    assert "Халық саны туралы жинақ" in said
    said = text(browser.get(reverse("reports_indicators")))
    assert "Population on 1 January 2026: Халық саны туралы жинақ" in said
    assert "The population of some regions is not entered" in said


def test_a_correction_asks_why_and_keeps_what_was(world: Ministry) -> None:
    browser = sign_in(world.coordinator, "en")
    enter(browser, **{f"people_{ASTANA}": "1500000"})
    refused = enter(browser, **{f"people_{ASTANA}": "1510000"})
    assert refused.status_code == 422
    assert "Say why the numbers are changed" in refused.content.decode()
    assert 'value="1510000"' in refused.content.decode()
    answer = enter(browser, reason="The published number was corrected", **{f"people_{ASTANA}": "1510000"})
    said = text(browser.get(answer["Location"]))
    assert "What was believed before" in said
    assert "The published number was corrected" in said
    assert Population.objects.count() == 2
    nothing = enter(browser, reason="x", **{f"people_{ASTANA}": "1510000"})
    assert "the register knows these numbers already" in nothing.content.decode()


def test_pasted_lines_and_a_file_fill_the_boxes_and_write_nothing(world: Ministry) -> None:
    browser = sign_in(world.coordinator, "en")
    sent = SimpleUploadedFile("халық.csv", "Алматы қаласы;2 300 000".encode("utf-8-sig"))
    answer = enter(browser, do="fill", pasted="Астана қаласы\t1 500 000", file=sent)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'value="1500000"' in page
    assert 'value="2300000"' in page
    assert "Look at them, then save" in page
    assert "Халық саны туралы жинақ" in page
    assert not Population.objects.exists()


def test_lines_that_say_nothing_are_told_and_stay(world: Ministry) -> None:
    browser = sign_in(world.coordinator, "en")
    answer = enter(browser, pasted="Астана 1 500 000\nАтлантида 12")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "2: Атлантида 12" in page
    assert 'value="1500000"' in page
    assert not Population.objects.exists()


def test_an_emptied_box_takes_the_number_back(world: Ministry) -> None:
    browser = sign_in(world.coordinator, "en")
    enter(browser, **{f"people_{ASTANA}": "1500000"})
    assert enter(browser, reason="Not of that day", **{f"people_{ASTANA}": ""}).status_code == 302
    assert population_on(DAY, world.now + timedelta(hours=1)) == {}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Write the number of at least one region"),
        ({f"people_{ASTANA}": "many"}, "Write a whole number in digits"),
        ({f"people_{ASTANA}": "1", "source_title": ""}, "Fill this in"),
        ({f"people_{ASTANA}": "1", "source_address": "example.kz"}, "beginning with https://"),
        ({f"people_{ASTANA}": "1", "source_date_year": "2027"}, "The day lies in the future"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(world: Ministry, said: dict[str, str], words: str) -> None:
    answer = enter(sign_in(world.coordinator, "en"), **said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Population.objects.exists()


def test_a_day_to_come_is_refused(world: Ministry) -> None:
    browser = sign_in(world.coordinator, "en")
    assert browser.get(f"{reverse('reports_population_enter')}?day=2030-01-01").status_code == 422


def test_the_ministry_reads_and_does_not_enter(world: Ministry) -> None:
    browser = sign_in(world.reader(Role.MINISTRY_OFFICER), "en")
    page = browser.get(reverse("reports_population"))
    assert ENTER not in page.content.decode()
    assert browser.get(ENTER).status_code == 404
