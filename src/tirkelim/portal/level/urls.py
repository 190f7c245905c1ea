"""Addresses of level claims. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.level import checking, claiming, following, reporting

CASE = "<uuid:case>/"

urlpatterns: list[URLPattern] = [
    path("", claiming.levels_page, name="levels"),
    path("open/", claiming.open_page, name="level_open"),
    path(CASE, following.claim_page, name="level_claim"),
    path(f"{CASE}specialty/", claiming.specialty_page, name="level_specialty"),
    path(f"{CASE}level/", claiming.level_page, name="level_level"),
    path(f"{CASE}report/", reporting.report_page, name="level_report"),
    path(f"{CASE}report/remove/", reporting.remove_report, name="level_report_remove"),
    path(f"{CASE}files/<uuid:file>/", reporting.file_page, name="level_file"),
    path(f"{CASE}check/", checking.check_page, name="level_check"),
    path(f"{CASE}answer/", following.answer, name="level_answer"),
    path(f"{CASE}withdraw/", following.withdraw, name="level_withdraw"),
    path(f"{CASE}result/", following.result, name="level_result"),
]
