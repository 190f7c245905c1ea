"""The list of people as a file: what the page shows, one line a person, read from the register as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.portal.exporting import AT_ONCE, Column, Listing, TooMany, most_lines
from tirkelim.portal.people.lines import Line, lines
from tirkelim.portal.statuses import MARKS
from tirkelim.register.as_of import AsOf
from tirkelim.register.people_search import Found, Hit, PeopleQuery, Reach, people
from tirkelim.register.queries import facts_of_people

COLUMNS = (
    Column(pgettext_lazy("person", "Name"), 36),
    Column(_("Organisation"), 40),
    Column(pgettext_lazy("people", "Position"), 32),
    Column(_("Specialty"), 28),
    Column(_("Qualification level"), 14),
    Column(_("Specialist certificate"), 18),
    Column(_("Valid until"), 12),
    Column(_("Region"), 22),
    Column(_("Last day of work"), 12),
)


def listing(query: PeopleQuery, when: AsOf, within: Reach) -> Listing:
    """Everybody whom the query fits. Raises TooMany."""
    most = most_lines()
    found = people(query, when, within, most + 1)
    if len(found) > most:
        raise TooMany(most)
    asked = {**query.without_person(), "by_name": bool(query.name), "by_number": bool(query.identifier)}
    days = {"on": when.valid.isoformat(), "known": when.known.isoformat()}
    return Listing("people", COLUMNS, _rows(found, query, when, within), people=found, asked={**asked, **days})


def _rows(found: list[UUID], query: PeopleQuery, when: AsOf, within: Reach) -> Iterator[Sequence[object]]:
    """The lines, some hundreds at a time."""
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        facts = facts_of_people(some, *when)
        hits = [Hit(person, facts.get(person), Found.FILTER) for person in some]
        yield from (_row(line) for line in lines(hits, query, when, within))


def _row(line: Line) -> Sequence[object]:
    state = MARKS.get(line.certificate.status.value) if line.certificate else None
    left = [job.left_on for job in line.jobs if job.left_on]
    return (
        line.name,
        *("; ".join(dict.fromkeys(filter(None, cells))) for cells in (
            [job.place for job in line.jobs], [job.position for job in line.jobs], [job.specialty for job in line.jobs],
        )),
        "; ".join(line.levels), state.text if state else "", line.valid_until, line.region, max(left, default=None),
    )  # fmt: skip
