"""Seals: from time to time the heads of all streams are bound together and the past is closed.

A report about the state "as known on D" is final once D is closed: a seal waits for every open transaction, and
no change dated before `closed_until` can be written afterwards.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Max

from tirkelim.journal.chain import BEGINNING, instant
from tirkelim.journal.models import JournalEntry, Seal, SealedHead
from tirkelim.law.digest import digest

Head = tuple[str, int, str]


WAIT_MILLISECONDS = 3000
"""So long a seal waits for open changes. Everybody else who writes waits behind it meanwhile. PostgreSQL's own tidying
of the table gives way after one second to whoever waits for it."""


class SealedLater(ValueError):
    """A seal with this time or a later one exists already."""


class WritersBusy(Exception):
    """A change is open for long, such as an import of all rows or none: try again later."""


def seal(now: datetime, margin: timedelta | None = None) -> Seal:
    """Seal what was written so far and close the time up to `now - margin` (default: the setting).

    The margin lets commands finish whose clock was read a little earlier. Raises SealedLater, WritersBusy.
    """
    margin = timedelta(seconds=settings.SEAL_MARGIN_SECONDS) if margin is None else margin
    with transaction.atomic():
        _wait_for_writers()
        before = Seal.objects.order_by("-id").first()
        if before is not None and now <= before.at:
            raise SealedLater(str(before))
        heads = heads_since(before.watermark if before else 0)
        watermark = JournalEntry.objects.aggregate(last=Max("id"))["last"] or 0
        closed_until = now - margin
        if before is not None:
            closed_until = max(closed_until, before.closed_until)
        prev = before.root if before else BEGINNING
        made = Seal(at=now, closed_until=closed_until, watermark=watermark, prev=prev)
        made.root = seal_root(made, heads)
        made.save(force_insert=True)
        SealedHead.objects.bulk_create(
            [SealedHead(seal=made, stream=stream, seq=seq, hash=link) for stream, seq, link in heads],
            batch_size=500,
        )
        return made


def closed_until() -> datetime | None:
    """The moment up to which what is known can no longer change; None before the first seal."""
    return Seal.objects.order_by("-id").values_list("closed_until", flat=True).first()


def heads_since(watermark: int) -> list[Head]:
    """Last entry of every stream that has entries numbered above `watermark`, sorted by stream."""
    rows = JournalEntry.objects.filter(id__gt=watermark).order_by("stream", "seq")
    # Ascending numbers: the last row of a stream stays.
    newest = {row[0]: row for row in rows.values_list("stream", "seq", "hash").iterator()}
    return sorted(newest.values())


def seal_root(one: Seal, heads: list[Head]) -> str:
    """The root a seal must have: over its heads, its times and the root before."""
    return digest(
        {
            "prev": one.prev,
            "watermark": one.watermark,
            "at": instant(one.at),
            "closed_until": instant(one.closed_until),
            "heads": sorted(heads),
        }
    )


def _wait_for_writers() -> None:
    """Let open changes finish and hold new ones back until the seal is made. Raises WritersBusy.

    On SQLite the immediate transaction does it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout')")
            before = cursor.fetchone()
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{WAIT_MILLISECONDS}ms"])
            try:
                cursor.execute("LOCK TABLE journal_change IN SHARE ROW EXCLUSIVE MODE")
            except OperationalError as waited:
                raise WritersBusy from waited
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", before)
