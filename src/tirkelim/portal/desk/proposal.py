"""What the kernel proposes for a case, and what the officer can do about it: both in words, with the reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirkelim.cases.decisions import Weighed, refusal_grounds
from tirkelim.cases.models import Case
from tirkelim.law.finding import Finding, Ground, NeedStatus, Outcome, Status, Terms
from tirkelim.portal.desk.states import SourceLine
from tirkelim.portal.desk.words import data_set_in_law, vocabulary
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import law_href
from tirkelim.portal.saying import FORM_DOCUMENTS, found_findings
from tirkelim.portal.show import FindingView

Text = str | Promise


class Proposal(NamedTuple):
    """What would be decided by the rules, as the page says it."""

    key: str
    title: str
    text: str


class GroundView(NamedTuple):
    """A ground of refusal with what it rests on."""

    number: int
    text: str
    citation: str
    href: str
    reference: str
    findings: list[FindingView]


class Act(NamedTuple):
    """Something an officer can do: where it leads, or why it cannot be done now. ``kind`` is that of its button."""

    key: str
    text: Text
    href: str
    why_not: str = ""
    kind: str = "secondary"


PROPOSED = {
    Outcome.GRANT: "grant",
    Outcome.REFUSE: "refuse",
    Outcome.INCOMPLETE: "ask_for_documents",
    Outcome.WAITING: "refresh_sources",
}
"""What each proposal comes down to: its button stands out and first."""


def proposal_of(weighed: Weighed) -> Proposal:
    """The proposal in a heading and a sentence."""
    verdict = weighed.proposal.verdicts[0]
    outcome = verdict.outcome
    if outcome is Outcome.GRANT:
        return Proposal("grant", _("Would be granted"), _("Every requirement is met."))
    if outcome is Outcome.REFUSE:
        numbers = [ground.number for ground in verdict.grounds]
        return Proposal("refuse", _("Would be refused"), _on_grounds(numbers))
    if outcome is Outcome.WAITING:
        names = ", ".join(map(data_set_in_law, verdict.waiting_for))
        return Proposal("waiting", _("Waits for a state system"), _("No answer yet: %(names)s.") % {"names": names})
    return Proposal("incomplete", _("Incomplete"), _incomplete(weighed))


def _on_grounds(numbers: list[int]) -> str:
    written = ", ".join(map(str, numbers))
    return ngettext("On ground %(numbers)s.", "On grounds %(numbers)s.", len(numbers)) % {"numbers": written}


def _incomplete(weighed: Weighed) -> str:
    names = ", ".join(vocabulary(f"certificate.document.{document}") for document in missing_documents(weighed))
    if names:
        return _("Missing: %(names)s.") % {"names": names}
    return _("The applicant has not said enough: see the requirements that are not known.")


def missing_documents(weighed: Weighed) -> list[str]:
    """The documents that the applicant owes and has not filed: what can be asked for. Never what a system can give."""
    return [
        need.document
        for need in weighed.proposal.documents
        if need.status is NeedStatus.MISSING and need.document not in FORM_DOCUMENTS
    ]


def terms_of(weighed: Weighed) -> Terms | None:
    """What the certificate would say; None where it cannot be granted."""
    return weighed.proposal.verdicts[0].terms if not why_not_grant(weighed) else None


def why_not_grant(weighed: Weighed) -> str:
    """Why the certificate cannot be granted now; "" where it can."""
    proposal = weighed.proposal
    unmet = [finding for finding in proposal.findings if finding.status is Status.NOT_MET]
    if unmet:
        return ngettext(
            "One requirement is not met.", "%(count)d requirements are not met.", len(unmet)
        ) % {"count": len(unmet)}  # fmt: skip
    if proposal.verdicts[0].outcome is Outcome.WAITING:
        return _("A state system has not answered. Ask it again, or record your own check.")
    if proposal.verdicts[0].outcome is not Outcome.GRANT:
        return _("Not everything is known that the decision needs.")
    return ""


def grounds_of(weighed: Weighed) -> list[GroundView]:
    """The grounds on which the application would be refused as it stands."""
    return [ground_view(ground, weighed.proposal.findings) for ground in refusal_grounds(weighed.proposal)]


def ground_view(ground: Ground, findings: Iterable[Finding]) -> GroundView:
    """A ground with its unmet requirements."""
    rests_on = [
        finding
        for finding in findings
        if finding.status is Status.NOT_MET and finding.requirement.id in ground.requirements
    ]
    return GroundView(
        ground.number,
        ground_in_words(ground.number),
        str(ground.citation),
        law_href(ground.citation),
        ground.reference,
        [without_lists(finding) for finding in found_findings(rests_on)],
    )


LONG = 60


def without_lists(finding: FindingView) -> FindingView:
    """The finding without values that are long lists: the sentence beside them names what matters of these."""
    if max(len(finding.found), len(finding.required)) <= LONG:
        return finding
    return finding._replace(found="", required="")


def acts_of(case: Case, weighed: Weighed, commands: frozenset[str], sources: list[SourceLine]) -> list[Act]:
    """What the officer can do, in the order of use; what cannot be done now says why."""
    offered = (
        ("grant", _("Grant"), "desk_grant", why_not_grant(weighed)),
        ("refuse", _("Refuse"), "desk_refuse", "" if refusal_grounds(weighed.proposal) else _no_ground()),
        ("ask_for_documents", _("Ask for documents"), "desk_ask", _why_not_ask(weighed)),
        ("record_finding", _("Record a finding"), "desk_finding", ""),
        ("refresh_sources", _("Ask state systems again"), "desk_sources", _why_not_again(sources)),
    )
    proposed = PROPOSED.get(weighed.proposal.verdicts[0].outcome, "")
    acts = [
        Act(name, text, reverse(page, args=[case.id]), why_not, _kind(name, proposed))
        for name, text, page, why_not in offered
        if name in commands
    ]
    return sorted(acts, key=lambda act: act.key != proposed)


def _kind(name: str, proposed: str) -> str:
    if name != proposed:
        return "secondary"
    return "warning" if name == "refuse" else ""


def _no_ground() -> str:
    return _("The facts give no ground of refusal.")


def _why_not_ask(weighed: Weighed) -> str:
    return "" if missing_documents(weighed) else _("No document is missing that the applicant could give.")


def _why_not_again(sources: list[SourceLine]) -> str:
    return "" if any(line.silent for line in sources) else _("Every system that may be asked has answered.")
