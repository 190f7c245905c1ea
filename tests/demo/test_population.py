"""The invented population: the same for the same seed, true to the register's rules, and stored in little memory."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import islice
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Count, F, Q
from django.test import override_settings

from tirkelim.demo import bulk
from tirkelim.demo.bulk import OtherSeed, add_population
from tirkelim.demo.life import Life
from tirkelim.demo.numbers import COUNTRY, REGION, bin_of, born, certificate_number
from tirkelim.demo.population import Population
from tirkelim.demo.workplaces import workplace, workplace_of
from tirkelim.identity.models import Territory
from tirkelim.journal.models import JournalEntry
from tirkelim.journal.seal import seal
from tirkelim.journal.temporal import TemporalRow
from tirkelim.journal.verify import verify_all
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.ledger import ledger
from tirkelim.law.order_283_cpd.levels import LevelName
from tirkelim.register.commands.activities import checked
from tirkelim.register.identifiers import parse_bin, parse_iin
from tirkelim.register.models import (
    Activity,
    Certificate,
    CpdSheet,
    Employment,
    Organisation,
    OrganisationStatus,
    Person,
    PersonFact,
    PersonIdentifier,
)
from tirkelim.register.names import search_key
from tirkelim.register.public_numbers import PATTERN
from tirkelim.register.queries import certificates_of, person_profile
from tirkelim.register.sheets import activities_on
from tirkelim.register.status import CertificateStatus

NOW = datetime(2026, 9, 16, 6, 0, tzinfo=UTC)
TODAY = date(2026, 9, 16)
FACTS = [model for model in apps.get_app_config("register").get_models() if issubclass(model, TemporalRow)]


def add(people: int, seed: int = 7) -> bulk.Added:
    """Store so many people; returns the last word."""
    done = list(add_population(seed, people, NOW, TODAY))[-1]
    if connection.vendor == "postgresql":
        # Tables that were empty when PostgreSQL last looked are searched in a way that suits empty ones: for minutes.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return done


def said(life: Life) -> list[object]:
    """All that is drawn of a person."""
    return [[(fact.model, fact.values, fact.known, fact.closed) for fact in life.facts], life.entries]


def contents() -> dict[str, list[Any]]:
    """All rows of the register, but for what differs by chance that nobody drew (salts of the journal)."""
    tables: list[Any] = [*FACTS, Person, Certificate, CpdSheet]
    return {model.__name__: sorted(model.objects.values_list(), key=str) for model in tables}


def test_a_person_depends_on_seed_number_and_day_alone() -> None:
    first, again = Population(7, TODAY), Population(7, TODAY)
    forwards = [said(first.person(n)) for n in range(40)]
    backwards = [said(again.person(n)) for n in reversed(range(40))]
    assert forwards == backwards[::-1]
    assert said(Population(8, TODAY).person(3)) != forwards[3]


def test_numbers_never_repeat() -> None:
    """Also where the four digits do: people who share them are born on different days."""
    blocks = range(0, COUNTRY.room, COUNTRY.size)
    few = [
        born(start + place, 1960 + (start // COUNTRY.size) % 40, False, COUNTRY)[1]
        for start in blocks
        for place in (0, 17)
    ]
    assert len(set(few)) == len(few)
    many = [born(n, 1990, n % 2 == 0, COUNTRY)[1] for n in range(30_000)]
    staff = [born(n, 1990, n % 2 == 0, REGION)[1] for n in range(1000)]
    assert len({*many, *staff}) == len(many) + len(staff)
    assert {parse_iin(number).birth_date.year // 100 for number in many} == {18}
    with pytest.raises(ValueError, match="does not fit"):
        born(COUNTRY.room, 1990, True, COUNTRY)


def test_numbers_of_organisations_and_certificates() -> None:
    bins = [bin_of(n, part) for n in range(3000) for part in (0, 1)]
    assert len({parse_bin(number).number for number in bins}) == len(bins)
    numbers = [certificate_number(7, n, k, block) for n in range(2000) for k in (0, 1) for block in (COUNTRY, REGION)]
    assert len({number[-8:] for number in numbers}) == len(numbers)
    assert all(PATTERN.fullmatch(number) for number in numbers)


def test_shares_are_those_of_the_country() -> None:
    lives = [Population(7, TODAY).person(n) for n in range(3000)]
    tracks = Counter(life.track for life in lives)
    doctors = tracks["7I"] + tracks["7R"] + tracks["8"]
    assert 0.27 < doctors / 3000 < 0.325  # 83,379 of 281,400
    assert 0.65 < (tracks["4"] + tracks["5"]) / 3000 < 0.71  # 191,728 of 281,400
    assert 0.76 < sum(not life.male for life in lives) / 3000 < 0.86
    ages = [(TODAY - life.birth).days // 365 for life in lives]
    assert min(ages) >= 20
    assert max(ages) <= 74
    assert 38 < sum(ages) / 3000 < 45
    criteria = Counter(result.criterion for life in lives for result in life.results)
    assert set(criteria) == set(range(1, 22))
    assert 1.5 < sum(criteria.values()) / 3000 / 6 < 2.6  # a year
    assert 70 <= 3000 / (workplace_of(2999) + 1) <= 100


def test_results_are_such_as_a_worker_could_enter() -> None:
    """Row by row of the annex: the facts are those that the command takes, and under the law they mean something."""
    found = [fact.values for n in range(400) for fact in Population(7, TODAY).person(n).facts if fact.model is Activity]
    for values in found:
        clean = checked(values, TODAY)
        assert {name: values[name] for name in ("criterion", "title", "details", "document_number")} == {
            name: clean[name] for name in ("criterion", "title", "details", "document_number")
        }


@pytest.mark.django_db
def test_every_region_has_organisations() -> None:
    """And the places that workers live in are regions of the reference data."""
    regions = set(Territory.objects.filter(valid_to__isnull=True).values_list("kato", flat=True))
    assert {workplace(7, k).place.kato for k in range(300)} == regions


@pytest.mark.django_db
def test_a_smaller_population_is_the_beginning_of_a_larger_one() -> None:
    assert add(620) == (620, 0)
    small = contents()
    assert add(620) == (0, 620)
    assert contents() == small
    assert add(900) == (280, 620)
    assert Person.objects.count() == 900
    assert all(set(map(str, small[name])) <= set(map(str, rows)) for name, rows in contents().items())
    with pytest.raises(OtherSeed, match="seed 7"):
        add(10, seed=8)


@pytest.mark.django_db
def test_three_thousand_people_keep_the_rules_of_the_register() -> None:
    add(3000)

    assert verify_all().good
    for model in FACTS:
        rows = model.objects.all()
        assert not rows.filter(known_from__gt=NOW).exists()
        assert not rows.filter(valid_to__isnull=False, valid_to__lte=F("valid_from")).exists(), model
        open_rows = rows.filter(known_to__isnull=True)
        assert no_overlap(open_rows), model
        assert not rows.exclude(known_from=F("change__at")).exists()
    assert PersonIdentifier.objects.values("value").distinct().count() == 3000
    assert Certificate.objects.values("number").distinct().count() == Certificate.objects.count()
    assert no_overlap(Employment.objects.current().filter(is_main=True), "person_id")
    assert not Employment.objects.filter(Q(left_on__lt=F("hired_on")) | Q(hired_on__gt=TODAY)).exists()
    for fact in islice(PersonFact.objects.current(), 50):
        names = (fact.surname_kk, fact.given_kk, fact.patronymic_kk, fact.surname_ru, fact.given_ru, fact.patronymic_ru,
                 fact.surname_latin, fact.given_latin)  # fmt: skip
        assert fact.search_key == search_key(*names)
    levels = set(Certificate.objects.exclude(level=None).values_list("level", flat=True))
    assert levels <= {level.value for level in LevelName}
    assert not Activity.objects.filter(completed_on__gt=TODAY).exists()
    _many_kinds()


def _many_kinds() -> None:
    """Something of everything is there."""
    second = Employment.objects.current(TODAY).filter(is_main=False).values("person").distinct().count()
    assert 0.05 < second / 3000 < 0.11
    jobs = Employment.objects.current().filter(is_main=True).values("person").annotate(n=Count("line", distinct=True))
    assert {row["n"] for row in jobs} == {1, 2, 3, 4}
    people = Person.objects.values_list("id", flat=True)[:600]
    states = Counter(state.status for person in people for _, state in certificates_of(person, TODAY, NOW))
    lasting = {CertificateStatus.VALID, CertificateStatus.EXPIRED}
    assert set(states) >= {*lasting, CertificateStatus.WITHDRAWN, CertificateStatus.SUPERSEDED}
    assert Certificate.objects.filter(valid_until=None).exists()
    assert set(Organisation.objects.values_list("facts__kind", flat=True)) >= {"medical", "scientific", "assessment"}
    assert OrganisationStatus.objects.filter(kind="assessment_accreditation").exists()
    sheet = CpdSheet.objects.exclude(refused=[]).first()
    assert sheet is not None
    assert sheet.total == sum(row["quarters"] for row in sheet.activities)
    counted = ledger(activities_on(sheet), sheet.confirmed_on, current_book())
    assert [line.quarters for line in counted.lines] == [row["quarters"] for row in sheet.activities]
    kinds = set(JournalEntry.objects.values_list("kind", flat=True))
    assert {"person_added", "hired", "left", "transferred", "absence_begun", "results_confirmed"} <= kinds


def no_overlap(rows: object, group: str = "line") -> bool:
    """Whether no two rows of a group hold on the same day."""
    ends: dict[object, date | None] = {}
    for key, start, end in rows.order_by("valid_from").values_list(group, "valid_from", "valid_to"):  # type: ignore[attr-defined]
        before = ends.get(key, start)
        if before is None or before > start:
            return False
        ends[key] = end
    return True


@pytest.mark.django_db
def test_what_was_known_on_a_past_day_can_be_asked() -> None:
    """A job entered on the day after hiring is not known on the day of hiring; one that ended later was open then."""
    add(300)
    old = Employment.objects.filter(known_to__isnull=False).order_by("known_from", "id").first()
    assert old is not None
    then = person_profile(old.person_id, TODAY, old.known_from)
    assert old.id in {row.id for row in then.employments}
    assert old.id not in {row.id for row in person_profile(old.person_id, TODAY, NOW).employments}


@pytest.mark.django_db
def test_nothing_is_written_into_a_closed_time() -> None:
    seal(NOW - timedelta(hours=1), margin=timedelta(0))
    add(20)
    assert PersonFact.objects.order_by("known_from").first().known_from > NOW - timedelta(hours=1)  # type: ignore[union-attr]
    assert verify_all().good


@pytest.mark.django_db
def test_memory_does_not_grow_with_the_population(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 20)
    steps = add_population(7, 280, NOW, TODAY)
    tracemalloc.start()
    try:
        peaks = []
        for _ in steps:
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()
    finally:
        tracemalloc.stop()
    # The first batches also fill the driver's store of prepared statements, which is bounded.
    assert max(peaks[9:]) < 1.3 * max(peaks[4:9])


@pytest.mark.django_db
@override_settings(DEMO=False)
def test_outside_demo_mode_there_is_no_population() -> None:
    with pytest.raises(ImproperlyConfigured):
        add(1)


@pytest.mark.django_db
def test_the_command_makes_the_region_first_and_says_what_it_did() -> None:
    told = StringIO()
    call_command("demo", "--people=30", "--seed=5", stdout=told, skip_checks=True)
    call_command("demo", "--people=30", "--seed=5", stdout=told, skip_checks=True)
    assert "30 people added" in told.getvalue()
    assert "30 people of seed 5 were here already" in told.getvalue()
    assert "0 people added." in told.getvalue()
    with pytest.raises(CommandError, match="seed 5"):
        call_command("demo", "--people=30", "--seed=6", stdout=told, skip_checks=True)
    with pytest.raises(CommandError, match="whole number"):
        call_command("demo", "--people=-3", stdout=told, skip_checks=True)
