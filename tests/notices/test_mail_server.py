"""Letters through a real mail server: what arrives is what was meant, and nothing more."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from tests.notices.conftest import NOW, Told

from tirkelim.conf.options import BadSetting, mail
from tirkelim.notices.models import Way
from tirkelim.notices.sending import send_waiting


class Box:
    """What the mail server took, or the answer with which it takes nothing."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.refuses = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a letter."""
        if self.refuses:
            return self.refuses
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))  # type: ignore[arg-type]
        return "250 OK"


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    """A mail server on this machine, at a free port."""
    found = Box()
    port = free_port()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    for name, value in mail(f"smtp://127.0.0.1:{port}", settings.HOME).items():
        setattr(settings, name, value)
    yield found
    controller.stop()


def test_a_letter_arrives_with_the_notice_and_without_a_name(told: Told, box: Box) -> None:
    told.tell()
    send_waiting(NOW)
    [(to, letter)] = box.letters
    text = letter.get_content()
    assert to == ["aigerim@example.kz"]
    assert "Ваш сертификат отозван" in text
    assert "/notices/" in text
    assert "Әйгерім" not in str(letter)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].startswith(f"<{told.delivery(Way.EMAIL).pk}@")


def test_a_server_that_refuses_is_asked_again_later(told: Told, box: Box) -> None:
    told.tell()
    box.refuses = "451 later"
    send_waiting(NOW)
    waiting = told.delivery(Way.EMAIL)
    assert waiting.sent_at is None
    assert waiting.fault == "SMTPDataError"
    box.refuses = ""
    assert waiting.next_at is not None
    send_waiting(waiting.next_at)
    assert len(box.letters) == 1


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+starttls://me:p%40ss@mail.example", 587, True, False),
        ("smtps://mail.example:4650", 4650, False, True),
    ],
)
def test_how_a_server_is_reached(url: str, port: int, tls: bool, ssl: bool, settings: Any) -> None:
    found = mail(url, settings.HOME)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)
    if "@" in url:
        assert found["EMAIL_HOST_PASSWORD"] == "p@ss"


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_what_is_no_address_of_a_server_is_refused(url: str, settings: Any) -> None:
    with pytest.raises(BadSetting):
        mail(url, settings.HOME)
