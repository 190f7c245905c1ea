"""A worker's page: the record, what is missing by law, the history, and the record of another day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.law.book import current_book
from tirkelim.law.finding import Status
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow, hidden
from tirkelim.portal.forms import DayField
from tirkelim.portal.level.showing import held_lines
from tirkelim.portal.personnel.access import Visit, Worker, employers, open_record, room, visit
from tirkelim.portal.personnel.entry import Term, held_in, item_findings, term_of
from tirkelim.portal.personnel.forms import PersonnelForm
from tirkelim.portal.personnel.history import origins, steps
from tirkelim.portal.personnel.items import items
from tirkelim.portal.personnel.listing import first_known, position_of
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.record_view import Links, cards
from tirkelim.portal.show import Link
from tirkelim.register import queries
from tirkelim.register.departure_queries import departure_on
from tirkelim.register.merged import kept_for
from tirkelim.register.models import Absence, Employment
from tirkelim.register.queries import Profile
from tirkelim.register.scopes import organisation_scope, person_scope

EARLIEST = date(1950, 1, 1)


@room("GET")
def worker(request: HttpRequest, person: UUID) -> HttpResponse:
    """Everything known today, and what may be done."""
    at = visit(request)
    kept = kept_for(person)
    if kept != person:
        return lead_to(at, kept)
    one = open_record(at, person)
    profile = queries.person_profile(person, at.today, at.moment)
    found = steps(person)
    findings = item_findings(profile.facts, held_in(profile))
    entered = found[-1] if found else None
    trained_none = profile.facts is not None and profile.facts.trained is False
    can_change = person if may_change(at, one) else None
    context = {
        **frame(at, one, profile),
        "cards": cards(profile, origins(found), links(at, one)),
        "levels": held_lines(person, at.today, at.moment),
        "unmet": items((one for one in findings if one.status == Status.NOT_MET), can_change),
        "settled": items(one for one in findings if one.status != Status.NOT_MET),
        "terms": terms(at, one, profile),
        "entered": entered,
        "add": add_links(at, one),
        "trained_none": trained_none,
        "can_train_none": may_change(at, one) and not profile.trainings and not trained_none,
        "hidden": hidden(),
        "may_depart": at.may("person.depart", one.scope),
        "departure": departure_on(person, at.today),
    }
    return render(request, "portal/personnel/worker.html", context)


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

    def job(row: Employment) -> list[Link]:
        own = row.organisation_id is not None and at.may(
            "employment.correct", organisation_scope(row.organisation_id, at.today, one.person)
        )
        if not own or (row.left_on is not None and row.left_on < at.today):
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
    context = {**frame(at, one, profile, Link(gettext("History of changes"), "")), "steps": steps(person)}
    return render(request, "portal/personnel/history.html", context)


class AsOfForm(PersonnelForm):
    """The two days: what held then, and as the register knew it then."""

    valid = DayField(
        label=_("About which day?"), help_text=_("What held on this day"), required=False, earliest=EARLIEST
    )
    known = DayField(
        label=_("As known on which day?"),
        help_text=_("Later corrections do not count"),
        required=False,
        earliest=EARLIEST,
    )


@room("GET")
def as_of(request: HttpRequest, person: UUID) -> HttpResponse:
    """The record about one day as it was known on another; nothing can be changed here."""
    at = visit(request)
    one = open_record(at, person, purpose=Purpose.AS_OF)
    sent = any(name.startswith(("valid_", "known_")) for name in request.GET)
    form: forms.Form = AsOfForm(
        request.GET if sent else None, today=at.today, initial={"valid": at.today, "known": at.today}
    )
    now = queries.person_profile(person, at.today, at.moment)
    context = {**frame(at, one, now, Link(gettext("The record on another day"), "")), "form": form}
    if sent and form.is_valid():
        valid = form.cleaned_data["valid"] or at.today
        known = form.cleaned_data["known"] or at.today
        then = queries.person_profile(person, valid, min(end_of(known), at.moment))
        nothing = then.facts is None and not then.employments
        context |= {"valid": valid, "known": known, "cards": None if nothing else cards(then)}
    return render(request, "portal/personnel/as_of.html", context)


def end_of(day: date) -> datetime:
    """The last moment of a day in Almaty."""
    following = datetime.combine(day + timedelta(days=1), time.min, timezone.get_default_timezone())
    return following - timedelta(microseconds=1)
