"""The work list, the departures, and the purpose that readers from outside give."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.messages import get_messages
from tests.portal.personnel.conftest import Clinic, days, visible

from tirkelim.identity.models import Account, Role
from tirkelim.register import commands
from tirkelim.register.models import AccessLog, Departure, Employment, PersonIdentifier

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def world(clock: Any) -> Clinic:
    """The clinic on a Monday morning."""
    return Clinic()


def test_what_is_due_today_stands_on_top_with_its_button(world: Clinic) -> None:
    """Hired last Wednesday: Monday is the third working day. The head sees it without a button."""
    person = world.worker(hired_on=date(2026, 2, 25))
    text = world.browser(world.hr).text("/personnel/work/")
    assert "Entry due today" in text
    assert "hired on 25 February 2026" in text
    assert "Fill in" in text
    assert "1 thing to do on 2 March 2026" in text
    assert "Fill in" not in world.browser(world.head).text("/personnel/work/")
    assert f"/personnel/{person}/#missing" in world.browser(world.hr).get("/personnel/work/").content.decode()
    assert world.browser(world.stranger).text("/personnel/work/").count("Nothing is due") == 1
    assert world.browser(world.officer()).get("/personnel/work/").status_code == 404


def test_a_kind_is_chosen_and_names_narrow_it(world: Clinic) -> None:
    """An unknown kind is none."""
    for surname in ("Сейітова", "Ахметова"):
        world.worker(surname, hired_on=date(2026, 2, 20))
    browser = world.browser(world.hr)
    narrowed = visible(browser.post("/personnel/work/?kind=overdue", {"name": "сей"}))
    assert "Ахметова" not in narrowed
    assert "Сейітова" in narrowed
    assert "Ахметова" in browser.text("/personnel/work/?kind=overdue&name=сей"), "a name in an address is not read"
    file = browser.post("/personnel/work/?kind=overdue", {"name": "сей", "format": "csv"})
    written = b"".join(file.streaming_content).decode()
    assert "Сейітова" in written
    assert "Ахметова" not in written, "the file is the list as it was narrowed"
    assert "Nothing stands on this list" in browser.text("/personnel/work/?kind=job_ends")
    assert "Entry overdue" in browser.text("/personnel/work/?kind=nonsense")


def test_the_list_as_a_file_is_told_to_everybody_in_it(world: Clinic) -> None:
    """As every list."""
    person = world.worker(hired_on=date(2026, 2, 20))
    answer: Any = world.browser(world.hr).get("/personnel/work/?kind=overdue&format=csv")
    assert "Сейітова" in b"".join(answer.streaming_content).decode()
    assert AccessLog.objects.filter(person=person, purpose="people.export").count() == 1


def test_a_death_is_confirmed_and_may_be_taken_back(world: Clinic) -> None:
    """Without the word that the consequences were read nothing happens, and nothing typed is lost."""
    person = world.worker()
    second = world.job(person, world.other_clinic, is_main=False)
    browser = world.browser(world.hr)
    page = f"/personnel/{person}/death/"
    text = browser.text(page)
    assert "These jobs with you end on that day" in text
    assert "№ 2 аурухана" in text
    answer = browser.send(page, {**days(on=date(2026, 2, 27)), "reference": "№ 7"})
    assert answer.status_code == 422
    assert "№ 7" in answer.content.decode()
    answer = browser.send(page, {**days(on=date(2026, 2, 27)), "reference": "№ 7", "sure": "on"})
    assert answer.status_code == 302
    assert answer["Location"] == "/personnel/"
    row = Departure.objects.current().get()
    assert (row.person_id, row.on, row.reference) == (person, date(2026, 2, 27), "№ 7")
    assert Employment.objects.current().get(line=second).left_on is None
    other = world.browser(world.stranger).text("/personnel/work/")
    assert "died on 27 February 2026" in other
    assert "Take the death back" in browser.text("/personnel/left/")
    back = f"/personnel/{person}/departures/{row.line}/withdraw/"
    assert "go on again" in browser.text(back)
    assert world.browser(world.officer()).get(back).status_code == 404
    assert browser.send(back, {"sure": "on"}).status_code == 302
    assert not Departure.objects.current().exists()
    assert (
        "Мейіргер" in browser.text(f"/personnel/{person}/") or browser.get(f"/personnel/{person}/").status_code == 200
    )


def test_the_other_hr_ends_its_job_with_what_is_known(world: Clinic) -> None:
    """Day and reason are filled in already."""
    person = world.worker()
    second = world.job(person, world.other_clinic, is_main=False)
    commands.record_death(world.command(world.hr.id), person, date(2026, 2, 27))
    page = world.browser(world.stranger).get(f"/personnel/{person}/jobs/{second}/leave/").content.decode()
    assert 'value="27"' in page
    assert 'value="death" checked' in " ".join(page.split())


def test_abroad_and_back(world: Clinic) -> None:
    """The work may go on; the return opens the way again."""
    person = world.worker()
    browser = world.browser(world.hr)
    sent = {**days(on=date(2026, 2, 20)), "country": "DEU", "reference": "", "end_jobs": "no", "sure": "on"}
    assert browser.send(f"/personnel/{person}/abroad/", sent).status_code == 302
    text = browser.text(f"/personnel/{person}/")
    assert "moved abroad on 20 February 2026" in text
    assert "Moved abroad: end the job?" in browser.text("/personnel/work/")
    assert browser.send(f"/personnel/{person}/return/", days(on=date(2026, 2, 20))).status_code == 422
    assert browser.send(f"/personnel/{person}/return/", days(on=date(2026, 2, 27))).status_code == 302
    assert "moved abroad on" not in browser.text(f"/personnel/{person}/").partition("Departure")[0]


def test_hiring_someone_abroad_offers_the_return_and_the_dead_are_refused(world: Clinic) -> None:
    """Before the job is asked for."""
    away, dead = world.person("Сейітова"), world.person("Ахметова")
    commands.record_emigration(world.command(), away, date(2026, 1, 10), "DEU")
    commands.record_death(world.command(), dead, date(2026, 1, 10))
    browser = world.browser(world.hr)
    answer: Any = browser.send("/personnel/add/", {"by": "iin", "iin": iin_of(away)})
    assert answer["Location"].endswith("/return/")
    assert "moved abroad on 10 January 2026" in browser.text(answer["Location"])
    following = browser.send(answer["Location"], days(on=date(2026, 2, 10)))
    assert following["Location"] == answer["Location"].removesuffix("return/")
    answer = browser.send("/personnel/add/", {"by": "iin", "iin": iin_of(dead)})
    assert answer["Location"] == "/personnel/add/"
    assert "has died" in str([str(one) for one in get_messages(answer.wsgi_request)])


def iin_of(person: UUID) -> str:
    """The person's number."""
    return PersonIdentifier.objects.get(person=person).value


def test_a_claim_is_made_the_main_place(world: Clinic) -> None:
    """Once the other main job has ended; until then both sides see a line."""
    person = world.person()
    old = world.job(person, world.other_clinic, date(2020, 9, 1))
    new = world.job(person, world.clinic, date(2026, 2, 25))
    browser = world.browser(world.hr)
    assert "main job still stands: № 2 аурухана" in browser.text("/personnel/work/?kind=main_waits")
    assert "Main place is elsewhere now" in world.browser(world.stranger).text("/personnel/work/")
    commands.leave(world.command(), old, left_on=date(2026, 2, 24), reason="own_wish")
    assert "Make it the main place" in browser.text("/personnel/work/?kind=main_free")
    assert browser.send(f"/personnel/{person}/jobs/{new}/main/", {"sure": "on"}).status_code == 302
    assert Employment.objects.current(TODAY).get(line=new).is_main


def coordinator(world: Clinic) -> Account:
    """The national coordinator."""
    return world.account("coordinator", Role.NATIONAL_COORDINATOR)


def test_a_reader_from_outside_says_what_for(world: Clinic, clock: Any) -> None:
    """Once an hour for each record; the worker reads it. One's own personnel service needs none."""
    person = world.worker()
    other = world.worker("Ахметова")
    browser = world.browser(coordinator(world))
    record = f"/personnel/{person}/"
    answer = browser.get(f"{record}history/")
    assert answer["Location"] == f"{record}why/?next=%2Fpersonnel%2F{person}%2Fhistory%2F"
    assert "Сейітова" not in browser.text(answer["Location"])
    assert browser.post(answer["Location"], {"reason": "look.other", "words": ""}).status_code == 422
    assert browser.post(answer["Location"], {"words": "a"}).status_code == 422
    opened = browser.post(answer["Location"], {"reason": "look.appeal", "words": "№ 15"})
    assert opened["Location"] == f"{record}history/"
    assert browser.get(opened["Location"]).status_code == 200
    assert browser.get(record).status_code == 200
    assert browser.get(f"/personnel/{other}/").status_code == 302
    assert AccessLog.objects.filter(person=person, purpose="look.appeal: № 15").count() == 2
    assert not AccessLog.objects.filter(person=person, purpose="personnel.read").exists()
    worker = world.account("own", Role.APPLICANT, person=person)
    text = world.browser(worker).text("/record/")
    assert "To answer a request of the worker or of an organisation: № 15" in text
    clock.shift(timedelta(hours=1, minutes=1))
    assert browser.get(record).status_code == 302
    assert world.browser(world.hr).get(record).status_code == 200


def test_the_way_back_leads_nowhere_else(world: Clinic) -> None:
    """Only to pages of that record."""
    person = world.worker()
    browser = world.browser(coordinator(world))
    for after in ("https://example.org/", "/desk/", "//example.org", ""):
        answer = browser.post(f"/personnel/{person}/why/?next={after}", {"reason": "look.report", "words": ""})
        assert answer["Location"] == f"/personnel/{person}/"
    assert world.browser(world.officer("far", "100000000")).get(f"/personnel/{person}/why/").status_code == 404
    assert visible(world.browser(None).get(f"/personnel/{person}/why/")) == ""
