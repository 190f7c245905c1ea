"""Collect the texts of the code and the templates into the catalogues, or check that this has been done.

`--write` updates locale/*/LC_MESSAGES/django.po; `--check` does it in a copy and compares the collected texts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tirkelim"
LANGUAGES = ("kk", "ru", "en")
IGNORED = ("static/vendor/*", "law/*")  # the law's texts live in law/messages


def collect(package: Path) -> None:
    """Let Django gather the marked texts of a package into its catalogues."""
    (package / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--verbosity", "0", "--no-location", "--no-wrap"]
    command += [f"--locale={language}" for language in LANGUAGES]
    command += [f"--ignore={pattern}" for pattern in IGNORED]
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([*command, "--extension=html,py,txt"], cwd=package, env=environment, check=True)


def texts(path: Path) -> set[tuple[str | None, str]]:
    """Return the texts in use of one catalogue, with their context."""
    if not path.exists():
        return set()
    with path.open("rb") as stream:
        catalog = read_po(stream)
    return {
        (message.context, message.id[0] if isinstance(message.id, tuple | list) else message.id)
        for message in catalog
        if message.id
    }


def check() -> int:
    """Compare the committed catalogues with what collecting now would make of them."""
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tirkelim"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "vendor", "*.mo"))
        collect(copy)
        for language in LANGUAGES:
            name = Path("locale") / language / "LC_MESSAGES" / "django.po"
            have, want = texts(PACKAGE / name), texts(copy / name)
            for label, keys in (("not collected", want - have), ("no longer used", have - want)):
                different += len(keys)
                for _, text in sorted(keys, key=str):
                    print(f"{language}: {label}: {text[:90]!r}")
    print(f"{different} differences: run `make messages`." if different else "All marked texts are collected.")
    return 1 if different else 0


def main() -> int:
    """Write or check, as asked."""
    if "--write" in sys.argv:
        collect(PACKAGE)
        return 0
    return check()


if __name__ == "__main__":
    sys.exit(main())
