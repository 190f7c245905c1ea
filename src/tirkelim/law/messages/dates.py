"""Dates in words. Kazakh months carry their case as an ending, so a date in a sentence names the case it stands in."""

from __future__ import annotations

from datetime import date

MONTHS = {
    "kk": [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}

_ENDINGS = {
    "": [""] * 12,
    "since": ["дан", "нан", "дан", "ден", "дан", "нан", "ден", "дан", "тен", "нан", "дан", "нан"],
    "until": ["ға", "ға", "ға", "ге", "ға", "ға", "ге", "ға", "ке", "ға", "ға", "ға"],
    "on": ["да", "да", "да", "де", "да", "да", "де", "да", "те", "да", "да", "да"],
}
CASES = {case: [month + end for month, end in zip(MONTHS["kk"], ends, strict=True)] for case, ends in _ENDINGS.items()}
"""Kazakh months by case: ``since`` (бастап), ``until`` (дейін), ``on`` (болды); Russian and English do not change."""


def write_date(day: date, lang: str, case: str = "") -> str:
    """A date in words: 2026 жылғы 21 қараша; 21 ноября 2026 года; 21 November 2026. Raises KeyError."""
    if lang == "kk":
        return f"{day.year} жылғы {day.day} {CASES[case][day.month - 1]}"
    written = f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"
    return f"{written} года" if lang == "ru" else written
