"""The conditions under which a result earns units at all: yes, no, or UNKNOWN where a fact is missing.

Common to all rows: the period (p.6), a complete document (p.11), its translation (p.7). The others are named by rows.
"""

from __future__ import annotations

from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.columns import counts_in_window
from tirkelim.law.order_283_cpd.rows import Check, Row, Test, Window
from tirkelim.law.unknown import UNKNOWN, Maybe


def _completed(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return a.completed_on <= window.closes


def _in_window(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    opens = window.recent_opens if row.recent else window.opens
    return counts_in_window(a.completed_on, opens, window.closes)  # type: ignore[no-any-return]


def _evidence(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return a.evidence_complete


def _translated(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    language = a.document_language
    return language is None or language in row.languages or a.translated_into in row.languages


def _profile(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return a.profile_match


def _hours_stated(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    if a.half_hours is UNKNOWN:
        return UNKNOWN if a.credits is UNKNOWN or a.credits is None else True
    if a.half_hours is not None:
        return True
    return UNKNOWN if a.credits is UNKNOWN else a.credits is not None


def _programme_level(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return a.programme_level_match


def _in_person(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return a.online is not True


def _significance(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return UNKNOWN if a.significance is UNKNOWN else a.significance in row.rates


def _talk_days(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return UNKNOWN if a.days is UNKNOWN else a.days_with_talk <= a.days


def _first_authors(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    if a.author_position is not UNKNOWN:
        return a.author_position <= row.limit
    if a.authors is not UNKNOWN and a.authors <= row.limit:
        return True  # so few authors that every one of them is among the first
    return UNKNOWN


def _quartile(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return UNKNOWN if a.quartile is UNKNOWN else a.quartile is not None


def _health_authority(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return a.health_authority_took_part


def _membership(a: Activity, row: Row, window: Window) -> Maybe[bool]:
    return UNKNOWN if a.membership_months is UNKNOWN else a.membership_months >= row.limit


ROW_TESTS: dict[str, Test] = {
    "profile": _profile,
    "hours_stated": _hours_stated,
    "programme_level": _programme_level,
    "in_person": _in_person,
    "significance": _significance,
    "talk_days": _talk_days,
    "first_authors": _first_authors,
    "quartile": _quartile,
    "health_authority": _health_authority,
    "membership": _membership,
}

COMMON = (
    Check(req.COMPLETED, _completed, "completed"),
    Check(req.WINDOW, _in_window, "window", ("C15",)),
    Check(req.EVIDENCE, _evidence, "evidence"),
    Check(req.TRANSLATION, _translated, "translation"),
)
COMMON_RECENT = (
    COMMON[0],
    Check(req.RECENT_WINDOW, _in_window, "recent_window", ("C15",)),
    *COMMON[2:],
)
