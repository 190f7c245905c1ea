"""Makes the demo through the system's own commands, at moments of the past counted back from today."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from tirkelim.demo import names
from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.models import Account, Role
from tirkelim.journal.change import Command
from tirkelim.law.book import current_book
from tirkelim.register import commands
from tirkelim.register.identifiers import control_digit

NAMESPACE = UUID("2f1a9d34-5c0e-5d5a-9a1f-0d6b5f2f7c10")
ALMATY = ZoneInfo("Asia/Almaty")
PASSWORD = "tirkelim-demo"  # noqa: S105 - the demo's sign-ins are printed on its first page
YEARS_BACK = 3
"""How long ago the demo's register begins."""


class Maker:
    """Hands out commands with ids that are the same in every run, ever later moments, and synthetic numbers."""

    def __init__(self, today: date, seed: int = 7) -> None:
        self.today = today
        self.chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
        self._serial = 0
        self._commands = 0
        self.now = self.at(date(today.year - YEARS_BACK, 1, 15))

    def at(self, day: date, hour: int = 10, minute: int = 0) -> datetime:
        """A moment of a day in Almaty."""
        return datetime.combine(day, time(hour, minute), ALMATY)

    def working_day(self, back: int) -> date:
        """The working day so many working days before today (0: today or the last one before it)."""
        calendar = current_book().calendar
        day = calendar.on_or_before(self.today)
        for _ in range(back):
            day = calendar.on_or_before(day - timedelta(days=1))
        return day

    def command(self, actor: Account | None = None, at: datetime | None = None) -> Command:
        """The next command; a second later than the last one unless a moment is given."""
        self._commands += 1
        self.now = at or self.now + timedelta(seconds=1)
        return Command(uuid5(NAMESPACE, str(self._commands)), actor.id if actor else None, self.now, "demo")

    def iin(self, born: date, male: bool) -> str:
        """A number of the 19th century, which nobody living can hold."""
        return self._number(f"{born:%y%m%d}{1 if male else 2}", 4)

    def bin(self) -> str:
        """A number of an organisation registered in the future."""
        return self._number("310640", 5)

    def _number(self, start: str, digits: int) -> str:
        while True:
            self._serial += 1
            eleven = f"{start}{self._serial:0{digits}}"
            control = control_digit(eleven)
            if control is not None:
                return f"{eleven}{control}"

    def person(
        self, *, born: date | None = None, name: names.Name | None = None, **facts: Any
    ) -> tuple[UUID, names.Name]:
        """A person of the register: id and name, which is drawn at random unless given."""
        name = name or names.draw(self.chance)
        birth = born or date(self.chance.randint(1962, 2001), self.chance.randint(1, 12), self.chance.randint(1, 28))
        iin = self.iin(birth, name.male)
        known = {
            **{key: value for key, value in name._asdict().items() if key != "male"},
            "sex": "male" if name.male else "female",
            "birth_date": birth,
            "citizenship": "KAZ",
            "document_kind": "identity_card",
            "document_number": f"0{self.chance.randint(10_000_000, 49_999_999)}",
            **facts,
        }
        done = commands.add_person(self.command(), known, iin=iin)
        return UUID(done.result["person"]), name

    def account(self, login: str, name: str, role: Role, *, language: str = "kk", **where: Any) -> Account:
        """A demo account with one role."""
        person = where.pop("person", None)
        done = add_account(
            self.command(), login=login, name=name, password=PASSWORD, person=person, language=language, demo=True
        )
        account = Account.objects.get(pk=done.result["account"])
        grant_role(self.command(), account.id, role, valid_from=self.now.date(), **where)
        return account
