"""The figures of a report as one reader sees them, read a dimension at a time."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from django.db.models import Max
from django.http import Http404

from tirkelim.national.models import Report, ReportFigure
from tirkelim.national.reports.figures import ALL_KEY, FLOWS, Dimension, Figures
from tirkelim.national.reports.making import figures_for
from tirkelim.portal.reports.access import EVERYWHERE, Place, Visit

Row = Mapping[str, int]
Rows = Mapping[str, Row]


class Read:
    """Figures by dimension. What a reader may not see is not in it; `place` is what the whole of it is."""

    def __init__(self, place: Place, source: Figures | Report) -> None:
        self.place = place
        self._source = source
        self._kept: dict[str, Rows] = {}

    @functools.cached_property
    def whole(self) -> Row:
        """The figures of the place itself."""
        return self.rows(self.place.dimension).get(self.place.key, {})

    def rows(self, dimension: str) -> Rows:
        """For every key of a dimension its figures by measure."""
        if dimension not in self._kept:
            self._kept[dimension] = self._rows(str(dimension))
        return self._kept[dimension]

    @functools.cached_property
    def filled(self) -> frozenset[str]:
        """The dimensions that have any figure for this reader."""
        if isinstance(self._source, Figures):
            return frozenset(place.dimension for place in self._source.values)
        found = ReportFigure.objects.filter(report=self._source).values("dimension").annotate(last=Max("id"))
        return frozenset(row["dimension"] for row in found)

    def _rows(self, dimension: str) -> Rows:
        if isinstance(self._source, Figures):
            return self._source.rows(dimension)
        stored = ReportFigure.objects.filter(report=self._source, dimension=dimension)
        found: dict[str, dict[str, int]] = {}
        for key, measure, value in stored.values_list("key", "measure", "value"):
            found.setdefault(key, {})[measure] = value
        return dict(sorted(found.items()))


def read(at: Visit, place: Place, report: Report) -> Read:
    """What the reader may see of a report. Raises Http404 where that is nothing."""
    if place.is_all:
        return Read(EVERYWHERE, report)
    figures = figures_for(at.account, report, at.today)
    if figures is None:
        raise Http404
    return narrowed(figures, place)


def narrowed(figures: Figures, place: Place) -> Read:
    """Figures whose whole is the reader's own place: all of them, where the report is about nothing else."""
    whole = any(where.dimension == Dimension.ALL for where in figures.values)
    return Read(EVERYWHERE if whole else place, figures)


def touches(dimension: str, key: str, place: Place) -> bool:
    """Whether a flow begins or ends at a place."""
    return place.is_all or (dimension in FLOWS and place.key in key.split(">"))


__all__ = ["ALL_KEY", "Read", "Row", "Rows", "narrowed", "read", "touches"]
