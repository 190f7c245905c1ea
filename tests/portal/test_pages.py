"""The pages that everyone sees: language, sign-in, errors, health."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.utils import translation

from tirkelim.identity.models import Account, Role
from tirkelim.portal import errors
from tirkelim.portal.navigation import PLACES, navigation

LANGUAGES = {"kk": "Мұндай бет жоқ", "ru": "Такой страницы нет", "en": "There is no such page"}


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "ru,en;q=0.8"})


@pytest.mark.django_db
def test_kazakh_is_the_language_until_another_is_chosen(client: Client) -> None:
    assert client.get("/").headers["Content-Language"] == "kk"
    answer = client.post("/language/", {"language": "ru", "next": "/about/?a=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/about/?a=1")
    assert client.get("/").headers["Content-Language"] == "ru"


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_the_language_switch_leads_nowhere_else(client: Client, after: str) -> None:
    answer = client.post("/language/", {"language": "xx", "next": after})
    assert answer.headers["Location"] == "/"
    assert "til" not in answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_address_is_answered_in_the_language(client: Client, lang: str) -> None:
    client.cookies["til"] = lang
    answer = client.get("/nothing/990101300123/")
    assert answer.status_code == 404
    assert LANGUAGES[lang] in answer.content.decode()
    assert "990101300123" not in answer.content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_error_pages_need_no_database_and_no_session(lang: str) -> None:
    request = RequestFactory().get("/secret/123/")
    with translation.override(lang):
        pages = [
            errors.bad_request(request, ValueError("private")), errors.forbidden(request), errors.form_too_old(request),
            errors.not_found(request, ValueError("private")), errors.server_error(request), errors.too_many(request, 7),
        ]  # fmt: skip
    assert [page.status_code for page in pages] == [400, 403, 403, 404, 500, 429]
    assert pages[-1].headers["Retry-After"] == "420"
    for page in pages:
        assert "private" not in page.content.decode()
        assert f'lang="{lang}"' in page.content.decode()


@pytest.mark.django_db
def test_health(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}


@pytest.mark.django_db
def test_public_pages_set_no_cookie_and_carry_no_inline_code(client: Client) -> None:
    for path in ("/", "/about/", "/try/", "/look/"):
        answer = client.get(path)
        assert not answer.cookies
        html = answer.content.decode()
        assert " style=" not in html
        assert "<script>" not in html


@pytest.fixture
def officer() -> Account:
    from django.contrib.auth.hashers import make_password

    account = Account(login="officer", name="А. Офицер", language="ru", password=make_password("long enough"))
    account.save()
    return account


@pytest.mark.django_db
def test_signing_in_and_out(client: Client, officer: Account) -> None:
    assert client.post("/sign-in/", {"login": "", "password": ""}).status_code == 422
    wrong = client.post("/sign-in/", {"login": "officer", "password": "wrong"})
    assert wrong.status_code == 422
    assert "Логин немесе құпиясөз қате" in wrong.content.decode()
    right = client.post("/sign-in/", {"login": "Officer", "password": "long enough", "next": "/about/"})
    assert right.headers["Location"] == "/about/"
    page = client.get("/about/")
    assert page.headers["Content-Language"] == "ru"  # the account's language
    assert "А. Офицер" in page.content.decode()
    client.post("/language/", {"language": "en", "next": "/"})
    officer.refresh_from_db()
    assert officer.language == "en"
    client.post("/sign-out/")
    assert "А. Офицер" not in client.get("/").content.decode()


@pytest.mark.django_db
def test_signing_in_leads_to_no_other_site(client: Client, officer: Account) -> None:
    data = {"login": "officer", "password": "long enough", "next": "https://example.org/"}
    assert client.post("/sign-in/", data).headers["Location"].startswith("/")


@pytest.mark.django_db
def test_too_many_failures_are_told_how_long_to_wait(client: Client, officer: Account) -> None:
    for _ in range(5):
        client.post("/sign-in/", {"login": "officer", "password": "wrong"})
    locked = client.post("/sign-in/", {"login": "officer", "password": "long enough"})
    assert locked.status_code == 429
    assert "минуттан кейін" in locked.content.decode()


def test_navigation_shows_each_role_its_own_pages() -> None:
    assert {role for place in PLACES for role in place.roles} <= set(Role.values)
    request = RequestFactory().get("/")
    everyone = {line.href for line in navigation(request)}
    for role in Role.values:
        assert everyone <= {line.href for line in navigation(request, frozenset({role}))}


@pytest.mark.parametrize(
    ("path", "roles", "here"),
    [
        ("/confirming/mine/", {Role.APPLICANT}, "/ledger/"),
        ("/confirming/hand-over/", {Role.APPLICANT}, "/ledger/"),
        ("/assessments/ask/", {Role.APPLICANT}, "/ledger/"),
        ("/confirming/mine/", {Role.APPLICANT, Role.HR_OFFICER}, "/ledger/"),
        ("/confirming/", {Role.APPLICANT, Role.HR_OFFICER}, "/confirming/"),
    ],
)
def test_one_line_of_the_navigation_is_marked(path: str, roles: set[str], here: str) -> None:
    lines = navigation(RequestFactory().get(path), frozenset(roles))
    assert [line.href for line in lines if line.here] == [here]


def test_vendored_files_are_unmodified() -> None:
    manifest = Path(str(finders.find("vendor/VENDOR.toml")))
    for name, part in tomllib.loads(manifest.read_text(encoding="utf-8")).items():
        assert (manifest.parent / part["licence_file"]).is_file()
        files = {f.name for f in (manifest.parent / name).iterdir()} - {Path(part["licence_file"]).name}
        assert files == set(part["sha256"])
        for file, digest in part["sha256"].items():
            assert hashlib.sha256((manifest.parent / name / file).read_bytes()).hexdigest() == digest
