"""Addresses of the room. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.complaints import answering, complaining, hearing, listing, reading

ONE = "<uuid:complaint>/"
MINE = f"mine/{ONE}"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.index, name="complaints"),
    path("new/<uuid:case>/", complaining.new_page, name="complaint_new"),
    path("of/<uuid:case>/", complaining.of_case_page, name="complaints_of_case"),
    path("of/<uuid:case>/documents/<uuid:document>/", complaining.case_document_page, name="complaint_case_document"),
    path("hearing/<uuid:case>/", hearing.hearing_page, name="hearing_answer"),
    path(MINE, complaining.my_page, name="my_complaint"),
    path(f"{MINE}answer/", complaining.answer_page, name="complaint_answer"),
    path(f"{MINE}document/", complaining.answer_document_page, name="my_complaint_document"),
    path(f"{MINE}take-back/", complaining.take_back, name="complaint_take_back"),
    path(ONE, answering.complaint_page, name="complaint"),
    *(path(f"{ONE}{act}/", answering.answer_page, {"act": act}, name=f"complaint_{act}") for act in answering.ACTS),
    path(f"{ONE}document/", reading.answer_document_page, name="complaint_answer_document"),
    path(f"{ONE}files/<uuid:file>/", reading.file_page, name="complaint_file"),
    path(f"{ONE}documents/<uuid:document>/", reading.document_page, name="complaint_document"),
]
