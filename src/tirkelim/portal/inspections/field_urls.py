"""Addresses of the field page: the page, where the device sends, and the worker's script."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.inspections import field, signing, sync

urlpatterns: list[URLPattern] = [
    path("worker.js", field.worker, name="inspection_worker"),
    path("kept/", field.kept_list, name="inspection_list"),
    path("<uuid:visit>/field/", field.field, name="inspection_field"),
    path("<uuid:visit>/sync/", sync.sync, name="inspection_sync"),
    path("<uuid:visit>/sign/", signing.sign, name="inspection_sign"),
    path("<uuid:visit>/photo/", sync.photo, name="inspection_photo_add"),
]
