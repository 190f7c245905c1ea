"""The list of an organisation's workers: who, position, certificate, what is missing, what was late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.journal.kept import kept
from tirkelim.law.book import LawBook, current_book
from tirkelim.portal.again import keep, on_other_days
from tirkelim.portal.as_of import asked as asked_days
from tirkelim.portal.choices import language
from tirkelim.portal.exporting import export, format_of
from tirkelim.portal.personnel.access import Visit, employers, own_organisation, room, visit
from tirkelim.portal.personnel.entry import Held, Term, missing, term_of
from tirkelim.portal.personnel.staff_file import former_listing, staff_listing
from tirkelim.portal.personnel.values import position_name
from tirkelim.portal.show import Link
from tirkelim.register import queries
from tirkelim.register.as_of import AsOf
from tirkelim.register.departure_queries import departed
from tirkelim.register.held_by_people import (
    Having,
    HeldCertificate,
    best,
    certificates_of_people,
    first_known,
    jobs_at,
    people_having,
)
from tirkelim.register.models import Departure, Employment, Merge, OrganisationFact, PersonFact
from tirkelim.register.scopes import organisation_scope
from tirkelim.register.status import StatusOn

PAGE = 50
LEFT_WITHIN = timedelta(days=366)
LONGEST_QUERY = 100


class WorkerLine(NamedTuple):
    """A worker as a line of the list."""

    person: UUID
    name: str
    positions: list[str]
    hired_on: Any
    certificate: StatusOn | None
    valid_until: Any
    missing: list[int]
    term: Term | None


def name_sent(request: HttpRequest) -> str:
    """The name that is looked for. It is sent by POST only: no name stands in an address or a log. Another language and
    another day keep it."""
    keep(request)
    return request.POST.get("name", "")[:LONGEST_QUERY].replace("\x00", "").strip()


def page_sent(request: HttpRequest) -> str:
    """Which page of a list: of one found by name it is sent with the name."""
    return (request.POST if request.method == "POST" else request.GET).get("page", "")


@room("GET", "POST")
def staff(request: HttpRequest) -> HttpResponseBase:
    """The workers of today, or of the day that the address asks for, found by the beginnings of their names in any
    spelling; fifty a page."""
    moved = on_other_days(request)
    if moved is not None:
        return moved
    at = visit(request)
    organisation = own_organisation(at)
    panel = asked_days(request, at.moment)
    asked = name_sent(request)
    found = queries.search_workers(asked, organisation, *panel.as_of)
    wanted = format_of(request)
    if wanted is not None:
        return export(request, staff_listing(found, organisation, panel.as_of, lines), wanted, at.moment)
    page = Paginator(found, PAGE).get_page(page_sent(request))
    context = {
        "page": page, "lines": lines(list(page.object_list), organisation, panel.as_of), "asked": asked,
        "organisations": organisation_links(at, organisation),
        "may_add": not panel.past and at.may("employment.add", organisation_scope(organisation, at.today)),
        "today": panel.as_of.valid, "as_of": panel,
        "closed": gone_since(at, [row.person_id for row in page]) if panel.past else frozenset(),
    }  # fmt: skip
    return render(request, "portal/personnel/staff.html", context)


def gone_since(at: Visit, people: list[UUID]) -> set[UUID]:
    """Those of a list of an earlier day who do not work for the reader's organisations now: their records are closed
    to the reader. An entry that was merged since leads to the one that was kept."""
    jobs = Employment.objects.as_of(at.today, at.moment).filter(person__in=people, organisation__in=employers(at))
    merged = Merge.objects.current().filter(duplicate__in=people)
    open_ones = {*jobs.values_list("person_id", flat=True), *merged.values_list("duplicate_id", flat=True)}
    return set(people) - open_ones


@room("GET")
def former(request: HttpRequest) -> HttpResponseBase:
    """Those who left within the last year, so that a dismissal entered wrongly can be taken back."""
    at = visit(request)
    organisation = own_organisation(at)
    rows = Employment.objects.current().filter(
        organisation=organisation, left_on__lt=at.today, left_on__gte=at.today - LEFT_WITHIN
    )
    rows = rows.order_by("-left_on", "line")
    wanted = format_of(request)
    if wanted is not None:
        when = AsOf(at.today, at.moment)
        return export(request, former_listing(rows, organisation, when, language(), position_of), wanted, at.moment)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    facts = PersonFact.objects.as_of(at.today, at.moment).filter(person__in=[row.person_id for row in page])
    names = {row.person_id: row.name(language()) for row in facts}
    away = departed([row.person_id for row in page], AsOf(at.today, at.moment))
    context = {
        "page": page,
        "lines": [(row, names.get(row.person_id, ""), position_of(row), gone_with(row, away)) for row in page],
        "may_correct": at.may("employment.correct", organisation_scope(organisation, at.today)),
        "crumbs": [Link(_("Staff"), reverse("staff")), Link(_("Those who left"), "")],
    }
    return render(request, "portal/personnel/former.html", context)


def gone_with(job: Employment, away: dict[UUID, Departure]) -> Departure | None:
    """The death or move abroad on whose day a job ended: then that is what may be taken back."""
    found = away.get(job.person_id)
    return found if found is not None and found.on == job.left_on else None


def organisation_links(at: Visit, chosen: UUID) -> list[dict[str, Any]]:
    """The organisations of the account, the chosen one marked."""
    own = employers(at)
    named = {row.organisation_id: row for row in _own(tuple(own), at.today, at.moment)}
    return [
        {
            "name": named[one].name(language()) if one in named else "",
            "bin": named[one].organisation.bin if one in named else "",
            "href": f"?organisation={one}",
            "here": one == chosen,
        }
        for one in own
    ]


@kept
def _own(organisations: tuple[UUID, ...], today: date, known: datetime) -> QuerySet[OrganisationFact]:
    facts = OrganisationFact.objects.as_of(today, known).filter(organisation__in=organisations)
    return facts.select_related("organisation")


def position_of(job: Employment) -> str:
    """A job's position as the nomenclature calls it, else as the order does."""
    return position_name(job.position) if job.position else job.position_title


def lines(people: Sequence[PersonFact], organisation: UUID, when: AsOf) -> list[WorkerLine]:
    """A page of people with all that the list shows; the number of queries does not grow with the page."""
    ids = [row.person_id for row in people]
    jobs = jobs_at(ids, organisation, when)
    entered = first_known(job.line for held in jobs.values() for job in held)
    certificates = certificates_of_people(ids, when)
    having = people_having(ids, when.known)
    book = current_book()
    found = []
    for facts in people:
        own = certificates.get(facts.person_id, [])
        held = held_among(having, facts.person_id, jobs[facts.person_id], bool(own))
        found.append(line(facts, held, best(own), entered, book))
    return found


def held_among(having: Having, person: UUID, jobs: Iterable[Employment], certified: bool) -> Held:
    """What one of several people has, as far as the fifteen items ask for it."""
    return Held(person in having.iin, person in having.education, certified, person in having.training, tuple(jobs))


def line(
    facts: PersonFact, held: Held, certificate: HeldCertificate | None, entered: dict[UUID, Any], book: LawBook
) -> WorkerLine:
    """One worker's line; of several jobs the newest entry tells the term."""
    newest = max(held.jobs, key=lambda job: job.hired_on)
    return WorkerLine(
        person=facts.person_id,
        name=facts.name(language()),
        positions=list(dict.fromkeys(position_of(job) for job in held.jobs)),
        hired_on=newest.hired_on,
        certificate=None if certificate is None else certificate.state,
        valid_until=None if certificate is None else certificate.certificate.valid_until,
        missing=missing(facts, held),
        term=term_of(newest.hired_on, entered[newest.line], book),
    )
