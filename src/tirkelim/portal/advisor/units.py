"""How many units is this? The 21 criteria, and for each exactly the facts that it needs."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.criteria import Criterion, criteria
from tirkelim.law.order_283_cpd.questions import UnitsFacts
from tirkelim.portal.advisor.activity_fields import CriterionForm, alternatives_of, criterion_fields
from tirkelim.portal.advisor.ask import Advice, counted, put, term, views
from tirkelim.portal.advisor.fields import fact
from tirkelim.portal.advisor.page import advise, show
from tirkelim.portal.law_pages import link_to
from tirkelim.portal.show import Link

ACT = "283/2020"
TITLE = _("How many credit units is this?")


class Chapter(NamedTuple):
    """A chapter of the tariff with its criteria: row, name, address."""

    title: str
    criteria: list[tuple[int, str, str]]


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The 21 criteria by chapter: choose what the activity was."""
    chapters = [
        Chapter(term(f"cpd.chapter.{name}"), [(c.row, term(str(c.name)), address(c.row)) for c in of_chapter])
        for name, of_chapter in groupby(rows(), key=lambda criterion: str(criterion.chapter))
    ]
    lead = _("Choose what it was. Then we ask only what this criterion needs.")
    return show(request, "portal/advisor/units.html", TITLE, chapters=chapters, lead=lead)


@require_safe
def units(request: HttpRequest, row: int) -> HttpResponse:
    """The facts that the criterion needs, and the units that they earn."""
    criterion = next((one for one in rows() if one.row == row), None)
    if criterion is None:
        raise Http404
    name = term(str(criterion.name))
    return advise(
        request,
        form_for(criterion),
        lambda given: advice_on(criterion, given),
        name[:1].upper() + name[1:],
        template="portal/advisor/criterion.html",
        way=(Link(TITLE, reverse("advisor_units")),),
        initial={"confirmed_on": timezone.localdate()},
        caption=_("Criterion %(row)d") % {"row": row},
        asks=term(str(criterion.asks)),
        document=term(str(criterion.document)),
        citation=link_to(criterion.citation),
    )


def rows() -> tuple[Criterion, ...]:
    """The criteria of the newest wording held."""
    return criteria(current_book().latest(ACT).by)


def address(row: int) -> str:
    """The page of a criterion."""
    return reverse("advisor_criterion", args=[row])


def form_for(criterion: Criterion) -> type[CriterionForm]:
    """The form of a criterion: the facts that it reads, and the day of confirmation."""
    fields = criterion_fields(criterion)
    fields["confirmed_on"] = fact(
        UnitsFacts, "confirmed_on", _("Day of confirmation"), _("Today, or the day on which you will confirm")
    )
    return type("UnitsForm", (CriterionForm,), {**fields, "alternatives": alternatives_of(criterion)})


def advice_on(criterion: Criterion, given: dict[str, Any]) -> Advice:
    """The units, why, and the document that proves it."""
    activity = {name: value for name, value in given.items() if name != "confirmed_on"}
    # A criterion without a profile check does not ask for it, but the contract wants the fact.
    facts = {"profile_match": True, **{name: value for name, value in activity.items() if value is not None}}
    asked = put("cpd.units", criterion=criterion.row, confirmed_on=given["confirmed_on"], activity=facts)
    earned = asked.says("units")
    sentence: str | Promise
    if earned is None:
        sentence, kind = _("It cannot be counted yet."), "warn"
    elif earned:
        sentence, kind = _("It earns %(units)s.") % {"units": counted(earned, "units")}, ""
    else:
        sentence, kind = _("It earns no credit units."), "bad"
    further = _("To be kept as proof: %(document)s.") % {"document": term(str(criterion.document))}
    return Advice(sentence, kind, (asked,), further, views(asked.answer.findings))
