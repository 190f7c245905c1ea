"""The minutes: read, signed with an own opinion if there is one, downloaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.law.messages import write
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.law.period import Length
from tirkelim.portal.choices import language
from tirkelim.portal.commission.access import Visit, is_head, minutes_of, open_sitting, room, visit
from tirkelim.portal.commission.convening import crumbs_of
from tirkelim.portal.commission.giving import from_form
from tirkelim.portal.commission.showing import holder_name, listed_name, page, yes_no
from tirkelim.portal.commission.words import BODIES, CRITERIA, GROUNDS, NO_GROUND, PUT_OFF
from tirkelim.portal.edge import command, hidden, keeps_typed, stepped_back
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.serving import looked_at, serve_document
from tirkelim.services.conformity.commission.ground import scope_of
from tirkelim.services.conformity.commission.minutes import (
    LONGEST_OPINION,
    awaited,
    document_of,
    sign,
    skipped_cases,
)
from tirkelim.services.conformity.commission.reading import day_of, is_final, member_on
from tirkelim.services.conformity.commission.unsigned import LONGEST_REASON, record_unsigned
from tirkelim.services.conformity.models import Minutes, Sitting

UNPROCESSABLE = 422


class SignForm(PortalForm):
    """A special opinion, if one has it."""

    opinion = forms.CharField(
        label=_("Special opinion"),
        help_text=_("Only if you have one. It stands beside your signature in the minutes."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=LONGEST_OPINION,
    )


class UnsignedForm(PortalForm):
    """Why a member who was present cannot sign."""

    reason = forms.CharField(
        label=_("Why can the member not sign?"),
        help_text=_("For example: released from the commission by order No. 31; on long leave. The minutes show it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
    )


@room("GET", "POST")
@keeps_typed
def minutes_page(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The minutes as drawn up; for who was present and has not signed, the form."""
    at = visit(request)
    found = open_sitting(at, sitting)
    minutes = minutes_of(found)
    if minutes is None:
        return redirect("commission_sitting", sitting=sitting)
    form = SignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not stepped_back(request):
        given, seen = command(request, at.moment), request.POST.get("facts", "")
        done = from_form(form, lambda: sign(given, minutes, seen, form.cleaned_data["opinion"]))
        if done is not None:
            messages.success(request, _told(done.result))
            return redirect("commission_minutes", sitting=sitting)
    return _show(at, found, minutes, form)


@room("GET", "POST")
def unsigned(request: HttpRequest, sitting: UUID, member: UUID) -> HttpResponse:
    """The head records that a member who was present cannot sign (reading K20)."""
    at = visit(request)
    found = open_sitting(at, sitting, "commission.appoint")
    minutes = minutes_of(found)
    one = None if minutes is None else next((one for one in awaited(minutes) if one.id == member), None)
    if minutes is None or one is None:
        return redirect("commission_minutes", sitting=sitting)
    form = UnsignedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = command(request, at.moment)
        done = from_form(form, lambda: record_unsigned(given, minutes, one, form.cleaned_data["reason"]))
        if done is not None:
            messages.success(request, _recorded(bool(done.result.get("final"))))
            return redirect("commission_minutes", sitting=sitting)
    title = gettext("A member cannot sign")
    context = page(
        at, found.territory, form=form, title=title, member=one, hidden=hidden(), crumbs=crumbs_of(found, title)
    )
    return render(request, "portal/commission/form.html", context, status=UNPROCESSABLE if form.errors else 200)


@room("GET")
def document(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The signed minutes as a document."""
    at = visit(request)
    found = open_sitting(at, sitting)
    minutes = minutes_of(found)
    if minutes is None or not is_final(found):
        raise Http404
    scope = scope_of(found.territory)
    return serve_document(document_of(minutes), lambda: at.may("commission.read", scope), looked_at)


def _told(result: Mapping[str, Any]) -> str:
    if result.get("recommended"):
        return gettext("Signed. All have signed: the recommendations are with the local executive body now.")
    return gettext("Signed. All have signed.") if result.get("final") else gettext("Signed.")


def _recorded(final: bool) -> str:
    if final:
        return gettext("Recorded. Nobody else has to sign: the recommendations are with the local executive body now.")
    return gettext("Recorded. The minutes say so.")


def _show(at: Visit, sitting: Sitting, minutes: Minutes, form: SignForm) -> HttpResponse:
    member = member_on(sitting.territory, at.account.id, day_of(sitting))
    signed = minutes.signatures.select_related("member", "change").order_by("change__at")
    final = is_final(sitting)
    title = gettext("Minutes %(number)s") % {"number": minutes.number}
    content = minutes.content
    cases = Case.objects.filter(agenda_items__sitting=sitting)
    names = {str(case.number): holder_name(case) for case in cases}
    context = page(
        at,
        sitting.territory,
        title=title,
        sitting=sitting,
        minutes=minutes,
        members=[{**one, "body": BODIES[one["body"]]} for one in content["members"]],
        persons=[_person(one, names) for one in content["persons"]],
        put_off=[
            {
                "name": names[one["case_number"]],
                "number": one["case_number"],
                "why": PUT_OFF[one["why"]],
                "conflicts": one.get("conflicts", ()),
            }
            for one in content["put_off"]
        ],
        edition=_edition(content),
        practice=content["practice"],
        criteria=list(CRITERIA.values()),
        signed=signed,
        unable=minutes.unsigned.select_related("member", "change").order_by("change__at"),
        awaited=awaited(minutes),
        head=is_head(at, sitting.territory),
        skipped=sorted(skipped_cases(minutes)) if final else [],
        final=final,
        signs=member is not None and member in awaited(minutes),
        form=form,
        demo=settings.DEMO,
        hidden=hidden(facts=minutes.digest),
        crumbs=crumbs_of(sitting, title),
    )
    return render(at.request, "portal/commission/minutes.html", context, status=UNPROCESSABLE if form.errors else 200)


def _person(one: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """One person of the frozen text, in the language of the page."""
    scores = [{**score, "cells": _cells(score["facts"], one["diverging"])} for score in one["scores"]]
    ground = "" if one["recommends_issue"] else GROUNDS.get(one["ground"] or 0, NO_GROUND)
    return {
        **one,
        "name": names[one["case_number"]],
        "job": listed_name(one["profession"]["kk"]),
        "rows": scores,
        "agreed_cells": _cells(one["agreed"], one["diverging"]),
        "ground_words": ground,
    }


def _cells(facts: dict[str, Any], differing: list[str]) -> list[dict[str, Any]]:
    said = {**facts, "service": Length(*facts["service"])}
    words = [write(said[name], language()) if name == "service" else yes_no(said[name]) for name in CRITERIA]
    points = [*facts["points"], None]
    return [
        {"name": CRITERIA[name], "said": word, "points": number, "differs": name in differing}
        for name, word, number in zip(CRITERIA, words, points, strict=True)
    ]


def _edition(content: dict[str, Any]) -> str:
    """The wording that was applied: as the minutes name it, in Kazakh or Russian; for other readers, shortly."""
    if language() in content["edition"]:
        return str(content["edition"][language()])
    if content["practice"]:
        return gettext("practice edition of order %(act)s: no law, the order is repealed") % {"act": ACT}
    return gettext("by order %(act)s") % {"act": ACT}
