"""Duties with a deadline that are no service: entries, reports, notices, complaints (253/2020, 503/2016)."""

from __future__ import annotations

import enum
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.period import add_months
from tirkelim.law.requirement import Requirement, define


class Duty(enum.StrEnum):
    """A duty of the contract."""

    REGISTER_ENTRY = "register_entry"
    MONTHLY_REPORT = "monthly_report"
    CONFORMITY_COMMISSION = "conformity_commission"
    CONFORMITY_EXTENSION_REQUEST = "conformity_extension_request"
    CONFORMITY_NEW_EMPLOYER_NOTICE = "conformity_new_employer_notice"
    CONFORMITY_CONTRACT_END_NOTICE = "conformity_contract_end_notice"
    CONFORMITY_REISSUE_REQUEST = "conformity_reissue_request"
    COMPLAINT_HEAD = "complaint_head"
    COMPLAINT_QUALITY_BODY = "complaint_quality_body"


class DutyRule(NamedTuple):
    """Where a duty stands, and the requirement that its findings name."""

    act: str
    requirement: Requirement


def _rule(duty: Duty, citation: str) -> DutyRule:
    fact = "month" if duty is Duty.MONTHLY_REPORT else "event_on"
    requirement = define(f"duty.{duty}", citation, reads=(fact, "done_on"))
    return DutyRule(requirement.citation.act, requirement)


RULES = {
    Duty.REGISTER_ENTRY: _rule(Duty.REGISTER_ENTRY, "253/2020 p.8"),
    Duty.MONTHLY_REPORT: _rule(Duty.MONTHLY_REPORT, "253/2020 p.6"),
    Duty.CONFORMITY_COMMISSION: _rule(Duty.CONFORMITY_COMMISSION, "503/2016 p.7"),
    Duty.CONFORMITY_EXTENSION_REQUEST: _rule(Duty.CONFORMITY_EXTENSION_REQUEST, "503/2016 p.17"),
    Duty.CONFORMITY_NEW_EMPLOYER_NOTICE: _rule(Duty.CONFORMITY_NEW_EMPLOYER_NOTICE, "503/2016 p.18"),
    Duty.CONFORMITY_CONTRACT_END_NOTICE: _rule(Duty.CONFORMITY_CONTRACT_END_NOTICE, "503/2016 p.20"),
    Duty.CONFORMITY_REISSUE_REQUEST: _rule(Duty.CONFORMITY_REISSUE_REQUEST, "503/2016 p.22"),
    Duty.COMPLAINT_HEAD: _rule(Duty.COMPLAINT_HEAD, "503/2016 p.23"),
    Duty.COMPLAINT_QUALITY_BODY: _rule(Duty.COMPLAINT_QUALITY_BODY, "503/2016 p.23"),
}
"""The rule of each duty."""


def due_after_event(duty: Duty, event_on: date, book: LawBook) -> date:
    """The last day for a duty that an event starts; the day of the event is not counted (reading G1)."""
    return book.calendar.after(event_on, book.number(f"duty.{duty}.days", event_on))


def report_day(month: date, book: LawBook) -> date:
    """The calendar day by which the report of the month is due: the tenth of the following month, included."""
    following = add_months(month.replace(day=1), 1)
    newest = book.latest(RULES[Duty.MONTHLY_REPORT].act).start
    day_of_month = book.number("duty.monthly_report.day_of_month", max(following, newest))
    return following.replace(day=day_of_month)


def report_due(month: date, book: LawBook) -> date:
    """The report's due day: a working day, the preceding one when the tenth is a day off (reading G5)."""
    return book.calendar.on_or_before(report_day(month, book))
