"""The licence service as a Django application: it has tables of its own."""

from __future__ import annotations

from django.apps import AppConfig


class LicenceConfig(AppConfig):
    """The tables of payments, of permit control and of shortages of staff."""

    name = "tirkelim.services.licence"
    label = "licence"
    default_auto_field = "django.db.models.BigAutoField"
