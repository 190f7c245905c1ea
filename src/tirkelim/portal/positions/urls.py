"""Addresses of the positions. What is searched for is a title, never a person, so it may stand in an address."""

from __future__ import annotations

from django.urls import path

from tirkelim.portal.positions import browse, interior, matching, pay, position

urlpatterns = [
    path("", browse.browse, name="positions"),
    path("<int:row>/", position.position, name="position"),
    path("interior/", interior.interior, name="interior_positions"),
    path("interior/step/", pay.pay, name="interior_step"),
    path("match/", matching.matching, name="match_positions"),
]
