"""One's own page: sessions, sign-ins, password, second factor; nobody else's."""

from __future__ import annotations

import re
from typing import Any

import pyotp
import pytest
from tests.portal.signing_in.conftest import NOW, PASSWORD, Browser, clock, make, with_factor  # noqa: F401

from tirkelim.identity import second_factor
from tirkelim.identity.models import Account, Role

pytestmark = pytest.mark.usefixtures("clock")
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1"
NEW = "four horses in a field"


@pytest.fixture
def account() -> Account:
    """Whose page it is."""
    return make("asem", Role.APPLICANT)


def signed_in(agent: str = CHROME, login: str = "asem") -> Browser:
    browser = Browser()
    browser.post("/sign-in/", {"login": login, "password": PASSWORD}, headers={"User-Agent": agent})
    return browser


def test_open_sessions_are_listed_and_ended(account: Account) -> None:
    """One's own only; this one stays."""
    make("other", Role.APPLICANT)
    here, there, others = signed_in(), signed_in(PHONE), signed_in(login="other")
    page = here.text("/security/")
    assert page.count("Chrome, Linux") == 1
    assert page.count("Safari, iOS") == 1
    here.send("/security/sessions/")
    assert there.get("/security/").status_code == 302
    assert others.get("/security/").status_code == 200
    page = here.text("/security/")
    assert "1 other session was ended" in page
    assert "Safari, iOS" not in page


def test_signing_out_takes_the_session_off_the_list(account: Account) -> None:
    here, there = signed_in(), signed_in(PHONE)
    there.post("/sign-out/")
    assert "Safari, iOS" not in here.text("/security/")


def test_failed_sign_ins_are_seen(account: Account) -> None:
    Browser().enter("asem", "wrong")
    page = signed_in().text("/security/")
    assert page.count(">Refused<") == page.count("Refused") == 1
    assert page.count("Accepted") == 1


def test_the_password_is_changed_by_whoever_knows_it(account: Account) -> None:
    """Other sessions end, this one goes on; the old one is worth nothing."""
    here, there = signed_in(), signed_in(PHONE)
    form = {"present": "wrong", "password": NEW, "again": NEW}
    assert here.send("/security/password/", **form).status_code == 422
    assert here.send("/security/password/", **{**form, "present": PASSWORD}).headers["Location"] == "/security/"
    assert here.get("/security/").status_code == 200
    assert there.get("/security/").status_code == 302
    assert Browser().enter("asem").status_code == 422
    assert Browser().enter("asem", NEW).status_code == 302


def test_guessing_the_present_password_is_locked(account: Account) -> None:
    here = signed_in()
    for _ in range(5):
        here.send("/security/password/", present="wrong", password=NEW, again=NEW)
    assert here.send("/security/password/", present=PASSWORD, password=NEW, again=NEW).status_code == 429


def set_up(browser: Browser) -> str:
    """Set up an authenticator; its secret."""
    page = browser.text("/security/authenticator/")
    secret = re.search(r's-key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")  # type: ignore[index]
    shown = browser.send("/security/authenticator/", code=pyotp.TOTP(secret).at(NOW)).content.decode()
    assert "never again" in shown
    return secret


def test_anyone_may_set_up_a_second_factor_and_take_it_off(account: Account) -> None:
    browser = signed_in()
    secret = set_up(browser)
    assert "10 recovery codes left" in browser.text("/security/")
    assert Browser().enter("asem").headers["Location"] == "/sign-in/code/"
    off = "/security/authenticator/off/"
    assert browser.send(off, code="000000").status_code == 422
    assert browser.send(off, code=pyotp.TOTP(secret).at(NOW.timestamp() + 30)).headers["Location"] == "/security/"
    assert second_factor.active_factor(account.id) is None


def test_it_is_not_taken_off_where_it_is_demanded(settings: Any) -> None:
    admin = make("admin", Role.ADMINISTRATOR)
    browser = signed_in(login="admin")
    secret = set_up(browser)
    settings.SECOND_FACTOR_REQUIRED = True
    code = pyotp.TOTP(secret).at(NOW.timestamp() + 30)
    assert browser.send("/security/authenticator/off/", code=code).headers["Location"] == "/security/"
    assert second_factor.active_factor(admin.id)
    assert "Your role demands it" in browser.text("/security/")


def test_other_recovery_codes_are_made_after_a_code(account: Account) -> None:
    browser = signed_in()
    _, codes = with_factor(account)
    page = browser.send("/security/recovery-codes/", code=codes[0]).content.decode()
    new = re.findall(r"<li>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</li>", page)
    assert len(new) == 10
    fresh = Browser()
    fresh.enter("asem")
    assert fresh.post("/sign-in/code/", {"code": codes[1]}).status_code == 422
    assert fresh.post("/sign-in/code/", {"code": new[0]}).status_code == 302


def test_the_public_has_no_such_page() -> None:
    assert Browser().get("/security/").headers["Location"] == "/sign-in/?next=/security/"
