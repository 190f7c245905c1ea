from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Results and files of evidence."""

    name = "tirkelim.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
