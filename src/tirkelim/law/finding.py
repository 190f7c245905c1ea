"""What a rule says: findings, the documents needed, verdicts, and the decision that carries them.

All are small flat tuples: a decision over forty activities makes hundreds of them.
"""

from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tirkelim.law.citation import Citation
from tirkelim.law.edition import Edition
from tirkelim.law.period import Length

if TYPE_CHECKING:
    from tirkelim.law.requirement import Requirement


class Status(enum.StrEnum):
    """The outcome of one requirement."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Term(str):
    """A word of the project's vocabulary, by key: rendered in the reader's language (messages/terms.toml)."""

    __slots__ = ()


Value = None | bool | int | str | date | Decimal | Length | tuple["Value", ...]
"""What was found or is required. Credit units are ``Units`` (an int of quarters), vocabulary is ``Term`` (a str)."""

Param = tuple[str, Value]


class Finding(NamedTuple):
    """The outcome of one requirement: what was found, what is required, and the message that explains it."""

    requirement: Requirement
    status: Status
    found: Value = None
    required: Value = None
    message: str = ""
    """Key of the text in ``messages/``; empty means ``<requirement id>.<status>``."""
    params: tuple[Param, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def message_key(self) -> str:
        """The key of the text that explains this finding."""
        return self.message or f"{self.requirement.id}.{self.status}"


class NeedStatus(enum.StrEnum):
    """What is known of a document that the standard names."""

    NOT_REQUIRED = "not_required"
    HELD_BY_SYSTEM = "held_by_system"
    FILED = "filed"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Need(NamedTuple):
    """A document of the standard's list: whether this applicant owes it, and why (not)."""

    document: str
    status: NeedStatus
    citation: Citation
    message: str
    params: tuple[Param, ...] = ()
    readings: tuple[str, ...] = ()


class Outcome(enum.StrEnum):
    """What the kernel proposes for one claim."""

    GRANT = "grant"
    REFUSE = "refuse"
    INCOMPLETE = "incomplete"
    WAITING = "waiting"
    REFUSE_ACCEPTANCE = "refuse_acceptance"


class Ground(NamedTuple):
    """A numbered ground of refusal, and what it rests on: unmet requirements, or an officer's or source's reference."""

    number: int
    citation: Citation
    requirements: tuple[str, ...] = ()
    reference: str = ""


class Terms(NamedTuple):
    """What a granted result says: from and to when (``valid_until`` None: no end), for what, at which level."""

    valid_from: date
    valid_until: date | None
    specialty: str = ""
    level: str | None = None


class Verdict(NamedTuple):
    """The proposal for one claim of a case: a certificate, a level, a licence..."""

    claim: str
    outcome: Outcome
    grounds: tuple[Ground, ...] = ()
    terms: Terms | None = None
    waiting_for: tuple[str, ...] = ()


class Decision(NamedTuple):
    """Everything the kernel says of a case on a day: the edition used, verdicts, findings, documents.

    The first verdict leads: a claim made beside it can be refused without refusing the first (283/2020 p.5).
    """

    edition: Edition
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Need, ...] = ()
    route: str | None = None
    editions_beside: tuple[Edition, ...] = ()
    """Of other acts that were applied beside ``edition``: a level is decided by another order than its certificate."""

    def findings_of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings on which a claim rests: for a claim beside the first, those of the act that decides it."""
        acts = [edition.act for edition in self.editions_beside]
        claims = [one.claim for one in self.verdicts]
        place = claims.index(verdict.claim)
        if place:
            return tuple(f for f in self.findings if f.requirement.citation.act == acts[place - 1])
        return tuple(f for f in self.findings if f.requirement.citation.act not in acts)

    def unmet(self) -> frozenset[str]:
        """The ids of the requirements that are not met."""
        return frozenset(f.requirement.id for f in self.findings if f.status is Status.NOT_MET)
