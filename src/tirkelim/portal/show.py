"""What the components take: small tuples that a view fills and a template only prints.

Texts are ready for the reader: translated, or lazy translations. Nothing here knows the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils.functional import Promise

from tirkelim.law.finding import Finding, Status
from tirkelim.law.messages import render, write

Text = str | Promise

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_id(value: object) -> bool:
    """Whether the value is an id of this system, which says nothing to a reader."""
    return _ID.fullmatch(str(value)) is not None


class Link(NamedTuple):
    """A link. `about` is read aloud after the text, so that ten links "Change" differ: "Change date of birth"."""

    text: Text
    href: str
    about: Text = ""


class Row(NamedTuple):
    """A line of a summary list: name, value (text or safe HTML), links such as "Change"."""

    key: Text
    value: object
    links: Sequence[Link] = ()


class Task(NamedTuple):
    """A line of a task list. `status` is a key of statuses.py; without `href` the task cannot be opened."""

    title: Text
    status: str
    href: str = ""
    hint: Text = ""


class Column(NamedTuple):
    """A table column. The name is repeated before each cell on a narrow screen."""

    name: Text
    numeric: bool = False


class Table(NamedTuple):
    """A table: rows hold one cell a column (text or safe HTML); the first column heads its row."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    empty: Text = ""


class Entry(NamedTuple):
    """An event on a timeline."""

    title: Text
    at: datetime | date
    by: Text = ""
    text: Text = ""


class Clock(NamedTuple):
    """A term in working days, as the page found it today.

    `days_left` counts the working days after today up to and including the due day: 0 on the due day itself,
    negative once it has passed. `days_total` is the whole term. `decided_on` stops the clock. `passed`: the due day is
    over; on the weekend after it no working day is.
    """

    due_on: date
    days_left: int
    days_total: int
    accepted_on: date | None = None
    decided_on: date | None = None
    passed: bool = False

    @property
    def state(self) -> str:
        """`decided`, `overdue`, `today`, `soon` (one working day left) or `running`."""
        if self.decided_on is not None:
            return "decided"
        if self.passed or self.days_left < 0:
            return "overdue"
        return {0: "today", 1: "soon"}.get(self.days_left, "running")

    @property
    def days_over(self) -> int:
        """Working days since the due day; 0 while it has not passed."""
        return max(0, -self.days_left)

    @property
    def days(self) -> list[str]:
        """One word for each working day of the term: `past`, `left` or, when the term has run out, `over`."""
        if self.state == "overdue":
            return ["over"] * self.days_total
        past = min(self.days_total, max(0, self.days_total - self.days_left))
        return ["past"] * past + ["left"] * (self.days_total - past)


class StepView(NamedTuple):
    """A step that has to be taken by a day. ``clock`` while it runs; ``late``: it was taken after its day."""

    title: Text
    due_on: date
    done_on: date | None
    clock: Clock | None
    late: bool
    citation: str
    href: str = ""


class Reading(NamedTuple):
    """How we read an unclear paragraph: its id and what it says."""

    id: str
    text: Text


class FindingView(NamedTuple):
    """One requirement and its outcome, ready to print."""

    status: str
    message: Text
    citation: str
    href: str = ""
    found: str = ""
    required: str = ""
    readings: Sequence[Reading] = ()
    anchor: str = ""


class DocumentView(NamedTuple):
    """A document of the standard's list: needed or not, why, and what can be done about it."""

    title: Text
    status: str
    why: Text = ""
    citation: str = ""
    href: str = ""
    links: Sequence[Link] = ()


def finding_view(
    finding: Finding,
    lang: str,
    law_href: str = "",
    readings: Mapping[str, str] | None = None,
) -> FindingView:
    """A finding of the rules as text. `law_href` is the address of the paragraph's page, if there is one.

    `readings` maps a reading's id to its text in the language; ids without a text are shown alone.
    """
    known = readings or {}
    shows_values = finding.status in (Status.MET, Status.NOT_MET)
    return FindingView(
        status=str(finding.status),
        message=render(finding, lang),
        citation=str(finding.requirement.citation),
        href=law_href,
        found=write(finding.found, lang) if shows_values and finding.found is not None else "",
        required=write(finding.required, lang) if finding.required is not None else "",
        readings=tuple(Reading(name, known.get(name, "")) for name in finding.readings),
        anchor=finding.requirement.id.replace(".", "-"),
    )


ORDER = ("not_met", "unknown", "met", "not_applicable")


def by_weight(findings: Iterable[FindingView]) -> list[FindingView]:
    """What stops the decision first, then what is not known, what is met, what does not apply."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.status) if finding.status in ORDER else 0)
