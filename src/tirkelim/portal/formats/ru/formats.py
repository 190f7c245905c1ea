"""Russian, where we differ from Django: two-digit hours and no two-digit years, which could be 1926 or 2026."""

from __future__ import annotations

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j E Y г., H:i"
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M"]
