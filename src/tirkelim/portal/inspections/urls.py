"""Addresses of the room. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.inspections import calendar, field_urls, planning, telling, visit

VISIT = "<uuid:visit>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", calendar.index, name="inspections"),
    path("cases/<uuid:case>/plan/", planning.plan, name="inspection_plan"),
    path(VISIT, visit.visit_page, name="inspection_visit"),
    path(f"{VISIT}notify/", telling.notify, name="inspection_notify"),
    path(f"{VISIT}cancel/", planning.cancel, name="inspection_cancel"),
    path(f"{VISIT}act/", visit.act, name="inspection_act"),
    path(f"{VISIT}photos/<uuid:photo>/", visit.photo, name="inspection_photo"),
    *field_urls.urlpatterns,
]
