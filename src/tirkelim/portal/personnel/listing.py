"""The list of an organisation's workers: who, position, certificate, what is missing, what was late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Min, Prefetch
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.law.book import LawBook, current_book
from tirkelim.portal.as_of import asked as asked_days
from tirkelim.portal.choices import language
from tirkelim.portal.exporting import export, format_of
from tirkelim.portal.personnel.access import Visit, employers, own_organisation, room, visit
from tirkelim.portal.personnel.entry import Held, Term, item_findings, missing, term_of
from tirkelim.portal.personnel.staff_file import former_listing, staff_listing
from tirkelim.portal.personnel.values import position_name
from tirkelim.portal.show import Link
from tirkelim.register import queries
from tirkelim.register.as_of import AsOf
from tirkelim.register.departure_queries import departed
from tirkelim.register.models import (
    Certificate,
    CertificateEvent,
    Departure,
    Education,
    Employment,
    Merge,
    OrganisationFact,
    PersonFact,
    PersonIdentifier,
    Scheme,
    Training,
)
from tirkelim.register.scopes import organisation_scope
from tirkelim.register.status import CertificateStatus, StatusOn, status_on
from tirkelim.register.training_days import training_days

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
    """The name that is looked for. It is sent by POST only: no name stands in an address or a log."""
    return request.POST.get("name", "")[:LONGEST_QUERY].replace("\x00", "").strip()


def page_sent(request: HttpRequest) -> str:
    """Which page of a list: of one found by name it is sent with the name."""
    return (request.POST if request.method == "POST" else request.GET).get("page", "")


@room("GET", "POST")
def staff(request: HttpRequest) -> HttpResponseBase:
    """The workers of today, or of the day that the address asks for, found by the beginnings of their names in any
    spelling; fifty a page."""
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
    facts = OrganisationFact.objects.as_of(at.today, at.moment).filter(organisation__in=own)
    named = {row.organisation_id: row for row in facts.select_related("organisation")}
    return [
        {
            "name": named[one].name(language()) if one in named else "",
            "bin": named[one].organisation.bin if one in named else "",
            "href": f"?organisation={one}",
            "here": one == chosen,
        }
        for one in own
    ]


def position_of(job: Employment) -> str:
    """A job's position as the nomenclature calls it, else as the order does."""
    return position_name(job.position) if job.position else job.position_title


def lines(people: Sequence[PersonFact], organisation: UUID, when: AsOf) -> list[WorkerLine]:
    """A page of people with all that the list shows; the number of queries does not grow with the page."""
    ids = [row.person_id for row in people]
    jobs = by_person(Employment.objects.as_of(*when).filter(person__in=ids, organisation=organisation))
    entered = first_known([job.line for held in jobs.values() for job in held])
    iins = having(PersonIdentifier.objects.known_at(when.known).filter(scheme=Scheme.IIN), ids)
    educated = having(Education.objects.known_at(when.known), ids)
    trained = having(Training.objects.known_at(when.known), ids)
    events = Prefetch("events", CertificateEvent.objects.filter(change__at__lte=when.known))
    known = Certificate.objects.filter(person__in=ids, change__at__lte=when.known)
    certificates = by_person(known.prefetch_related(events))
    training = training_days(ids, when.known)
    book = current_book()
    found = []
    for facts in people:
        own = certificates[facts.person_id]
        held = Held(
            iin=facts.person_id in iins, education=facts.person_id in educated, certificate=bool(own),
            training=facts.person_id in trained, jobs=tuple(jobs[facts.person_id]),
        )  # fmt: skip
        found.append(line(facts, held, best(own, when.valid, training.get(facts.person_id, ())), entered, book))
    return found


def line(
    facts: PersonFact, held: Held, certificate: tuple[Certificate, StatusOn] | None, entered: dict[UUID, Any],
    book: LawBook,
) -> WorkerLine:  # fmt: skip
    """One worker's line; of several jobs the newest entry tells the term."""
    newest = max(held.jobs, key=lambda job: job.hired_on)
    return WorkerLine(
        person=facts.person_id,
        name=facts.name(language()),
        positions=list(dict.fromkeys(position_of(job) for job in held.jobs)),
        hired_on=newest.hired_on,
        certificate=None if certificate is None else certificate[1],
        valid_until=None if certificate is None else certificate[0].valid_until,
        missing=missing(item_findings(facts, held)),
        term=term_of(newest.hired_on, entered[newest.line], book),
    )


def by_person(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    """Rows by the person they are about."""
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def having(rows: Any, people: list[UUID]) -> set[UUID]:
    """Those of the people who have such a row."""
    return set(rows.filter(person__in=people).values_list("person_id", flat=True))


def first_known(jobs: Iterable[UUID]) -> dict[UUID, Any]:
    """Since when the register has known each job, whatever was corrected later."""
    rows = Employment.objects.filter(line__in=list(jobs)).values("line").annotate(first=Min("known_from"))
    return {row["line"]: row["first"] for row in rows}


def best(
    certificates: Sequence[Certificate], on: date, trained: Sequence[date] = ()
) -> tuple[Certificate, StatusOn] | None:
    """The certificate that says most about a worker: a valid one that lasts longest, else the newest. `trained` are
    the days on which the worker's further education ended: certificates without a term depend on them."""
    states = [
        (one, status_on(one, sorted(one.events.all(), key=attrgetter("id")), on, trained)) for one in certificates
    ]

    def weight(pair: tuple[Certificate, StatusOn]) -> tuple[bool, Any]:
        one, state = pair
        return state.status is CertificateStatus.VALID, one.valid_until or one.issued_on.replace(year=9999, day=1)

    return max(states, key=weight, default=None)
