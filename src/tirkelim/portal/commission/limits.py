"""The points that the local body asks for: what holds, what was set when, and setting them (reading K2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.portal.commission.access import is_head, own_territory, room, visit
from tirkelim.portal.commission.giving import from_form
from tirkelim.portal.commission.showing import page
from tirkelim.portal.edge import allow, command, hidden
from tirkelim.portal.forms import DayField, OptionWithHint, PortalForm
from tirkelim.portal.show import Link
from tirkelim.services.conformity.commission.ground import scope_of
from tirkelim.services.conformity.commission.scoring import law_book
from tirkelim.services.conformity.commission.thresholds import (
    LONGEST_SOURCE,
    is_used,
    most_points,
    set_threshold,
    take_back,
)
from tirkelim.services.conformity.models import Threshold
from tirkelim.services.conformity.threshold import threshold_on

UNPROCESSABLE = 422


class ThresholdForm(PortalForm):
    """From when how many points are asked for, and by which act."""

    what = forms.ChoiceField(
        label=_("What do you set?"),
        choices=[
            ("set", _("A threshold")),
            ("none", OptionWithHint(_("No threshold"), _("From that day on ground 2 cannot be used again."))),
        ],
        widget=forms.RadioSelect,
    )
    points = forms.IntegerField(label=_("Points"), required=False, min_value=1)
    valid_from = DayField(
        label=_("From which day?"), help_text=_("It holds for applications made on that day or later, never before.")
    )
    source = forms.CharField(
        label=_("By which act?"),
        help_text=_("Name, number and day of the local body's act. Every decision shows it."),
        max_length=LONGEST_SOURCE,
    )

    def __init__(self, *args: Any, most: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def clean(self) -> dict[str, Any]:
        """Points where a threshold is set, and no more than anyone can reach."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("what") == "set" and "points" in said:
            if said["points"] is None:
                self.add_error("points", gettext("Write how many points are asked for"))
            elif self.most is not None and said["points"] > self.most:
                words = gettext("Nobody can reach that: the order gives at most %(most)s points") % {"most": self.most}
                self.add_error("points", words)
        return said


class TakeBackForm(PortalForm):
    """Why a threshold is taken back."""

    reason = forms.CharField(
        label=_("What was entered wrongly?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_SOURCE
    )


@room("GET", "POST")
def take_back_threshold(request: HttpRequest, threshold: UUID) -> HttpResponse:
    """Take back what was entered wrongly, before an application is measured by it."""
    at = visit(request)
    found = Threshold.objects.filter(pk=threshold, taken_back_by__isnull=True).first()
    if found is None:
        raise Http404
    allow(request, "commission.appoint", scope_of(found.territory), at.moment)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    back = f"{reverse('commission_threshold')}?region={found.territory}"
    if request.method == "POST" and form.is_valid():
        given = command(request, at.moment)
        if from_form(form, lambda: take_back(given, found, form.cleaned_data["reason"])):
            messages.success(request, gettext("The threshold is taken back."))
            return redirect(back)
    title = gettext("Take the threshold back")
    way = [Link(gettext("Commission"), reverse("commission")), Link(gettext("Threshold of points"), back)]
    context = page(at, found.territory, form=form, title=title, hidden=hidden(), crumbs=[*way, Link(title, "")])
    return render(request, "portal/commission/form.html", context, status=UNPROCESSABLE if form.errors else 200)


@room("GET", "POST")
def threshold(request: HttpRequest) -> HttpResponse:
    """What holds and held; for the head the form."""
    at = visit(request)
    posted = request.method == "POST"
    territory = own_territory(at, "commission.appoint" if posted else "commission.read")
    book = law_book()
    held = next((one for one in reversed(book.editions_of(ACT)) if one.covers(at.today)), None)
    most = None if held is None else most_points(at.today, book)
    form = ThresholdForm(request.POST if posted else None, most=most)
    if posted and form.is_valid():
        said, given = form.cleaned_data, command(request, at.moment)
        points = said["points"] if said["what"] == "set" else None
        if from_form(form, lambda: set_threshold(given, territory, points, said["valid_from"], said["source"])):
            messages.success(request, gettext("The threshold is recorded."))
            return redirect(f"{reverse('commission_threshold')}?region={territory}")
    history = Threshold.objects.filter(territory=territory).order_by("-valid_from", "-change__at")
    context = page(
        at,
        territory,
        head=is_head(at, territory),
        now=threshold_on(territory, at.today),
        history=[(one, one.taken_back_by_id is None and not is_used(one)) for one in history],
        form=form,
        hidden=hidden(),
        crumbs=[Link(gettext("Commission"), reverse("commission")), Link(gettext("Threshold of points"), "")],
    )
    return render(request, "portal/commission/threshold.html", context, status=UNPROCESSABLE if form.errors else 200)
