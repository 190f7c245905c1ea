"""The chair records the commission's word on one person: agreed facts are locked, differing ones are settled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.law.period import Length
from tirkelim.portal.commission.access import open_item, room, visit
from tirkelim.portal.commission.convening import crumbs_of
from tirkelim.portal.commission.giving import from_form
from tirkelim.portal.commission.judging import number_field, yes_no_field
from tirkelim.portal.commission.showing import (
    case_view,
    holder_name,
    page,
    practice_of,
    score_views,
    votes_in_words,
)
from tirkelim.portal.commission.words import CRITERIA
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import PortalForm, use_plain_words
from tirkelim.services.conformity.commission import scoring
from tirkelim.services.conformity.commission.reading import Standing, day_of, standing_of
from tirkelim.services.conformity.commission.resolving import Settled, diverging, majority, obstacle, resolve

UNPROCESSABLE = 422
LONGEST = 2000


class SettleForm(PortalForm):
    """What the commission takes as proven where members differ, how that was settled, and the grounds."""

    divergence = forms.CharField(
        label=_("How was the difference settled?"),
        help_text=_("For example: the employment record was read out; it proves four years."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": _("Say how the difference was settled: it goes into the minutes")},
    )
    reason = forms.CharField(
        label=_("Grounds of the recommendation"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
        error_messages={"required": _("Give the reasons: a refusal is not recommended without them")},
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differing = diverging(standing)
        settled: dict[str, forms.Field] = {}
        for name in self.differing:
            if name == "service":
                settled["years"] = number_field(_("Years"), scoring.MOST_YEARS, required=True)
                settled["months"] = number_field(_("Months"), scoring.MOST_MONTHS)
                settled["days"] = number_field(_("Days"), scoring.MOST_DAYS)
            else:
                settled[name] = yes_no_field(CRITERIA[name])
        reason, divergence = self.fields["reason"], self.fields["divergence"]
        if not majority(standing).recommends_issue:
            reason.required = True
            reason.help_text = _("A refusal is not recommended without reasons. They go into the minutes.")
        self.fields = {**settled, **({"divergence": divergence} if self.differing else {}), "reason": reason}
        self.general = {name: use_plain_words(field) for name, field in self.fields.items()}

    @property
    def settled(self) -> Settled:
        """The answers; a criterion on which all agree is not among them."""
        said = self.cleaned_data
        values: dict[str, Any] = {name: said[name] == "yes" for name in self.differing if name != "service"}
        if "service" in self.differing:
            values["service"] = Length(said["years"] or 0, said["months"] or 0, said["days"] or 0)
        return Settled(values, said.get("divergence", ""), said["reason"])


@room("GET", "POST")
def settle(request: HttpRequest, item: UUID) -> HttpResponse:
    """Show the differences and record the resolution. To all but the chair the page is not there."""
    at = visit(request)
    found = open_item(at, item)
    standing = standing_of(found)
    chair = standing.chair
    if chair is None or chair.member.account != at.account.id or standing.is_resolved:
        return redirect("commission_item", item=item)
    if not standing.is_compared or obstacle(standing):
        return redirect("commission_item", item=item)
    form = SettleForm(request.POST if request.method == "POST" else None, standing=standing)
    if request.method == "POST" and form.is_valid():
        given = command(request, at.moment)
        if from_form(form, lambda: resolve(given, found, form.settled)):
            messages.success(request, gettext("The resolution is recorded."))
            return redirect("commission_item", item=item)
    title = gettext("Record the resolution")
    context = page(
        at,
        found.sitting.territory,
        item=found,
        case=case_view(found.case, day_of(found.sitting)),
        title=title,
        name=holder_name(found.case),
        scores=score_views(standing),
        criteria=list(CRITERIA.values()),
        agreed=[_agreed(cell) for cell in score_views(standing)[0].cells if not cell.differs],
        differing=[name for name in form.differing if name != "service"],
        service="service" in form.differing,
        votes=votes_in_words(standing),
        issue=majority(standing).recommends_issue,
        form=form,
        hidden=hidden(),
        practice=practice_of(found.case),
        crumbs=crumbs_of(found.sitting, title),
    )
    return render(request, "portal/commission/settle.html", context, status=UNPROCESSABLE if form.errors else 200)


def _agreed(cell: Any) -> str:
    return f"{cell.name}: {cell.said}"
