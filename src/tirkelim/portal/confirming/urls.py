"""Addresses of confirmation. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.confirming import handing_over, listing, mine, reading, reviewing, signing

CASE, ROW, SHEET = "<uuid:case>/", "<uuid:case>/rows/<uuid:line>/", "sheets/<uuid:sheet>/"

urlpatterns: list[URLPattern] = [
    path("", listing.confirmations, name="confirming"),
    path("hand-over/", handing_over.hand_over, name="hand_over"),
    path("mine/", mine.mine, name="my_confirmations"),
    path(f"mine/{CASE}", mine.my_confirmation, name="my_confirmation"),
    path(f"mine/{CASE}answer/", mine.answer, name="my_confirmation_answer"),
    path(f"mine/{CASE}withdraw/", mine.withdraw, name="my_confirmation_withdraw"),
    path(SHEET, mine.sheet, name="cpd_sheet"),
    path(f"{SHEET}document/", mine.document, name="cpd_sheet_document"),
    path(CASE, reading.confirmation, name="confirmation"),
    path(ROW, reviewing.row, name="confirmation_row"),
    path(f"{ROW}take-back/", reviewing.take_back, name="confirmation_take_back"),
    path(f"{ROW}files/<slug:which>/", reviewing.file, name="confirmation_file"),
    path(f"{CASE}ask/", signing.ask, name="confirmation_ask"),
    path(f"{CASE}send-back/", signing.send_back, name="confirmation_send_back"),
    path(f"{CASE}confirm/", signing.confirm, name="confirmation_confirm"),
]
