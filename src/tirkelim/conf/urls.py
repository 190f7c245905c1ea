"""Addresses of the site. Only wiring: the pages and the API bring their own lists."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
