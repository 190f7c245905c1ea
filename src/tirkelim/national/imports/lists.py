"""Closed lists by the words that tables use for them: regions, countries, specialties, levels, the catalogue's choices.

All keys are folded: case, spaces, punctuation, Kazakh letters typed as Russian ones and Latin look-alikes are one.
"""

from __future__ import annotations

import functools
import re
from datetime import date

from babel import Locale
from babel.core import get_global

from tirkelim.identity.territories import rows as territory_rows
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.levels import LevelName
from tirkelim.law.order_305_positions.spelling import loose
from tirkelim.national.imports.columns import LANGUAGES, choices

STATELESS = "XXA"
_STATELESS = ("stateless", "без гражданства", "лицо без гражданства", "лбг", "азаматтығы жоқ", "азаматтығы жоқ адам")
_COUNTRIES_ALSO = {
    "KAZ": ("РК", "ҚР", "Республика Казахстан", "Қазақстан Республикасы", "Казахстанское", "Казахстанец", "Казахстанка",
            "Қазақстандық", "Republic of Kazakhstan", "гражданин РК", "гражданка РК", "ҚР азаматы", "Казакстан"),
    "RUS": ("РФ", "Российская Федерация", "Ресей Федерациясы", "Российское"),
    "KGZ": ("Киргизия", "Кыргызстан", "Қырғызстан", "Кыргызская Республика"),
    "BLR": ("Белоруссия", "Беларусь", "Республика Беларусь"),
    "UZB": ("Узбекистан", "Республика Узбекистан", "Өзбекстан"),
    "TJK": ("Таджикистан", "Тәжікстан"),
    "TKM": ("Туркмения", "Туркменистан", "Түрікменстан"),
    "MDA": ("Молдавия", "Молдова"),
    "CHN": ("КНР", "Китай", "ҚХР"),
    "TUR": ("Турция", "Түркия", "Türkiye", "Turkey"),
    "USA": ("США", "АҚШ"),
    "KOR": ("Корея", "Южная Корея"),
    "GBR": ("Великобритания", "Англия", "UK", "Ұлыбритания"),
    "DEU": ("ФРГ",),
    "ARE": ("ОАЭ", "БАӘ"),
}  # fmt: skip
_REGION_WORDS = re.compile(
    r"\b(область|обл|облысы|облыс|город|гор|г|қаласы|қала|қ|қ-сы|region|oblast|city)\b\.?", re.IGNORECASE
)
_SHORT_NAMES = {
    "270000000": ("ЗКО", "БҚО", "WKO"),
    "590000000": ("СКО", "СҚО", "NKO"),
    "630000000": ("ВКО", "ШҚО", "EKO"),
    "710000000": ("Нур-Султан", "Нұр-Сұлтан"),
    "100000000": ("Абайская область",),
    "330000000": ("Жетысуская область", "Жетісуская область", "область Жетысу"),
    "620000000": ("Улытауская область",),
    "470000000": ("Мангистау", "Мангыстауская область"),
}
"""What regions are called for short, and before."""
_CODE = re.compile(r"\d{9}")


@functools.cache
def choice_words(name: str) -> dict[str, str]:
    """Codes of a closed list of the catalogue by their words, other spellings and the codes themselves."""
    found: dict[str, str] = {}
    for one in choices()[name]:
        for text in (one.code, *one.words.values(), *one.also):
            found.setdefault(loose(text) or text, one.code)
    return found


@functools.cache
def country_words() -> dict[str, str]:
    """Three-letter codes of countries by their names in kk, ru and en and their codes."""
    aliases = get_global("territory_aliases")
    three = {two[0]: code for code, two in aliases.items() if len(code) == 3 and code.isalpha() and len(two) == 1}
    found = {loose(text): STATELESS for text in _STATELESS} | {loose(STATELESS): STATELESS}
    for language in LANGUAGES:
        for two, name in Locale(language).territories.items():
            if two in three:
                found.setdefault(loose(name), three[two])
    for code, names in _COUNTRIES_ALSO.items():
        found.update((loose(name), code) for name in names)
    for two, code in three.items():
        found.setdefault(loose(two), code)
        found.setdefault(loose(code), code)
    return found


@functools.cache
def specialty_words() -> dict[str, tuple[str, ...]]:
    """Codes of specialties by code and by name in kk, ru and en; of one name several."""
    found: dict[str, dict[str, None]] = {}
    for code, row in specialties().items():
        for text in (code, *row.names.values()):
            found.setdefault(loose(text), {})[code] = None
    return {text: tuple(codes) for text, codes in found.items()}


@functools.cache
def level_words() -> dict[str, str]:
    """Levels as the register writes them, by what tables write: 7.1(I), 7,1 I."""
    found = {}
    for level in LevelName:
        plain = re.sub(r"[\s()]", "", level.value)
        for text in (plain, plain.replace(".", ",")):
            found[text.casefold()] = level.value
            found[text.casefold().replace("i", "і").replace("r", "р")] = level.value
    return found


@functools.lru_cache(maxsize=8)
def region_words(on: date) -> dict[str, str]:
    """Codes of the regions that exist on a day, by their names in kk, ru and en, with and without the word region.

    A name that stands for a city and for a region (Алматы) means neither without that word.
    """
    found: dict[str, set[str]] = {}
    for row in territory_rows():
        if not row["valid_from"] <= on.isoformat() < (row["valid_to"] or "9999"):
            continue
        for language in LANGUAGES:
            found.setdefault(region_key(row[language]), set()).add(row["kato"])
            found.setdefault(loose(_REGION_WORDS.sub(" ", row[language])), set()).add(row["kato"])
        for text in _SHORT_NAMES.get(row["kato"], ()):
            found.setdefault(region_key(text), set()).add(row["kato"])
    return {text: min(codes) for text, codes in found.items() if len(codes) == 1}


_SHORT = (
    (re.compile(r"\bобл\b\.?", re.IGNORECASE), "область"),
    (re.compile(r"\bг\b\.?|\bгор\b\.?", re.IGNORECASE), "город"),
    (re.compile(r"\bқ\b\.?|\bқ-сы\b\.?", re.IGNORECASE), "қаласы"),
)


def region_key(text: str) -> str:
    """The key of a region's name: short words written out, words in the order of the alphabet."""
    for short, full in _SHORT:
        text = short.sub(full, text)
    return "".join(sorted(filter(None, (loose(word) for word in re.split(r"[\s.,]+", text)))))


def region_code(text: str, on: date) -> str | None:
    """The code of the region that a name, or a KATO code of any place in it, means on a day; None for none."""
    known = region_words(on)
    digits = re.sub(r"\s", "", text)
    if _CODE.fullmatch(digits):
        code = f"{digits[:2]}0000000"
        return code if code in known.values() else None
    return known.get(region_key(text)) or known.get(loose(text))
