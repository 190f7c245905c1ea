"""The second factor: a code of six digits that an authenticator shows for half a minute, or a recovery code.

The secret lies sealed. A code is taken once, and within a step of half a minute before and after its own. Whoever has
lost the authenticator has ten recovery codes, each good for once; without these, two administrators take it off.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import pyotp
from django.conf import settings
from django.db.models import Q
from django.utils.crypto import salted_hmac

from tirkelim.identity import lockout
from tirkelim.identity.models import Account, RecoveryCode, SecondFactor, Way
from tirkelim.identity.sealing import seal, unseal
from tirkelim.identity.signin import Locked, Outcome, SignedIn, Wrong, note
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change

STEP_SECONDS, DIGITS = 30, 6
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of recovery codes: none that looks like another."""
PURPOSE = "second_factor"
ISSUER = "Tirkelim"


class HasOne(ValueError):
    """The account has a second factor already."""


class WrongCode(ValueError):
    """The code does not come from this secret, or not now."""


def new_secret() -> str:
    """A secret to be shown to its owner and to be confirmed by a code."""
    return pyotp.random_base32()


def address_of(secret: str, login: str) -> str:
    """What an authenticator reads from the picture. It names the sign-in name, never the person."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def new_recovery_codes() -> list[str]:
    """Ten codes of twelve letters and digits, to be shown once."""
    return ["-".join(_letters(4) for _ in range(3)) for _ in range(RECOVERY_CODES)]


def active_factor(account: UUID) -> SecondFactor | None:
    """The second factor of an account, if it has one."""
    return SecondFactor.objects.filter(account=account, removed_by__isnull=True).first()


def codes_left(account: UUID) -> int:
    """How many recovery codes are unused."""
    rows = RecoveryCode.objects.filter(factor__account=account, factor__removed_by__isnull=True, used_at__isnull=True)
    return rows.count()


def enrol(command: Command, secret: str, code: str, recovery: Sequence[str]) -> Done:
    """Give the acting account a second factor; a code proves that the authenticator has the secret.

    Raises WrongCode, HasOne, ValueError (no account acts).
    """
    if command.actor is None:
        raise ValueError("a second factor is its owner's to set up")
    account, step = command.actor, _step_of(secret, _digits(code), None, command.now)
    if step is None:
        raise WrongCode
    sealed = seal(PURPOSE, secret.encode(), command.now)

    def work(made: Change) -> Result:
        if active_factor(account) is not None:
            raise HasOne
        row = SecondFactor.objects.create(account_id=account, secret=sealed, last_step=step, change=made)
        _write_recovery_codes(row, recovery)
        append(f"account:{account}", made, "second_factor_added", {})
        return {"factor": str(row.id)}

    return once(command, "identity.add_second_factor", {"account": account}, work)


def renew_recovery_codes(command: Command, recovery: Sequence[str]) -> Done:
    """Give the acting account ten other recovery codes; the ones before are worth nothing. Raises DoesNotExist."""

    def work(made: Change) -> Result:
        row = SecondFactor.objects.get(account=command.actor, removed_by__isnull=True)
        row.recovery_codes.all().delete()
        _write_recovery_codes(row, recovery)
        append(f"account:{row.account_id}", made, "recovery_codes_renewed", {})
        return {"factor": str(row.id)}

    return once(command, "identity.renew_recovery_codes", {"account": command.actor}, work)


def remove_own(command: Command) -> Done:
    """Take the second factor off the acting account; whether it may, and the code, the caller has checked.

    Raises SecondFactor.DoesNotExist.
    """

    def work(made: Change) -> Result:
        if command.actor is None or not write_removal(made, command.actor):
            raise SecondFactor.DoesNotExist
        return {"account": str(command.actor)}

    return once(command, "identity.remove_second_factor", {"account": command.actor}, work)


def write_removal(made: Change, account: UUID) -> bool:
    """Take the second factor off an account inside a change; False where it has none."""
    row = active_factor(account)
    if row is None:
        return False
    row.recovery_codes.all().delete()
    row.secret, row.removed_by = None, made
    row.save(update_fields=["secret", "removed_by"])
    append(f"account:{account}", made, "second_factor_removed", {})
    return True


def check(account: Account, text: str, address: str, now: datetime) -> Outcome:
    """Check a code, or a recovery code, counting failures of the account and of the address."""
    limits = {**lockout.of_codes(account.id), **lockout.of_address(address)}
    until = lockout.locked_until(limits, now)
    if until is not None:
        return Locked(until)
    row = active_factor(account.id)
    code = _digits(text)
    way = Way.CODE if len(code) == DIGITS else Way.RECOVERY_CODE
    fits = row is not None and (_take_code(row, code, now) if way is Way.CODE else _take_recovery(row, text, now))
    note(account, way, address, now, succeeded=fits)
    if fits:
        lockout.forgive(lockout.of_codes(account.id))
        return SignedIn(account)
    lockout.count_failure(limits, now)
    return Wrong()


def _take_code(row: SecondFactor, code: str, now: datetime) -> bool:
    """Whether the code fits and has not been taken; of two that send it at once, one gets in."""
    secret = unseal(PURPOSE, row.secret or "", now).decode()
    step = _step_of(secret, code, row.last_step, now)
    if step is None:
        return False
    unused = Q(last_step__isnull=True) | Q(last_step__lt=step)
    return bool(SecondFactor.objects.filter(unused, pk=row.pk, removed_by__isnull=True).update(last_step=step))


def _take_recovery(row: SecondFactor, text: str, now: datetime) -> bool:
    unused = row.recovery_codes.filter(digest__in=_digests(text), used_at__isnull=True)
    return bool(unused.update(used_at=now))


def _step_of(secret: str, code: str, last: int | None, now: datetime) -> int | None:
    """The step whose code this is: the present one, the one before or after, and none up to the last taken."""
    present, totp = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret)
    for step in (present - 1, present, present + 1):
        if (last is None or step > last) and hmac.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def _write_recovery_codes(row: SecondFactor, recovery: Sequence[str]) -> None:
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=row, digest=_digests(code)[0]) for code in recovery)


def _digests(code: str) -> list[str]:
    """The keyed digest of a recovery code, however it was typed; then under each earlier key."""
    plain = "".join(letter for letter in code.lower() if letter in LETTERS)
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [salted_hmac("tirkelim.recovery", plain, secret=key, algorithm="sha256").hexdigest() for key in keys]


def _digits(text: str) -> str:
    plain = "".join(text.split())
    return plain if plain.isascii() and plain.isdigit() else ""


def _letters(number: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(number))
