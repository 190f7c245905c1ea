"""Pages that are made from the code, so that they cannot disagree with it: docs/reference, the list of decisions.

Each maker below returns the text of one page. `--write` writes them all; `--check` (in `make test`) fails when a
page is not what its maker says now. A new page is one more line in PAGES.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path

from decisions import decisions_page
from gateway_page import gateway_page
from record_page import record_page
from reference import editions_page, openapi_page, parameters_page, questions_page, readings_page
from tirkelim.conf.options import settings_reference

ROOT = Path(__file__).resolve().parent.parent

PAGES: list[tuple[str, Callable[[], str]]] = [
    ("docs/decisions/README.md", decisions_page),
    ("docs/reference/editions.md", editions_page),
    ("docs/reference/gateway.md", gateway_page),
    ("docs/reference/openapi.json", openapi_page),
    ("docs/reference/parameters.md", parameters_page),
    ("docs/reference/questions.md", questions_page),
    ("docs/reference/readings.md", readings_page),
    ("docs/reference/record.md", record_page),
    ("docs/reference/settings.md", settings_reference),
]


def check() -> int:
    """Print how each page differs from what it should be; 1 if any does."""
    stale = 0
    for name, maker in PAGES:
        path = ROOT / name
        have = path.read_text(encoding="utf-8") if path.exists() else ""
        want = maker()
        if have == want:
            continue
        stale += 1
        lines = difflib.unified_diff(have.splitlines(), want.splitlines(), name, "as generated", lineterm="", n=1)
        print("\n".join(list(lines)[:40]))
    unknown = {str(path.relative_to(ROOT)) for path in (ROOT / "docs" / "reference").glob("*") if path.is_file()}
    for name in sorted(unknown - {name for name, _ in PAGES}):
        stale += 1
        print(f"{name}: nothing generates this page")
    print(f"{stale} pages are stale: run `make generated`." if stale else f"{len(PAGES)} generated pages are current.")
    return 1 if stale else 0


def write() -> int:
    """Write every page."""
    for name, maker in PAGES:
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(maker(), encoding="utf-8")
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(write() if "--write" in sys.argv else check())
