"""Regions, zones and departments by code and day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest

from tirkelim.identity.models import Authority, Office, Territory
from tirkelim.identity.territories import (
    TerritoryNotKnown,
    body_names,
    load,
    office_code,
    office_for,
    region,
    rows,
    territories,
    territory,
    zone,
)

TODAY = date(2026, 3, 2)


def test_there_are_seventeen_regions_and_three_cities(db: None) -> None:
    """As of today, each with a department, each named in three languages."""
    held = list(territories(TODAY))
    assert len(held) == 20
    assert sum(one.name_ru.startswith("Город") for one in held) == 3
    assert all(one.name(language) for one in held for language in ("kk", "ru", "en"))
    assert all(office_for(one.kato, TODAY).name("kk").startswith("Медициналық") for one in held)


def test_the_file_is_sound() -> None:
    """Codes once, zones that exist, a certainty in every line, in the order of codes."""
    lines = list(rows())
    assert all(one["kato"] < other["kato"] for one, other in pairwise(lines))
    assert {line["time_zone"] for line in lines} <= available_timezones()
    assert {line["certainty"] for line in lines} <= {"high", "medium", "low"}
    assert all(line["source"] for line in lines)


@pytest.mark.parametrize("kato", ["", "71", "7100000000", "71000000x", "999999999"])
def test_unknown_codes_are_told(db: None, kato: str) -> None:
    """Neither a default region nor a crash elsewhere."""
    with pytest.raises(TerritoryNotKnown):
        territory(kato, TODAY)


def test_a_district_lies_in_its_region(db: None) -> None:
    """The first two digits are the region's."""
    assert region("711210000") == "710000000"
    assert territory("711210000", TODAY).name_kk == "Астана қаласы"


def test_new_regions_begin_in_june_2022(db: None) -> None:
    """Before that their department is not there."""
    assert office_for("100000000", date(2022, 6, 8))
    with pytest.raises(TerritoryNotKnown):
        office_for("100000000", date(2022, 6, 7))


def test_zones_follow_the_clock_change_of_2024(db: None) -> None:
    """Since 1 March 2024 the whole country has one time; before, Aktobe was an hour behind Astana."""
    moment, before = datetime(2026, 3, 2, 12), datetime(2024, 2, 1, 12)  # noqa: DTZ001
    assert office_code("711210000", TODAY) == office_for("711210000", TODAY).kato
    zones = {name: zone(kato, TODAY) for name, kato in (("aktobe", "150000000"), ("astana", "710000000"))}
    assert {one.utcoffset(moment) for one in zones.values()} == {timedelta(hours=5)}
    assert zones["astana"].utcoffset(before) == timedelta(hours=6)
    assert zones["aktobe"].utcoffset(before) == timedelta(hours=5)


def test_loading_twice_changes_nothing(db: None) -> None:
    """The file is the truth, and offices keep their ids."""
    before = set(Office.objects.values_list("id", flat=True)), Territory.objects.count()
    load()
    assert (set(Office.objects.values_list("id", flat=True)), Territory.objects.count()) == before


def test_every_authority_has_a_name_in_every_region_and_language() -> None:
    for authority in Authority:
        for row in rows():
            names = body_names(row["kato"], TODAY, authority)
            assert names is not None
            assert set(names) == {"kk", "ru", "en"}
            assert all("{" not in name for name in names.values())


def test_the_employment_body_is_another_than_the_health_department() -> None:
    names = body_names("710000000", date(2022, 3, 2), Authority.EMPLOYMENT)
    assert names is not None
    assert names["kk"] == "Астана қаласы бойынша жұмыспен қамту және әлеуметтік бағдарламалар басқармасы"
    assert body_names("999999999", date(2022, 3, 2), Authority.EMPLOYMENT) is None
