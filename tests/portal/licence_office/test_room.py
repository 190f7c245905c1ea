"""The department's room of licences: finding, the page on any day, what officers record, who comes in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in

from tirkelim.cases.models import Outbox
from tirkelim.identity.models import Role
from tirkelim.journal.change import change
from tirkelim.register.commands.licences import LicenceEventTerms, write_licence_event
from tirkelim.register.licence_queries import licence_on
from tirkelim.register.licence_status import LicenceStatus
from tirkelim.register.models import AccessLog, Licence, LicenceEventKind
from tirkelim.services.licence.models import ToldShortage

pytestmark = pytest.mark.usefixtures("clock")
LIST = "/licence-office/"


def page(browser: Client, address: str, **query: Any) -> str:
    """A page that is there."""
    answer = browser.get(address, query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode().replace("\u00a0", " ")


def of(licence: Licence, *further: str) -> str:
    """An address of the licence."""
    return f"{LIST}{licence.id}/" + "".join(f"{part}/" for part in further)


def status(licence: Licence, office: LicenceOffice) -> LicenceStatus:
    """What it is worth now."""
    now = office.now + timedelta(hours=2)
    return licence_on(licence, now.date(), now).status.status


def form(office: LicenceOffice, **given: str) -> dict[str, str]:
    """A suspension of today, as typed."""
    day = office.now.date()
    usual = {
        "command": str(uuid4()), "step": "look", "ground": "violation", "reference": "№ 7 акт, 02.03.2026",
        "on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year), "note": "",
        "until_day": "", "until_month": "", "until_year": "",
    }  # fmt: skip
    return usual | given


# --- finding ---


def test_the_list_shows_what_the_office_keeps(browser: Client, office: LicenceOffice, licence: Licence) -> None:
    shown = page(browser, LIST)
    assert licence.number in shown
    assert "«Шипа» клиникасы" in shown
    assert "1 valid annex" in shown
    far = sign_in(office.officer("far", "750000000"), "en")
    assert licence.number not in page(far, LIST)
    assert far.get(of(licence)).status_code == 404


@pytest.mark.parametrize("typed", ["шипа", "Ши кли"])
def test_a_name_is_found_by_the_beginnings_of_its_words(browser: Client, licence: Licence, typed: str) -> None:
    answer = browser.post(LIST, {"words": typed})
    assert answer.status_code == 200
    assert licence.number in answer.content.decode()


def test_a_number_leads_to_the_licence_and_a_bin_finds_it(browser: Client, licence: Licence) -> None:
    typed = f"{licence.number[:4].lower()} {licence.number[4:]}"
    assert browser.post(LIST, {"words": typed}).headers["Location"] == of(licence)
    assert licence.organisation is not None
    assert licence.number in browser.post(LIST, {"words": licence.organisation.bin}).content.decode()


def test_nothing_found_is_said_and_what_was_typed_stands(browser: Client, licence: Licence) -> None:
    answer = browser.post(LIST, {"words": "Жоқ клиника"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Your office keeps no licence" in shown
    assert "Жоқ клиника" in shown


def test_filters_by_status_subtype_and_shortage(browser: Client, office: LicenceOffice, licence: Licence) -> None:
    def finds(**given: str) -> bool:
        return licence.number in browser.post(LIST, given).content.decode()

    assert finds(validity="valid")
    assert not finds(validity="suspended")
    assert finds(subtype="1.2")
    assert not finds(subtype="5")
    assert not finds(short="on")
    annex = licence.annexes.get()
    with change(office.command(), "test.short") as made:
        ToldShortage.objects.create(
            annex=annex.id, subtype="1.2", rule="x", office=licence.office, since=office.now.date(),
            found=0, least=1, change=made,
        )  # fmt: skip
    assert finds(short="on")
    assert "Staff is short" in page(browser, LIST)


# --- the page ---


def test_the_page_shows_annexes_history_and_what_can_be_done(browser: Client, licence: Licence) -> None:
    shown = page(browser, of(licence))
    for said in ("Annex 001", "Астана, Сарыарқа даңғылы, 12", "The licence is issued", "Suspend", "Withdraw"):
        assert said in shown
    assert "Resume" not in shown


def test_a_past_day_is_answered(browser: Client, office: LicenceOffice, licence: Licence) -> None:
    before = page(browser, of(licence), on="2020-01-01")
    assert "as of 1 January 2020" in before
    assert "Not issued yet" in before
    day = {"on_day": "1", "on_month": "1", "on_year": "2020"}
    assert "as of 1 January 2020" in page(browser, of(licence), **day)
    wrong = browser.get(of(licence), day | {"on_month": "13"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_heads_and_the_coordinator_read_and_do_nothing(office: LicenceOffice, licence: Licence, language: str) -> None:
    readers = (
        office.account("dep-head", Role.DEPARTMENT_HEAD, territory="710000000"),
        office.account("coordinator", Role.NATIONAL_COORDINATOR),
    )
    for account in readers:
        browser = sign_in(account, language)
        shown = page(browser, of(licence))
        assert of(licence, "suspend") not in shown
        assert browser.get(of(licence, "suspend")).status_code == 404
        assert browser.post(of(licence, "suspend"), form(office)).status_code == 404
        assert browser.get(f"{LIST}enter/").status_code == 404


def test_others_find_nothing(office: LicenceOffice, licence: Licence) -> None:
    for account in (office.head, office.inspector, office.applicant("someone")):
        browser = sign_in(account, "en")
        assert browser.get(LIST).status_code == 404
        assert browser.get(of(licence)).status_code == 404


def test_looks_at_an_individuals_licence_are_logged(browser: Client, office: LicenceOffice) -> None:
    own = office.granted(office.applicant("doctor"))
    browser.get(of(own))
    assert own.person_id is not None
    assert AccessLog.objects.filter(person=own.person_id, purpose="licence.read").exists()


# --- what officers record ---


def test_a_suspension_is_looked_at_twice_and_then_written(
    browser: Client, office: LicenceOffice, licence: Licence
) -> None:
    assert browser.get(of(licence, "suspend")).status_code == 200
    look = browser.post(of(licence, "suspend"), form(office))
    assert "The public register shows it at once" in look.content.decode()
    assert status(licence, office) is LicenceStatus.VALID
    answer = browser.post(of(licence, "suspend"), form(office, step="do"))
    assert answer.headers["Location"] == of(licence)
    assert status(licence, office) is LicenceStatus.SUSPENDED
    assert Outbox.objects.filter(kind="notice", body__what="licence_suspended", to=str(office.head.person)).exists()
    shown = page(browser, of(licence))
    assert "Violation of the requirements, found by a control" in shown
    assert "№ 7 акт, 02.03.2026" in shown
    assert "Resume" in shown
    browser.post(of(licence, "resume"), form(office, ground="mended", step="do"))
    assert status(licence, office) is LicenceStatus.VALID


def test_an_annex_is_suspended_for_a_term(browser: Client, office: LicenceOffice, licence: Licence) -> None:
    annex = licence.annexes.get()
    last = office.now.date() + timedelta(days=10)
    term = {"until_day": str(last.day), "until_month": str(last.month), "until_year": str(last.year)}
    address = of(licence, "annexes", str(annex.id), "suspend")
    assert "Suspend annex 001" in page(browser, address)
    browser.post(address, form(office, step="do", **term))
    event = licence.events.get()
    assert (event.annex, event.until) == (annex, last)
    assert status(licence, office) is LicenceStatus.VALID


def test_going_back_keeps_what_was_typed(browser: Client, office: LicenceOffice, licence: Licence) -> None:
    answer = browser.post(of(licence, "withdraw"), form(office, ground="court", step="change"))
    assert answer.status_code == 200
    assert "№ 7 акт" in answer.content.decode()
    assert not licence.events.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reference": ""}, "Fill this in"),
        ({"ground": ""}, "Choose one of the options"),
        ({"on_year": "2020"}, "The date must be"),
        ({"on_year": "2030"}, "The date must be"),
        ({"until_day": "1", "until_month": "1", "until_year": "2020"}, "The last day lies before the first"),
    ],
)
def test_errors_say_what_is_wrong_and_nothing_is_lost(
    browser: Client, office: LicenceOffice, licence: Licence, given: dict[str, str], said: str
) -> None:
    answer = browser.post(of(licence, "suspend"), form(office, note="Ескертпе мәтіні", **given))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Ескертпе мәтіні" in answer.content.decode()
    assert not licence.events.exists()


def test_a_second_officer_is_told_that_it_was_done(browser: Client, office: LicenceOffice, licence: Licence) -> None:
    browser.post(of(licence, "terminate"), form(office, ground="own_request", step="do"))
    assert status(licence, office) is LicenceStatus.TERMINATED
    answer = browser.post(of(licence, "terminate"), form(office, ground="own_request", step="do"))
    assert answer.status_code == 422
    assert "It has ended already" in answer.content.decode()
    assert browser.get(of(licence, "terminate")).headers["Location"] == of(licence)
    assert browser.get(of(licence, "explode")).status_code == 404


# --- earlier licences ---


def earlier(office: LicenceOffice, licence: Licence, **given: str) -> dict[str, str]:
    """A paper licence of the clinic, as typed."""
    assert licence.organisation is not None
    usual = {
        "command": str(uuid4()), "step": "look", "holder": licence.organisation.bin, "number": "1500 0123",
        "issued_on_day": "1", "issued_on_month": "6", "issued_on_year": "2015", "office": "710000000",
        "original": "paper", "annexes": "1", "a0-number": "001", "a0-issued_on_day": "1", "a0-issued_on_month": "6",
        "a0-issued_on_year": "2015", "a0-kato": "710000000", "a0-address": "Сейфуллин, 8", "a0-name": "",
        "a0-subtypes": "1", "a0-s0-code": "1.2", "a0-s0-specialty": "",
    }  # fmt: skip
    return usual | given


ENTER = f"{LIST}enter/"


def test_an_earlier_licence_is_entered(browser: Client, office: LicenceOffice, licence: Licence) -> None:
    assert "Enter an earlier licence" in page(browser, ENTER)
    look = browser.post(ENTER, earlier(office, licence))
    assert "Сейфуллин, 8" in look.content.decode()
    assert not Licence.objects.filter(number="15000123").exists()
    answer = browser.post(ENTER, earlier(office, licence, step="do"))
    row = Licence.objects.get(number="15000123")
    assert answer.headers["Location"] == of(row)
    assert (row.issued_on, row.on_paper) == (date(2015, 6, 1), True)
    assert "On paper" in page(browser, of(row))


def test_the_page_grows_by_its_own_buttons(browser: Client, office: LicenceOffice, licence: Licence) -> None:
    grown = browser.post(ENTER, earlier(office, licence, step="subtype:0")).content.decode()
    assert 'name="a0-s1-code"' in grown
    assert "Сейфуллин, 8" in grown
    assert "error-summary" not in grown
    more = browser.post(ENTER, earlier(office, licence, step="annex")).content.decode()
    assert 'name="a1-number"' in more
    assert 'value="002"' in more
    less = browser.post(ENTER, earlier(office, licence, step="fewer", annexes="2")).content.decode()
    assert 'name="a1-number"' not in less


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"holder": "123456789012"}, "one of these is wrong"),
        ({"number": "77"}, "Check the number"),
        ({"a0-s0-code": "1.3"}, "Choose the specialty"),
        ({"a0-issued_on_year": "2014"}, "This day lies before the issue"),
        ({"a0-subtypes": "2", "a0-s1-code": "1.2"}, "This stands twice"),
        ({"office": "750000000"}, "Choose one of the options"),
    ],
)
def test_an_earlier_licence_with_a_mistake_is_not_entered(
    browser: Client, office: LicenceOffice, licence: Licence, given: dict[str, str], said: str
) -> None:
    answer = browser.post(ENTER, earlier(office, licence) | {"step": "do"} | given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Сейфуллин, 8" in answer.content.decode()
    assert Licence.objects.count() == 1


def test_events_of_all_kinds_stand_in_the_history_in_words(
    browser: Client, office: LicenceOffice, licence: Licence
) -> None:
    with change(office.command(), "test.events") as made:
        for kind in LicenceEventKind:
            terms = LicenceEventTerms(kind=kind, on=office.now.date(), ground="court", reference=kind.value)
            write_licence_event(made, licence, terms)
    shown = page(browser, of(licence))
    assert all(kind.value in shown for kind in LicenceEventKind)
