"""Addresses of the pages. No address carries a personal identifier."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from tirkelim.portal import language, law_pages, pages
from tirkelim.portal.api.site import PREFIX, api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    path("health", pages.health, name="health"),
    path("language/", language.choose_language, name="choose_language"),
    path("", include("tirkelim.portal.signing_in.urls")),
    path("", include("tirkelim.portal.accounts.urls")),
    path("law/", law_pages.law, name="law"),
    path("law/readings/", law_pages.all_readings, name="law_readings"),
    path("law/questions/", law_pages.all_questions, name="law_questions"),
    path("law/<str:act>/", law_pages.act, name="law_act"),
    path("law/<str:act>/<str:place>/", law_pages.place, name="law_place"),
    path("advisor/", include("tirkelim.portal.advisor.urls")),
    path("", include("tirkelim.portal.desk.urls")),
    path("positions/", include("tirkelim.portal.positions.urls")),
    path("check/", include("tirkelim.portal.check.urls")),
    path("", include("tirkelim.portal.applicant.urls")),
    path("", include("tirkelim.portal.consents.urls")),
    path("", include("tirkelim.portal.personnel.urls")),
    path("ledger/", include("tirkelim.portal.ledger.urls")),
    path("confirming/", include("tirkelim.portal.confirming.urls")),
    path("assessments/", include("tirkelim.portal.assessor.urls")),
    path("admin/organisations/", include("tirkelim.portal.assessor.admin_urls")),
    path("levels/", include("tirkelim.portal.level.urls")),
    path("foreign/", include("tirkelim.portal.foreign.urls")),
    path("certificates/", include("tirkelim.portal.certificates.urls")),
    path("conformity/", include("tirkelim.portal.conformity.urls")),
    path("conformity-office/", include("tirkelim.portal.conformity_office.urls")),
    path("commission/", include("tirkelim.portal.commission.urls")),
    path("complaints/", include("tirkelim.portal.complaints.urls")),
    path("residency/", include("tirkelim.portal.residency.urls")),
    path("licences/", include("tirkelim.portal.licences.urls")),
    path("licence-office/", include("tirkelim.portal.licence_office.urls")),
    path("licence-register/", include("tirkelim.portal.licence_register.urls")),
    path("inspections/", include("tirkelim.portal.inspections.urls")),
    path("notices/", include("tirkelim.portal.notices.urls")),
    path("signatures/", include("tirkelim.portal.signing.urls")),
    path("payments/", include("tirkelim.portal.payments.urls")),
    path("people/", include("tirkelim.portal.people.urls")),
    path("duplicates/", include("tirkelim.portal.merging.urls")),
    path("imports/", include("tirkelim.portal.imports.urls")),
    path("reports/", include("tirkelim.portal.reports.urls")),
    path(PREFIX, api.urls),
]

if settings.DEMO:
    urlpatterns.append(path("try/", pages.what_to_try, name="try"))
if settings.DEMO or settings.DEBUG:
    from tirkelim.portal import specimen

    urlpatterns.append(path("look/", specimen.look, name="look"))
