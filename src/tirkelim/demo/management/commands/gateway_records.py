from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tirkelim.demo.gateway_records import scenario_file


class Command(BaseCommand):
    """Write what the demo's state systems hold to a file for ``tirkelim gateway-demo --scenarios``."""

    help = "Write what the demo's state systems hold to a file for tirkelim gateway-demo. Demo mode only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, help="where to write (JSON)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        found = scenario_file()
        path: Path = options["file"]
        path.touch(mode=0o600)
        path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        count = sum(len(subjects) for subjects in found["records"].values())
        self.stdout.write(f"{count} subjects at {len(found['records'])} sources")
