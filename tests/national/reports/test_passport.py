"""The passport of an organisation, and the indicators of the whole register."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.builders import Office

from tirkelim.identity.territories import territories
from tirkelim.national.reports.figures import Dimension
from tirkelim.national.reports.indicators import Indicator, Share, indicators
from tirkelim.national.reports.passport import CertificateCount, passport
from tirkelim.register import commands
from tirkelim.register.as_of import AsOf
from tirkelim.register.commands import CertificateTerms

MOMENT = datetime(2026, 6, 1, 6, tzinfo=UTC)
DAY = date(2026, 5, 31)


class Clinic(Office):
    """A clinic with four workers: one at her main place, one with a second job there, one who has left, one away."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic, self.other = self.organisation("Емхана"), self.organisation("Аурухана")
        self.main, self.second, self.gone, self.away = (self.person(name) for name in ("А", "Б", "В", "Г"))
        self.job(self.main, self.clinic, date(2026, 2, 27))
        self.job(self.second, self.other)
        self.job(self.second, self.clinic, date(2026, 1, 5), is_main=False)
        left = self.job(self.gone, self.clinic)
        commands.leave(self.command(), left, left_on=date(2026, 4, 30), reason="own_wish")
        job = self.job(self.away, self.clinic, position=60)
        commands.begin_absence(self.command(), job, kind="maternity", started_on=date(2026, 5, 4))

    def certificate(self, person: UUID, number: str, valid_until: date) -> None:
        """A certificate given before this register."""
        terms = CertificateTerms(
            person=person,
            specialty="secondary.nursing",
            issued_on=date(2023, 1, 10),
            valid_until=valid_until,
            number=number,
        )
        commands.record_certificate(self.command(), terms)


@pytest.fixture
def clinic(db: None) -> Clinic:
    return Clinic()


def test_each_worker_is_counted_at_one_place_and_each_job_at_its_own(clinic: Clinic) -> None:
    found = passport(clinic.clinic, AsOf(DAY, MOMENT))
    assert (found.headcount, found.main_jobs, found.second_jobs, found.on_leave) == (2, 2, 1, 1)
    assert found.by[Dimension.POSITION] == {"20": 1, "60": 1}
    assert found.by[Dimension.PYRAMID] == {"female 35-39": 2}
    assert found.facts is not None
    assert found.facts.name_kk == "Емхана"
    assert found.incomplete == 3


def test_a_passport_of_an_earlier_day_tells_that_day(clinic: Clinic) -> None:
    found = passport(clinic.clinic, AsOf(date(2026, 2, 1), MOMENT))
    assert (found.headcount, found.main_jobs, found.second_jobs, found.on_leave) == (2, 2, 1, 0)


def test_a_passport_as_known_before_tells_nothing_of_what_came_later(clinic: Clinic) -> None:
    found = passport(clinic.clinic, AsOf(DAY, datetime(2026, 1, 1, tzinfo=UTC)))
    assert (found.headcount, found.facts, found.entries_last_year) == (0, None, 0)


def test_entries_of_the_last_year_and_the_late_ones(clinic: Clinic) -> None:
    """All were entered on Monday, 2 March: the job of Friday, 27 February in time, that of January late."""
    found = passport(clinic.clinic, AsOf(DAY, MOMENT))
    assert (found.entries_last_year, found.late_last_year) == (4, 1)


def test_workers_by_the_certificate_that_holds_longest(clinic: Clinic) -> None:
    clinic.certificate(clinic.main, "KZ00AAA00000001", date(2026, 7, 1))
    clinic.certificate(clinic.second, "KZ00AAA00000002", date(2026, 7, 1))
    clinic.certificate(clinic.second, "KZ00AAA00000003", date(2027, 7, 1))
    clinic.certificate(clinic.away, "KZ00AAA00000004", date(2026, 5, 30))
    found = passport(clinic.clinic, AsOf(DAY, MOMENT))
    assert found.certificates == CertificateCount(valid=1, expiring=1, none=1)


def test_indicators_say_what_they_are_made_of_or_why_they_cannot_be_given(clinic: Clinic) -> None:
    found = {one.code: one for one in indicators(date(2026, 3, 1), DAY, MOMENT)}
    assert found["sex"].rows == (Share("female", 3, 3),)
    assert found["exit_voluntary"].rows == (Share("all", 1, 4),)
    assert found["older"].rows == (Share("all", 0, 3),)
    assert (found["ownership"].rows, found["ownership"].not_known, found["ownership"].reason) == ((), 3, "nobody")
    assert found["density"].reason == found["density_regions"].reason == "population_not_entered"
    assert all(one.reason for one in found.values() if not one.rows)


def test_density_is_given_where_the_population_is_told(clinic: Clinic) -> None:
    people = {row.kato: 700_000 for row in territories(DAY)}
    found: dict[str, Indicator] = {one.code: one for one in indicators(date(2026, 3, 1), DAY, MOMENT, people)}
    whole = 700_000 * len(people)
    assert found["density"].rows == (Share("all", 3, whole),)
    assert sum(row.part for row in found["density_groups"].rows) == 3
    assert {row.whole for row in found["density_groups"].rows} == {whole}
    assert Share("710000000", 3, 700_000) in found["density_regions"].rows
    assert Share("750000000", 0, 700_000) in found["density_regions"].rows


def test_nothing_is_said_of_a_country_some_of_whose_regions_are_not_counted(clinic: Clinic) -> None:
    people = {"710000000": 1_400_000}
    found: dict[str, Indicator] = {one.code: one for one in indicators(date(2026, 3, 1), DAY, MOMENT, people)}
    assert found["density"].reason == found["density_groups"].reason == "population_in_part"
    assert found["density"].rows == found["density_groups"].rows == ()
    assert found["density_regions"].rows == (Share("710000000", 3, 1_400_000),)


def test_the_share_of_those_who_first_studied_abroad(clinic: Clinic) -> None:
    for person, country in ((clinic.main, "RUS"), (clinic.away, "KAZ")):
        terms: dict[str, Any] = {
            "kind": "bachelor",
            "graduated_on": date(2012, 6, 20),
            "source": "document",
            "country": country,
        }
        commands.add_education(clinic.command(), person=person, **terms)
    found = {one.code: one for one in indicators(date(2026, 3, 1), DAY, MOMENT)}["foreign_trained"]
    assert (found.rows, found.not_known) == ((Share("all", 1, 2),), 1)
