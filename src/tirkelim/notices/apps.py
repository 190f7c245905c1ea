"""Notices as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices, their delivery, and where people want them."""

    name = "tirkelim.notices"
    label = "notices"
    verbose_name = "Notices"
