from __future__ import annotations

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    """Ports of state systems, consent and pulls."""

    name = "tirkelim.gateway"
    label = "gateway"
    default_auto_field = "django.db.models.BigAutoField"
