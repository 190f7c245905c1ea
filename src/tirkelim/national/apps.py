"""The room as a Django application: it has tables of its own."""

from __future__ import annotations

from django.apps import AppConfig


class NationalConfig(AppConfig):
    """The tables of imports and of reports."""

    name = "tirkelim.national"
    label = "national"
    default_auto_field = "django.db.models.BigAutoField"
