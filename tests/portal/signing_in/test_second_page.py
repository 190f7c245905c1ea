"""After the password: the code, one's own password, an authenticator; until then the session opens nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from tests.portal.signing_in.conftest import NOW, PASSWORD, Browser, Clock, make, with_factor

from tirkelim.identity import second_factor
from tirkelim.identity.models import Role, SignInRecord

pytestmark = pytest.mark.usefixtures("clock")


def test_a_session_without_the_code_opens_nothing(browser: Browser) -> None:
    account = make("aigul", Role.ADMINISTRATOR)
    with_factor(account)
    assert browser.enter("aigul", next="/admin/").headers["Location"] == "/sign-in/code/"
    for path in ("/admin/", "/admin/accounts/", "/security/"):
        assert browser.get(path).headers["Location"].startswith("/sign-in/?next=")
    assert "Name of aigul" not in browser.text("/")


def test_the_code_leads_to_the_page_that_was_wanted(browser: Browser) -> None:
    secret, _ = with_factor(make("aigul", Role.ADMINISTRATOR))
    browser.enter("aigul", next="/admin/")
    assert browser.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    assert browser.post("/sign-in/code/", {"code": pyotp.TOTP(secret).at(NOW)}).headers["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200
    assert list(SignInRecord.objects.order_by("id").values_list("way", "succeeded")) == [
        ("password", True), ("code", False), ("code", True),
    ]  # fmt: skip


def test_the_code_page_is_nothing_without_a_password(browser: Browser) -> None:
    assert browser.get("/sign-in/code/").headers["Location"] == "/sign-in/"
    assert browser.post("/sign-in/code/", {"code": "123456"}).headers["Location"] == "/sign-in/"


def test_a_half_open_session_waits_ten_minutes(browser: Browser, clock: Clock) -> None:
    secret, _ = with_factor(make("aigul"))
    browser.enter("aigul")
    clock.move_to(NOW + timedelta(minutes=11))
    code = pyotp.TOTP(secret).at(NOW + timedelta(minutes=11))
    assert browser.post("/sign-in/code/", {"code": code}).headers["Location"] == "/sign-in/"
    assert "It took too long" in browser.text("/sign-in/")


def test_too_many_codes_lock_and_the_page_says_until_when(browser: Browser) -> None:
    with_factor(make("aigul"))
    browser.enter("aigul")
    for number in range(5):
        assert browser.post("/sign-in/code/", {"code": f"00000{number}"}).status_code == 422
    answer = browser.post("/sign-in/code/", {"code": "000009"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert "in 15 minutes" in answer.content.decode()


def test_a_recovery_code_lets_in_and_few_left_are_said(browser: Browser) -> None:
    _, codes = with_factor(make("aigul", Role.APPLICANT))
    for code in codes[:7]:
        fresh = Browser()
        fresh.enter("aigul")
        assert fresh.post("/sign-in/code/", {"code": code}).status_code == 302
    assert "3 recovery codes left" in fresh.text("/security/")


def test_where_it_is_demanded_an_authenticator_is_set_up_first(browser: Browser, settings: Any) -> None:
    """The picture's key stays the same until it is taken; the codes are shown once."""
    settings.SECOND_FACTOR_REQUIRED = True
    account = make("aigul", Role.ADMINISTRATOR)
    assert browser.enter("aigul", next="/admin/").headers["Location"] == "/sign-in/authenticator/"
    page = browser.text("/sign-in/authenticator/")
    secret = re.search(r's-key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")  # type: ignore[index]
    assert "data:image/svg+xml" in page
    assert browser.send("/sign-in/authenticator/", code="000000").status_code == 422
    shown = browser.send("/sign-in/authenticator/", code=pyotp.TOTP(secret).at(NOW)).content.decode()
    assert len(re.findall(r"<li>[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}</li>", shown)) == 10
    assert browser.get("/admin/").status_code == 302  # not yet
    assert browser.post("/sign-in/go-on/").headers["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200
    assert second_factor.active_factor(account.id)


def test_the_secret_that_was_shown_to_one_is_not_taken_by_the_next(browser: Browser, settings: Any) -> None:
    """Two officials at one computer."""
    settings.SECOND_FACTOR_REQUIRED = True
    shown = []
    for login in ("aigul", "serik"):
        make(login, Role.ADMINISTRATOR)
        browser.enter(login)
        page = browser.text("/sign-in/authenticator/")
        shown.append(re.search(r's-key">([A-Z2-7 ]+)<', page)[1])  # type: ignore[index]
        assert shown[-1] in browser.text("/sign-in/authenticator/")
    assert shown[0] != shown[1]
    old = pyotp.TOTP(shown[0].replace(" ", "")).at(NOW)
    assert browser.send("/sign-in/authenticator/", code=old).status_code == 422


def test_an_applicant_is_not_asked_where_it_is_demanded_of_officials(browser: Browser, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    make("asem", Role.APPLICANT)
    assert browser.enter("asem", next="/security/").headers["Location"] == "/security/"


def test_a_role_that_demands_it_ends_sessions_without_it(browser: Browser, settings: Any) -> None:
    from datetime import date

    from tests.portal.signing_in.conftest import command

    from tirkelim.identity.accounts import grant_role

    settings.SECOND_FACTOR_REQUIRED = True
    account = make("asem", Role.APPLICANT)
    browser.enter("asem")
    assert browser.get("/security/").status_code == 200
    grant_role(command(), account.id, Role.NATIONAL_COORDINATOR, valid_from=date(2026, 3, 2))
    assert browser.get("/security/").status_code == 302


def test_a_temporary_password_opens_only_the_page_that_asks_for_another(browser: Browser) -> None:
    make("aigul", Role.ADMINISTRATOR, temporary=True)
    assert browser.enter("aigul", next="/admin/").headers["Location"] == "/sign-in/password/"
    assert browser.get("/admin/").status_code == 302
    for first, second in ((PASSWORD, PASSWORD), ("short", "short"), ("a longer password", "another password")):
        assert browser.send("/sign-in/password/", password=first, again=second).status_code == 422
    new = "four horses in a field"
    assert browser.send("/sign-in/password/", password=new, again=new).headers["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200
    fresh = Browser()
    assert fresh.enter("aigul").status_code == 422
    assert fresh.enter("aigul", new).status_code == 302


def test_signing_in_halfway_as_another_ends_the_session_before(browser: Browser) -> None:
    make("first", Role.APPLICANT)
    with_factor(make("second"))
    browser.enter("first")
    browser.enter("second")
    assert browser.get("/security/").status_code == 302


def test_the_key_of_the_session_changes_at_each_step(browser: Browser) -> None:
    secret, _ = with_factor(make("aigul"))
    browser.get("/sign-in/provider/")
    keys = []
    browser.enter("aigul")
    keys.append(browser.session.session_key)
    browser.post("/sign-in/code/", {"code": pyotp.TOTP(secret).at(NOW)})
    keys.append(browser.session.session_key)
    assert len(set(keys)) == 2


def test_a_locked_name_is_told_when(browser: Browser) -> None:
    """Known or not: the page is the same."""
    make("aigul")
    pages = []
    for name in ("aigul", "nobody"):
        for _ in range(5):
            assert browser.enter(name, "wrong").status_code == 422
        with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
            answer = browser.enter(name, PASSWORD)
        assert answer.status_code == 429
        pages.append(answer.content.decode())
    assert "in 10 minutes" in pages[0]
    assert pages[0] == pages[1]
