"""What changed in the register since the watch over staff last looked, and whose licences that concerns.

A change bears the time at which its command was read, and is seen only once its transaction is over: one that took long
appears among earlier ones. So each look goes back a little behind the newest change seen, and the ids of those seen
within that stretch are kept. What took longer still, the daily look at everything finds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from tirkelim.journal.models import Change
from tirkelim.register.models import (
    BaseWork,
    Certificate,
    CertificateEvent,
    Employment,
    Licence,
    LicenceAnnex,
    LicenceEvent,
    StaffRequirement,
    Training,
)
from tirkelim.services.licence.models import StaffWatch

MARGIN = timedelta(minutes=5)
"""How long a transaction may last and still be seen the moment it is over."""
AT_ONCE = 500
"""Changes looked at in one round."""


class News(NamedTuple):
    """Changes that nobody has looked at yet: ``fresh`` (the oldest first, at most AT_ONCE), all that were found within
    the stretch, and the watch's row, None before the first look."""

    fresh: tuple[tuple[UUID, datetime], ...]
    found: tuple[tuple[UUID, datetime], ...]
    row: StaffWatch | None

    @property
    def newest(self) -> datetime | None:
        """The time of the newest change that is looked at."""
        return max((at for _, at in self.fresh), default=None)


def news(now: datetime) -> News:
    """What the watch has not seen yet. Two queries."""
    row = StaffWatch.objects.first()
    floor = (now if row is None else row.looked_until) - MARGIN
    found = tuple(Change.objects.filter(at__gt=floor).order_by("at").values_list("id", "at"))
    seen = set() if row is None else set(row.seen)
    fresh = tuple((id, at) for id, at in found if str(id) not in seen)
    return News(fresh[:AT_ONCE] if row is not None else fresh, found, row)


def remember(seen: News, now: datetime, *own: UUID) -> None:
    """Keep that these changes were looked at; ``own``: those that the look itself made."""
    before = now if seen.row is None else seen.row.looked_until
    until = max(before, min(seen.newest or before, now))
    looked_at = {str(id) for id, _ in seen.fresh} | (set() if seen.row is None else set(seen.row.seen))
    kept = [str(id) for id, at in seen.found if at > until - MARGIN and str(id) in looked_at]
    values = {"looked_until": until, "seen": kept + [str(id) for id in own]}
    StaffWatch.objects.update_or_create(pk=StaffWatch.ONLY, defaults=values)


def concerned(changes: Collection[UUID]) -> QuerySet[Licence]:
    """The licences whose staff these changes may concern."""
    if _by(StaffRequirement, changes).exists():
        return Licence.objects.all()
    people = _values(_by(Training, changes), "person")
    people |= _values(Certificate.objects.filter(change__in=changes), "person")
    people |= _values(CertificateEvent.objects.filter(change__in=changes), "certificate__person")
    employers = _values(_by(Employment, changes), "organisation") | _values(
        _by(BaseWork, changes), "base__organisation"
    )
    if people:
        employers |= _values(Employment.objects.filter(person__in=people), "organisation")
    licences = _values(Licence.objects.filter(change__in=changes), "pk")
    licences |= _values(LicenceAnnex.objects.filter(change__in=changes), "licence")
    licences |= _values(LicenceEvent.objects.filter(change__in=changes), "licence")
    return Licence.objects.filter(Q(organisation__in=employers) | Q(person__in=people) | Q(pk__in=licences))


def _by(model: type[Model], changes: Iterable[UUID]) -> QuerySet[Model]:
    """The versions of facts that these changes wrote or closed."""
    return model._default_manager.filter(Q(change__in=changes) | Q(closed_by__in=changes))


def _values(rows: QuerySet[Model], name: str) -> set[UUID]:
    return {value for value in rows.values_list(name, flat=True) if value is not None}
