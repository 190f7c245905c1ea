"""The charts of a report as Vega-Lite descriptions: what is drawn, in the colours of the site.

All are about 460 wide, so that they can be read on a telephone and stand two in a row on a desk. Each takes its words
and numbers ready for the reader; none knows the register.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

INK, QUIET, HAIR = "#1c2426", "#56605f", "#dcd5c8"
TEAL, TEAL_PALE, GOLD, GOLD_PALE, BRICK, LEAF = "#11616a", "#cfe2e0", "#c8962e", "#f2dfae", "#a5351f", "#2b6b41"
TEALS = ["#e3efee", "#c3dcda", "#96c0c0", "#377c84", TEAL]
LOSS_AND_GAIN = [BRICK, "#e3b3a6", "#f2eee6", "#b4d3b9", LEAF]
"""Steps rather than a slope: on each of them the number can be read, dark on the pale ones, white on the others."""
WIDTH = 460
WIDE = 720
"""Of the matrix, which keeps this width and is moved sideways on a telephone."""
TEXT, SMALL = 13, 11.5
MARGIN = 22
"""Beside a line, for the number over its last point."""
Spec = dict[str, Any]


class Bar(NamedTuple):
    """A line of a ranking. `note` stands after the number: a change, a share; `tone`: "up", "down" or nothing."""

    name: str
    value: int
    said: str
    note: str = ""
    tone: str = ""


class Band(NamedTuple):
    """A step of the pyramid: an age band, and how many women and men."""

    name: str
    women: int
    men: int


class Point(NamedTuple):
    """A month of a line; `here` is the one that the page is about."""

    name: str
    value: int
    said: str
    here: bool = False


class Tile(NamedTuple):
    """A region on the map of squares. `value` gives the colour, `said` is what is written."""

    name: str
    column: int
    row: int
    value: float
    said: str
    full: str


class Cell(NamedTuple):
    """How many went from one region to another."""

    source: str
    target: str
    value: int
    said: str


def bars(lines: Sequence[Bar], *, colour: str = TEAL, names: int = 165) -> Spec:
    """A ranking: name, bar, number and, quieter, what there is to add. `names`: room for the names."""
    has_notes = any(line.note for line in lines)
    room = WIDTH - names - (112 if has_notes else 60)
    base = {"y": {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": _names(names)}}
    width = {"field": "value", "type": "quantitative", "title": None, "axis": None,
             "scale": {"domainMin": 0, "nice": False}}  # fmt: skip
    layers: list[Spec] = [
        {"mark": {"type": "bar", "cornerRadiusEnd": 2.5, "color": colour, "height": {"band": 0.66}},
         "encoding": {"x": width, "description": {"field": "told"}}},
        {"mark": {"type": "text", "align": "left", "dx": 6, "color": INK, "fontSize": TEXT, "fontWeight": 600},
         "encoding": {"x": width, "text": {"field": "said"}}},
    ]  # fmt: skip
    if has_notes:
        tones = {"field": "tone", "type": "nominal", "legend": None,
                 "scale": {"domain": ["", "up", "down"], "range": [QUIET, LEAF, BRICK]}}  # fmt: skip
        layers.append(
            {"mark": {"type": "text", "align": "right", "fontSize": SMALL},
             "encoding": {"x": {"value": room + 112}, "text": {"field": "note"}, "color": tones}}
        )  # fmt: skip
    data = [{**line._asdict(), "told": f"{line.name}: {line.said} {line.note}".strip()} for line in lines]
    body = {"encoding": base, "layer": layers, "width": room, "height": {"step": 25}}
    return _chart(data, body, left=names, width=WIDTH + 4)


def pyramid(bands: Sequence[Band], women: str, men: str, written: Sequence[tuple[str, str]]) -> Spec:
    """Ages from the youngest at the foot; women to the left, men to the right. `written`: the numbers as texts."""
    side = (WIDTH - 62) // 2
    largest = max([1, *(max(band.women, band.men) for band in bands)])
    data = [
        {"name": band.name, "women": band.women, "men": band.men, "w": said[0], "m": said[1],
         "tw": f"{women}, {band.name}: {said[0]}", "tm": f"{men}, {band.name}: {said[1]}"}
        for band, said in zip(reversed(bands), reversed(written), strict=True)
    ]  # fmt: skip
    ages = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": None}

    def half(field: str, said: str, told: str, colour: str, *, left: bool) -> Spec:
        scale = {"domain": [0, largest * 1.28], "nice": False, "reverse": left}
        width = {"field": field, "type": "quantitative", "axis": None, "scale": scale}
        heading = women if left else men
        return {
            "title": {"text": heading, "fontSize": TEXT, "fontWeight": 600, "color": INK,
                      "anchor": "end" if left else "start", "offset": 4},
            "width": side, "height": {"step": 24}, "encoding": {"y": ages},
            "layer": [
                {"mark": {"type": "bar", "color": colour, "cornerRadiusEnd": 2.5, "height": {"band": 0.82}},
                 "encoding": {"x": width, "description": {"field": told}}},
                {"mark": {"type": "text", "align": "right" if left else "left", "dx": -5 if left else 5,
                          "fontSize": SMALL, "color": QUIET}, "encoding": {"x": width, "text": {"field": said}}},
            ],
        }  # fmt: skip

    middle = {
        "title": {"text": " ", "fontSize": TEXT, "offset": 4},
        "width": 52, "height": {"step": 24}, "view": {"stroke": None},
        "mark": {"type": "text", "fontSize": TEXT, "color": INK},
        "encoding": {"y": ages, "text": {"field": "name"}, "x": {"value": 26}},
    }  # fmt: skip
    sides = [half("women", "w", "tw", GOLD, left=True), middle, half("men", "m", "tm", TEAL, left=False)]
    return _chart(data, {"hconcat": sides, "spacing": 5}, left=0, width=WIDTH)


def months(points: Sequence[Point], *, height: int = 150, width: int = WIDTH) -> Spec:
    """A line of months; the one of the page, and otherwise the last, carries its number."""
    marked = next((point for point in points if point.here), points[-1])
    low, high = min(point.value for point in points), max(point.value for point in points)
    edge = max(1, round((high - low) * 0.25))
    data = [{**point._asdict(), "told": f"{point.name}: {point.said}", "marked": point is marked} for point in points]
    time = {"field": "name", "type": "ordinal", "sort": None, "title": None,
            "axis": {"labelAngle": 0, "labelFontSize": SMALL, "labelColor": QUIET, "ticks": False, "domainColor": HAIR,
                     "labelPadding": 7, "labelOverlap": False}}  # fmt: skip
    value = {"field": "value", "type": "quantitative", "title": None, "axis": None,
             "scale": {"domain": [low - edge, high + edge], "nice": False, "zero": False}}  # fmt: skip
    floor = {"datum": low - edge}
    only = [{"filter": "datum.marked"}]
    layers = [
        {"mark": {"type": "area", "color": TEAL_PALE, "opacity": 0.7, "interpolate": "monotone"},
         "encoding": {"y": value, "y2": floor}},
        {"mark": {"type": "line", "color": TEAL, "strokeWidth": 2.5, "interpolate": "monotone"},
         "encoding": {"y": value}},
        {"mark": {"type": "circle", "color": TEAL, "size": 46, "opacity": 1},
         "encoding": {"y": value, "description": {"field": "told"}}},
        {"mark": {"type": "circle", "color": GOLD, "size": 130, "opacity": 1, "stroke": "#fff", "strokeWidth": 2},
         "transform": only, "encoding": {"y": value}},
        {"mark": {"type": "text", "dy": -15, "fontSize": TEXT, "fontWeight": 600, "stroke": "#fff", "strokeWidth": 5},
         "transform": only, "encoding": {"y": value, "text": {"field": "said"}}},
        {"mark": {"type": "text", "dy": -15, "fontSize": TEXT, "fontWeight": 600, "color": INK}, "transform": only,
         "encoding": {"y": value, "text": {"field": "said"}}},
    ]  # fmt: skip
    body = {"encoding": {"x": time}, "layer": layers, "width": width - 2 * MARGIN, "height": height}
    return _chart(data, body, left=MARGIN, width=width)


def tiles(squares: Sequence[Tile], *, both_ways: bool = False) -> Spec:
    """The country as one square a region. `both_ways`: colours part at zero, losses red and gains green."""
    size = 75
    largest = max([1.0, *(abs(one.value) for one in squares)])
    scale: Spec = {"type": "quantize", "domain": [0, largest], "range": TEALS}
    dark = f"datum.value >= {0.6 * largest}"
    if both_ways:
        scale = {"type": "quantize", "domain": [-largest, largest], "range": LOSS_AND_GAIN}
        dark = f"abs(datum.value) >= {0.6 * largest}"
    data = [{**one._asdict(), "told": f"{one.full}: {one.said}"} for one in squares]
    place = {axis: {"field": field, "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.06, "paddingOuter": 0}}
             for axis, field in (("x", "column"), ("y", "row"))}  # fmt: skip
    ink = {"condition": {"test": dark, "value": "#ffffff"}, "value": INK}
    layers = [
        {"mark": {"type": "rect", "cornerRadius": 5}, "encoding": {
            "color": {"field": "value", "type": "quantitative", "legend": None, "scale": scale},
            "description": {"field": "told"}}},
        {"mark": {"type": "text", "dy": -9, "fontSize": 10.5},
         "encoding": {"text": {"field": "name"}, "color": ink}},
        {"mark": {"type": "text", "dy": 9, "fontSize": TEXT, "fontWeight": 600},
         "encoding": {"text": {"field": "said"}, "color": ink}},
    ]  # fmt: skip
    across = round(size * (1 + max(one.column for one in squares)))
    body = {"encoding": place, "layer": layers, "width": {"step": size}, "height": {"step": 62}}
    return _chart(data, body, left=0, width=across)


def matrix(cells: Sequence[Cell], order: Sequence[str], source: str, target: str) -> Spec:
    """Who went where: a line for each region that people left, a column for each that they came to."""
    step = max(22, min(34, (WIDE - 130) // max(1, len(order))))
    data = [{**cell._asdict(), "told": f"{cell.source} → {cell.target}: {cell.said}"} for cell in cells]
    largest = max([1, *(cell.value for cell in cells)])
    axis = {"labelFontSize": SMALL, "labelColor": INK, "titleColor": QUIET, "titleFontSize": SMALL,
            "titleFontWeight": 400, "domain": False, "ticks": False, "grid": False, "labelLimit": 0}  # fmt: skip
    place = {
        "y": {"field": "source", "type": "nominal", "title": source, "scale": {"domain": list(order)},
              "axis": {**axis, "minExtent": 120, "maxExtent": 120}},
        "x": {"field": "target", "type": "nominal", "title": target, "scale": {"domain": list(order)},
              "axis": {**axis, "orient": "top", "labelAngle": -50, "minExtent": 84, "maxExtent": 84}},
    }  # fmt: skip
    layers = [
        {"mark": {"type": "rect", "cornerRadius": 2}, "encoding": {
            "color": {"field": "value", "type": "quantitative", "legend": None,
                      "scale": {"domain": [0, largest], "range": ["#f0e8d8", GOLD]}},
            "description": {"field": "told"}}},
        {"mark": {"type": "text", "fontSize": 11, "color": INK}, "encoding": {"text": {"field": "said"}}},
    ]  # fmt: skip
    size = {"width": {"step": step}, "height": {"step": step}}
    left = 142
    body = {"encoding": place, "layer": layers, **size}
    return _chart(data, body, left=left, width=left + step * len(order) + 60)


def _names(room: int) -> Spec:
    """The names beside the bars, in a column of fixed width: the reader's face is not measured here."""
    return {"labelFontSize": TEXT, "labelColor": INK, "labelLimit": 0, "minExtent": room, "maxExtent": room,
            "domain": False, "ticks": False, "labelPadding": 8}  # fmt: skip


def _chart(data: Sequence[Spec], body: Spec, *, left: int, width: int) -> Spec:
    """`left` and `width`: the room of the picture and how much of it lies left of the origin."""
    return {
        "usermeta": {"left": left, "width": width},
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": list(data)},
        "background": None,
        "padding": 2,
        "config": {"view": {"stroke": None}, "axis": {"grid": False}},
        **body,
    }
