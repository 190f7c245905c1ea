"""From one activity to its units, or to the reason why it earns none."""

from __future__ import annotations

from tirkelim.law.finding import Finding, Status, Term, Value
from tirkelim.law.order_283_cpd.activity import Activity
from tirkelim.law.order_283_cpd.rows import Assessed, Check, Row, Window
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN, Maybe

_MANY = 4096
"""How many findings a row keeps at most; further ones are made anew."""


def assess(a: Activity, row: Row, window: Window) -> Assessed:
    """The quarters of a unit that an activity earns, and the finding that says so, or why not.

    UNKNOWN quarters: a fact is missing and no known fact already speaks against the activity. The finding says nothing
    of one worker's activity, so equal findings are one object: it belongs to the activity at its place in the list.

    This is ``walk`` made fast, and a test holds the two together: the conditions of all rows stand here in line, and a
    measure finds nothing to count where a fact that it reads does not fit.
    """
    done = a.completed_on
    if done > window.closes:
        return row.refused["completed"]
    if done < (window.recent_opens if row.recent else window.opens):
        return row.refused["window"]
    language = a.document_language
    if (
        a.evidence_complete is True
        and (a.profile_match is True or row.any_profile)
        and (language is None or language in row.languages or a.translated_into in row.languages)
    ):
        test = row.own
        if test is None or test(a, row, window) is True:
            try:
                return row.earned[row.measure(a, row)]
            except KeyError:  # nothing earned, not known, or the first with so many units
                pass
    return walk(a, row, window)


def walk(a: Activity, row: Row, window: Window) -> Assessed:
    """As ``assess``, without its short cut: every check in its order, then the measure."""
    unanswered: Check | None = None
    for check in row.checks:
        holds = check.test(a, row, window)
        if holds is False:
            return row.refused[check.name]
        if holds is UNKNOWN:
            unanswered = unanswered or check
    if unanswered is not None:
        return row.unanswered[unanswered.name]
    quarters = row.measure(a, row)
    if quarters is UNKNOWN:
        return row.unanswered[""]
    return _earned(row, quarters) if quarters else row.refused[""]


def _earned(row: Row, quarters: int) -> Assessed:
    """What so many units under a row look like, made once."""
    made = row.earned.get(quarters)
    if made is not None:
        return made
    readings = row.criterion.readings
    finding = row.requirement.met(Units(quarters), None, *row.params, message="cpd.row.met", readings=readings)
    if len(row.earned) < _MANY:
        row.earned[quarters] = quarters, finding
    return quarters, finding


def explain(a: Activity, row: Row, window: Window) -> tuple[Maybe[int], tuple[Finding, ...]]:
    """The quarters of a unit, and one finding for each condition of the row and for its units."""
    quarters, whole = assess(a, row, window)
    findings = [_check_finding(check, a, row, window) for check in row.checks]
    if any(finding.message_key == whole.message_key for finding in findings):  # the reason need not stand twice
        whole = whole._replace(message=f"cpd.row.{whole.status}", readings=())
    return quarters, (*findings, whole)


def _check_finding(check: Check, a: Activity, row: Row, window: Window) -> Finding:
    if check.name == "translation" and a.document_language is None:
        return check.requirement.not_applicable(message=f"{check.key}.not_applicable")
    if check.name.endswith("window") and a.completed_on > window.closes:
        return check.requirement.not_applicable(message=f"{check.key}.not_applicable")
    holds = check.test(a, row, window)
    found, required = _values(check, a, row, window)
    status = Status.UNKNOWN if holds is UNKNOWN else Status.MET if holds else Status.NOT_MET
    shown = None if holds is UNKNOWN else found
    return Finding(check.requirement, status, shown, required, f"{check.key}.{status}", row.params, check.readings)


def _values(check: Check, a: Activity, row: Row, window: Window) -> tuple[Value, Value]:
    """What was found and what is required, as a finding shows them."""
    opens = window.recent_opens if row.recent else window.opens
    values: dict[str, tuple[object, Value]] = {
        "completed": (a.completed_on, window.closes),
        "window": (a.completed_on, opens),
        "recent_window": (a.completed_on, opens),
        "evidence": (a.evidence_complete, True),
        "translation": (a.translated_into or a.document_language, row.languages),
        "profile": (a.profile_match, True),
        "hours_stated": (_stated(a), True),
        "programme_level": (a.programme_level_match, True),
        "in_person": (not a.online, True),
        "significance": (_significance(a.significance), tuple(map(_significance, row.rates))),
        "talk_days": (a.days_with_talk, None if a.days is UNKNOWN else a.days),
        "first_authors": (a.author_position, row.limit),
        "quartile": (a.quartile, tuple(row.rates)),
        "health_authority": (a.health_authority_took_part, True),
        "membership": (a.membership_months, row.limit),
    }
    found, required = values[check.name]
    return _known(found), required


def _stated(a: Activity) -> bool:
    return not (a.half_hours in (None, UNKNOWN) and a.credits in (None, UNKNOWN))


def _known(found: object) -> Value:
    return None if found is UNKNOWN else found  # type: ignore[return-value]


def _significance(name: object) -> Value:
    return None if name is UNKNOWN else Term(f"cpd.significance.{name}")
