"""The lists of staff as files: the same lines as on the page, all of them. A file that cannot hold all says so in its
last line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.portal.exporting import AT_ONCE, Column, Listing, most_lines
from tirkelim.portal.personnel.vocabulary import LEAVE_REASONS
from tirkelim.portal.statuses import MARKS
from tirkelim.register.as_of import AsOf
from tirkelim.register.models import Employment, PersonFact

STAFF = (
    Column(pgettext_lazy("person", "Name"), 36),
    Column(pgettext_lazy("people", "Position"), 40),
    Column(_("Hired on"), 12),
    Column(_("Specialist certificate"), 20),
    Column(_("Valid until"), 12),
    Column(_("Items missing"), 10),
)
FORMER = (
    Column(pgettext_lazy("person", "Name"), 36),
    Column(pgettext_lazy("people", "Position"), 40),
    Column(_("Hired on"), 12),
    Column(_("Last day"), 12),
    Column(_("Reason"), 30),
)


def staff_listing(found: QuerySet[PersonFact], organisation: UUID, when: AsOf, lines: Any) -> Listing:
    """The workers found, with what `lines` says of them."""
    people = list(found.values_list("person_id", flat=True)[: most_lines() + 1])

    def rows() -> Iterator[Sequence[object]]:
        for start in range(0, len(people), AT_ONCE):
            some = found.filter(person__in=people[start : start + AT_ONCE])
            yield from (_row(line) for line in lines(list(some), organisation, when))

    asked = {"organisation": str(organisation), "on": when.valid.isoformat(), "known": when.known.isoformat()}
    return Listing("staff", STAFF, rows(), people=people[: most_lines()], asked=asked)


def _row(line: Any) -> Sequence[object]:
    state = MARKS.get(line.certificate.status.value) if line.certificate else None
    held = (state.text if state else "", line.valid_until)
    return (line.name, "; ".join(map(str, line.positions)), line.hired_on, *held, len(line.missing))


def former_listing(jobs: QuerySet[Employment], organisation: UUID, when: AsOf, language: str, position: Any) -> Listing:
    """Those who left, with their last day and the reason."""
    held = list(jobs[: most_lines() + 1])
    facts = PersonFact.objects.as_of(*when).filter(person__in={job.person_id for job in held})
    names = {row.person_id: row.name(language) for row in facts}
    rows = (
        (names.get(job.person_id, ""), position(job), job.hired_on, job.left_on,
         LEAVE_REASONS.get(job.leave_reason, job.leave_reason))
        for job in held
    )  # fmt: skip
    people = list(dict.fromkeys(job.person_id for job in held[: most_lines()]))
    return Listing("left", FORMER, rows, people=people, asked={"organisation": str(organisation)})
