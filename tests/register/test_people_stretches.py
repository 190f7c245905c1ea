"""A region's list read in stretches is the same as one asked for in one piece, in the same order."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from tests.register.conftest import ABAI, ASTANA, World
from tests.register.test_people_search_reach import settled

from tirkelim.register import people_stretches
from tirkelim.register.as_of import AsOf
from tirkelim.register.models import NameKey, PersonFact
from tirkelim.register.people_filters import filtered
from tirkelim.register.people_reach import Reach, allowed
from tirkelim.register.people_search import PeopleQuery, Standing, people
from tirkelim.register.people_stretches import by_name

pytestmark = pytest.mark.django_db
QUERIES = (
    PeopleQuery(sex="female"),
    PeopleQuery(standing=Standing.WORKING),
    PeopleQuery(standing=Standing.LEFT),
    PeopleQuery(position=20),
)


@pytest.mark.parametrize(("first", "far"), [(1, 3), (1, 1000), (2, 6), (400, 6000)])
def test_stretches_find_whom_one_piece_finds(
    world: World, monkeypatch: pytest.MonkeyPatch, first: int, far: int
) -> None:
    monkeypatch.setattr(people_stretches, "FIRST", first)
    monkeypatch.setattr(people_stretches, "FAR", far)
    chance = Random(first + far)
    organisations = [world.organisation(kato=chance.choice((ASTANA, ABAI))) for _ in range(3)]
    for _ in range(15):  # of three surnames, so that many are called the same
        settled(world, chance, organisations)
    now = AsOf.now(world.now)
    reach = Reach(world.now, organisations=frozenset(organisations[:1]), regions=frozenset({ABAI}))
    found = 0
    for when in (now, AsOf(date(2025, 11, 1), now.known), AsOf(now.valid, now.known - timedelta(seconds=1))):
        for query in QUERIES:
            listed = people(query, when, reach, 50)
            assert listed == in_one_piece(query, when, reach)
            found += len(listed)
    assert found


def in_one_piece(query: PeopleQuery, when: AsOf, reach: Reach) -> list[object]:
    """The same people by one query."""
    now = reach.is_now(when)
    rows = NameKey.objects.all() if now else PersonFact.objects.as_of(*when)
    rows = rows.filter(allowed(reach, former=query.standing is Standing.LEFT))
    column = "words" if now else "search_key"
    return list(by_name(filtered(rows, query, when, reach), column).values_list("person_id", flat=True))
