from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The engine's tables."""

    name = "tirkelim.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
