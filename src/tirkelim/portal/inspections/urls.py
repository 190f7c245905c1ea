"""Addresses of the room. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from tirkelim.portal.inspections import field_urls

urlpatterns: list[URLPattern | URLResolver] = [*field_urls.urlpatterns]
