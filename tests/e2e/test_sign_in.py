"""Signing in in a browser: by password and code, through a provider, by signature; and a session that ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyotp
import pytest
from django.utils import timezone
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.signed import NCALayer, speak_english
from tests.portal.signing.signers import OWN, signing
from tests.register.conftest import World

from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.identifiers import IIN, link_identifier
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import Command
from tirkelim.register.models import PersonIdentifier

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
PHONE = {"width": 360, "height": 740}


def command() -> Command:
    return Command(uuid4(), None, timezone.now())


def make(login: str, role: Role, **more: Any) -> Account:
    """An account that reads English."""
    done = add_account(command(), login=login, name=f"Name of {login}", password=PASSWORD, language="en", **more)
    account = Account.objects.get(pk=done.result["account"])
    grant_role(command(), account.id, role, valid_from=date(2026, 1, 1))
    return account


@pytest.fixture
def visitor(context: BrowserContext, page: Page, live_server: Any, settings: Any) -> Page:
    """Somebody who reads English."""
    settings.PUBLIC_URL = live_server.url
    speak_english(context, live_server.url)
    return page


def enter(page: Page, login: str) -> None:
    page.get_by_label("Sign-in name").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()


def test_an_official_sets_up_a_second_factor_and_comes_in_by_it(visitor: Page, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    make("aigul", Role.ADMINISTRATOR, temporary=True)
    page = visitor
    page.goto("/sign-in/?next=/security/")
    enter(page, "aigul")
    assert_accessible(page)
    page.get_by_label("New password", exact=True).fill("four horses in a field")
    page.get_by_label("New password again").fill("four horses in a field")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    assert_accessible(page)
    page.get_by_text("I cannot take the picture").click()
    secret = page.locator(".s-key").inner_text().replace(" ", "")
    page.get_by_label("Code that the app shows now").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Go on").click()
    codes = page.locator(".s-codes li").all_inner_texts()
    assert len(codes) == 10
    assert_accessible(page)
    page.get_by_role("button", name="I have written them down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign-in and security")
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_accessible(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/?next=/security/")
    page.get_by_label("Sign-in name").fill("aigul")
    page.get_by_label("Password").fill("four horses in a field")
    page.locator("main").get_by_role("button", name="Sign in").click()
    assert_accessible(page)
    page.get_by_label("Code").fill("000000")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("The code is wrong")
    page.get_by_label("Code").fill(codes[0])
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign-in and security")


@pytest.fixture
def provider(settings: Any, tmp_path: Path, context: BrowserContext, monkeypatch: Any) -> Iterator[Any]:
    """A real provider on this machine that knows one person; the browser may go there."""
    monkeypatch.setitem(os.environ, "AUTHLIB_INSECURE_TRANSPORT", "1")
    (tmp_path / "secret").write_text("secret")
    person = World().person()
    iin = PersonIdentifier.objects.get(person=person).value
    users = [User(sub="asem", claims={"iin": iin}), User(sub="nobody", claims={"iin": "850314101019"})]
    with run_server_in_thread(user_claims=users, require_nonce=True) as server:
        address = f"http://localhost:{server.server_port}"
        settings.OIDC = {**settings.OIDC, "issuer": address, "secret_file": str(tmp_path / "secret")}
        context.route(f"{address}/**", lambda route: there(route, address))
        yield person


def there(route: Route, address: str) -> None:
    route.continue_() if route.request.url.startswith(address) else route.abort()


def test_through_the_provider(visitor: Page, provider: Any) -> None:
    """Someone of the register who has never been here, someone unknown, and someone who says no."""
    page = visitor
    page.goto("/sign-in/?next=/security/")
    assert_accessible(page)
    page.get_by_role("button", name="Sign in through eGov").click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    assert_accessible(page)
    page.get_by_role("button", name="Begin anew").click()
    page.get_by_role("button", name="Sign in through eGov").click()
    page.get_by_role("button", name="nobody").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We do not find you in the register")
    assert_accessible(page)
    page.goto("/sign-in/?next=/security/")
    page.get_by_role("button", name="Sign in through eGov").click()
    page.get_by_role("button", name="asem").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign-in and security")
    expect(page.locator("main")).to_contain_text("State sign-in service")
    assert Account.objects.get().person == provider
    page.go_back()
    page.go_back()
    assert "850314101019" not in page.url


def test_by_signature(visitor: Page, settings: Any, tmp_path: Path) -> None:
    account = make("asem", Role.APPLICANT)
    link_identifier(command(), account.id, IIN, "850314101019")
    page = visitor
    with signing(World(), timezone.now(), settings, tmp_path) as signers:
        program = NCALayer(page, signers)
        page.goto("/sign-in/?next=/security/")
        page.get_by_role("button", name="Sign in with an electronic signature").click()
        assert_accessible(page)
        program.closes_the_window()
        program.press()
        program.says("closed the window")
        own = {"name": "A", "iin": "850314101019", "roles": OWN}
        program.tries(signers.authority.issue(**own), "for signing documents")
        assert_accessible(page)
        program.uses(signers.authority.issue(**own, usage="authentication"))
        program.press_and_send()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign-in and security")
        assert program.asked[-1].content.startswith(b'{"nonce"')


def test_a_session_that_ends_is_warned_of_and_put_off(visitor: Page, settings: Any) -> None:
    settings.IDLE_MINUTES = 5
    make("aigul", Role.ADMINISTRATOR)
    page = visitor
    page.goto("/sign-in/?next=/admin/accounts/add/")
    enter(page, "aigul")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("You will be signed out soon")
    expect(page.locator(".t-ending__time")).to_contain_text("minute")
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_accessible(page)
    settings.IDLE_MINUTES = 30
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.querySelector('dialog h2')")


def look_at(page: Page) -> None:
    """Come back to the page: it looks whether its session stands. Again, where its script had not come yet."""
    looked = "document.dispatchEvent(new Event('visibilitychange')), document.querySelector('dialog[open]') !== null"
    page.wait_for_function(f"() => ({looked})", polling=1000)


def test_what_is_typed_when_the_session_ends_comes_back(visitor: Page, settings: Any) -> None:
    make("aigul", Role.ADMINISTRATOR)
    page = visitor
    page.goto("/sign-in/?next=/admin/accounts/add/")
    enter(page, "aigul")
    page.get_by_label("Sign-in name").fill("serik")
    page.get_by_label("Surname and given names").fill("Серік Әлиұлы")
    settings.IDLE_MINUTES = 0
    look_at(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("You have been signed out")
    assert_accessible(page)
    dialog.get_by_role("button", name="Back to the page").click()
    settings.IDLE_MINUTES = 30
    page.locator("main").get_by_role("button", name="Make an account").click()
    expect(page.locator("main")).to_contain_text("what you sent comes back")
    enter(page, "aigul")
    expect(page.get_by_role("heading", level=1)).to_have_text("What you sent has come back")
    assert_accessible(page)
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Серік Әлиұлы")
    assert Account.objects.filter(login="serik").count() == 1


def test_a_role_of_the_state_is_given_by_two(visitor: Page, context: BrowserContext) -> None:
    """Proposed by one administrator, confirmed by the other; on every page nothing stands in anyone's way."""
    make("aigul", Role.ADMINISTRATOR)
    make("serik", Role.ADMINISTRATOR)
    page = visitor
    page.goto("/sign-in/?next=/admin/accounts/")
    enter(page, "aigul")
    assert_accessible(page)
    page.get_by_role("button", name="Make an account").click()
    page.get_by_label("Sign-in name").fill("dana")
    page.get_by_label("Surname and given names").fill("Дана Құрманғазина")
    page.get_by_label("Make a first password").check()
    assert_accessible(page)
    page.locator("main form button").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Temporary password")
    assert_accessible(page)
    page.get_by_role("button", name="To the account").click()
    assert_accessible(page)
    page.get_by_role("button", name="Give a role").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose a role")
    assert_accessible(page)
    page.locator("[name=role]").select_option("department_head")
    page.locator("[name=region]").select_option("710000000")
    day = timezone.localdate()
    for part in ("day", "month", "year"):
        page.locator(f"[name=first_day_{part}]").fill(str(getattr(day, part)))
    page.locator("[name=reason]").fill("Order no. 12")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("main")).to_contain_text("Another administrator has to confirm it")
    account = page.url
    page.get_by_role("link", name="Look at it").click()
    expect(page.locator("main")).to_contain_text("You proposed this yourself")
    assert_accessible(page)
    context.clear_cookies()
    speak_english(context, page.url.partition("/admin")[0])
    page.goto("/sign-in/?next=/admin/accounts/")
    enter(page, "serik")
    page.get_by_role("link", name="Look at it").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("main")).to_contain_text("It is confirmed and holds now")
    assert page.url == account
    page.set_viewport_size(PHONE)
    assert_accessible(page)
    for path in ("role/", "link/", "close/", "password/"):
        page.goto(f"{account}{path}")
        assert_accessible(page)


def test_without_a_network_nothing_stands_in_the_way(visitor: Page, context: BrowserContext, settings: Any) -> None:
    """Whoever works offline, as inspectors do, is asked nothing; with the network the warning comes."""
    make("aigul", Role.ADMINISTRATOR)
    page = visitor
    page.goto("/sign-in/?next=/admin/accounts/add/")
    enter(page, "aigul")
    expect(page.locator("[data-ending]")).to_be_attached()
    page.wait_for_load_state("networkidle")
    settings.IDLE_MINUTES = 5
    context.set_offline(True)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(300)
    expect(page.get_by_role("dialog")).to_have_count(0)
    context.set_offline(False)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("dialog")).to_contain_text("You will be signed out soon")
