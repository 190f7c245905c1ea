"""How far a worker is from a level: what is there, what is missing, and since when service runs.

Everything is read from the decision itself and from the rules behind it, so that it never says something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Outcome, Status
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.activity import ProgrammeLevel
from tirkelim.law.order_283_cpd.decision import decide
from tirkelim.law.order_283_cpd.facts import LevelFacts
from tirkelim.law.order_283_cpd.levels import TRACKS, Education, LevelName, framework
from tirkelim.law.order_283_cpd.signatures import confirmed_on
from tirkelim.law.order_283_cpd.volume import Need, Volume, VolumeRules, participations, sum_up, volume_rules
from tirkelim.law.period import Length, add_years
from tirkelim.law.requirement import Requirement
from tirkelim.law.units import Units
from tirkelim.law.unknown import UNKNOWN, Maybe


class Part(NamedTuple):
    """One of the three volumes, in quarters of a unit. NOT_APPLICABLE: not asked, or replaced (reading C4).

    ``found`` is what is certain: while a result lacks a fact the true sum is as much or more, and the status UNKNOWN.
    """

    found: Units
    required: Units
    missing: Units
    status: Status


class Parts(NamedTuple):
    """The volumes of annex 3: in all, further education within the band of programmes, and everything else."""

    total: Part
    further_education: Part
    rest: Part


class Service(NamedTuple):
    """Continuous service since the level before. ``required_years`` None: none is asked.

    ``since``: when it began; ``reached_on``: the day from which it is long enough (None: not known).
    """

    required_years: int | None
    since: Maybe[date | None]
    reached_on: date | None
    status: Status


@dataclass(frozen=True, slots=True)
class Commission:
    """Participations in the independent expert commission that count, and how many replace the volume (C4)."""

    count: int
    required: int
    status: Status


@dataclass(frozen=True, slots=True)
class Progress:
    """The way to one level. ``step``: 0 initial, 1 second category, 2 first, 3 highest.

    ``band`` is the lowest programme level that counts towards further education; None where no volume is asked.
    ``findings`` are those of the decision on the claim, without the results one by one.
    """

    level: LevelName
    step: int
    route: str | None
    outcome: Outcome
    parts: Parts
    band: ProgrammeLevel | None
    service: Service
    commission: Commission
    findings: tuple[Finding, ...]

    def finding(self, requirement: Requirement) -> Finding | None:
        """The finding of a requirement; None where the claim does not raise it."""
        return next((f for f in self.findings if f.requirement is requirement), None)


def progress(facts: LevelFacts, day: date, book: LawBook) -> Progress:
    """What the decision on the claim would find on the day. Raises NotInForce."""
    decision, rules = decide(facts, day, book), volume_rules(book, day)
    of_claim = decision.findings[: len(decision.findings) - len(facts.activities)]
    by_id = {f.requirement.id: f for f in of_claim}
    level = framework(book, day).levels[facts.claimed_level]
    until, need = confirmed_on(facts, day), rules.need(level)
    volume, _ = sum_up(facts.activities, rules.tariff.window(until), rules)
    return Progress(
        level=level.name,
        step=level.step,
        route=decision.route,
        outcome=decision.verdicts[0].outcome,
        parts=_parts(volume, need, by_id),
        band=None if need is None else ProgrammeLevel(_band(need, book, day)),
        service=_service(facts, by_id[req.SERVICE.id]),
        commission=_commission(facts, until, rules, by_id[req.COMMISSION.id]),
        findings=of_claim,
    )


def _band(need: Need, book: LawBook, day: date) -> str:
    return book.texts("cpd.programme_levels", day)[need.band - 1]


def _parts(volume: Volume, need: Need | None, by_id: Mapping[str, Finding]) -> Parts:
    in_band = volume.further_education if need is None else Units(sum(volume.by_level[need.band :]))
    asked = (Units(0),) * 3 if need is None else (need.total, need.further_education, need.rest)
    found = (volume.total, in_band, volume.rest)
    requirements = (req.TOTAL, req.FURTHER_EDUCATION, req.REST)
    return Parts(*(_part(f, a, by_id[r.id].status) for f, a, r in zip(found, asked, requirements, strict=True)))


def _part(found: Units, required: Units, status: Status) -> Part:
    short = 0 if status is Status.NOT_APPLICABLE else max(required - found, 0)
    return Part(found, required, Units(short), status)


def _service(facts: LevelFacts, finding: Finding) -> Service:
    if not isinstance(finding.required, Length):
        return Service(None, facts.obtained_on, None, finding.status)
    years, since = finding.required.years, facts.obtained_on
    if facts.service_length is not None or since is None or since is UNKNOWN:
        return Service(years, since, None, finding.status)
    return Service(years, since, add_years(since, years), finding.status)


def _commission(facts: LevelFacts, until: date, rules: VolumeRules, finding: Finding) -> Commission:
    """The finding has counted them wherever the level asks for a volume."""
    counted = finding.found
    if not isinstance(counted, int):
        counted = participations(facts.expert_commission_on, until, rules.commission_years)
    return Commission(counted, rules.commissions, finding.status)


def next_level(current: LevelName | None, education: Maybe[Education], day: date, book: LawBook) -> LevelName | None:
    """The level to claim next (p.17, p.19, annexes 4 and 5): the next step, or the initial level of the education.

    Education of a higher track than the level held opens that track's initial level (a nurse keeps the step instead:
    ``transitions.nursing_transfer``). None at the top of a track, at level 8, and where neither fact is known.
    """
    frame = framework(book, day)
    initial = None if education is UNKNOWN else frame.initial(education)
    if current is None:
        return None if initial is None else initial.name
    held = frame.levels[current]
    if initial is not None and TRACKS.index(initial.track) > TRACKS.index(held.track):
        return initial.name
    following = frame.by_place.get((held.track, held.step + 1))
    return None if following is None else following.name
