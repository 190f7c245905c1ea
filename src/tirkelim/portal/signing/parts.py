"""The parts of a summary, as the templates take them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tirkelim.portal.show import Row


class Part(NamedTuple):
    """Lines under a title; ``folded`` ones open on demand. ``parts``: smaller ones inside, such as results."""

    title: str = ""
    rows: Sequence[Row] = ()
    folded: bool = False
    parts: Sequence[Part] = ()
