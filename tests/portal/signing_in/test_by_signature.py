"""Signing in by signature: over this session's own challenge, once, soon, with a key for signing in."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.portal.signing.signers import OWN, Signers, canonical_in, signing
from tests.portal.signing_in.conftest import NOW, Browser, Clock, command, make
from tests.register.conftest import World

from tirkelim.identity.identifiers import IIN, account_with, link_identifier
from tirkelim.identity.models import Account, Role, SignInRecord
from tirkelim.register.models import PersonIdentifier
from tirkelim.standins.authority import Key, sign_cms

pytestmark = pytest.mark.usefixtures("clock")
PAGE = "/sign-in/signature/"
NUMBER = "850314101019"


@pytest.fixture
def signers(world: World, settings: Any, tmp_path: Path) -> Iterator[Signers]:
    """An authority that is trusted here."""
    with signing(world, NOW, settings, tmp_path) as found:
        yield found


@pytest.fixture
def account() -> Account:
    """Somebody linked to an IIN."""
    made = make("asem", Role.APPLICANT)
    link_identifier(command(), made.id, IIN, NUMBER)
    return made


def key(signers: Signers, iin: str = NUMBER, **how: Any) -> Key:
    return signers.authority.issue("СЕЙІТОВА ӘСЕМ", iin, roles=OWN, **{"usage": "authentication"} | how)


def signed(browser: Browser, key: Key, content: bytes | None = None) -> Any:
    """Open the page, sign what it asks for, send it."""
    asked = canonical_in(browser.text(f"{PAGE}?next=/security/"))
    made = sign_cms(key, asked if content is None else content, at=NOW)
    return browser.post(PAGE, {"signature": base64.b64encode(made).decode(), "next": "/security/"})


def test_the_challenge_says_what_it_is_for_and_is_never_the_same(browser: Browser, signers: Signers) -> None:
    asked = [json.loads(canonical_in(browser.text(PAGE))) for _ in range(2)]
    assert asked[0].keys() == {"purpose", "site", "nonce"}
    assert (asked[0]["purpose"], asked[0]["site"]) == ("sign_in", "http://127.0.0.1:8000")
    assert asked[0]["nonce"] != asked[1]["nonce"]


def test_whoever_the_certificate_names_is_signed_in(browser: Browser, signers: Signers, account: Account) -> None:
    assert signed(browser, key(signers)).headers["Location"] == "/security/"
    assert "Name of asem" in browser.text("/security/")
    assert SignInRecord.objects.get().way == "signature"


def test_someone_of_the_register_gets_an_account(browser: Browser, signers: Signers, world: World) -> None:
    person = world.person()
    iin = PersonIdentifier.objects.get(person=person).value
    assert signed(browser, key(signers, iin)).status_code == 302
    found = account_with(IIN, iin)
    assert found is not None
    assert found.person == person


def test_a_stranger_is_told_what_to_do(browser: Browser, signers: Signers, world: World) -> None:
    answer = signed(browser, key(signers, world.iin(NOW.date())))
    assert answer.status_code == 403
    assert "We do not find you in the register" in answer.content.decode()


def test_a_challenge_counts_once(browser: Browser, signers: Signers, account: Account) -> None:
    """In its own session, right or wrong."""
    asked = canonical_in(browser.text(PAGE))
    sent = {"signature": base64.b64encode(sign_cms(key(signers), asked, at=NOW)).decode()}
    assert Browser().post(PAGE, sent).status_code == 422
    assert browser.post(PAGE, {"signature": "x"}).status_code == 422
    assert browser.post(PAGE, sent).status_code == 422
    assert browser.get("/security/").status_code == 302


def test_a_challenge_waits_five_minutes(browser: Browser, signers: Signers, account: Account, clock: Clock) -> None:
    asked = canonical_in(browser.text(PAGE))
    clock.move_to(NOW + timedelta(minutes=6))
    sent = {"signature": base64.b64encode(sign_cms(key(signers), asked)).decode()}
    answer = browser.post(PAGE, sent)
    assert answer.status_code == 422
    assert "waited too long" in answer.content.decode()


UNFIT: dict[str, tuple[Callable[[Signers], Key], str]] = {
    "for documents": (lambda signers: key(signers, usage="signing"), "begins with AUTH"),
    "run out": (
        lambda signers: key(signers, valid_from=NOW - timedelta(days=9), valid_until=NOW - timedelta(days=1)),
        "has expired",
    ),
    "vouched for by nobody": (lambda signers: signers.authority.self_signed("X", NUMBER), ""),
}


@pytest.mark.parametrize("how", UNFIT)
def test_a_key_that_will_not_do(browser: Browser, signers: Signers, account: Account, how: str) -> None:
    make_key, said = UNFIT[how]
    answer = signed(browser, make_key(signers))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert browser.get("/security/").status_code == 302


def test_a_document_that_was_signed_elsewhere_signs_nobody_in(
    browser: Browser, signers: Signers, account: Account
) -> None:
    answer = signed(browser, key(signers), b'{"purpose":"sign_in","site":"https://other.example","nonce":"x"}')
    assert answer.status_code == 422
    assert "not over what this page asks for" in answer.content.decode()


def test_guessing_locks_the_address(browser: Browser, signers: Signers, account: Account, settings: Any) -> None:
    settings.ADDRESS_FAILURES = 3
    for _ in range(3):
        assert signed(browser, key(signers), b"x").status_code == 422
    assert signed(browser, key(signers)).status_code == 429


def test_a_key_counts_as_second_factor_where_it_is_set(browser: Browser, signers: Signers, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    admin = make("admin", Role.ADMINISTRATOR)
    link_identifier(command(), admin.id, IIN, NUMBER)
    assert signed(browser, key(signers)).headers["Location"] == "/security/"
    settings.SIGNATURE_IS_STRONG = False
    assert signed(Browser(), key(signers)).headers["Location"] == "/sign-in/authenticator/"


def test_without_signatures_there_is_no_such_page(browser: Browser) -> None:
    assert browser.get(PAGE).headers["Location"] == "/sign-in/"
    assert PAGE not in browser.text("/sign-in/")
