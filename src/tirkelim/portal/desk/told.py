"""What the applicant was told about a case, by which ways, and whether it was opened."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tirkelim.notices.models import Notice
from tirkelim.portal.desk.access import desk_case, room
from tirkelim.portal.desk.reading import heading
from tirkelim.portal.desk.words import language
from tirkelim.portal.edge import now
from tirkelim.portal.notices.showing import views


@room("GET")
def told_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The notices of a case, newest first, in the officer's language. No number and no address is shown."""
    moment = now()
    found = desk_case(request, case, moment, "case.read")
    rows = Notice.objects.filter(case=found.id).order_by("-at", "-key").prefetch_related("deliveries")
    return render(
        request, "portal/desk/told.html", {**heading(found, moment, None), "notices": views(list(rows), language())}
    )
