"""Statuses of organisations: who records them, which days they hold, how they are corrected."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.builders import Office

from tirkelim.identity.models import Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.models import JournalEntry
from tirkelim.register.assessment_queries import accreditation_of, accredited_on, assessing_organisations
from tirkelim.register.commands import Invalid, NotFound, correct_status, record_status
from tirkelim.register.models import OrganisationStatus, StatusKind

pytestmark = pytest.mark.django_db
KIND = StatusKind.ASSESSMENT_ACCREDITATION
FIRST, AFTER = date(2026, 1, 1), date(2027, 1, 1)


@pytest.fixture
def office() -> Office:
    return Office()


def recorded(office: Office, organisation: UUID, number: str = "АК-1", **days: Any) -> UUID:
    days = {"valid_from": FIRST, "valid_to": AFTER} | days
    done = record_status(office.command(), organisation, KIND, number=number, **days)
    return UUID(done.result["status"])


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 12, 31), False),
        (FIRST, True),
        (date(2026, 12, 31), True),
        (AFTER, False),
    ],
)
def test_the_days_it_holds(office: Office, day: date, holds: bool) -> None:
    organisation = office.organisation()
    recorded(office, organisation)
    assert (accreditation_of(organisation, day, office.now) is not None) is holds
    assert [one.organisation for one in accredited_on(day, office.now)] == ([organisation] if holds else [])


def test_the_longest_of_several_is_named(office: Office) -> None:
    organisation = office.organisation()
    recorded(office, organisation)
    recorded(office, organisation, "АК-2", valid_to=None)
    (one,) = accredited_on(FIRST, office.now)
    assert (one.number, one.until) == ("АК-2", None)


def test_other_statuses_do_not_accredit(office: Office) -> None:
    organisation = office.organisation()
    record_status(office.command(), organisation, "residency_base", number="Р-1", valid_from=FIRST)
    assert accredited_on(FIRST, office.now) == []
    assert list(assessing_organisations()) == []


def test_only_the_administrator(office: Office) -> None:
    organisation = office.organisation()
    hr = office.account("personnel", Role.HR_OFFICER, organisation=organisation)
    with pytest.raises(Denied):
        record_status(office.command(hr.id), organisation, KIND, number="АК-1", valid_from=FIRST)
    admin = office.account("admin", Role.ADMINISTRATOR)
    record_status(office.command(admin.id), organisation, KIND, number="АК-1", valid_from=FIRST)
    line = OrganisationStatus.objects.get().line
    with pytest.raises(Denied):
        correct_status(office.command(hr.id), line, number="АК-2", valid_from=FIRST, valid_to=None, reason="x")


def test_a_repeated_command_records_once(office: Office) -> None:
    organisation, command = office.organisation(), office.command()
    for repeated in (False, True):
        done = record_status(command, organisation, KIND, number="АК-1", valid_from=FIRST)
        assert done.repeated is repeated
    assert OrganisationStatus.objects.count() == 1


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"number": " "}, "number"),
        ({"number": "АК-1"}, "number"),
        ({"number": "А" * 61}, "number"),
        ({"number": "АК-2", "valid_to": FIRST}, "valid_to"),
        ({"number": "АК-2", "kind": "sauna"}, "kind"),
    ],
)
def test_what_cannot_be(office: Office, how: dict[str, Any], field: str) -> None:
    organisation = office.organisation()
    recorded(office, organisation)
    kind = how.pop("kind", KIND)
    with pytest.raises(Invalid) as refused:
        record_status(office.command(), organisation, kind, **{"valid_from": FIRST} | how)
    assert set(refused.value.errors) == {field}


def test_nobodys_status(office: Office) -> None:
    with pytest.raises(NotFound):
        record_status(office.command(), uuid4(), KIND, number="АК-1", valid_from=FIRST)
    with pytest.raises(NotFound):
        correct_status(office.command(), uuid4(), number="АК-1", valid_from=FIRST, valid_to=None, reason="x")


def test_a_withdrawn_accreditation_ends_and_what_was_known_stays(office: Office) -> None:
    organisation = office.organisation()
    line = recorded(office, organisation)
    before, day = office.now, date(2026, 6, 1)
    values = {"number": "АК-1", "valid_from": FIRST, "valid_to": date(2026, 5, 1)}
    with pytest.raises(Invalid):
        correct_status(office.command(), line, **values, reason=" ")
    correct_status(office.command(), line, **values, reason="Бұйрық № 12")
    assert accreditation_of(organisation, day, before) is not None
    assert accreditation_of(organisation, day, office.now) is None
    with pytest.raises(Invalid):
        correct_status(office.command(), line, **values, reason="Тағы да")
    kinds = JournalEntry.objects.filter(stream=f"organisation:{organisation}").values_list("kind", flat=True)
    assert list(kinds.order_by("seq"))[-2:] == ["status_recorded", "status_corrected"]
