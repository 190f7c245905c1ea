"""The pages that everyone sees: home, about, what to try, health, and the living style page."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tirkelim.portal.stories import grouped_stories


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the ways in: check, ask, apply, offices."""
    return render(request, "portal/home.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site does, whom to ask, accessibility, cookies."""
    return render(request, "portal/about.html")


@require_safe
def what_to_try(request: HttpRequest) -> HttpResponse:
    """The stories that the demo data tell. Exists in demo mode only."""
    if not settings.DEMO:
        raise Http404
    return render(request, "portal/try.html", {"groups": grouped_stories()})


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether the site answers and its database does; 503 if not. Names nothing but that."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # any failure of the database is the answer here
        return JsonResponse({"status": "database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})
