"""Pages about jobs: second job, transfer, leave, dismissal, and what was entered wrongly."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tirkelim.journal.change import Command, Done
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, Worker, open_record, own_job, own_organisation, room, visit
from tirkelim.portal.personnel.forms import PersonnelForm
from tirkelim.portal.personnel.job_forms import (
    NOT_LISTED,
    AbsenceForm,
    CorrectJobForm,
    JobForm,
    LeaveForm,
    ReturnForm,
    TransferForm,
)
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.saving import merged, save
from tirkelim.portal.personnel.values import position_name
from tirkelim.portal.wording import day_in_words
from tirkelim.register import commands, queries
from tirkelim.register.commands.departures import REASONS as ENDINGS
from tirkelim.register.departure_queries import departure_on
from tirkelim.register.models import Absence, DepartureKind, Employment
from tirkelim.register.scopes import organisation_scope, person_scope


def the_job(request: HttpRequest, person: UUID, employment: UUID) -> tuple[Visit, Worker, Employment]:
    """The worker and a job in one's own organisation. Raises Http404."""
    at = visit(request)
    return at, open_record(at, person, purpose=Purpose.CHANGE), own_job(at, person, employment)


def other_main_words() -> str:
    """What happened, and what to do, where another employer's main job still stands."""
    return _(
        "Another main job of this person still stands. Its organisation is asked to end it; until then this job counts "
        "as a second one. Your work list tells when it can be made the main place."
    )


def say_other_main(request: HttpRequest, done: Done) -> None:
    """Tell it where it is so."""
    if done.result.get("other_main"):
        messages.warning(request, other_main_words())


def answers_of(job: Employment) -> dict[str, Any]:
    """A job as it would have been answered."""
    names = ("position_title", "specialty", "order_number", "order_date", "hired_on")
    given = {name: getattr(job, name) for name in names}
    words = position_name(job.position) if job.position else job.position_title
    chosen = str(job.position) if job.position else NOT_LISTED
    main = "yes" if job.is_main or job.claims_main else "no"
    return {**given, "position_words": words, "position": chosen, "is_main": main}


@room("GET", "POST")
def add_job(request: HttpRequest, person: UUID) -> HttpResponse:
    """Another job of one's own worker, beside the one there is."""
    at = visit(request)
    one = open_record(at, person, purpose=Purpose.CHANGE)
    organisation = one.employer(at) or own_organisation(at)
    allow(request, "employment.add", organisation_scope(organisation, at.today, person), at.moment)
    form = JobForm(request.POST or None, today=at.today, initial={"is_main": "no"})

    def write(command: Command) -> Done:
        done = commands.hire(
            command, person=person, organisation=organisation, hired_on=form.cleaned_data["hired_on"], **form.terms()
        )
        say_other_main(request, done)
        return done

    return save(at, one, form, write, title=_("Second job"), done=_("The job is entered."), lead=_(
        "Beside the job that the worker has with you. For a move to another position use “Transfer”."
    ))  # fmt: skip


@room("GET", "POST")
def transfer(request: HttpRequest, person: UUID, employment: UUID) -> HttpResponse:
    """Another position, specialty or share from a day on."""
    at, one, job = the_job(request, person, employment)
    start = answers_of(job) | {"order_number": "", "order_date": None}
    form = TransferForm(request.POST or None, today=at.today, initial=start)

    def write(command: Command) -> Done:
        done = commands.transfer(command, job.line, form.cleaned_data["transferred_on"], form.terms())
        say_other_main(request, done)
        return done

    return save(at, one, form, write, title=_("Transfer"), done=_("The transfer is entered."), lead=_(
        "The job goes on in another position. What it was until then stays in the record."
    ))  # fmt: skip


@room("GET", "POST")
def leave(request: HttpRequest, person: UUID, employment: UUID) -> HttpResponse:
    """The end of a job, with its reason; also of one whose planned end has closed the record."""
    at, one, job = ending_job(request, person, employment)
    form = LeaveForm(request.POST or None, today=at.today, initial=known_end(at, job))

    def write(command: Command) -> Done:
        return commands.leave(command, job.line, **form.ending())

    return after_leaving(at, one, save(
        at, one, form, write, title=_("Dismissal"), done=_("The dismissal is entered."), button=_("Dismiss"), lead=_(
        "After the last day the record is no longer open to your organisation. "
        "You find the worker among those who left, and can take the dismissal back there."
    )))  # fmt: skip


def ending_job(request: HttpRequest, person: UUID, employment: UUID) -> tuple[Visit, Worker, Employment]:
    """The worker and a job whose end is to be entered. Raises Http404."""
    at = visit(request)
    job = own_job(at, person, employment)
    if job.organisation_id in person_scope(person, at.today).organisations:
        return at, open_record(at, person, purpose=Purpose.CHANGE), job
    queries.log_access(at.account.id, person, Purpose.CHANGE.value, at.moment)
    return at, closed(at, person, job), job


def closed(at: Visit, person: UUID, job: Employment) -> Worker:
    """A worker whose record the end of the job has closed, as far as that job goes."""
    assert job.organisation_id is not None  # noqa: S101 - own_job gives only such
    return Worker(person, organisation_scope(job.organisation_id, at.today, person))


def known_end(at: Visit, job: Employment) -> dict[str, Any]:
    """What is known of the end already: its planned day, or the death or move abroad that was recorded."""
    away = departure_on(job.person_id, at.today)
    if away is None:
        return {"left_on": job.left_on}
    return {"left_on": away.on, "reason": ENDINGS[DepartureKind(away.kind)]}


def after_leaving(at: Visit, one: Worker, response: HttpResponse) -> HttpResponse:
    """After the last job has ended the record is closed to this reader: on to the list instead."""
    if response.status_code == 302 and not at.may("person.read", person_scope(one.person, at.today)):
        return redirect("staff")
    return response


@room("GET", "POST")
def restore(request: HttpRequest, person: UUID, employment: UUID) -> HttpResponse:
    """Take back a dismissal that was entered wrongly; also for those whose record is closed by it."""
    at = visit(request)
    job = own_job(at, person, employment)
    if job.left_on is None:
        raise Http404
    one = closed(at, person, job)
    queries.log_access(at.account.id, person, Purpose.CHANGE.value, at.moment)
    form = PersonnelForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        done = commands.cancel_leaving(command, job.line)
        say_other_main(request, done)
        return done

    day = day_in_words(job.left_on, language())
    return save(
        at, one, form, write, title=_("Take the dismissal back"), button=_("Take back"),
        done=_("The dismissal is taken back: the job goes on."),
        lead=_("By the record the last day was: %(day)s. If the worker came back later, enter a new hiring instead.")
        % {"day": day},
    )  # fmt: skip


@room("GET", "POST")
def correct_job(request: HttpRequest, person: UUID, employment: UUID) -> HttpResponse:
    """Put right what was entered wrongly about a job."""
    at, one, job = the_job(request, person, employment)
    form = CorrectJobForm(request.POST or None, today=at.today, initial=answers_of(job))

    def write(command: Command) -> Done | None:
        values = merged(form.terms(), job)
        if job.claims_main and values.get("is_main"):
            del values["is_main"]  # that is what the organisation says already
        hired_on = form.cleaned_data["hired_on"]
        done = None
        if hired_on != job.hired_on:
            done = commands.correct_hiring(part(command, "hired_on"), job.line, hired_on)
        if values:
            start = hired_on if job.valid_from == job.hired_on else job.valid_from
            done = commands.correct_employment(command, job.line, values, on=start)
        if done is not None:
            say_other_main(request, done)
        return done

    return save(at, one, form, write, title=_("Correct a mistake"), done=_("The job is corrected."), lead=_(
        "Only for what was never so. A move to another position is a transfer."
    ))  # fmt: skip


def part(command: Command, name: str) -> Command:
    """The command for one part of a form that makes two changes."""
    return command._replace(id=uuid5(command.id, name))


@room("GET", "POST")
def absence(request: HttpRequest, person: UUID, employment: UUID) -> HttpResponse:
    """A long leave; the job goes on."""
    at, one, job = the_job(request, person, employment)
    form = AbsenceForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        return commands.begin_absence(command, job.line, **form.cleaned_data)

    return save(at, one, form, write, title=_("Leave"), done=_("The leave is entered."), lead=_(
        "Maternity and childcare leave and the like. The job goes on and service is not interrupted by it."
    ))  # fmt: skip


@room("GET", "POST")
def absence_end(request: HttpRequest, person: UUID, absence: UUID) -> HttpResponse:
    """The last day of a leave."""
    at = visit(request)
    one = open_record(at, person, purpose=Purpose.CHANGE)
    row = Absence.objects.current().filter(line=absence, person=person).first()
    if row is None:
        raise Http404
    own_job(at, person, row.employment)
    form = ReturnForm(request.POST or None, today=at.today, initial={"ended_on": row.ended_on})

    def write(command: Command) -> Done:
        return commands.end_absence(command, absence, form.cleaned_data["ended_on"])

    return save(at, one, form, write, title=_("End of the leave"), done=_("The end of the leave is entered."))
