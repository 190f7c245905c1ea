"""Check that nobody meets an untranslated sentence.

Two kinds of texts are held to account: the catalogues of the pages (locale/*/LC_MESSAGES/*.po) and the messages of
findings (law/messages/*.toml). Each must be there in Kazakh, Russian and English, with the same placeholders.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tirkelim"
LANGUAGES = ("kk", "ru", "en")
# The texts in the code are English: an empty English translation shows the text itself, and is complete.
MAY_BE_EMPTY = ("en",)
# Only the name counts: a Kazakh sentence may ask for another case ending of the same date, {day:since}.
PLACEHOLDER = re.compile(r"(%\([A-Za-z_]\w*\))[sdif]|\{([A-Za-z_][\w.]*)(?:![rsa])?(?::[^{}]*)?\}")


def shown(path: Path) -> str:
    """Name a file as a reader of the output would look for it."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def load(path: Path) -> Catalog:
    """Read one catalogue."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3])


def placeholders(text: str) -> frozenset[str]:
    """Return the names that will be filled in."""
    return frozenset(old or new for old, new in PLACEHOLDER.findall(text))


def forms(value: object) -> tuple[str, ...]:
    """Return the plural forms of a text, or the one it has."""
    return tuple(value) if isinstance(value, (list, tuple)) else (str(value or ""),)


def catalogue_problems(path: Path) -> Iterator[str]:
    """Find what is empty, doubtful or differently filled in one catalogue."""
    language = path.parts[-3]
    for message in load(path):
        if not message.id:
            continue
        where = f"{shown(path)}: {forms(message.id)[0][:60]!r}"
        wanted = frozenset().union(*(placeholders(form) for form in forms(message.id)))
        if message.fuzzy:
            yield f"{where} is marked fuzzy: look at it and remove the mark"
        for form in forms(message.string):
            if not form.strip():
                if language not in MAY_BE_EMPTY:
                    yield f"{where} is not translated"
            elif placeholders(form) - wanted or (len(forms(message.id)) == 1 and wanted - placeholders(form)):
                yield f"{where} has other placeholders: {sorted(placeholders(form) ^ wanted)}"


def language_set_problems(folder: Path) -> Iterator[str]:
    """Find texts that one language has and another lacks."""
    names = sorted({path.name for path in folder.glob("*/LC_MESSAGES/*.po")})
    for name in names:
        ids: dict[str, set[object]] = {}
        for language in LANGUAGES:
            path = folder / language / "LC_MESSAGES" / name
            if not path.exists():
                yield f"{shown(path)} is missing"
                continue
            ids[language] = {(message.context, forms(message.id)[0]) for message in load(path) if message.id}
        everything = set().union(*ids.values())
        for language, known in ids.items():
            for key in sorted(everything - known, key=str):
                yield f"{shown(folder)}/{language}: {key} is missing from {name}"


def leaves(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Walk a message file down to its entries: the tables that hold texts rather than tables."""
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if not isinstance(value, dict):
            yield name, {"": value}
        elif any(isinstance(inner, dict) for inner in value.values()):
            yield from leaves(value, name)
        else:
            yield name, value


def message_problems(path: Path) -> Iterator[str]:
    """Find entries of a message file that lack a language or fill in other names."""
    for key, entry in leaves(tomllib.loads(path.read_text(encoding="utf-8"))):
        where = f"{shown(path)}: [{key}]"
        missing = [language for language in LANGUAGES if not str(entry.get(language) or "").strip()]
        if missing:
            yield f"{where} lacks {', '.join(missing)}"
            continue
        if len({placeholders(str(entry[language])) for language in LANGUAGES}) > 1:
            yield f"{where} has different placeholders in its languages"


def problems() -> Iterator[str]:
    """Find everything that is not complete."""
    for folder in sorted(PACKAGE.rglob("locale")):
        yield from language_set_problems(folder)
        for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
            yield from catalogue_problems(path)
    for path in sorted((PACKAGE / "law" / "messages").glob("*.toml")):
        yield from message_problems(path)


def main() -> int:
    """Print each problem on its line; fail when there is one."""
    found = list(problems())
    for line in found:
        print(line)
    print(f"{len(found)} texts are not complete." if found else "All texts are there in kk, ru and en.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
