"""A recommendation as every reader of it sees it: what is recommended, findings, facts with sources, files, events."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case, Decision
from tirkelim.cases.queries import latest_decision, open_request, standing_filings, standing_findings
from tirkelim.cases.service import Source
from tirkelim.cases.states import State
from tirkelim.documents.models import Document, EvidenceFile
from tirkelim.journal.models import JournalEntry
from tirkelim.law.edition import Edition
from tirkelim.law.finding import Decision as Proposal
from tirkelim.law.finding import Status
from tirkelim.law.order_304_residency.facts import Act, PlacementFacts
from tirkelim.law.order_304_residency.requirements import AGREEMENT, TRAINING_CONTRACT
from tirkelim.law.restore import restore
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.choices import language
from tirkelim.portal.desk.facts import ORIGINS
from tirkelim.portal.desk.history import EVENTS, names_of
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import edition_in_words
from tirkelim.portal.residency.words import (
    WORDS,
    document_words,
    in_words,
    last_day,
    name_of,
    person_name,
    span_in_words,
    state_of,
)
from tirkelim.portal.saying import found_findings, stored_findings
from tirkelim.portal.show import Column, Entry, Link, Row, Table
from tirkelim.register.residency_queries import placement_by_decision
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.placement.officer import Word
from tirkelim.services.placement.request import read_request

Text = str | Promise

TITLES: dict[str, Text] = {
    "statuses": gettext_lazy("Status of the base"),
    "accreditations": gettext_lazy("Accreditation of the base"),
    "contracts": gettext_lazy("Contract of the school with the base"),
    "recommended_by_school": gettext_lazy("Recommendation"),
    "training_contract": gettext_lazy("Training contract with the resident"),
    "free_places": gettext_lazy("Free places for the whole training"),
    "other_placement": gettext_lazy("Another placement in these days"),
    "agreed_by_authority": gettext_lazy("Agreement of the ministry"),
}


class Said(NamedTuple):
    """A word of the ministry, with what it rests on."""

    id: UUID
    text: str
    reference: str
    at: datetime


def heading(case: Case, moment: datetime, today: date) -> dict[str, Any]:
    """Who is recommended for what, and where it stands."""
    asked, lang = read_request(case.draft.data), language()
    state, colour = state_of(case.state)
    rows = [Row(_("Specialty"), specialty_name(asked.specialty, lang))]
    if asked.starts_on and asked.ends_on:
        rows.append(Row(_("Training"), span_in_words(asked.starts_on, asked.ends_on)))
    if asked.base:
        rows.append(Row(_("Base"), name_of(asked.base, today, moment)))
    if case.organisation:
        rows.append(Row(_("Recommended by"), name_of(case.organisation, today, moment)))
    for title, paper in (
        (_("Recommendation"), asked.recommendation),
        (_("Training contract"), asked.training_contract),
    ):
        if paper is not None:
            rows.append(Row(title, f"{paper.number}, {in_words(paper.signed_on)}"))
    if case.number:
        rows.append(Row(_("Number"), case.number))
    if case.submitted_at:
        rows.append(Row(_("Sent"), in_words(case.submitted_at)))
    return {
        "case": case, "name": person_name(case.subject_id, today, moment), "rows": rows, "state": state,
        "colour": colour, "base": asked.base,
    }  # fmt: skip


def weighed(case: Case, moment: datetime) -> dict[str, Any]:
    """The findings and facts as they stand."""
    found = weigh(case, moment)
    verdict, proposal = found.proposal.verdicts[0], found.proposal
    return {
        "digest": found.gathered.digest,
        "outcome": verdict.outcome.value,
        "can_agree": _can_agree(proposal),
        "words": _words_for(proposal),
        "has_grounds": bool(verdict.grounds),
        "unmet": found_findings([one for one in proposal.findings if one.status is Status.NOT_MET]),
        "findings": found_findings(proposal.findings),
        "facts": facts_table(found.gathered.facts, dict(found.gathered.sources)),
        "edition": edition_in_words(proposal.edition),
    }


def _can_agree(proposal: Proposal) -> bool:
    """Whether the ministry's agreement is all that may be missing: a new word takes the place of an earlier one."""
    met = (Status.MET, Status.NOT_APPLICABLE)
    return {one.requirement.id for one in proposal.findings if one.status not in met} <= {AGREEMENT.id}


def _words_for(proposal: Proposal) -> list[Word]:
    """What the ministry can say against this recommendation: of a training contract only where one is needed."""
    status = {one.requirement.id: one.status for one in proposal.findings}
    with_contract = status[TRAINING_CONTRACT.id] is not Status.NOT_APPLICABLE
    return [word for word in Word if word is not Word.NO_TRAINING_CONTRACT or with_contract]


def words_said(case: Case) -> list[Said]:
    """What the ministry has said of the recommendation and not taken back."""
    return [
        Said(one.id, str(WORDS[Word(one.kind)]), one.reference, one.change.at)
        for one in standing_findings(case)
        if one.kind in set(Word)
    ]


def decided(case: Case) -> dict[str, Any]:
    """The decision as it was stored; nothing before there is one."""
    decision = latest_decision(case)
    if decision is None or State(case.state) not in (State.GRANTED, State.REFUSED):
        return {"decision": None}
    placement = placement_by_decision(decision.id)
    return {
        "decision": decision,
        "granted": decision.outcome == "granted",
        "placement": placement,
        "reference": _agreement(case),
        "grounds": [
            (ground["number"], ground_in_words(ground["number"], "304/2020"), ground["reference"])
            for ground in decision.verdicts["grounds"]
        ],
        "findings": stored_findings(decision.findings),
        "edition": edition_in_words(restore(Edition, decision.edition)),
        "documents": _documents(case, decision),
    }


def _agreement(case: Case) -> str:
    """What the agreement rests on."""
    said = [one for one in standing_findings(case) if one.kind == "placement_agreed"]
    return said[-1].reference if said else ""


def _documents(case: Case, decision: Decision) -> list[Link]:
    rows = Document.objects.filter(decision=decision.id).only("id", "number")
    text = _("Open the agreement (PDF)") if decision.outcome == "granted" else _("Open the refusal (PDF)")
    return [Link(text, reverse("residency_document", args=[case.id, row.id]), row.number) for row in rows]


def facts_table(facts: PlacementFacts, sources: dict[str, Source]) -> Table:
    """Each fact with where it came from."""
    cells = [[title, _value(getattr(facts, path)), _source(sources.get(path))] for path, title in TITLES.items()]
    columns = [Column(_("Fact")), Column(_("What is known")), Column(_("Source"))]
    return Table(_("Facts and where they come from"), columns, cells)


def _value(found: Any) -> str:
    if found is UNKNOWN:
        return _("Not known yet")
    if isinstance(found, bool):
        return _("Yes") if found else _("No")
    if isinstance(found, tuple):
        acts = [one if isinstance(one, Act) else one.act for one in found]
        return "; ".join(f"{act.number}: {span_in_words(act.valid_from, last_day(act.valid_to))}" for act in acts) or _(
            "None"
        )
    return _("None") if found is None else str(found)


def _source(source: Source | None) -> str:
    if source is None:
        return "–"
    return " ".join(filter(None, (str(ORIGINS[source.origin]), source.reference)))


def files_of(case: Case) -> list[Link]:
    """The filed documents, each opening its file."""
    filings = standing_filings(case)
    names = dict(
        EvidenceFile.objects.filter(pk__in=[one.evidence for one in filings]).values_list("id", "original_name")
    )
    return [
        Link(
            f"{document_words(one.document)}: {names.get(one.evidence, '')}",
            reverse("residency_file", args=[case.id, one.evidence]),
        )
        for one in filings
    ]


def asked_for(case: Case) -> dict[str, Any] | None:
    """What the ministry asked for and waits for."""
    asked = open_request(case) if State(case.state) is State.ASKED else None
    if asked is None:
        return None
    links = [
        Link(document_words(one), reverse("residency_attach", args=[case.id, one])) for one in asked.documents
    ]  # fmt: skip
    return {"links": links, "note": asked.note, "at": asked.change.at}


def still_missing(case: Case) -> list[str]:
    """The documents that the ministry asked for and that were not attached since."""
    asked = open_request(case) if State(case.state) is State.ASKED else None
    if asked is None:
        return []
    given = {one.document for one in standing_filings(case) if one.change.at >= asked.change.at}
    return [one for one in asked.documents if one not in given]


def events_of(case: Case) -> list[Entry]:
    """What happened, the newest first."""
    names = names_of(case)
    rows = JournalEntry.objects.filter(stream=case.stream).select_related("change").order_by("-seq")
    return [
        Entry(
            EVENTS.get(row.kind, row.kind), row.change.at, names.get(row.change.actor, "") if row.change.actor else ""
        )
        for row in rows
    ]
