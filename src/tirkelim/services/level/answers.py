"""What the worker answered: the pages of a claim to a level. Kept as in every application: as typed, and clean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tirkelim.law.ask.kinds import ShortText
from tirkelim.law.order_283_cpd.levels import LevelName
from tirkelim.services.common.pages import DeclarationAnswers, read_page


@dataclass(frozen=True, slots=True)
class SpecialtyAnswers:
    """The specialty; of a specialisation also the one that is its main specialty (p.18)."""

    specialty: ShortText
    main_specialty: ShortText | None = None


@dataclass(frozen=True, slots=True)
class LevelAnswers:
    """The specialty and the level asked for in it: one page, so that lists find both in one place."""

    specialty: ShortText
    level: LevelName
    main_specialty: ShortText | None = None


class Answers(NamedTuple):
    """The pages that make sense; None for one that is not answered yet."""

    claim: LevelAnswers | None
    declaration: DeclarationAnswers | None

    @property
    def missing_pages(self) -> tuple[str, ...]:
        """The pages that still have to be answered."""
        return tuple(name for name in self._fields if getattr(self, name) is None)


def read_answers(draft: Mapping[str, Any]) -> Answers:
    """The clean pages of a draft."""
    return Answers(
        claim=read_page(LevelAnswers, draft.get("claim")),
        declaration=read_page(DeclarationAnswers, draft.get("declaration")),
    )
