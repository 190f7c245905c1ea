from __future__ import annotations

from django.apps import AppConfig


class ConformityConfig(AppConfig):
    """The tables of the commission."""

    name = "tirkelim.services.conformity"
    label = "conformity"
    default_auto_field = "django.db.models.BigAutoField"
