"""One's own record: the timeline and its filter, the downloads and who may have them, the looks by day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from tests.portal.personnel.conftest import Browser, Clinic, visible

from tirkelim.identity.models import Account, Role
from tirkelim.law.order_253_register.requirements import ITEMS
from tirkelim.portal.personnel import export_schema
from tirkelim.register import commands
from tirkelim.register.commands.certificates import CertificateTerms
from tirkelim.register.models import AccessLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world: Clinic) -> UUID:
    """A nurse with a diploma and a certificate."""
    person = world.worker(birth_place="Астана", surname_ru="Сеитова", given_ru="Асем")
    commands.add_education(
        world.command(), person=person, kind="technical_vocational", graduated_on=date(2012, 6, 25), source="document"
    )
    terms = CertificateTerms(
        person=person, specialty="secondary.nursing", issued_on=date(2024, 4, 1), valid_until=date(2029, 4, 1),
        number="KZ01AAA00000001",
    )  # fmt: skip
    commands.record_certificate(world.command(), terms)
    return person


@pytest.fixture
def account(world: Clinic, person: UUID) -> Account:
    """The nurse's own account."""
    return world.account("own", Role.APPLICANT, person=person)


@pytest.fixture
def own(world: Clinic, account: Account) -> Browser:
    """The nurse's own browser."""
    return world.browser(account)


def test_the_timeline_is_filtered_by_kind(own: Browser, person: UUID) -> None:
    text = own.text("/record/")
    assert text.index("Hired: № 5 қалалық емхана") < text.index("Certificate issued: Nursing")
    assert "Finished: Technical and vocational education" in text
    few = own.text("/record/?kind=job&kind=nonsense")
    assert "Hired:" in few
    assert "Certificate issued" not in few
    assert "Show everything" in few


def test_the_personnel_service_sees_the_timeline_and_is_logged(world: Clinic, browser: Browser, person: UUID) -> None:
    assert f"/personnel/{person}/timeline/" in browser.get(f"/personnel/{person}/").content.decode()
    assert "Hired:" in browser.text(f"/personnel/{person}/timeline/")
    assert AccessLog.objects.filter(actor=world.hr.id, purpose="personnel.timeline").count() == 1
    for other in (world.stranger, world.account("someone", Role.APPLICANT, person=world.person("Ахметова"))):
        assert world.browser(other).get(f"/personnel/{person}/timeline/").status_code == 404


@pytest.mark.parametrize("kind", ["pdf", "json"])
def test_a_download_is_the_persons_alone_and_logged(
    world: Clinic, own: Browser, account: Account, person: UUID, kind: str
) -> None:
    answer = own.get(f"/record/download/{kind}/")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="tirkelim-2026-03-02.{kind}"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert AccessLog.objects.filter(actor=account.id, person=person, purpose="person.export").count() == 1
    assert "downloaded" not in own.text("/record/")
    for other in (world.hr, world.head, world.stranger):
        assert world.browser(other).get(f"/record/download/{kind}/").status_code == 404
    assert world.browser(None).get(f"/record/download/{kind}/").status_code == 302


def test_the_data_keep_their_schema(own: Browser, person: UUID) -> None:
    """What is written down in docs/reference/record.md is what comes, field by field and in this order."""
    found = json.loads(own.get("/record/download/json/").content)
    assert found["schema"] == "tirkelim-record/1"
    assert found["known_at"] == "2026-03-02T05:00:00+00:00"
    assert list(found) == [field.name for field in export_schema.TOP]
    assert list(found["items"]) == [field.name for field in export_schema.ITEMS]
    assert set(found["items"]) >= set(ITEMS)
    assert found["items"]["name"]["ru"] == {"surname": "Сеитова", "given": "Асем", "patronymic": None}
    assert found["items"]["workplace"]["name"] == "№ 5 қалалық емхана"
    assert found["items"]["position"]["position"] == 59
    assert found["certificates"][0]["status"] == "valid"
    for name, rows in {
        "items.education": found["items"]["education"],
        "employments": found["employments"],
        "certificates": found["certificates"],
    }.items():
        assert [list(row) for row in rows] == [[field.name for field in export_schema.PARTS[name]]], name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("Кәсіптік тіркелімнен үзінді", "2026 жылғы 2 наурыз, 10:00", "Жұмысқа қабылданды")),
        ("ru", ("Выписка из профессионального регистра", "2 марта 2026 года, 10:00", "Принят(а) на работу")),
        ("en", ("Extract of the professional register", "2 March 2026, 10:00", "Hired")),
    ],
)
def test_the_extract_speaks_the_readers_language(
    world: Clinic, account: Account, language: str, words: tuple[str, ...]
) -> None:
    pdf = world.browser(account, language).get("/record/download/pdf/").content
    pages = PdfReader(BytesIO(pdf)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())
    for said in (*words, "KZ01AAA00000001", "Сейітова" if language != "ru" else "Сеитова"):
        assert said in text


def test_looks_stand_under_their_days_with_role_and_organisation(
    world: Clinic, own: Browser, person: UUID, clock: Any
) -> None:
    world.browser(world.hr).get(f"/personnel/{person}/")
    clock.shift(timedelta(days=1))
    world.browser(world.head).get(f"/personnel/{person}/")
    text = visible(world.browser(Account.objects.get(login="own")).get("/record/")).partition(
        "Your own are not shown."
    )[2]
    assert text.index("3 March 2026") < text.index("head head of the organisation · № 5 қалалық емхана")
    assert text.index("2 March 2026") < text.index(
        "personnel personnel service · № 5 қалалық емхана What for Read the record"
    )


def test_the_log_has_pages(world: Clinic, own: Browser, person: UUID) -> None:
    rows = [AccessLog(actor=world.hr.id, person_id=person, purpose="personnel.read", at=world.now) for _ in range(51)]
    AccessLog.objects.bulk_create(rows)
    assert own.text("/record/").count("Read the record") == 50
    assert own.text("/record/?page=2").count("Read the record") == 1
