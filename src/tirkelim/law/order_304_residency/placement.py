"""May residents be trained at this base, and may this resident be placed there (304/2020 p.3, 4, 6(2), 7, 15(1))?"""

from __future__ import annotations

from datetime import date, timedelta

from tirkelim.law.finding import Finding, Term
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_304_residency import requirements as req
from tirkelim.law.order_304_residency.facts import Act, BaseStatus, PlacementFacts, StatusAct
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN, Maybe


def tested_on(starts_on: date, decided_on: date) -> tuple[date, ...]:
    """The days on which a base must be one: the first day of the training, and that of a later decision (reading B2).

    What ends during the training ends no placement by itself; it is watched.
    """
    return (starts_on,) if decided_on <= starts_on else (starts_on, decided_on)


def base_findings(
    statuses: Maybe[tuple[StatusAct, ...]], accreditations: Maybe[tuple[Act, ...]], days: tuple[date, ...], until: date
) -> tuple[Finding, Finding]:
    """The two tests of a base on the days: its status (p.15(1)) and its accreditation (p.3).

    ``until``: last day of the training, to say where the accreditation ends before it.
    """
    return (_status(statuses, days), _accreditation(accreditations, days, until))


def placement_findings(facts: PlacementFacts, decided_on: date) -> tuple[Finding, ...]:
    """Everything that a placement needs: the base's two tests, recommendation, agreement, contracts, a place."""
    days = tested_on(facts.starts_on, decided_on)
    return (
        *base_findings(facts.statuses, facts.accreditations, days, facts.ends_on),
        _said(req.RECOMMENDATION, facts.recommended_by_school, facts.reference("recommended_by_school")),
        _said(req.AGREEMENT, facts.agreed_by_authority, facts.reference("agreed_by_authority")),
        _training_contract(facts, days),
        _workplace(facts),
        _places(facts.free_places),
        _specialty(facts.specialty),
        _one_placement(facts.other_placement),
    )


def is_residency(specialty: str) -> bool:
    """Whether residency programmes run in the specialty, by the list of specialties."""
    listed = specialties().get(specialty)
    return listed is not None and listed.education == "residency"


def _status(statuses: Maybe[tuple[StatusAct, ...]], days: tuple[date, ...]) -> Finding:
    if statuses is UNKNOWN:
        return req.STATUS.unknown()
    for day in days:
        held = [one for one in statuses if one.act.holds_on(day)]
        if not held:
            return req.STATUS.not_met(None, None, ("day", day), **_if_ever(bool(statuses), "base_status"))
    names = tuple(Term(f"base_status.{one}") for one in BaseStatus if one in {status.status for status in held})
    return req.STATUS.met(names)


def _accreditation(accreditations: Maybe[tuple[Act, ...]], days: tuple[date, ...], until: date) -> Finding:
    if accreditations is UNKNOWN:
        return req.ACCREDITATION.unknown()
    missing = next((day for day in days if not any(one.holds_on(day) for one in accreditations)), None)
    if missing is not None:
        ever = _if_ever(bool(accreditations), "base_accreditation")
        return req.ACCREDITATION.not_met(None, None, ("day", missing), readings=("B2",), **ever)
    held = max((one for one in accreditations if one.holds_on(days[-1])), key=_end)
    if _end(held) > until:
        return req.ACCREDITATION.met(held.number, None, readings=("B2",))
    last = _end(held) - timedelta(days=1)
    return req.ACCREDITATION.met(
        held.number, None, ("last", last), message="residency.base_accreditation.ends_earlier", readings=("B2",)
    )


def _end(act: Act) -> date:
    """The first day without it; the last of all days where it has no end."""
    return act.valid_to or date.max


def _if_ever(ever: bool, name: str) -> dict[str, str]:
    """The message for a base that has it at other times, but not on the day."""
    return {"message": f"residency.{name}.not_on_day"} if ever else {}


def _training_contract(facts: PlacementFacts, days: tuple[date, ...]) -> Finding:
    if facts.statuses is UNKNOWN:
        return req.TRAINING_CONTRACT.unknown()
    held = {one.status for one in facts.statuses if any(one.act.holds_on(day) for day in days)}
    if BaseStatus.SCIENTIFIC_CLINIC not in held:
        return req.TRAINING_CONTRACT.not_applicable()
    return _said(req.TRAINING_CONTRACT, facts.training_contract, facts.reference("training_contract"))


def _workplace(facts: PlacementFacts) -> Finding:
    if facts.own_base:
        return req.WORKPLACE.not_applicable(readings=("B4",))
    if facts.contracts is UNKNOWN:
        return req.WORKPLACE.unknown()
    held = next((one for one in facts.contracts if one.holds_on(facts.starts_on)), None)
    if held is not None:
        return req.WORKPLACE.met(held.number)
    day = ("day", facts.starts_on)
    return req.WORKPLACE.not_met(None, None, day, **_if_ever(bool(facts.contracts), "workplace"))


def _places(free: Maybe[int]) -> Finding:
    if free is UNKNOWN:
        return req.PLACES.unknown(readings=("B3",))
    return req.PLACES.decide(free >= 1, max(free, 0), 1, readings=("B3",))


def _specialty(specialty: str) -> Finding:
    return req.SPECIALTY.decide(is_residency(specialty), specialty, None)


def _one_placement(other: Maybe[str | None]) -> Finding:
    if other is UNKNOWN:
        return req.ONE_PLACEMENT.unknown(readings=("B4",))
    if other is None:
        return req.ONE_PLACEMENT.met(readings=("B4",))
    return req.ONE_PLACEMENT.not_met(other, None, ("number", other), readings=("B4",))


def _said(requirement: Requirement, fact: Maybe[bool], reference: str) -> Finding:
    """A yes or no; a no of the authority's own names what it rests on."""
    if fact is UNKNOWN:
        return requirement.unknown()
    if not fact and reference:
        said = ("reference", reference)
        return requirement.not_met(fact, True, said, message=f"{requirement.id}.by_authority")
    return requirement.decide(fact, fact, True)
