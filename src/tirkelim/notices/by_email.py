"""A notice as an e-mail, to an address that its owner has confirmed; sent by SMTP (Django's mail settings)."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from tirkelim.notices.catalogue import write
from tirkelim.notices.models import Delivery
from tirkelim.notices.outcome import Ended, Outcome, Sent
from tirkelim.notices.telling import account_of


def send(delivery: Delivery, now: datetime) -> Outcome:
    """Send one notice. Raises what the mail server's refusal raises, for another try."""
    account = account_of(delivery.notice)
    contact = getattr(account, "contact", None)
    if account is None or contact is None or not contact.email or contact.confirmed_at is None:
        return Ended("no_address")
    if not contact.by_email:
        return Ended("not_wanted")
    message_id = f"<{delivery.pk}@{_host()}>"
    letter = letter_to(
        contact.email, write(delivery.notice.what, delivery.notice.words, account.language), account.language
    )
    # The same id each time: a mail program shows a repetition once.
    letter.extra_headers["Message-ID"] = message_id
    letter.send(fail_silently=False)
    return Sent(message_id)


def letter_to(address: str, text: str, language: str) -> EmailMessage:
    """A letter of plain text: the notice, where to read more, and who answers questions."""
    with override(language):
        foot = _(
            "Your cabinet: %(address)s\nQuestions: contact centre %(number)s. Please do not answer this letter."
        ) % {
            "address": f"{settings.PUBLIC_URL}/notices/",
            "number": settings.CONTACT_CENTRE,
        }
        subject = _("Notice from the register of health workers")
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
    return EmailMessage(subject, f"{text}\n\n{foot}\n", settings.DEFAULT_FROM_EMAIL, [address], headers=headers)


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"
