"""Addresses of the room for foreign specialists. They carry random ids only; an application's own pages are those of
every applicant."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.foreign import views

urlpatterns: list[URLPattern] = [
    path("", views.applications, name="foreign"),
    path("begin/", views.start, name="foreign_begin"),
]
