"""Licences in the register: writing them, their numbers, what they are on a day, earlier ones, what officers record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from tests.builders import ASTANA, Office

from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import change
from tirkelim.journal.models import JournalEntry
from tirkelim.register.commands.licence_events import record_licence_event, turns
from tirkelim.register.commands.licence_import import EarlierAnnex, EarlierLicence, import_licence, number_of
from tirkelim.register.commands.licences import (
    AnnexTerms,
    BaseTerms,
    Claimed,
    Holder,
    LicenceEventTerms,
    LicenceTerms,
    add_annex,
    enter_base,
    issue_licence,
    rename_base,
    take_back_rename,
    write_licence_event,
)
from tirkelim.register.commands.writing import Invalid, NotFound
from tirkelim.register.given_numbers import is_given
from tirkelim.register.licence_queries import (
    history_of,
    licence_by_decision,
    licence_by_number,
    licence_on,
    licences_of_organisation,
    licences_of_person,
    licences_on,
)
from tirkelim.register.licence_status import LicenceStatus
from tirkelim.register.models import BaseFact, Licence, LicenceEventKind
from tirkelim.register.public_numbers import PATTERN

KIND = LicenceEventKind
ISSUED = date(2026, 1, 12)
DAY = date(2026, 3, 2)
PRIMARY, CARDIOLOGIST = Claimed("1.2"), Claimed("1.3", "residency.cardiology")


class Registry(Office):
    """A clinic with a licence and one annex since January."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic = self.organisation("«Шипа» клиникасы")
        self.holder = Holder(self.clinic, None)
        self.licence = self.issue(self.holder)

    def issue(self, holder: Holder, **terms: Any) -> Licence:
        """A licence with one annex."""
        given: dict[str, Any] = {"holder": holder, "issued_on": ISSUED, "office": "711110000"} | terms
        with change(self.command(), "test.issue") as made:
            row = issue_licence(made, LicenceTerms(**given))
        self.annex(row)
        return row

    def annex(self, licence: Licence, address: str = "Абай даңғылы, 12", *claimed: Claimed) -> UUID:
        """An annex for a new base."""
        holder = Holder(licence.organisation_id, licence.person_id)
        with change(self.command(), "test.annex") as made:
            entered = BaseTerms(id=uuid4(), holder=holder, kato=ASTANA, address=address, valid_from=ISSUED)
            base = enter_base(made, entered)
            terms = AnnexTerms(base=base.id, issued_on=ISSUED, subtypes=claimed or (PRIMARY, CARDIOLOGIST))
            return add_annex(made, licence, terms).id

    def happens(self, kind: LicenceEventKind, on: date, **terms: Any) -> None:
        """An event, whoever recorded it."""
        with change(self.command(), "test.event") as made:
            terms = {"ground": "court", "reference": "№ 5"} | terms
            write_licence_event(made, self.licence, LicenceEventTerms(kind=kind, on=on, **terms))

    def status(self, on: date = DAY) -> LicenceStatus:
        """What the licence is worth on a day."""
        return licence_on(self.licence, on, self.now).status.status


@pytest.fixture
def registry(db: None) -> Registry:
    """A register with one licence."""
    return Registry()


def test_a_licence_has_a_number_a_region_and_an_entry_in_both_streams(registry: Registry) -> None:
    row = registry.licence
    assert PATTERN.fullmatch(row.number)
    assert is_given(row.number)
    assert row.office == "710000000"
    for stream in (f"organisation:{registry.clinic}", f"licence:{row.id}"):
        entry = JournalEntry.objects.get(stream=stream, kind="licence_issued")
        assert row.number in (entry.payload.body or "")


def test_annexes_are_counted_on_and_name_their_subtypes(registry: Registry) -> None:
    registry.annex(registry.licence, "Тұран даңғылы, 5", CARDIOLOGIST)
    shown = licence_on(registry.licence, DAY, registry.now)
    assert [one.annex.number for one in shown.annexes] == ["001", "002"]
    assert [one.fact.address for one in shown.annexes] == ["Абай даңғылы, 12", "Тұран даңғылы, 5"]
    assert [(row.code, row.specialty) for row in shown.annexes[1].subtypes] == [("1.3", "residency.cardiology")]
    assert all(one.is_valid for one in shown.annexes)


def test_an_annex_needs_a_base_of_its_holder_and_each_subtype_once(registry: Registry) -> None:
    other = registry.issue(Holder(registry.organisation("Басқа"), None))
    foreign = other.annexes.get().base_id
    own = registry.licence.annexes.get().base_id
    for base, subtypes, field in (
        (foreign, (PRIMARY,), "base"),
        (own, (), "subtypes"),
        (own, (PRIMARY,) * 2, "subtypes"),
    ):
        with change(registry.command(), "test.annex") as made, pytest.raises(Invalid) as bad:
            add_annex(made, registry.licence, AnnexTerms(base=base, issued_on=ISSUED, subtypes=subtypes))
        assert field in bad.value.errors


def test_a_base_of_somebody_else_is_not_taken_and_ones_own_is_found_again(registry: Registry) -> None:
    base = registry.licence.annexes.get().base
    terms = BaseTerms(id=base.id, holder=registry.holder, kato=ASTANA, address="Басқаша", valid_from=DAY)
    with change(registry.command(), "test.base") as made:
        assert enter_base(made, terms) == base
        with pytest.raises(Invalid):
            enter_base(made, replace(terms, holder=Holder(registry.organisation("Өзге"), None)))
        with pytest.raises(Invalid):
            enter_base(made, replace(terms, id=uuid4(), kato="астана"))
    assert BaseFact.objects.get(base=base).address == "Абай даңғылы, 12"


def test_a_base_is_written_otherwise_from_a_day_and_that_can_be_taken_back(registry: Registry) -> None:
    base = registry.licence.annexes.get().base
    before = registry.now
    with change(registry.command(), "test.rename") as renaming:
        rename_base(renaming, base, date(2026, 2, 1), ASTANA, "Қабанбай даңғылы, 12")

    def address(on: date, known: Any = None) -> str:
        return licence_on(registry.licence, on, known or registry.now).annexes[0].fact.address

    assert (address(date(2026, 1, 31)), address(date(2026, 2, 1))) == ("Абай даңғылы, 12", "Қабанбай даңғылы, 12")
    assert address(DAY, before) == "Абай даңғылы, 12"
    with change(registry.command(), "test.back") as made:
        take_back_rename(made, base, renaming)
    assert address(DAY) == "Абай даңғылы, 12"
    with change(registry.command(), "test.again") as made:
        take_back_rename(made, base, renaming)
    assert address(DAY) == "Абай даңғылы, 12"


def test_the_past_is_answered_on_both_axes(registry: Registry) -> None:
    known_before = registry.now
    registry.happens(KIND.SUSPENDED, date(2026, 2, 2))
    assert registry.status(date(2026, 2, 1)) is LicenceStatus.VALID
    assert registry.status() is LicenceStatus.SUSPENDED
    assert licence_on(registry.licence, DAY, known_before).status.status is LicenceStatus.VALID
    assert registry.status(ISSUED - timedelta(days=1)) is LicenceStatus.NOT_YET
    assert not licence_on(registry.licence, DAY, registry.now).annexes[0].is_valid


def test_licences_of_an_organisation_and_of_a_person(registry: Registry) -> None:
    person = registry.person()
    own = registry.issue(Holder(None, person), issued_on=date(2026, 2, 2))
    assert [one.licence for one in licences_of_organisation(registry.clinic, DAY, registry.now)] == [registry.licence]
    assert [one.licence for one in licences_of_person(person, DAY, registry.now)] == [own]
    assert licences_of_person(person, DAY, registry.now - timedelta(hours=1)) == ()


def test_many_licences_cost_four_queries(registry: Registry, django_assert_num_queries: Any) -> None:
    rows = [registry.licence, *(registry.issue(Holder(registry.organisation(f"№ {n}"), None)) for n in range(3))]
    with django_assert_num_queries(4):
        assert [one.licence for one in licences_on(rows, DAY, registry.now)] == rows


def test_found_by_its_number_and_by_its_decision(registry: Registry) -> None:
    decision = uuid4()
    row = registry.issue(Holder(None, registry.person()), decision=decision)
    assert licence_by_number(f" {row.number[:4].lower()}-{row.number[4:]} ") == row
    assert licence_by_decision(decision) == row
    assert licence_by_decision(uuid4()) is None
    with pytest.raises(IntegrityError):
        registry.issue(registry.holder, decision=decision)


def test_the_history_tells_everything_the_latest_first(registry: Registry) -> None:
    annex = registry.licence.annexes.get()
    known = registry.now
    registry.happens(KIND.SUSPENDED, date(2026, 2, 2), annex=annex.id)
    lines = history_of(registry.licence)
    assert [line.what for line in lines] == ["suspended", "annex_issued", "issued"]
    assert lines[0].annex == annex
    assert [line.what for line in history_of(registry.licence, known)] == ["annex_issued", "issued"]


# --- what officers record ---


def event(kind: LicenceEventKind = KIND.SUSPENDED, **terms: Any) -> LicenceEventTerms:
    """A suspension of today on a violation, unless told otherwise."""
    usual: dict[str, Any] = {"on": DAY, "ground": "violation", "reference": "№ 7 акт, 01.03.2026"}
    return LicenceEventTerms(kind=kind, **(usual | terms))


def recorded(registry: Registry, given: LicenceEventTerms, login: str = "officer", kato: str = ASTANA) -> None:
    """An officer of the region records it."""
    officer = Account.objects.filter(login=login).first() or registry.officer(login, kato)
    record_licence_event(registry.command(officer.id), registry.licence.id, given)


def test_an_officer_suspends_resumes_and_ends(registry: Registry) -> None:
    recorded(registry, event())
    assert registry.status() is LicenceStatus.SUSPENDED
    recorded(registry, event(KIND.RESUMED, ground="mended"))
    assert registry.status() is LicenceStatus.VALID
    recorded(registry, event(KIND.TERMINATED, ground="own_request"))
    assert registry.status() is LicenceStatus.TERMINATED
    with pytest.raises(Invalid, match="ended_already"):
        recorded(registry, event())


def test_an_annex_alone_is_suspended(registry: Registry) -> None:
    annex = registry.licence.annexes.get()
    recorded(registry, event(annex=annex.id, until=date(2026, 3, 10)))
    shown = licence_on(registry.licence, DAY, registry.now)
    assert shown.status.status is LicenceStatus.VALID
    assert shown.annexes[0].status == (LicenceStatus.SUSPENDED, DAY, date(2026, 3, 10))
    assert licence_on(registry.licence, date(2026, 3, 11), registry.now).annexes[0].is_valid


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        (event(reference="  "), "reference", "missing"),
        (event(reference="х" * 301), "reference", "too_long"),
        (event(on=DAY + timedelta(days=1)), "on", "in_the_future"),
        (event(on=ISSUED - timedelta(days=1)), "on", "before_issue"),
        (event(until=DAY - timedelta(days=1)), "until", "before_start"),
        (event(KIND.WITHDRAWN, ground="court", until=DAY), "until", "unexpected"),
        (event(ground="mended"), "ground", "unknown_value"),
        (event(KIND.RESUMED, ground="mended"), "kind", "not_suspended"),
        (event(KIND.REISSUED), "kind", "unknown_value"),
        (event(annex=uuid4()), "annex", "unknown_value"),
    ],
)
def test_what_cannot_be_so_is_said_by_field(
    registry: Registry, given: LicenceEventTerms, field: str, reason: str
) -> None:
    with pytest.raises(Invalid) as bad:
        recorded(registry, given)
    assert bad.value.errors[field] == reason


def test_what_came_later_is_not_overtaken(registry: Registry) -> None:
    recorded(registry, event(on=date(2026, 2, 20)))
    with pytest.raises(Invalid, match="suspended_already"):
        recorded(registry, event())
    with pytest.raises(Invalid, match="before_last_event"):
        recorded(registry, event(on=date(2026, 2, 10)))


def test_only_officers_of_the_licences_own_region(registry: Registry) -> None:
    with pytest.raises(Denied):
        recorded(registry, event(), "far", "750000000")
    head = registry.account("dep-head", Role.DEPARTMENT_HEAD, territory=ASTANA)
    with pytest.raises(Denied):
        record_licence_event(registry.command(head.id), registry.licence.id, event())
    with pytest.raises(NotFound):
        record_licence_event(registry.command(head.id), uuid4(), event())


def test_an_officer_records_nothing_of_a_licence_of_their_own(registry: Registry) -> None:
    officer = registry.officer("dentist-officer")
    officer.person = registry.person("Сейітова")
    officer.save()
    own = registry.issue(Holder(None, officer.person))
    with pytest.raises(Denied):
        record_licence_event(registry.command(officer.id), own.id, event())
    record_licence_event(registry.command(officer.id), registry.licence.id, event())


def test_a_repeated_command_writes_once(registry: Registry) -> None:
    command = registry.command(registry.officer().id)
    first = record_licence_event(command, registry.licence.id, event())
    again = record_licence_event(command, registry.licence.id, event())
    assert (again.result, again.repeated) == (first.result, True)
    assert registry.licence.events.count() == 1


def test_what_can_be_done_follows_from_the_status() -> None:
    assert turns(LicenceStatus.VALID) == (KIND.SUSPENDED, KIND.TERMINATED, KIND.WITHDRAWN)
    assert turns(LicenceStatus.SUSPENDED) == (KIND.RESUMED, KIND.TERMINATED, KIND.WITHDRAWN)
    assert turns(LicenceStatus.WITHDRAWN) == ()


# --- earlier licences ---


def earlier(registry: Registry, **terms: Any) -> EarlierLicence:
    """A paper licence of 2015 with one annex."""
    annex = EarlierAnnex(
        number="001", issued_on=date(2015, 6, 1), kato=ASTANA, address="Сейфуллин, 8", subtypes=(PRIMARY,)
    )
    usual: dict[str, Any] = {
        "holder": registry.holder, "number": "1500 0123", "issued_on": date(2015, 6, 1), "office": ASTANA,
        "on_paper": True, "annexes": (annex,),
    }  # fmt: skip
    return EarlierLicence(**(usual | terms))


def entered(registry: Registry, given: EarlierLicence) -> Licence:
    """An officer enters it."""
    officer = Account.objects.filter(login="officer").first() or registry.officer()
    done = import_licence(registry.command(officer.id), given)
    return Licence.objects.get(pk=done.result["licence"])


def test_an_earlier_licence_is_entered_with_its_annexes(registry: Registry) -> None:
    row = entered(registry, earlier(registry))
    assert (row.number, row.on_paper, row.decision) == ("15000123", True, None)
    shown = licence_on(row, date(2016, 1, 1), registry.now)
    assert shown.status.status is LicenceStatus.VALID
    assert [(one.annex.number, one.fact.address) for one in shown.annexes] == [("001", "Сейфуллин, 8")]
    assert licence_by_number("1500 0123") == row
    with pytest.raises(Invalid, match="taken"):
        entered(registry, earlier(registry))
    registry.annex(row, "Тағы бір")
    assert sorted(row.annexes.values_list("number", flat=True)) == ["001", "002"]


def test_its_holder_has_to_be_there_and_its_officer_of_the_region(registry: Registry) -> None:
    with pytest.raises(NotFound):
        entered(registry, earlier(registry, holder=Holder(uuid4(), None)))
    far = registry.officer("far", "750000000")
    with pytest.raises(Denied):
        import_licence(registry.command(far.id), earlier(registry))


def test_what_is_wrong_with_an_earlier_licence_is_said_by_field(registry: Registry) -> None:
    annex = EarlierAnnex(number="1", issued_on=date(2014, 1, 1), kato="", address="", subtypes=(Claimed("1.3"),))
    given = earlier(registry, number="12", issued_on=date(2015, 6, 1), annexes=(annex, annex))
    with pytest.raises(Invalid) as bad:
        entered(registry, given)
    assert bad.value.errors == {
        "number": "wrong",
        "annexes.0.number": "wrong",
        "annexes.0.issued_on": "before_issue",
        "annexes.0.kato": "unknown_value",
        "annexes.0.address": "missing",
        "annexes.0.subtypes": "specialty_missing",
        "annexes.1.number": "twice",
        "annexes.1.issued_on": "before_issue",
        "annexes.1.kato": "unknown_value",
        "annexes.1.address": "missing",
        "annexes.1.subtypes": "specialty_missing",
    }
    with pytest.raises(Invalid, match="annexes"):
        entered(registry, earlier(registry, annexes=()))


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1234 5678", "12345678"), ("kz12 abc 00000001", "KZ12ABC00000001"), ("1234567", None), ("", None)],
)
def test_the_number_of_an_earlier_licence(typed: str, number: str | None) -> None:
    assert number_of(typed) == number
