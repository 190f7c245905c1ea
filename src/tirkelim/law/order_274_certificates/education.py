"""Which proof of training as a doctor a year of graduation asks for (specification G-1 to G-4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.specialties import diploma_codes
from tirkelim.law.order_274_certificates.three_valued import all_of, any_of, negate, when_known
from tirkelim.law.unknown import Maybe


def internship_due(specialty: Maybe[str], year: Maybe[int], day: date, book: LawBook) -> Maybe[bool]:
    """Whether the internship document is mandatory (G-1): strictly after the year of its group (G5)."""
    groups = (("general_specialties", "general_after_year"), ("eastern_specialties", "eastern_after_year"))
    return any_of(
        *(
            all_of(
                _named_in(specialty, book.texts(f"certificate.internship.{names}", day)),
                when_known(year, _after(book.number(f"certificate.internship.{after}", day))),
            )
            for names, after in groups
        )
    )


def residency_due(year: Maybe[int], clinical: Maybe[bool], day: date, book: LawBook) -> Maybe[bool]:
    """Whether the residency document is mandatory (G-2): graduates after 2013 who claim a clinical specialty."""
    return all_of(when_known(year, _after(book.number("certificate.residency.after_year", day))), clinical)


@dataclass(frozen=True, slots=True)
class RetrainingCase:
    """What the duty of retraining depends on.

    ``training_matches_claim``: internship, residency or ordinatura was in the claimed specialty; ``started_on``: first
    day of medical work in it (None: no such work is shown); ``uninterrupted``: has worked in it ever since (None: not
    shown); ``working``: works at the time of application.
    """

    graduation_year: Maybe[int]
    diploma_specialty: Maybe[str]
    training_matches_claim: Maybe[bool]
    started_on: Maybe[date | None]
    uninterrupted: Maybe[bool | None]
    working: Maybe[bool]


def retraining_due(case: RetrainingCase, day: date, book: LawBook) -> Maybe[bool]:
    """Whether a retraining document with its hours is owed (G-3), long service excepted (G-4)."""
    before = book.number("certificate.retraining.before_year", day)
    return all_of(
        _named_in(case.diploma_specialty, book.texts("certificate.retraining.specialties", day)),
        when_known(case.graduation_year, lambda year: year < before),
        negate(case.training_matches_claim),
        case.working,
        negate(long_service(case.started_on, case.uninterrupted, day, book)),
    )


def long_service(
    started_on: Maybe[date | None], uninterrupted: Maybe[bool | None], day: date, book: LawBook
) -> Maybe[bool]:
    """Whether work in the claimed specialty began before 01.01.2005 and was never broken off (G-4; G5, C26).

    It has to be proven: None (nothing shown) is no proof.
    """
    before = book.day("certificate.service.began_before", day)
    began = when_known(started_on, lambda start: start is not None and start < before)
    return all_of(began, when_known(uninterrupted, bool))


def _named_in(specialty: Maybe[str], codes: tuple[str, ...]) -> Maybe[bool]:
    return when_known(specialty, lambda name: not diploma_codes(name).isdisjoint(codes))


def _after(limit: int) -> Callable[[int], bool]:
    return lambda year: year > limit
