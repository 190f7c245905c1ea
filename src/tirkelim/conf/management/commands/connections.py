"""`connections`: try everything that this installation is connected to, and say how it stands."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tirkelim.conf.connections import State, lines


class Command(BaseCommand):
    """A line for each connection; exit status 1 when one that is set does not work."""

    help = "Tries every connection: authorities, seal, sign-in provider, mail, state systems."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print as they are tried: one that hangs is seen by its absence."""
        failed = False
        for line in lines(timezone.now()):
            failed |= line.state is State.FAILS
            self.stdout.write(f"{line.state:6} {line.name:32} {line.detail}")
        if failed:
            sys.exit(1)
