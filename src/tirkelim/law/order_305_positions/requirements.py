"""The requirements of 305/2020: a position is one of the nomenclature, and has its qualification characteristics."""

from __future__ import annotations

from tirkelim.law.requirement import define

LISTED = define("position.listed", "305/2020 ann.2", reads=("row", "former_title", "title"))
"""The name or row stands in the concordance of former and current names."""

CHARACTERISTICS = define("position.characteristics", "305/2020 ann.1", reads=("row",))
"""Where the qualification characteristics of the position stand."""

DUTIES = define("position.duties", "305/2020 p.166", reads=("row",))
"""The duties of the extended-practice nurse, the one characteristic that the held edition words anew."""
