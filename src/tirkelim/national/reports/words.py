"""What the dimensions, measures and keys of a report are called, in the language of the page."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from babel import Locale
from babel.core import get_global
from babel.dates import get_month_names
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tirkelim.identity.territories import territories
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import by_row, groups
from tirkelim.national.reports.figures import Dimension, Measure, left
from tirkelim.national.reports.places import SQUARES
from tirkelim.register.models import Organisation
from tirkelim.register.queries import facts_of_organisations

Words = Mapping[str, str | Promise]
NO_BREAK, MINUS = "\u00a0", "\u2212"
OF_ORGANISATIONS = (Dimension.ORGANISATION, Dimension.ORGANISATION_FLOW)
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The key of an organisation."""

DIMENSIONS: Words = MappingProxyType({
    Dimension.ALL: pgettext_lazy("report", "All together"),
    Dimension.REGION: pgettext_lazy("report", "Region"),
    Dimension.ORGANISATION: pgettext_lazy("report", "Organisation"),
    Dimension.SECTOR: pgettext_lazy("report", "Sector"),
    Dimension.OWNERSHIP: pgettext_lazy("report", "Ownership"),
    Dimension.KIND: pgettext_lazy("report", "Kind of organisation"),
    Dimension.GROUP: pgettext_lazy("report", "Position group"),
    Dimension.POSITION: pgettext_lazy("report", "Position"),
    Dimension.SPECIALTY: pgettext_lazy("report", "Specialty"),
    Dimension.TRACK: pgettext_lazy("report", "Track of levels"),
    Dimension.LEVEL: pgettext_lazy("report", "Level or category"),
    Dimension.SEX: pgettext_lazy("report", "Sex"),
    Dimension.AGE: pgettext_lazy("report", "Age"),
    Dimension.PYRAMID: pgettext_lazy("report", "Sex and age"),
    Dimension.REGION_FLOW: pgettext_lazy("report", "Between regions"),
    Dimension.SECTOR_FLOW: pgettext_lazy("report", "Between sectors"),
    Dimension.ORGANISATION_FLOW: pgettext_lazy("report", "Between organisations"),
    Dimension.COUNTRY: pgettext_lazy("report", "Country"),
})  # fmt: skip
MEASURES: Words = MappingProxyType({
    Measure.OPENING: pgettext_lazy("report", "At the beginning"),
    Measure.HIRED: pgettext_lazy("report", "Hired for the first time"),
    Measure.RETURNED: pgettext_lazy("report", "Returned after a break"),
    Measure.ARRIVED: pgettext_lazy("report", "Arrived from abroad"),
    Measure.MOVED_IN: pgettext_lazy("report", "Moved in"),
    Measure.CHANGED_IN: pgettext_lazy("report", "Changed in"),
    Measure.MOVED_OUT: pgettext_lazy("report", "Moved out"),
    Measure.CHANGED_OUT: pgettext_lazy("report", "Changed out"),
    Measure.CLOSING: pgettext_lazy("report", "At the end"),
    Measure.REGISTERED: pgettext_lazy("report", "New in the register"),
    Measure.LATE_ENTRIES: pgettext_lazy("report", "Entered late"),
    Measure.MOVED: pgettext_lazy("report", "Moved"),
    left("own_wish"): pgettext_lazy("left", "Own wish"),
    left("agreement"): pgettext_lazy("left", "Agreement of both parties"),
    left("contract_end"): pgettext_lazy("left", "End of the contract"),
    left("other_organisation"): pgettext_lazy("left", "To another organisation, not begun there yet"),
    left("abroad"): pgettext_lazy("left", "Moved abroad"),
    left("retirement"): pgettext_lazy("left", "Retirement"),
    left("redundancy"): pgettext_lazy("left", "Staff reduction or closure"),
    left("employer"): pgettext_lazy("left", "At the employer's initiative"),
    left("death"): pgettext_lazy("left", "Death"),
    left("not_known"): pgettext_lazy("left", "Reason not entered"),
})  # fmt: skip
DEFINITIONS: Words = MappingProxyType({
    Measure.OPENING: gettext_lazy("People with a place of work at the end of the day before the period."),
    Measure.HIRED: gettext_lazy("Began their first job in an organisation of the register within the period."),
    Measure.RETURNED: gettext_lazy("Began work again after a break that is longer than a move takes."),
    Measure.ARRIVED: gettext_lazy("Began work after living or studying abroad."),
    Measure.MOVED_IN: gettext_lazy("Came from another organisation of the register, at once or after a short break."),
    Measure.CHANGED_IN: gettext_lazy("Came into the value (a position, a level, an age) within the organisation."),
    Measure.MOVED_OUT: gettext_lazy("Went to another organisation of the register, at once or after a short break."),
    Measure.CHANGED_OUT: gettext_lazy("Went out of the value without changing the organisation."),
    Measure.CLOSING: gettext_lazy("People with a place of work at the end of the last day of the period."),
    Measure.REGISTERED: gettext_lazy("Became known to the register within the period, for the first time."),
    Measure.LATE_ENTRIES: gettext_lazy("Jobs entered within the period, later than three working days after hiring."),
    "left": gettext_lazy("Had a place of work and have none any more, by the reason that HR entered."),
})  # fmt: skip
SECTORS: Words = MappingProxyType({
    "health": pgettext_lazy("sector", "Health"),
    "education": pgettext_lazy("sector", "Education"),
    "science": pgettext_lazy("sector", "Science"),
    "defence": pgettext_lazy("sector", "Defence"),
    "interior": pgettext_lazy("sector", "Interior affairs"),
    "social": pgettext_lazy("sector", "Social protection"),
    "other": pgettext_lazy("sector", "Other"),
})  # fmt: skip
OWNERSHIPS: Words = MappingProxyType(
    {
        "state": pgettext_lazy("ownership", "State"),
        "private": pgettext_lazy("ownership", "Private"),
    }
)
KINDS: Words = MappingProxyType({
    "medical": gettext_lazy("Medical organisation"),
    "medical_school": gettext_lazy("Medical school"),
    "scientific": gettext_lazy("Scientific organisation"),
    "assessment": gettext_lazy("Assessment organisation"),
    "other": pgettext_lazy("kind of organisation", "Other"),
})  # fmt: skip
SEXES: Words = MappingProxyType(
    {
        "female": pgettext_lazy("people", "Women"),
        "male": pgettext_lazy("people", "Men"),
    }
)
CATEGORIES: Words = MappingProxyType({
    "highest": gettext_lazy("Highest category"),
    "first": gettext_lazy("First category"),
    "second": gettext_lazy("Second category"),
    "none": gettext_lazy("Without a category"),
})  # fmt: skip
CODED: Mapping[str, Words] = MappingProxyType({
    Dimension.SECTOR: SECTORS, Dimension.OWNERSHIP: OWNERSHIPS, Dimension.KIND: KINDS, Dimension.SEX: SEXES,
})  # fmt: skip


def key_heading(dimension: str) -> str:
    """What a column of keys is called (`Names.code`)."""
    return _("BIN") if dimension in OF_ORGANISATIONS else _("Key")


FLOW_ENDS: Mapping[str, Dimension] = MappingProxyType(
    {
        Dimension.REGION_FLOW: Dimension.REGION,
        Dimension.SECTOR_FLOW: Dimension.SECTOR,
        Dimension.ORGANISATION_FLOW: Dimension.ORGANISATION,
    }
)


def language() -> str:
    """The language of the reader: kk, ru or en."""
    return (get_language() or "kk")[:2]


class Names:
    """What keys are called, for one reader and one report: regions and organisations as they were called then."""

    def __init__(self, valid: date, known: datetime, lang: str | None = None) -> None:
        self.valid, self.known = valid, known
        self.lang = lang or language()
        self._organisations: dict[str, str] = {}
        self._numbers: dict[str, str] = {}

    def load(self, keys: Iterable[str]) -> None:
        """Read the names of these organisations at once, before they are asked for one by one."""
        wanted = {part for key in keys for part in key.split(">") if part} - self._organisations.keys()
        ids = [UUID(part) for part in wanted if ID.fullmatch(part)]
        found: dict[UUID, str] = {}
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            found |= {
                id: fact.name(self.lang) for id, fact in facts_of_organisations(some, self.valid, self.known).items()
            }
            numbers = Organisation.objects.filter(pk__in=some).values_list("pk", "bin")
            self._numbers |= {str(id): number for id, number in numbers}
        self._organisations |= {str(id): found.get(id, "") for id in ids}

    def code(self, dimension: str, key: str) -> str:
        """A key as people and other systems know it: of an organisation its BIN, otherwise the key itself."""
        if dimension == Dimension.ORGANISATION_FLOW:
            source, _arrow, target = key.partition(">")
            return f"{self.code(Dimension.ORGANISATION, source)} → {self.code(Dimension.ORGANISATION, target)}"
        if dimension != Dimension.ORGANISATION or not key:
            return key
        if key not in self._organisations:
            self.load([key])
        return self._numbers.get(key, key)

    def of(self, dimension: str, key: str) -> str:
        """What a key is called; a key of its own words where nothing is known of it."""
        if dimension in FLOW_ENDS:
            source, _arrow, target = key.partition(">")
            end = FLOW_ENDS[dimension]
            return f"{self.of(end, source)} → {self.of(end, target)}"
        if not key:
            return _("Not known")
        if dimension == Dimension.ORGANISATION:
            if key not in self._organisations:
                self.load([key])
            return self._organisations.get(key) or self.code(dimension, key)
        return self._listed(dimension, key)

    def _listed(self, dimension: str, key: str) -> str:
        if dimension in CODED:
            return str(CODED[dimension].get(key, key))
        if dimension == Dimension.REGION:
            return region_names(self.valid, self.lang).get(key, key)
        if dimension == Dimension.ALL:
            return str(DIMENSIONS[Dimension.ALL])
        naming = {
            Dimension.GROUP: _group, Dimension.POSITION: _position, Dimension.SPECIALTY: _specialty,
            Dimension.COUNTRY: _country, Dimension.LEVEL: _level, Dimension.AGE: _age, Dimension.PYRAMID: _pyramid,
        }.get(Dimension(dimension))  # fmt: skip
        return key if naming is None else naming(key, self.lang)


@functools.lru_cache(maxsize=64)
def region_names(on: date, lang: str) -> dict[str, str]:
    """The regions of a day by code, with those that have ceased to exist by their square."""
    found = {code: square.name(lang) for code, square in SQUARES.items()}
    return {**found, **{row.kato: str(row.name(lang)) for row in territories(on)}}


def short_region(code: str, lang: str) -> str:
    """A name that fits into a square or a heading."""
    square = SQUARES.get(code)
    return square.name(lang) if square else code or "–"


def _group(key: str, lang: str) -> str:
    found = groups().get(int(key)) if key.isdigit() else None
    return f"{key}. {found.heading[lang]}" if found else key


def _position(key: str, lang: str) -> str:
    found = by_row(int(key)) if key.isdigit() else None
    name = found.name(lang) if found else key
    return name[:1].upper() + name[1:]


def _specialty(key: str, lang: str) -> str:
    found = specialties().get(key)
    name = found.names[lang] if found else key
    return name[:1].upper() + name[1:]


def _country(key: str, lang: str) -> str:
    names = Locale(lang).territories
    return str(names.get(_two_letters().get(key, key), key))


@functools.cache
def _two_letters() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {three: two[0] for three, two in aliases.items() if len(three) == 3 and three.isalpha() and len(two) == 1}


def _level(key: str, lang: str) -> str:
    kind, _dot, category = key.partition(".")
    return str(CATEGORIES.get(category, key)) if kind == "category" else key


def _age(key: str, lang: str) -> str:
    return age_band(key)


def age_band(key: str) -> str:
    """An age band as people write it: 30–34, 70+, at most 19."""
    youngest, oldest = re.fullmatch(r"-(\d+)", key), re.fullmatch(r"(\d+)-", key)
    if youngest:
        return f"≤{NO_BREAK}{youngest[1]}"
    return f"{oldest[1]}+" if oldest else key.replace("-", "–")


def _pyramid(key: str, lang: str) -> str:
    sex, _space, band = key.partition(" ")
    said = SEXES.get(sex, _("Sex not known")), age_band(band) if band else _("age not known")
    return f"{said[0]}, {said[1]}"


# --- numbers and days ---


def digits(value: int) -> str:
    """A whole number with its thousands apart."""
    return f"{abs(value):,}".replace(",", NO_BREAK) if value >= 0 else f"{MINUS}{digits(-value)}"


def change(value: int) -> str:
    """A difference with its sign; nothing is ±0."""
    return f"+{digits(value)}" if value > 0 else digits(value) if value else "±0"


def month_name(day: date, lang: str | None = None) -> str:
    """The month of a day: 2026 жылғы қараша; ноябрь 2026 года; November 2026."""
    lang = lang or language()
    name = get_month_names("wide", context="stand-alone", locale=lang)[day.month]
    patterns = {"kk": "{year} жылғы {name}", "ru": "{name} {year} года", "en": "{name} {year}"}
    lowered = name if lang == "en" else name.lower()
    return patterns[lang].format(year=day.year, name=lowered)


def short_month(day: date, lang: str | None = None) -> str:
    """A month where there is little room, with its year in January."""
    lang = lang or language()
    name = get_month_names("abbreviated", context="stand-alone", locale=lang)[day.month].strip(".")
    return name if lang == "en" else name.lower()
