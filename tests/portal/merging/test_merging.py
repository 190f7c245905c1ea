"""From the suspicion to the merge and back, as the national coordinator does it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.builders import ASTANA, COMPLETE
from tests.portal.everyone import of_each_role
from tests.portal.merging.conftest import Twice
from tests.portal.personnel.conftest import Browser, visible

from tirkelim.identity.models import Role
from tirkelim.register.merged import kept_for
from tirkelim.register.models import AccessLog, Merge

LIST, MERGES = "/duplicates/", "/duplicates/merges/"


def pair(world: Twice) -> str:
    return f"/duplicates/{world.one}/{world.two}/"


def merge(world: Twice, browser: Browser, **more: Any) -> Any:
    answers = {"kept": str(world.one), "ground": "Емхананың № 15 хаты", **more}
    return browser.send(pair(world), answers)


def test_from_the_suspicion_to_the_merge(world: Twice, browser: Browser) -> None:
    """The list, the comparison, the merge; the hospital's link leads to the entry that was kept."""
    assert "name sounds the same" in browser.text(LIST)
    assert pair(world) in browser.get(LIST).content.decode()
    page = browser.text(pair(world))
    assert "N01234567" in page
    assert "differs" in page
    answer = merge(world, browser)
    assert (answer.status_code, answer.headers["Location"]) == (302, MERGES)
    assert kept_for(world.two) == world.one
    assert "Емхананың № 15 хаты" in browser.text(MERGES)
    assert "Nobody was found" in browser.text(LIST)
    hospital = world.browser(world.stranger)
    answer = hospital.get(f"/personnel/{world.two}/", follow=True)
    assert answer.redirect_chain == [(f"/personnel/{world.one}/", 302)]
    assert "The two entries are one now" in visible(answer)


def test_both_people_see_that_they_were_compared(world: Twice, browser: Browser) -> None:
    """A look at two people is logged for both."""
    browser.get(pair(world))
    seen = AccessLog.objects.filter(purpose="person.merge").values_list("person", flat=True)
    assert set(seen) == {world.one, world.two}


def test_a_merge_is_undone_with_a_reason(world: Twice, browser: Browser) -> None:
    """Afterwards both are there again, to be compared once more."""
    merge(world, browser)
    undo = f"/duplicates/merges/{world.two}/undo/"
    assert browser.send(undo, {"reason": " "}).status_code == 422
    answer = browser.send(undo, {"reason": "Екі адам"})
    assert (answer.status_code, answer.headers["Location"]) == (302, pair(world))
    assert kept_for(world.two) == world.two
    assert "undone" in browser.text(MERGES)
    assert browser.get(undo).status_code == 404


@pytest.mark.parametrize("missing", ["kept", "ground"])
def test_what_is_missing_is_said_and_nothing_is_lost(world: Twice, browser: Browser, missing: str) -> None:
    """Beside the question, with what was answered."""
    answer = merge(world, browser, **{missing: ""})
    assert answer.status_code == 422
    assert "There is a problem" in visible(answer)
    if missing == "kept":
        assert "Емхананың № 15 хаты" in visible(answer)
    assert not Merge.objects.exists()


def test_an_entry_with_an_application_is_kept(world: Twice, browser: Browser) -> None:
    """What was decided, or is being decided, stays with its entry; the page says so before anything is sent."""
    world.draft(world.account("nurse", Role.APPLICANT, person=world.two), COMPLETE)
    assert "an application" in browser.text(pair(world))
    answer = merge(world, browser)
    assert answer.status_code == 422
    assert "Something was decided about this entry" in visible(answer)
    assert merge(world, browser, kept=str(world.two)).status_code == 302


def test_two_entries_with_decisions_are_not_merged(world: Twice, browser: Browser) -> None:
    """Who has to be asked, the page says."""
    for login, person in (("one", world.one), ("two", world.two)):
        world.account(login, Role.APPLICANT, person=person)
    assert "They cannot be merged here" in browser.text(pair(world))
    assert merge(world, browser).status_code == 422


def test_everyone_at_every_door(world: Twice, browser: Browser) -> None:
    """For everybody but the coordinator the room does not exist; the public signs in first."""
    merge(world, browser)
    doors = [LIST, MERGES, pair(world), f"/duplicates/merges/{world.two}/undo/"]
    for label, account in of_each_role(world, world.clinic, ASTANA).items():
        answers = {door: world.browser(account).get(door).status_code for door in doors}
        if label == Role.NATIONAL_COORDINATOR:
            assert answers == dict.fromkeys(doors, 200) | {pair(world): 302}
        else:
            assert set(answers.values()) == {404}, label
    for door in doors:
        assert Client().get(door).headers["Location"].startswith("/sign-in/")
    assert browser.get(f"/duplicates/{world.one}/{world.one}/").status_code == 404


def test_nobody_merges_oneself(world: Twice) -> None:
    """A coordinator who is a nurse asks a colleague."""
    own = world.account("self", Role.NATIONAL_COORDINATOR, person=world.one)
    assert world.browser(own).get(pair(world)).status_code == 404


@pytest.mark.parametrize("query", ["?by=document", "?after=1990-07-21", "?after=x", "?by=document&from=x", "?page=9"])
def test_the_list_reads_any_address(browser: Browser, query: str) -> None:
    """Whatever somebody types there."""
    assert browser.get(LIST + query).status_code == 200
