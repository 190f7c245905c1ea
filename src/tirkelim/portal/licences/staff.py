"""The staff of a licence's bases: who counts for what and until when, what is short now or soon, and at which bases
jobs are done (59/2020 ann.1 rows 8, 9(3); readings L12, L14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.identity.policy import may
from tirkelim.portal import edge
from tirkelim.portal.choices import alphabetical, language
from tirkelim.portal.law_pages import readings
from tirkelim.portal.licences.access import Holder, own_licence, room
from tirkelim.portal.licences.heads import name_of
from tirkelim.portal.licences.staff_forms import TELLING, BaseWorkForm
from tirkelim.portal.licences.staff_words import annex_view, base_in_words, names_of
from tirkelim.portal.personnel.values import position_name
from tirkelim.portal.personnel.vocabulary import ABSENCES
from tirkelim.portal.wording import day_in_words
from tirkelim.portal.writing import is_taken, is_written
from tirkelim.register.commands import base_work
from tirkelim.register.licence_queries import LicenceOn, licence_on, licences_of_organisation
from tirkelim.register.models import Absence, BaseWork, Employment, Licence
from tirkelim.register.queries import facts_of_people
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.staffing.posts import certificates_known
from tirkelim.services.licence.staffing.shortage import staffing_of
from tirkelim.services.licence.staffing.watched import WATCHED


class Named(NamedTuple):
    """That a job is done at a base."""

    line: UUID
    place: str
    since: str
    until: str


class JobView(NamedTuple):
    """A job of the holder with the worker's valid certificates and the bases named for it (none: every base)."""

    line: UUID
    name: str
    position: str
    certificates: list[str]
    absence: str
    ends: str
    named: list[Named]


@room("GET")
def staff_page(request: HttpRequest, licence: UUID) -> HttpResponse:
    """Base by base and subtype by subtype: who counts until when, what is short; and the jobs behind it."""
    moment = edge.now()
    found = own_licence(request, licence, moment)
    today = localdate(moment)
    held = licence_on(found, today, moment)
    staff = staffing_of(held, today, moment)
    people = {place.person for one in staff for place in one.places}
    names = names_of(facts_of_people(people, today, moment))
    return render(request, "portal/licences/staff.html", {
        **frame(found, moment),
        "annexes": [annex_view(one, names, today) for one in staff],
        "is_short": any(one.is_short for one in staff),
        "jobs": jobs_of(found, moment) if found.organisation_id is not None else [],
        "names_bases": may(edge.account_of(request), "licence.staff", found, on=today),
        "readings": [(id, readings(language()).get(id, "")) for id in ("L14", "L12")],
    })  # fmt: skip


@room("GET", "POST")
def job_page(request: HttpRequest, licence: UUID, job: UUID) -> HttpResponse:
    """At which bases a job is done: what is named, and one more."""
    moment = edge.now()
    found, row = own_job(request, licence, job, moment)
    bases = bases_of(found, moment)
    form = BaseWorkForm(request.POST or None, bases=bases, initial={"valid_from": localdate(moment)})
    if request.method == "POST":
        command = edge.command(request, moment)
        if is_written(form, lambda: base_work.name_base(command, row.line, **form.terms()), TELLING):
            messages.success(request, _("The base is named for the job."))
            return redirect("licences_staff", found.id)
    known = jobs_of(found, moment, row.line)
    return render(request, "portal/licences/staff_job.html", {
        **frame(found, moment), "form": form, "job": known[0] if known else None, "hidden": edge.hidden(),
    }, status=422 if form.errors else 200)  # fmt: skip


@room("GET", "POST")
def base_work_page(request: HttpRequest, licence: UUID, job: UUID, work: UUID) -> HttpResponse:
    """What was said of a job and a base: its end, a correction, or that it was a mistake."""
    moment = edge.now()
    found, row = own_job(request, licence, job, moment)
    old = BaseWork.objects.current().filter(line=work, employment=row.line).first()
    if old is None:
        raise Http404
    bases = bases_of(found, moment)
    form = BaseWorkForm(request.POST or None, bases=bases, initial=BaseWorkForm.answers(old))
    if request.method == "POST":
        command = edge.command(request, moment)
        if request.POST.get("step") == "remove":
            said = _("It is taken out: the job was never done at that base.")
            is_taken(request, lambda: base_work.withdraw_base_work(command, old.line), TELLING, said)
            return redirect("licences_staff", found.id)
        if is_written(form, lambda: form.write(command, old), TELLING):
            messages.success(request, _("What is said of the job's base is changed."))
            return redirect("licences_staff", found.id)
    known = jobs_of(found, moment, row.line)
    return render(request, "portal/licences/staff_job.html", {
        **frame(found, moment), "form": form, "job": known[0] if known else None, "hidden": edge.hidden(), "old": old,
    }, status=422 if form.errors else 200)  # fmt: skip


def frame(found: Licence, moment: datetime) -> dict[str, object]:
    """What every page of a licence's staff shows around itself."""
    holder = Holder(found.organisation_id, found.person_id)
    return {
        "row": found,
        "name": name_of(holder, moment),
        "today": localdate(moment),
        "back_href": reverse("licences_licence", args=[found.id]),
        "staff_href": reverse("licences_staff", args=[found.id]),
        "what_if_href": reverse("licences_what_if", args=[found.id]),
    }


def own_job(request: HttpRequest, licence: UUID, job: UUID, moment: datetime) -> tuple[Licence, Employment]:
    """A licence and a job of its holder, for whoever may say where the job is done. Raises Http404."""
    found = own_licence(request, licence, moment, "licence.staff")
    rows = Employment.objects.current().filter(line=job, organisation=found.organisation_id)
    row = rows.order_by("-valid_from").first()
    if found.organisation_id is None or row is None:
        raise Http404
    return found, row


def bases_of(found: Licence, moment: datetime) -> list[tuple[UUID, str]]:
    """The bases of the holder's licences whose annexes stand, in words."""
    if found.organisation_id is None:
        return []
    today = localdate(moment)
    held: tuple[LicenceOn, ...] = licences_of_organisation(found.organisation_id, today, moment)
    bases = {one.annex.base_id: base_in_words(one) for on in held for one in on.annexes if one.status.status in WATCHED}
    return sorted(bases.items(), key=lambda base: alphabetical(base[1]))


def jobs_of(found: Licence, moment: datetime, only: UUID | None = None) -> list[JobView]:
    """The jobs of a holder that have not ended and whose workers have a certificate, by name. Seven queries."""
    today = localdate(moment)
    rows = Employment.objects.current(today).filter(organisation=found.organisation_id)
    jobs = list(rows.filter(line=only) if only else rows)
    people = {job.person_id for job in jobs}
    held = certificates_known(people, moment)
    names = names_of(facts_of_people(people, today, moment))
    named = _named(found, moment)
    away = _away({job.line for job in jobs}, today, moment)
    views = [
        JobView(
            line=job.line,
            name=names.get(job.person_id, ""),
            position=position_name(job.position) if job.position else job.position_title,
            certificates=[
                specialty_name(one.specialty, language())
                for one in held.get(job.person_id, ())
                if any(days.holds(today) for days in one.days)
            ],
            absence=away.get(job.line, ""),
            ends="" if job.left_on is None else day_in_words(job.left_on, language()),
            named=named.get(job.line, []),
        )
        for job in jobs
    ]
    shown = [view for view in views if view.certificates or view.named or only]
    return sorted(shown, key=lambda view: alphabetical(view.name))


def _named(found: Licence, moment: datetime) -> Mapping[UUID, list[Named]]:
    """The bases named for the jobs of a holder, by job."""
    words = dict(bases_of(found, moment))
    lines: defaultdict[UUID, list[Named]] = defaultdict(list)
    rows = BaseWork.objects.current().filter(base__organisation=found.organisation_id).order_by("valid_from")
    for row in rows:
        place = words.get(row.base_id, _("A base without an annex in force"))
        until = "" if row.valid_to is None else day_in_words(row.valid_to, language(), "until")
        lines[row.employment].append(Named(row.line, place, day_in_words(row.valid_from, language(), "since"), until))
    return lines


def _away(jobs: set[UUID], today: date, moment: datetime) -> dict[UUID, str]:
    """Who is away on a long leave, by job: it does not end the job (reading C26)."""
    rows = Absence.objects.as_of(today, moment).filter(employment__in=jobs)
    return {row.employment: str(ABSENCES.get(row.kind, row.kind)) for row in rows}
