"""Addresses of the room. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.conformity_office import finding, page, withdrawing

urlpatterns: list[URLPattern] = [
    path("certificates/", finding.certificates, name="conformity_office"),
    path("certificates/<uuid:certificate>/", page.certificate_page, name="conformity_office_certificate"),
    path("certificates/<uuid:certificate>/withdraw/", withdrawing.withdraw, name="conformity_office_withdraw"),
]
