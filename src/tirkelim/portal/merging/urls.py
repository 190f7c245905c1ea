"""Addresses of the room. People and organisations stand in them by their ids alone."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.merging import pages

urlpatterns: list[URLPattern] = [
    path("", pages.duplicates, name="duplicates"),
    path("merges/", pages.merges, name="merges"),
    path("merges/<uuid:duplicate>/undo/", pages.part, name="merge_undo"),
    path("<uuid:one>/<uuid:other>/", pages.comparison, name="duplicates_compare"),
]
