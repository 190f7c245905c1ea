"""What the kernel proposes for each claim of a case, and what the officer can do about it, with the reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirkelim.cases.decisions import Weighed, claim_grounds, refusal_grounds
from tirkelim.cases.hearing import is_heard
from tirkelim.cases.models import Case
from tirkelim.law.finding import Finding, Ground, NeedStatus, Outcome, Status, Terms, Verdict
from tirkelim.portal.complaints.hearing import why_not_intend, why_not_refuse
from tirkelim.portal.desk.services import desk_service
from tirkelim.portal.desk.states import SourceLine
from tirkelim.portal.desk.words import BY_COMMISSION, BY_VISIT, CLAIMS, WAITS, waits_in_words
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import law_href
from tirkelim.portal.saying import FORM_DOCUMENTS, document_name, found_findings
from tirkelim.portal.show import FindingView

Text = str | Promise


class Proposal(NamedTuple):
    """What would be decided on one claim by the rules, as the page says it."""

    claim: str
    name: Text
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


PAPER_ORIGINAL = "licence.paper_original"
"""The requirement that only what was given on paper has a duplicate."""
AT_ONCE = frozenset({"refresh_sources", "pass_to_commission", "recall_from_commission"})


class Act(NamedTuple):
    """Something an officer can do: where it leads, or why it cannot be done now. ``kind`` is that of its button."""

    key: str
    text: Text
    href: str
    why_not: str = ""
    kind: str = "secondary"

    @property
    def at_once(self) -> bool:
        """Whether it is done by its button, without a page of its own."""
        return self.key in AT_ONCE


PROPOSED = {
    Outcome.GRANT: "grant",
    Outcome.REFUSE: "refuse",
    Outcome.REFUSE_ACCEPTANCE: "decline",
    Outcome.INCOMPLETE: "ask_for_documents",
    Outcome.WAITING: "refresh_sources",
}
"""What each proposal comes down to: its button stands out and first."""


def proposals_of(weighed: Weighed) -> list[Proposal]:
    """The proposal for each claim, the leading one first."""
    return [proposal_of(weighed, verdict) for verdict in weighed.proposal.verdicts]


def proposal_of(weighed: Weighed, verdict: Verdict) -> Proposal:
    """The proposal for a claim in a heading and a sentence."""
    name, outcome = CLAIMS.get(verdict.claim, verdict.claim), verdict.outcome
    if outcome is Outcome.GRANT:
        return Proposal(verdict.claim, name, "grant", _("Would be granted"), _("Every requirement is met."))
    if outcome is Outcome.REFUSE:
        numbers = [ground.number for ground in verdict.grounds]
        return Proposal(verdict.claim, name, "refuse", _("Would be refused"), _on_grounds(numbers))
    if outcome is Outcome.REFUSE_ACCEPTANCE:
        return Proposal(verdict.claim, name, "refuse", _("Would not be accepted"), _not_whole(weighed))
    waits = ", ".join(map(waits_in_words, verdict.waiting_for))
    if outcome is Outcome.WAITING and _is_commissions(verdict):
        return Proposal(verdict.claim, name, "waiting", *_before_commission(weighed))
    if outcome is Outcome.WAITING and _is_visits(verdict):
        return Proposal(verdict.claim, name, "waiting", _("Waits for permit control"), _not_known(waits))
    if outcome is Outcome.WAITING:
        title = _("Waits for an officer's finding") if _is_officers(verdict) else _("Waits for a state system")
        text = _not_known(waits) if _is_officers(verdict) else _("No answer yet: %(names)s.") % {"names": waits}
        return Proposal(verdict.claim, name, "waiting", title, text)
    text = _not_known(waits) if _waits_for_names(verdict) else _incomplete(weighed)
    return Proposal(verdict.claim, name, "incomplete", _("Incomplete"), text)


def _waits_for_names(verdict: Verdict) -> bool:
    """Whether an incomplete claim says what it lacks; otherwise it is the documents, or the answers."""
    return verdict.claim != "certificate" and bool(verdict.waiting_for)


def _is_officers(verdict: Verdict) -> bool:
    """Whether what the claim waits for is the officer's to find out: no state system is asked about it."""
    return verdict.claim == "level" or any(name in WAITS for name in verdict.waiting_for)


def _is_commissions(verdict: Verdict) -> bool:
    """Whether the claim waits for what the commission says."""
    return not BY_COMMISSION.isdisjoint(verdict.waiting_for)


def _is_visits(verdict: Verdict) -> bool:
    """Whether everything else is known, and only the visit is still to come or to be signed."""
    return BY_VISIT.issuperset(verdict.waiting_for)


def _not_known(names: str) -> str:
    return _("Not known yet: %(names)s.") % {"names": names}


def _not_whole(weighed: Weighed) -> str:
    if any(f.requirement.id == PAPER_ORIGINAL and f.status is Status.NOT_MET for f in weighed.proposal.findings):
        return _("What it is asked of was given electronically. This is no refusal: no duplicate is needed.")
    missing = _incomplete(weighed) if missing_documents(weighed) else _("The certificate held has ended.")
    no_refusal = _("This is no refusal: the applicant can apply again with whole papers.")
    return f"{missing} {no_refusal}"


def _before_commission(weighed: Weighed) -> tuple[str, str]:
    """The commission has not said anything yet; or it advises against issue and no ground follows from that."""
    if _recommendation(weighed) is Status.NOT_MET:
        return _("The commission advises against issue"), _(
            "It names no ground of the standard: nobody may issue, and there is nothing to refuse on. Record what you "
            "have found yourself, or pass the application to the commission again."
        )
    return _("Waits for the commission"), _("Every document is there. The commission has not said anything yet.")


def _recommendation(weighed: Weighed) -> Status | None:
    """How the requirement stands that the commission advises issue; None where no commission takes part."""
    found = (f.status for f in weighed.proposal.findings if f.requirement.id == "conformity.recommendation")
    return next(found, None)


def _on_grounds(numbers: list[int]) -> str:
    written = ", ".join(map(str, numbers))
    return ngettext("On ground %(numbers)s.", "On grounds %(numbers)s.", len(numbers)) % {"numbers": written}


def _incomplete(weighed: Weighed) -> str:
    names = ", ".join(map(document_name, missing_documents(weighed)))
    if names:
        return _("Missing: %(names)s.") % {"names": names}
    return _("The applicant has not said enough: see the requirements that are not known.")


OF_THE_REGISTER = frozenset({"assessment_result", "cpd_sheet"})
"""Documents of a level that come from the register: whoever lacks them goes to the organisation that makes them."""
LABOUR_FUNCTIONS = "labour_functions_report"


def missing_documents(weighed: Weighed) -> list[str]:
    """The documents that the applicant owes and has not filed: what can be asked for. Never what a system can give."""
    return [
        need.document
        for need in weighed.proposal.documents
        if need.document not in FORM_DOCUMENTS | OF_THE_REGISTER
        and (
            need.status is NeedStatus.MISSING
            or (need.status is NeedStatus.UNKNOWN and need.document == LABOUR_FUNCTIONS)
        )
    ]


def without_of(weighed: Weighed) -> list[str]:
    """The claims beside the first that cannot be granted: granting the first means refusing these."""
    return [verdict.claim for verdict in weighed.proposal.verdicts[1:] if verdict.outcome is not Outcome.GRANT]


def terms_of(weighed: Weighed) -> Terms | None:
    """What the result would say; None where it cannot be granted."""
    return None if why_not_grant(weighed) else weighed.proposal.verdicts[0].terms


def why_not_grant(weighed: Weighed) -> str:
    """Why the leading claim cannot be granted now, or why one beside it can be neither granted nor refused; "" where
    nothing stands against it."""
    first, *beside = weighed.proposal.verdicts
    unmet = [finding for finding in weighed.proposal.findings_of(first) if finding.status is Status.NOT_MET]
    if unmet:
        return ngettext(
            "One requirement is not met.", "%(count)d requirements are not met.", len(unmet)
        ) % {"count": len(unmet)}  # fmt: skip
    if first.outcome is Outcome.WAITING:
        if _is_commissions(first):
            return _("The commission has not recommended it yet.")
        if _is_visits(first):
            return _("Permit control is not over: %(names)s.") % {"names": _waits(first)}
        if _is_officers(first):
            return _why_not_by_officer(first)
        return _("A state system has not answered. Ask it again, or record your own check.")
    if first.outcome is not Outcome.GRANT:
        return _("Not everything is known that the decision needs.")
    for verdict in beside:
        if verdict.outcome is not Outcome.GRANT and not claim_grounds(verdict, weighed.proposal):
            return _("The level can be neither granted nor refused yet: %(names)s.") % {"names": _waits(verdict)}
    return ""


def _why_not_by_officer(verdict: Verdict) -> str:
    """What the officer has to find out, and apart from it what the visit has yet to say: that is no finding."""
    own = [name for name in verdict.waiting_for if name not in BY_VISIT]
    visit = [name for name in verdict.waiting_for if name in BY_VISIT]
    said = _("Your own finding is needed: %(names)s.") % {"names": ", ".join(map(waits_in_words, own))}
    if not visit:
        return said
    over = _("Permit control is not over: %(names)s.") % {"names": ", ".join(map(waits_in_words, visit))}
    return f"{said} {over}"


def _waits(verdict: Verdict) -> str:
    return ", ".join(map(waits_in_words, verdict.waiting_for))


def grounds_beside(weighed: Weighed) -> list[tuple[Text, list[GroundView]]]:
    """The claims that would be refused beside a grant of the first, each with its grounds."""
    proposal = weighed.proposal
    return [
        (CLAIMS[verdict.claim], [ground_view(g, proposal.findings) for g in claim_grounds(verdict, proposal)])
        for verdict in proposal.verdicts[1:]
        if verdict.outcome is not Outcome.GRANT
    ]


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
        ground_in_words(ground.number, ground.citation.act),
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


def acts_of(case: Case, weighed: Weighed, commands: frozenset[str], sources: list[SourceLine] | None) -> list[Act]:
    """What the officer can do, in the order of use; what cannot be done now says why. ``sources`` None: none are
    asked."""
    unheard = why_not_refuse(case, weighed) if without_of(weighed) else ""
    offered: list[tuple[str, Text, str, str]] = [
        ("grant", _grant_text(case, weighed), "desk_grant", why_not_grant(weighed) or unheard),
        (
            "refuse",
            _refuse_text(weighed),
            "desk_refuse",
            why_not_refuse(case, weighed) if refusal_grounds(weighed.proposal) else _no_ground(weighed),
        ),
        ("pass_to_commission", _("Pass to the commission"), "desk_pass", _why_not_pass(weighed)),
        ("recall_from_commission", _("Call back from the commission"), "desk_recall", ""),
        ("decline", _("Do not accept"), "desk_decline", _why_not_decline(case, weighed)),
        ("ask_for_documents", _("Ask for documents"), "desk_ask", _why_not_ask(weighed)),
        ("record_finding", _("Record a finding"), "desk_finding", ""),
    ]
    if is_heard():
        text = _("Show the intended refusal")
        offered.insert(1, ("intend_refusal", text, "desk_intend", why_not_intend(case, weighed)))
    if sources is not None:
        offered.append(("refresh_sources", _("Ask state systems again"), "desk_sources", _why_not_again(sources)))
    proposed = _proposed(weighed)
    if (proposed == "refuse" and why_not_refuse(case, weighed)) or (proposed == "grant" and unheard):
        proposed = "intend_refusal"
    declines = desk_service(case).declines
    acts = [
        Act(name, text, reverse(page, args=[case.id]), why_not, _kind(name, proposed))
        for name, text, page, why_not in offered
        if name in commands and not (name == "decline" and declines is not None and not declines(case))
    ]
    return sorted(acts, key=lambda act: act.key != proposed)


def _why_not_pass(weighed: Weighed) -> str:
    """Why the application does not go to the commission now: only a whole one for issue does, and only once heard."""
    said = _recommendation(weighed)
    if said is None:
        return _("Only an application for issue goes to the commission.")
    if weighed.proposal.verdicts[0].outcome is Outcome.REFUSE_ACCEPTANCE:
        return _("Only a whole application goes to the commission.")
    return _("The commission has recommended issue.") if said is Status.MET else ""


def _why_not_decline(case: Case, weighed: Weighed) -> str:
    if weighed.proposal.verdicts[0].outcome is Outcome.REFUSE_ACCEPTANCE:
        return ""
    return str(desk_service(case).declining.is_owed)


def _grant_text(case: Case, weighed: Weighed) -> Text:
    if len(weighed.proposal.verdicts) == 1:
        return desk_service(case).words.grant
    return _("Grant the certificate and refuse the level") if without_of(weighed) else _("Grant both")


def _refuse_text(weighed: Weighed) -> str:
    return _("Refuse") if len(weighed.proposal.verdicts) == 1 else _("Refuse both")


def _proposed(weighed: Weighed) -> str:
    """The act that the proposal comes down to: about a level an officer answers what no state system does."""
    open_verdicts = [v for v in weighed.proposal.verdicts if v.outcome is Outcome.WAITING]
    if open_verdicts and _is_commissions(open_verdicts[0]):
        return "pass_to_commission"
    if open_verdicts and _is_visits(open_verdicts[0]):
        return "plan_visit"
    if open_verdicts and _is_officers(open_verdicts[0]):
        return "record_finding"
    return PROPOSED.get(weighed.proposal.verdicts[0].outcome, "")


def _kind(name: str, proposed: str) -> str:
    if name != proposed:
        return "secondary"
    return "warning" if name in ("refuse", "decline") else ""


def _no_ground(weighed: Weighed) -> str:
    if len(weighed.proposal.verdicts) == 1:
        return _("The facts give no ground of refusal.")
    return _("The facts give no ground to refuse the certificate.")


def _why_not_ask(weighed: Weighed) -> str:
    return "" if missing_documents(weighed) else _("No document is missing that the applicant could give.")


def _why_not_again(sources: list[SourceLine]) -> str:
    return "" if any(line.silent for line in sources) else _("Every system that may be asked has answered.")
