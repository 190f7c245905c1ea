"""Facts with two time axes: when something held in the world, and when the register knew it.

Every row is one version of one fact (its `line`): it holds from `valid_from` up to, not including, `valid_to`,
and was believed from `known_from` up to, not including, `known_to`. Null ends are open. A row is never rewritten:
a better knowledge closes `known_to` of the old row, once, and adds new rows. So the register answers
"as it was known on D about the day E" for every D and E (253/2020 p.6, p.9).
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, Self, TypeVar

from django.db import IntegrityError, models
from django.db.models import F, Q

from tirkelim.journal import no_overlap
from tirkelim.journal.guards import guard
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change

AXES = frozenset({"id", "known_from", "known_to", "change", "closed_by"})
"""Fields that a new version never takes from the old one."""


class Stale(Exception):
    """The row is no longer what the register knows: read it again and decide again."""


class Overlap(ValueError):
    """The fact would hold twice at the same time."""


class OutOfOrder(ValueError):
    """The change is older than the knowledge it wants to replace."""


class TemporalQuerySet(models.QuerySet[Any]):
    """Questions on the two axes."""

    def as_of(self, valid: date, known: datetime) -> Self:
        """Rows that, as the register knew at `known`, held on the day `valid`."""
        return self.known_at(known).valid_on(valid)

    def known_at(self, known: datetime) -> Self:
        """Rows that the register believed at `known`, whenever they hold."""
        return self.filter(Q(known_to__isnull=True) | Q(known_to__gt=known), known_from__lte=known)

    def valid_on(self, valid: date) -> Self:
        """Rows that hold on the day `valid`, known or corrected."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid), valid_from__lte=valid)

    def current(self, valid: date | None = None) -> Self:
        """Rows of the present knowledge; with `valid`, only those that hold on that day."""
        rows = self.filter(known_to__isnull=True)
        return rows if valid is None else rows.valid_on(valid)


class TemporalRow(models.Model):
    """Base of every register fact. Subclasses inherit `Meta` and are guarded with `guard_temporal`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.UUIDField(help_text="the same fact through all its versions")
    valid_from = models.DateField(help_text="first day on which it holds")
    valid_to = models.DateField(null=True, help_text="first day on which it no longer holds; null: open")
    known_from = models.DateTimeField(help_text="since when the register knows it: the change's time")
    known_to = models.DateTimeField(null=True, help_text="since when the register knows better; null: open")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    objects = TemporalQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(class)s_valid_interval",
            ),
            models.CheckConstraint(
                condition=Q(known_to__isnull=True, closed_by__isnull=True)
                | Q(known_to__gte=F("known_from"), closed_by__isnull=False),
                name="%(class)s_known_interval",
            ),
            models.UniqueConstraint(
                fields=["line", "valid_from"],
                condition=Q(known_to__isnull=True),
                name="%(class)s_one_version",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new row. Raises TypeError for one that is stored already: facts are corrected, not saved."""
        if not self._state.adding:
            raise TypeError("a register fact is never rewritten: use correct, end, replace_from or withdraw")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError: a register fact is withdrawn, not deleted."""
        raise TypeError("a register fact is never deleted: use withdraw")


Row = TypeVar("Row", bound=TemporalRow)


def guard_temporal(model: type[TemporalRow]) -> None:
    """Guard a temporal table: only the end of knowledge may be set, once; no line holds twice on one day."""
    guard(model, set_once=("known_to", "closed_by"))
    no_overlap.alone(model, "line")


def record(row: Row, change: Change) -> Row:
    """Store a new fact, or another stretch of an existing line, as known from `change` on.

    A row without `line` begins a new one. Raises Overlap, OutsideTransaction.
    """
    begins = row.line is None
    row.line = row.line or uuid.uuid4()
    row.change = change
    row.known_from = change.at
    row.known_to = None
    hold(f"line:{row.line}")
    if not begins:
        _refuse_overlap(row)
    try:
        row.save()
    except IntegrityError as refused:
        if no_overlap.is_refusal(refused):
            raise Overlap(f"{type(row).__name__} {row.line} holds while another does that excludes it") from refused
        raise
    return row


def correct(old: Row, change: Change, **values: Any) -> Row:
    """What was believed was wrong: `old` was never so, it was as `values` say (other fields stay).

    Raises Stale, OutOfOrder, Overlap.
    """
    _close(old, change)
    return record(like(old, **values), change)


def end(old: Row, change: Change, valid_to: date, **values: Any) -> Row:
    """The fact stops holding: `valid_to` is the first day without it. Raises as `correct`, and ValueError."""
    if valid_to <= old.valid_from:
        raise ValueError(f"{valid_to} is not after the first day: withdraw a fact that never held")
    return correct(old, change, valid_to=valid_to, **values)


def replace_from(old: Row, change: Change, valid_from: date, **values: Any) -> Row:
    """From the day `valid_from` the fact is otherwise: `old` ends there and the new version begins.

    The new version holds as long as `old` did. From the first day of `old` on, this is a correction.
    Raises as `correct`, and ValueError for a day outside `old`.
    """
    if valid_from < old.valid_from or (old.valid_to is not None and valid_from >= old.valid_to):
        raise ValueError(f"{valid_from} lies outside the version that is to be replaced")
    _close(old, change)
    if valid_from > old.valid_from:
        record(like(old, valid_to=valid_from), change)
    return record(like(old, valid_from=valid_from, **values), change)


def withdraw(old: TemporalRow, change: Change) -> None:
    """The fact never held: the register stops believing it. Raises Stale, OutOfOrder."""
    _close(old, change)


def like(old: Row, **values: Any) -> Row:
    """A new unsaved row, of the same line, that says what `old` says but for `values`: for `record`."""
    kept = {field.attname: getattr(old, field.attname) for field in old._meta.concrete_fields if field.name not in AXES}
    names = {old._meta.get_field(name).name for name in values}
    if names & AXES:
        raise TypeError(f"set by the journal, not by the caller: {sorted(names & AXES)}")
    row = type(old)(**kept)
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _close(old: TemporalRow, change: Change) -> None:
    """Set the end of knowledge of a row, if it is still open."""
    hold(f"line:{old.line}")
    if change.at < old.known_from:
        raise OutOfOrder(f"known since {old.known_from.isoformat()}, the change is of {change.at.isoformat()}")
    open_row = type(old)._default_manager.filter(pk=old.pk, known_to__isnull=True)
    if not open_row.update(known_to=change.at, closed_by=change):
        raise Stale(str(old.pk))


def _refuse_overlap(row: TemporalRow) -> None:
    """Raise Overlap where the present knowledge already has a version of the line within the new one's days."""
    others = type(row)._default_manager.filter(line=row.line, known_to__isnull=True)
    others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=row.valid_from))
    if row.valid_to is not None:
        others = others.filter(valid_from__lt=row.valid_to)
    if others.exists():
        raise Overlap(f"{type(row).__name__} {row.line} already holds within these days")
