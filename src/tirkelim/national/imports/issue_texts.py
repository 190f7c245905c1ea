"""What an issue says in words, and what to do now: in the language that is active, through gettext."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tirkelim.identity.territories import rows as territory_rows
from tirkelim.law.messages import term
from tirkelim.law.order_253_register.requirements import ITEMS
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import by_row
from tirkelim.national.imports.columns import COLUMNS
from tirkelim.national.imports.text_of_cells import OF_CELLS
from tirkelim.national.imports.text_of_files import OF_FILES
from tirkelim.national.imports.text_of_rows import OF_ROWS

Words = tuple[str | Promise, str | Promise]
TEXTS: dict[str, Words] = {**OF_FILES, **OF_CELLS, **OF_ROWS}
"""What is wrong and what to do now, by code. Places in them are filled by `_filled`."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class IssueText(NamedTuple):
    """``what`` is wrong; ``now`` what to do."""

    what: str
    now: str


def issue_text(code: str, params: Mapping[str, Any]) -> IssueText:
    """The words of an issue or of a TableError. A code without words is said to be a fault of the program."""
    words = TEXTS.get(code)
    if words is None:
        return IssueText(_("The row cannot be taken over."), _("Tell the contact centre this word: %s.") % code)
    filled = _filled(params)
    return IssueText(*(str(text) % filled for text in words))


class _Filled(dict[str, str]):
    """The places of a text; one that nothing is known of says so."""

    def __missing__(self, key: str) -> str:
        return "–"


def _filled(params: Mapping[str, Any]) -> _Filled:
    language = _language()
    filled = _Filled({name: str(value) for name, value in params.items()})
    filled["at"] = _(" (row %s)") % params["row"] if "row" in params else ""
    if "known" in params:
        filled["known"] = shown(str(params.get("field", "")), params["known"])
    if "row" in params and "said" in params:
        filled["position"] = _position(params["row"], language)
    if "rows" in params:
        filled["positions"] = "; ".join(f"{row} {_position(row, language)}" for row in params["rows"])
    if "specialty" in params:
        filled["specialty"] = f"«{shown('specialty', params['specialty'])}»"
    if "codes" in params:
        filled["codes"] = ", ".join(params["codes"])
    if "items" in params:
        filled["items"] = "; ".join(_item(number, language) for number in params["items"])
    return filled


def shown(field: str, value: Any) -> str:
    """A value of the register as a person reads it, by the column that holds it."""
    language = _language()
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    column = COLUMNS.get(field)
    for choice in column.choices if column is not None else ():
        if choice.code == value:
            return choice.words[language]
    kind = "" if column is None else column.kind
    if kind == "region":
        return next((row[language] for row in territory_rows() if row["kato"] == value), str(value))
    if kind == "position" and isinstance(value, int):
        return _position(value, language)
    if kind == "specialty" and value in specialties():
        return specialties()[value].names[language]
    if _ISO.fullmatch(str(value)):
        return date.fromisoformat(value).strftime("%d.%m.%Y")
    return str(value)


def _language() -> str:
    found = (get_language() or "kk")[:2]
    return found if found in ("kk", "ru", "en") else "kk"


def _position(row: int, language: str) -> str:
    one = by_row(row)
    return "" if one is None else f"«{one.name(language)}»"


def _item(number: int, language: str) -> str:
    """What item n of 253/2020 p.8 is called, in the words of the law."""
    return term(f"register.item.{ITEMS[number - 1]}", language) if 0 < number <= len(ITEMS) else str(number)
