"""Texts of the law in Kazakh, Russian and English, and how values are written in each language.

One TOML file an order; a key holds its three texts side by side. ``{name}`` is replaced by a parameter of the finding,
``{name:years}`` by the number with the noun in its right form (``[noun.years]`` of terms.toml), ``{day:since}`` and
``{day:until}`` by a date in the Kazakh case that goes with "from" and "to". Rendered at the edge.
"""

from __future__ import annotations

import functools
import string
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tirkelim.law.data import read_csv
from tirkelim.law.finding import Finding, Need, Param, Term, Value
from tirkelim.law.messages.dates import CASES, write_date
from tirkelim.law.period import Length
from tirkelim.law.units import Units, as_number

LANGUAGES = ("kk", "ru", "en")
HERE = Path(__file__).parent
LISTS = {"licence.subtype": "order_59/subtypes.csv", "specialty": "specialties.csv"}
"""Lists whose names findings write as terms, by the beginning of the term: their words stand in the list itself."""
_elsewhere: list[Path] = []
"""Files of texts outside this folder, of services that are not part of this package."""


def add_texts(file: Path) -> None:
    """Read the texts of another file as well: those of a service that brings its own law. Adding it again changes
    nothing."""
    if file not in _elsewhere:
        _elsewhere.append(file)
        catalogue.cache_clear()


@functools.cache
def catalogue() -> dict[str, dict[str, str]]:
    """All texts by key: ``{"cpd.total.met": {"kk": ..., "ru": ..., "en": ...}}``. Raises ValueError for a key that
    stands twice."""
    texts: dict[str, dict[str, str]] = {}
    for path in (*sorted(HERE.glob("*.toml")), *_elsewhere):
        for key, text in _flatten(tomllib.loads(path.read_text(encoding="utf-8")), ""):
            if key in texts:
                raise ValueError(f"text {key} stands twice, the second time in {path.name}")
            texts[key] = text
    for prefix, file in LISTS.items():
        for row in read_csv(file):
            texts[f"term.{prefix}.{row['code']}"] = {lang: row[lang] for lang in LANGUAGES}
    return texts


def _flatten(table: Mapping[str, Any], prefix: str) -> list[tuple[str, dict[str, str]]]:
    """The texts of a TOML table, dotted keys and nested tables alike; ``noun`` tables hold lists, not texts."""
    found: list[tuple[str, dict[str, str]]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        if "kk" in value and isinstance(value["kk"], str):
            found.append((key, value))
        elif not key.startswith("noun"):
            found.extend(_flatten(value, f"{key}."))
    return found


@functools.cache
def nouns() -> dict[str, dict[str, list[str]]]:
    """Counted nouns by name and language, in the order of the language's plural forms."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "terms.toml").read_text(encoding="utf-8"))["noun"]
    return table


def text(key: str, lang: str, params: tuple[Param, ...] = ()) -> str:
    """The text of a key in a language, with its parameters written in. Raises KeyError for an unknown key."""
    return _Writer(lang).vformat(catalogue()[key][lang], (), dict(params))


def render(finding: Finding, lang: str) -> str:
    """The sentence that explains a finding. ``{found}`` and ``{required}`` are always at hand."""
    params = (("found", finding.found), ("required", finding.required), *finding.params)
    sentence = text(finding.message_key, lang, params)
    return sentence[:1].upper() + sentence[1:]


def render_need(need: Need, lang: str) -> str:
    """The sentence that says why a document is (not) needed."""
    return text(need.message, lang, need.params)


def term(key: str, lang: str) -> str:
    """A word of the vocabulary: ``education.residency`` in the language."""
    return catalogue()[f"term.{key}"][lang]


def write(value: Value, lang: str) -> str:
    """A value as a person writes it in the language."""
    if value is None:
        return text("term.none", lang)
    if isinstance(value, bool):
        return text("term.yes" if value else "term.no", lang)
    if isinstance(value, Term):
        return term(value, lang)
    if isinstance(value, Units):
        return _number(as_number(value), lang)
    if isinstance(value, Length):
        return _write_length(value, lang)
    if isinstance(value, tuple):
        return ", ".join(dict.fromkeys(write(item, lang) for item in value))  # two lists may name one thing
    if isinstance(value, datetime):
        return f"{write_date(value.date(), lang)}, {value:%H:%M}"
    if isinstance(value, date):
        return write_date(value, lang)
    return _number(value, lang) if isinstance(value, (int, Decimal)) else value


def _number(value: int | float | Decimal, lang: str) -> str:
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)  # a sum of 43250.00 from a table reads 43 250
    written = f"{value:,}".replace(",", "\u00a0")
    return written if lang == "en" else written.replace(".", ",")


def _write_length(length: Length, lang: str) -> str:
    parts = ((length.years, "years"), (length.months, "months"), (length.days, "days"))
    written = [counted(count, noun, lang) for count, noun in parts if count]
    return " ".join(written) or counted(0, "days", lang)


def counted(value: Value, noun: str, lang: str) -> str:
    """A number with its noun (``[noun.*]`` of terms.toml): 1 год, 2 года, 5 лет; 7,5 единицы. Raises KeyError."""
    return f"{write(value, lang)}\u00a0{_form(nouns()[noun][lang], value, lang)}"


def _form(forms: list[str], value: Value, lang: str) -> str:
    """The noun's form for the number. Russian: one, few, many and, where it differs from few, that of a fraction."""
    number = as_number(value) if isinstance(value, Units) else value
    if isinstance(number, int):
        return forms[min(_plural(number, lang), len(forms) - 1)]
    return forms[3 if len(forms) > 3 else min(1, len(forms) - 1)]


def _plural(number: int, lang: str) -> int:
    if lang == "kk":
        return 0
    if lang == "en":
        return 0 if number == 1 else 1
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


class _Writer(string.Formatter):
    """Fills a text: every value is written in the text's language, a format spec names a counted noun."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in CASES and isinstance(value, date):
            return write_date(value, self.lang, format_spec)
        return counted(value, format_spec, self.lang) if format_spec else write(value, self.lang)
