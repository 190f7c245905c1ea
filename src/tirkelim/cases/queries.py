"""What pages read of cases. Lists are bounded and ordered; rights are checked by whoever asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from tirkelim.cases.models import Case, Decision, DocumentRequest, Filing, OfficerFinding
from tirkelim.cases.states import DECIDED_STATES, OPEN_STATES, State
from tirkelim.journal.kept import kept


class DeskCounts(NamedTuple):
    """How many open cases an office has, and how many of them press."""

    open: int
    due_today: int
    overdue: int


def desk(territories: Collection[str], services: Collection[str]) -> QuerySet[Case]:
    """The open cases of these territories and services, those due first at the top; those without a term after them."""
    cases = Case.objects.filter(territory__in=territories, service__in=services, state__in=OPEN_STATES)
    return cases.order_by(F("due_on").asc(nulls_last=True), "submitted_at")


def decided(territories: Collection[str], services: Collection[str]) -> QuerySet[Case]:
    """The cases of these territories and services that stand decided, each with the day of its newest decision
    (``decided_on``), newest first."""
    cases = Case.objects.filter(territory__in=territories, service__in=services, state__in=DECIDED_STATES)
    newest = Decision.objects.filter(case=OuterRef("pk")).order_by("-seq").values("decided_on")[:1]
    return cases.annotate(decided_on=Subquery(newest)).order_by("-decided_on", "-submitted_at")


def desk_counts(territories: Collection[str], services: Collection[str], today: date) -> DeskCounts:
    """Counts for the head of the desk, from one query."""
    by_day = dict(_open_by_day(tuple(sorted(territories)), tuple(sorted(services))))
    return DeskCounts(
        open=sum(by_day.values()),
        due_today=by_day.get(today, 0),
        overdue=sum(number for due_on, number in by_day.items() if due_on is not None and due_on < today),
    )


def open_by_day(territories: Collection[str], services: Collection[str]) -> dict[date, int]:
    """How many open cases are due on each day; those without a term are left out. One query."""
    by_day = _open_by_day(tuple(sorted(territories)), tuple(sorted(services)))
    return {due_on: number for due_on, number in by_day if due_on is not None}


def decided_between(territories: Collection[str], services: Collection[str], first: date, last: date) -> dict[str, int]:
    """How many decisions were made between two days, both included, by service. One query."""
    rows = Decision.objects.filter(
        decided_on__gte=first, decided_on__lte=last, case__territory__in=territories, case__service__in=services
    )
    return dict(rows.order_by().values_list("case__service").annotate(number=Count("id")))


@kept
def _open_by_day(territories: tuple[str, ...], services: tuple[str, ...]) -> QuerySet[Case, Any]:
    return desk(territories, services).order_by("due_on").values_list("due_on").annotate(number=Count("id"))


def cases_of(person: UUID) -> QuerySet[Case]:
    """The applications of a person, newest first."""
    return Case.objects.filter(subject_id=person).order_by("-change__at")


def standing_filings(case: Case) -> list[Filing]:
    """The documents filed in a case that have not been taken back."""
    return _filings(case.id)


def standing_findings(case: Case) -> list[OfficerFinding]:
    """What officers found and did not take back."""
    return _findings(case.id)


def open_request(case: Case) -> DocumentRequest | None:
    """The request for documents that waits for the applicant."""
    return _requests.first(case.id)


def decision_in_force(case: Case) -> Decision | None:
    """The decision that the case has come to; None while it is open, even where a complaint has reopened it."""
    return None if State(case.state) in OPEN_STATES else latest_decision(case)


def latest_decision(case: Case) -> Decision | None:
    """The newest decision; what came of it until a complaint reopened the case, or the one that stands."""
    return _decisions.first(case.id)


def own_decisions(case: Case) -> frozenset[UUID]:
    """The decisions of a case: what they wrote into the register is no fact for another decision of the same case."""
    return frozenset(Decision.objects.filter(case=case).values_list("id", flat=True))


# Every page of a case asks these.


@kept
def _filings(case: UUID) -> QuerySet[Filing]:
    return Filing.objects.filter(case=case, removed_by__isnull=True).select_related("change").order_by("change__at")


@kept
def _findings(case: UUID) -> QuerySet[OfficerFinding]:
    findings = OfficerFinding.objects.filter(case=case, removed_by__isnull=True)
    return findings.select_related("change").order_by("change__at")


@kept
def _requests(case: UUID) -> QuerySet[DocumentRequest]:
    waiting = DocumentRequest.objects.filter(case=case, answered_by__isnull=True)
    return waiting.select_related("change").order_by("-change__at")[:1]


@kept
def _decisions(case: UUID) -> QuerySet[Decision]:
    return Decision.objects.filter(case=case).select_related("sheet", "change").order_by("-seq")[:1]
