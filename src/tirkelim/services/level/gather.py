"""Freezes the facts of a claim to a level alone."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings, standing_findings
from tirkelim.cases.service import Gathered
from tirkelim.law.book import current_book
from tirkelim.services.level.answers import read_answers
from tirkelim.services.level.facts import Beside, Claimed, Kept, level_facts

SCHEMA = "level/1"


class Read:
    """What is read of a case, once, for its facts and for the page that shows them."""

    def __init__(self, case: Case) -> None:
        self.answers = read_answers(case.draft.data)
        self.filings = standing_filings(case)
        self.findings = standing_findings(case)


def gather(case: Case, now: datetime) -> Gathered:
    """The facts of the case as they stand at ``now``. Raises LookupError where no level is chosen yet."""
    read = Read(case)
    claim = read.answers.claim
    if claim is None:
        raise LookupError("a level is decided once it is chosen")
    claimed = Claimed(case.subject_id, claim.specialty, claim.level, claim.main_specialty or "")
    kept = Kept(read.filings, read.findings, case)
    facts, sources = level_facts(claimed, kept, Beside(), localdate(case.submitted_at or now), now, current_book())
    return Gathered(SCHEMA, facts, sources, read=read)
