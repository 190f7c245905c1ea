"""Which levels an assessment is asked for and finds, and whether a confirmed sheet goes with it (p.12, p.17, p.18)."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.levels import TRACKS, Framework, Level, framework

GRADUATE_TRACKS = TRACKS[2:5]
"""Tracks of higher education: who is on them may hold level 8 too (annex 4)."""


def levels_of(specialty: str, on: date, book: LawBook) -> tuple[str, ...]:
    """The levels that can be asked for in a specialty, lowest first.

    A specialisation has the levels of its main specialty (p.18), which the list does not name: all are offered.
    """
    listed, levels = specialties().get(specialty), framework(book, on)
    if listed is None:
        return ()
    lowest = levels.levels.get(listed.lowest_level)
    tracks = TRACKS[:-1] if lowest is None else (lowest.track,)
    beyond = TRACKS[-1:] if set(tracks) & set(GRADUATE_TRACKS) else ()
    return tuple(str(level.name) for track in (*tracks, *beyond) for level in _of_track(track, levels))


def levels_beside(level: str, on: date, book: LawBook) -> tuple[str, ...]:
    """The levels that an organisation may find when this one is asked for: those of its track (reading C19)."""
    levels = framework(book, on)
    asked = levels.levels.get(level)
    return () if asked is None else tuple(str(one.name) for one in _of_track(asked.track, levels))


def needs_sheet(level: str | None, on: date, book: LawBook) -> bool:
    """Whether a confirmed sheet goes with the request: p.12 asks it of those who claim a level, and p.17 and annex 3
    let graduates have the initial one without results. A certificate without a level needs none."""
    asked = framework(book, on).levels.get(level or "")
    return asked is not None and not asked.is_initial and not asked.is_by_degree


def _of_track(track: str, levels: Framework) -> list[Level]:
    return sorted((one for one in levels.levels.values() if one.track == track), key=lambda one: one.step)
