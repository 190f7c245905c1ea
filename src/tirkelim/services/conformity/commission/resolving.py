"""One resolution for each person: agreed facts are locked, differing ones settled, the majority recommends.

Source: 503/2016 p.9; readings K16, K17.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.digest import plain
from tirkelim.law.order_503_conformity import commission as law
from tirkelim.law.order_503_conformity.commission import Majority, Vote
from tirkelim.services.conformity.commission.ground import NotPossible, allow, lock_of, stream_of, written
from tirkelim.services.conformity.commission.reading import Standing, standing_of
from tirkelim.services.conformity.commission.scoring import applied_on, service_of, total_of
from tirkelim.services.conformity.commission.taking_part import check_item
from tirkelim.services.conformity.models import AgendaItem, Resolution
from tirkelim.services.conformity.threshold import threshold_on

QUALIFICATION_GROUND, POINTS_GROUND = 1, 2


class Settled(NamedTuple):
    """What the chair records: a value for each criterion that differs, how it was settled, and the grounds."""

    values: Mapping[str, Any]
    divergence: str
    reason: str


def votes_of(standing: Standing) -> list[Vote]:
    """The scores as the law reads them."""
    return [
        Vote(
            part.score.higher_education,
            part.score.academic_degree,
            part.score.english_teaching_certificate,
            service_of(part.score),
            part.score.qualification_meets,
            part.score.recommends_issue,
            part.member.is_chair,
        )
        for part in standing.scores
        if part.score is not None
    ]


def diverging(standing: Standing) -> tuple[str, ...]:
    """The criteria on which the scores differ."""
    return law.diverging(votes_of(standing))


def majority(standing: Standing) -> Majority:
    """How the votes on issue fall."""
    return law.majority(votes_of(standing))


def obstacle(standing: Standing) -> str:
    """What keeps the commission from resolving once all have scored: no_quorum, even_votes, no_chair; "" nothing.

    How the votes fell is not told as long as somebody may still join and score.
    """
    percent = standing.item.sitting.quorum_percent
    if not law.has_quorum(len(standing.members), len(standing.scores), percent):
        return "no_quorum"
    if standing.is_compared and majority(standing).recommends_issue is None:
        return "even_votes"
    chair = standing.chair
    return "no_chair" if chair is None or chair.score is None else ""


def ground_of(said: Resolution) -> int | None:
    """The ground of the standard's row 9 on which a refusal would rest; None where the commission names none.

    Ground 3 (untrue data) is for an officer to establish.
    """
    if not said.qualification_meets:
        return QUALIFICATION_GROUND
    day = applied_on(said.item.case)
    threshold = threshold_on(said.item.case.territory, day)
    if threshold is None or threshold.points is None:
        return None
    return POINTS_GROUND if total_of(said, day) < threshold.points else None


def resolve(command: Command, item: AgendaItem, settled: Settled) -> Done:
    """Record the commission's word on one person. Only the chair does it, once. Raises Denied, NotPossible."""
    actor = allow(command, "commission.score", item.case)
    content = {"item": str(item.id), **plain(settled)}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(item.sitting.territory))
        standing = standing_of(check_item(item))
        chair = standing.chair
        if chair is None or chair.member.account != actor:
            raise NotPossible("chair_only")
        if not standing.is_compared:
            raise NotPossible("scores_awaited")
        hindered = obstacle(standing)
        if hindered:
            raise NotPossible(hindered)
        said = _resolution(standing, settled, made)
        said.save(force_insert=True)
        _enter(said, content, made)
        return {"recommends_issue": str(said.recommends_issue)}

    return once(command, "commission.resolve", content, work)


def _resolution(standing: Standing, settled: Settled, made: Change) -> Resolution:
    votes, differing = votes_of(standing), diverging(standing)
    for name in differing:
        if name not in settled.values:
            raise NotPossible("not_settled", name)
    agreed = {name: settled.values[name] if name in differing else getattr(votes[0], name) for name in law.CRITERIA}
    fallen = law.majority(votes)
    issue = bool(fallen.recommends_issue)
    if issue and not agreed["qualification_meets"]:
        raise NotPossible("settled_against_majority", "qualification_meets")
    years, months, days = agreed.pop("service")
    return Resolution(
        item=standing.item,
        **agreed,
        service_years=years,
        service_months=months,
        service_days=days,
        recommends_issue=issue,
        votes_for=fallen.votes_for,
        votes_against=fallen.votes_against,
        decided_by_chair=fallen.decided_by_chair,
        divergence=written(settled.divergence, "divergence", "divergence_missing") if differing else "",
        reason=settled.reason.strip() if issue else written(settled.reason, "reason", "reason_missing"),
        change=made,
    )


def _enter(said: Resolution, content: Mapping[str, Any], made: Change) -> None:
    item = said.item
    votes = {"recommends_issue": said.recommends_issue, "for": said.votes_for, "against": said.votes_against}
    chain.append(
        stream_of(item.sitting.territory), made, "resolved", {**content, **votes, "sitting": str(item.sitting_id)}
    )
    chain.append(item.case.stream, made, "commission_resolved", {**votes, "sitting": item.sitting.number})
