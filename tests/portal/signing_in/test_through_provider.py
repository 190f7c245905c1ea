"""Signing in through the provider: to one's account, to a new one, or to a page that says what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.identity.double import Provider, provider
from tests.portal.signing_in.conftest import NOW, Browser, Clock, command, make
from tests.register.conftest import World

from tirkelim.identity.accounts import close_account
from tirkelim.identity.identifiers import BIN, IIN, account_with, has_identifier, link_identifier
from tirkelim.identity.models import Account, Role, SignInRecord
from tirkelim.journal.models import JournalEntry
from tirkelim.register.models import PersonIdentifier

pytestmark = pytest.mark.usefixtures("clock")
BACK = "/sign-in/provider/back/"


@pytest.fixture
def double(settings: Any, tmp_path: Path) -> Iterator[Provider]:
    """A provider that this installation is connected to."""
    (tmp_path / "secret").write_text("secret")
    with provider(NOW) as running:
        settings.OIDC = {**settings.OIDC, "issuer": running.address, "secret_file": str(tmp_path / "secret")}
        yield running


def through(browser: Browser, double: Provider, after: str = "/security/", **claims: Any) -> Any:
    """There and back."""
    said = parse_qs(urlsplit(browser.get(f"/sign-in/provider/?next={after}").headers["Location"]).query)
    double.nonce = said["nonce"][0]
    double.claims |= claims
    return browser.get(BACK, {"code": "c", "state": said["state"][0]})


def someone(world: World, **facts: Any) -> tuple[Any, str]:
    """A person of the register and their IIN."""
    person = world.person(**facts)
    return person, PersonIdentifier.objects.get(person=person).value


def test_the_page_offers_it_where_there_is_one(browser: Browser, double: Provider) -> None:
    assert "Sign in through eGov" in browser.text("/sign-in/?next=/security/")
    assert "/sign-in/provider/?next=/security/" in browser.text("/sign-in/?next=/security/")


def test_without_a_provider_there_is_nothing(browser: Browser) -> None:
    assert "Sign in through" not in browser.text("/sign-in/")
    assert browser.get("/sign-in/provider/").headers["Location"] == "/sign-in/"


def test_a_linked_account_is_signed_in(browser: Browser, double: Provider) -> None:
    account = make("asem", Role.APPLICANT)
    link_identifier(command(), account.id, IIN, "850314101019")
    assert through(browser, double).headers["Location"] == "/security/"
    assert "Name of asem" in browser.text("/security/")
    assert SignInRecord.objects.get().way == "provider"


def test_someone_of_the_register_gets_an_account(
    browser: Browser, double: Provider, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """An applicant's, with the register's name, linked and journalled; the next time it is the same one."""
    caplog.set_level(logging.DEBUG)
    person, iin = someone(world)
    assert through(browser, double, iin=iin, bin="310640000124").status_code == 302
    account = Account.objects.get(person=person)
    assert account == account_with(IIN, iin)
    assert has_identifier(account.id, BIN, "310640000124")
    assert (account.grants.get().role, account.has_usable_password()) == ("applicant", False)
    assert "Сейітова" in account.name
    assert iin not in account.login
    kinds = JournalEntry.objects.filter(stream=f"account:{account.id}").values_list("kind", flat=True)
    assert {*kinds} == {"account_added", "role_granted", "identifier_linked"}
    assert browser.get("/security/").status_code == 200
    assert through(Browser(), double).status_code == 302
    assert Account.objects.count() == 1
    assert iin not in caplog.text


def test_an_applicant_who_had_an_account_keeps_it(browser: Browser, double: Provider, world: World) -> None:
    person, iin = someone(world)
    account = make("asem", Role.APPLICANT, person=person)
    through(browser, double, iin=iin)
    assert account_with(IIN, iin) == account


def test_an_officials_account_is_not_linked_by_signing_in(browser: Browser, double: Provider, world: World) -> None:
    person, iin = someone(world)
    make("head", Role.DEPARTMENT_HEAD, person=person, territory="710000000")
    answer = through(browser, double, iin=iin)
    assert answer.status_code == 403
    assert "Two administrators have to link it" in answer.content.decode()
    assert account_with(IIN, iin) is None


def test_who_is_not_in_the_register_is_told_what_to_do(browser: Browser, double: Provider, world: World) -> None:
    answer = through(browser, double, iin=world.iin(NOW.date()))
    assert answer.status_code == 403
    assert "We do not find you in the register" in answer.content.decode()
    assert not Account.objects.exists()
    assert browser.get("/security/").status_code == 302


@pytest.mark.parametrize("number", ["123", "000000000000", "850314101018"])
def test_a_number_that_is_no_iin_is_nobodys(browser: Browser, double: Provider, number: str) -> None:
    assert through(browser, double, iin=number).status_code == 403


def test_a_closed_account_stays_closed(browser: Browser, double: Provider, world: World) -> None:
    person, iin = someone(world)
    account = make("asem", Role.APPLICANT, person=person)
    close_account(command(), account.id)
    assert through(browser, double, iin=iin).status_code == 403
    link_identifier(command(), account.id, IIN, iin)
    assert through(browser, double, iin=iin).status_code == 403
    assert browser.get("/security/").status_code == 302


def test_an_answer_counts_once_and_in_its_own_browser(browser: Browser, double: Provider, world: World) -> None:
    _, iin = someone(world)
    said = parse_qs(urlsplit(browser.get("/sign-in/provider/").headers["Location"]).query)
    double.nonce = said["nonce"][0]
    double.claims |= {"iin": iin}
    answer = {"code": "c", "state": said["state"][0]}
    stranger = Browser()
    assert stranger.get(BACK, answer).status_code == 403
    assert stranger.get("/security/").status_code == 302
    assert browser.get(BACK, answer).status_code == 302
    again = browser.get(BACK, answer)
    assert again.status_code == 403
    assert "has been used already" in again.content.decode()


def test_several_windows_may_be_on_their_way(browser: Browser, double: Provider, world: World) -> None:
    _, iin = someone(world)
    double.claims |= {"iin": iin}
    begun = [parse_qs(urlsplit(browser.get("/sign-in/provider/").headers["Location"]).query) for _ in range(6)]
    double.nonce = begun[1]["nonce"][0]
    assert browser.get(BACK, {"code": "c", "state": begun[0]["state"][0]}).status_code == 403  # the sixth pushed it out
    assert browser.get(BACK, {"code": "c", "state": begun[1]["state"][0]}).status_code == 302


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        ({"error": "access_denied"}, 403, "You broke off"),
        ({"error": "temporarily_unavailable"}, 503, "does not answer"),
    ],
)
def test_a_provider_that_says_no(
    browser: Browser, double: Provider, answer: dict[str, str], status: int, said: str
) -> None:
    """With a way on that leads where one wanted to go."""
    begun = parse_qs(urlsplit(browser.get("/sign-in/provider/?next=/security/").headers["Location"]).query)
    page = browser.get(BACK, {"state": begun["state"][0], **answer})
    assert page.status_code == status
    assert said in page.content.decode()
    assert "/sign-in/?next=/security/" in page.content.decode()


def test_a_provider_that_is_away(browser: Browser, settings: Any) -> None:
    settings.OIDC = {**settings.OIDC, "issuer": "http://127.0.0.1:9"}
    page = browser.get("/sign-in/provider/")
    assert page.status_code == 503
    assert "does not answer" in page.content.decode()


def test_who_stays_away_too_long_begins_anew(browser: Browser, double: Provider, clock: Clock) -> None:
    begun = parse_qs(urlsplit(browser.get("/sign-in/provider/").headers["Location"]).query)
    clock.move_to(NOW + timedelta(minutes=11))
    page = browser.get(BACK, {"code": "c", "state": begun["state"][0]})
    assert "within ten minutes" in page.content.decode()


def test_guessing_answers_locks_the_address(browser: Browser, double: Provider, world: World, settings: Any) -> None:
    settings.ADDRESS_FAILURES = 3
    for _ in range(3):
        assert browser.get(BACK, {"code": "c", "state": "guessed"}).status_code == 403
    _, iin = someone(world)
    assert through(browser, double, iin=iin).status_code == 429


def test_the_providers_second_factor_counts_where_it_says_so(browser: Browser, double: Provider, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    account = make("aigul", Role.ADMINISTRATOR)
    link_identifier(command(), account.id, IIN, "850314101019")
    assert through(browser, double).headers["Location"] == "/sign-in/authenticator/"
    assert through(Browser(), double, amr=["pwd", "mfa"]).headers["Location"] == "/security/"
