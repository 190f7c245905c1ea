"""Addresses of the ledger. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.ledger import entering, page, results

RESULT = "<uuid:line>/"

urlpatterns: list[URLPattern] = [
    path("", page.ledger, name="ledger"),
    path("add/", entering.choose, name="ledger_choose"),
    path("add/<int:row>/", entering.add, name="ledger_add"),
    path(RESULT, results.result, name="ledger_result"),
    path(f"{RESULT}correct/", entering.correct, name="ledger_correct"),
    path(f"{RESULT}withdraw/", results.withdraw, name="ledger_withdraw"),
    path(f"{RESULT}file/<slug:which>/", results.file, name="ledger_file"),
]
