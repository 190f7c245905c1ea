"""One number, one document: what a certificate, a level, or a placement has is never given to another kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from tests.register.conftest import World

from tirkelim.journal.change import change
from tirkelim.register import given_numbers
from tirkelim.register.commands.certificates import CertificateTerms, issue_certificate, record_certificate
from tirkelim.register.commands.conformity import ConformityTerms, issue_conformity
from tirkelim.register.commands.qualifications import QualificationTerms, record_qualification
from tirkelim.register.commands.residency import PlacementTerms, enter_placement
from tirkelim.register.commands.writing import Invalid
from tirkelim.register.given_numbers import draw_free, is_given
from tirkelim.register.models import ConformityBasis

pytestmark = pytest.mark.django_db
GIVEN, FREE = "KZ11ABC00000001", "KZ22DEF00000002"
DAY = date(2026, 1, 5)


def certificate(world: World, person: UUID, number: str | None = None) -> str:
    """A specialist certificate."""
    with change(world.command(), "test.issue") as made:
        terms = CertificateTerms(
            person=person, specialty="therapy", issued_on=DAY, valid_until=date(2031, 1, 5), number=number
        )
        return issue_certificate(made, terms).number


def conformity(world: World, person: UUID, number: str | None = None) -> str:
    """A certificate of conformity."""
    with change(world.command(), "test.issue") as made:
        terms = ConformityTerms(
            person=person, basis=ConformityBasis.ISSUE, profession="Онколог дәрігер", activity="2.1", issued_on=DAY,
            valid_until=date(2026, 4, 5), office="710000000", number=number,
        )  # fmt: skip
        return issue_conformity(made, terms).number


def level(world: World, person: UUID) -> str:
    """The document of a level."""
    terms = QualificationTerms(
        person=person, specialty="therapy", obtained_on=DAY, level="7.1 (R)", document_number=GIVEN
    )
    with change(world.command(), "test.level") as made:
        record_qualification(made, terms, uuid4())
    return GIVEN


def placement(world: World, person: UUID) -> str:
    """A placement, whose number is drawn."""
    school, base = world.organisation("Мектеп"), world.organisation("База")
    terms = PlacementTerms(person, school, base, "therapy", date(2026, 9, 1), date(2027, 8, 31))
    with change(world.command(), "test.placement") as made:
        return enter_placement(made, terms, uuid4(), DAY).number


GIVERS: dict[str, Callable[[World, UUID], str]] = {
    "certificate": lambda world, person: certificate(world, person, GIVEN),
    "conformity": lambda world, person: conformity(world, person, GIVEN),
    "level": level,
    "placement": placement,
}


@pytest.mark.parametrize("kind", GIVERS)
def test_what_one_document_has_no_other_is_given(world: World, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    taken = GIVERS[kind](world, world.person())
    drawn = iter([taken, FREE] * 3)
    monkeypatch.setattr(given_numbers, "draw", lambda is_taken: next(n for n in drawn if not is_taken(n)))
    assert is_given(taken)
    assert draw_free() == FREE
    assert certificate(world, world.person()) == FREE


@pytest.mark.parametrize("kind", GIVERS)
def test_an_earlier_certificate_is_not_entered_under_a_number_of_another(world: World, kind: str) -> None:
    taken = GIVERS[kind](world, world.person())
    terms = CertificateTerms(person=world.person(), specialty="therapy", issued_on=DAY, valid_until=None, number=taken)
    with pytest.raises(Invalid) as refused:
        record_certificate(world.command(), terms)
    assert refused.value.errors == {"number": "taken"}
