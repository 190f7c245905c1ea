"""Reading one cell: what a text or a day means for its column. Nothing here raises; the common cells are remembered."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from tirkelim.law.order_305_positions.match import Found, match
from tirkelim.law.order_305_positions.search import SPECIALISTS, is_specialist, search
from tirkelim.law.order_305_positions.spelling import loose
from tirkelim.national.imports.lists import (
    choice_words,
    country_words,
    level_words,
    region_code,
    specialty_words,
)
from tirkelim.national.imports.rows import Cell
from tirkelim.register.identifiers import BadIdentifier, check_iin, parse_bin

EARLIEST = date(1900, 1, 1)
LATEST = date(2099, 12, 31)
EXCEL_BEGINS = date(1899, 12, 30)
"""The day that Excel counts days from, as it counts them from March 1900 on."""
EXCEL_DAYS = range(1000, 73_051)
SHORT_IIN = range(8, 12)
"""Digits that are left of an IIN whose leading zeros were lost."""
MOST_CELLS = 32_768
"""Cells of each kind that are remembered: the same days, positions and regions come again and again."""
_BETWEEN_LETTERS = frozenset(" -‐.'’ʼ`")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_DIGITS = re.compile(r"\D+")
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_USUAL = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
_WORDED = re.compile(r"«?(\d{1,2})»?\s+([^\W\d]+)\.?,?\s+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*(?:жылғы|ж\.?)\s*«?(\d{1,2})»?\s+([^\W\d]+)")
_TAIL = re.compile(r"(?:[T\s]+0{1,2}:00(?::00(?:\.0+)?)?Z?|\s*(?:г|ж|год|года|жыл|жылы)\.?)$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2}")
_PASSPORT = re.compile(r"[A-Z]{3}:[A-Z0-9]{3,20}")
_MONTHS = (
    ("янв", "қаңтар", "jan"), ("фев", "ақпан", "feb"), ("мар", "наурыз", "mar"), ("апр", "сәуір", "apr"),
    ("мая", "май", "мамыр", "may"), ("июн", "маусым", "jun"), ("июл", "шілде", "jul"), ("авг", "тамыз", "aug"),
    ("сен", "қыркүйек", "sep"), ("окт", "қазан", "oct"), ("ноя", "қараша", "nov"), ("дек", "желтоқсан", "dec"),
)  # fmt: skip
"""How the names of the months begin."""


class Read(NamedTuple):
    """What a cell means; None where it means nothing. ``code``: what a person should know about it, an error where
    ``wrong``. ``more``: values of other columns that follow from it."""

    value: Any = None
    code: str = ""
    wrong: bool = False
    params: Mapping[str, Any] = {}
    more: Mapping[str, Any] = {}


class Against(NamedTuple):
    """What cells are read against: the day, and whether numbers are synthetic."""

    today: date
    demo: bool


def wrong(code: str, **params: Any) -> Read:
    """A cell that cannot be read."""
    return Read(None, code, True, params)


def read_text(cell: Cell, most: int = 500) -> Read:
    """A line of text: without signs that cannot be printed, spaces made single."""
    text = cell.strftime("%d.%m.%Y") if isinstance(cell, date) else _plain(cell)
    return wrong("too_long", most=most) if len(text) > most else Read(text or None)


def _plain(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip()
    signs = "".join(sign if sign.isprintable() else " " if sign.isspace() else "" for sign in text)
    return " ".join(signs.split())


@functools.lru_cache(maxsize=MOST_CELLS)
def read_date(cell: Cell) -> Read:
    """A day as tables write it: 31.12.2025, 2025-12-31, 31 декабря 2025 г., 2025 жылғы 31 желтоқсан, a day of Excel."""
    if isinstance(cell, date):
        return _in_time(cell)
    text = _TAIL.sub("", _plain(cell)).strip()
    text = _TAIL.sub("", text).strip()
    if text.isascii() and text.isdigit():
        return _of_digits(text)
    for pattern, order in ((_USUAL, (3, 2, 1)), (_ISO, (1, 2, 3))):
        if found := pattern.fullmatch(text):
            return _day(*(int(found[group]) for group in order))
    for pattern, order in ((_WORDED, (3, 2, 1)), (_YEAR_FIRST, (1, 3, 2))):
        if found := pattern.fullmatch(text):
            month = _month(found[order[1]])
            return _day(int(found[order[0]]), month, int(found[order[2]])) if month else wrong("date")
    return wrong("date_short_year" if _SHORT_YEAR.fullmatch(text) else "date")


def _of_digits(text: str) -> Read:
    """Digits alone: 31122025 or 20251231, the count of days of Excel; a year is no day."""
    if len(text) == 8:
        iso = _day(int(text[:4]), int(text[4:6]), int(text[6:]))
        return iso if not iso.wrong else _day(int(text[4:]), int(text[2:4]), int(text[:2]))
    if len(text) == 4 and EARLIEST.year <= int(text) <= LATEST.year:
        return wrong("date_year_alone")
    if len(text) <= 6 and int(text) in EXCEL_DAYS:
        return _in_time(EXCEL_BEGINS + timedelta(days=int(text)))
    return wrong("date")


def _month(word: str) -> int:
    key = word.casefold()
    found = (number for number, names in enumerate(_MONTHS, 1) if key.startswith(names))
    return next(found, 0)


def _day(year: int, month: int, day: int) -> Read:
    try:
        return _in_time(date(year, month, day))
    except ValueError:
        return wrong("date_impossible")


def _in_time(day: date) -> Read:
    return Read(day) if EARLIEST <= day <= LATEST else wrong("date_far")


def read_iin(cell: Cell, against: Against) -> Read:
    """An IIN; one that lost its leading zeros gets them back, where its control digit then is right."""
    number = "".join(str(cell).split())
    if not (number.isascii() and number.isdigit()):
        return wrong("iin_scientific" if re.fullmatch(r"\d[.,]\d+[eE]\+?\d+", number) else "iin_length")
    padded = len(number) in SHORT_IIN
    try:
        found = check_iin(number.zfill(12) if padded else number, against.today, demo=against.demo)
    except BadIdentifier as bad:
        return wrong("iin_length" if padded else f"iin_{bad.reason}")
    return Read(found.number, "iin_zeros" if padded else "")


def read_passport(cell: Cell) -> Read:
    """A passport number with its country, as KGZ:AC1234567."""
    number = "".join(str(cell).split()).upper()
    return Read(number) if _PASSPORT.fullmatch(number) else wrong("passport_form")


@functools.lru_cache(maxsize=MOST_CELLS)
def read_bin(cell: Cell) -> Read:
    """A BIN; one that lost its leading zeros gets them back, where its control digit then is right."""
    number = "".join(str(cell).split())
    padded = number.isascii() and number.isdigit() and len(number) in SHORT_IIN
    try:
        return Read(parse_bin(number.zfill(12) if padded else number).number, "bin_zeros" if padded else "")
    except BadIdentifier as bad:
        return wrong("bin_length" if padded else f"bin_{bad.reason}")


@functools.lru_cache(maxsize=MOST_CELLS)
def read_name(cell: Cell) -> Read:
    """A part of a name: letters, parted by spaces, hyphens, apostrophes. Two alphabets in one word are told."""
    if isinstance(cell, date):
        return wrong("name_letters")
    text = _plain(cell)
    if not text.strip("-–—."):
        return Read()
    if "?" in text:
        return wrong("name_lost_letters")
    letters = [sign for sign in text if sign not in _BETWEEN_LETTERS]
    if not letters or not all(unicodedata.category(sign)[0] in "LM" for sign in letters):
        return wrong("name_letters")
    if len(text) > 120:
        return wrong("too_long", most=120)
    mixed = any(_LATIN.search(word) and _CYRILLIC.search(word) for word in text.split())
    return Read(text, "name_two_alphabets" if mixed else "")


def read_full_name(cell: Cell, spelling: str) -> Read:
    """Surname, given name and, after them, the patronymic. In Latin letters the rest belongs to the given name.

    A name in Latin letters under a Cyrillic heading is the Latin spelling.
    """
    whole = read_name(cell) if isinstance(cell, date) or len(cell) <= 120 else wrong("too_long", most=360)
    if whole.wrong or whole.value is None:
        return whole
    parts = whole.value.split()
    if len(parts) < 2:
        return wrong("full_name_parts")
    if spelling != "latin" and not _CYRILLIC.search(whole.value):
        spelling = "latin"
    surname, given, rest = parts[0], parts[1], " ".join(parts[2:])
    if spelling == "latin":
        more = {"surname_latin": surname, "given_latin": f"{given} {rest}".strip()}
    else:
        more = {f"surname_{spelling}": surname, f"given_{spelling}": given, f"patronymic_{spelling}": rest}
    long = len(parts) > (4 if _ends_as_kazakh(parts[-1]) else 3)
    code = whole.code or ("name_initials" if len(given.strip(".")) == 1 else "")
    code = code or ("full_name_long" if long and spelling != "latin" else "")
    return Read(None, code, False, dict(more) if code == "full_name_long" else {}, more)


def _ends_as_kazakh(word: str) -> bool:
    """Whether a word is the second one of a Kazakh patronymic: Серік ұлы, Серік қызы."""
    return loose(word) in ("улы", "кызы", "оглы")


@functools.lru_cache(maxsize=MOST_CELLS)
def read_choice(cell: Cell, name: str) -> Read:
    """A value of a closed list of the catalogue, by its words in any language. A reason in other words stays as it
    stands."""
    text = "" if isinstance(cell, date) else _plain(cell)
    code = choice_words(name).get(loose(text) or text)
    if code is not None:
        return Read({"yes": True, "no": False}.get(code, code))
    if name == "leave_reason" and text:
        return Read(text, "reason_in_words") if len(text) <= 200 else wrong("too_long", most=200)
    return wrong("choice")


@functools.lru_cache(maxsize=MOST_CELLS)
def read_country(cell: Cell) -> Read:
    """A country by its name in kk, ru or en, or by its code."""
    code = None if isinstance(cell, date) else country_words().get(loose(cell))
    return wrong("country") if code is None else Read(code)


@functools.lru_cache(maxsize=MOST_CELLS)
def read_region(cell: Cell, today: date) -> Read:
    """A region by its name or by a KATO code of a place in it."""
    code = None if isinstance(cell, date) else region_code(cell, today)
    return wrong("region") if code is None else Read(code)


@functools.lru_cache(maxsize=MOST_CELLS)
def read_position(cell: Cell) -> Read:
    """The row of the nomenclature, by its number or code, its current name, or its former one. A physician of a
    specialty is the one position that the nomenclature has for all of them; what was written words the order."""
    text = "" if isinstance(cell, date) else _plain(cell)
    if not text or len(text) > 1_000:
        return wrong("position_unknown")
    if text[0].isdigit() or text[:4].casefold() == "305-":
        hits = search(text, 1)
        certain = bool(hits) and hits[0].score == 1.0 and not any(letter.isalpha() for letter in text)
        return _position(hits[0].position.row) if certain else wrong("position_unknown")
    found = match(text)
    if found.certain and found.position is not None:
        row = found.position.row
        return _position(row, "position_former" if found.found is Found.FORMER else "", text)
    if is_specialist(text):
        return _position(SPECIALISTS, "position_specialist", text, title=text)
    near = [hit.position.row for hit in search(text, 3)]
    return wrong("position_alike", rows=near) if near else wrong("position_unknown")


def _position(row: int, code: str = "", said: str = "", title: str = "") -> Read:
    params = {"row": row, "said": said[:200]} if code else {}
    return Read(row, code, False, params, {"position_title": title[:500]} if title else {})


@functools.lru_cache(maxsize=MOST_CELLS)
def read_specialty(cell: Cell) -> Read:
    """A specialty by code or name; of one name with several codes all of them, parted by spaces."""
    codes = () if isinstance(cell, date) else specialty_words().get(loose(cell), ())
    if not codes:
        return wrong("specialty")
    return Read(" ".join(codes))


@functools.lru_cache(maxsize=MOST_CELLS)
def read_level(cell: Cell) -> Read:
    """A level of the framework with its track; 7.1 to 7.3 alone do not say which track is meant."""
    key = "" if isinstance(cell, date) else re.sub(r"[\s()]", "", cell).casefold()
    level = level_words().get(key)
    if level is None:
        return wrong("level_track" if re.fullmatch(r"7[.,][0-4]", key) else "level")
    return Read(level)


@functools.lru_cache(maxsize=MOST_CELLS)
def read_number(cell: Cell) -> Read:
    """A whole number from 1 to 20000: "120", "120 сағ"."""
    found = None if isinstance(cell, date) else re.fullmatch(r"(\d{1,5})(?:[.,]0+)?\s*[^\W\d]*\.?", cell.strip())
    if found is None or not 1 <= int(found[1]) <= 20_000:
        return wrong("number")
    return Read(int(found[1]))


def read_mobile(cell: Cell) -> Read:
    """A number of Kazakhstan, as +77011234567."""
    digits = _DIGITS.sub("", str(cell))
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    return Read(f"+7{digits}") if len(digits) == 10 and digits.isascii() else wrong("mobile")


Reader = Callable[[Cell], Read]


def reader(kind: str, key: str, most: int, choices: str, against: Against) -> Reader:
    """How the cells of a column are read."""
    simple: dict[str, Reader] = {
        "date": read_date, "bin": read_bin, "passport": read_passport, "name": read_name, "country": read_country,
        "position": read_position, "specialty": read_specialty, "level": read_level, "number": read_number,
        "mobile": read_mobile,
    }  # fmt: skip
    if kind in simple:
        return simple[kind]
    if kind == "iin":
        return lambda cell: read_iin(cell, against)
    if kind == "full_name":
        spelling = key.rpartition("_")[2]
        return lambda cell: read_full_name(cell, spelling)
    if kind in ("choice", "yes_no"):
        return lambda cell: read_choice(cell, choices)
    if kind == "region":
        return lambda cell: read_region(cell, against.today)
    return lambda cell: read_text(cell, most)
