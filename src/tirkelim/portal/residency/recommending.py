"""The school recommends a placement: finds the resident, chooses base and days, names its papers, checks and sends."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.cases.engine import open_case
from tirkelim.cases.models import Case
from tirkelim.cases.states import FINAL_STATES, State
from tirkelim.identity.policy import Scope
from tirkelim.journal.change import Command, CommandIdReused, TimeClosed
from tirkelim.law.order_304_residency.facts import BaseStatus
from tirkelim.portal.applicant.giving import give, is_done
from tirkelim.portal.edge import allow, command, hidden
from tirkelim.portal.errors import too_many
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.personnel.lookups import minutes_to_wait
from tirkelim.portal.residency.access import Here, enter, placement_case, room, school_of
from tirkelim.portal.residency.bases import offers
from tirkelim.portal.residency.forms import BaseForm, NewResidentForm, PapersForm, ResidentForm, TrainingForm
from tirkelim.portal.residency.tables import cases_table, contracts_table, residents_table
from tirkelim.portal.residency.words import FORM_CHANGED, name_of, person_name, problems_of
from tirkelim.portal.show import Link
from tirkelim.register import commands as register
from tirkelim.register import queries, residency_queries
from tirkelim.register.commands.writing import AlreadyKnown, Invalid
from tirkelim.register.identifiers import parse_iin
from tirkelim.register.models import Scheme
from tirkelim.register.names import fold
from tirkelim.services.placement.request import PlacementRequest, read_request
from tirkelim.services.placement.service import NAME

UNPROCESSABLE, CONFLICT = 422, 409
MOST = 200
STEPS = ("training", "base", "papers")


@room("GET")
def school_page(request: HttpRequest) -> HttpResponse:
    """The school's own room: recommendations, residents, contracts."""
    here, school = school_of(request)
    rows = Case.objects.filter(service=NAME, organisation=school).exclude(state=State.WITHDRAWN, number__isnull=True)
    cases = list(rows.select_related("draft").order_by("-change__at")[:MOST])
    context = {
        "name": name_of(school, here.today, here.moment),
        "cases": cases_table(
            cases, here, page="residency_placement", caption=_("Recommendations"), empty=_("Nobody is recommended yet.")
        ),
        "residents": residents_table(residency_queries.placements(school=school), here, _("My residents")),
        "contracts": contracts_table(
            list(residency_queries.contracts_of_school(school)), here, of_school=True, may_change=True
        ),
        "others": [
            Link(name_of(one, here.today, here.moment), f"{reverse('residency_school')}?organisation={one}")
            for one in here.schools
            if one != school
        ],
    }
    return render(request, "portal/residency/school.html", context)


@room("GET", "POST")
def resident_page(request: HttpRequest) -> HttpResponse:
    """Who the resident is. Numbers are sent by POST only, and look-ups are counted and logged."""
    here, school = school_of(request)
    allow(request, "person.find", Scope(), here.moment)
    posted, is_new = request.method == "POST", "given" in request.POST
    kind = NewResidentForm if is_new else ResidentForm
    form = kind(request.POST if posted else None, today=here.today)
    if posted and form.is_valid():
        minutes = minutes_to_wait(here.account, here.moment)
        if minutes:
            return too_many(request, minutes=minutes)
        person = queries.find_by_identifier(Scheme.IIN, form.cleaned_data["iin"])
        if person is None and not is_new:
            known = {name: form.cleaned_data[name] for name in ("iin", "surname")}
            form = NewResidentForm(initial=known, today=here.today)
            return _show_resident(request, here, school, form, new=True)
        begun = _begin(request, here, school, person, form)
        if begun is not None:
            return redirect("residency_step", case=begun, step="training")
    return _show_resident(request, here, school, form, new=is_new)


def _show_resident(request: HttpRequest, here: Here, school: UUID, form: PortalForm, *, new: bool) -> HttpResponse:
    name = name_of(school, here.today, here.moment)
    context = {"form": form, "new": new, "name": name, "hidden": hidden()}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "portal/residency/resident.html", context, status=status)


def _begin(request: HttpRequest, here: Here, school: UUID, person: UUID | None, form: ResidentForm) -> UUID | None:
    """The draft for the resident, new or the one that stands; None where the form is shown again."""
    given = command(request, here.moment)
    if person is not None and not _is_surname(person, form.cleaned_data["surname"], here):
        form.add_error("surname", _("The person with this number has another surname. Check both."))
        return None
    try:
        with transaction.atomic():
            found = person or _enter(form, given)
            standing = _standing(found, school)
            case = standing or open_case(NAME, found, given, organisation=school)
    except Invalid as invalid:
        _blame(form, invalid)
        return None
    except AlreadyKnown:
        form.add_error(None, _("The register does not take these data. Compare them with the document."))
        return None
    except (CommandIdReused, TimeClosed):
        form.add_error(None, str(FORM_CHANGED))
        return None
    queries.log_access(here.account.id, found, "personnel.find", here.moment)
    if standing is not None:
        messages.info(request, _("Your school has begun a recommendation for this resident already: here it is."))
    return case


def _blame(form: ResidentForm, invalid: Invalid) -> None:
    """Say beside each field what the register does not take."""
    for name in invalid.errors:
        field = name.removesuffix("_kk")
        if field == "birth_date":
            form.add_error(field, _("This day does not agree with the IIN. Compare both with the document"))
        else:
            words = _("The register does not take these data. Compare them with the document.")
            form.add_error(field if field in form.fields else None, words)


def _enter(form: ResidentForm, given: Command) -> UUID:
    """A resident whom the register does not know yet."""
    said = form.cleaned_data
    facts = {
        "surname_kk": said["surname"],
        "given_kk": said["given"],
        "patronymic_kk": said["patronymic"],
        "birth_date": said["birth_date"],
        "sex": "male" if parse_iin(said["iin"]).male else "female",
    }
    done = register.add_person(given._replace(id=uuid5(given.id, "person")), facts, iin=said["iin"])
    return UUID(done.result["person"])


def _is_surname(person: UUID, surname: str, here: Here) -> bool:
    facts = queries.person_facts(person, here.today, here.moment)
    held = [] if facts is None else [facts.surname_kk, facts.surname_ru, facts.surname_latin]
    return fold(surname) in {fold(name) for name in held if name}


def _standing(person: UUID, school: UUID) -> UUID | None:
    """The school's recommendation for the person that is not decided yet."""
    cases = Case.objects.filter(service=NAME, subject=person, organisation=school).exclude(state__in=FINAL_STATES)
    return cases.order_by("-change__at").values_list("id", flat=True).first()


# --- the questions ---


@room("GET", "POST")
def step_page(request: HttpRequest, case: UUID, step: str) -> HttpResponse:
    """One question of the recommendation."""
    here = enter(request)
    found = placement_case(request, case, here.moment, "placement.write")
    if step not in STEPS:
        raise Http404
    if found.state != State.DRAFT:
        return redirect("residency_placement", case=case)
    asked = read_request(found.draft.data)
    before = next((one for one in STEPS[: STEPS.index(step)] if one in asked.missing), None)
    if before is not None:
        return redirect("residency_step", case=case, step=before)
    posted = request.method == "POST"
    form, beside = _form(step, found, asked, here, request.POST if posted else None)
    if not posted or not form.is_valid():
        return _show_step(request, here, found, step, form, beside, UNPROCESSABLE if posted else 200)
    data = {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in form.cleaned_data.items()
    }
    outcome = give(request, found, "save_draft", here.moment, data={step: data})
    if is_done(outcome):
        return redirect(_after(Case.objects.select_related("draft").get(pk=case)))
    for words in problems_of(outcome):
        form.add_error(None, words)
    return _show_step(request, here, Case.objects.get(pk=case), step, form, beside, CONFLICT)


def _form(
    step: str, case: Case, asked: PlacementRequest, here: Here, data: Any
) -> tuple[PortalForm, dict[str, Any]]:  # fmt: skip
    """The form of a question, and what its page shows beside it."""
    if step == "training":
        initial = {"specialty": asked.specialty, "starts_on": asked.starts_on, "ends_on": asked.ends_on}
        return TrainingForm(data, today=here.today, initial=initial), {}
    if step == "base":
        able, unable = offers(case, asked, here)
        form = BaseForm(data, able=able, initial={"base": str(asked.base) if asked.base else None})
        return form, {"able": able, "unable": unable}
    papers = case.draft.data.get("papers", {})
    scientific = asked.base is not None and is_scientific(asked.base, asked, here.moment)
    return PapersForm(data, today=here.today, with_contract=scientific, initial=_paper_days(papers)), {}


def _paper_days(papers: dict[str, Any]) -> dict[str, Any]:
    asked = read_request({"papers": papers})
    days = {
        "recommendation_on": asked.recommendation and asked.recommendation.signed_on,
        "training_contract_on": asked.training_contract and asked.training_contract.signed_on,
    }
    return {**papers, **days}


def is_scientific(base: UUID, asked: PlacementRequest, known: datetime) -> bool:
    """Whether the base is a scientific clinic on the first day, so that the resident's own contract is needed."""
    if asked.starts_on is None:
        return False
    held = residency_queries.standing(base, asked.starts_on, known).statuses
    return any(row.kind == BaseStatus.SCIENTIFIC_CLINIC.value for row in held)


def _after(case: Case) -> str:
    """The first question that is not answered yet; when there is none, the check."""
    missing = read_request(case.draft.data).missing
    if missing:
        return reverse("residency_step", kwargs={"case": case.id, "step": missing[0]})
    return reverse("residency_check", args=[case.id])


def _show_step(
    request: HttpRequest, here: Here, case: Case, step: str, form: PortalForm, beside: dict[str, Any], status: int
) -> HttpResponse:
    place = STEPS.index(step)
    back = reverse("residency_school") if place == 0 else reverse("residency_step", args=[case.id, STEPS[place - 1]])
    titles = {
        "training": _("What and when will the resident learn?"),
        "base": _("At which base?"),
        "papers": _("Recommendation and contract"),
    }
    context = {
        "case": case, "form": form, "step": step, "title": titles[step], "back_href": back, **beside,
        "caption": person_name(case.subject_id, here.today, here.moment), "hidden": hidden(case),
    }  # fmt: skip
    return render(request, "portal/residency/step.html", context, status=status)
