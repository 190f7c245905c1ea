"""Making a notice: it stands in the cabinet at once, and waits for each way by which the person wants it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from tirkelim.identity.models import Account
from tirkelim.journal.kept import kept
from tirkelim.notices.models import Delivery, Notice, Way

MOST_COUNTED: Final = 99


def tell(
    person: UUID, what: str, words: Mapping[str, str], *, key: str, now: datetime, case: UUID | None = None
) -> bool:
    """Tell a person something, once: False where this very notice was made before."""
    notice = Notice(key=key, person=person, what=what, words=dict(words), case=case, at=now)
    with transaction.atomic():
        Notice.objects.bulk_create([notice], ignore_conflicts=True)
        if not Notice.objects.filter(pk=notice.pk).exists():
            return False
        Delivery.objects.bulk_create(Delivery(notice=notice, way=way, next_at=now) for way in Way.values)
    return True


def see(person: UUID, now: datetime) -> int:
    """The person has opened their notices: how many of them were new."""
    return Notice.objects.filter(person=person, seen_at__isnull=True, at__lte=now).update(seen_at=now)


def unseen(person: UUID) -> int:
    """How many notices a person has not opened yet, up to 99."""
    return len(list(_unseen(person)))


@kept
def _unseen(person: UUID) -> QuerySet[Notice, Any]:
    """Every page of a signed-in person asks this."""
    return Notice.objects.filter(person=person, seen_at__isnull=True).values_list("pk", flat=True)[:MOST_COUNTED]


def language_of(person: UUID) -> str:
    """The language in which a person is told: that of their account."""
    account = account_of(person)
    return account.language if account else settings.LANGUAGE_CODE


def account_of(person: UUID) -> Account | None:
    """The account of a person, if there is one."""
    return Account.objects.filter(person=person, is_active=True).select_related("contact").order_by("login").first()
