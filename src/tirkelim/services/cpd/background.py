"""What the register holds of a worker's way so far: level, education, service since the level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.levels import TRACKS, Category, Framework, LevelName, framework
from tirkelim.law.order_283_cpd.levels import Education as Kind
from tirkelim.law.order_283_cpd.progress import next_level
from tirkelim.law.order_283_cpd.transitions import from_category, is_nursing, nursing_transfer
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.register import activity_queries as register
from tirkelim.register.models import Education, Qualification
from tirkelim.register.qualification_queries import category_held
from tirkelim.services.cpd.experience import Stretch, covers, stretch_of
from tirkelim.services.cpd.held import LevelHeld, level_held, same_specialty


@dataclass(frozen=True, slots=True)
class Background:
    """Facts for a claim in one specialty. None: known not to exist; UNKNOWN: the register does not say.

    ``category`` stands for a worker who has only a category of the earlier system.
    """

    level: LevelName | None = None
    obtained_on: date | None = None
    category: Category | None = None
    category_valid_until: date | None = None
    category_indefinite: bool = False
    education: Maybe[Kind] = UNKNOWN
    diploma_specialty: str = ""
    uninterrupted: Maybe[bool] = UNKNOWN


def background_of(person: UUID, specialty: str, day: date, known: datetime, book: LawBook) -> Background:
    """The background of a person for a specialty on a day, as known at a moment. Raises NotInForce."""
    frame = framework(book, day)
    held = level_held(person, specialty, day, known, frame)
    old = category_held(person, specialty, day, known) if held is None else None
    found = background_from(held, old, register.educations_of(person, known), specialty, day, frame)
    if held is None:
        return found
    return replace(found, uninterrupted=served(_service(person, specialty, known), held.since, day))


def background_from(
    held: LevelHeld | None,
    old: Qualification | None,
    educations: Sequence[Education],
    specialty: str,
    day: date,
    frame: Framework,
) -> Background:
    """The background from what is held: a level, else a category; whether service went on is left open."""
    education, diploma = education_of(educations, specialty, day, frame)
    return Background(
        level=None if held is None else held.level,
        obtained_on=None if held is None else held.since,
        category=None if old is None else Category(str(old.category)),
        category_valid_until=None if old is None else old.valid_until,
        category_indefinite=old is not None and old.indefinite,
        education=education,
        diploma_specialty=diploma,
    )


def _service(person: UUID, specialty: str, known: datetime) -> list[Stretch]:
    """Service in the specialty, as the register has it."""
    return [stretch_of(job) for job in register.jobs_of(person, known) if same_specialty(job.specialty, specialty)]


def claim_of(background: Background, specialty: str, day: date, book: LawBook) -> LevelName | None:
    """The level to claim next; None at the top of a track and where neither level nor education is known.

    A category gives its equivalent (p.12, p.19); a nurse with a new diploma keeps the step (p.19).
    """
    level, education = background.level, background.education
    if level is None and background.category is not None and education is not UNKNOWN:
        return from_category(background.category, education, UNKNOWN, UNKNOWN, day, book).level.name
    if level is not None and education is not UNKNOWN:
        held = framework(book, day).levels[level]
        moved = nursing_transfer(specialty, held, education, background.diploma_specialty, day, book).level
        if moved is not None:
            return moved.name
    return next_level(level, education, day, book)


def served(stretches: Iterable[Stretch], since: date, until: date) -> Maybe[bool]:
    """Whether service went on from one day to another. A gap proves nothing: a person looks at it (C26)."""
    return True if covers(stretches, since, until) else UNKNOWN


def education_of(rows: Sequence[Education], specialty: str, day: date, frame: Framework) -> tuple[Maybe[Kind], str]:
    """The education on which a claim in the specialty rests, and the diploma's specialty.

    For nurses the highest in nursing; for others the one that the list of specialties names, else the highest.
    """
    known = {kind.value for kind in Kind}
    done = [row for row in rows if row.graduated_on <= day and row.kind in known]
    if is_nursing(specialty):
        done = [row for row in done if is_nursing(row.specialty or "")] or done
    else:
        listed = specialties().get(specialty)
        done = [row for row in done if listed is not None and row.kind == listed.education] or done
    if not done:
        return UNKNOWN, ""
    best = max(done, key=lambda row: TRACKS.index(frame.track_of[row.kind]))
    return Kind(best.kind), best.specialty or ""
