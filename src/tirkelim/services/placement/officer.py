"""What the authorised body says of a recommendation, and what it means as facts."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from tirkelim.cases.models import OfficerFinding
from tirkelim.cases.service import Origin, Source
from tirkelim.law.order_304_residency import requirements as req
from tirkelim.law.unknown import UNKNOWN, Maybe


class Word(enum.StrEnum):
    """What an officer of the authorised body can record."""

    AGREED = "placement_agreed"
    NOT_AGREED = "placement_not_agreed"
    NO_RECOMMENDATION = "recommendation_not_confirmed"
    NO_TRAINING_CONTRACT = "training_contract_not_confirmed"


GROUND_OF: dict[Word, int | None] = {
    Word.AGREED: None,
    Word.NOT_AGREED: req.AGREEMENT.ground,
    Word.NO_RECOMMENDATION: req.RECOMMENDATION.ground,
    Word.NO_TRAINING_CONTRACT: req.TRAINING_CONTRACT.ground,
}
FACT_OF = {
    Word.AGREED: ("agreed_by_authority", True),
    Word.NOT_AGREED: ("agreed_by_authority", False),
    Word.NO_RECOMMENDATION: ("recommended_by_school", False),
    Word.NO_TRAINING_CONTRACT: ("training_contract", False),
}


class Said(dict[str, tuple[bool, str]]):
    """What the latest standing finding says of each fact, with its reference."""

    def of(self, fact: str, otherwise: Maybe[bool] = UNKNOWN) -> Maybe[bool]:
        """The word on a fact, else what is known without one."""
        return self[fact][0] if fact in self else otherwise

    def references(self) -> tuple[tuple[str, str], ...]:
        """What each word rests on, by fact."""
        return tuple((fact, reference) for fact, (_, reference) in sorted(self.items()))


def words_of(findings: Iterable[OfficerFinding], sources: dict[str, Source]) -> Said:
    """The words of a case's findings (oldest first), and their sources; a later word on a fact takes its place."""
    said = Said()
    for finding in findings:
        if finding.kind not in set(Word):
            continue
        fact, holds = FACT_OF[Word(finding.kind)]
        said[fact] = (holds, finding.reference)
        sources[fact] = Source(Origin.OFFICER, finding.reference, finding.change.at)
    return said
