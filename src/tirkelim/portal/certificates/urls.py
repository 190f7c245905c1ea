"""Addresses of certificates in the office. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.certificates import duplicating, ending, finding, page, withdrawing

urlpatterns: list[URLPattern] = [
    path("", finding.find, name="certificates"),
    path("ending/", ending.ending_page, name="certificates_ending"),
    path("<uuid:certificate>/", page.certificate_page, name="certificate"),
    path("<uuid:certificate>/withdraw/", withdrawing.withdraw, name="certificate_withdraw"),
    path("<uuid:certificate>/restore/", withdrawing.restore, name="certificate_restore"),
    path("<uuid:certificate>/duplicates/", duplicating.make, name="certificate_duplicate"),
    path("<uuid:certificate>/duplicates/<uuid:document>/", duplicating.copy, name="certificate_copy"),
    path("<uuid:certificate>/document/", duplicating.original, name="certificate_document"),
]
