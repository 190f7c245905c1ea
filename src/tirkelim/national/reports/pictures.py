"""The charts of a report: from its figures, in the language of the reader, to drawings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from tirkelim.national.reports import charts
from tirkelim.national.reports.drawing import Drawing, draw
from tirkelim.national.reports.figures import LEFT, Dimension, Measure
from tirkelim.national.reports.places import SQUARES
from tirkelim.national.reports.words import MEASURES, SEXES, Names, age_band, change, digits, short_month, short_region

Rows = Mapping[str, Mapping[str, int]]
MOST_BARS = 22
LONGEST_NAME = 24
"""Letters for which there is room beside a bar."""
AGES = ("-19", *(f"{first}-{first + 4}" for first in range(20, 70, 5)), "70-")


def came(row: Mapping[str, int]) -> int:
    """How many more there are at the end than at the beginning."""
    return row.get(Measure.CLOSING, 0) - row.get(Measure.OPENING, 0)


def ranked(rows: Rows, dimension: Dimension, names: Names, title: str) -> Drawing | None:
    """Values by their headcount at the end, with the change beside it. None where there is nothing."""
    found = sorted(rows.items(), key=lambda item: (-item[1].get(Measure.CLOSING, 0), item[0]))
    found = [(key, row) for key, row in found if row.get(Measure.CLOSING, 0) or row.get(Measure.OPENING, 0)]
    if not found:
        return None
    lines = [_bar(names.of(dimension, key), row) for key, row in found[:MOST_BARS]]
    first = lines[0]
    said = _("%(name)s leads with %(number)s people. The same numbers stand in the table.") % {
        "name": first.name, "number": first.said,
    }  # fmt: skip
    return draw(charts.bars(lines), title, said)


def _bar(name: str, row: Mapping[str, int]) -> charts.Bar:
    closing, by = row.get(Measure.CLOSING, 0), came(row)
    tone = "up" if by > 0 else "down" if by < 0 else ""
    return charts.Bar(cut(name), closing, digits(closing), change(by), tone)


def cut(name: str, longest: int = LONGEST_NAME) -> str:
    """A name that fits beside a bar: regions without the word for region, and otherwise cut at a word."""
    for word in (" облысы", " область", " Region"):
        name = name.removesuffix(word)
    if name.startswith("Область ") or name.startswith("Город "):
        name = name.split(" ", 1)[1]
    if len(name) <= longest:
        return name
    return name[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,.(") + "…"


def country_map(rows: Rows, names: Names, title: str) -> Drawing | None:
    """The regions as squares, coloured by their headcount."""
    known = {key: row for key, row in rows.items() if key in SQUARES}
    if not known:
        return None
    squares = []
    for key, square in SQUARES.items():
        closing = known.get(key, {}).get(Measure.CLOSING, 0)
        full = names.of(Dimension.REGION, key)
        squares.append(charts.Tile(square.name(names.lang), square.column, square.row, closing, digits(closing), full))
    said = _("Squares in the place of the regions: the darker, the more people. The numbers stand in the table.")
    return draw(charts.tiles(squares), title, said)


def pyramid(rows: Rows, title: str) -> Drawing | None:
    """Ages of women and men at the end of the period, of those whose sex and age are known."""

    def count(sex: str, band: str) -> int:
        return rows.get(f"{sex} {band}", {}).get(Measure.CLOSING, 0)

    bands = [charts.Band(age_band(band), count("female", band), count("male", band)) for band in AGES]
    filled = [number for number, band in enumerate(bands) if band.women or band.men]
    if not filled:
        return None
    bands = bands[filled[0] : filled[-1] + 1]
    written = [(digits(band.women), digits(band.men)) for band in bands]
    women, men = sum(band.women for band in bands), sum(band.men for band in bands)
    said = _("%(women)s women and %(men)s men by five years of age, the youngest at the foot.") % {
        "women": digits(women), "men": digits(men),
    }  # fmt: skip
    return draw(charts.pyramid(bands, str(SEXES["female"]), str(SEXES["male"]), written), title, said)


def reasons(row: Mapping[str, int], title: str) -> Drawing | None:
    """Those who left, by reason."""
    found = sorted(((row[measure], measure) for measure in LEFT if row.get(measure)), reverse=True)
    if not found:
        return None
    total = sum(value for value, _measure in found)
    lines = [
        charts.Bar(cut(str(MEASURES[measure]), 30), value, digits(value), _percent(value, total))
        for value, measure in found
    ]
    said = _("%(total)s people left. Most often: %(reason)s.") % {
        "total": digits(total), "reason": str(MEASURES[found[0][1]]),
    }  # fmt: skip
    return draw(charts.bars(lines, colour=charts.BRICK, names=196), title, said)


def _percent(part: int, whole: int) -> str:
    """A share in per cent with one decimal, by whole numbers alone."""
    tenths = (2000 * part + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10},{tenths % 10}\u00a0%"


def flows(rows: Rows, names: Names, title: str) -> Drawing | None:
    """From which region to which: a square for each pair that anybody went between."""
    pairs = {tuple(key.split(">", 1)): row.get(Measure.MOVED, 0) for key, row in rows.items() if ">" in key}
    pairs = {ends: number for ends, number in pairs.items() if number}
    if not pairs:
        return None
    found = {end for ends in pairs for end in ends}
    order = [code for code in SQUARES if code in found] + sorted(found - SQUARES.keys())
    order.sort(key=lambda code: short_region(code, names.lang))
    short = {code: short_region(code, names.lang) for code in order}
    cells = [charts.Cell(short[source], short[target], number, digits(number))
             for (source, target), number in sorted(pairs.items())]  # fmt: skip
    said = _("Lines: where people left; columns: where they came to. The numbers stand in the table.")
    spec = charts.matrix(cells, [short[code] for code in order], _("from"), _("to"))
    return draw(spec, title, said)


def top_flows(rows: Rows, names: Names, title: str, most: int = 10) -> Drawing | None:
    """The pairs of regions between which most people went."""
    found = sorted(((row.get(Measure.MOVED, 0), key) for key, row in rows.items()), reverse=True)[:most]
    lines = []
    for number, key in found:
        source, _arrow, target = key.partition(">")
        ends = short_region(source, names.lang), short_region(target, names.lang)
        lines.append(charts.Bar(f"{ends[0]} → {ends[1]}", number, digits(number)))
    if not lines:
        return None
    said = _("Most went %(pair)s: %(number)s.") % {"pair": lines[0].name, "number": lines[0].said}
    return draw(charts.bars(lines, colour=charts.GOLD, names=186), title, said)


def months(points: Sequence[tuple[date, int]], here: date | None, title: str) -> Drawing | None:
    """A line of the headcount at the end of each month. At least two months make a line."""
    if len(points) < 2:
        return None
    marks = [charts.Point(short_month(day), value, digits(value), day == here) for day, value in points]
    said = _("From %(first)s in %(began)s to %(last)s in %(ended)s.") % {
        "first": marks[0].said, "began": marks[0].name, "last": marks[-1].said, "ended": marks[-1].name,
    }  # fmt: skip
    return draw(charts.months(marks), title, said)


def shares(rows: Rows, dimension: Dimension, names: Names, order: Iterable[str] | None, title: str) -> Drawing | None:
    """A handful of values in their own order (ages, groups), by headcount."""
    keys = [key for key in (order or sorted(rows)) if rows.get(key, {}).get(Measure.CLOSING, 0)]
    if not keys:
        return None
    total = sum(rows[key][Measure.CLOSING] for key in keys)
    lines = [
        charts.Bar(cut(names.of(dimension, key)), rows[key][Measure.CLOSING], digits(rows[key][Measure.CLOSING]),
                   _percent(rows[key][Measure.CLOSING], total))
        for key in keys
    ]  # fmt: skip
    said = _("%(total)s people altogether. The same numbers stand in the table.") % {"total": digits(total)}
    return draw(charts.bars(lines), title, said)
