"""What the search among licences asks the database is what the register derives, on random histories of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.register.conftest import ASTANA, World

from tirkelim.journal.change import change
from tirkelim.journal.models import Change
from tirkelim.register.commands import licences
from tirkelim.register.licence_models import LicenceEventKind
from tirkelim.register.licence_queries import LicenceOn, licence_on
from tirkelim.register.licence_search import LicenceQuery, Validity, search
from tirkelim.register.licence_status import ENDS, LicenceStatus, licence_status
from tirkelim.register.models import Licence, LicenceEvent

pytestmark = pytest.mark.django_db
KIND = LicenceEventKind
FIRST = date(2026, 1, 1)
DAYS = 12
LATER = datetime(2027, 1, 1, tzinfo=UTC)
ANNEXES = 2
"""Of each of the two licences: an event concerns a licence (None) or one of these."""


class Event(NamedTuple):
    """Something that is written of one of the licences, in the order of the list."""

    licence: int
    annex: int | None
    kind: str
    on: date
    until: date | None


days = st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event on any day, though no officer could record it: the register holds what others wrote, too."""
    kind, on = draw(st.sampled_from((*KIND, KIND.SUSPENDED, KIND.RESUMED))), draw(days)
    until = None
    if kind == KIND.SUSPENDED and draw(st.booleans()):
        until = on + timedelta(days=draw(st.integers(0, 5)))
    annex = draw(st.sampled_from((None, None, None, *range(ANNEXES))))
    return Event(draw(st.integers(0, 1)), annex, kind, on, until)


def written(world: World, issued_on: date) -> Licence:
    """A licence whose two annexes name one subtype each."""
    holder = licences.Holder(world.organisation(), None)
    with change(world.command(), "test") as made:
        row = licences.issue_licence(made, licences.LicenceTerms(holder=holder, issued_on=issued_on, office=ASTANA))
        for subtype in ("1.1", "1.2"):
            base = licences.BaseTerms(
                id=uuid4(), holder=holder, kato=ASTANA, address="Абай көшесі, 5", valid_from=FIRST
            )
            licences.enter_base(made, base)
            terms = licences.AnnexTerms(base=base.id, issued_on=issued_on, subtypes=(licences.Claimed(subtype),))
            licences.add_annex(made, row, terms)
    return row


def happened(rows: Sequence[Licence], told: Sequence[Event]) -> None:
    """Write the events as they are."""
    made = Change.objects.latest("at")
    annexes = [list(row.annexes.order_by("number")) for row in rows]
    for one in told:
        LicenceEvent.objects.create(
            licence=rows[one.licence], annex=None if one.annex is None else annexes[one.licence][one.annex],
            kind=one.kind, on=one.on, until=one.until, ground="court", change=made,
        )  # fmt: skip


def validity(held: LicenceOn) -> Validity | None:
    """How the search would call what is derived; None before the issue."""
    status = held.status.status
    if status in ENDS.values():
        return Validity.ENDED
    return {LicenceStatus.VALID: Validity.VALID, LicenceStatus.SUSPENDED: Validity.SUSPENDED}.get(status)


def found(query: LicenceQuery, day: date) -> set[UUID]:
    """The ids that the search gives, each once."""
    ids = [row.id for row in search(query, day)]
    assert len(ids) == len(set(ids))
    return set(ids)


@pytest.fixture
def two(db: None) -> list[Licence]:
    """A licence given on an early day, and one given in the midst of the days asked about."""
    world = World()
    return [written(world, FIRST + timedelta(days=late)) for late in (1, 6)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=st.lists(events(), max_size=10), asked=st.lists(days, min_size=1, max_size=4))
def test_the_database_finds_what_is_derived(two: list[Licence], told: list[Event], asked: list[date]) -> None:
    with transaction.atomic():
        happened(two, told)
        for day in asked:
            now = [licence_on(row, day, LATER) for row in two]
            for wanted in Validity:
                assert found(LicenceQuery(validity=wanted), day) == {
                    held.licence.id for held in now if validity(held) is wanted
                }
            for subtype in ("1.1", "1.2"):
                assert found(LicenceQuery(subtype=subtype), day) == {
                    held.licence.id for held in now if names(held, subtype, day)
                }
        transaction.set_rollback(True)


def names(held: LicenceOn, subtype: str, day: date) -> bool:
    """Whether an annex that has not ended by its own events names a subtype on a day."""
    over = {*ENDS.values(), LicenceStatus.NOT_YET}
    standing = [one for one in held.annexes if licence_status(one.annex, one.events, day).status not in over]
    issued = held.status.status is not LicenceStatus.NOT_YET
    return issued and any(row.code == subtype for one in standing for row in one.subtypes)
