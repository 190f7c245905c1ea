"""Compile the translations (.po, which people edit) into what the running system reads (.mo, never committed)."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def compile_file(source: Path) -> bool:
    """Write the .mo beside a .po unless it is newer already; says whether it wrote."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    with source.open("rb") as stream:
        catalog = read_po(stream, locale=source.parts[-3])
    partial = target.with_suffix(".mo.new")
    with partial.open("wb") as stream:
        write_mo(stream, catalog)
    partial.replace(target)
    return True


def main() -> int:
    """Compile every catalogue under src/."""
    written = [path for path in sorted(ROOT.glob("src/**/LC_MESSAGES/*.po")) if compile_file(path)]
    for path in written:
        print(f"compiled {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
