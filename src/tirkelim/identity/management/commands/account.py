"""`account`: what has to be done to accounts where no administrator can: from the machine itself."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any
from uuid import UUID, uuid4

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from tirkelim.identity import lasting, lockout
from tirkelim.identity.accounts import add_account, grant_role, unlock
from tirkelim.identity.logins import BadLogin, check_login
from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.identity.second_factor import write_removal
from tirkelim.journal.change import Command as Change
from tirkelim.journal.change import Done, Result, once

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    """The first two administrators, a lost second factor of the last ones, a lock, and tidying up."""

    help = "Makes the first two administrators; takes off a second factor; ends a lock; tidies up old sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word for what is done, then whom it is done to."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        first = deeds.add_parser("administrators", help="make the first two administrators, with temporary passwords")
        for number in ("first", "second"):
            first.add_argument(f"{number}_login")
            first.add_argument(f"{number}_name")
        for deed, help_text in (
            ("reset-second-factor", "take the second factor off an account whose owner cannot get in"),
            ("unlock", "end the lock of a sign-in name"),
        ):
            deeds.add_parser(deed, help=help_text).add_argument("login")
        deeds.add_parser("tidy", help="delete sessions and counters that are over; for a daily timer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was done."""
        deed = options["deed"]
        if deed == "administrators":
            self._administrators([(options[f"{one}_login"], options[f"{one}_name"]) for one in ("first", "second")])
        elif deed == "tidy":
            now = timezone.now()
            self.stdout.write(f"{lasting.tidy(now)} sessions and {lockout.forget_old_failures(now)} counters deleted")
        else:
            account = Account.objects.filter(login=options["login"].strip().lower()).first()
            if account is None:
                raise CommandError("there is no such account")
            if deed == "unlock":
                unlock(_command("unlock"), account.id)
            else:
                _reset(account.id)
            self.stdout.write(f"{account.login}: done")

    @transaction.atomic
    def _administrators(self, people: list[tuple[str, str]]) -> None:
        if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
            raise CommandError("there are administrators already: they make all others, two together")
        try:
            logins = [check_login(login) for login, _ in people]
        except BadLogin as bad:
            raise CommandError(str(bad)) from bad
        if len(set(logins)) < len(logins):
            raise CommandError("two administrators are two people: give two sign-in names")
        for login, name in people:
            password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
            done = add_account(
                _command("first administrators"), login=login, name=name, password=password, temporary=True
            )
            account = UUID(done.result["account"])
            grant_role(_command("first administrators"), account, Role.ADMINISTRATOR, valid_from=_today())
            self.stdout.write(f"{login}: temporary password {password}")
        self.stdout.write("Hand them over in person. Each opens only the page that asks for another password.")


def _reset(account: UUID) -> Done:
    def work(made: Any) -> Result:
        if not write_removal(made, account):
            raise CommandError("the account has no second factor")
        lasting.end_sessions(account)
        return {"account": str(account)}

    return once(_command("reset by command line"), "identity.reset_second_factor", {"account": account}, work)


def _command(why: str) -> Change:
    return Change(uuid4(), None, timezone.now(), why)


def _today() -> Any:
    return localdate(timezone.now())
