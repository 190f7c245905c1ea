"""Addresses of the applicant's room. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from tirkelim.portal.applicant import (
    answering,
    by_message,
    cabinet,
    checking,
    consenting,
    documents,
    following,
    listing,
)
from tirkelim.portal.applicant.services import ListKey, PageKey

register_converter(PageKey, "page_key")
register_converter(ListKey, "list_key")

CASE = "applications/<uuid:case>/"

urlpatterns: list[URLPattern] = [
    path("cabinet/", cabinet.cabinet, name="applications"),
    path("cabinet/open/", cabinet.open_application, name="application_open"),
    path(CASE, cabinet.application, name="application"),
    path(f"{CASE}consent/", consenting.consent, name="application_consent"),
    path(f"{CASE}consent/code/", consenting.code, name="application_code"),
    path(f"{CASE}consent/code/again/", consenting.code_again, name="application_code_again"),
    path(f"{CASE}consent/message/", by_message.question, name="application_question"),
    path(f"{CASE}consent/message/state/", by_message.question_state, name="application_question_state"),
    path(f"{CASE}consent/message/close/", by_message.question_close, name="application_question_close"),
    path(f"{CASE}sources/", consenting.sources, name="application_sources"),
    path(f"{CASE}documents/", documents.documents, name="application_documents"),
    path(f"{CASE}documents/<slug:document>/", documents.upload, name="application_upload"),
    path(f"{CASE}documents/<slug:document>/remove/", documents.remove, name="application_remove"),
    path(f"{CASE}files/<uuid:file>/", documents.open_file, name="application_file"),
    path(f"{CASE}check/", checking.check, name="application_check"),
    path(f"{CASE}sent/", checking.sent, name="application_sent"),
    path(f"{CASE}answer/", following.answer_request, name="application_answer"),
    path(f"{CASE}withdraw/", following.withdraw, name="application_withdraw"),
    path(f"{CASE}result/", following.result, name="application_result"),
    path(f"{CASE}result/level/", following.level_refusal, name="application_level_refusal"),
    path(f"{CASE}<page_key:page>/<slug:step>/", answering.step, name="application_step"),
    path(f"{CASE}<list_key:page>/", listing.rows, name="application_rows"),
    path(f"{CASE}<list_key:page>/<slug:row>/", listing.row, name="application_row"),
    path(f"{CASE}<list_key:page>/<slug:row>/remove/", listing.remove, name="application_row_remove"),
]
"""Which parts a form has, its service says; those stand last, behind the pages that every application has."""
