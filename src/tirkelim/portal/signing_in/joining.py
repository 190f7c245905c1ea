"""Whose account it is that a provider's IIN, or a certificate's, opens; and an account for those of the register who
have none yet."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.identifiers import BIN, IIN, account_with, has_identifier, link_identifier
from tirkelim.identity.models import Account, Role
from tirkelim.identity.powers import is_powerful
from tirkelim.identity.signin import usable
from tirkelim.journal.change import Command
from tirkelim.portal.residency.words import person_name
from tirkelim.register.identifiers import BadIdentifier, check_iin
from tirkelim.register.merged import kept_for
from tirkelim.register.queries import find_person

LETTERS = "abcdefghjkmnpqrstuvwxyz"


class Nobody(LookupError):
    """There is no account, and none is made: the IIN is not in the register, or the account may not be used."""


class AskAdministrator(LookupError):
    """The person has an account with a role of the state: two administrators link it to the IIN, nobody else."""


def account_of(iin: str, bin: str, language: str, now: datetime) -> Account:
    """The account of an IIN that somebody has proved to be theirs. Raises Nobody, AskAdministrator."""
    number = "".join(iin.split())
    account = account_with(IIN, number) or _account_of_person(number, language, now)
    if not usable(account):
        raise Nobody
    if bin and not is_powerful(account.id, localdate(now)) and not has_identifier(account.id, BIN, bin):
        link_identifier(_command(now), account.id, BIN, bin)
    return account


def _account_of_person(iin: str, language: str, now: datetime) -> Account:
    """The account of the register's person with this IIN, made or linked now."""
    try:
        person = find_person(check_iin(iin, localdate(now), demo=settings.DEMO).number)
    except BadIdentifier:
        person = None
    if person is None:
        raise Nobody
    person = kept_for(person)
    try:
        with transaction.atomic():
            account = Account.objects.filter(person=person).first() or _new_account(person, language, now)
            if not account.is_active:
                raise Nobody
            if is_powerful(account.id, localdate(now)):
                raise AskAdministrator
            link_identifier(_command(now), account.id, IIN, iin)
            return account
    except IntegrityError:
        found = account_with(IIN, iin)  # another window was first
        if found is None:
            raise AskAdministrator from None  # their account stands for another IIN
        return found


def _new_account(person: UUID, language: str, now: datetime) -> Account:
    """An applicant's account: the register's name, a sign-in name that says nothing, no password."""
    login = "u-" + "".join(secrets.choice(LETTERS) for _ in range(10))
    name = person_name(person, localdate(now), now)
    done = add_account(_command(now), login=login, name=name, password=None, person=person, language=language)
    account = Account.objects.get(pk=done.result["account"])
    grant_role(_command(now), account.id, Role.APPLICANT, valid_from=localdate(now))
    return account


def _command(now: datetime) -> Command:
    return Command(uuid4(), None, now, "signed in through a provider or by a signature")
