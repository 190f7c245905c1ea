"""Who comes into the room: the organisation's own people, and the person to the own record."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from tests.portal.personnel.conftest import Clinic, visible

from tirkelim.identity.models import Account, Role
from tirkelim.register.models import AccessLog, Employment, Person

pytestmark = pytest.mark.django_db
READING = ("", "history/", "timeline/", "?on=2026-01-10")
CHANGING = ("facts/name/", "jobs/add/", "education/add/", "training/add/", "certificates/add/", "death/",
            "abroad/")  # fmt: skip


def pages(person: UUID) -> Iterator[str]:
    """The pages of a record."""
    job = Employment.objects.current().filter(person=person).values_list("line", flat=True).first()
    for page in (*READING, *CHANGING):
        yield f"/personnel/{person}/{page}"
    for page in ("transfer/", "leave/", "correct/", "absence/"):
        yield f"/personnel/{person}/jobs/{job}/{page}"


def statuses(world: Clinic, account: Account | None, person: UUID) -> set[int]:
    """How the pages of a record answer an account."""
    browser = world.browser(account)
    return {browser.get(page).status_code for page in pages(person)}


def test_a_record_is_open_to_its_own_personnel_service_only(world: Clinic) -> None:
    """For others it does not exist; whoever has not signed in is led there."""
    person = world.worker()
    applicant = world.applicant()
    own = world.account("own", Role.APPLICANT, person=person)
    assert statuses(world, world.hr, person) == {200}
    assert statuses(world, None, person) == {302}
    for account in (world.stranger, applicant, own, world.account("admin", Role.ADMINISTRATOR)):
        assert statuses(world, account, person) == {404}, account
    assert statuses(world, world.hr, uuid4()) == {404}


def test_a_head_reads_and_changes_nothing(world: Clinic) -> None:
    """No links to change anything, and no way to do it without them."""
    person = world.worker()
    browser = world.browser(world.head)
    for page in READING:
        assert browser.get(f"/personnel/{person}/{page}").status_code == 200
    for page in set(pages(person)) - {f"/personnel/{person}/{page}" for page in READING}:
        assert browser.get(page).status_code == 404, page
        assert browser.send(page, {}).status_code == 404, page
    assert browser.send(f"/personnel/{person}/training/none/", {}).status_code == 404
    text = browser.text(f"/personnel/{person}/")
    for word in ("Transfer", "Dismiss", "Correct a mistake", "Add education", "Enter that there is none"):
        assert word not in text
    assert "Enter a worker" not in browser.text("/personnel/")
    assert browser.get("/personnel/add/").status_code == 404


def test_departments_and_the_coordinator_read(world: Clinic) -> None:
    """By territory, and everywhere, once they have said what for; another territory sees nothing."""
    person = world.worker()
    why = {"reason": "look.control", "words": ""}
    officer = world.browser(world.officer())
    assert officer.get(f"/personnel/{person}/death/").status_code == 404
    assert officer.post(f"/personnel/{person}/why/", why).status_code == 302
    assert officer.get(f"/personnel/{person}/").status_code == 200
    assert world.browser(world.officer("far", "100000000")).get(f"/personnel/{person}/").status_code == 404
    coordinator = world.browser(world.account("coordinator", Role.NATIONAL_COORDINATOR))
    assert coordinator.post(f"/personnel/{person}/why/", why).status_code == 302
    assert coordinator.get(f"/personnel/{person}/").status_code == 200
    assert coordinator.get("/personnel/").status_code == 404


def test_another_organisations_job_is_not_ours_to_change(world: Clinic) -> None:
    """A person with two employers is read by both; each changes its own job."""
    person = world.worker()
    foreign = world.job(person, world.other_clinic, is_main=False)
    browser = world.browser(world.hr)
    assert browser.get(f"/personnel/{person}/").status_code == 200
    assert browser.get(f"/personnel/{person}/jobs/{foreign}/leave/").status_code == 404
    assert f"jobs/{foreign}/" not in browser.get(f"/personnel/{person}/").content.decode()


def test_pages_that_only_send_are_not_read(world: Clinic) -> None:
    """It leads to the page of the form, and nothing happens."""
    person = world.worker()
    browser = world.browser(world.hr)
    assert browser.get(f"/personnel/{person}/training/none/").headers["Location"] == f"/personnel/{person}/"
    draft = uuid4()
    assert browser.get(f"/personnel/add/{draft}/give-up/").headers["Location"] == f"/personnel/add/{draft}/"


def test_no_page_is_kept_in_a_cache_or_says_the_iin_in_its_address(world: Clinic) -> None:
    """The record is personal; addresses hold ids alone."""
    answer = world.browser(world.hr).get(f"/personnel/{world.worker()}/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not any(char.isdigit() and len(char) == 12 for char in answer.request["PATH_INFO"].split("/"))


def test_the_person_sees_who_looked_and_what_for(world: Clinic) -> None:
    """Each look of others, in words; one's own are kept, but not listed."""
    person = world.worker()
    account = world.account("own", Role.APPLICANT, person=person)
    hr = world.browser(world.hr)
    for page in READING:
        hr.get(f"/personnel/{person}/{page}")
    own = world.browser(account)
    text = own.text("/record/")
    assert text.count("personnel personnel service") == len(READING)
    assert "Read the history of changes" in text
    assert "Read the record as it was on an earlier day" in text
    assert "You read your own record" not in text
    assert AccessLog.objects.filter(person=person, actor=account.id).count() == 1
    assert "Сейітова" in text
    assert "Correct a mistake" not in text
    for other in (world.hr, world.head, world.stranger):
        assert world.browser(other).get("/record/").status_code == 404
    assert world.browser(None).get("/record/").status_code == 302


def test_nothing_is_logged_about_nobody(world: Clinic) -> None:
    """A refused look leaves no line, and an unknown id no error."""
    person = world.worker()
    world.browser(world.stranger).get(f"/personnel/{person}/")
    assert not AccessLog.objects.exists()
    assert Person.objects.filter(pk=person).exists()
    assert "Сейітова" not in visible(world.browser(world.stranger).get(f"/personnel/{person}/"))
