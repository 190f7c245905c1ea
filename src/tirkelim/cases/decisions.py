"""Makes and stores a decision: the kernel's answer on frozen facts, confirmed by an officer, all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.timezone import localdate

from tirkelim.cases.command import FactsChanged, Refused
from tirkelim.cases.models import Case, ComplaintAnswer, Decision, FactSheet
from tirkelim.cases.registry import service
from tirkelim.cases.service import Gathered, Problem
from tirkelim.cases.signed_content import decision_content
from tirkelim.law.ask.answer import finding_as_json
from tirkelim.law.book import KERNEL
from tirkelim.law.digest import plain
from tirkelim.law.finding import Decision as Proposal
from tirkelim.law.finding import Finding, Ground, Need, Outcome, Status, Verdict
from tirkelim.law.messages import LANGUAGES, render_need, write
from tirkelim.signatures.purposes import Purpose
from tirkelim.signatures.requiring import require_signature

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
    return Weighed(gathered, chosen.decide(gathered.facts, day, chosen.book()), day)


def decide_grant(step: Step) -> tuple[Decision, str]:
    """Store a grant and write its result into the register; returns the decision and the result's public number.

    The first claim must be granted by the kernel. One made beside it that cannot be granted is refused with its own
    grounds, where the officer says so (``without`` in the command names it).
    """
    stored, number = grant_weighed(step, weighed_as_seen(step))
    return _signed(step, stored), number


def grant_weighed(step: Step, weighed: Weighed) -> tuple[Decision, str]:
    """As ``decide_grant``, on facts that the step itself has compared with those that were seen.

    For a command that adds to the facts as it is carried out, and that asks for its own signature.
    """
    without = frozenset(step.body.get("without", ()))
    first, *others = weighed.proposal.verdicts
    if first.outcome is not Outcome.GRANT or first.claim in without:
        raise Refused(Problem("requirements_not_met"))
    refused = {verdict.claim: _refused_beside(verdict, weighed, without) for verdict in others}
    refused = {claim: grounds for claim, grounds in refused.items() if grounds}
    stored = _store(step, weighed, "granted", (), refused)
    granted = weighed.proposal._replace(verdicts=tuple(v for v in (first, *others) if v.claim not in refused))
    number = step.service.grant(step.case, stored, granted, step.change)
    _undo_before(step, stored)
    step.record = {**step.record, "number": number, "refused": sorted(refused)}
    return stored, number


def _refused_beside(verdict: Verdict, weighed: Weighed, without: frozenset[str]) -> tuple[Ground, ...]:
    """The grounds on which a claim beside the first one is refused; none where it is granted."""
    if verdict.outcome is Outcome.GRANT:
        return ()
    grounds = claim_grounds(verdict, weighed.proposal)
    if verdict.claim not in without or not grounds:
        raise Refused(Problem("requirements_not_met", verdict.claim))
    return grounds


def decide_refusal(step: Step) -> Decision:
    """Store a refusal with every numbered ground that the facts give."""
    weighed = weighed_as_seen(step)
    grounds = refusal_grounds(weighed.proposal)
    if not grounds:
        raise Refused(Problem("no_ground"))
    return _signed(step, _undo_before(step, _store(step, weighed, "refused", grounds, {})))


def decline_acceptance(step: Step) -> Decision:
    """Store that an application is not accepted. Impossible where the kernel does not propose exactly that."""
    weighed = weighed_as_seen(step)
    if weighed.proposal.verdicts[0].outcome is not Outcome.REFUSE_ACCEPTANCE:
        raise Refused(Problem("acceptance_owed"))
    return _signed(step, _undo_before(step, _store(step, weighed, "declined", (), {})))


def _signed(step: Step, stored: Decision) -> Decision:
    """The decision, signed by the officer whose it is."""
    content = decision_content(step.case, stored, stored.sheet.digest, step.now)
    require_signature(step.wanted.command, step.change, Purpose.DECISION, content)
    return stored


def _undo_before(step: Step, stored: Decision) -> Decision:
    """Take out of the register what the decision before wrote, whose place this one takes."""
    earlier = step.case.decisions.filter(seq__lt=stored.seq).order_by("-seq").first() if stored.seq > 1 else None
    if earlier is not None and earlier.outcome == "granted":
        step.service.undo(step.case, earlier, stored, step.change)
    return stored


def reopening_of(case: Case) -> ComplaintAnswer | None:
    """The upheld complaint that a further decision of the case would follow; None for a first decision."""
    answers = ComplaintAnswer.objects.filter(
        complaint__case=case, complaint__decision__isnull=False, outcome="upheld", new_decision__isnull=True
    )
    return answers.order_by("change__at").last()


def refusal_grounds(proposal: Proposal) -> tuple[Ground, ...]:
    """The grounds on which the application as a whole may be refused: those of its first claim."""
    return claim_grounds(proposal.verdicts[0], proposal)


def claim_grounds(verdict: Verdict, proposal: Proposal) -> tuple[Ground, ...]:
    """The grounds on which one claim may be refused: those of its verdict, otherwise those of the unmet requirements
    of its order. There are none for a claim that would be granted."""
    if verdict.outcome is Outcome.GRANT:
        return ()
    return verdict.grounds or _grounds_of_unmet(verdict, proposal)


def _grounds_of_unmet(verdict: Verdict, proposal: Proposal) -> tuple[Ground, ...]:
    """An application that stayed incomplete up to its due day is refused for what it does not meet."""
    unmet: dict[int, list[Any]] = {}
    for finding in proposal.findings_of(verdict):
        if finding.status is Status.NOT_MET and finding.requirement.ground is not None:
            unmet.setdefault(finding.requirement.ground, []).append(finding.requirement)
    return tuple(
        Ground(number, rules[0].citation, tuple(rule.id for rule in rules)) for number, rules in sorted(unmet.items())
    )


def weighed_as_seen(step: Step) -> Weighed:
    """The facts as they stand. Raises FactsChanged where they are not those that the officer saw."""
    weighed = weigh(step.case, step.now)
    if step.wanted.facts_digest != weighed.gathered.digest:
        raise FactsChanged
    return weighed


def _store(
    step: Step, weighed: Weighed, outcome: str, grounds: tuple[Ground, ...], beside: Mapping[str, tuple[Ground, ...]]
) -> Decision:
    """``beside``: claims made beside the first that are refused, with their grounds."""
    sheet = _store_sheet(step, weighed.gathered)
    proposal = weighed.proposal
    stored = Decision.objects.create(
        case=step.case,
        seq=sheet.seq,
        sheet=sheet,
        outcome=outcome,
        verdicts={"proposed": plain(proposal.verdicts), "grounds": plain(grounds), "refused": plain(dict(beside))},
        findings=[stored_finding(finding) for finding in proposal.findings],
        documents=[need_as_json(need) for need in proposal.documents],
        edition=plain(proposal.edition),
        editions_beside=[plain(edition) for edition in proposal.editions_beside],
        route=proposal.route or "",
        decided_on=localdate(step.now),
        book_digest=step.service.book().digest,
        reopened_by=reopening_of(step.case),
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
