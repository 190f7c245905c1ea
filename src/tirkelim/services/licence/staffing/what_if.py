"""What would be short if somebody left, came, or did not renew a certificate. Nothing is stored."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID


class Leaver(NamedTuple):
    """Somebody who would leave: ``last`` is the last day of work."""

    person: UUID
    last: date


class Joiner(NamedTuple):
    """Somebody who would come: from which day, with certificates in which specialties, to which base (None: all)."""

    first: date
    specialties: frozenset[str]
    base: UUID | None = None


class Scenario(NamedTuple):
    """What is supposed. ``renewed``: certificates that end are renewed in time, but for those of ``not_renewed``
    (certificate ids)."""

    leavers: tuple[Leaver, ...] = ()
    joiners: tuple[Joiner, ...] = ()
    renewed: bool = False
    not_renewed: frozenset[UUID] = frozenset()
