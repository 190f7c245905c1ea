"""Addresses of the room. People and organisations stand in them by their ids alone."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
