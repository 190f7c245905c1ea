"""Makes and stores a decision: the kernel's answer on frozen facts, confirmed by an officer, all in one transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.timezone import localdate

from tirkelim.cases.command import FactsChanged, Refused
from tirkelim.cases.models import Case, Decision, FactSheet
from tirkelim.cases.registry import service
from tirkelim.cases.service import Gathered, Problem
from tirkelim.law.ask.answer import finding_as_json
from tirkelim.law.book import KERNEL, current_book
from tirkelim.law.digest import plain
from tirkelim.law.finding import Decision as Proposal
from tirkelim.law.finding import Finding, Ground, Need, Outcome, Status
from tirkelim.law.messages import LANGUAGES, render_need, write

if TYPE_CHECKING:
    from tirkelim.cases.steps import Step


class Weighed(NamedTuple):
    """The facts of a case as they stand and what the kernel proposes on them, on one day."""

    gathered: Gathered
    proposal: Proposal
    day: date


def weigh(case: Case, now: datetime) -> Weighed:
    """Gather the facts and ask the kernel, as of the day of ``now``; the facts say on which day was applied."""
    chosen = service(case.service)
    gathered = chosen.gather(case, now)
    day = localdate(now)
    return Weighed(gathered, chosen.decide(gathered.facts, day, current_book()), day)


def decide_grant(step: Step) -> tuple[Decision, str]:
    """Store a grant and write its result into the register; returns the decision and the result's public number."""
    weighed = _weighed_as_seen(step)
    verdicts = weighed.proposal.verdicts
    if any(verdict.outcome is not Outcome.GRANT for verdict in verdicts) or weighed.proposal.unmet():
        raise Refused(Problem("requirements_not_met"))
    stored = _store(step, weighed, "granted", ())
    number = step.service.grant(step.case, stored, weighed.proposal, step.change)
    step.record = {**step.record, "number": number}
    return stored, number


def decide_refusal(step: Step) -> Decision:
    """Store a refusal with every numbered ground that the facts give."""
    weighed = _weighed_as_seen(step)
    grounds = refusal_grounds(weighed.proposal)
    if not grounds:
        raise Refused(Problem("no_ground"))
    return _store(step, weighed, "refused", grounds)


def refusal_grounds(proposal: Proposal) -> tuple[Ground, ...]:
    """The grounds on which a refusal may rest: those of the verdict, otherwise those of the unmet requirements."""
    named = tuple(ground for verdict in proposal.verdicts for ground in verdict.grounds)
    return named or _grounds_of_unmet(proposal)


def _grounds_of_unmet(proposal: Proposal) -> tuple[Ground, ...]:
    """An application that stayed incomplete up to its due day is refused for what it does not meet."""
    unmet: dict[int, list[Any]] = {}
    for finding in proposal.findings:
        if finding.status is Status.NOT_MET and finding.requirement.ground is not None:
            unmet.setdefault(finding.requirement.ground, []).append(finding.requirement)
    return tuple(
        Ground(number, rules[0].citation, tuple(rule.id for rule in rules)) for number, rules in sorted(unmet.items())
    )


def _weighed_as_seen(step: Step) -> Weighed:
    weighed = weigh(step.case, step.now)
    if step.wanted.facts_digest != weighed.gathered.digest:
        raise FactsChanged
    return weighed


def _store(step: Step, weighed: Weighed, outcome: str, grounds: tuple[Ground, ...]) -> Decision:
    sheet = _store_sheet(step, weighed.gathered)
    proposal = weighed.proposal
    stored = Decision.objects.create(
        case=step.case,
        seq=sheet.seq,
        sheet=sheet,
        outcome=outcome,
        verdicts={"proposed": plain(proposal.verdicts), "grounds": plain(grounds)},
        findings=[stored_finding(finding) for finding in proposal.findings],
        documents=[need_as_json(need) for need in proposal.documents],
        edition=plain(proposal.edition),
        route=proposal.route or "",
        decided_on=localdate(step.now),
        book_digest=current_book().digest,
        kernel=KERNEL,
        officer=step.actor.id,
        change=step.change,
    )
    step.record = {
        "decision": str(stored.id),
        "outcome": outcome,
        "facts": sheet.digest,
        "grounds": [ground.number for ground in grounds],
        "edition": weighed.proposal.edition.label,
    }
    return stored


def _store_sheet(step: Step, gathered: Gathered) -> FactSheet:
    return FactSheet.objects.create(
        case=step.case,
        seq=FactSheet.objects.filter(case=step.case).count() + 1,
        schema=gathered.schema,
        facts=plain(gathered.facts),
        sources={path: plain(source) for path, source in gathered.sources.items()},
        digest=gathered.digest,
        change=step.change,
    )


def stored_finding(finding: Finding) -> dict[str, Any]:
    """A finding as it is kept: the public form, and what was found and required in words of that day."""
    words = {
        name: {lang: "" if value is None else write(value, lang) for lang in LANGUAGES}
        for name, value in (("found", finding.found), ("required", finding.required))
    }
    return {**finding_as_json(finding), "words": words}


def need_as_json(need: Need) -> dict[str, Any]:
    """The stored and public form of a document's entry in the checklist."""
    return {
        "document": need.document,
        "status": need.status.value,
        "citation": str(need.citation),
        "message": {lang: render_need(need, lang) for lang in LANGUAGES},
        "readings": list(need.readings),
    }
