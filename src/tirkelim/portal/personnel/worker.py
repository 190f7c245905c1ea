"""A worker's page: the record, what is missing by law, the history, and the record of another day."""

from __future__ import annotations

import functools
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from tirkelim.law.book import current_book
from tirkelim.law.finding import Status
from tirkelim.portal.as_of import Asked, asked
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow, hidden
from tirkelim.portal.level.showing import held_lines
from tirkelim.portal.personnel.access import Visit, Worker, employers, open_record, room, visit
from tirkelim.portal.personnel.entry import Term, held_in, item_findings, term_of
from tirkelim.portal.personnel.history import origins, steps
from tirkelim.portal.personnel.items import items
from tirkelim.portal.personnel.listing import position_of
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.record_view import Links, cards
from tirkelim.portal.show import Link
from tirkelim.register import queries
from tirkelim.register.departure_queries import departure_on
from tirkelim.register.held_by_people import first_known
from tirkelim.register.merged import kept_for
from tirkelim.register.models import Absence, Employment
from tirkelim.register.queries import Profile
from tirkelim.register.scopes import organisation_scope, person_scope


@room("GET")
def worker(request: HttpRequest, person: UUID) -> HttpResponse:
    """Everything known today, and what may be done; or what was known on another day, and then nothing may."""
    at = visit(request)
    panel = asked(request, at.moment)
    if panel.past:
        return record_then(at, person, panel)
    kept = kept_for(person)
    if kept != person:
        return lead_to(at, kept)
    one = open_record(at, person)
    profile = queries.person_profile(person, at.today, at.moment)
    findings = item_findings(profile.facts, held_in(profile))
    trained_none = profile.facts is not None and profile.facts.trained is False
    can_change = person if may_change(at, one) else None
    context = {
        **frame(at, one, profile),
        "cards": cards(profile, origins(person), links(at, one)),
        "levels": held_lines(person, at.today, at.moment),
        "unmet": items((one for one in findings if one.status == Status.NOT_MET), can_change),
        "settled": items(one for one in findings if one.status != Status.NOT_MET),
        "terms": terms(at, one, profile),
        "add": add_links(at, one),
        "trained_none": trained_none,
        "can_train_none": may_change(at, one) and not profile.trainings and not trained_none,
        "hidden": hidden(),
        "may_depart": at.may("person.depart", one.scope),
        "departure": departure_on(person, at.today),
        "as_of": panel,
    }
    return render(request, "portal/personnel/worker.html", context)


def record_then(at: Visit, person: UUID, panel: Asked) -> HttpResponse:
    """The record about one day as it was known on another. Who may read the entry that was kept, may read what was
    known of one that was merged into it later."""
    one = open_record(at, kept_for(person), purpose=Purpose.AS_OF)
    then = queries.person_profile(person, *panel.as_of)
    nothing = then.facts is None and not then.employments
    context = {
        **frame(at, one._replace(person=person), then if then.facts else profile_now(at, one)),
        "as_of": panel,
        "cards": None if nothing else cards(then),
        "levels": held_lines(person, *panel.as_of),
    }
    return render(at.request, "portal/personnel/as_of.html", context)


def profile_now(at: Visit, one: Worker) -> Profile:
    """What is known now."""
    return queries.person_profile(one.person, at.today, at.moment)


def lead_to(at: Visit, kept: UUID) -> HttpResponse:
    """From an entry that was merged to the one that was kept. Raises Http404 for those who may not read that one."""
    allow(at.request, "person.read", person_scope(kept, at.today), at.moment)
    messages.info(at.request, gettext("This person was entered twice. The two entries are one now: this is it."))
    return redirect("staff_worker", person=kept)


def frame(at: Visit, one: Worker, profile: Profile, *way: Link) -> dict[str, Any]:
    """What stands around every page of a record: name, the way to it, and the record's own links."""
    name = profile.facts.name(language()) if profile.facts is not None else gettext("Name not known")
    here = Link(name, reverse("staff_worker", args=[one.person]) if way else "")
    listed = [Link(gettext("Staff"), reverse("staff"))] if employers(at) else []
    return {
        "person": one.person, "name": name, "crumbs": [*listed, here, *way],
        "jobs_now": [position_of(job) for job in profile.current_employments()],
    }  # fmt: skip


def may_change(at: Visit, one: Worker) -> bool:
    """Whether the reader may change the person's facts."""
    return at.may("person.correct", one.scope)


def terms(at: Visit, one: Worker, profile: Profile) -> list[Term]:
    """The terms of entry of the jobs in the reader's own organisations."""
    own = [job for job in profile.current_employments() if job.organisation_id in employers(at)]
    entered = first_known([job.line for job in own])
    found = [term_of(job.hired_on, entered[job.line], current_book()) for job in own]
    return [term for term in found if term is not None]


def links(at: Visit, one: Worker) -> Links:
    """Links beside the cards, as far as the reader may change what stands there."""
    if not may_change(at, one):
        return Links()

    def to(page: str, *more: Any, text: Any, about: Any = "") -> Link:
        return Link(text, reverse(page, args=[one.person, *more]), about)

    @functools.cache
    def own(organisation: UUID) -> bool:
        return at.may("employment.correct", organisation_scope(organisation, at.today, one.person))

    def job(row: Employment) -> list[Link]:
        over = row.left_on is not None and row.left_on < at.today
        if over or row.organisation_id is None or not own(row.organisation_id):
            return []
        found = [to("staff_job_correct", row.line, text=gettext("Correct a mistake"))]
        if row.left_on is not None:
            return [*found, to("staff_job_restore", row.line, text=gettext("Take the dismissal back"))]
        main = [to("staff_job_main", row.line, text=gettext("Make it the main place"))] if row.claims_main else []
        return [
            *main,
            to("staff_job_transfer", row.line, text=gettext("Transfer")),
            to("staff_job_absence", row.line, text=gettext("Leave")),
            to("staff_job_leave", row.line, text=gettext("Dismiss")),
            *found,
        ]

    def absence(row: Absence) -> list[Link]:
        return [] if row.ended_on and row.ended_on < at.today else [
            to("staff_absence_end", row.line, text=gettext("Change the end"))
        ]  # fmt: skip

    return Links(
        group=lambda key: [to("staff_facts", key, text=gettext("Change"))],
        job=job,
        absence=absence,
        education=lambda row: [to("staff_education_correct", row.line, text=gettext("Correct a mistake"))],
        training=lambda row: [to("staff_training_correct", row.line, text=gettext("Correct a mistake"))],
    )


def add_links(at: Visit, one: Worker) -> dict[str, str]:
    """Addresses of the pages that add to the record; none for those who only read."""
    if not may_change(at, one):
        return {}
    pages = {"job": "staff_job_add", "education": "staff_education_add", "training": "staff_training_add",
             "certificate": "staff_certificate_add", "qualification": "staff_qualification_add"}  # fmt: skip
    return {name: reverse(page, args=[one.person]) for name, page in pages.items()}


@room("GET")
def history(request: HttpRequest, person: UUID) -> HttpResponse:
    """Every change of the record: when, by whom, what it was, what it became."""
    at = visit(request)
    one = open_record(at, person, purpose=Purpose.HISTORY)
    profile = queries.person_profile(person, at.today, at.moment)
    panel = asked(request, at.moment)
    found = [step for step in steps(person) if step.at <= panel.as_of.known]
    context = {**frame(at, one, profile, Link(gettext("History of changes"), "")), "steps": found, "as_of": panel}
    return render(request, "portal/personnel/history.html", context)


@room("GET")
def as_of(request: HttpRequest, person: UUID) -> HttpResponse:
    """Where the record on another day was before: the panel of the record itself asks for the days now."""
    query = request.GET.urlencode()
    return redirect(reverse("staff_worker", args=[person]) + (f"?{query}" if query else ""))
