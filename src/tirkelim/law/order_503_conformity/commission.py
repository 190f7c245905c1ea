"""How the commission takes part and votes where p.6-9 are silent: quorum, majority, differing scores (K16, K17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tirkelim.law.period import Length


class Vote(NamedTuple):
    """One member's independent judgement of one person: what is proven, and what follows from it."""

    higher_education: bool
    academic_degree: bool
    english_teaching_certificate: bool
    service: Length
    qualification_meets: bool
    recommends_issue: bool
    by_chair: bool = False


CRITERIA = ("higher_education", "academic_degree", "english_teaching_certificate", "service", "qualification_meets")
"""What members may see differently, beside the recommendation itself."""


def has_quorum(members: int, taking_part: int, percent: int) -> bool:
    """Whether enough members take part in deciding on one person: more than ``percent`` of all, and at least one.

    Who declared a conflict of interest is a member, and takes no part (reading K16).
    """
    return taking_part > 0 and taking_part * 100 > members * percent


class Majority(NamedTuple):
    """How the votes fell. ``recommends_issue`` None: they are even and no chair voted."""

    votes_for: int
    votes_against: int
    recommends_issue: bool | None
    decided_by_chair: bool


def majority(votes: Sequence[Vote]) -> Majority:
    """The recommendation by simple majority; even votes are decided by the chair's (reading K16)."""
    votes_for = sum(vote.recommends_issue for vote in votes)
    votes_against = len(votes) - votes_for
    if votes_for != votes_against:
        return Majority(votes_for, votes_against, votes_for > votes_against, False)
    chair = next((vote.recommends_issue for vote in votes if vote.by_chair), None)
    return Majority(votes_for, votes_against, chair, chair is not None)


def diverging(votes: Sequence[Vote]) -> tuple[str, ...]:
    """The criteria on which the members do not agree: the commission settles them and says how (reading K17)."""
    return tuple(name for name in CRITERIA if len({getattr(vote, name) for vote in votes}) > 1)


def may_stay_unsigned(drawn_up_on: date, on: date, *, is_member: bool) -> bool:
    """Whether it may be recorded on a day that a member who was present cannot sign (p.9, reading K20).

    At once of who is no member any more; of anybody else from the day after the minutes were drawn up.
    """
    return not is_member or on > drawn_up_on
