"""What the personnel service has to do today: numbers, lists by kind, and the button of each line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirkelim.law.book import current_book
from tirkelim.law.finding import Finding
from tirkelim.law.messages import term
from tirkelim.portal.choices import language
from tirkelim.portal.exporting import Column, Listing, TooMany, export, format_of
from tirkelim.portal.personnel import draft as drafts
from tirkelim.portal.personnel.access import Visit, own_organisation, room, visit
from tirkelim.portal.personnel.entry import NUMBERS, missing_findings
from tirkelim.portal.personnel.listing import (
    PAGE,
    held_among,
    name_sent,
    organisation_links,
    page_sent,
    position_of,
)
from tirkelim.portal.personnel.work_texts import KINDS, About, action, said
from tirkelim.portal.show import Link
from tirkelim.register import queries
from tirkelim.register.as_of import AsOf
from tirkelim.register.held_by_people import certificates_of_people, jobs_at, people_having
from tirkelim.register.models import OrganisationFact, PersonFact
from tirkelim.register.scopes import organisation_scope
from tirkelim.register.worklists import ENTRIES, UNCOUNTED, Kind, Line, WorkList, work_list
from tirkelim.services.cpd.short_of_units import units_short

Text = str | Promise
BESIDE = {Kind.UNITS_SHORT: units_short}
"""Sources of kinds that the register alone cannot answer."""


class KindLink(NamedTuple):
    """A kind as a link with its number; None: counted only where it is opened."""

    kind: Kind
    about: About
    number: int | None
    here: bool


class Shown(NamedTuple):
    """A line in words."""

    line: Line
    name: str
    position: str
    what: str
    by: date | None
    action: Link | None


class Lines:
    """The lines of a kind as a page asks for them: how many, and a stretch."""

    def __init__(self, work: WorkList, kind: Kind, people: set[UUID] | None) -> None:
        self.work, self.kind, self.people = work, kind, people
        self.chosen = None if people is None else [one for one in work.lines(kind) if one.person in people]

    def count(self) -> int:
        """How many there are."""
        return self.work.count(self.kind) if self.chosen is None else len(self.chosen)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, stretch: slice) -> list[Line]:
        if self.chosen is not None:
            return self.chosen[stretch]
        return self.work.lines(self.kind, stretch.start or 0, stretch.stop)


@room("GET", "POST")
def work(request: HttpRequest) -> HttpResponseBase:
    """The list of today. Heads see it without buttons; both may have it as a file."""
    at = visit(request)
    organisation = own_organisation(at)
    found = work_list(organisation, at.today, at.moment, current_book(), BESIDE)
    numbers = found.counts()
    kind = chosen_kind(request, numbers)
    asked = name_sent(request)
    lines = Lines(found, kind, named(asked, organisation, at))
    may_change = at.may("employment.correct", organisation_scope(organisation, at.today))
    wanted = format_of(request)
    if wanted is not None:
        try:
            return export(request, listing(lines, organisation, at), wanted, at.moment)
        except TooMany as many:
            messages.error(request, _("A file holds at most %(most)d lines.") % {"most": many.most})
            return redirect("staff_work")
    page: Page[Line] = Paginator(lines, PAGE).get_page(page_sent(request))  # type: ignore[arg-type]
    context = {
        "page": page, "lines": shown(list(page.object_list), organisation, at, may_change), "kind": kind,
        "about": KINDS[kind], "kinds": kind_links(numbers, kind), "asked": asked, "may_change": may_change,
        "organisations": organisation_links(at, organisation), "drafts": own_drafts(request, organisation),
        "total": sum(numbers[one] for one in numbers if one is not Kind.LATE), "today": at.today,
        "crumbs": [Link(_("Staff"), reverse("staff")), Link(_("Work list"), "")],
    }  # fmt: skip
    return render(request, "portal/personnel/work.html", context)


def chosen_kind(request: HttpRequest, numbers: dict[Kind, int]) -> Kind:
    """The kind of the address, else the most urgent one that has lines."""
    asked = request.GET.get("kind", "")
    if asked in set(Kind):
        return Kind(asked)
    return next((kind for kind, number in numbers.items() if number), Kind.OVERDUE)


def kind_links(numbers: dict[Kind, int], here: Kind) -> list[KindLink]:
    """The kinds with lines, the one shown, and those that are counted only where they are opened."""
    return [
        KindLink(kind, KINDS[kind], numbers.get(kind), kind is here)
        for kind in Kind
        if numbers.get(kind) or kind is here or kind in UNCOUNTED
    ]


def named(asked: str, organisation: UUID, at: Visit) -> set[UUID] | None:
    """The workers whose names begin so; None where nothing is asked."""
    if not asked:
        return None
    found = queries.search_workers(asked, organisation, at.today, at.moment)
    return set(found.values_list("person_id", flat=True))


def own_drafts(request: HttpRequest, organisation: UUID) -> list[tuple[UUID, date | None]]:
    """The entries begun in this session that are not in the register yet, each with its day of hiring."""
    held = request.session.get(drafts.KEY, {}).get("drafts", {})
    found = (drafts.load(request.session, UUID(id)) for id in held)
    return [(one.id, hiring_day(one)) for one in found if one is not None and one.organisation == organisation]


def hiring_day(draft: drafts.Draft) -> date | None:
    """The day of hiring that was typed, if it is a day."""
    typed = draft.typed.get(drafts.JOB.key, {})
    try:
        return date(*(int(typed[f"hired_on_{part}"]) for part in ("year", "month", "day")))
    except (KeyError, ValueError):
        return None


def shown(lines: Sequence[Line], organisation: UUID, at: Visit, may_change: bool = False) -> list[Shown]:
    """Lines in words; the number of queries does not grow with them."""
    people = [line.person for line in lines]
    facts = queries.facts_of_people(people, at.today, at.moment)
    jobs = jobs_at(people, organisation, AsOf(at.today, at.moment))
    missing = missing_items(lines, facts, jobs, at)
    names = other_names(lines)
    found = []
    for line in lines:
        row = facts.get(line.person)
        held = [job for job in jobs[line.person] if line.job in (None, job.line)]
        words = said(line, missing.get(line.person, ()), names.get(line.other, "") if line.other else "")
        name = row.name(language()) if row is not None else _("Name not known")
        positions = " · ".join(dict.fromkeys(position_of(job) for job in held))
        found.append(Shown(line, name, positions, words, line.due, action(line) if may_change else None))
    return found


def other_names(lines: Sequence[Line]) -> dict[UUID, str]:
    """Names of the other organisations, as last known."""
    ids = {line.other for line in lines if line.other is not None}
    rows = OrganisationFact.objects.current().filter(organisation__in=ids).order_by("valid_from") if ids else ()
    return {row.organisation_id: row.name(language()) for row in rows}


def missing_items(
    lines: Sequence[Line], facts: dict[UUID, PersonFact], jobs: Any, at: Visit
) -> dict[UUID, list[str]]:  # fmt: skip
    """What is missing of the entries among the lines, in words."""
    people = [line.person for line in lines if line.kind in ENTRIES]
    if not people:
        return {}
    having = people_having(people, at.moment)
    certified = certificates_of_people(people, AsOf(at.today, at.moment))
    found = {}
    for person in people:
        held = held_among(having, person, jobs[person], bool(certified.get(person)))
        found[person] = [item_name(one) for one in missing_findings(facts.get(person), held)]
    return found


def item_name(finding: Finding) -> str:
    """An item with its number: 5 place of birth."""
    return f"{NUMBERS[finding.requirement.id]} {term(finding.requirement.id, language())}"


def listing(lines: Lines, organisation: UUID, at: Visit) -> Listing:
    """The whole list of a kind as a file."""
    chosen = lines[0 : lines.count()]
    heads = (pgettext("person", "Name"), _("Position"), _("What"), _("Paragraph"), _("Due by"))
    rows = [
        [one.name, one.position, one.what, KINDS[one.line.kind].citation, one.by]
        for one in shown(chosen, organisation, at)
    ]
    columns = [Column(head, width) for head, width in zip(heads, (36, 36, 60, 18, 12), strict=True)]
    people = list(dict.fromkeys(line.person for line in chosen))
    return Listing("work", columns, rows, people=people, asked={"kind": lines.kind.value})
