"""Freezes the facts of a confirmation: the results handed in as the register knows them, and what was said of each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from tirkelim.cases.models import Case, ItemReview, SignOff
from tirkelim.cases.service import Gathered, Origin, Source
from tirkelim.identity.models import Role, RoleGrant
from tirkelim.law.digest import digest
from tirkelim.law.order_283_cpd.activity import Activity as LawActivity
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.law.order_283_cpd.sheet import SheetFacts, SheetRow
from tirkelim.register.models import Activity
from tirkelim.services.cpd.activities import law_activity
from tirkelim.services.cpd.experience import main_employer

SCHEMA = "cpd/1"
HR, HEAD = "hr", "head"
"""The capacities in which words are given."""


class HandedIn(NamedTuple):
    """A result that was handed in. ``outdated``: it was reviewed, but has changed since."""

    result: Activity
    review: ItemReview | None
    outdated: bool

    @property
    def line(self) -> str:
        """The register's name of the result."""
        return str(self.result.line)


class Reading(NamedTuple):
    """What was read to make the facts. ``gone``: lines that the worker has taken back since."""

    specialty: str
    rows: tuple[HandedIn, ...]
    gone: tuple[UUID, ...]
    words: dict[str, SignOff]

    def row(self, line: str) -> HandedIn | None:
        """The result of that line."""
        return next((row for row in self.rows if row.line == line), None)

    @property
    def open_rows(self) -> tuple[HandedIn, ...]:
        """Rows that nobody has reviewed as they stand now."""
        return tuple(row for row in self.rows if row.review is None)


def claimed(case: Case) -> str:
    """The specialty for which the results were handed in; "" while none is chosen."""
    return str(case.draft.data.get("specialty") or "")


def lines_of(case: Case) -> tuple[UUID, ...]:
    """The lines of the results that the worker chose, each once."""
    return tuple(dict.fromkeys(UUID(line) for line in case.draft.data.get("rows", ())))


def gather(case: Case, now: datetime) -> Gathered:
    """The facts of the case as they stand at ``now``."""
    read, sources = read_case(case, now), {}
    for number, row in enumerate(read.rows):
        sources[f"rows.{number}"] = Source(Origin.REGISTER, row.line, row.result.known_from)
        if row.review is not None:
            sources[f"rows.{number}.hr_accepts"] = Source(Origin.OFFICER, row.review.reason, row.review.change.at)
    hr, head = read.words.get(HR), read.words.get(HEAD)
    day = localdate(now)
    facts = SheetFacts(
        specialty=read.specialty,
        rows=tuple(_sheet_row(row, read.specialty) for row in read.rows),
        confirmed_by_hr_on=None if hr is None else localdate(hr.change.at),
        confirmed_by_head_on=None if head is None else localdate(head.change.at),
        same_signatory=hr is not None and head is not None and hr.account == head.account,
        without_hr_service=hr is None and case.organisation is not None and without_hr_service(case, day),
        main_workplace=_is_main(case, day, now),
    )
    return Gathered(SCHEMA, facts, sources, read=read)


def read_case(case: Case, now: datetime) -> Reading:
    """The results as known at ``now``, with the reviews that still hold, and the words given."""
    lines = lines_of(case)
    reviews = {review.item: review for review in _standing_reviews(case)}
    known = Activity.objects.known_at(now).filter(person=case.subject_id, line__in=lines)
    results = known.order_by("criterion", "-completed_on", "title", "line")
    rows = tuple(_handed_in(result, reviews.get(result.line)) for result in results)
    found = {row.result.line for row in rows}
    gone = tuple(line for line in lines if line not in found)
    words = SignOff.objects.filter(case=case, removed_by__isnull=True).select_related("change")
    return Reading(claimed(case), rows, gone, {word.capacity: word for word in words})


def _standing_reviews(case: Case) -> Iterable[ItemReview]:
    return ItemReview.objects.filter(case=case, removed_by__isnull=True).select_related("change")


def _handed_in(result: Activity, review: ItemReview | None) -> HandedIn:
    """A review says something of the version that the reviewer saw, and of no other."""
    holds = review is not None and review.version == result.id
    return HandedIn(result, review if holds else None, review is not None and not holds)


def _sheet_row(row: HandedIn, specialty: str) -> SheetRow:
    activity, result, review = law_activity(row.result, specialty), row.result, row.review
    if review is None:
        return SheetRow(activity, row.line, result.title, result.document_number or "")
    if review.accepted:
        activity = _profile_established(activity)
    reason = RefusedReason(review.reason) if review.reason else None
    return SheetRow(
        activity, row.line, result.title, result.document_number or "", review.accepted, reason, review.note
    )


def _is_main(case: Case, day: date, now: datetime) -> bool:
    """Whether the results are with the main place of work; of a draft, whether there is one."""
    employer = main_employer(case.subject_id, day, now)
    return employer is not None and case.organisation in (None, employer)


def without_hr_service(case: Case, day: date) -> bool:
    """Whether nobody is there on a day to give HR's word: no open account with that role but the worker's own (C3)."""
    held = RoleGrant.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        Q(revoked_from__isnull=True) | Q(revoked_from__gt=day),
        role=Role.HR_OFFICER,
        organisation=case.organisation,
        valid_from__lte=day,
        account__is_active=True,
    )
    return not held.exclude(account__person=case.subject_id).exists()


def words_digest(facts: SheetFacts) -> str:
    """What HR and the head put their words to, in one word: everything but the words themselves."""
    unsigned = dataclasses.replace(
        facts, confirmed_by_hr_on=None, confirmed_by_head_on=None, same_signatory=False, without_hr_service=False
    )
    return digest({"schema": SCHEMA, "facts": unsigned})


def seen_digest(facts: SheetFacts, read: Reading, day: date) -> str:
    """What a page shows that asks for a word: also the versions of the results, and the day up to which is counted."""
    versions = [row.result.id for row in read.rows]
    return digest({"words": words_digest(facts), "versions": versions, "day": day})


def as_accepted(result: Activity, specialty: str) -> LawActivity:
    """A result as it would count if HR accepted it: of the profile, and what is open of its document settled."""
    activity = _profile_established(law_activity(result, specialty))
    return SheetRow(activity, str(result.line), hr_accepts=True).reviewed


def _profile_established(activity: LawActivity) -> LawActivity:
    """HR establishes the units of every criterion (p.8) and refuses what does not meet it (p.11): who accepts a result
    says that it is of the profile. The worker's own word, another specialty or none, no longer stands against it. A
    document that is not there stays missing.
    """
    return dataclasses.replace(activity, profile_match=True)
