"""The confirmation of CPD results decided whole (283/2020 p.2, 6-11): from facts to findings and a proposal.

A sheet is never refused: a result that does not meet its row is left out with its reason, the rest is confirmed
(p.11), and a missing word is waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Decision, Finding, Outcome, Param, Status, Terms, Value, Verdict
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.facts import Subject
from tirkelim.law.order_283_cpd.levels import ACT
from tirkelim.law.order_283_cpd.refusals import RefusedReason, cited
from tirkelim.law.order_283_cpd.sheet import SheetFacts, SheetRow
from tirkelim.law.order_283_cpd.signatures import confirmed_on
from tirkelim.law.order_283_cpd.volume import Volume, sum_up, volume_rules
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN, Maybe

CLAIM = "cpd"


def decide(facts: SheetFacts, day: date, book: LawBook) -> Decision:
    """Whether the sheet can be made out on a day. Raises NotInForce.

    The findings: main workplace, HR's word, the head's, two people, the total; then one for each row in its order.
    """
    counted = _count(facts, day, book)
    of_sheet = (
        _main_workplace(facts.main_workplace),
        _hr(facts, day),
        _head(facts, day),
        _two_people(facts),
        _total(counted.volume, counted.accepted),
    )
    of_rows = tuple(_rows(facts, counted.findings))
    waiting = tuple(dict.fromkeys(_waiting_for((*of_sheet, *of_rows))))
    edition = book.edition(ACT, day)
    if waiting or not facts.rows:
        return Decision(edition, (_waiting(waiting or (req.SHEET_ROW.id,)),), (*of_sheet, *of_rows))
    granted = Verdict(CLAIM, Outcome.GRANT, terms=Terms(confirmed_on(facts, day), None, facts.specialty))
    return Decision(edition, (granted,), (*of_sheet, *of_rows))


def totals(facts: SheetFacts, day: date, book: LawBook) -> Volume:
    """The sums of the rows that HR accepted, counted up to the moment of confirmation. Raises NotInForce."""
    return _count(facts, day, book).volume


def accepted(facts: SheetFacts) -> tuple[Activity, ...]:
    """The results that go into the sheet and later into a claim of a level, in their order."""
    return tuple(row.reviewed for row in facts.rows if row.hr_accepts is True)


class _Counted(NamedTuple):
    volume: Volume
    findings: list[Finding]
    accepted: int


def _count(facts: SheetFacts, day: date, book: LawBook) -> _Counted:
    rules, results = volume_rules(book, day), accepted(facts)
    volume, findings = sum_up(results, rules.tariff.window(confirmed_on(facts, day)), rules)
    return _Counted(volume, findings, len(results))


def _waiting(waiting_for: tuple[str, ...]) -> Verdict:
    return Verdict(CLAIM, Outcome.WAITING, waiting_for=waiting_for)


def _waiting_for(findings: tuple[Finding, ...]) -> Iterator[str]:
    """The requirements that must hold before the sheet is made out: a row may fail, but not be left open."""
    for finding in findings:
        of_sheet = finding.requirement in _MUST_HOLD
        if finding.status is Status.UNKNOWN or (of_sheet and finding.status is Status.NOT_MET):
            yield finding.requirement.id


_MUST_HOLD = frozenset({req.SHEET_MAIN_WORKPLACE, req.SHEET_HR, req.SHEET_HEAD, req.SHEET_TWO_PEOPLE})


# --- the sheet ---


def _main_workplace(is_main: Maybe[bool]) -> Finding:
    """Documents go to the HR service of the main place of work (p.7)."""
    if is_main is UNKNOWN:
        return req.SHEET_MAIN_WORKPLACE.unknown()
    return req.SHEET_MAIN_WORKPLACE.decide(is_main, is_main, True)


def _hr(facts: SheetFacts, day: date) -> Finding:
    """HR's word (p.8); where there is no HR service none is asked (reading C3)."""
    if facts.without_hr_service:
        return req.SHEET_HR.not_applicable(readings=("C3",))
    return _word(req.SHEET_HR, facts.confirmed_by_hr_on, day)


def _head(facts: SheetFacts, day: date) -> Finding:
    """The head's word (p.6, p.8)."""
    return _word(req.SHEET_HEAD, facts.confirmed_by_head_on, day)


def _word(requirement: Requirement, given_on: Maybe[date | None], day: date) -> Finding:
    if given_on is UNKNOWN:
        return requirement.unknown()
    given = given_on is not None and given_on <= day
    return requirement.decide(given, given_on, None, ("on", given_on))


def _two_people(facts: SheetFacts) -> Finding:
    """HR and head are two people; a head alone is shown to a person, who may find that there is an HR service."""
    if not facts.without_hr_service:
        return req.SHEET_TWO_PEOPLE.decide(not facts.same_signatory, not facts.same_signatory, True)
    if facts.officer_says(Subject.HEAD_ALONE) is False:
        return req.SHEET_TWO_PEOPLE.not_met(False, True, message="cpd.sheet.two_people.hr_needed", readings=("C3",))
    return req.SHEET_TWO_PEOPLE.not_applicable(readings=("C3",))


def _total(volume: Volume, results: int) -> Finding:
    """The total of what is accepted (p.9); open while the units of an accepted result are."""
    params: tuple[Param, ...] = (
        ("results", results),
        ("further_education", volume.further_education),
        ("rest", volume.rest),
    )
    if volume.further_open or volume.rest_open:
        return req.SHEET_TOTAL.unknown(*params)
    return req.SHEET_TOTAL.met(volume.total, None, *params)


# --- its rows ---


def _rows(facts: SheetFacts, of_accepted: list[Finding]) -> Iterator[Finding]:
    """What the tariff says of accepted rows, why the others are left out, and which ones nobody has looked at."""
    counted = iter(of_accepted)
    for row in facts.rows:
        if row.hr_accepts is True:
            yield _with_line(next(counted), row)
        elif row.hr_accepts is UNKNOWN:
            yield req.SHEET_ROW.unknown(*_names(row))
        else:
            yield _refused(row)


def _refused(row: SheetRow) -> Finding:
    reason = row.reason or RefusedReason.OTHER
    said: tuple[Param, ...] = (
        ("reason", reason.term),
        ("note", row.note),
        ("place", str(cited(reason, row.activity.criterion))),
    )
    message = "cpd.sheet.row.refused_with_note" if row.note else ""
    return req.SHEET_ROW.not_met(False, True, *_names(row), *said, message=message)


def _with_line(finding: Finding, row: SheetRow) -> Finding:
    return finding._replace(params=(*finding.params, *_names(row)))


def _names(row: SheetRow) -> tuple[Param, ...]:
    """Which row a finding speaks of. ``row`` is that of annex 1, as in the tariff's own findings."""
    names: tuple[tuple[str, Value], ...] = (("line", row.line), ("title", row.title))
    return names if row.hr_accepts is True else (*names, ("row", row.activity.criterion))
