"""The advisor's front page: the questions that it answers."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tirkelim.portal.advisor import certificate, deadline, level, position, units
from tirkelim.portal.payments import fee
from tirkelim.portal.show import Link


class Card(NamedTuple):
    """A question that people ask, what the answer tells, and the name of its page."""

    title: str | Promise
    text: str | Promise
    page: str


CARDS = (
    Card(
        certificate.TITLE,
        _("Documents, hours and assessment for your case, each with its reason."),
        "advisor_certificate",
    ),
    Card(
        units.TITLE,
        _("Courses, congresses, articles, mentoring: 21 criteria and what proves them."),
        "advisor_units",
    ),
    Card(level.TITLE, _("Education, service and credit units against the level you want."), "advisor_level"),
    Card(deadline.TITLE, _("Working days on a small calendar, holidays by name, and the fee."), "advisor_deadline"),
    Card(fee.TITLE, _("The sum in tenge on the day of payment, and how it is made."), "licence_fee"),
    Card(position.TITLE, _("Former and present titles of the nomenclature, and its groups."), "advisor_position"),
    Card(level.CATEGORY, _("The level in place of a first, second or highest category."), "advisor_category"),
    Card(certificate.INDEFINITE, _("For certificates given without a last day."), "advisor_indefinite"),
    Card(position.INTERIOR, _("Block, link and step in the interior ministry's register."), "advisor_interior"),
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The questions as cards."""
    crumbs = [Link(_("Home"), reverse("home")), Link(_("Advisor"), "")]
    cards = [(card, reverse(card.page)) for card in CARDS]
    return render(request, "portal/advisor/index.html", {"cards": cards, "crumbs": crumbs})
