"""The level claimed in an application for a certificate, as the applicant sees it: its own verdict beside the other."""

from __future__ import annotations

from typing import Any

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Decision
from tirkelim.documents.models import Document
from tirkelim.law.finding import Outcome, Status
from tirkelim.portal.desk.reading import stored_claims, stored_ground
from tirkelim.portal.desk.words import waits_in_words
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.saying import found_findings, href_of
from tirkelim.register.qualification_queries import qualification_by_decision

CLAIM = "level"


def level_proposal(weighed: Weighed) -> dict[str, Any] | None:
    """What would be decided on the level as it stands; None where none is claimed."""
    verdict = next((one for one in weighed.proposal.verdicts[1:] if one.claim == CLAIM), None)
    if verdict is None:
        return None
    own = weighed.proposal.findings_of(verdict)
    return {
        "outcome": verdict.outcome.value,
        "grounds": [
            {
                "number": ground.number,
                "text": ground_in_words(ground.number, ground.citation.act),
                "citation": str(ground.citation),
                "href": href_of(ground.citation),
            }
            for ground in (verdict.grounds if verdict.outcome is Outcome.REFUSE else ())
        ],
        "open": found_findings(f for f in own if f.status in (Status.NOT_MET, Status.UNKNOWN) and f.requirement.ground),
        "findings": found_findings(own),
        "waiting": [waits_in_words(name) for name in verdict.waiting_for],
    }


def level_decided(decision: Decision) -> dict[str, Any]:
    """The findings of the certificate; and of the level, where one was claimed, its findings, grounds and papers."""
    first, *beside = stored_claims(decision)
    context: dict[str, Any] = {"findings": [*first["findings"], *first["not_applicable"]], "level_claim": None}
    if not beside:
        return context
    granted = qualification_by_decision(decision.id)
    grounds = decision.verdicts.get("refused", {}).get(CLAIM, ())
    context["level_claim"] = {
        "granted": granted,
        "grounds": [stored_ground(ground, decision) for ground in grounds],
        "lacking": [finding for finding in beside[0]["findings"] if finding.status == Status.NOT_MET],
        "findings": [*beside[0]["findings"], *beside[0]["not_applicable"]],
        "document": refusal_beside(decision),
    }
    return context


def result_of(decision: Decision) -> Document | None:
    """The result itself: what was granted, or where nothing was granted the refusal."""
    rows = Document.objects.filter(decision=decision.id)
    if decision.outcome == "granted":
        return rows.exclude(kind__in=(Document.Kind.REFUSAL, Document.Kind.DUPLICATE)).first()
    return rows.filter(kind=Document.Kind.REFUSAL).first()


def refusal_beside(decision: Decision) -> Document | None:
    """The refusal of the level beside a granted certificate."""
    if decision.outcome != "granted":
        return None
    return Document.objects.filter(decision=decision.id, kind=Document.Kind.REFUSAL).first()
