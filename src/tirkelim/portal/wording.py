"""Dates, times and numbers as a person of each language writes them.

Kazakh nouns carry their case as an ending, so a date in a sentence is asked for with the case it stands in:
`since` (бастап, "from"), `until` (дейін, "until"), `on` (күні болды, "on"). Russian and English do not change.
"""

from __future__ import annotations

import functools
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.utils import timezone

from tirkelim.law.messages.dates import write_date
from tirkelim.law.units import QUARTERS, Units

Case = Literal["", "since", "until", "on"]
NO_BREAK = "\u00a0"


def day_in_words(day: date, lang: str, case: Case = "") -> str:
    """The date in words: 2026 жылғы 21 қараша; 21 ноября 2026 года; 21 November 2026.

    A point in time is first moved to the current time zone. Raises KeyError for another language or case.
    """
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return _day_in_words(day, lang, case)


@functools.lru_cache(maxsize=4096)
def _day_in_words(day: date, lang: str, case: Case) -> str:
    """Kept: a list shows the same few days over and over."""
    return write_date(day, lang, case).replace(" ", NO_BREAK)


def moment_in_words(at: datetime, lang: str) -> str:
    """The date in words and the time by the current time zone: 21 November 2026, 14:05."""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{day_in_words(local.date(), lang)}, {local.hour:02}:{local.minute:02}"


def number_in_digits(value: int | float | Decimal, lang: str) -> str:
    """Thousands apart by a no-break space, decimals after a comma (English: a point): 1 250,5.

    Credit units (`Units`) are held in quarters and shown as units.
    """
    if isinstance(value, Units):
        whole, rest = divmod(int(value), QUARTERS)
        value = whole if rest == 0 else Decimal(int(value)) / QUARTERS
    written = f"{value:,}".replace(",", NO_BREAK)
    return written if lang == "en" else written.replace(".", ",")


def sum_in_digits(tenge: Decimal, lang: str) -> str:
    """A sum of money without its sign; tiyn only where there are any."""
    return number_in_digits(int(tenge) if tenge == tenge.to_integral_value() else tenge, lang)


_PLACE = re.compile(
    r"(?P<act>\d+/\d{4}) (?P<order>order )?"
    r"(?:p\.(?P<p>[\d-]+)|ann\.(?P<annex>\d+)(?: row (?P<row>[\d-]+))?|block (?P<block>[A-D]))(?:\((?P<sub>\d+)\))?"
)
_PLACES = {
    "kk": {
        "order": "бұйрықтың өзі",
        "p": "{}-тармақ",
        "annex": "{}-қосымша",
        "row": "{}-жол",
        "block": "{} блогы",
        "sub": "{}) тармақша",
    },
    "ru": {
        "order": "сам приказ",
        "p": "п. {}",
        "annex": "прил. {}",
        "row": "строка {}",
        "block": "блок {}",
        "sub": "пп. {})",
    },
}


@functools.lru_cache(maxsize=2048)
def citation_in_words(citation: str, lang: str) -> str:
    """The citation for a reader of Kazakh or Russian; in English, and where it is not one of ours, as it stands."""
    found = _PLACE.fullmatch(citation)
    if found is None or lang not in _PLACES:
        return citation
    words = [found["act"]]
    for part, pattern in _PLACES[lang].items():
        if found[part]:
            words.append(pattern.format(found[part]))
    return ", ".join(words).replace("п. ", f"п.{NO_BREAK}").replace("прил. ", f"прил.{NO_BREAK}")
