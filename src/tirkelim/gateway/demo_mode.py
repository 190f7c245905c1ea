"""Demo state systems exist in demo mode only."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def demo_only() -> None:
    """Go on in demo mode only. Raises ImproperlyConfigured elsewhere."""
    if not settings.DEMO:
        raise ImproperlyConfigured("demo state systems exist in demo mode only")
