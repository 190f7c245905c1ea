"""The public check of certificates of conformity: what anyone sees of one, on the page and through the interface."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.portal.check.test_check import ask, words
from tests.services.conformity.office import LocalBody

from tirkelim.identity.models import Account
from tirkelim.law.standards.services import Action
from tirkelim.portal.check import throttle
from tirkelim.register.models import ConformityCertificate
from tirkelim.services.conformity.withdrawal import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_count(settings: Any) -> None:
    throttle.LOOKUPS.__init__()  # type: ignore[misc]
    settings.CHECK_PER_MINUTE = 1000


@pytest.fixture
def office(db: None) -> LocalBody:
    """A local body without certificates."""
    return LocalBody()


@pytest.fixture
def holder(office: LocalBody) -> Account:
    """Someone who holds one."""
    return office.foreigner()


@pytest.fixture
def certificate(office: LocalBody, holder: Account) -> Iterator[ConformityCertificate]:
    """Given on the first of March 2022, looked up a month later."""
    row = office.granted(holder)
    with time_machine.travel("2022-04-01T10:00:00+05:00", tick=False):
        yield row


def look(number: str, language: str = "en", day: str = "2022-04-01") -> str:
    client = Client()
    client.cookies["til"] = language
    with time_machine.travel(f"{day}T10:00:00+05:00", tick=False):
        return words(client.get(f"/check/{number}"))


def answer(number: str, day: str = "2022-04-01") -> Any:
    with time_machine.travel(f"{day}T10:00:00+05:00", tick=False):
        return ask(number).json()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ["Сәйкестік туралы анықтама жарамды", "Онколог", "2022 жылғы 1 наурыз"]),
        ("ru", ["Справка о соответствии действует", "нколог"]),
        ("en", ["The certificate of conformity is valid", "Oncologist", "Yılmaz Deniz", "1 June 2022"]),
    ],
)
def test_a_valid_one_in_three_languages(certificate: ConformityCertificate, language: str, said: list[str]) -> None:
    shown = look(certificate.number, language)
    assert [part for part in (*said, certificate.number) if part not in shown] == []


def test_only_what_the_public_may_know(office: LocalBody, holder: Account, certificate: ConformityCertificate) -> None:
    office.later(days=2)
    withdraw(office.command(office.employment_officer.id), certificate.id, office.now.date(), "Инспекция актісі № 44")
    answered = answer(certificate.number)

    assert set(answered) == {
        "kind", "number", "status", "since", "name", "profession", "sector", "activity", "framework_level", "issued_on",
        "valid_until", "local_body", "edition", "practice", "repealed", "checked_at",
    }  # fmt: skip
    assert (answered["kind"], answered["status"], answered["since"]) == ("conformity", "withdrawn", "2022-03-03")
    for text in (look(certificate.number), json.dumps(answered, ensure_ascii=False)):
        for secret in ("№ 44", "1987", certificate.identity_document, str(holder.person), str(certificate.id)):
            assert secret not in text


def test_it_runs_on_after_the_repeal_and_says_so(
    office: LocalBody, holder: Account, certificate: ConformityCertificate
) -> None:
    office.later(days=28)
    contract = {"until": "2024-03-27"}
    case = office.ready(holder, Action.EXTEND, certificate.number, answers={"contract": contract})
    office.decide(office.employment_officer, case, "grant")

    answered = answer(certificate.number, "2024-01-15")
    assert (answered["status"], answered["valid_until"]) == ("valid", "2024-03-27")
    assert answered["repealed"] == {"in_force_until": "2023-07-02", "by": "236/2023"}
    assert answered["practice"] is False
    assert "is repealed by order 236/2023" in look(certificate.number, day="2024-01-15")
    assert answer(certificate.number, "2022-06-02")["status"] == "valid"
    assert answer(certificate.number)["repealed"] is None
    assert answer(certificate.number, "2024-03-28")["status"] == "expired"


def test_a_lost_one_is_invalid_since_and_its_duplicate_valid(
    office: LocalBody, holder: Account, certificate: ConformityCertificate
) -> None:
    office.later(days=28)
    case = office.ready(holder, Action.DUPLICATE, certificate.number)
    office.decide(office.employment_officer, case, "grant")
    duplicate = ConformityCertificate.objects.get(earlier=certificate)

    lost = answer(certificate.number)
    assert (lost["status"], lost["since"]) == ("lost", "2022-03-29")
    assert duplicate.number not in json.dumps(lost)
    assert duplicate.number not in look(certificate.number)
    assert answer(duplicate.number)["status"] == "valid"


def test_a_re_issued_one_was_replaced(office: LocalBody, holder: Account, certificate: ConformityCertificate) -> None:
    office.later(days=28)
    case = office.ready(holder, Action.REISSUE, certificate.number)
    office.decide(office.employment_officer, case, "grant")
    assert answer(certificate.number)["status"] == "superseded"
    assert "The holder has one with a new number" in look(certificate.number)


def test_one_more_statement_than_a_specialists(certificate: ConformityCertificate) -> None:
    for cost, visit in (
        (3, lambda: Client().get(f"/check/{certificate.number}")),
        (2, lambda: ask(certificate.number)),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert visit().status_code == 200
        assert len(queries) == cost


def test_it_is_not_there_before_its_first_day(certificate: ConformityCertificate) -> None:
    with time_machine.travel("2022-02-28T12:00:00+05:00", tick=False):
        assert ask(certificate.number).status_code == 404
