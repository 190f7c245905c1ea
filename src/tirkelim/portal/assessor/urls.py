"""Addresses of assessments. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.assessor import asking, concluding, following, listing, reading

urlpatterns: list[URLPattern] = [
    path("", listing.assessments_page, name="assessments"),
    path("ask/", asking.requests_page, name="assessment_requests"),
    path("ask/open/", asking.open_page, name="assessment_open"),
    path("ask/<uuid:case>/", following.request_page, name="assessment_request"),
    path("ask/<uuid:case>/check/", asking.check_page, name="assessment_check"),
    path("ask/<uuid:case>/withdraw/", following.withdraw_page, name="assessment_withdraw"),
    path("ask/<uuid:case>/<slug:step>/", asking.step_page, name="assessment_step"),
    path("<uuid:case>/", reading.assessment_page, name="assessment"),
    path("<uuid:case>/sheet/", reading.sheet_page, name="assessment_sheet"),
    path("<uuid:case>/conclude/", concluding.conclude_page, name="assessment_conclude"),
    path("<uuid:case>/correct/", concluding.correct_page, name="assessment_correct"),
]
