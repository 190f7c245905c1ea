"""Work that follows from a change: written with it in one transaction, done afterwards by ``work``, at least once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tirkelim.cases.models import Case, Complaint, Decision, Outbox
from tirkelim.documents.sealing import sealed_outside
from tirkelim.journal.models import Change
from tirkelim.notices.sending import send_waiting
from tirkelim.signatures.seal import CannotSeal

MOST_ATTEMPTS = 10
ERROR_LENGTH = 100
#: Documents that could not be sealed rest this long, so that messages do not wait behind them.
REST = timedelta(seconds=30)

Worker = Callable[[Outbox, datetime], None]
_workers: dict[str, Worker] = {}
resting_until: dict[str, datetime] = {}
"""Kinds of work of this process that wait for the department's seal."""


def worker(kind: str, work: Worker) -> None:
    """Say who does the work of a kind; called by the wiring in ``conf``."""
    _workers[kind] = work


def make_document(decision: Decision, change: Change) -> None:
    """Ask for the document of a decision."""
    _enqueue("document", str(decision.id), {}, f"document:{decision.id}", change)


def make_answer(complaint: Complaint, change: Change) -> None:
    """Ask for the document of an answered complaint."""
    _enqueue("complaint_answer", str(complaint.id), {}, f"complaint_answer:{complaint.id}", change)


def make_paper(kind: str, id: UUID, change: Change) -> None:
    """Ask for a document that is neither a decision's nor a complaint's; the worker of its kind makes it."""
    _enqueue(kind, str(id), {}, f"{kind}:{id}", change)


def tell_applicant(case: Case, what: str, change: Change) -> None:
    """Ask for a message to the applicant; the text and the number are found when it is sent."""
    _enqueue("message", str(case.id), {"what": what}, f"message:{case.id}:{change.id}", change)


def tell(reader: UUID | str, what: str, words: Mapping[str, str], key: str, change: Change) -> None:
    """Ask for a notice about something that is no application; ``words`` go into its text. ``reader``: a person, or an
    account that belongs to nobody in the register (identity/who_holds.py)."""
    Outbox.objects.bulk_create([notice(reader, what, words, key, change)], ignore_conflicts=True)


def notice(reader: UUID | str, what: str, words: Mapping[str, str], key: str, change: Change) -> Outbox:
    """The row of such a notice, for writers of many."""
    return Outbox(kind="notice", to=str(reader), body={"what": what, **words}, dedupe_key=key, change=change)


def _enqueue(kind: str, to: str, body: dict[str, str], key: str, change: Change) -> None:
    row = Outbox(kind=kind, to=to, body=body, dedupe_key=key, change=change)
    Outbox.objects.bulk_create([row], ignore_conflicts=True)


def work(now: datetime, limit: int = 100) -> int:
    """Do what waits, oldest first, and say how much was done. A failed piece is tried again, ten times at most. Then
    the notices that came of it are sent, and those whose next try is due."""
    waiting = Outbox.objects.filter(delivered_at__isnull=True, attempts__lt=MOST_ATTEMPTS).order_by("id")
    done = 0
    for message in waiting.exclude(kind__in=_resting(now))[:limit]:
        if message.kind not in _resting(now):
            done += _deliver(message, now)
    send_waiting(now)
    return done


def _resting(now: datetime) -> list[str]:
    return [kind for kind, until in resting_until.items() if now < until <= now + REST]


def _carry_out(message: Outbox, now: datetime) -> None:
    with transaction.atomic():
        _workers[message.kind](message, now)
        Outbox.objects.filter(pk=message.pk).update(delivered_at=now, attempts=message.attempts + 1)


def _deliver(message: Outbox, now: datetime) -> bool:
    """Deliver one message. Its work may be repeated after a crash, so every worker tolerates repetition."""
    try:
        sealed_outside(lambda: _carry_out(message, now))
    except CannotSeal as waits:  # nothing is wrong with the work itself, so it is not given up after some attempts
        resting_until[message.kind] = now + REST
        error = f"{type(waits).__name__}: {waits}"[:ERROR_LENGTH]
        Outbox.objects.filter(pk=message.pk).update(last_error=error)
        return False
    except Exception as failure:  # whatever fails, the others go on and this one is tried again
        name = type(failure).__name__
        Outbox.objects.filter(pk=message.pk).update(attempts=message.attempts + 1, last_error=name)
        return False
    return True
