"""What the register holds of a worker's way so far: level, education, service since the level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.levels import TRACKS, Category, Framework, LevelName, framework
from tirkelim.law.order_283_cpd.levels import Education as Kind
from tirkelim.law.order_283_cpd.profile import fits_profile
from tirkelim.law.order_283_cpd.progress import next_level
from tirkelim.law.order_283_cpd.transitions import from_category, is_nursing, nursing_transfer
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.register import activity_queries as register
from tirkelim.register.models import Certificate, Education, Employment, Qualification
from tirkelim.register.queries import certificates_of
from tirkelim.register.status import CertificateStatus, StatusOn


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
    held = _held(person, specialty, day, known)
    frame = framework(book, day)
    education, diploma = education_of(register.educations_of(person, known), specialty, day, frame)
    level, since = _level(held, certificates_of(person, day, known), specialty, frame)
    old = next((row for row in held if row.category), None) if level is None else None
    jobs = [job for job in register.jobs_of(person, known) if job.specialty and _same(job.specialty, specialty)]
    return Background(
        level=level,
        obtained_on=since,
        category=None if old is None else Category(str(old.category)),
        category_valid_until=None if old is None else old.valid_until,
        category_indefinite=old is not None and old.indefinite,
        education=education,
        diploma_specialty=diploma,
        uninterrupted=UNKNOWN if since is None else served(jobs, since, day),
    )


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


def served(jobs: Iterable[Employment], since: date, until: date) -> Maybe[bool]:
    """Whether the jobs cover all days from one to another. A gap proves nothing: a person looks at it (C26)."""
    reached = since - timedelta(days=1)
    for job in sorted(jobs, key=lambda one: one.hired_on):
        if job.hired_on > reached + timedelta(days=1):
            break
        reached = max(reached, until if job.left_on is None else job.left_on)
    return True if reached >= until else UNKNOWN


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


def _held(person: UUID, specialty: str, day: date, known: datetime) -> list[Qualification]:
    """Levels and categories in the specialty that were given by the day, the latest first."""
    rows = register.qualifications_of(person, known)
    return [row for row in rows if row.obtained_on <= day and _same(row.specialty, specialty)]


def _level(
    held: Iterable[Qualification],
    certificates: Iterable[tuple[Certificate, StatusOn]],
    specialty: str,
    frame: Framework,
) -> tuple[LevelName | None, date | None]:
    """The level held and since when: from the register of levels, else from certificates (the first that names it)."""
    names = {name.value for name in LevelName}
    rows = [row for row in held if row.level in names]
    if rows:
        return LevelName(str(rows[0].level)), _since(rows, frame)
    own = [(row, on) for row, on in certificates if row.level in names and _same(row.specialty, specialty)]
    valid = next((row for row, on in own if on.status == CertificateStatus.VALID), None)
    if valid is None:
        return None, None
    return LevelName(str(valid.level)), min(row.issued_on for row, _ in own if row.level == valid.level)


def _since(rows: Sequence[Qualification], frame: Framework) -> date:
    """The first day of the step held, of rows with the newest first: a level confirmed, or moved to another track as a
    nurse's is (p.19), leaves earlier service counted."""
    step, since = frame.levels[str(rows[0].level)].step, rows[0].obtained_on
    for row in rows[1:]:
        if frame.levels[str(row.level)].step != step:
            break
        since = row.obtained_on
    return since


def _same(one: str, other: str) -> bool:
    return fits_profile(one, other) is True
