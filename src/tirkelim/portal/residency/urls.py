"""Addresses of the room of residency bases. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.residency import following, ministry, overview, recommending, recording

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.index_page, name="residency"),
    path("bases/<uuid:base>/", overview.base_page, name="residency_base"),
    path("school/", recommending.school_page, name="residency_school"),
    path("school/contracts/add/", recording.contract_add_page, name="residency_contract_add"),
    path("school/contracts/<uuid:contract>/", recording.contract_page, name="residency_contract"),
    path("recommend/", recommending.resident_page, name="residency_recommend"),
    path("places/", recording.places_page, name="residency_places"),
    path("places/add/", recording.places_add_page, name="residency_places_add"),
    path("places/<uuid:line>/", recording.places_change_page, name="residency_places_change"),
    path("placements/<uuid:case>/", following.placement_page, name="residency_placement"),
    path("placements/<uuid:case>/check/", following.check_page, name="residency_check"),
    path("placements/<uuid:case>/attach/<slug:document>/", following.attach_page, name="residency_attach"),
    path("placements/<uuid:case>/files/<uuid:file>/", following.file_page, name="residency_file"),
    path("placements/<uuid:case>/documents/<uuid:document>/", following.document_page, name="residency_document"),
    path("placements/<uuid:case>/answer/", following.answer_page, name="residency_answer"),
    path("placements/<uuid:case>/withdraw/", following.withdraw_page, name="residency_withdraw"),
    path("placements/<uuid:case>/<slug:step>/", recommending.step_page, name="residency_step"),
    path("ministry/", ministry.list_page, name="residency_ministry"),
    path("ministry/<uuid:case>/", ministry.case_page, name="residency_case"),
    path("ministry/<uuid:case>/agree/", ministry.agree_page, name="residency_agree"),
    path("ministry/<uuid:case>/refuse/", ministry.refuse_page, name="residency_refuse"),
    path("ministry/<uuid:case>/ask/", ministry.ask_page, name="residency_ask"),
    path("ministry/<uuid:case>/words/<uuid:finding>/", ministry.take_back_page, name="residency_take_back"),
]
