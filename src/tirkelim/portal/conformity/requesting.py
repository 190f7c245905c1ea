"""The profession: searched in the list and chosen from it; then its level, where the list names a band."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.law.citation import cite
from tirkelim.law.order_503_conformity.professions import activities, professions
from tirkelim.law.standards.services import Action
from tirkelim.portal.applicant.forms import Around
from tirkelim.portal.applicant.giving import CONFLICT, UNPROCESSABLE, give, is_done, version_of, was_overtaken
from tirkelim.portal.choices import language
from tirkelim.portal.conformity.access import own_case, room
from tirkelim.portal.conformity.forms import LevelForm
from tirkelim.portal.conformity.giving import moved_on, warn
from tirkelim.portal.conformity.pages import OPTIONAL_LEVEL, REQUEST, action_of, asked_in, clean_request
from tirkelim.portal.conformity.professions import Found, Offer, entry_of, offer_of, search
from tirkelim.portal.edge import hidden, now
from tirkelim.portal.saying import href_of
from tirkelim.services.common.pages import page_entry

LIST = cite("503/2016 order ann.2")
LONGEST = 200


@room("GET", "POST")
def profession(request: HttpRequest, case: UUID) -> HttpResponse:
    """Search in the list; what is typed and what is chosen is kept."""
    moment = now()
    found = own_case(request, case, moment, "conformity.write")
    if found.state != State.DRAFT or action_of(found) is not Action.ISSUE:
        return moved_on(request, case)
    if request.method != "POST":
        return _show(request, found)
    said = asked_in(found)
    query = request.POST.get("query", "").replace("\x00", "").strip()[:LONGEST]
    # Looking for another one gives up nothing: what was chosen stays until another is.
    choosing = "choose" in request.POST or "later" in request.POST
    choice = request.POST.get("choice", "") if choosing else str(said.get("choice", ""))
    chosen = entry_of(choice)
    said |= {"query": query, "choice": choice if chosen else ""}
    if chosen is None or said.get(OPTIONAL_LEVEL) not in _levels(choice):
        said.pop(OPTIONAL_LEVEL, None)
    outcome = give(request, found, "save_draft", moment, data={REQUEST: _entry(said)})
    if was_overtaken(outcome):
        return _show(request, version_of(case), said, CONFLICT, stale=True)
    if not is_done(outcome):
        warn(request, outcome)
        return redirect("conformity_case", case=case)
    if "later" in request.POST:
        return redirect("conformity_case", case=case)
    if chosen is None or not choosing:
        error = _("Choose a profession from the list, or search again") if "choose" in request.POST else ""
        empty = _("Write the profession") if not query else ""
        return _show(
            request, version_of(case), said, UNPROCESSABLE if error or empty else 200, error=error, empty=empty
        )
    return redirect("conformity_level" if _levels(choice) else "conformity_case", case=case)


def _levels(choice: str) -> tuple[str, ...]:
    entry = entry_of(choice)
    return () if entry is None else tuple(map(str, offer_of(entry, "kk").levels))


def _entry(said: dict[str, Any]) -> dict[str, Any]:
    """As typed, and clean once a profession is chosen and its level, if there is a band, was asked about."""
    said = {"action": Action.ISSUE.value, **said}
    choice = str(said.get("choice", ""))
    whole = entry_of(choice) is not None and (not _levels(choice) or said.get(OPTIONAL_LEVEL))
    return page_entry(said, clean_request(said) if whole else None)


def _show(
    request: HttpRequest, case: Case, said: dict[str, Any] | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    said = asked_in(case) if said is None else said
    query, chosen = str(said.get("query", "")), entry_of(str(said.get("choice", "")))
    found = search(query, language()) if query else Found(True, [])
    offers = found.offers
    if chosen is not None and chosen.kk not in [entry.key.partition("|")[2] for entry in offers]:
        offers = [offer_of(chosen, language()), *offers]
    context = {
        "case": case,
        "query": query,
        "unlisted": bool(query) and not found.listed,
        "offers": offers,
        "near": bool(found.offers),
        "chosen": said.get("choice", ""),
        "sectors": sectors(),
        "citation": str(LIST),
        "href": href_of(LIST),
        "hidden": hidden(case),
        **more,
    }
    return render(request, "portal/conformity/profession.html", context, status=status)


def sectors() -> list[tuple[str, list[tuple[str, list[Offer]]]]]:
    """The whole list for reading: sectors, their activities, the professions of each."""
    lang = language()
    found: dict[str, dict[str, list[Offer]]] = {}
    for entry in professions():
        if entry.kind != "variant":
            offer = offer_of(entry, lang)
            found.setdefault(offer.sector, {}).setdefault(offer.activity, []).append(offer)
    order = [getattr(activity, lang) for activity in activities().values() if not activity.sector]
    return [(sector, list(found[sector].items())) for sector in order if sector in found]


@room("GET", "POST")
def level(request: HttpRequest, case: UUID) -> HttpResponse:
    """The level of the framework: only where the list names a band for the profession."""
    moment = now()
    found = own_case(request, case, moment, "conformity.write")
    said = asked_in(found)
    if found.state != State.DRAFT or action_of(found) is not Action.ISSUE:
        return moved_on(request, case)
    if not _levels(str(said.get("choice", ""))):
        return redirect("conformity_profession", case=case)
    sent = {**said, OPTIONAL_LEVEL: request.POST.get(OPTIONAL_LEVEL, "")} if request.method == "POST" else said
    around = Around(localdate(moment), said)
    if request.method != "POST":
        answered = said.get(OPTIONAL_LEVEL)
        form = LevelForm(said, around=around) if answered else LevelForm(around=around)
        return _show_level(request, found, form)
    form = LevelForm(sent, around=around)
    valid = form.is_valid()
    if not valid:
        sent.pop(OPTIONAL_LEVEL)
    return _save_level(request, found, form, moment, sent)


def _save_level(
    request: HttpRequest, case: Case, form: LevelForm, moment: datetime, said: dict[str, Any]
) -> HttpResponse:
    outcome = give(request, case, "save_draft", moment, data={REQUEST: _entry(said)})
    if was_overtaken(outcome):
        return _show_level(request, version_of(case.id), form, CONFLICT, stale=True)
    if not is_done(outcome):
        warn(request, outcome)
    elif not form.is_valid() and "later" not in request.POST:
        return _show_level(request, version_of(case.id), form, UNPROCESSABLE)
    return redirect("conformity_case", case=case.id)


def _show_level(request: HttpRequest, case: Case, form: LevelForm, status: int = 200, **more: Any) -> HttpResponse:
    entry = entry_of(str(asked_in(case).get("choice", "")))
    context = {
        "case": case,
        "form": form,
        "caption": offer_of(entry, language()).name if entry else "",
        "single": True,
        "title": _("Level of the qualification framework"),
        "hidden": hidden(case),
        **more,
    }
    return render(request, "portal/conformity/step.html", context, status=status)
