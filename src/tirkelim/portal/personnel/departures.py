"""Pages about a death, a move abroad, a return, and about making a job the main one; each says first what follows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.journal.change import Command, Done
from tirkelim.portal.choices import language
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.personnel.access import Visit, Worker, open_record, room, visit
from tirkelim.portal.personnel.adding import open_draft, way
from tirkelim.portal.personnel.departure_forms import AbroadForm, BackForm, DeathForm, SureForm
from tirkelim.portal.personnel.jobs import after_leaving, the_job
from tirkelim.portal.personnel.listing import position_of
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.saving import MEANWHILE, save, take
from tirkelim.portal.show import Link
from tirkelim.portal.wording import day_in_words
from tirkelim.register import commands, queries
from tirkelim.register.as_of import AsOf
from tirkelim.register.departure_queries import departure_on, departures_of
from tirkelim.register.models import Departure, DepartureKind, Employment
from tirkelim.register.scopes import person_scope

TEMPLATE = "portal/personnel/depart.html"


def leaving(request: HttpRequest, person: UUID) -> tuple[Visit, Worker]:
    """One's own worker whose departure may be recorded. Raises Http404."""
    at = visit(request)
    one = open_record(at, person, purpose=Purpose.CHANGE)
    if not at.may("person.depart", one.scope):
        raise Http404
    return at, one


def consequences(at: Visit, one: Worker) -> dict[str, Any]:
    """The jobs that end with the departure, and those that only their own organisations can end."""
    jobs = queries.person_profile(one.person, at.today, at.moment).current_employments()
    own = [row for row in jobs if row.organisation_id is not None and row.organisation_id in own_places(at, one)]
    others = [row for row in jobs if row.organisation_id is not None and row not in own]
    names = queries.facts_of_organisations({row.organisation_id for row in jobs if row.organisation_id}, at.today,
                                           at.moment)  # fmt: skip

    def line(row: Employment) -> str:
        facts = names.get(row.organisation_id) if row.organisation_id else None
        place = facts.name(language()) if facts is not None else row.organisation_name
        return f"{position_of(row)}, {place}"

    return {"ending": [line(row) for row in own], "standing": [line(row) for row in others]}


def own_places(at: Visit, one: Worker) -> set[UUID]:
    """The person's employers for which the reader acts."""
    return {place for place in one.scope.organisations if at.may(
        "employment.correct", one.scope.__class__(person=one.person, organisations=frozenset({place}))
    )}  # fmt: skip


@room("GET", "POST")
def death(request: HttpRequest, person: UUID) -> HttpResponse:
    """A death ends all jobs with the reader's organisation."""
    at, one = leaving(request, person)
    form = DeathForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        return commands.record_death(command, person, form.cleaned_data["on"], form.cleaned_data["reference"])

    return after_leaving(at, one, save(
        at, one, form, write, title=_("Record a death"), button=_("Record the death"), template=TEMPLATE,
        done=_("The death is recorded. You find the person among those who left."), more=consequences(at, one),
    ))  # fmt: skip


@room("GET", "POST")
def abroad(request: HttpRequest, person: UUID) -> HttpResponse:
    """A move abroad ends the jobs with the reader's organisation, unless the work goes on."""
    at, one = leaving(request, person)
    form = AbroadForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        terms = form.terms()
        return commands.record_emigration(
            command, person, terms["on"], terms["country"], terms["reference"], end_jobs=terms["end_jobs"]
        )

    return after_leaving(at, one, save(
        at, one, form, write, title=_("Record a move abroad"), button=_("Record the move"), template=TEMPLATE,
        done=_("The move abroad is recorded."), more=consequences(at, one),
    ))  # fmt: skip


@room("GET", "POST")
def back(request: HttpRequest, person: UUID) -> HttpResponse:
    """The return of one's own worker."""
    at, one = leaving(request, person)
    away = abroad_now(person, at)
    form = BackForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        return commands.record_return(command, person, form.cleaned_data["on"], one.employer(at))

    return save(at, one, form, write, title=_("Record a return"), done=_("The return is recorded."), lead=left(away))


def abroad_now(person: UUID, at: Visit) -> Departure:
    """The move abroad from which the person has not returned. Raises Http404."""
    away = departure_on(person, at.today)
    if away is None or away.kind != DepartureKind.EMIGRATION:
        raise Http404
    return away


def left(away: Departure) -> str:
    """Since when the person is abroad."""
    return _("By the register the person moved abroad on %(day)s.") % {"day": day_in_words(away.on, language())}


@room("GET", "POST")
def entry_return(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Before somebody who had moved abroad is hired: the return. The name is not shown: it is asked afterwards."""
    at = visit(request)
    held = open_draft(at, draft)
    if held.person is None:
        raise Http404
    away = departure_on(held.person, at.today)
    if away is None:
        return redirect("staff_entry", draft=held.id)
    if away.kind != DepartureKind.EMIGRATION:
        raise Http404
    form = BackForm(request.POST or None, today=at.today)
    if request.method == "POST" and form.is_valid():
        try:
            commands.record_return(command(request, at.moment), held.person, form.cleaned_data["on"], held.organisation)
            messages.success(request, _("The return is recorded. Now enter the job."))
            return redirect("staff_entry", draft=held.id)
        except commands.Invalid as bad:
            take(form, bad)
        except MEANWHILE:
            form.add_error(None, _("The record has changed meanwhile. Look at it, then send again."))
    context = {
        "form": form, "title": _("Record a return"), "lead": left(away), "button": _("Record the return"),
        "hidden": hidden(), "back": reverse("staff_add"),
        "crumbs": way(Link(_("Enter a worker"), reverse("staff_entry", args=[held.id])), Link(_("Return"), "")),
    }  # fmt: skip
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


@room("GET", "POST")
def withdraw(request: HttpRequest, person: UUID, departure: UUID) -> HttpResponse:
    """Take back a death or a move that was entered wrongly; also for those to whom it has closed the record."""
    at = visit(request)
    row = next((one for one in departures_of(person, AsOf.now(at.moment)) if one.line == departure), None)
    if row is None:
        raise Http404
    scope = person_scope(person, row.on)
    if not at.may("person.depart", scope):
        raise Http404
    queries.log_access(at.account.id, person, Purpose.CHANGE.value, at.moment)
    one = Worker(person, scope)
    form = SureForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        done = commands.withdraw_departure(command, departure)
        if done.result["kept"]:
            messages.warning(
                request, _("Some jobs keep their end: it was entered otherwise since. Look at the record.")
            )
        return done

    died = row.kind == DepartureKind.DEATH
    more = {"restoring": [position_of(job) for job in ended_by(row)], "withdraws": True}
    return save(
        at, one, form, write, title=_("Take the death back") if died else _("Take the move abroad back"),
        button=_("Take back"), template=TEMPLATE, more=more,
        done=_("It is taken back, and the jobs that ended with it go on."),
        lead=_("By the record it was on %(day)s. Only for what was never so.")
        % {"day": day_in_words(row.on, language())},
    )  # fmt: skip


def ended_by(row: Departure) -> list[Employment]:
    """The jobs that ended with a departure, as they are now."""
    first = Departure.objects.filter(line=row.line).select_related("change").earliest("known_from", "valid_from")
    ended = (first.change.result or {}).get("ended", [])
    return list(Employment.objects.current().filter(line__in=ended, left_on=row.on).order_by("line"))


@room("GET", "POST")
def make_main(request: HttpRequest, person: UUID, employment: UUID) -> HttpResponse:
    """The job becomes the main one, once no other main job stands."""
    at, one, job = the_job(request, person, employment)
    if not job.claims_main:
        raise Http404
    form = SureForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        return commands.confirm_main(command, job.line)

    return save(
        at, one, form, write, title=_("Make it the main place of work"), button=_("Make it the main place"),
        done=_("The job is the main one now."), template=TEMPLATE,
        lead=_("The job with you counts as the main place of work from then on, in the reports too."),
    )  # fmt: skip
