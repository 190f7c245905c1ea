"""Addresses of the room. People and organisations stand in them by their ids alone."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.reports import (
    asking,
    correcting,
    indicators,
    listing,
    making,
    ordering,
    papers,
    passport,
    population,
    report,
    tables,
    value,
)

REPORT = "<uuid:report>/"
urlpatterns: list[URLPattern] = [
    path("", listing.reports, name="reports"),
    path("make/<str:month>/", making.make, name="reports_make"),
    path("request/", asking.ask, name="reports_request"),
    path("orders/<uuid:order>/", ordering.order, name="reports_order"),
    path("orders/<uuid:order>/progress/", ordering.progress, name="reports_order_progress"),
    path("indicators/", indicators.page, name="reports_indicators"),
    path("population/", population.page, name="reports_population"),
    path("population/enter/", population.enter, name="reports_population_enter"),
    path("passport/", passport.choose, name="reports_passports"),
    path("passport/<uuid:organisation>/", passport.page, name="reports_passport"),
    path("passport/<uuid:organisation>/pdf/", papers.passport_pdf, name="reports_passport_pdf"),
    path(REPORT, report.report_page, name="reports_report"),
    path(f"{REPORT}by/<slug:dimension>/", tables.table, name="reports_table"),
    path(f"{REPORT}value/<slug:dimension>/", value.value, name="reports_value"),
    path(f"{REPORT}corrections/", correcting.corrections, name="reports_corrections"),
    path(f"{REPORT}corrections/people/", correcting.people, name="reports_people"),
    path(f"{REPORT}again/", correcting.count_again, name="reports_again"),
    path(f"{REPORT}pdf/", papers.report_pdf, name="reports_pdf"),
    path(f"{REPORT}xlsx/", papers.report_xlsx, name="reports_xlsx"),
]
