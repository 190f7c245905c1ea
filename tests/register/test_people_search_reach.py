"""Nobody is found beyond the rights of the reader: random people, jobs and roles, against `person_scope`."""

from __future__ import annotations

from datetime import date
from random import Random
from uuid import UUID

import pytest
from tests.register.conftest import ABAI, ASTANA, World

from tirkelim.identity.accounts import add_account, grant_role
from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import forget, may
from tirkelim.register import commands
from tirkelim.register.as_of import AsOf
from tirkelim.register.people_search import PeopleQuery, find, people, reach_of
from tirkelim.register.scopes import person_scope

pytestmark = pytest.mark.django_db
QUERIES = (
    PeopleQuery(name="әсем"),
    PeopleQuery(name="Сейит"),
    PeopleQuery(name="Seitova"),
    PeopleQuery(name="с"),
    PeopleQuery(position=20),
    PeopleQuery(region=ABAI),
    PeopleQuery(sex="female"),
)


@pytest.mark.parametrize("seed", range(4))
def test_found_is_who_may_be_found(world: World, seed: int) -> None:
    chance = Random(seed)
    organisations = [world.organisation(kato=chance.choice((ASTANA, ABAI))) for _ in range(4)]
    everybody = [settled(world, chance, organisations) for _ in range(12)]
    account = reader(world, chance, organisations)
    when, within = AsOf.now(world.now), reach_of(account, world.now)
    scopes = {person: person_scope(person, when.valid) for person in everybody}
    allowed = {person for person in everybody if may(account, "people.find", scopes[person], on=when.valid)}
    for query in QUERIES:
        page = find(query, when, within, limit=100)
        found = {hit.person for hit in page.hits}
        assert found <= allowed, query
        assert found == set(people(query, when, within, 100)), query
    assert {hit.person for hit in find(PeopleQuery(name="әсем"), when, within, limit=100).hits} == allowed
    assert {hit.person for hit in find(PeopleQuery(sex="female"), when, within, limit=100).hits} == allowed


def settled(world: World, chance: Random, organisations: list[UUID]) -> UUID:
    """Someone who lives somewhere or nobody knows where, and works nowhere, once worked, or works in one or two."""
    home = chance.choice(({}, {"residence_kato": ASTANA}, {"residence_kato": ABAI}))
    person = world.person(chance.choice(("Сейітова", "Сейдахметова", "Оспанова")), **home)
    for number, organisation in enumerate(chance.sample(organisations, chance.randrange(3))):
        job = world.job(person, organisation, is_main=number == 0)
        if chance.random() < 0.3:
            commands.leave(world.command(), job, left_on=date(2025, 12, 1), reason="own_wish")
    return person


def reader(world: World, chance: Random, organisations: list[UUID]) -> Account:
    """Somebody with one or two roles at random."""
    done = add_account(world.command(), login="reader", name="reader", password=None)
    account = Account.objects.get(pk=done.result["account"])
    for _ in range(chance.choice((1, 2))):
        role, where = chance.choice((
            (Role.HR_OFFICER, {"organisation": chance.choice(organisations)}),
            (Role.HEAD_OF_ORGANISATION, {"organisation": chance.choice(organisations)}),
            (Role.DEPARTMENT_OFFICER, {"territory": chance.choice((ASTANA, ABAI))}),
            (Role.NATIONAL_COORDINATOR, {}),
            (Role.MINISTRY_OFFICER, {}),
        ))  # fmt: skip
        grant_role(world.command(), account.id, role, valid_from=date(2025, 1, 1), **where)
    forget(account)
    return account
