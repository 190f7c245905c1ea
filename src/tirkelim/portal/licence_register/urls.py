"""Addresses of the licence register. They carry random ids, regions and subtypes, never whom somebody looks for."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tirkelim.portal.licence_register import asking, licence, listing, open_data

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.register_page, name="licence_register"),
    path("data/", open_data.about_page, name="licence_register_data"),
    path("licences.csv", open_data.licences_csv, name="licence_register_csv"),
    path("<uuid:licence>/", licence.licence_page, name="licence_register_licence"),
    path("<uuid:licence>/may/", asking.may_page, name="licence_register_may"),
]
