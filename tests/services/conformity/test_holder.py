"""What the holder tells, which duties follow and how they are reminded of them; withdrawal (503/2016 p.17-22)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.services.conformity.office import ALMATY_CITY, LocalBody

from tirkelim.cases import daily
from tirkelim.cases.models import Outbox
from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.models import JournalEntry
from tirkelim.law.book import current_book
from tirkelim.law.standards.duties import Duty
from tirkelim.law.standards.services import Action
from tirkelim.notices.catalogue import write
from tirkelim.register.commands.writing import Invalid
from tirkelim.register.conformity_queries import held_on
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import ConformityCertificate, ConformityEventKind
from tirkelim.services.conformity.duties import DutyState, duties_of, open_duties
from tirkelim.services.conformity.notices import Notice, give_notice
from tirkelim.services.conformity.reminders import remind_conformity
from tirkelim.services.conformity.withdrawal import withdraw

EMPLOYER = {"employer": "№ 5 қалалық емхана", "employer_number": "310640000124", "reference": "15"}


class Told:
    """A holder of a certificate of 1 March 2022, and what they tell."""

    def __init__(self, body: LocalBody) -> None:
        self.body = body
        self.account: Account = body.foreigner()
        self.certificate: ConformityCertificate = body.granted(self.account)
        self.at(date(2022, 3, 28))

    def at(self, day: date) -> None:
        """Eleven in the morning in Astana of a day."""
        self.body.now = datetime(day.year, day.month, day.day, 5, 0, tzinfo=UTC)

    def tell(self, kind: str, event_on: date, by: Account | None = None, **how: Any) -> None:
        """The holder gives a notice; with an employer where it takes one."""
        told = ConformityEventKind(kind)
        employer = EMPLOYER if kind in ("contract_signed", "employer_changed") else {}
        command = self.body.command((by or self.account).id)
        give_notice(command, self.certificate.id, Notice(kind=told, event_on=event_on, **(employer | how)))

    def duties(self, on: date | None = None) -> list[tuple[Duty, DutyState, date]]:
        """The duties on a day (today), with their last days."""
        day = on or self.body.now.date()
        return [(one.duty, one.state, one.due_on) for one in duties_of(self.certificate, day, current_book())]

    def reminded(self) -> list[str]:
        """What the holder is reminded of on this day."""
        before = set(Outbox.objects.values_list("id", flat=True))
        daily.run_one("conformity_reminders", remind_conformity, self.body.now)
        rows = Outbox.objects.exclude(id__in=before).order_by("id")
        return [row.body["what"] for row in rows]


@pytest.fixture
def holder(body: LocalBody) -> Told:
    """A holder on Monday 28 March 2022."""
    return Told(body)


ASK, TELL_EMPLOYER = Duty.CONFORMITY_EXTENSION_REQUEST, Duty.CONFORMITY_NEW_EMPLOYER_NOTICE
TELL_END, ASK_REISSUE = Duty.CONFORMITY_CONTRACT_END_NOTICE, Duty.CONFORMITY_REISSUE_REQUEST
DONE, LATE, OPEN, OVERDUE = DutyState.DONE, DutyState.DONE_LATE, DutyState.OPEN, DutyState.OVERDUE


@pytest.mark.parametrize(
    ("kind", "event_on", "told_on", "expected"),
    [
        ("contract_signed", date(2022, 3, 28), date(2022, 3, 28), [(ASK, OPEN)]),
        ("contract_signed", date(2022, 3, 28), date(2022, 4, 4), [(ASK, OPEN)]),
        ("contract_signed", date(2022, 3, 28), date(2022, 4, 5), [(ASK, OVERDUE)]),
        ("employer_changed", date(2022, 3, 28), date(2022, 4, 4), [(TELL_EMPLOYER, DONE), (ASK, OPEN)]),
        ("employer_changed", date(2022, 3, 28), date(2022, 4, 5), [(TELL_EMPLOYER, LATE), (ASK, OVERDUE)]),
        ("contract_ended", date(2022, 3, 28), date(2022, 4, 4), [(TELL_END, DONE)]),
        ("contract_ended", date(2022, 3, 28), date(2022, 4, 5), [(TELL_END, LATE)]),
        ("data_changed", date(2022, 3, 28), date(2022, 4, 4), [(ASK_REISSUE, OPEN)]),
        ("data_changed", date(2022, 3, 28), date(2022, 4, 5), [(ASK_REISSUE, OVERDUE)]),
    ],
)
def test_each_notice_and_its_duties(
    holder: Told, kind: str, event_on: date, told_on: date, expected: list[tuple[Duty, DutyState]]
) -> None:
    """Five working days after Monday 28 March end on Monday 4 April."""
    holder.at(told_on)
    holder.tell(kind, event_on)
    assert sorted(holder.duties()) == sorted((duty, state, date(2022, 4, 4)) for duty, state in expected)


@pytest.mark.parametrize(("asked_on", "state"), [(date(2022, 4, 4), DONE), (date(2022, 4, 5), LATE)])
def test_an_extension_asked_for_fulfils_the_duty(holder: Told, asked_on: date, state: DutyState) -> None:
    holder.tell("contract_signed", date(2022, 3, 28))
    holder.at(asked_on)
    holder.body.sent(holder.account, Action.EXTEND, number=holder.certificate.number)
    assert holder.duties() == [(ASK, state, date(2022, 4, 4))]
    assert holder.duties(date(2022, 4, 1)) == [(ASK, OPEN, date(2022, 4, 4))]
    assert open_duties(holder.certificate, asked_on, current_book()) == ()


def test_an_application_nobody_was_told_of_before_fulfils_it_all_the_same(holder: Told) -> None:
    contract = {"contract": {"new_employer": True}}
    holder.body.sent(holder.account, Action.EXTEND, number=holder.certificate.number, answers=contract)
    assert [(duty, state) for duty, state, _ in holder.duties()] == [(ASK, DONE), (TELL_EMPLOYER, DONE)]


def test_one_taken_back_fulfils_nothing(holder: Told) -> None:
    holder.tell("contract_signed", date(2022, 3, 28))
    case = holder.body.sent(holder.account, Action.EXTEND, number=holder.certificate.number)
    holder.body.do(holder.account, case, "withdraw")
    assert [state for _, state, _ in holder.duties()] == [OPEN]


def test_duties_follow_a_certificate_into_its_re_issue(holder: Told) -> None:
    holder.tell("data_changed", date(2022, 3, 28))
    case = holder.body.ready(holder.account, Action.REISSUE, holder.certificate.number)
    holder.body.decide(holder.body.employment_officer, case, "grant")
    given = ConformityCertificate.objects.get(earlier=holder.certificate)
    found = duties_of(given, date(2022, 3, 28), current_book())
    assert [(one.duty, one.state) for one in found] == [(ASK_REISSUE, DONE)]


@pytest.mark.parametrize(
    ("kind", "how", "field", "reason"),
    [
        ("contract_signed", {"event_on": date(2022, 3, 29)}, "event_on", "in_the_future"),
        ("contract_signed", {"event_on": date(2022, 2, 28)}, "event_on", "before_issue"),
        ("contract_signed", {"employer": " "}, "employer", "missing"),
        ("employer_changed", {"employer_number": "31064000012"}, "employer_number", "wrong"),
        ("employer_changed", {"employer_number": ""}, "employer_number", "missing"),
        ("employer_changed", {"employer_number": "310640000125"}, "employer_number", "wrong"),
        ("contract_signed", {"until": date(2022, 3, 27)}, "until", "before_start"),
        ("contract_ended", {"reference": "х" * 301}, "reference", "too_long"),
    ],
)
def test_a_notice_that_cannot_be_so(holder: Told, kind: str, how: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(Invalid) as wrong:
        holder.tell(kind, **({"event_on": date(2022, 3, 28)} | how))
    assert wrong.value.errors == {field: reason}


def test_the_same_is_told_once(holder: Told) -> None:
    holder.tell("contract_ended", date(2022, 3, 28))
    with pytest.raises(Invalid, match="told_already"):
        holder.tell("contract_ended", date(2022, 3, 28))


def test_the_end_of_a_contract_is_told_after_the_certificate_ended_with_it(holder: Told) -> None:
    holder.at(date(2022, 6, 6))
    holder.tell("contract_ended", date(2022, 6, 1))
    assert [state for _, state, _ in holder.duties()] == [DONE]
    with pytest.raises(Invalid, match="not_in_force"):
        holder.tell("contract_signed", date(2022, 6, 2))


def test_only_the_holder_and_who_applied_for_them_tell(holder: Told) -> None:
    for stranger in (holder.body.foreigner("other"), holder.body.employment_officer):
        with pytest.raises(Denied):
            holder.tell("contract_ended", date(2022, 3, 28), by=stranger)
    lawyer = holder.body.foreigner("lawyer")
    answers = {"declaration": {"consent": True, "true": True, "authority_number": "5", "authority_on": "2022-02-01"}}
    case = holder.body.sent(lawyer, subject=holder.account.person, answers=answers)
    holder.body.checked(case)
    holder.body.do(holder.body.employment_officer, case, "pass_to_commission")
    holder.body.says(case)
    holder.body.do(holder.body.member, case, "recommend")
    holder.body.decide(holder.body.employment_officer, case, "grant")
    holder.certificate = ConformityCertificate.objects.latest("issued_on")
    holder.tell("contract_ended", date(2022, 3, 28), by=lawyer)


# --- withdrawal (p.21) ---


def test_withdrawn_from_a_day_and_the_holder_is_told(holder: Told) -> None:
    officer = holder.body.employment_officer
    withdraw(holder.body.command(officer.id), holder.certificate.id, date(2022, 3, 25), "№ 3 акт, 24.03.2022")
    status = held_on(holder.certificate, date(2022, 3, 28)).status
    assert (status.status, status.since) == (ConformityStatus.WITHDRAWN, date(2022, 3, 25))
    event = holder.certificate.events.get()
    assert (event.ground, event.reference) == ("503/2016 p.21", "№ 3 акт, 24.03.2022")
    row = Outbox.objects.get(kind="notice")
    assert (row.to, row.body) == (str(holder.certificate.person_id), {"what": "conformity_withdrawn"})
    assert JournalEntry.objects.filter(
        stream=f"person:{holder.certificate.person_id}", kind="conformity_withdrawn"
    ).exists()


@pytest.mark.parametrize(
    ("on", "reference", "field", "reason"),
    [
        (date(2022, 3, 28), " ", "reference", "missing"),
        (date(2022, 3, 28), "х" * 301, "reference", "too_long"),
        (date(2022, 3, 29), "акт", "on", "in_the_future"),
        (date(2022, 2, 28), "акт", "on", "before_issue"),
    ],
)
def test_a_withdrawal_that_cannot_be_so(holder: Told, on: date, reference: str, field: str, reason: str) -> None:
    officer = holder.body.employment_officer
    with pytest.raises(Invalid) as wrong:
        withdraw(holder.body.command(officer.id), holder.certificate.id, on, reference)
    assert wrong.value.errors == {field: reason}


def test_nothing_is_withdrawn_twice_or_after_its_end(holder: Told) -> None:
    officer = holder.body.employment_officer
    holder.at(date(2022, 6, 2))
    with pytest.raises(Invalid, match="not_in_force"):
        withdraw(holder.body.command(officer.id), holder.certificate.id, date(2022, 6, 2), "акт")
    holder.at(date(2022, 5, 2))
    withdraw(holder.body.command(officer.id), holder.certificate.id, date(2022, 5, 2), "акт")
    with pytest.raises(Invalid, match="withdrawn_already"):
        withdraw(holder.body.command(officer.id), holder.certificate.id, date(2022, 5, 2), "акт")


def test_a_lost_one_can_be_withdrawn_a_replaced_one_cannot(holder: Told) -> None:
    officer = holder.body.employment_officer
    case = holder.body.ready(
        holder.account, Action.DUPLICATE, holder.certificate.number, answers={"loss": {"noticed_on": "2022-03-28"}}
    )
    withdraw(holder.body.command(officer.id), holder.certificate.id, date(2022, 3, 28), "акт")
    assert held_on(holder.certificate, date(2022, 3, 28)).status.status is ConformityStatus.WITHDRAWN
    holder.body.decide(officer, case, "grant")
    assert ConformityCertificate.objects.count() == 1


def test_only_the_officer_of_the_body_that_gave_it_withdraws(holder: Told) -> None:
    elsewhere = holder.body.account("elsewhere", Role.EMPLOYMENT_OFFICER, territory=ALMATY_CITY)
    health = holder.body.officer("health")
    for stranger in (elsewhere, health, holder.account, holder.body.member):
        with pytest.raises(Denied):
            withdraw(holder.body.command(stranger.id), holder.certificate.id, date(2022, 3, 28), "акт")


# --- reminders ---


def test_a_duty_is_reminded_of_two_working_days_before_and_on_its_last_day(holder: Told) -> None:
    """Signed on 28 March, to be asked for by 4 April: reminded from Thursday 31 March, and on the day."""
    holder.tell("contract_signed", date(2022, 3, 28))
    said = {}
    for day in (date(2022, 3, 29), date(2022, 3, 31), date(2022, 4, 1), date(2022, 4, 4), date(2022, 4, 5)):
        holder.at(day)
        said[day] = holder.reminded()
    ask = ["conformity_ask_extension"]
    assert said == {
        date(2022, 3, 29): [],
        date(2022, 3, 31): ask,
        date(2022, 4, 1): [],
        date(2022, 4, 4): ask,
        date(2022, 4, 5): [],
    }


def test_who_has_asked_is_not_reminded(holder: Told) -> None:
    holder.tell("data_changed", date(2022, 3, 28))
    holder.at(date(2022, 4, 4))
    holder.body.sent(holder.account, Action.REISSUE, number=holder.certificate.number)
    assert holder.reminded() == []


def test_the_end_is_told_of_a_month_and_a_week_before(holder: Told) -> None:
    """The last day is 1 June: 30 days before is 2 May, a week is 25 May."""
    said = {}
    for day in (date(2022, 5, 1), date(2022, 5, 2), date(2022, 5, 3), date(2022, 5, 25), date(2022, 5, 26)):
        holder.at(day)
        said[day] = holder.reminded()
    ends = ["conformity_ends"]
    assert list(said.values()) == [[], ends, [], ends, []]


def test_who_asks_for_an_extension_or_has_lost_it_is_not_told(holder: Told) -> None:
    holder.at(date(2022, 5, 2))
    holder.body.sent(holder.account, Action.EXTEND, number=holder.certificate.number)
    assert holder.reminded() == []
    holder.at(date(2022, 5, 25))
    officer = holder.body.employment_officer
    withdraw(holder.body.command(officer.id), holder.certificate.id, date(2022, 5, 25), "акт")
    assert "conformity_ends" not in holder.reminded()


def test_an_extended_certificate_is_reminded_of_by_its_new_end(holder: Told) -> None:
    case = holder.body.ready(holder.account, Action.EXTEND, holder.certificate.number)
    holder.body.decide(holder.body.employment_officer, case, "grant")
    holder.at(date(2022, 5, 25))
    assert holder.reminded() == []
    holder.at(date(2023, 3, 20))
    assert holder.reminded() == ["conformity_ends"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_messages_say_the_day_and_nothing_personal(holder: Told, language: str) -> None:
    for what in ("conformity_withdrawn", "conformity_ends", "conformity_ask_extension", "conformity_ask_reissue"):
        text = write(what, {"day": "2022-06-01"}, language)
        assert ("2022" in text) is (what != "conformity_withdrawn")
        assert holder.certificate.number not in text
        assert "Yılmaz" not in text
