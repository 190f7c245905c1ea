"""Putting right a return from abroad on its page; leaving after death is refused beside the day."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.portal.personnel.conftest import Clinic, days

from tirkelim.register import commands
from tirkelim.register.models import Departure

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Any) -> Clinic:
    """The clinic on a Monday morning."""
    return Clinic()


def test_a_wrong_return_is_put_right_with_its_reason(world: Clinic) -> None:
    person = world.worker()
    browser = world.browser(world.hr)
    done = commands.record_emigration(world.command(), person, date(2026, 1, 10), "DEU", end_jobs=False)
    move = UUID(done.result["departure"])
    commands.record_return(world.command(), person, date(2026, 2, 2))
    assert "Moves abroad so far" in browser.text(f"/personnel/{person}/")
    text = browser.text(f"/personnel/{person}/departures/")
    assert "Moved abroad on 10 January 2026: Germany First day back: 2 February 2026" in text
    page = f"/personnel/{person}/departures/{move}/return/"
    assert "the first day back was 2 February 2026" in browser.text(page)
    for said, words in (
        ({"never": "no", "reason": "x"}, "Write the first day back"),
        ({"never": "yes"}, "Fill this in"),
        ({"never": "no", "reason": "x", **days(on=date(2026, 2, 2))}, "The register has this day already"),
    ):
        answer = browser.send(page, said)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    answer = browser.send(page, {"never": "yes", "reason": "Another person came back"})
    assert answer.status_code == 302
    assert Departure.objects.current().get().valid_to is None
    assert browser.get(page).status_code == 404
    assert "No return is recorded" in browser.text(f"/personnel/{person}/departures/")
    assert "Return put right" in browser.text(f"/personnel/{person}/history/")


def test_an_end_after_death_is_refused_beside_the_day(world: Clinic) -> None:
    person = world.worker()
    second = world.job(person, world.other_clinic, is_main=False)
    commands.record_death(world.command(world.hr.id), person, date(2026, 2, 27))
    page = f"/personnel/{person}/jobs/{second}/leave/"
    answer = world.browser(world.stranger).send(page, {**days(left_on=date(2026, 2, 28)), "reason": "death"})
    assert answer.status_code == 422
    assert "the person had died by then" in answer.content.decode()
