"""The pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Templates, static files and tags of the pages; no tables."""

    name = "tirkelim.portal"
    label = "portal"
