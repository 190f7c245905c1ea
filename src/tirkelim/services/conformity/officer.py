"""What an officer records of their own in a conformity case, and what it means as facts (503/2016 ann.2 rows 8, 9)."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from tirkelim.cases.models import OfficerFinding
from tirkelim.law.unknown import UNKNOWN, Maybe


class ConformityFinding(enum.StrEnum):
    """What an officer can establish."""

    UNTRUE = "untrue"
    """Documents or data are untrue (ground 3)."""
    CHECKED_TRUE = "checked_true"
    """Documents and data were checked, and nothing untrue was found."""
    EXPIRED_IDENTITY = "expired_identity"
    EXPIRED_EDUCATION = "expired_education"
    EXPIRED_WORK = "expired_work"
    EXPIRED_CONTRACT = "expired_contract"
    UNTRANSLATED_EDUCATION = "untranslated_education"
    UNTRANSLATED_WORK = "untranslated_work"
    NOT_RECOGNISED = "not_recognised"
    """The education documents were neither recognised nor nostrified."""
    NO_TREATY = "no_treaty"
    """No treaty exempts the education documents, though it was said that one does."""


GROUND_OF: dict[ConformityFinding, int | None] = {
    kind: 3 if kind is ConformityFinding.UNTRUE else None for kind in ConformityFinding
}
"""The refusal ground that a finding establishes; None: it settles a question instead."""

EXPIRED: dict[ConformityFinding, tuple[str, ...]] = {
    ConformityFinding.EXPIRED_IDENTITY: ("identity_document", "changed_identity_document"),
    ConformityFinding.EXPIRED_EDUCATION: ("education_or_english_certificate",),
    ConformityFinding.EXPIRED_WORK: ("proof_of_work",),
    ConformityFinding.EXPIRED_CONTRACT: ("labour_contract",),
}
"""The documents that a finding says have expired."""

NOT_AS_ASKED: dict[ConformityFinding, str] = {
    ConformityFinding.UNTRANSLATED_EDUCATION: "education_or_english_certificate",
    ConformityFinding.UNTRANSLATED_WORK: "proof_of_work",
    ConformityFinding.NOT_RECOGNISED: "education_or_english_certificate",
}
"""The document that is there, but not as the standard asks for it: so it is missing."""


def ground_of(kind: str) -> int | None:
    """The ground of row 9 that a finding of this kind establishes. Raises ValueError."""
    return GROUND_OF[ConformityFinding(kind)]


def last(findings: Sequence[OfficerFinding], *kinds: ConformityFinding) -> OfficerFinding | None:
    """The newest standing finding of one of these kinds."""
    return next((finding for finding in reversed(findings) if finding.kind in kinds), None)


def untrue_of(findings: Sequence[OfficerFinding]) -> Maybe[bool]:
    """Whether anything untrue was found; not known while nobody has checked. A check takes no untruth back: that
    finding itself is taken back."""
    if last(findings, ConformityFinding.UNTRUE) is not None:
        return True
    return UNKNOWN if last(findings, ConformityFinding.CHECKED_TRUE) is None else False
