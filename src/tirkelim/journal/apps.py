"""The journal as a Django application: guards are installed after every migration and checked at every start."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    """Lowest room with tables; every other room leans on it."""

    name = "tirkelim.journal"
    label = "journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        """Connect the installer of guards and register the start-up check."""
        from tirkelim.journal import checks, guards, no_overlap

        checks.register_checks()
        post_migrate.connect(guards.install_after_migrate, dispatch_uid="tirkelim.journal.guards")
        post_migrate.connect(no_overlap.install_after_migrate, dispatch_uid="tirkelim.journal.no_overlap")
