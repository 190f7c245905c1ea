"""The page of a case: while it is open, its reasons as they stand; once decided, as they were stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case, Decision
from tirkelim.cases.queries import latest_decision, open_request
from tirkelim.cases.registry import service
from tirkelim.cases.states import DECIDED_STATES, OPEN_STATES, STATE_NAMES, State
from tirkelim.documents.licence import LicenceAnnexPayload, LicencePayload
from tirkelim.documents.models import Document
from tirkelim.identity.policy import may
from tirkelim.identity.territories import body_names
from tirkelim.journal.kept import kept
from tirkelim.law.citation import cite
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Decision as Proposal
from tirkelim.law.finding import Status
from tirkelim.law.restore import CannotRestore, restore
from tirkelim.portal.complaints.hearing import heard_at_desk
from tirkelim.portal.desk.access import commands_of, desk_case, room
from tirkelim.portal.desk.earlier import earlier_decisions
from tirkelim.portal.desk.facts import Group, stored_sources
from tirkelim.portal.desk.files import filed
from tirkelim.portal.desk.history import timeline, who_decided
from tirkelim.portal.desk.milestones import steps_of
from tirkelim.portal.desk.proposal import GroundView, acts_of, proposals_of, without_lists
from tirkelim.portal.desk.results import results_of
from tirkelim.portal.desk.services import DeskService, desk_service
from tirkelim.portal.desk.states import lines_of
from tirkelim.portal.desk.target import target_day
from tirkelim.portal.desk.urged import urged
from tirkelim.portal.desk.words import CLAIMS, STATE_COLOURS, language
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import edition_in_words, law_href
from tirkelim.portal.saying import clock_of, document_name, found_findings, needed_documents, stored_findings
from tirkelim.portal.show import DocumentView, FindingView, Link, Row, Text
from tirkelim.register.models import PersonIdentifier, Scheme
from tirkelim.register.qualification_queries import qualification_by_decision
from tirkelim.register.queries import person_facts
from tirkelim.services.common.pages import LEVEL, answer_text


@room("GET")
def case_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """A case of the desk."""
    moment = now()
    found = desk_case(request, case, moment, "case.read")
    decision = standing_decision(found)
    if decision is not None:
        return render(request, "portal/desk/decided.html", decided(request, found, decision, moment))
    return render(request, "portal/desk/case.html", considered(request, found, moment))


def standing_decision(case: Case) -> Decision | None:
    """The decision that stands; None while there is none, or while an upheld complaint has the case decided again."""
    return latest_decision(case) if State(case.state) in DECIDED_STATES else None


def considered(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    """What the page of an open (or withdrawn) case shows."""
    weighed = weigh(case, moment)
    commands = commands_of(request, case, moment)
    desk, proposal, read = desk_service(case), weighed.proposal, weighed.gathered.read
    sources = lines_of(read.systems, read.consents) if desk.asks_systems else None
    files = filed(request, case, moment, read.filings)
    links = links_to(files)
    findings = found_findings(proposal.findings)
    return {
        **heading(case, moment, None),
        "proposals": proposals_of(weighed),
        "acts": acts_of(case, weighed, commands, sources),
        "why_none": "" if commands else _why_read_only(request, case),
        "claims": [
            {"name": CLAIMS.get(v.claim, v.claim), "key": v.claim, **split(found_findings(proposal.findings_of(v)))}
            for v in proposal.verdicts
        ],
        "facts": desk.groups(weighed.gathered.facts, weighed.gathered.sources, read.answers, files),
        "sources": sources,
        "documents": needed_documents(proposal.documents, links),
        "panels": desk.panels(request, case, moment) if desk.panels else [],
        "package": desk.package(weighed, links) if desk.package else None,
        "commission": _commission(request, case, weighed.gathered.facts, findings, moment),
        "practice": practice_of(case, proposal.edition),
        "own_findings": [_own_finding(desk, finding) for finding in read.findings],
        "may_take_back": "remove_finding" in commands,
        "asked": _asked(case),
        "hidden": hidden(case),
        "steps": steps_of(case, moment),
        "earlier": earlier_decisions(case, None, "desk_document"),
        "urged": urged(case),
        "heard": heard_at_desk(case),
        "editions": editions_of(proposal),
    }


def _commission(request: HttpRequest, case: Case, facts: Any, findings: list[FindingView], moment: datetime) -> Any:
    """The commission's part; the way into its room only for who may enter."""
    read = desk_service(case).commission
    shown = read(case, facts, findings) if read else None
    if shown is None or may(account_of(request), "commission.read", case, on=localdate(moment)):
        return shown
    return shown.without_links()


def practice_of(case: Case, edition: Edition) -> str:
    """What has to be said about the edition applied, where it is no law; "" otherwise."""
    about = desk_service(case).about_edition
    return about(edition) if about else ""


def editions_of(proposal: Proposal) -> list[str]:
    """The editions of all acts that were applied."""
    return [edition_in_words(edition) for edition in (proposal.edition, *proposal.editions_beside)]


def decided(request: HttpRequest, case: Case, decision: Decision, moment: datetime) -> dict[str, Any]:
    """What the page of a decided case shows: everything as it was stored, in the reader's language."""
    files = filed(request, case, moment)
    readable = may(account_of(request), "document.read", case, on=localdate(moment))
    desk, results = desk_service(case), results_of(decision)
    facts = facts_of(decision)
    findings = stored_findings(decision.findings)
    return {
        **heading(case, moment, decision),
        "decision": decision,
        "title": _outcome_in_words(decision, desk),
        "granted": decision.outcome == "granted",
        "words": desk.words,
        "officer": who_decided(decision.officer),
        # A refusal gives nothing; what it takes back stands in the register under its id too.
        "given": desk.given(decision.id) if decision.outcome == "granted" else None,
        "qualification": qualification_by_decision(decision.id),
        "results": results,
        "links": [_document_link(case, one) for one in results] if readable else [],
        "grounds": [stored_ground(ground, decision) for ground in decision.verdicts["grounds"]],
        "refused_beside": [
            (CLAIMS.get(claim, claim), [stored_ground(ground, decision) for ground in grounds])
            for claim, grounds in decision.verdicts.get("refused", {}).items()
        ],
        "claims": stored_claims(decision),
        "documents": [_stored_document(need, links_to(files)) for need in decision.documents],
        "facts": stored_facts(decision, facts, files),
        "commission": None if facts is None else _commission(request, case, facts, findings, moment),
        "panels": desk.panels(request, case, moment) if desk.panels else [],
        "practice": practice_of(case, restore(Edition, decision.edition)),
        "sources": lines_of(*desk.systems(case, moment)) if desk.asks_systems else None,
        "steps": steps_of(case, moment),
        "earlier": earlier_decisions(case, decision, "desk_document"),
        "editions": stored_editions(decision),
    }


def _outcome_in_words(decision: Decision, desk: DeskService) -> Text:
    if decision.outcome == "granted":
        return desk.words.granted_title
    return _("The application is not accepted") if decision.outcome == "declined" else _("The application is refused")


def _document_link(case: Case, document: Document) -> Link:
    names = {
        Document.Kind.REFUSAL.value: _("Open the refusal (PDF)"),
        Document.Kind.LEVEL.value: _("Open the document of the level (PDF)"),
        LicencePayload.kind: _("Open the licence (PDF)"),
        LicenceAnnexPayload.kind: _("Open annex %(number)s (PDF)") % {"number": document.number.rpartition("/")[2]},
    }
    text = names.get(document.kind, _("Open the document (PDF)"))
    return Link(text, reverse("desk_document", args=[case.id, document.id]), document.number)


def stored_claims(decision: Decision) -> list[dict[str, Any]]:
    """Each claim with the findings on which it was decided, as stored."""
    acts = [edition["act"] for edition in decision.editions_beside]
    found = []
    for place, verdict in enumerate(decision.verdicts["proposed"]):
        own = [one for one in decision.findings if _act_of(one) == acts[place - 1]] if place else [
            one for one in decision.findings if _act_of(one) not in acts
        ]  # fmt: skip
        name = CLAIMS.get(verdict["claim"], verdict["claim"])
        found.append({"name": name, "key": verdict["claim"], **split(stored_findings(own))})
    return found


def _act_of(finding: Mapping[str, Any]) -> str:
    return cite(finding["citation"]).act


def stored_editions(decision: Decision) -> list[str]:
    """The editions of all acts that were applied, as stored."""
    return [edition_in_words(restore(Edition, one)) for one in (decision.edition, *decision.editions_beside)]


def heading(case: Case, moment: datetime, decision: Decision | None) -> dict[str, Any]:
    """What every page of a case begins with."""
    today, lang = localdate(moment), language()
    state = State(case.state)
    facts = person_facts(case.subject_id, today, moment)
    desk = desk_service(case)
    other = desk.applicant(case, moment) if desk.applicant else None
    return {
        "case": case,
        "service": desk.title,
        "claimed_level": answer_text(case.draft.data, *LEVEL),
        "name": other.name if other else (facts.name(lang) if facts else "–"),
        "person": other.rows if other else _person(case, facts),
        "subject": desk.subject_of(case.draft.data, lang),
        "subject_title": desk.subject_title,
        "route": desk.route(case.action),
        "state": STATE_NAMES[state],
        "colour": STATE_COLOURS[state],
        "clock": clock_of(case, today, decision) if state is not State.WITHDRAWN else None,
        "target": target_day(case) if decision is None and state is not State.WITHDRAWN else None,
        "office": (body_names(case.territory, today, case.authority) or {}).get(lang, ""),
        "timeline": timeline(case),
        "crumbs": [Link(pgettext("navigation", "Desk"), reverse("desk")), Link(str(case.number), "")],
    }


def _person(case: Case, facts: Any) -> list[Row]:
    iin = _iin.first(case.subject_id)
    born = facts.birth_date if facts else None
    return [Row(_("IIN"), iin or _("None")), Row(_("Date of birth"), born)]


def split(findings: list[FindingView]) -> dict[str, list[FindingView]]:
    """What counts in the case, and apart from it what does not apply to it."""
    shown = [without_lists(finding) for finding in findings]
    return {
        "findings": [finding for finding in shown if finding.status != "not_applicable"],
        "not_applicable": [finding for finding in shown if finding.status == "not_applicable"],
    }


@kept
def _iin(person: UUID) -> QuerySet[PersonIdentifier, str]:
    return PersonIdentifier.objects.current().filter(person=person, scheme=Scheme.IIN).values_list("value", flat=True)


def links_to(files: Mapping[str, list[Any]]) -> dict[str, list[Link]]:
    """The links that open the files of each kind of document."""
    return {kind: [Link(file.name, file.href) for file in group if file.href] for kind, group in files.items()}


def _own_finding(desk: DeskService, finding: Any) -> dict[str, Any]:
    return {
        "id": finding.id,
        "title": desk.finding_name(finding.kind),
        "ground": finding.ground,
        "reference": finding.reference,
        "note": finding.note,
        "at": finding.change.at,
    }


def _asked(case: Case) -> dict[str, Any] | None:
    asked = open_request(case) if State(case.state) is State.ASKED else None
    if asked is None:
        return None
    names = [document_name(document) for document in asked.documents]
    return {"names": names, "note": asked.note, "at": asked.change.at}


def _why_read_only(request: HttpRequest, case: Case) -> str:
    if State(case.state) not in OPEN_STATES:
        return _("The application was taken back. Nothing is to be decided.")
    if account_of(request).person == case.subject_id:
        return _("This is your own application: another officer decides it.")
    return _("You may read this application. The department of its territory decides.")


# --- as stored --------------------------------------------------------------------------------------------------------


def stored_ground(ground: Mapping[str, Any], decision: Decision) -> GroundView:
    """A ground of the stored decision with its unmet requirements."""
    place = cite(f"{ground['citation']['act']} {ground['citation']['place']}")
    rests_on = [
        one
        for one in decision.findings
        if one["requirement"] in ground["requirements"] and one["status"] == Status.NOT_MET
    ]
    return GroundView(
        ground["number"],
        ground_in_words(ground["number"], place.act),
        str(place),
        law_href(place),
        ground["reference"],
        [without_lists(finding) for finding in stored_findings(rests_on)],
    )


def _stored_document(need: Mapping[str, Any], links: Mapping[str, list[Link]]) -> DocumentView:
    return DocumentView(
        document_name(need["document"]),
        need["status"],
        need["message"][language()],
        need["citation"],
        law_href(cite(need["citation"])),
        links.get(need["document"], ()),
    )


def facts_of(decision: Decision) -> Any:
    """The facts of the sheet that the decision was made from; None where today's program cannot read it any more."""
    try:
        return service(decision.case.service).load_facts(decision.sheet.schema, decision.sheet.facts)
    except CannotRestore:
        return None


def stored_facts(decision: Decision, facts: Any, files: Mapping[str, list[Any]]) -> list[Group]:
    """The facts of the sheet in groups; none where it cannot be read."""
    if facts is None:
        return []
    sheet = decision.sheet
    desk = desk_service(decision.case)
    return desk.groups(facts, stored_sources(sheet.sources), desk.answers(decision.case.draft.data), files)
