"""How a value of the register is written for a reader. Takes values of rows and of the journal (plain JSON) alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.identity.territories import TerritoryNotKnown, region_name
from tirkelim.law.order_305_positions.nomenclature import by_row, unmarked
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.choices import country_name
from tirkelim.portal.personnel.vocabulary import ABSENCES, DOCUMENTS, EDUCATION, LEAVE_REASONS, SEX, SOURCES
from tirkelim.portal.wording import day_in_words
from tirkelim.services.common.specialty import specialty_name

CODES = {
    "sex": SEX,
    "document_kind": DOCUMENTS,
    "kind": {**EDUCATION, **ABSENCES},
    "leave_reason": LEAVE_REASONS,
    "reason": LEAVE_REASONS,
    "source": SOURCES,
}
COUNTRIES = frozenset({"citizenship", "country"})
DAYS = ("_on", "_date", "_until")


def written(field: str, value: Any) -> str | Promise:
    """The value as words; what is not known, and what is known not to exist, are said so."""
    if value is None:
        return _("not known") if field != "valid_until" else _("without limit")
    if value == "":
        return _("none")
    if isinstance(value, bool):
        return _yes_no(field, value)
    if isinstance(value, date):
        return day_in_words(value, language())
    if field == "on" or field.endswith(DAYS):
        return day_in_words(date.fromisoformat(str(value)), language())
    if field in CODES:
        return CODES[field].get(str(value), str(value))
    if field in COUNTRIES:
        return country_name(str(value))
    if field == "position":
        return position_name(int(value))
    if field == "position_title":
        return unmarked(str(value))
    if field == "specialty":
        return specialty_name(str(value), language())
    return (region_of(str(value)) or str(value)) if field.endswith("kato") else str(value)


def _yes_no(field: str, value: bool) -> str:
    if field == "trained":
        return _("there is some") if value else _("none")
    return _("Yes") if value else _("No")


def position_name(row: int) -> str:
    """The short name of a position of the nomenclature."""
    found = by_row(row)
    return str(row) if found is None else found.name(language())


def region_of(kato: str | None) -> str:
    """The region in which a KATO code lies, as it was last called; an empty text where there is none."""
    try:
        return region_name(kato or "", language()) or ""
    except TerritoryNotKnown:
        return ""
