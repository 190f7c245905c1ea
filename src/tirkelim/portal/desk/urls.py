"""Addresses of the desk. A case is known by its UUID; no address says whose it is."""

from __future__ import annotations

from django.urls import path

from tirkelim.portal.desk import (
    acting,
    administration,
    deciding,
    files,
    forecast,
    licence_payment,
    listing,
    reading,
    replaying,
    told,
)

urlpatterns = [
    path("desk/", listing.desk_page, name="desk"),
    path("desk/forecast/", forecast.forecast_page, name="desk_forecast"),
    path("desk/<uuid:case>/", reading.case_page, name="desk_case"),
    path("desk/<uuid:case>/finding/", acting.finding_page, name="desk_finding"),
    path("desk/<uuid:case>/finding/<uuid:finding>/take-back/", acting.take_back, name="desk_take_back"),
    path("desk/<uuid:case>/sources/", acting.ask_sources, name="desk_sources"),
    path("desk/<uuid:case>/payment/", licence_payment.check_payment, name="desk_payment"),
    path("desk/<uuid:case>/ask/", acting.ask_page, name="desk_ask"),
    path("desk/<uuid:case>/grant/", deciding.grant_page, name="desk_grant"),
    path("desk/<uuid:case>/refuse/", deciding.refuse_page, name="desk_refuse"),
    path("desk/<uuid:case>/intend/", deciding.intend_page, name="desk_intend"),
    path("desk/<uuid:case>/decline/", deciding.decline_page, name="desk_decline"),
    path("desk/<uuid:case>/pass/", acting.pass_to_commission, name="desk_pass"),
    path("desk/<uuid:case>/recall/", acting.recall_from_commission, name="desk_recall"),
    path("desk/<uuid:case>/files/<uuid:file>/", files.file_page, name="desk_file"),
    path("desk/<uuid:case>/document/<uuid:document>/", files.document_page, name="desk_document"),
    path("desk/<uuid:case>/replay/", replaying.replay_page, name="desk_replay"),
    path("desk/<uuid:case>/told/", told.told_page, name="desk_told"),
    path("admin/", administration.accounts_page, name="accounts"),
    path("admin/journal/", administration.journal_page, name="admin_journal"),
]
