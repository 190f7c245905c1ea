"""Sessions end, say so, can be put off; and what was sent too late comes back to whoever sent it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.portal.signing_in.conftest import NOW, Browser, Clock, make

from tirkelim.identity.models import OpenSession, Role

pytestmark = pytest.mark.usefixtures("clock")
FORM = "/licence-office/reference/staff/add/"


@pytest.fixture
def signed_in(browser: Browser) -> Browser:
    """An administrator who has just signed in."""
    make("aigul", Role.ADMINISTRATOR)
    browser.enter("aigul")
    return browser


def left(browser: Browser) -> dict[str, Any]:
    return dict(browser.get("/sign-in/left/").json())


def test_a_session_in_which_nothing_happens_ends(signed_in: Browser, clock: Clock) -> None:
    clock.move_to(NOW + timedelta(minutes=29))
    assert signed_in.get("/security/").status_code == 200
    clock.move_to(NOW + timedelta(minutes=58))
    assert signed_in.get("/security/").status_code == 200
    clock.move_to(NOW + timedelta(minutes=88))
    assert signed_in.get("/security/").headers["Location"] == "/sign-in/?next=/security/"
    assert "nothing was done for a while" in signed_in.text("/sign-in/")
    assert not OpenSession.objects.exists()


def test_no_session_lasts_longer_than_the_limit(signed_in: Browser, clock: Clock) -> None:
    for minutes in range(20, 480, 20):
        clock.move_to(NOW + timedelta(minutes=minutes))
        assert signed_in.get("/security/").status_code == 200
    assert left(signed_in) == {"seconds": 20 * 60, "last": True}
    clock.move_to(NOW + timedelta(minutes=480))
    assert signed_in.get("/security/").status_code == 302


def test_asking_how_long_is_left_puts_nothing_off(signed_in: Browser, clock: Clock) -> None:
    clock.move_to(NOW + timedelta(minutes=26))
    assert left(signed_in) == {"seconds": 240, "last": False}
    clock.move_to(NOW + timedelta(minutes=30))
    assert left(signed_in) == {"seconds": 0, "last": True}


def test_staying_signed_in_works_by_script_and_without(signed_in: Browser, clock: Clock) -> None:
    clock.move_to(NOW + timedelta(minutes=26))
    answer = signed_in.post("/sign-in/stay/", headers={"Accept": "application/json"})
    assert answer.json() == {"seconds": 1800, "last": False}
    assert signed_in.post("/sign-in/stay/", {"next": "/about/"}).headers["Location"] == "/about/"
    assert signed_in.post("/sign-in/stay/", {"next": "https://other.example/"}).headers["Location"] == "/security/"


def test_a_page_knows_how_long_its_session_lasts(signed_in: Browser) -> None:
    page = signed_in.text("/security/")
    assert 'data-seconds="1800"' in page
    assert "Signed in until 10:30" in page  # 30 minutes after 10:00 in Almaty


def sent_too_late(browser: Browser, clock: Clock, **more: Any) -> str:
    """A form sent when the session has ended; where that leads."""
    clock.move_to(NOW + timedelta(minutes=45))
    answer = browser.send(FORM, position="дәрігер", note=["бір", "екі"], **more)
    return str(answer.headers["Location"])


def test_a_form_sent_too_late_comes_back_whole(signed_in: Browser, clock: Clock) -> None:
    assert sent_too_late(signed_in, clock, new_password="x") == f"/sign-in/?next={FORM}"
    assert "what you sent comes back" in signed_in.text("/sign-in/")
    assert "дәрігер" not in repr(dict(signed_in.session))
    assert signed_in.enter("aigul", next=FORM).headers["Location"] == "/sign-in/again/"
    page = signed_in.text("/sign-in/again/")
    for value in ("дәрігер", "бір", "екі"):
        assert f'value="{value}"' in page
    assert "new_password" not in page
    assert f'action="{FORM}"' in page
    signed_in.send(FORM, position="дәрігер")
    assert signed_in.get("/sign-in/again/").headers["Location"] == "/"  # it is sent: nothing waits any more


def test_it_never_comes_back_to_another(signed_in: Browser, clock: Clock) -> None:
    make("serik", Role.ADMINISTRATOR)
    sent_too_late(signed_in, clock)
    assert signed_in.enter("serik", next=FORM).headers["Location"] == FORM
    assert signed_in.get("/sign-in/again/").headers["Location"] == "/"
    signed_in.post("/sign-out/")
    signed_in.enter("aigul")
    assert "дәрігер" not in signed_in.text("/sign-in/again/")


def test_it_is_kept_for_half_an_hour(signed_in: Browser, clock: Clock) -> None:
    sent_too_late(signed_in, clock)
    clock.move_to(NOW + timedelta(minutes=76))
    assert signed_in.enter("aigul", next=FORM).headers["Location"] == FORM


def test_it_can_be_given_up(signed_in: Browser, clock: Clock) -> None:
    sent_too_late(signed_in, clock)
    signed_in.enter("aigul")
    assert signed_in.post("/sign-in/again/").headers["Location"] == FORM
    assert signed_in.get("/sign-in/again/").headers["Location"] == "/"


def test_files_are_not_kept_and_the_page_says_so(signed_in: Browser, clock: Clock) -> None:
    sent_too_late(signed_in, clock, scan=SimpleUploadedFile("a.pdf", b"%PDF"))
    signed_in.enter("aigul")
    assert "choose them again" in signed_in.text("/sign-in/again/")


def test_what_is_larger_than_any_form_is_not_kept(signed_in: Browser, clock: Clock) -> None:
    assert sent_too_late(signed_in, clock, long="ұзақ" * 50_000)
    assert "was not saved" in signed_in.text("/sign-in/")


@pytest.mark.parametrize(
    "sent", [{"content_type": "application/json"}, {"headers": {"Sec-Fetch-Mode": "cors"}}], ids=["json", "script"]
)
def test_what_a_script_sends_is_not_kept(signed_in: Browser, clock: Clock, sent: dict[str, Any]) -> None:
    """It is told, and sends it again by itself."""
    clock.move_to(NOW + timedelta(minutes=45))
    assert signed_in.post(FORM, {"a": "b"}, **sent).status_code == 302
    assert "kept_form" not in signed_in.session


def test_a_strangers_form_is_not_kept(browser: Browser) -> None:
    browser.send(FORM, position="дәрігер")
    assert "was not saved" in browser.text("/sign-in/")
    assert "kept_form" not in browser.session
