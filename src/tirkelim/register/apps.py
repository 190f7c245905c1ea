"""The register as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Facts about health workers on two time axes."""

    name = "tirkelim.register"
    label = "register"
    verbose_name = "Register"
