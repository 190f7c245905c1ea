"""The regions on a map of squares: where each lies and its short name, which fits into a square.

The places are ours, by eye: neighbours stay neighbours where squares allow it. A region that is not listed has no
square and stands in the tables alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Square(NamedTuple):
    """Column and row on the map, from the upper left; the short name by language."""

    column: int
    row: int
    kk: str
    ru: str
    en: str

    def name(self, language: str) -> str:
        """The short name in kk or ru; in English for any other language."""
        return {"kk": self.kk, "ru": self.ru}.get(language, self.en)


SQUARES: Mapping[str, Square] = MappingProxyType({
    "390000000": Square(2, 0, "Қостанай", "Костанай", "Kostanay"),
    "590000000": Square(3, 0, "СҚО", "СКО", "North Kaz."),
    "550000000": Square(4, 0, "Павлодар", "Павлодар", "Pavlodar"),
    "270000000": Square(0, 1, "БҚО", "ЗКО", "West Kaz."),
    "150000000": Square(1, 1, "Ақтөбе", "Актобе", "Aktobe"),
    "110000000": Square(2, 1, "Ақмола", "Акмола", "Akmola"),
    "710000000": Square(3, 1, "Астана", "Астана", "Astana"),
    "100000000": Square(4, 1, "Абай", "Абай", "Abai"),
    "630000000": Square(5, 1, "ШҚО", "ВКО", "East Kaz."),
    "230000000": Square(0, 2, "Атырау", "Атырау", "Atyrau"),
    "620000000": Square(2, 2, "Ұлытау", "Ұлытау", "Ulytau"),
    "350000000": Square(3, 2, "Қарағанды", "Караганда", "Karaganda"),
    "330000000": Square(4, 2, "Жетісу", "Жетісу", "Zhetisu"),
    "470000000": Square(0, 3, "Маңғыстау", "Мангистау", "Mangystau"),
    "430000000": Square(1, 3, "Қызылорда", "Кызылорда", "Kyzylorda"),
    "610000000": Square(2, 3, "Түркістан", "Туркестан", "Turkistan"),
    "310000000": Square(3, 3, "Жамбыл", "Жамбыл", "Zhambyl"),
    "190000000": Square(4, 3, "Алматы обл.", "Алм. обл.", "Almaty reg."),
    "790000000": Square(2, 4, "Шымкент", "Шымкент", "Shymkent"),
    "750000000": Square(4, 4, "Алматы қ.", "г. Алматы", "Almaty"),
})  # fmt: skip
