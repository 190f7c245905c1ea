"""Addresses of certificates in the office. They carry random ids only."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
