"""Changing a record: wrong entries and changed facts, jobs, leave, dismissal, learning; history and the two days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.portal.personnel.conftest import TODAY, Browser, Clinic, days, facts_of, visible

from tirkelim.identity.models import Role
from tirkelim.journal.models import Change
from tirkelim.register import queries
from tirkelim.register.models import Absence, Education, Employment, PersonFact, Training

pytestmark = pytest.mark.django_db
NAME = {"surname_kk": "Сейітова", "given_kk": "Әсем"}
POSITION = {
    "position_words": "Фельдшер",
    "is_main": "yes",
    "order_number": "7-қ",
    "specialty": "",
    "position_title": "",
}


def job_of(person: UUID) -> UUID:
    """The line of a person's job."""
    return Employment.objects.current().filter(person=person).values_list("line", flat=True)[0]


@pytest.mark.parametrize(
    ("surname", "is_taken"),
    [
        ("Әбдіхалық-Сейтова", True),
        ("О’Коннор", True),
        ("Ли Мин Хо", True),
        ("<script>alert(1)</script>", False),
        ("Сейітова1", False),
        ("--", False),
        ("Ә" * 100, True),
        ("Ә" * 120, False),
    ],
)
def test_a_name_is_made_of_letters_and_fits_on_a_document(
    world: Clinic, browser: Browser, surname: str, is_taken: bool
) -> None:
    """What is accepted here is printed on certificates."""
    answer = browser.send(
        f"/personnel/{world.worker()}/facts/name/",
        {"surname_kk": surname, "given_kk": "Ә" * 90, "how": "wrong"},
    )
    assert (answer.status_code == 302) is is_taken


def test_a_wrong_entry_is_corrected_and_the_old_one_stays_in_the_history(world: Clinic, browser: Browser) -> None:
    """It was never so; the history says who and what."""
    person = world.worker()
    page = f"/personnel/{person}/facts/name/"
    assert browser.send(page, {**NAME, "given_kk": "Әсемай", "how": "wrong"}).status_code == 302
    assert facts_of(person).given_kk == "Әсемай"
    assert PersonFact.objects.current().filter(person=person).count() == 1
    history = browser.text(f"/personnel/{person}/history/")
    assert "A mistake was corrected" in history
    assert "was Әсем → becomes Әсемай" in history
    assert "known since 2 March 2026, personnel" in browser.text(f"/personnel/{person}/")


def test_a_new_surname_holds_from_its_day(world: Clinic, browser: Browser) -> None:
    """Before that day the old one was right; without a day the page asks for it and loses nothing."""
    person = world.worker()
    page = f"/personnel/{person}/facts/name/"
    changed = {**NAME, "surname_kk": "Ахметова", "how": "changed"}
    asked = browser.send(page, changed)
    assert asked.status_code == 422
    assert "Write since which day it is so" in visible(asked)
    assert "Ахметова" in asked.content.decode()
    browser.send(page, {**changed, **days(changed_on=date(2026, 2, 14))})
    assert queries.person_facts(person, date(2026, 2, 13), world.now + timedelta(days=3)).surname_kk == "Сейітова"  # type: ignore[union-attr]
    assert facts_of(person).surname_kk == "Ахметова"
    assert "holds since: 14 February 2026" in browser.text(f"/personnel/{person}/history/")


def test_nothing_is_written_where_nothing_is_new(world: Clinic, browser: Browser) -> None:
    """Saving what is there already leaves no trace."""
    person = world.worker()
    before = Change.objects.count()
    answer = browser.post(f"/personnel/{person}/facts/name/", {**NAME, "how": "wrong", "command": uuid4()}, follow=True)
    assert "Nothing was changed" in visible(answer)
    assert Change.objects.count() == before


def test_the_record_of_another_day(world: Clinic, clock: Any) -> None:
    """Two days: what held, and as it was known; nothing can be changed there."""
    person = world.worker(birth_place="Астана")
    clock.shift(timedelta(days=2))
    browser = world.browser(world.hr)
    browser.send(
        f"/personnel/{person}/facts/birth/",
        {
            "sex": "female",
            "birth_place": "Ақмола",
            "citizenship": "",
            "how": "wrong",
            **days(birth_date=date(1990, 7, 21)),
        },
    )
    clock.shift(timedelta(days=2))
    browser = world.browser(world.hr)

    def seen(valid: date, known: date) -> str:
        return browser.text(f"/personnel/{person}/?on={valid}&known={known}")

    assert "Place of birth Астана" in seen(TODAY, TODAY)
    assert "Place of birth Астана" in seen(TODAY + timedelta(days=3), TODAY + timedelta(days=1))
    assert "Place of birth Ақмола" in seen(TODAY, TODAY + timedelta(days=2))
    assert "did not know this person yet" in seen(TODAY, date(2026, 2, 1))
    assert "Nothing can be changed here" in seen(TODAY, TODAY + timedelta(days=1))
    assert "There is no such date" in browser.text(f"/personnel/{person}/?on=2026-02-31")
    before = seen(date(2025, 8, 31), TODAY)
    assert "No job" not in before  # the whole history known then is shown
    assert "Transfer" not in before


def test_a_transfer_goes_on_in_the_same_job(world: Clinic, browser: Browser) -> None:
    """From its day on; twice the same click is one transfer."""
    person = world.worker()
    page = f"/personnel/{person}/jobs/{job_of(person)}/transfer/"
    command = uuid4()
    data = {**POSITION, **days(transferred_on=date(2026, 2, 16), order_date=date(2026, 2, 13))}
    for _ in range(2):
        assert browser.send(page, data, command).status_code == 302
    rows = Employment.objects.current().order_by("valid_from")
    assert [(row.position, row.valid_from) for row in rows] == [(59, date(2025, 9, 1)), (56, date(2026, 2, 16))]
    text = browser.text(f"/personnel/{person}/")
    assert "Transfer 16 February 2026: Feldsher" in text
    early = browser.send(page, {**data, **days(transferred_on=date(2025, 8, 31))})
    assert early.status_code == 422
    assert "This day lies outside the job" in visible(early)


def test_a_form_sent_before_with_other_words_is_not_taken_for_the_same(world: Clinic, browser: Browser) -> None:
    """The back button after an edit: the page says so and keeps what was typed."""
    person = world.worker()
    page, command = f"/personnel/{person}/training/add/", uuid4()
    data = {"programme": "ЭКГ", "organisation_name": "Институт", "hours": "54", **days(completed_on=date(2026, 1, 30))}
    assert browser.send(page, data, command).status_code == 302
    again = browser.send(page, {**data, "programme": "ЭКГ негіздері"}, command)
    assert again.status_code == 422
    assert "This form was sent before" in visible(again)
    assert "ЭКГ негіздері" in again.content.decode()
    assert Training.objects.count() == 1


def test_a_dismissal_has_a_reason_and_can_be_taken_back(world: Clinic, browser: Browser, clock: Any) -> None:
    """After the last day the record is closed; the list of those who left opens the way back."""
    person = world.worker()
    job = job_of(person)
    page = f"/personnel/{person}/jobs/{job}/leave/"
    assert "choose one of the options" in visible(browser.send(page, days(left_on=TODAY)))
    other = browser.send(page, {**days(left_on=TODAY), "reason": "other"})
    assert "Write the reason in a few words" in visible(other)
    data = {**days(left_on=date(2026, 2, 28)), "reason": "own_wish", "order_number": "3-ж"}
    assert browser.send(page, data).headers["Location"] == "/personnel/"
    assert browser.get(f"/personnel/{person}/").status_code == 404
    assert Employment.objects.current().get().leave_reason == "own_wish"
    restore = f"/personnel/{person}/jobs/{job}/restore/"
    assert restore in browser.get("/personnel/left/").content.decode()
    assert world.browser(world.stranger).get(restore).status_code == 404
    assert browser.send(restore, {}).headers["Location"] == f"/personnel/{person}/"
    history = browser.text(f"/personnel/{person}/history/")
    assert "Dismissal taken back" in history
    assert "Own wish" in history


def test_leave_and_second_job(world: Clinic, browser: Browser) -> None:
    """The job goes on; a second one stands beside it."""
    person = world.worker()
    leave = f"/personnel/{person}/jobs/{job_of(person)}/absence/"
    assert browser.send(leave, {"kind": "child_care", **days(started_on=date(2026, 2, 1))}).status_code == 302
    assert "its end is not known yet" in browser.text(f"/personnel/{person}/")
    twice = browser.send(leave, {"kind": "unpaid", **days(started_on=date(2026, 2, 20))})
    assert "Another leave covers these days already" in visible(twice)
    row = Absence.objects.current().get()
    browser.send(f"/personnel/{person}/absences/{row.line}/", days(ended_on=date(2026, 2, 27)))
    assert "1 February 2026 – 27 February 2026" in browser.text(f"/personnel/{person}/")
    second = {**POSITION, "is_main": "no", **days(hired_on=date(2026, 2, 2))}
    assert browser.send(f"/personnel/{person}/jobs/add/", second).status_code == 302
    assert Employment.objects.current(TODAY).count() == 2


def test_a_wrong_day_of_hiring_is_corrected(world: Clinic, browser: Browser) -> None:
    """With the position at the same time, as two changes."""
    person = world.worker()
    page = f"/personnel/{person}/jobs/{job_of(person)}/correct/"
    html = browser.get(page).content.decode()
    assert 'value="2025"' in html
    data = {**POSITION, **days(hired_on=date(2025, 8, 1))}
    assert browser.send(page, data).status_code == 302
    row = Employment.objects.current().get()
    assert (row.hired_on, row.valid_from, row.position) == (date(2025, 8, 1), date(2025, 8, 1), 56)


def test_education_certificate_and_their_corrections(world: Clinic, browser: Browser) -> None:
    """Added and corrected; a number that is taken is said so."""
    person = world.worker()
    data = {"kind": "residency", "institution": "АМУ", "country": "KAZ", **days(graduated_on=date(2020, 6, 30))}
    assert browser.send(f"/personnel/{person}/education/add/", data).status_code == 302
    row = Education.objects.current().get()
    page = f"/personnel/{person}/education/{row.line}/"
    assert 'value="АМУ"' in browser.get(page).content.decode()
    assert browser.send(page, {**data, "institution": "Астана медицина университеті"}).status_code == 302
    assert Education.objects.current().get().institution == "Астана медицина университеті"
    assert browser.get(f"/personnel/{person}/training/{row.line}/").status_code == 404
    certificate = {"number": "77-А", "specialty": "secondary.nursing", **days(issued_on=date(2024, 2, 1))}
    assert browser.send(f"/personnel/{person}/certificates/add/", certificate).status_code == 302
    taken = browser.send(f"/personnel/{person}/certificates/add/", certificate)
    assert "a certificate with this number already" in visible(taken)
    text = browser.text(f"/personnel/{person}/")
    assert "Valid until without limit" in text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_is_left_over(world: Clinic, browser: Browser, language: str) -> None:
    """In no corner of the room; the account's name alone is in Latin letters."""
    person = world.worker()
    browser.send(f"/personnel/{person}/facts/name/", {**NAME, "given_kk": "Әсемай", "how": "wrong"})
    account = world.account("own", Role.APPLICANT, person=person)
    pages = [f"/personnel/{person}/{page}" for page in (
        "", "history/", "as-of/", "facts/name/", "facts/birth/", "facts/document/", "facts/residence/", "jobs/add/",
        "education/add/", "training/add/", "certificates/add/", f"jobs/{job_of(person)}/leave/",
        f"jobs/{job_of(person)}/absence/", f"jobs/{job_of(person)}/transfer/",
    )]  # fmt: skip
    hr = world.browser(world.hr, language)
    for page in ["/personnel/", "/personnel/left/", "/personnel/add/", *pages]:
        assert latin_words(hr.get(page)) <= {"personnel", "XLSX"}, page
    assert latin_words(world.browser(account, language).get("/record/")) <= {"personnel", "JSON"}


def latin_words(answer: Any) -> set[str]:
    """Words in Latin letters in the main part of a page."""
    main = (
        answer.content.decode()
        .partition('<main class="govuk-main-wrapper"')[2]
        .partition(">")[2]
        .partition("</main>")[0]
    )
    return set(re.findall(r"[A-Za-z]{4,}", re.sub(r"<[^>]*>", " ", main)))
