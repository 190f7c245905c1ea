"""Signatures as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """Signatures and what proves them."""

    name = "tirkelim.signatures"
    label = "signatures"
    verbose_name = "Signatures"

    def ready(self) -> None:
        """Register the start-up checks."""
        from tirkelim.signatures import checks

        checks.register_checks()
