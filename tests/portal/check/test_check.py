"""The public check: what anyone sees of a certificate, and what nobody gets out of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from unittest import mock
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.register.conftest import ASTANA, World

from tirkelim.portal.check import throttle
from tirkelim.register.commands.certificates import (
    CertificateTerms,
    record_certificate,
    record_certificate_event,
)
from tirkelim.register.models import Certificate
from tirkelim.register.status import EventKind

pytestmark = pytest.mark.django_db

NUMBER = "KZ12ABC34567890"
ISSUED, LAST = date(2026, 3, 2), date(2031, 3, 2)


@pytest.fixture
def world() -> World:
    """What happens to certificates is entered a day before the checks."""
    made = World()
    made.now = datetime(2026, 5, 31, 4, 0, tzinfo=UTC)
    return made


@pytest.fixture(autouse=True)
def _fresh_count(settings: Any) -> Iterator[None]:
    throttle.LOOKUPS.__init__()  # type: ignore[misc]
    settings.CHECK_PER_MINUTE = 1000
    with time_machine.travel("2026-06-01T09:05:00+00:00", tick=False):
        yield


@pytest.fixture
def certificate(world: World) -> Certificate:
    person = world.person(
        "Сейітова", patronymic_kk="Ерланқызы", surname_ru="Сейтова", given_ru="Асем",
        surname_latin="Seiitova", given_latin="Asem",
    )  # fmt: skip
    terms = CertificateTerms(
        person=person, specialty="secondary.nursing", issued_on=ISSUED, valid_until=LAST, level="4.1", office=ASTANA,
        number=NUMBER,
    )  # fmt: skip
    done = record_certificate(world.command(), terms)
    return Certificate.objects.get(pk=UUID(done.result["certificate"]))


def happens(world: World, certificate: Certificate, kind: EventKind, on: date, **more: str) -> None:
    record_certificate_event(world.command(), certificate.pk, kind, on, "274/2020 p.9", **more)


def ask(number: object, **more: Any) -> Any:
    client = Client(enforce_csrf_checks=True)
    return client.post("/api/v1/check", json.dumps({"number": number}), "application/json", **more)


def words(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


# --- what the public sees ---------------------------------------------------------------------------------------------


def test_a_valid_certificate_shows_what_the_paper_says(certificate: Certificate) -> None:
    response = Client().get(f"/check/{NUMBER}")

    assert response.status_code == 200
    shown = words(response)
    for said in (
        "Сертификат жарамды", "Сейітова Әсем Ерланқызы", "Мейіргер ісі", "4.1", NUMBER, "2026 жылғы 2 наурыз",
        "2031 жылғы 2 наурыз", "Астана қаласы", "2026 жылғы 1 маусым, 14:05",
    ):  # fmt: skip
        assert said in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", ["Сертификат жарамды", "Сейітова Әсем Ерланқызы"]),
        ("ru", ["Сертификат действует", "Сейтова Асем", "Сестринское дело"]),
        ("en", ["The certificate is valid", "Seiitova Asem", "Astana City"]),
    ],
)
def test_it_speaks_three_languages(certificate: Certificate, language: str, said: list[str]) -> None:
    client = Client()
    client.cookies["til"] = language
    shown = words(client.get(f"/check/{NUMBER}"))

    assert all(part in shown for part in said)


def test_only_what_the_public_may_know(world: World, certificate: Certificate) -> None:
    happens(world, certificate, EventKind.WITHDRAWN, date(2026, 4, 1), reference="сот шешімі № 77")
    shown = words(Client().get(f"/check/{NUMBER}"))
    answered = ask(NUMBER).json()

    assert set(answered) == {
        "number", "status", "since", "name", "specialty", "level", "issued_on", "valid_until", "holds_until",
        "department", "checked_at",
    }  # fmt: skip
    for text in (shown, json.dumps(answered, ensure_ascii=False)):
        assert "№ 77" not in text
        assert "1990" not in text
        assert str(certificate.person_id) not in text
        assert str(certificate.pk) not in text


@pytest.mark.parametrize(
    ("moment", "status", "title"),
    [
        ("2026-03-02T00:30:00+05:00", "valid", "Сертификат жарамды"),
        ("2031-03-02T23:59:00+05:00", "valid", "Сертификат жарамды"),
        ("2031-03-03T00:01:00+05:00", "expired", "Сертификаттың мерзімі өткен"),
    ],
)
def test_the_status_follows_from_the_moment(certificate: Certificate, moment: str, status: str, title: str) -> None:
    with time_machine.travel(moment, tick=False):
        assert ask(NUMBER).json()["status"] == status
        assert title in words(Client().get(f"/check/{NUMBER}"))


def test_what_happened_to_it_outweighs_its_dates(world: World, certificate: Certificate) -> None:
    happens(world, certificate, EventKind.WITHDRAWN, date(2026, 4, 1))
    happens(world, certificate, EventKind.RESTORED, date(2026, 5, 1))
    happens(world, certificate, EventKind.SUPERSEDED, date(2026, 5, 20), superseded_by="KZ99XYZ00000001")

    seen = {}
    for day in ("2026-03-31", "2026-04-01", "2026-05-01", "2026-05-20", "2032-01-01"):
        with time_machine.travel(f"{day}T12:00:00+05:00", tick=False):
            seen[day] = ask(NUMBER).json()["status"]
            shown = words(Client().get(f"/check/{NUMBER}"))
    assert list(seen.values()) == ["valid", "withdrawn", "valid", "superseded", "superseded"]
    assert "KZ99XYZ00000001" not in shown


def test_an_imported_number_is_found_as_it_is_written(world: World) -> None:
    terms = CertificateTerms(
        person=world.person(),
        specialty="Ескі мамандық",
        issued_on=date(2010, 1, 1),
        valid_until=date(2030, 1, 1),
        number="№ 15/2010",
    )
    record_certificate(world.command(), terms)

    assert ask("№ 15/2010").json()["specialty"]["ru"] == "Ескі мамандық"
    assert "Сертификат жарамды" in words(Client().post("/check/", {"number": " № 15/2010 "}))


@pytest.mark.parametrize("typed", ["kz12abc34567890", "KZ12 ABC 34567890", "KZ12-ABC-34567890", "КZ12АВС34567890"])
def test_people_type_numbers_in_many_ways(certificate: Certificate, typed: str) -> None:
    assert ask(typed).status_code == 200
    assert Client(enforce_csrf_checks=True).post("/check/", {"number": typed}).status_code == 200


# --- what nobody gets out of it ---------------------------------------------------------------------------------------

UNKNOWN = ["KZ12ABC34567891", "KZ1", "nothing", "'; DROP TABLE register_certificate; --", "а" * 500, "‮KZ"]


@pytest.mark.parametrize("typed", UNKNOWN)
def test_unknown_and_impossible_numbers_get_one_answer(certificate: Certificate, typed: str) -> None:
    expected = words(Client().post("/check/", {"number": "KZ00AAA00000000"}))
    with CaptureQueriesContext(connection) as queries:
        response = Client().post("/check/", {"number": typed})
    assert response.status_code == 404
    assert len(queries) == 3  # certificates of specialists, those of conformity, licences
    assert words(response) == expected

    answered = ask(typed)
    assert answered.status_code == 404
    assert answered.json() == ask("KZ00AAA00000000").json()


def test_characters_that_no_database_takes_do_no_harm(certificate: Certificate) -> None:
    assert ask("KZ\x00").status_code == 404
    assert Client().get("/check/KZ%00").status_code == 404
    assert Client().get("/check/%FF%FE").status_code == 404


def test_a_certificate_of_tomorrow_is_not_there_yet(certificate: Certificate) -> None:
    with time_machine.travel("2026-03-01T12:00:00+05:00", tick=False):
        assert ask(NUMBER).status_code == 404


@pytest.mark.parametrize("body", ["{", "[]", "{}", '{"number": 5}', '{"number": null}', '{"number": " "}', "{" * 900])
def test_a_request_without_a_number_is_told_so(body: str) -> None:
    response = Client().post("/api/v1/check", body, "application/json")

    assert response.status_code == 422
    assert response.json()["errors"][0]["code"] == "number_missing"


def test_an_empty_form_asks_again() -> None:
    response = Client().post("/check/", {"number": ""})

    assert response.status_code == 422
    assert "Сертификаттың немесе лицензияның нөмірін жазыңыз" in words(response)


def test_one_look_up_costs_one_statement(world: World, certificate: Certificate) -> None:
    """And the page one more, about the seal of the file."""
    happens(world, certificate, EventKind.WITHDRAWN, date(2026, 4, 1))
    for cost, visit in ((2, lambda: Client().get(f"/check/{NUMBER}")), (1, lambda: ask(NUMBER))):
        with CaptureQueriesContext(connection) as queries:
            assert visit().status_code == 200
        assert len(queries) == cost


def test_the_page_says_whether_the_file_is_sealed(certificate: Certificate) -> None:
    """Where there is a file of this register; an older certificate has none."""
    sealed, plain = "Департаменттің электрондық мөрімен куәландырылған", "PDF файлында электрондық мөр жоқ"
    for level, said, unsaid in ((None, "", "мөр"), ("", plain, sealed), ("B-LT", sealed, plain)):
        with mock.patch("tirkelim.portal.check.views.seal_of", return_value=level):
            shown = words(Client().get(f"/check/{NUMBER}"))
        assert said in shown
        assert unsaid not in shown


def test_the_pages_are_not_kept_and_not_found_by_searching(certificate: Certificate, signed_in: Client) -> None:
    for address in ("/check/", f"/check/{NUMBER}", "/check/KZ00AAA00000000"):
        with CaptureQueriesContext(connection) as queries:
            response = signed_in.get(address)
        assert response["Cache-Control"] == "no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies
        assert all("session" not in query["sql"] for query in queries)


@pytest.fixture
def signed_in() -> Client:
    """Someone who is signed in: the pages do not even look."""
    from tirkelim.identity.models import Account

    client = Client()
    client.force_login(Account.objects.create(login="someone", name="Someone"))
    return client


# --- how often --------------------------------------------------------------------------------------------------------


def test_one_address_may_look_up_so_many_a_minute(certificate: Certificate, settings: Any) -> None:
    settings.CHECK_PER_MINUTE = 3
    assert [ask(NUMBER, REMOTE_ADDR="192.0.2.1").status_code for _ in range(2)] == [200, 200]
    assert Client().get(f"/check/{NUMBER}", REMOTE_ADDR="192.0.2.1").status_code == 200

    stopped = Client().get(f"/check/{NUMBER}", REMOTE_ADDR="192.0.2.1")
    assert stopped.status_code == 429
    assert 1 <= int(stopped["Retry-After"]) <= 60
    assert "1 минут" in words(stopped)
    assert "Сейітова" not in words(stopped)
    assert ask(NUMBER, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert ask(NUMBER, REMOTE_ADDR="192.0.2.2").status_code == 200


def test_a_household_of_version_6_addresses_counts_as_one(certificate: Certificate, settings: Any) -> None:
    settings.CHECK_PER_MINUTE = 2
    statuses = [ask(NUMBER, REMOTE_ADDR=f"2001:db8::{last}").status_code for last in "123"]

    assert statuses == [200, 200, 429]
    assert ask(NUMBER, REMOTE_ADDR="2001:db8:0:1::1").status_code == 200


def test_no_limit_where_the_installation_wants_none(certificate: Certificate, settings: Any) -> None:
    settings.CHECK_PER_MINUTE = 0
    assert {ask(NUMBER).status_code for _ in range(100)} == {200}


def test_other_methods_are_refused() -> None:
    assert Client().get("/api/v1/check").status_code == 405
    assert Client().put("/check/").status_code == 405
    assert Client().post(f"/check/{NUMBER}").status_code == 405
