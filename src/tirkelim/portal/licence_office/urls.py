"""Addresses of the room. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.licence_office import finding, importing, page, reference, shortages, turning

LICENCE = "<uuid:licence>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", finding.licences, name="licence_office"),
    path("enter/", importing.import_page, name="licence_office_import"),
    path("shortages/", shortages.shortages, name="licence_shortages"),
    path("reference/", reference.lines, name="licence_reference"),
    path("reference/staff/add/", reference.add_staff, name="licence_reference_add"),
    path("reference/staff/<str:key>/", reference.staff_line, name="licence_reference_staff"),
    path("reference/checklist/<str:key>/", reference.checklist_line, name="licence_reference_checklist"),
    path(LICENCE, page.licence_page, name="licence_office_licence"),
    path(f"{LICENCE}<slug:what>/", turning.turn, name="licence_office_turn"),
    path(f"{LICENCE}annexes/<uuid:annex>/<slug:what>/", turning.turn, name="licence_office_turn_annex"),
]
