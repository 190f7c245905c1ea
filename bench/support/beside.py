"""Where a benchmark runs: beside a PostgreSQL of its own that writes safely to disk, with a folder that goes again."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

WITH_POSTGRES = Path(__file__).resolve().parent.parent.parent / "tools" / "with_postgres.sh"


def beside_postgres(
    measure: Callable[[argparse.Namespace, Path], None], chosen: argparse.Namespace, **settings: str
) -> None:
    """Measure, in the database that TIRKELIM_DATABASE_URL names; without one, begin the same command again beside a new
    one. `settings` are those of tools/with_postgres.sh."""
    if "TIRKELIM_DATABASE_URL" not in os.environ:
        command = [str(WITH_POSTGRES), sys.executable, *sys.argv]
        environment = {**os.environ, "FSYNC": "on", **settings}
        raise SystemExit(subprocess.run(command, env=environment, check=False).returncode)
    home = Path(tempfile.mkdtemp(prefix="tirkelim-bench-"))
    try:
        measure(chosen, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
