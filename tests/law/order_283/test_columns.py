"""One rule, two speeds: the same functions on one person's values and on columns of many."""

from __future__ import annotations

import ast
import inspect
import operator
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.order_283_cpd import columns


class Column:
    """The least that a column of a dataframe engine can do: element by element, and no truth value."""

    def __init__(self, cells: list[Any]) -> None:
        self.cells = cells

    def __bool__(self) -> bool:
        raise TypeError("a column is neither true nor false")

    def _with(self, other: Any, work: Callable[[Any, Any], Any]) -> Column:
        others = other.cells if isinstance(other, Column) else [other] * len(self.cells)
        return Column([work(mine, theirs) for mine, theirs in zip(self.cells, others, strict=True)])

    def __add__(self, other: Any) -> Column:
        return self._with(other, operator.add)

    def __mul__(self, other: Any) -> Column:
        return self._with(other, operator.mul)

    __radd__, __rmul__ = __add__, __mul__

    def __ge__(self, other: Any) -> Column:
        return self._with(other, operator.ge)

    def __le__(self, other: Any) -> Column:
        return self._with(other, operator.le)

    def __eq__(self, other: object) -> Column:  # type: ignore[override]
        return self._with(other, operator.eq)

    def __and__(self, other: Any) -> Column:
        return self._with(other, operator.and_)

    def __or__(self, other: Any) -> Column:
        return self._with(other, operator.or_)

    __hash__ = None  # type: ignore[assignment]


UNITS = st.integers(0, 2000)
DAYS = st.integers(0, 4000).map(lambda n: date(2020, 1, 1) + timedelta(days=n))
STEPS = st.integers(0, 3)
CELLS: dict[str, tuple[st.SearchStrategy, ...]] = {
    "counts_in_window": (DAYS, DAYS, DAYS),
    "rest_units": (UNITS, UNITS),
    "total_units": (UNITS, UNITS, UNITS),
    "reaches": (UNITS, UNITS),
    "volume_replaced": (STEPS, STEPS),
    "volume_reached": (UNITS,) * 6,
    "service_reached": (DAYS, DAYS),
    "service_months_reached": (UNITS, STEPS),
    "keeps_order": (st.sampled_from("45"), STEPS, st.sampled_from("45"), STEPS),
    "still_valid": (DAYS, DAYS),
}
RULES = dict(inspect.getmembers(columns, inspect.isfunction))


def test_every_rule_of_the_file_is_tried() -> None:
    assert set(RULES) == set(CELLS)


@given(st.data())
def test_a_column_gets_what_each_of_its_rows_would_get(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(CELLS)))
    rows = data.draw(st.lists(st.tuples(*CELLS[name]), min_size=1, max_size=8))

    together = RULES[name](*(Column(list(cells)) for cells in zip(*rows, strict=True)))
    assert together.cells == [RULES[name](*row) for row in rows]


def test_the_rules_keep_to_what_columns_can_do() -> None:
    tree = ast.parse(inspect.getsource(columns))
    forbidden = (ast.BoolOp, ast.IfExp, ast.If, ast.While, ast.For, ast.Not, ast.Call)

    assert not [node for node in ast.walk(tree) if isinstance(node, forbidden)]
    assert all(len(node.ops) == 1 for node in ast.walk(tree) if isinstance(node, ast.Compare))
