"""The person's ledger: who asked which state system about them, on what consent, and what came back."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.portal.choices import language
from tirkelim.portal.consents.reading import applications_of
from tirkelim.portal.edge import now, own_person
from tirkelim.portal.rooms import private_room
from tirkelim.portal.show import Link

PAGE = 10


@private_room("GET")
def asked_about_me(request: HttpRequest) -> HttpResponse:
    """Every consent with the questions under it, by application."""
    moment = now()
    person = own_person(request, "consent.read", moment)
    found = applications_of(person, moment, language())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "applications": page.object_list,
        "crumbs": [Link(_("My record"), reverse("record")), Link(_("Who asked about me"), "")],
    }
    return render(request, "portal/consents/asked.html", context)
