"""The tables of this room."""

from __future__ import annotations

from tirkelim.national.import_models import ColumnMemory, ImportRun, Mode, RunState, TitleMemory
from tirkelim.national.population_models import Population
from tirkelim.national.report_models import OrderState, Report, ReportFigure, ReportKind, ReportOrder

__all__ = [
    "ColumnMemory",
    "ImportRun",
    "Mode",
    "OrderState",
    "Population",
    "Report",
    "ReportFigure",
    "ReportKind",
    "ReportOrder",
    "RunState",
    "TitleMemory",
]
