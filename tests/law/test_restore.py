"""Stored facts read back: what was stored, what was not known yet, and what cannot be read any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tirkelim.law.digest import plain
from tirkelim.law.order_503_conformity.facts import Commission, ConformityFacts
from tirkelim.law.restore import CannotRestore, restore
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN, Maybe

FACTS = ConformityFacts(
    action=Action.ISSUE,
    applied_on=date(2022, 2, 14),
    filed=frozenset({"application"}),
    commission=Commission(date(2022, 2, 16), "M-1", True, True),
    references=(("commission", "M-1"),),
)


@dataclass(frozen=True)
class Paper:
    """A fact of a class of its own."""

    name: str
    pages: Maybe[int] = UNKNOWN


@dataclass(frozen=True)
class Papers:
    """What holds it, with and without the way to say that it is not known."""

    known: Paper | None = None
    perhaps: Maybe[Paper | None] = UNKNOWN


def without(raw: Any, *path: str) -> Any:
    """A sheet as it was stored before the field was there."""
    name, *rest = path
    if rest:
        return raw | {name: without(raw[name], *rest)}
    return {key: value for key, value in raw.items() if key != name}


def test_facts_are_read_back_as_they_were() -> None:
    assert restore(ConformityFacts, plain(FACTS)) == FACTS


def test_a_field_gained_since_is_not_known() -> None:
    assert restore(ConformityFacts, without(plain(FACTS), "event_on")).event_on is UNKNOWN
    papers = {"known": {"name": "diploma"}, "perhaps": None}
    assert restore(Papers, papers).known == Paper("diploma", UNKNOWN)
    assert restore(Papers, without(papers, "perhaps")).perhaps is UNKNOWN


@pytest.mark.parametrize(
    ("path", "named"),
    [(("commission",), "commission"), (("commission", "minutes"), "minutes"), (("references",), "references")],
)
def test_a_field_that_cannot_say_so_is_named(path: tuple[str, ...], named: str) -> None:
    """Rather no replay than one that breaks, or decides on what nobody said."""
    with pytest.raises(CannotRestore, match=f"stored without {named}"):
        restore(ConformityFacts, without(plain(FACTS), *path))


def test_a_field_lost_since_is_named() -> None:
    with pytest.raises(CannotRestore, match="no longer has colour"):
        restore(ConformityFacts, plain(FACTS) | {"colour": "red"})
