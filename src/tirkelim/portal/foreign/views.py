"""The room of organisations: their applications for foreign specialists, and beginning one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.identity.policy import Scope
from tirkelim.journal.change import CommandIdReused, TimeClosed
from tirkelim.portal.applicant.cabinet import Line
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow, command, hidden
from tirkelim.portal.errors import too_many
from tirkelim.portal.foreign.access import Employer, employer
from tirkelim.portal.foreign.forms import SpecialistForm
from tirkelim.portal.foreign.opening import SERVICE, OtherPerson, begin
from tirkelim.portal.personnel.access import room
from tirkelim.portal.personnel.lookups import minutes_to_wait
from tirkelim.portal.show import Link
from tirkelim.register import queries
from tirkelim.register.commands.writing import AlreadyKnown, Invalid
from tirkelim.register.models import OrganisationFact
from tirkelim.register.queries import facts_of_people

PAGE = 25
UNPROCESSABLE = 422


@room("GET")
def applications(request: HttpRequest) -> HttpResponse:
    """The organisation's own applications, the newest first, with their terms."""
    here = employer(request)
    cases = Case.objects.filter(service=SERVICE, organisation=here.organisation).select_related("draft")
    page = Paginator(cases.order_by("-change__at"), PAGE).get_page(request.GET.get("page"))
    names = _names(page.object_list, here.at.moment)
    lines = [(names.get(case.subject_id, "–"), Line(case, here.at.moment)) for case in page.object_list]
    context = {"page": page, "lines": lines, **_organisation(here)}
    return render(request, "portal/foreign/list.html", context)


def _names(cases: Any, moment: datetime) -> dict[UUID, str]:
    """The specialists' names as in the passport, or as known."""
    people = {case.subject_id for case in cases}
    return {id: row.name("en") for id, row in facts_of_people(people, localdate(moment), moment).items()}


def _organisation(here: Employer) -> dict[str, Any]:
    """Which organisation it is, and the others of the same account."""
    rows = OrganisationFact.objects.as_of(here.at.today, here.at.moment).filter(organisation__in=here.own)
    names = {row.organisation_id: row.name(language()) for row in rows}
    others = [
        Link(names.get(one, "–"), f"{reverse('foreign')}?organisation={one}")
        for one in here.own
        if one != here.organisation
    ]
    return {"name": names.get(here.organisation, "–"), "organisation": here.organisation, "others": others}


@room("GET", "POST")
def start(request: HttpRequest) -> HttpResponse:
    """Who the specialist is; then the application itself."""
    here = employer(request, "foreign.write")
    allow(request, "person.find", Scope(), here.at.moment)
    form = SpecialistForm(request.POST or None, today=here.at.today)
    if request.method == "POST" and form.is_valid():
        minutes = minutes_to_wait(here.at.account, here.at.moment)
        if minutes:
            return too_many(request, minutes=minutes)
        begun = _begin(request, here, form)
        if begun is not None:
            return begun
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "hidden": hidden(), **_organisation(here)}
    return render(request, "portal/foreign/start.html", context, status=status)


def _begin(request: HttpRequest, here: Employer, form: SpecialistForm) -> HttpResponse | None:
    """To the application; None where the form has to be shown again."""
    try:
        begun = begin(form, here.organisation, command(request, here.at.moment), here.at.today)
    except OtherPerson:
        words = _("The register knows this passport under another surname or date of birth. Check them.")
        form.add_error("passport_number", words)
        return None
    except Invalid as bad:
        for field in bad.errors:
            form.add_error(
                field if field in form.fields else None, _("Check this answer: the register does not take it")
            )
        return None
    except (AlreadyKnown, CommandIdReused, TimeClosed):
        form.add_error(None, _("This page was sent before with other answers. Check them and send once more."))
        return None
    person = Case.objects.get(pk=begun.case).subject_id
    queries.log_access(here.at.account.id, person, "personnel.find", here.at.moment)
    if begun.before:
        messages.info(request, _("Your organisation has begun an application for this specialist already: here it is."))
    return redirect("application", case=begun.case)
