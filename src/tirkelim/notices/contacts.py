"""Where a person wants notices. A new e-mail address counts only after the code that was sent to it is typed in."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from tirkelim.identity.counting import count
from tirkelim.identity.models import Account
from tirkelim.notices.by_email import letter_to
from tirkelim.notices.models import Contact

LIFE: Final = timedelta(minutes=30)
TRIES: Final = 5
CODES_AN_HOUR: Final = 5


class EmailFault(StrEnum):
    """Why an address is not confirmed."""

    TOO_MANY = "too_many"  # codes within the hour
    NOT_SENT = "not_sent"  # the mail server did not take the letter
    WRONG = "wrong"
    EXPIRED = "expired"
    SPENT = "spent"  # too many wrong tries


class NotConfirmed(Exception):
    """An address was not confirmed; `fault` says why."""

    def __init__(self, fault: EmailFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def contact_of(account: Account) -> Contact:
    """The contact of an account; a new one, not stored yet, where it has none."""
    return Contact.objects.filter(account=account).first() or Contact(account=account)


def choose_ways(account: Account, *, by_sms: bool, by_email: bool) -> None:
    """Keep by which ways the account wants notices; the cabinet always has them."""
    Contact.objects.update_or_create(account=account, defaults={"by_sms": by_sms, "by_email": by_email})


def send_code(account: Account, email: str, now: datetime) -> None:
    """Send a code to a new address, which takes the place of the one before once it is confirmed.

    Raises NotConfirmed (too many codes, letter not taken).
    """
    done, _since = count(
        salted_hmac("tirkelim.notices.codes", str(account.pk)).hexdigest()[:64], now, timedelta(hours=1)
    )
    if done > CODES_AN_HOUR:
        raise NotConfirmed(EmailFault.TOO_MANY)
    digits = f"{secrets.randbelow(10**6):06d}"
    with override(account.language):
        text = _("Your code: %(code)s. Type it where you asked for it. If you did not ask, ignore this letter.") % {
            "code": digits
        }
    try:
        letter_to(email, text, account.language).send(fail_silently=False)
    except OSError as failure:
        raise NotConfirmed(EmailFault.NOT_SENT) from failure
    Contact.objects.update_or_create(
        account=account,
        defaults={
            "new_email": email,
            "code_digest": _digest(account, email, digits),
            "code_sent_at": now,
            "code_tries": 0,
        },
    )


def confirm(account: Account, typed: str, now: datetime) -> Contact:
    """Confirm the address by its code. Raises NotConfirmed; each wrong code counts."""
    with transaction.atomic():
        held = Contact.objects.select_for_update().filter(account=account).first()
        if held is None or held.code_sent_at is None or now >= held.code_sent_at + LIFE:
            raise NotConfirmed(EmailFault.EXPIRED)
        if held.code_tries >= TRIES:
            raise NotConfirmed(EmailFault.SPENT)
        fits = constant_time_compare(held.code_digest, _digest(account, held.new_email, "".join(typed.split())))
        if fits:
            held.email, held.confirmed_at = held.new_email, now
            held.new_email, held.code_digest, held.code_sent_at = "", "", None
        else:
            held.code_tries += 1
        held.save()
    if not fits:
        raise NotConfirmed(EmailFault.WRONG)
    return held


def forget_email(account: Account) -> None:
    """Take the address away."""
    Contact.objects.filter(account=account).update(
        email="", confirmed_at=None, new_email="", code_digest="", code_sent_at=None, code_tries=0
    )


def _digest(account: Account, email: str, digits: str) -> str:
    return salted_hmac(f"tirkelim.notices.code:{account.pk}:{email}", digits, algorithm="sha256").hexdigest()
