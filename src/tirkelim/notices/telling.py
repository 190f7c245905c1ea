"""Making a notice: it stands in the cabinet at once, and waits for each way by which its reader wants it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from tirkelim.identity.models import Account
from tirkelim.identity.who_holds import OF_ACCOUNT
from tirkelim.journal.kept import kept
from tirkelim.notices.models import Delivery, Notice, Way

MOST_COUNTED: Final = 99


def tell(
    reader: UUID | str, what: str, words: Mapping[str, str], *, key: str, now: datetime, case: UUID | None = None
) -> bool:
    """Tell a reader something, once: False where this very notice was made before."""
    whom = _column(reader)
    notice = Notice(key=key, what=what, words=dict(words), case=case, at=now, **whom)
    with transaction.atomic():
        Notice.objects.bulk_create([notice], ignore_conflicts=True)
        if not Notice.objects.filter(pk=notice.pk).exists():
            return False
        Delivery.objects.bulk_create(Delivery(notice=notice, way=way, next_at=now) for way in Way.values)
    return True


def notices_of(account: Account) -> QuerySet[Notice]:
    """What the account's person, or the account itself, was told."""
    whom = Q(account=account.id)
    return Notice.objects.filter(whom | Q(person=account.person) if account.person else whom)


def see(account: Account, now: datetime) -> int:
    """The reader has opened the notices: how many of them were new."""
    return notices_of(account).filter(seen_at__isnull=True, at__lte=now).update(seen_at=now)


def unseen(account: Account) -> int:
    """How many notices a reader has not opened yet, up to 99. Every page of somebody signed in asks this, once."""
    if account.person is None:
        return len(_unseen_of_account(account.id))
    return len(_unseen_of_person(account.id, account.person))


@kept
def _unseen_of_person(account: UUID, person: UUID) -> QuerySet[Notice, Any]:
    return _unseen(Q(account=account) | Q(person=person))


@kept
def _unseen_of_account(account: UUID) -> QuerySet[Notice, Any]:
    return _unseen(Q(account=account))


def _unseen(whom: Q) -> QuerySet[Notice, Any]:
    return Notice.objects.filter(whom, seen_at__isnull=True).values_list("pk", flat=True)[:MOST_COUNTED]


def language_of(notice: Notice) -> str:
    """The language in which a reader is told: that of the account."""
    account = account_of(notice)
    return account.language if account else settings.LANGUAGE_CODE


def account_of(notice: Notice) -> Account | None:
    """The account of a notice's reader, if there is one."""
    whom = Q(pk=notice.account) if notice.account else Q(person=notice.person)
    return Account.objects.filter(whom, is_active=True).select_related("contact").order_by("login").first()


def _column(reader: UUID | str) -> dict[str, UUID]:
    word = str(reader)
    if word.startswith(OF_ACCOUNT):
        return {"account": UUID(word.removeprefix(OF_ACCOUNT))}
    return {"person": UUID(word)}
