"""Addresses of the site. Only wiring: the pages and the API bring their own lists."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tirkelim.portal.urls")),
]

handler400 = "tirkelim.portal.errors.bad_request"
handler403 = "tirkelim.portal.errors.forbidden"
handler404 = "tirkelim.portal.errors.not_found"
handler500 = "tirkelim.portal.errors.server_error"
