"""Addresses of the administrator's pages on accreditations."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.assessor import accreditations

urlpatterns: list[URLPattern] = [
    path("", accreditations.accreditations_page, name="accreditations"),
    path("<uuid:organisation>/add/", accreditations.add_page, name="accreditation_add"),
    path("accreditations/<uuid:status>/", accreditations.change_page, name="accreditation_change"),
]
