"""Levels of the sector qualification framework (283/2020 annexes 3-5): tracks, steps, and who gets which level."""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from tirkelim.law.book import LawBook

ACT = "283/2020"
TRACKS = ("4", "5", "6", "7I", "7R", "8")
"""Technical and vocational, post-secondary, higher, 7(I), 7(R), and level 8, which has no steps."""


class Education(enum.StrEnum):
    """Kinds of health education (annexes 4 and 5)."""

    TECHNICAL_VOCATIONAL = "technical_vocational"
    POST_SECONDARY = "post_secondary"
    BACHELOR = "bachelor"
    INTERNSHIP = "internship"
    INTEGRATED_MEDICAL = "integrated_medical"
    MASTER = "master"
    RESIDENCY = "residency"
    ORDINATURA = "ordinatura"
    RETRAINING = "retraining"
    CERTIFICATION_COURSE = "certification_course"
    PHD = "phd"
    CANDIDATE_OF_SCIENCES = "candidate_of_sciences"
    DOCTOR_OF_SCIENCES = "doctor_of_sciences"
    HIGHER_WITH_MANAGEMENT = "higher_with_management"


class Category(enum.StrEnum):
    """Qualification categories of the earlier system."""

    HIGHEST = "highest"
    FIRST = "first"
    SECOND = "second"
    NONE = "none"


class LevelName(enum.StrEnum):
    """All levels, written as the annexes write them. The track is part of the name (reading C19)."""

    L4_0 = "4.0"
    L4_1 = "4.1"
    L4_2 = "4.2"
    L4_3 = "4.3"
    L5_0 = "5.0"
    L5_1 = "5.1"
    L5_2 = "5.2"
    L5_3 = "5.3"
    L6_0 = "6.0"
    L6_1 = "6.1"
    L6_2 = "6.2"
    L6_3 = "6.3"
    L7_0_I = "7.0 (I)"
    L7_1_I = "7.1 (I)"
    L7_2_I = "7.2 (I)"
    L7_3_I = "7.3 (I)"
    L7_1_R = "7.1 (R)"
    L7_2_R = "7.2 (R)"
    L7_3_R = "7.3 (R)"
    L7_4_R = "7.4 (R)"
    L8 = "8"


class Level(NamedTuple):
    """A level: its track, and its step there (0 initial, 1 second category, 2 first, 3 highest)."""

    name: LevelName
    track: str
    step: int

    @property
    def is_initial(self) -> bool:
        """Whether graduates get it without service or CPD (p.17). Level 8 is no such level."""
        return self.step == 0 and not self.is_by_degree

    @property
    def is_by_degree(self) -> bool:
        """Whether it is level 8: by academic degree or management experience alone (annex 4)."""
        return self.track == "8"


class Framework(NamedTuple):
    """The levels and tracks in force on a day."""

    levels: Mapping[str, Level]
    by_place: Mapping[tuple[str, int], Level]
    track_of: Mapping[str, str]
    categories: tuple[str, ...]
    nursing_educations: tuple[str, ...]

    def initial(self, education: Education) -> Level:
        """The level of graduates (p.17, annex 4; readings C20, C21)."""
        return self.by_place[self.track_of[education], 0]

    def from_category(self, category: Category, education: Education) -> Level:
        """The level equivalent to an old category on the track of the education (annex 3 row 1)."""
        track = self.track_of[education]
        step = 0 if track == "8" else self.categories.index(category)
        return self.by_place[track, step]

    def educations_of(self, track: str) -> tuple[str, ...]:
        """The kinds of education that open a track."""
        return tuple(education for education, opened in self.track_of.items() if opened == track)

    def nursing_transfer(self, current: Level, education: Education) -> Level | None:
        """The level a nurse moves to, keeping the step (p.19; reading C24); None where there is no move up a track."""
        if education not in self.nursing_educations:
            return None
        track = self.track_of[education]
        upward = current.track in TRACKS[:2] and TRACKS.index(track) > TRACKS.index(current.track)
        return self.by_place[track, current.step] if upward else None


@functools.lru_cache(maxsize=64)
def framework(book: LawBook, day: date) -> Framework:
    """The framework on a day. Raises NotInForce."""
    book.edition(ACT, day)
    levels = [
        Level(LevelName(name), track, step)
        for track in TRACKS
        for step, name in enumerate(book.texts(f"level.track.{track}", day))
    ]
    tracks = {education: track for track in TRACKS for education in book.texts(f"level.education.{track}", day)}
    return Framework(
        levels=MappingProxyType({str(level.name): level for level in levels}),
        by_place=MappingProxyType({(level.track, level.step): level for level in levels}),
        track_of=MappingProxyType(tracks),
        categories=book.texts("level.categories", day),
        nursing_educations=book.texts("level.nursing.educations", day),
    )
