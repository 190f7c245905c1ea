"""What the register knows already: shown on the first visit of a page, marked as such, for the applicant to check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.law.order_274_certificates.countries import country_code
from tirkelim.law.order_274_certificates.facts import StudyKind
from tirkelim.register.models import Education, Training
from tirkelim.register.queries import Profile, person_profile
from tirkelim.services.certificate.answers import BasicEducation
from tirkelim.services.common.specialty import is_same_specialty
from tirkelim.services.cpd.experience import stretch_of

DIPLOMAS = {
    "technical_vocational": BasicEducation.TECHNICAL_VOCATIONAL.value,
    "post_secondary": BasicEducation.POST_SECONDARY.value,
    "bachelor": BasicEducation.BACHELOR.value,
    "integrated_medical": BasicEducation.HIGHER.value,
}
STUDIES = frozenset(kind.value for kind in StudyKind)
YEARS_OF_TRAINING = 5


class Suggestion(NamedTuple):
    """A row that the register knows: `id` is the same each time, `typed` is as if it had been typed."""

    id: str
    typed: Mapping[str, str]


def profile_of(case: Case, now: datetime) -> Profile:
    """The applicant as the register knows them."""
    return person_profile(case.subject_id, localdate(now), now)


def known_answers(page: str, profile: Profile, code: str) -> dict[str, str]:
    """What the register knows of a page's questions, as if it had been typed; empty where it knows nothing."""
    makers = {"person": _person, "education": _education, "held": _held, "work": _work}
    return makers[page](profile, code) if page in makers else {}


def suggestions(key: str, profile: Profile, code: str) -> list[Suggestion]:
    """The studies or further education that the register knows."""
    if key == "studies":
        rows = [row for row in profile.educations if row.kind in STUDIES]
        return [Suggestion(f"r{row.line.hex[:12]}", _study(row, code)) for row in rows]
    first = profile.valid.replace(year=profile.valid.year - YEARS_OF_TRAINING, day=1)
    trainings = [row for row in profile.trainings if row.completed_on >= first]
    return [Suggestion(f"r{row.line.hex[:12]}", _training(row, code)) for row in trainings]


def day_typed(name: str, day: date | None) -> dict[str, str]:
    """A date as three boxes send it."""
    if day is None:
        return {}
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def _person(profile: Profile, code: str) -> dict[str, str]:
    kato = profile.facts.residence_kato if profile.facts else None
    return {"residence_kato": f"{kato[:2]}0000000"} if kato else {}


def _education(profile: Profile, code: str) -> dict[str, str]:
    rows = [row for row in profile.educations if row.kind in DIPLOMAS]
    if not rows:
        return {}
    newest = rows[-1]
    return {
        "kind": DIPLOMAS[newest.kind],
        "specialty": newest.specialty or "",
        "institution": newest.institution or "",
        "country": _country(newest),
        "document_number": newest.document_number or "",
        **day_typed("graduated_on", newest.graduated_on),
    }


def _country(row: Education) -> str:
    code = country_code(row.country or "") or ""
    return code if len(code) == 2 else ""


def _held(profile: Profile, code: str) -> dict[str, str]:
    held = [row for row, _ in profile.certificates if is_same_specialty(row.specialty, code)]
    if not held:
        return {}
    newest = held[0]
    return {
        "exists": "with_term" if newest.valid_until else "without_term",
        "number": newest.number,
        **day_typed("issued_on", newest.issued_on),
        **day_typed("valid_until", newest.valid_until),
    }


def _work(profile: Profile, code: str) -> dict[str, str]:
    jobs = [stretch_of(row) for row in profile.employments if is_same_specialty(row.specialty, code)]
    if not jobs:
        return {}
    start = min(job.first for job in jobs)
    if any(job.last is None or job.last >= profile.valid for job in jobs):
        return {"working": "now", **day_typed("started_on", start)}
    last = max(job.last for job in jobs if job.last is not None)
    return {"working": "earlier", **day_typed("started_on", start), **day_typed("last_worked_on", last)}


def _study(row: Education, code: str) -> dict[str, str]:
    typed = {
        "kind": row.kind,
        "specialty": row.specialty or "",
        "organisation": row.institution or "",
        "document_number": row.document_number or "",
        **day_typed("completed_on", row.graduated_on),
    }
    if row.specialty and code:
        typed["in_claimed_specialty"] = "yes" if is_same_specialty(row.specialty, code) else "no"
    return typed | ({"hours": str(row.hours)} if row.hours else {})


def _training(row: Training, code: str) -> dict[str, str]:
    typed = {
        "programme": row.programme,
        "organisation": row.organisation_name or "",
        "certificate_number": row.certificate_number or "",
        **day_typed("completed_on", row.completed_on),
    }
    if row.specialty and code:
        typed["in_specialty"] = "yes" if is_same_specialty(row.specialty, code) else "no"
    if row.hours:
        typed["hours"] = str(row.hours)
    return typed | ({"credits": str(row.credits)} if row.credits else {})
