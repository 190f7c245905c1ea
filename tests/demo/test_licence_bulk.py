"""Licences in any number: the same from the same seed, whole, verifiable, and stored once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from tirkelim.demo.licence_bulk import add_licences
from tirkelim.journal.verify import verify_all
from tirkelim.register.identifiers import parse_bin, parse_iin
from tirkelim.register.licence_queries import licences_on
from tirkelim.register.models import Licence, Organisation, PersonIdentifier
from tirkelim.services.licence.staffing.shortage import staffing_of

pytestmark = pytest.mark.django_db
NOW, TODAY = datetime(2026, 6, 1, 5, 0, tzinfo=UTC), date(2026, 6, 1)


def test_they_are_whole_and_their_journal_verifies() -> None:
    (done,) = add_licences(7, 60, NOW, TODAY)
    held = licences_on(Licence.objects.order_by("number"), TODAY, NOW)

    assert (done.new, done.known) == (60, 0)
    assert all(one.annexes and all(annex.subtypes for annex in one.annexes) for one in held)
    assert any(one.licence.person_id for one in held)
    staff = [line for one in held for annex in staffing_of(one, TODAY, NOW) for line in annex.lines]
    assert 0.75 < sum(not line.is_short for line in staff) / len(staff) < 0.95
    assert not verify_all().problems


def test_numbers_can_be_read() -> None:
    list(add_licences(7, 20, NOW, TODAY))

    for number in Organisation.objects.values_list("bin", flat=True):
        parse_bin(number)
    for number in PersonIdentifier.objects.values_list("value", flat=True):
        parse_iin(number)


def test_a_second_time_only_the_others_are_added() -> None:
    list(add_licences(7, 10, NOW, TODAY))
    before = set(Licence.objects.values_list("number", flat=True))
    (done,) = add_licences(7, 25, NOW, TODAY)

    assert (done.new, done.known) == (15, 10)
    assert before < set(Licence.objects.values_list("number", flat=True))


def test_outside_the_demo_there_are_none(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(ImproperlyConfigured):
        list(add_licences(7, 1, NOW, TODAY))
