"""Entering a worker: find first, nothing lost, once, and what is missing is said with its paragraph."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.portal.personnel.conftest import ASTANA, TODAY, Browser, Clinic, days, facts_of, visible

from tirkelim.portal.personnel import lookups
from tirkelim.register import queries
from tirkelim.register.models import AccessLog, Certificate, Education, Employment, Person, Training

pytestmark = pytest.mark.django_db

NAME = {
    "surname_kk": "Әбілова",
    "given_kk": "Гүлнұр",
    "patronymic_kk": "",
    "surname_ru": "Абилова",
    "given_ru": "Гульнур",
}
BIRTH = {"sex": "female", "birth_place": "Астана", "citizenship": "KAZ", **days(birth_date=date(1991, 5, 17))}
DOCUMENT = {
    "document_kind": "identity_card", "document_number": "012345678", "document_issuer": "ҚР ІІМ",
    **days(document_issued_on=date(2020, 1, 10), document_expires_on=date(2030, 1, 9)),
}  # fmt: skip
RESIDENCE = {
    "residence_kato": ASTANA, "residence": "Мысал көшесі, 1", "registration_place": "Мысал көшесі, 1",
    "mobile": "8 701 123 45 67", **days(registration_date=date(2019, 2, 1)),
}  # fmt: skip
JOB = {
    "position_words": "мейіргер (мамандандырылған)", "is_main": "yes", "order_number": "12-қ", "specialty": "",
    **days(hired_on=TODAY, order_date=date(2026, 2, 27)),
}  # fmt: skip
EDUCATION = {
    "now": "now", "kind": "technical_vocational", "institution": "Медицина колледжі", "country": "KAZ",
    "specialty": "Мейіргер ісі", "document_number": "ЖБ 1", **days(graduated_on=date(2012, 6, 25)),
}  # fmt: skip
CERTIFICATE = {
    "now": "now", "number": "KZ 11 2233", "specialty": "secondary.nursing", "level": "4.1",
    **days(issued_on=date(2023, 1, 10), valid_until=date(2028, 1, 9)),
}  # fmt: skip
ALL = {"name": NAME, "birth": BIRTH, "document": DOCUMENT, "residence": RESIDENCE, "job": JOB,
       "education": EDUCATION, "certificate": CERTIFICATE, "training": {"now": "none"}}  # fmt: skip


def begin(browser: Browser, iin: str) -> str:
    """Look an IIN up; the address of the draft."""
    answer = browser.post("/personnel/add/", {"by": "iin", "iin": iin})
    assert answer.status_code == 302, visible(answer)
    return str(answer.headers["Location"])


def fill(browser: Browser, draft: str, sections: dict[str, dict[str, str]]) -> None:
    """Fill sections in, each of which must be accepted."""
    for key, data in sections.items():
        answer = browser.post(f"{draft}{key}/", data)
        assert answer.status_code == 302, (key, visible(answer))


def new_iin(world: Clinic) -> str:
    """The number of someone born in May 1991."""
    return world.iin(date(1991, 5, 17))


def test_a_worker_is_entered_with_all_fifteen_items(world: Clinic, browser: Browser) -> None:
    """Section by section; then the record is complete and in time."""
    iin = new_iin(world)
    draft = begin(browser, iin)
    fill(browser, draft, ALL)
    check = browser.text(f"{draft}check/")
    assert "Still missing after this" not in check
    assert "all fifteen items are due on 5 March 2026" in check
    answer = browser.post(f"{draft}check/")
    person = queries.find_person(iin)
    assert person is not None
    assert answer.headers["Location"] == f"/personnel/{person}/"
    facts = facts_of(person)
    assert (facts.patronymic_kk, facts.patronymic_ru, facts.mobile, facts.trained) == ("", "", "+77011234567", False)
    assert facts.birth_date == date(1991, 5, 17)
    job = Employment.objects.current().get()
    assert (job.organisation_id, job.position, job.hired_on, job.is_main) == (world.clinic, 59, TODAY, True)
    assert Education.objects.current().get().institution == "Медицина колледжі"
    assert Certificate.objects.get().number == "KZ 11 2233"
    text = browser.text(f"/personnel/{person}/")
    assert "All fifteen items are entered" in text
    assert "Entered late" not in text


def test_what_is_not_at_hand_may_follow_and_is_listed(world: Clinic, browser: Browser) -> None:
    """Name, birth and job are enough to begin with; the rest is missing by its paragraph."""
    draft = begin(browser, new_iin(world))
    assert "Check and enter" not in browser.text(draft)
    fill(browser, draft, {"name": NAME, "birth": BIRTH, "job": JOB})
    assert "253/2020 p.8(15)" in browser.text(f"{draft}check/")
    person = UUID(browser.post(f"{draft}check/").headers["Location"].split("/")[2])
    text = browser.text(f"/personnel/{person}/")
    assert "6 items of fifteen are missing" in text
    assert "All items are due on 5 March 2026 at the latest" in text
    assert browser.send(f"/personnel/{person}/training/none/", {}).status_code == 302
    assert "5 items of fifteen are missing" in browser.text(f"/personnel/{person}/")
    assert "It is entered that there is none." in browser.text(f"/personnel/{person}/")


def test_nothing_typed_is_lost_on_a_mistake(world: Clinic, browser: Browser) -> None:
    """It comes back on the page itself and when the page is opened again."""
    draft = begin(browser, new_iin(world))
    wrong = {**BIRTH, "birth_place": "Ақкөл ауылы", "birth_date_day": "31", "birth_date_month": "2"}
    answer = browser.post(f"{draft}birth/", wrong)
    assert answer.status_code == 422
    for page in (answer.content.decode(), browser.get(f"{draft}birth/").content.decode()):
        assert "Ақкөл ауылы" in page
        assert 'value="31"' in page
        assert "There is no such date" in page
    assert "There is a problem" in browser.text(draft)
    assert browser.get(f"{draft}check/").headers["Location"] == draft


def test_date_of_birth_and_sex_agree_with_the_iin(world: Clinic, browser: Browser) -> None:
    """They are read from the number, and what contradicts it is refused."""
    draft = begin(browser, new_iin(world))
    page = browser.get(f"{draft}birth/").content.decode()
    assert 'value="1991"' in page
    answer = browser.post(f"{draft}birth/", {**BIRTH, **days(birth_date=date(1991, 5, 18)), "sex": "male"})
    assert "The IIN begins with another date of birth" in visible(answer)
    assert "The seventh digit of the IIN says otherwise" in visible(answer)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("91051720001", "An IIN has twelve digits: there are 11 here"),
        ("91051720000a", "twelve digits and nothing else"),
        ("910517200012", "A digit is wrong or two are swapped"),
        ("", "Write the IIN"),
    ],
)
def test_a_wrong_iin_is_explained_in_plain_words(browser: Browser, typed: str, words: str) -> None:
    """With what to compare, and without counting as a look-up."""
    answer = browser.post("/personnel/add/", {"by": "iin", "iin": typed})
    assert answer.status_code == 422
    assert words in visible(answer)


def test_a_repeated_click_enters_one_person_once(world: Clinic, browser: Browser) -> None:
    """Both answers lead to the same record; so does the back button."""
    draft = begin(browser, new_iin(world))
    fill(browser, draft, ALL)
    session = browser.session
    first = browser.post(f"{draft}check/")
    again = browser.post(f"{draft}check/")
    assert first.headers["Location"] == again.headers["Location"] == browser.get(draft).headers["Location"]
    # The second of two clicks at once still has the draft in its session.
    held = browser.session
    held["personnel"] = session["personnel"]
    held.save()
    assert browser.post(f"{draft}check/").headers["Location"] == first.headers["Location"]
    assert (Person.objects.count(), Employment.objects.count(), Certificate.objects.count()) == (1, 1, 1)


def test_one_person_stands_in_the_register_once(world: Clinic, browser: Browser) -> None:
    """Someone of another organisation is hired, not added: after the surname, and without a look into the record."""
    person = world.person("Жұмабаева", surname_ru="Жумабаева")
    world.job(person, world.other_clinic)
    iin = queries.person_profile(person, TODAY, world.now).identifier("iin") or ""
    draft = begin(browser, iin)
    page = browser.text(draft)
    assert "This person is in the register already" in page
    assert "Жұмабаева" not in page
    assert browser.get(f"{draft}birth/").status_code == 404
    wrong = browser.post(f"{draft}surname/", {"surname": "Ахметова"})
    assert "has another surname" in visible(wrong)
    fill(browser, draft, {"job": JOB})
    assert browser.get(f"{draft}check/").status_code == 302
    fill(browser, draft, {"surname": {"surname": "жумабаева"}})
    answer = browser.post(f"{draft}check/", follow=True)
    assert "Another main job of this person still stands" in visible(answer).replace("&#x27;", "'")
    assert Person.objects.count() == 1
    assert set(Employment.objects.current(TODAY).values_list("organisation_id", flat=True)) == {
        world.clinic, world.other_clinic,
    }  # fmt: skip
    assert AccessLog.objects.filter(person=person, purpose="personnel.find").count() == 1


def test_ones_own_worker_is_found_and_not_entered_again(world: Clinic, browser: Browser) -> None:
    """The look-up leads to the record."""
    person = world.worker()
    iin = queries.person_profile(person, TODAY, world.now).identifier("iin") or ""
    spaced = f"{iin[:6]} {iin[6:]}"
    answer = browser.post("/personnel/add/", {"by": "iin", "iin": spaced}, follow=True)
    assert answer.redirect_chain[0][0] == f"/personnel/{person}/"
    assert "works in your organisation already" in visible(answer)


def test_someone_entered_meanwhile_elsewhere_is_hired_instead(world: Clinic, browser: Browser) -> None:
    """The draft stays, only the job of it is new."""
    iin = new_iin(world)
    draft = begin(browser, iin)
    fill(browser, draft, ALL)
    from tirkelim.register import commands

    commands.add_person(world.command(), {"surname_kk": "Әбілова", "given_kk": "Гүлнұр"}, iin=iin)
    answer = browser.post(f"{draft}check/", follow=True)
    assert "Meanwhile another organisation has entered this person" in visible(answer)
    fill(browser, draft, {"surname": {"surname": "Әбілова"}})
    assert browser.post(f"{draft}check/").headers["Location"].startswith("/personnel/")
    assert Person.objects.count() == 1


def test_looking_numbers_up_is_counted(world: Clinic, browser: Browser, clock: Any) -> None:
    """After thirty look-ups the account waits, in whatever browser; a quarter of an hour later it goes on."""
    numbers = [new_iin(world) for _ in range(lookups.MOST + 1)]
    for number in numbers[:-1]:
        begin(browser, number)
    post = {"by": "iin", "iin": numbers[-1]}
    assert browser.post("/personnel/add/", post).status_code == 429
    assert world.browser(world.hr).post("/personnel/add/", post).status_code == 429
    assert world.browser(world.stranger).post("/personnel/add/", post).status_code == 302
    clock.shift(15 * 60)
    assert browser.post("/personnel/add/", post).status_code == 302


def test_numbers_stand_in_no_address_and_no_log(
    world: Clinic, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    """From the look-up to the record."""
    iin = new_iin(world)
    with caplog.at_level(logging.DEBUG):
        draft = begin(browser, iin)
        fill(browser, draft, ALL)
        location = browser.post(f"{draft}check/").headers["Location"]
    logged = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert iin not in draft + location + logged


def test_a_foreigner_without_iin_is_entered_by_passport(world: Clinic, browser: Browser) -> None:
    """A passport with its country; the missing IIN is listed."""
    data = {"by": "passport", "passport_country": "DEU", "passport_number": "c01x 00t47"}
    draft = browser.post("/personnel/add/", data).headers["Location"]
    latin = {"surname_latin": "Meyer", "given_latin": "Anna"}
    fill(browser, draft, {"name": latin, "birth": {**BIRTH, "citizenship": "DEU"}, "job": JOB})
    browser.post(f"{draft}check/")
    person = queries.find_by_identifier("passport", "DEU:C01X00T47")
    assert person is not None
    assert "Meyer Anna" in browser.text(f"/personnel/{person}/")
    assert "253/2020 p.8(1)" in browser.text(f"/personnel/{person}/")


def test_a_former_title_finds_todays_position(world: Clinic, browser: Browser) -> None:
    """Words that fit several positions are answered with a choice; one's own title is kept."""
    draft = begin(browser, new_iin(world))
    fill(browser, draft, {"name": NAME, "birth": BIRTH})
    answer = browser.post(f"{draft}job/", {**JOB, "position_words": "медсестра"})
    assert answer.status_code == 422
    page = visible(answer)
    assert "Choose the position that is meant" in page
    assert 'value="медсестра"' in answer.content.decode()
    fill(
        browser, draft, {"job": {**JOB, "position_words": "медсестра", "position": "58", "position_title": "медсестра"}}
    )
    browser.post(f"{draft}check/")
    job = Employment.objects.current().get()
    assert (job.position, job.position_title) == (58, "медсестра")


def test_drafts_of_others_and_given_up_ones_are_not_there(world: Clinic, browser: Browser) -> None:
    """A draft lives in its own session."""
    draft = begin(browser, new_iin(world))
    assert world.browser(world.hr).get(draft).status_code == 404
    browser.post(f"{draft}give-up/")
    assert browser.get(draft).status_code == 404
    assert not Training.objects.exists()
