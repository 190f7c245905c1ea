"""What is told about a row, and what rows are checked against."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tirkelim.national.imports.meant import NOTHING_SAID, Meant


class Severity(enum.StrEnum):
    """An error keeps a row out of the register; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Issue(NamedTuple):
    """Something about a row that a person should know. ``row``: number of the file's row. ``column``: key of the
    catalogue, "" for the whole row. ``code`` and ``params`` are told in words by issue_texts; ``params`` are plain
    JSON values and may hold what stands in the cell: they are shown to who brought the file, never logged."""

    row: int
    column: str
    severity: Severity
    code: str
    params: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """What every row of a run is checked against: ``today`` (of Almaty), whether numbers are synthetic, and the BIN of
    the run's organisation; "" for a file of many organisations, which needs the column of the BIN.
    ``meant``: what was said of titles that are not known for certain."""

    today: date
    demo: bool
    bin: str = ""
    meant: Meant = NOTHING_SAID
