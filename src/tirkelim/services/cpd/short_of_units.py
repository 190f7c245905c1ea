"""Workers of an organisation whose units of professional development lack for the next level (283/2020 annex 3).

Everybody's facts are read at once, in a fixed number of queries; then the law counts each worker, as the worker's own
ledger does. Counted is a day on which the level could be claimed: a day to come where service or the term of a category
ends only then, since until it results leave the period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tirkelim.law.book import LawBook, current_book
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Status
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.assess import assess
from tirkelim.law.order_283_cpd.levels import LevelName, framework
from tirkelim.law.order_283_cpd.progress import Progress, progress
from tirkelim.law.order_283_cpd.tariff import tariff
from tirkelim.law.period import add_months
from tirkelim.register.as_of import AsOf
from tirkelim.register.held_by_people import HeldCertificate, certificates_of_people
from tirkelim.register.models import Activity, CpdSheet, Education, Qualification
from tirkelim.register.qualification_queries import category_among
from tirkelim.register.worklist_types import Kind, Line, Place, UnitsShort
from tirkelim.services.cpd.activities import COMMISSION_ROW
from tirkelim.services.cpd.background import Background, background_from, claim_of
from tirkelim.services.cpd.held import level_certified, level_recorded
from tirkelim.services.cpd.ledger import commission_days, facts_with, profile_established, result_of

MONTHS_AHEAD = 12
"""How long before the level can be claimed a worker stands on the list: time to learn."""
SHORT = (Status.NOT_MET, Status.UNKNOWN)


def units_short(place: Place) -> list[Line]:
    """One line a worker whose main job is here; what has a day to come first, the soonest at the top.

    Empty before the wording that the law book holds.
    """
    book = current_book()
    jobs = place.jobs().filter(is_main=True, specialty__in=list(specialties())).order_by("line")
    held = _read(place)
    found = []
    try:
        for person, line, specialty, hired_on in jobs.values_list("person_id", "line", "specialty", "hired_on"):
            due, short = _short(held, person, specialty, place.today, book)
            if short is not None:
                found.append(Line(Kind.UNITS_SHORT, person, line, due, hired_on, short.counted_on, short=short))
    except NotInForce:
        return []
    return sorted(found, key=lambda one: (one.due is None, one.on, str(one.job)))


@dataclass(frozen=True, slots=True)
class _Held:
    """What the register has of all workers, by person."""

    levels: dict[UUID, list[Qualification]]
    educations: dict[UUID, list[Education]]
    results: dict[UUID, list[Activity]]
    sheets: dict[UUID, list[CpdSheet]]
    certificates: dict[UUID, list[HeldCertificate]]


def _read(place: Place) -> _Held:
    """A fixed number of queries, however many workers there are."""
    workers = place.jobs().filter(is_main=True).values("person")
    of_workers = {"person__in": workers}
    levels = Qualification.objects.known_at(place.now).filter(**of_workers)
    educations = Education.objects.known_at(place.now).filter(**of_workers)
    results = Activity.objects.known_at(place.now).filter(**of_workers)
    sheets = CpdSheet.objects.filter(**of_workers, change__at__lte=place.now, superseded_by__isnull=True)
    return _Held(
        _by_person(levels.order_by("-obtained_on", "-known_from")),
        _by_person(educations.order_by("-graduated_on", "line")),
        _by_person(results.order_by("criterion", "-completed_on", "line")),
        _by_person(sheets.select_related("change")),
        _certificates(place),
    )


def _by_person(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _certificates(place: Place) -> dict[UUID, list[HeldCertificate]]:
    """Certificates that name a level, each with its status today, the newest first."""
    workers = set(place.jobs().filter(is_main=True).values_list("person_id", flat=True))
    known = certificates_of_people(workers, AsOf(place.today, place.now))
    return {person: [one for one in held if one.certificate.level is not None] for person, held in known.items()}


def _short(
    held: _Held, person: UUID, specialty: str, today: date, book: LawBook
) -> tuple[date | None, UnitsShort | None]:
    """By when the units are needed (None: the level could be claimed already), and what lacks of them."""
    background = _background(held, person, specialty, today, book)
    if background.level is None and background.category is None:
        return None, None  # the first level asks for no units
    claim = claim_of(background, specialty, today, book)
    if claim is None or framework(book, today).levels[claim].step == 0:
        return None, None
    due = _due(claim, specialty, background, today, book)
    if due is not None and due > add_months(today, MONTHS_AHEAD):
        return None, None
    ahead = _progress(held, person, claim, specialty, background, due or today, book)
    return due, _lacking(ahead, due or today)


def _background(held: _Held, person: UUID, specialty: str, today: date, book: LawBook) -> Background:
    frame = framework(book, today)
    given = held.levels.get(person, [])
    level = level_recorded(given, specialty, today, frame)
    level = level or level_certified(held.certificates.get(person, ()), specialty, today)
    old = category_among(given, specialty, today) if level is None else None
    return background_from(level, old, held.educations.get(person, []), specialty, today, frame)


def _due(claim: LevelName, specialty: str, background: Background, today: date, book: LawBook) -> date | None:
    """The last day of a category, or the day on which service is long enough; None where neither lies ahead."""
    if background.category is not None:
        until = None if background.category_indefinite else background.category_valid_until
        return until if until is not None and until >= today else None
    # Service does not depend on results: without them the answer is quick, and most workers wait for it.
    service = progress(facts_with(claim, specialty, background, (), ()), today, book).service
    return service.reached_on if service.reached_on is not None and service.reached_on > today else None


def _progress(
    held: _Held, person: UUID, claim: LevelName, specialty: str, background: Background, day: date, book: LawBook
) -> Progress:
    rows = held.results.get(person, [])
    established = profile_established(rows, specialty, held.sheets.get(person, ()))
    results = [result_of(row, specialty, established) for row in rows]
    table = tariff(book, day)
    window = table.window(day)
    sat = [one for one in results if one.criterion == COMMISSION_ROW]
    commissions = commission_days((one, assess(one, table.rows[COMMISSION_ROW], window)[0]) for one in sat)
    return progress(facts_with(claim, specialty, background, results, commissions), day, book)


def _lacking(ahead: Progress, day: date) -> UnitsShort | None:
    parts = [part for part in ahead.parts if part.status in SHORT and part.missing]
    if not parts:
        return None
    total, further, rest = (part.missing for part in ahead.parts)
    is_open = any(part.status is Status.UNKNOWN for part in parts)
    return UnitsShort(ahead.level.value, day, total, further, rest, is_open)
