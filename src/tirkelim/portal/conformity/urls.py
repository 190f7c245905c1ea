"""Addresses of the room. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.conformity import (
    answering,
    certificates,
    checking,
    following,
    index,
    opening,
    papers,
    requesting,
    telling,
)

CASE = "<uuid:case>/"
CERTIFICATE = "certificates/<uuid:certificate>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", index.index, name="conformity"),
    path("law/", index.law_page, name="conformity_law"),
    path("begin/", opening.begin, name="conformity_begin"),
    path("begin/for/", opening.begin_for, name="conformity_begin_for"),
    path(CERTIFICATE, certificates.certificate_page, name="conformity_certificate"),
    path(f"{CERTIFICATE}begin/", opening.begin_from, name="conformity_begin_from"),
    path(f"{CERTIFICATE}lost/", certificates.lost, name="conformity_lost"),
    path(f"{CERTIFICATE}tell/<slug:kind>/", telling.tell, name="conformity_tell"),
    path(f"{CERTIFICATE}told/<int:notice>/", telling.told, name="conformity_told"),
    path(CASE, following.case_page, name="conformity_case"),
    path(f"{CASE}profession/", requesting.profession, name="conformity_profession"),
    path(f"{CASE}level/", requesting.level, name="conformity_level"),
    path(f"{CASE}documents/", papers.documents, name="conformity_documents"),
    path(f"{CASE}documents/<slug:document>/", papers.upload, name="conformity_upload"),
    path(f"{CASE}documents/<slug:document>/remove/", papers.remove, name="conformity_remove"),
    path(f"{CASE}files/<uuid:file>/", papers.open_file, name="conformity_file"),
    path(f"{CASE}check/", checking.check, name="conformity_check"),
    path(f"{CASE}sent/", following.sent, name="conformity_sent"),
    path(f"{CASE}again/", opening.again, name="conformity_again"),
    path(f"{CASE}answer/", following.answer_request, name="conformity_answer"),
    path(f"{CASE}withdraw/", following.withdraw, name="conformity_withdraw"),
    path(f"{CASE}result/", following.result, name="conformity_result"),
    path(f"{CASE}<slug:page>/<slug:step>/", answering.step, name="conformity_step"),
]
