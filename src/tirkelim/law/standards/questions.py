"""The questions calendar.acceptance, service.deadline, service.fee, service.requirements and duty.deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.registry import not_in_force_error, question
from tirkelim.law.book import LawBook
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.edition import Edition, NotInForce
from tirkelim.law.finding import Finding
from tirkelim.law.standards.acceptance import accepted_on, closing_time, local_day
from tirkelim.law.standards.deadlines import clock
from tirkelim.law.standards.duties import RULES, Duty, due_after_event, report_day, report_due
from tirkelim.law.standards.fees import ANNEX_ALONE, fee_mci, index
from tirkelim.law.standards.rows import rows_of
from tirkelim.law.standards.services import STANDARDS, Action, Service, Standard
from tirkelim.law.unknown import UNKNOWN, Maybe

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
ROW_3 = ("274/2020 ann.2 row 3", "274/2020 ann.6 row 3", "59/2020 ann.1 row 3", "503/2016 ann.2 row 3")
ROW_6 = ("274/2020 ann.2 row 6", "274/2020 ann.6 row 6", "59/2020 ann.1 row 6", "503/2016 ann.2 row 6")
ROW_7 = ("274/2020 ann.2 row 7", "274/2020 ann.6 row 7", "59/2020 ann.1 row 7", "503/2016 ann.2 row 7")


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """The moment of submission with its offset; the service, where its own edition and hours matter."""

    submitted_at: datetime
    service: Maybe[Service] = UNKNOWN


@question("calendar.acceptance", AcceptanceFacts, *ROW_7, day_field="submitted_at")
def acceptance(facts: AcceptanceFacts, book: LawBook) -> Answer:
    """The working day on which what was submitted is accepted.

    Without a service the hours that all standards share are used, on any day of the calendar.
    """
    if facts.service is UNKNOWN:
        standard = STANDARDS[Service.CERTIFICATE]
        edition = book.latest(standard.act)
        closes = closing_time(standard.service, edition.start, book)
    else:
        standard = STANDARDS[facts.service]
        day = local_day(facts.submitted_at)
        edition = standard.edition(day, book)
        closes = closing_time(standard.service, day, book)
    accepted = accepted_on(facts.submitted_at, closes, book.calendar)
    finding = _acceptance_finding(standard, facts.submitted_at, accepted, closes)
    return Answer({"accepted_on": accepted}, (finding,), edition)


def _acceptance_finding(standard: Standard, submitted_at: datetime, accepted: date, closes: time) -> Finding:
    same_day = accepted == local_day(submitted_at)
    message = "standard.accepted.same_day" if same_day else "standard.accepted.next_working_day"
    readings = ("G2", "G3", "G4", "K8") if standard.service is Service.CONFORMITY else ("G2", "G3", "G4")
    closing = f"{closes:%H:%M}"
    return standard.hours.met(
        accepted, None, ("accepted", accepted), ("closes", closing), message=message, readings=readings
    )


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """Service, action and the moment of submission with its offset."""

    service: Service
    action: Action
    submitted_at: datetime


@question("service.deadline", DeadlineFacts, *ROW_3, *ROW_7, day_field="submitted_at")
def deadline(facts: DeadlineFacts, book: LawBook) -> Answer:
    """The day of acceptance and the last working day for the result."""
    standard = STANDARDS[facts.service]
    standard.check(facts.action)
    day = local_day(facts.submitted_at)
    edition = standard.edition(day, book)
    times = clock(facts.service, facts.action, facts.submitted_at, book)
    closes = closing_time(facts.service, day, book)
    decided_before = facts.service is Service.CONFORMITY and facts.action is Action.ISSUE
    term = standard.term.met(
        times.due_on,
        times.working_days,
        ("days", times.working_days),
        ("due", times.due_on),
        message="standard.due",
        readings=("G1", "K1") if decided_before else ("G1",),
    )
    accepted = _acceptance_finding(standard, facts.submitted_at, times.accepted_on, closes)
    return Answer({"accepted_on": times.accepted_on, "due_on": times.due_on}, (accepted, term), edition)


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """Service, action, and the day of payment when the amount in tenge is wanted."""

    service: Service
    action: Action
    paid_on: Maybe[date] = UNKNOWN


@question("service.fee", FeeFacts, *ROW_6, day_field="paid_on")
def fee(facts: FeeFacts, book: LawBook) -> Answer:
    """The fee in indices and, with ``paid_on``, in tenge (null when that day's index is not known).

    The day of payment picks the index only; the rates are those of the wording held. The conformity service, whose act
    has ended, answers for the days of its edition alone.
    """
    standard = STANDARDS[facts.service]
    standard.check(facts.action)
    edition = _fee_edition(standard, facts.paid_on, book)
    mci = fee_mci(facts.service, facts.action, edition.start, book)
    values: dict[str, Any] = {"mci": mci}
    if facts.paid_on is UNKNOWN:
        return Answer(values, (_fee_finding(standard, facts.action, mci),), edition)
    known = index(facts.paid_on, book)
    values["tenge"] = None if known is None else mci * known
    finding = _fee_finding(standard, facts.action, mci, facts.paid_on, known)
    return Answer(values, (finding,), edition)


def _fee_edition(standard: Standard, paid_on: Maybe[date], book: LawBook) -> Edition:
    latest = book.latest(standard.act)
    if paid_on is UNKNOWN or latest.end is None:
        return latest
    return standard.edition(paid_on, book)


def _fee_finding(
    standard: Standard, action: Action, mci: Decimal, paid_on: date | None = None, known: int | None = None
) -> Finding:
    if standard.service is Service.LICENCE and action in ANNEX_ALONE:
        return standard.fee.met(mci, mci, message="standard.fee.annex_alone", readings=("L1",))
    if mci == 0:
        return standard.fee.met(mci, mci, message="standard.fee.free")
    if paid_on is None:
        return standard.fee.met(mci, mci, ("mci", mci), message="standard.fee.mci")
    if known is None:
        return standard.fee.unknown(("mci", mci), ("day", paid_on), message="standard.fee.index_not_known")
    amount = (("mci", mci), ("day", paid_on), ("index", known), ("tenge", mci * known))
    return standard.fee.met(mci, mci, *amount, message="standard.fee.tenge")


@dataclass(frozen=True, slots=True)
class RequirementsFacts:
    """The service whose standard is wanted."""

    service: Service


@question(
    "service.requirements", RequirementsFacts, "274/2020 ann.2", "274/2020 ann.6", "59/2020 ann.1", "503/2016 ann.2"
)
def service_requirements(facts: RequirementsFacts, book: LawBook) -> Answer:
    """The ten rows of the service's standard, in kk, ru and en."""
    standard = STANDARDS[facts.service]
    edition = book.latest(standard.act)
    ended = edition.end is not None
    message = "standard.rows.repealed" if ended else "standard.rows"
    params = (("act", standard.act), ("end", edition.end), ("by", edition.later_amendment))
    # Row 2 of this standard names the portal alone; p.17 and p.22 name the State Corporation too.
    channel = ("K7",) if facts.service is Service.CONFORMITY else ()
    finding = standard.rows.met(None, None, *params, message=message, readings=(*channel, *(("K14",) if ended else ())))
    return Answer(rows_of(facts.service), (finding,), edition)


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """The duty; the day of the event that starts it, or the month reported; the day on which it was done."""

    duty: Duty
    event_on: Maybe[date] = UNKNOWN
    month: Maybe[str] = UNKNOWN
    done_on: Maybe[date] = UNKNOWN


@question(
    "duty.deadline", DutyFacts, *(str(rule.requirement.citation) for rule in RULES.values()), day_field="event_on"
)
def duty_deadline(facts: DutyFacts, book: LawBook) -> Answer:
    """The last day for the duty and, with ``done_on``, whether it was done in time."""
    rule = RULES[facts.duty]
    found = _report_due(facts.month, book) if facts.duty is Duty.MONTHLY_REPORT else _event_due(facts, book)
    if found is None:
        missing = rule.requirement.reads[0]
        values = {"due_on": None} if facts.done_on is UNKNOWN else {"due_on": None, "timely": None}
        finding = rule.requirement.unknown(message=f"duty.{missing}_unknown")
        return Answer(values, (finding,), book.latest(rule.act))
    due, edition = found
    readings = ("G5", "G4") if facts.duty is Duty.MONTHLY_REPORT else ("G1", "G4")
    if facts.done_on is UNKNOWN:
        finding = rule.requirement.met(None, due, ("due", due), message="duty.due", readings=readings)
        return Answer({"due_on": due}, (finding,), edition)
    timely = facts.done_on <= due
    finding = rule.requirement.decide(
        timely, facts.done_on, due, message="duty.timely" if timely else "duty.late", readings=readings
    )
    return Answer({"due_on": due, "timely": timely}, (finding,), edition)


def _event_due(facts: DutyFacts, book: LawBook) -> tuple[date, Edition] | None:
    if facts.event_on is UNKNOWN:
        return None
    edition = book.edition(RULES[facts.duty].act, facts.event_on)
    return due_after_event(facts.duty, facts.event_on, book), edition


def _report_due(month: Maybe[str], book: LawBook) -> tuple[date, Edition] | None:
    """The due day of a month's report; the edition is that of the calendar day by which it is due."""
    if month is UNKNOWN:
        return None
    if not MONTH.fullmatch(month):
        raise FactErrors([FieldError("month", "not_a_month")])
    first = date.fromisoformat(f"{month}-01")
    try:
        edition = book.edition(RULES[Duty.MONTHLY_REPORT].act, report_day(first, book))
        return report_due(first, book), edition
    except NotInForce as out:
        raise FactErrors([not_in_force_error("month", out)]) from out
    except CalendarNotKnown as out:
        raise FactErrors(
            [FieldError("month", "calendar_not_known", (("first", out.first), ("last", out.last)))]
        ) from out
