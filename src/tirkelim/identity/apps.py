"""Identity as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IdentityConfig(AppConfig):
    """Accounts, roles, territories."""

    name = "tirkelim.identity"
    label = "identity"
    verbose_name = "Identity"

    def ready(self) -> None:
        """Register the start-up check; territories and offices are reference data, loaded with the tables."""
        from tirkelim.identity import checks, territories

        checks.register_checks()
        post_migrate.connect(territories.load_after_migrate, sender=self, dispatch_uid="tirkelim.territories")
