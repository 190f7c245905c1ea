"""The local body's room of certificates of conformity: finding one, its whole life, withdrawal, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.services.conformity.office import ALMATY_CITY, ASTANA, LocalBody

from tirkelim.identity.models import Account, Role
from tirkelim.law.standards.services import Action
from tirkelim.register.conformity_queries import held_on
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import AccessLog, ConformityCertificate, ConformityEventKind
from tirkelim.services.conformity.notices import Notice, give_notice

pytestmark = pytest.mark.django_db
ROOM = "/conformity-office/certificates/"
REFERENCE = "Еңбек инспекциясының № 44 актісі, 05.03.2022: хирург болып жұмыс істеген"


@pytest.fixture
def office(db: None) -> LocalBody:
    """A local body without certificates."""
    return LocalBody()


@pytest.fixture
def holder(office: LocalBody) -> Account:
    """Someone who holds one."""
    return office.foreigner()


@pytest.fixture
def certificate(office: LocalBody, holder: Account) -> ConformityCertificate:
    """Given on the first of March 2022."""
    return office.granted(holder)


@pytest.fixture(autouse=True)
def clock(office: LocalBody, certificate: ConformityCertificate) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages, a week later."""
    with time_machine.travel(office.later(days=7) + timedelta(hours=2), tick=False) as travelled:
        yield travelled


@pytest.fixture
def client(office: LocalBody, clock: time_machine.Coordinates) -> Client:
    """The officer's browser."""
    return sign_in(office.employment_officer, "en")


def listed(response: Any) -> list[str]:
    return [line.number for line in response.context["lines"]]


# --- finding ----------------------------------------------------------------------------------------------------------


def test_the_room_lists_the_certificates_of_the_office(client: Client, certificate: ConformityCertificate) -> None:
    shown = client.get(ROOM)
    assert listed(shown) == [certificate.number]
    for said in ("Yılmaz Deniz", "Oncologist", "Valid"):
        assert said in words(shown)


def test_by_number_it_goes_to_the_page(client: Client, certificate: ConformityCertificate) -> None:
    found = client.post(ROOM, {"sought": certificate.number.lower()})
    assert found.status_code == 302
    assert found["Location"] == f"{ROOM}{certificate.id}/"


@pytest.mark.parametrize("name", ["Yılmaz", "yılmaz deniz", "Deniz Yıl"])
def test_by_the_name_of_the_holder(client: Client, certificate: ConformityCertificate, name: str) -> None:
    assert listed(client.post(ROOM, {"sought": name})) == [certificate.number]


@pytest.mark.parametrize("sought", ["KZ00AAA00000000", "Nobody", ""])
def test_what_is_not_there(client: Client, sought: str) -> None:
    shown = client.post(ROOM, {"sought": sought})
    assert shown.status_code == 422
    assert shown.context["form"].errors["sought"]


# --- its life ---------------------------------------------------------------------------------------------------------


def test_the_page_tells_its_whole_life(
    office: LocalBody, holder: Account, certificate: ConformityCertificate, client: Client
) -> None:
    case = office.ready(holder, Action.EXTEND, certificate.number, answers={"contract": {"signed_on": "2022-03-07"}})
    office.decide(office.employment_officer, case, "grant")
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        shown = client.get(f"{ROOM}{certificate.id}/")
    for said in ("Yılmaz Deniz", "Oncologist", certificate.number, "Extended", "№ 5 қалалық емхана", "27 March 2023"):
        assert said in words(shown)
    assert AccessLog.objects.filter(person=holder.person, purpose="conformity.read").count() == 1


def test_a_lost_one_leads_to_its_duplicate(
    office: LocalBody, holder: Account, certificate: ConformityCertificate, client: Client
) -> None:
    answers = {"loss": {"noticed_on": "2022-03-07"}}
    case = office.ready(holder, Action.DUPLICATE, certificate.number, answers=answers)
    office.decide(office.employment_officer, case, "grant")
    duplicate = ConformityCertificate.objects.get(earlier=certificate)
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        old, new = (words(client.get(f"{ROOM}{row.id}/")) for row in (certificate, duplicate))
    assert "Reported lost or damaged" in old
    assert duplicate.number in old
    assert certificate.number in new


# --- withdrawal -------------------------------------------------------------------------------------------------------


def fill(client: Client, certificate: ConformityCertificate, step: str, **boxes: str) -> Any:
    address = f"{ROOM}{certificate.id}/withdraw/"
    typed = {"reference": REFERENCE, "on_day": "5", "on_month": "3", "on_year": "2022"} | boxes
    return client.post(address, {**hidden(client.get(address)), **typed, "step": step}, follow=True)


def test_withdrawal_after_a_second_look(client: Client, certificate: ConformityCertificate) -> None:
    look = fill(client, certificate, "look")
    assert look.status_code == 200
    assert REFERENCE in words(look)
    assert held_on(certificate, date(2022, 3, 8)).status.status is ConformityStatus.VALID

    done = fill(client, certificate, "do")
    assert "It is withdrawn" in words(done)
    status = held_on(certificate, date(2022, 3, 8)).status
    assert (status.status, status.since) == (ConformityStatus.WITHDRAWN, date(2022, 3, 5))
    assert REFERENCE in words(client.get(f"{ROOM}{certificate.id}/"))
    again = client.get(f"{ROOM}{certificate.id}/withdraw/", follow=True)
    assert "There is nothing to withdraw" in words(again)


@pytest.mark.parametrize(
    ("boxes", "field"),
    [({"reference": " "}, "reference"), ({"on_year": "2021"}, "on"), ({"on_day": "31", "on_month": "12"}, "on")],
)
def test_what_cannot_be_so_is_told_and_nothing_typed_is_lost(
    client: Client, certificate: ConformityCertificate, boxes: dict[str, str], field: str
) -> None:
    shown = fill(client, certificate, "do", **boxes)
    assert shown.status_code == 422
    assert list(shown.context["form"].errors) == [field]
    if field == "on":
        assert REFERENCE in words(shown)
    assert not certificate.events.exists()


# --- whose it is ------------------------------------------------------------------------------------------------------


def test_who_comes_in(office: LocalBody, holder: Account, certificate: ConformityCertificate) -> None:
    readers = {
        "officer": office.employment_officer,
        "head": office.account("bodyhead", Role.EMPLOYMENT_HEAD, territory=ASTANA),
        "coordinator": office.account("coordinator", Role.NATIONAL_COORDINATOR),
    }
    strangers = {
        "health": office.officer("health"),
        "member": office.member,
        "holder": holder,
        "hr": office.account("personnel", Role.HR_OFFICER, organisation=office.organisation()),
        "quality": office.account("quality", Role.QUALITY_BODY),
        "ministry": office.account("ministry", Role.MINISTRY_OFFICER),
    }
    for name, account in {**readers, **strangers}.items():
        expected = 200 if name in readers else 404
        browser = sign_in(account)
        assert browser.get(ROOM).status_code == expected, name
        assert browser.get(f"{ROOM}{certificate.id}/").status_code == expected, name
        wanted = 200 if name == "officer" else 404
        assert browser.get(f"{ROOM}{certificate.id}/withdraw/").status_code == wanted, name


def test_another_region_finds_nothing(office: LocalBody, certificate: ConformityCertificate) -> None:
    browser = sign_in(office.account("almaty", Role.EMPLOYMENT_OFFICER, territory=ALMATY_CITY))
    assert listed(browser.get(ROOM)) == []
    assert browser.post(ROOM, {"sought": certificate.number}).status_code == 422
    assert browser.post(ROOM, {"sought": "Yılmaz"}).status_code == 422
    assert browser.get(f"{ROOM}{certificate.id}/").status_code == 404


def test_the_public_is_asked_to_sign_in(certificate: ConformityCertificate) -> None:
    for tail in ("", f"{certificate.id}/", f"{certificate.id}/withdraw/"):
        assert Client().get(f"{ROOM}{tail}").status_code == 302


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_in_every_language(office: LocalBody, certificate: ConformityCertificate, language: str) -> None:
    browser = sign_in(office.employment_officer, language)
    for tail in ("", f"{certificate.id}/", f"{certificate.id}/withdraw/"):
        assert browser.get(f"{ROOM}{tail}").status_code == 200


# --- what a complaint changed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "said"), [(Action.REISSUE, "Restored"), (Action.EXTEND, "The extension is taken back")]
)
def test_what_a_second_refusal_took_back_stands_in_the_history(
    office: LocalBody, holder: Account, certificate: ConformityCertificate, action: Action, said: str
) -> None:
    office.later(days=30)
    case = office.ready(holder, action, certificate.number)
    office.decide(office.employment_officer, case, "grant")
    head = office.account("head", Role.EMPLOYMENT_HEAD, territory=ASTANA)
    made: Any = office.do(holder, office.fresh(case), "complain", instance="head", text="Қате")
    upheld = {"complaint": made.result["complaint"], "reason": "Қайта қаралсын"}
    office.do(head, office.fresh(case), "uphold_complaint", **upheld)
    office.checked(office.fresh(case), "untrue")
    office.decide(office.employment_officer, office.fresh(case), "refuse")
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        for account, room in ((office.employment_officer, ROOM), (holder, "/conformity/certificates/")):
            shown = sign_in(account, "en").get(f"{room}{certificate.id}/")
            assert said in words(shown)
            assert "Decided again after an upheld complaint" in words(shown)
            assert "decision_replaced" not in words(shown)


def test_what_changed_is_said_in_words(
    office: LocalBody, holder: Account, certificate: ConformityCertificate, client: Client
) -> None:
    told = Notice(kind=ConformityEventKind.DATA_CHANGED, event_on=date(2022, 3, 4), reference="document")
    give_notice(office.command(holder.id), certificate.id, told)
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        shown = words(client.get(f"{ROOM}{certificate.id}/"))
    assert "The identity document" in shown
    assert "; document" not in shown
