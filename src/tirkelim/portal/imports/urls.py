"""Addresses of the room. Runs stand in them by their ids alone; what a file holds stands in no address."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.imports import bringing, deciding, following, listing, matching, reading, titles

RUN = "<uuid:run>/"

urlpatterns: list[URLPattern] = [
    path("", listing.imports, name="imports"),
    path("bring/", bringing.bring, name="imports_bring"),
    path("template/<slug:kind>/", bringing.template, name="imports_template"),
    path(RUN, following.run, name="imports_run"),
    path(f"{RUN}columns/", matching.columns, name="imports_columns"),
    path(f"{RUN}titles/", titles.meant, name="imports_titles"),
    path(f"{RUN}sheet/", matching.sheet, name="imports_sheet"),
    path(f"{RUN}progress/", following.progress, name="imports_progress"),
    path(f"{RUN}found/<slug:code>/", reading.found, name="imports_found"),
    path(f"{RUN}file/<slug:which>/<slug:kind>/", reading.annotated, name="imports_annotated"),
    path(f"{RUN}again/", deciding.again, name="imports_again"),
    path(f"{RUN}write/", deciding.write, name="imports_write"),
    path(f"{RUN}give-up/", deciding.give_up, name="imports_give_up"),
]
