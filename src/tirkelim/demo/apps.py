from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Has no tables; brings the command ``demo``."""

    name = "tirkelim.demo"
    label = "demo"
