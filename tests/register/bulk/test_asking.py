"""Many values in one question find what `in` finds, in either database."""

from __future__ import annotations

from uuid import uuid4

from tests.register.conftest import World

from tirkelim.register.bulk.asking import among
from tirkelim.register.models import Person, PersonFact
from tirkelim.register.search_models import NameSlip


def test_people_are_found_by_their_ids(world: World) -> None:
    wanted = {world.person(), world.person()}
    world.person()
    assert set(Person.objects.filter(among("id", [*wanted, uuid4()])).values_list("id", flat=True)) == wanted


def test_facts_are_found_by_their_holders_beside_other_conditions(world: World) -> None:
    one, other = world.person("Оспанова"), world.person("Ахметова")
    found = PersonFact.objects.current().filter(among("person", {one, other}), surname_kk="Ахметова")
    assert [row.person_id for row in found] == [other]


def test_texts_are_asked_for_as_they_stand(world: World) -> None:
    world.person("Ахметова")
    assert NameSlip.objects.filter(among("heard", {"ahmetova", "'", "a,b", "{}", ""})).count() == 1


def test_no_values_find_nothing(world: World) -> None:
    world.person()
    assert not Person.objects.filter(among("id", [])).exists()
    assert not NameSlip.objects.filter(among("heard", ())).exists()
