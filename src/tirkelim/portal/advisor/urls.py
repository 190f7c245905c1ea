"""Addresses of the advisor."""

from __future__ import annotations

from django.urls import URLPattern, path

from tirkelim.portal.advisor import certificate, deadline, index, level, position, units

urlpatterns: list[URLPattern] = [
    path("", index.index, name="advisor"),
    path("certificate/", certificate.certificate, name="advisor_certificate"),
    path("units/", units.choose, name="advisor_units"),
    path("units/<int:row>/", units.units, name="advisor_criterion"),
    path("deadline/", deadline.deadline, name="advisor_deadline"),
    path("position/", position.position, name="advisor_position"),
    path("interior/", position.interior, name="advisor_interior"),
    path("level/", level.level, name="advisor_level"),
    path("category/", level.category, name="advisor_category"),
    path("indefinite/", certificate.indefinite, name="advisor_indefinite"),
]
