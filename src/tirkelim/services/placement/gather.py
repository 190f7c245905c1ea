"""Freezes the facts of a placement: from the recommendation, the register, and the authorised body's own word."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Filing, OfficerFinding
from tirkelim.cases.queries import standing_filings, standing_findings
from tirkelim.cases.service import Gathered, Origin, Source
from tirkelim.law.order_304_residency.facts import Act, BaseStatus, PlacementFacts, StatusAct
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register import residency_queries as register
from tirkelim.register.models import BaseContract, OrganisationStatus
from tirkelim.services.placement.officer import words_of
from tirkelim.services.placement.request import PlacementRequest, read_request

SCHEMA = "placement/1"


class Read(NamedTuple):
    """What is read of a case, once, for its facts and for the page that shows them."""

    answers: PlacementRequest
    filings: list[Filing]
    findings: list[OfficerFinding]


class Acts(NamedTuple):
    """The acts of a base as facts."""

    statuses: tuple[StatusAct, ...]
    accreditations: tuple[Act, ...]


def gather(case: Case, now: datetime) -> Gathered:
    """The facts of the case as they stand at ``now``. Raises LookupError where the training is not said yet."""
    read = Read(read_request(case.draft.data), standing_filings(case), standing_findings(case))
    asked = read.answers
    if case.organisation is None or asked.starts_on is None or asked.ends_on is None or asked.base is None:
        raise LookupError("a placement is weighed once the training and the base are chosen")
    sources: dict[str, Source] = {}
    said, acts = words_of(read.findings, sources), acts_of(asked.base, now)
    own = frozenset(case.decisions.values_list("id", flat=True))  # what a second decision would take back
    first, last = asked.starts_on, asked.ends_on
    other = register.placement_within(case.subject_id, first, last, now, but=own)
    facts = PlacementFacts(
        applied_on=localdate(case.submitted_at or now),
        specialty=asked.specialty,
        starts_on=first,
        ends_on=last,
        statuses=acts.statuses,
        accreditations=acts.accreditations,
        contracts=contracts(case.organisation, asked.base, now),
        own_base=case.organisation == asked.base,
        recommended_by_school=said.of("recommended_by_school", asked.recommendation is not None),
        training_contract=said.of("training_contract", asked.training_contract is not None),
        free_places=register.fewest_free(asked.base, asked.specialty, first, last, now, but=own),
        other_placement=None if other is None else other.number,
        agreed_by_authority=said.of("agreed_by_authority"),
        references=said.references(),
    )
    _add_sources(sources, asked, facts, now)
    return Gathered(SCHEMA, facts, sources, read=read)


def acts_of(base: UUID, known: datetime) -> Acts:
    """The statuses and accreditations of a base as known at a moment."""
    rows = register.base_statuses(base, known)
    of_base = [row for row in rows if row.kind != register.ACCREDITATION.value]
    return Acts(
        tuple(StatusAct(BaseStatus(row.kind), _act(row)) for row in of_base),
        tuple(_act(row) for row in rows if row.kind == register.ACCREDITATION.value),
    )


def contracts(school: UUID, base: UUID, known: datetime) -> tuple[Act, ...]:
    """The contracts of a school with a base as known at a moment."""
    return tuple(_act(row) for row in register.contracts_between(school, base, known))


def _act(row: OrganisationStatus | BaseContract) -> Act:
    return Act(row.number, row.valid_from, row.valid_to)


def _add_sources(sources: dict[str, Source], asked: PlacementRequest, facts: PlacementFacts, now: datetime) -> None:
    """Where each fact came from: papers are declared, everything else is read from the register."""
    for path in ("specialty", "starts_on", "ends_on"):
        sources[path] = Source(Origin.DECLARED)
    papers = {"recommended_by_school": asked.recommendation, "training_contract": asked.training_contract}
    for path, paper in papers.items():
        sources.setdefault(path, Source(Origin.DECLARED, paper.number if paper else ""))
    statuses = () if facts.statuses is UNKNOWN else tuple(one.act for one in facts.statuses)
    by_path = {"statuses": statuses, "accreditations": facts.accreditations, "contracts": facts.contracts}
    for path, acts in by_path.items():
        held = () if acts is UNKNOWN else tuple(act.number for act in acts if act.holds_on(facts.starts_on))
        sources[path] = Source(Origin.REGISTER, ", ".join(held), now)
    for path in ("free_places", "other_placement"):
        sources[path] = Source(Origin.REGISTER, "", now)
