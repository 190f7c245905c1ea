"""The requirements of 1035/2015: a position of an internal-affairs body stands in one of the register's four blocks."""

from __future__ import annotations

from tirkelim.law.requirement import define

_READS = ("sphere", "position", "band", "category", "institution")

BLOCKS = {
    block: define(f"position.interior.block_{block.lower()}", f"1035/2015 block {block}", reads=_READS)
    for block in "ABCD"
}
"""The requirement of each block, by its letter."""

LISTED = define("position.interior.listed", "1035/2015 p.1", reads=_READS)
"""The position stands somewhere in the register."""

CATEGORY = define("position.interior.category", "283/2020 ann.3 row 1", reads=("category", "level"))
"""The category with which the register is asked: given, or the one beside the worker's level (reading P11)."""

BAND = define("position.interior.band", "1035/2015 block B", reads=("band", "level"))
"""The band that tells the rows of a position apart: given, or the one of the worker's education (reading P13)."""

COUNTERPART = define("position.interior.counterpart", "1035/2015 p.1", reads=("row",))
"""The position of the register that stands for a row of the nomenclature (reading P12)."""

NEXT = define("position.interior.next", "1035/2015 block B", reads=_READS)
"""The step that the next category brings."""
