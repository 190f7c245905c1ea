"""Minutes as their template takes them: texts breakable, days and times in both languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from tirkelim.documents.minutes import MinutesConflict, MinutesFacts, MinutesPayload, MinutesPerson, MinutesScore
from tirkelim.documents.payload import Bilingual
from tirkelim.documents.texts import both, breakable
from tirkelim.documents.wording import date_both
from tirkelim.law.messages import write
from tirkelim.law.period import Length

NARROW = 14
"""Letters that a narrow column of a table holds."""


def minutes_view(payload: MinutesPayload) -> dict[str, Any]:
    """Everything that varies in the minutes, but for what all documents have at their foot."""
    held = localtime(payload.held_at)
    return {
        "number": breakable(payload.number),
        "sitting": breakable(payload.sitting),
        "body": both(payload.body),
        "held_on": date_both(held.date()),
        "held_at": f"{held:%H:%M}",
        "place": breakable(payload.place),
        "quorum": str(payload.quorum_percent),
        "members": [
            {
                "name": breakable(one.name),
                "body": one.body,
                "organisation": breakable(one.organisation),
                "chair": one.is_chair,
                "present": one.present,
            }
            for one in payload.members
        ],
        "persons": [_person(one) for one in payload.persons],
        "put_off": [
            {
                "case": one.case_number,
                "person": both(one.person),
                "why": one.why,
                "conflicts": _conflicts(one.conflicts),
            }
            for one in payload.put_off
        ],
        "practice": payload.practice,
        "signatures": [
            {"name": breakable(one.name), "at": _moment(one.at), "opinion": breakable(one.opinion)}
            for one in payload.signatures
        ],
        "unsigned": [
            {"name": breakable(one.name), "at": _moment(one.at), "reason": breakable(one.reason)}
            for one in payload.unsigned
        ],
        "digest": breakable(payload.digest),
    }


def _person(one: MinutesPerson) -> dict[str, Any]:
    return {
        "case": breakable(one.case_number),
        "person": both(one.person),
        "profession": both(one.profession),
        "applied_on": date_both(one.applied_on),
        "conflicts": _conflicts(one.conflicts),
        "excluded": [breakable(name) for name in one.excluded],
        "not_scored": [breakable(name) for name in one.not_scored],
        "scores": [_score(score) for score in one.scores],
        "diverging": list(one.diverging),
        "agreed": _facts(one.agreed),
        "divergence": breakable(one.divergence),
        "votes_for": str(one.votes_for),
        "votes_against": str(one.votes_against),
        "by_chair": one.decided_by_chair,
        "issue": one.recommends_issue,
        "ground": None if one.ground is None else str(one.ground),
        "threshold": None if one.threshold is None else str(one.threshold),
        "threshold_source": breakable(one.threshold_source),
        "reason": breakable(one.reason),
    }


def _conflicts(said: tuple[MinutesConflict, ...]) -> list[dict[str, str]]:
    return [{"name": breakable(word.name), "note": breakable(word.note)} for word in said]


def _score(score: MinutesScore) -> dict[str, Any]:
    return {
        "name": breakable(score.name, NARROW),
        "facts": _facts(score.facts),
        "compared_with": breakable(score.compared_with),
        "issue": score.recommends_issue,
        "note": breakable(score.note),
    }


def _facts(facts: MinutesFacts) -> dict[str, Any]:
    service = Length(*facts.service)
    return {
        "higher_education": facts.higher_education,
        "academic_degree": facts.academic_degree,
        "english_teaching_certificate": facts.english_teaching_certificate,
        "service": both(Bilingual(write(service, "kk"), write(service, "ru"))),
        "qualification_meets": facts.qualification_meets,
        "points": [str(number) for number in facts.points],
        "total": str(facts.total),
    }


def _moment(at: datetime) -> str:
    """A moment in figures, by the clock of Almaty."""
    return f"{localtime(at):%d.%m.%Y %H:%M}"
