"""One's own notices, newest first. Opening the page is what makes them seen."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tirkelim.notices.telling import notices_of, see
from tirkelim.portal.edge import account_of, now
from tirkelim.portal.notices.showing import views
from tirkelim.portal.rooms import private_room

ON_A_PAGE = 25


@private_room("GET")
def notices(request: HttpRequest) -> HttpResponse:
    """What the reader was told."""
    moment, account = now(), account_of(request)
    rows = notices_of(account).filter(at__lte=moment).order_by("-at", "-key").prefetch_related("deliveries")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = views(list(page.object_list), (get_language() or "kk")[:2])
    see(account, moment)
    return render(request, "portal/notices/list.html", {"notices": shown, "page": page})
