"""Signatures as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """Signatures and what proves them."""

    name = "tirkelim.signatures"
    label = "signatures"
    verbose_name = "Signatures"
