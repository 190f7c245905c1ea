"""Addresses of signatures. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.signing import views

urlpatterns: list[URLPattern] = [
    path("<uuid:signature>/", views.signature_page, name="signature"),
    path("<uuid:signature>/<slug:name>/", views.signature_file, name="signature_file"),
]
