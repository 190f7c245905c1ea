"""Addresses of the room. People and organisations stand in them by their ids alone."""

from __future__ import annotations

from django.urls import path

from tirkelim.portal.people import searching

urlpatterns = [path("", searching.people, name="people")]
