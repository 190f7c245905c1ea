"""Make ``law/data/calendar.csv``: every day of 2016-2027 that differs from its weekday, with its kind and names.

Two sources (reading G4): the public holidays of the ``holidays`` library, and the decrees that move days off, listed
pair by pair in ``calendar_overrides.csv``. A decree stands in the list even where the library already knows it, so
that the calendar changes only by a reviewed change of a file of this project. ``--check`` makes it anew and compares.

    python tools/make_calendar.py            write the calendar
    python tools/make_calendar.py --check    exit status 1 and the differences when the committed file differs
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 2016, 2027
TWO_SOURCES_FROM, DERIVED_FROM = 2024, 2027
ROOT = Path(__file__).resolve().parent.parent
OVERRIDES = ROOT / "tools" / "calendar_overrides.csv"
CALENDAR = ROOT / "src" / "tirkelim" / "law" / "data" / "calendar.csv"
COLUMNS = ("date", "kind", "kk", "ru", "en", "certainty", "source")
LIBRARY = "holidays library"
SATURDAY = 5

SUBSTITUTE_LABEL = re.compile(r"^(?P<name>.+) \(қайта белгіленген демалыс(?:, бағаланған)?\)$")
ESTIMATED_LABEL = re.compile(r" \(бағаланған\)$")
MOVED_LABEL = re.compile(r"^Демалыс күні \((?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4}) бастап ауыстырылды\)$")

# Days of rest of religion: when they fall on a weekend no other day is given for them.
NO_TRANSFER = frozenset({"Православиелік Рождество", "Құрбан айт"})

# The library's Kazakh name -> the names shown to people. A holiday that is missing here stops the tool.
NAMES: dict[str, tuple[str, str, str]] = {
    "Жаңа жыл": ("Жаңа жыл", "Новый год", "New Year"),
    "Православиелік Рождество": ("Православиелік Рождество", "Православное Рождество", "Orthodox Christmas"),
    "Халықаралық әйелдер күні": (
        "Халықаралық әйелдер күні",
        "Международный женский день",
        "International Women's Day",
    ),
    "Наурыз мейрамы": ("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz"),
    "Қазақстан халқының бірлігі мерекесі": (
        "Қазақстан халқының бірлігі мерекесі",
        "Праздник единства народа Казахстана",
        "Unity Day of the People of Kazakhstan",
    ),
    "Отан Қорғаушы күні": ("Отан қорғаушы күні", "День защитника Отечества", "Defender of the Fatherland Day"),
    "Жеңіс күні": ("Жеңіс күні", "День Победы", "Victory Day"),
    "Құрбан айт": ("Құрбан айттың бірінші күні", "Первый день Курбан айта", "First day of Qurban Ait"),
    "Астана күні": ("Астана күні", "День Столицы", "Capital City Day"),
    "Қазақстан Республикасының Конституциясы күні": ("Конституция күні", "День Конституции", "Constitution Day"),
    "Республика күні": ("Республика күні", "День Республики", "Republic Day"),
    "Қазақстан Республикасы күні": ("Республика күні", "День Республики", "Republic Day"),
    "Қазақстан Республикасының Тұңғыш Президенті күні": (
        "Тұңғыш Президент күні",
        "День Первого Президента",
        "First President's Day",
    ),
    "Тәуелсіздік күні": ("Тәуелсіздік күні", "День Независимости", "Independence Day"),
}
MOVED_OFF = ("ауыстырылған демалыс күні", "перенесенный выходной день", "working day made a day off")
MADE_WORKING = ("ауыстырылған жұмыс күні", "перенесенный рабочий день", "weekend day made a working day")


class Day(NamedTuple):
    """One row of the calendar."""

    date: date
    kind: str
    kk: str
    ru: str
    en: str
    certainty: str
    source: str


class Transfer(NamedTuple):
    """A decree's pair: the working day made a day off, and the day off worked instead."""

    day_off: date
    working_day: date
    certainty: str
    source: str


def certainty(day: date) -> str:
    """How sure a holiday is: until 2023 one source, 2024-2026 two, 2027 reckoned from the law as it now stands."""
    if day.year >= DERIVED_FROM:
        return "derived"
    return "high" if day.year >= TWO_SOURCES_FROM else "medium"


def library_days(year: int) -> dict[date, str]:
    """The library's Kazakh names of a year's days off, by date."""
    import holidays  # a development dependency: only the tool needs it

    return dict(holidays.country_holidays("KZ", years=year, language="kk"))


def read_transfers(path: Path = OVERRIDES) -> tuple[Transfer, ...]:
    """The decrees' pairs of days."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Transfer(
                date.fromisoformat(row["day_off"]),
                date.fromisoformat(row["working_day"]),
                row["certainty"],
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def library_transfers(year: int) -> set[tuple[date, date]]:
    """The moved days that the library knows: (day off, working day)."""
    pairs = set()
    for day, name in library_days(year).items():
        found = MOVED_LABEL.match(name)
        if found:
            pairs.add((day, date(int(found["year"]), int(found["month"]), int(found["day"]))))
    return pairs


def holidays_of(year: int) -> Iterator[Day]:
    """A year's holidays and the days off given for those that fall on a weekend."""
    days = library_days(year)
    on_weekend: dict[str, list[date]] = {}
    for day, label in sorted(days.items()):
        if MOVED_LABEL.match(label):
            continue
        substitute = SUBSTITUTE_LABEL.match(label)
        name = ESTIMATED_LABEL.sub("", substitute["name"] if substitute else label)
        if name not in NAMES:
            raise SystemExit(f"{day}: the holiday {name!r} has no names in make_calendar.py")
        if substitute:
            yield _substitute(day, NAMES[name], on_weekend[name].pop(0))
            continue
        if day.weekday() >= SATURDAY and name not in NO_TRANSFER:
            on_weekend.setdefault(name, []).append(day)
        kind = "rest_day_no_transfer" if name in NO_TRANSFER else "public_holiday"
        yield Day(day, kind, *NAMES[name], certainty(day), LIBRARY)


def _substitute(day: date, names: tuple[str, str, str], holiday: date) -> Day:
    kk, ru, en = names
    return Day(
        day,
        "substitute_day_off",
        f"{kk} (ауыстырылған)",
        f"{ru} (перенос)",
        f"{en} (substitute for {holiday.isoformat()})",
        certainty(day),
        LIBRARY,
    )


def build(first: int = FIRST_YEAR, last: int = LAST_YEAR, overrides: Path = OVERRIDES) -> tuple[Day, ...]:
    """The whole calendar, by date. Raises SystemExit when the sources contradict each other."""
    days = {day.date: day for year in range(first, last + 1) for day in holidays_of(year)}
    transfers = read_transfers(overrides)
    listed = {(transfer.day_off, transfer.working_day) for transfer in transfers}
    for year in range(first, last + 1):
        unlisted = library_transfers(year) - listed
        if unlisted:
            raise SystemExit(f"{overrides.name} lacks decrees that the library knows: {sorted(unlisted)}")
    for transfer in transfers:
        _apply(transfer, days)
    return tuple(days[day] for day in sorted(days))


def _apply(transfer: Transfer, days: dict[date, Day]) -> None:
    """Enter one decree. A substitute day off that is worked instead simply becomes an ordinary working day again."""
    off, working = transfer.day_off, transfer.working_day
    if off in days or off.weekday() >= SATURDAY:
        raise SystemExit(f"{off} is a day off already: a decree cannot move a day off to it")
    days[off] = Day(off, "moved_day_off", *MOVED_OFF, transfer.certainty, transfer.source)
    if working.weekday() < SATURDAY:
        days.pop(working, None)
    elif working in days:
        raise SystemExit(f"{working} is a holiday: a decree cannot make it a working day")
    else:
        days[working] = Day(working, "working_weekend", *MADE_WORKING, transfer.certainty, transfer.source)


def render(days: tuple[Day, ...]) -> str:
    """The calendar as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for day in days:
        writer.writerow((day.date.isoformat(), *day[1:]))
    return out.getvalue()


def differences(path: Path = CALENDAR) -> list[str]:
    """The lines in which the committed calendar differs from one made now ('-' committed, '+' made)."""
    committed = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    made = render(build()).splitlines()
    gone = [f"-{line}" for line in committed if line not in set(made)]
    new = [f"+{line}" for line in made if line not in set(committed)]
    return gone + new


def main() -> int:
    """Write the calendar, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only")
    if parser.parse_args().check:
        found = differences()
        print("\n".join(found) or "calendar.csv is what the sources give")
        return 1 if found else 0
    CALENDAR.write_text(render(build()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
