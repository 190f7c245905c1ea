"""What the applicant answers, page by page, as plain classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from tirkelim.law.ask.facts import Bounds
from tirkelim.services.common.pages import DeclarationAnswers, read_page


@dataclass(frozen=True, slots=True)
class CourseAnswers:
    """What is taught, where (KATO code of the region) and for how many hours."""

    title: str
    kato: str
    hours: Annotated[int, Bounds(1, 10_000)]


@dataclass(frozen=True, slots=True)
class TeacherAnswers:
    """How many whole years the teacher has worked."""

    years: Annotated[int, Bounds(0, 80)]


class Answers(NamedTuple):
    """The pages that make sense already; None for the others."""

    course: CourseAnswers | None
    teacher: TeacherAnswers | None
    declaration: DeclarationAnswers | None

    @property
    def missing_pages(self) -> list[str]:
        """The pages without which nothing is sent."""
        return [name for name, page in self._asdict().items() if page is None]


def read_answers(data: Mapping[str, Any]) -> Answers:
    """The answers of a draft."""
    return Answers(
        read_page(CourseAnswers, data.get("course")),
        read_page(TeacherAnswers, data.get("teacher")),
        read_page(DeclarationAnswers, data.get("declaration")),
    )
