"""One way for all pages of the advisor: a form by GET, the answer above it, and the same question for programs.

GET, because an answer can then be bookmarked and shared, and a change of language keeps what was typed. No field asks
for anything that names a person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.law.ask.errors import FactErrors
from tirkelim.portal.advisor.ask import Advice
from tirkelim.portal.advisor.fields import AdvisorForm
from tirkelim.portal.show import Link

Text = str | Promise


def advise(
    request: HttpRequest,
    form_class: type[AdvisorForm],
    answer: Callable[[dict[str, Any]], Advice],
    title: Text,
    lead: Text = "",
    *,
    template: str = "portal/advisor/page.html",
    way: tuple[Link, ...] = (),
    initial: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """The form, and the answer when it was sent and fits."""
    sent = form_class.was_sent(request.GET)
    form = form_class(request.GET if sent else None, initial=initial)
    advice: Advice | None = None
    if sent and form.is_valid():
        try:
            advice = answer(form.cleaned_data)
        except FactErrors as bad:
            form.take(bad)
    return show(request, template, title, form=form, advice=advice, lead=lead, way=way, **context)


def show(
    request: HttpRequest, template: str, title: Text, *, way: tuple[Link, ...] = (), **context: Any
) -> HttpResponse:
    """A page of the advisor, with the way to it."""
    crumbs = [Link(_("Home"), reverse("home")), Link(_("Advisor"), reverse("advisor")), *way, Link(title, "")]
    return render(request, template, {"title": title, "crumbs": crumbs, **context})
