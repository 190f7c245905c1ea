"""The points that a local executive body asks for: never given by the act, unset by default (reading K2)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone, localdate

from tirkelim.cases.models import Case
from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook
from tirkelim.law.order_503_conformity.points import points_findings, total_points
from tirkelim.law.period import Length
from tirkelim.law.unknown import UNKNOWN
from tirkelim.services.conformity.commission.ground import NotPossible, allow, lock_of, stream_of, written
from tirkelim.services.conformity.commission.reading import SERVICE
from tirkelim.services.conformity.models import Threshold

LONGEST_SOURCE = 300
ALL_SERVICE = Length(99, 0, 0)


def most_points(day: date, book: LawBook) -> int:
    """The highest sum that p.10 can give: a threshold above it could be reached by nobody."""
    total = total_points(points_findings(True, True, True, ALL_SERVICE, day, book))
    if total is UNKNOWN:
        raise ValueError("all criteria are given")
    return total


def set_threshold(command: Command, territory: str, points: int | None, valid_from: date, source: str) -> Done:
    """Set the points asked for from a day on, or (None) take them back. Raises Denied, NotPossible.

    The day lies ahead: an application made before is never measured by it.
    """
    allow(command, "commission.appoint", territory)
    content = {"territory": territory, "points": points, "valid_from": valid_from.isoformat(), "source": source}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(territory))
        _check(territory, points, valid_from, localdate(command.now))
        threshold = Threshold.objects.create(
            territory=territory,
            points=points,
            valid_from=valid_from,
            source=written(source, "source", longest=LONGEST_SOURCE),
            change=made,
        )
        chain.append(stream_of(territory), made, "threshold_set", content)
        return {"threshold": str(threshold.id)}

    return once(command, "commission.set_threshold", content, work)


def take_back(command: Command, threshold: Threshold, reason: str) -> Done:
    """Take back what was entered wrongly, as long as no application is measured by it. Raises Denied, NotPossible."""
    allow(command, "commission.appoint", threshold.territory)
    content = {"threshold": str(threshold.id), "reason": reason}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(threshold.territory))
        written(reason, "reason", longest=LONGEST_SOURCE)
        if is_used(threshold):
            raise NotPossible("threshold_used")
        if not Threshold.objects.filter(pk=threshold.pk, taken_back_by__isnull=True).update(taken_back_by=made):
            raise NotPossible("threshold_gone")
        chain.append(stream_of(threshold.territory), made, "threshold_taken_back", content)
        return {}

    return once(command, "commission.take_back_threshold", content, work)


def is_used(threshold: Threshold) -> bool:
    """Whether an application was made since the threshold holds: it would be measured by something else afterwards."""
    begins = datetime.combine(threshold.valid_from, time.min, tzinfo=get_current_timezone())
    sent = Case.objects.filter(service=SERVICE, territory=threshold.territory, submitted_at__gte=begins)
    return sent.exists()


def _check(territory: str, points: int | None, valid_from: date, today: date) -> None:
    if points is not None and points < 1:
        raise NotPossible("points_too_few", "points")
    if valid_from <= today:
        raise NotPossible("backwards", "valid_from", day=today)
    if Threshold.objects.filter(territory=territory, valid_from=valid_from, taken_back_by__isnull=True).exists():
        raise NotPossible("threshold_taken", "valid_from", day=valid_from)
