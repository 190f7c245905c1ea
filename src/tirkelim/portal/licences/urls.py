"""Addresses of the room. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.licences import (
    answering,
    basing,
    checking,
    following,
    held,
    index,
    informing,
    opening,
    papers,
    staff,
    staff_what_if,
)

LICENCE = "held/<uuid:licence>/"
CASE = "cases/<uuid:case>/"
BASE = f"{CASE}bases/<uuid:base>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", index.index, name="licences"),
    path("begin/", opening.begin, name="licences_begin"),
    path(LICENCE, held.licence_page, name="licences_licence"),
    path(f"{LICENCE}begin/", opening.begin_from, name="licences_begin_from"),
    path(f"{LICENCE}documents/<uuid:document>/", held.document, name="licences_document"),
    path(f"{LICENCE}staff/", staff.staff_page, name="licences_staff"),
    path(f"{LICENCE}staff/what-if/", staff_what_if.what_if_page, name="licences_what_if"),
    path(f"{LICENCE}staff/<uuid:job>/", staff.job_page, name="licences_staff_job"),
    path(f"{LICENCE}staff/<uuid:job>/<uuid:work>/", staff.base_work_page, name="licences_staff_base"),
    path(CASE, following.case_page, name="licences_case"),
    path(f"{CASE}bases/", basing.bases, name="licences_bases"),
    path(f"{CASE}bases/add/", basing.add, name="licences_bases_add"),
    path(f"{BASE}remove/", basing.remove, name="licences_base_remove"),
    path(f"{BASE}subtypes/", basing.subtypes, name="licences_base_subtypes"),
    path(f"{BASE}specialties/<str:code>/", basing.specialties, name="licences_base_specialties"),
    path(f"{BASE}<slug:step>/", basing.screen, name="licences_base"),
    path(f"{CASE}information/", informing.information, name="licences_information"),
    path(f"{CASE}information/<uuid:base>/<str:part>/", informing.part_page, name="licences_information_part"),
    path(f"{CASE}documents/", papers.documents, name="licences_documents"),
    path(f"{CASE}documents/ask/", papers.ask, name="licences_ask"),
    path(f"{CASE}documents/<slug:document>/", papers.upload, name="licences_upload"),
    path(f"{CASE}documents/<slug:document>/remove/", papers.remove, name="licences_remove"),
    path(f"{CASE}files/<uuid:file>/", papers.open_file, name="licences_file"),
    path(f"{CASE}check/", checking.check, name="licences_check"),
    path(f"{CASE}sent/", following.sent, name="licences_sent"),
    path(f"{CASE}again/", opening.again, name="licences_again"),
    path(f"{CASE}answer/", following.answer_request, name="licences_answer"),
    path(f"{CASE}withdraw/", following.withdraw, name="licences_withdraw"),
    path(f"{CASE}results/<uuid:document>/", following.result, name="licences_result"),
    path(f"{CASE}acts/<uuid:visit>/", following.act, name="licences_act"),
    path(f"{CASE}<slug:page>/<slug:step>/", answering.step, name="licences_step"),
]
