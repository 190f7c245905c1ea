"""What members of the commission are told: that a sitting is called or off, and that its minutes wait for their word.
No case is named: the agenda is read after signing in."""

from __future__ import annotations

from collections.abc import Iterable

from tirkelim.cases import outbox
from tirkelim.identity.models import Account
from tirkelim.identity.who_holds import reader
from tirkelim.journal.models import Change
from tirkelim.services.conformity.commission.reading import day_of, members_on
from tirkelim.services.conformity.models import Member, Sitting


def tell_of_sitting(sitting: Sitting, what: str, made: Change) -> None:
    """Tell those who are members on the day of the sitting, but not the one who called it or called it off."""
    _tell(members_on(sitting.territory, day_of(sitting)), sitting, what, made)


def tell_of_minutes(sitting: Sitting, made: Change) -> None:
    """Tell those who were present: the minutes are drawn up."""
    _tell(Member.objects.filter(attendances__sitting=sitting), sitting, "minutes_to_sign", made)


def _tell(members: Iterable[Member], sitting: Sitting, what: str, made: Change) -> None:
    accounts = {member.account for member in members} - {made.actor}
    words = {"day": day_of(sitting).isoformat()}
    for account in Account.objects.filter(pk__in=accounts, is_active=True).order_by("login"):
        outbox.tell(reader(account), what, words, f"{what}:{sitting.id}:{account.id}", made)
