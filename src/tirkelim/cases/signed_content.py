"""What is signed of a case: the application as it is sent, and the decision as it is made.

Each is plain JSON that says the same whenever it is made from the same rows: no times of the moment, no numbers that
are drawn as something is written. What the signer sees is made from it, and nothing else is signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Decision
from tirkelim.cases.queries import standing_filings
from tirkelim.documents.models import EvidenceFile
from tirkelim.register.models import Organisation
from tirkelim.register.queries import organisation_facts, person_facts

APPLICATION, DECISION = "tirkelim/application/1", "tirkelim/decision/1"
STATEMENT = "declaration"
"""The page of a draft with the statement of truth, and the consent where one is asked for."""


def application_content(case: Case, applying: UUID | None, now: datetime) -> dict[str, Any]:
    """An application about to be sent. ``applying``: the organisation that applies, None for a person's own."""
    data = case.draft.data
    return {
        "kind": APPLICATION,
        "case": str(case.id),
        "service": case.service,
        "action": case.action,
        "office": case.territory,
        "person": person_named(case.subject_id, now),
        "organisation": organisation_named(applying, now),
        "representative": None if case.representative is None else person_named(case.representative, now),
        "answers": answers_of(data),
        "documents": documents_of(case),
        "statement": said(data.get(STATEMENT)),
    }


def answers_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft says, page by page, without the statement: the answers as they count, not as they were typed."""
    return {page: said(entry) for page, entry in data.items() if page != STATEMENT}


def said(entry: Any) -> Any:
    """What a page of a draft says; what is kept in another form stands as it is."""
    return entry["clean"] if isinstance(entry, Mapping) and "clean" in entry else entry


def documents_of(case: Case) -> list[dict[str, str]]:
    """The documents that are filed, each with the digest of its file (SHA-256)."""
    filings = standing_filings(case)
    files = EvidenceFile.objects.filter(pk__in=[one.evidence for one in filings]).values_list("pk", "blob")
    digests = {pk: str(digest) for pk, digest in files}
    found = [
        {
            "document": one.document,
            "language": one.language,
            "translated_into": one.translated_into,
            "sha256": digests.get(one.evidence, ""),
        }
        for one in filings
    ]
    return sorted(found, key=lambda one: (one["document"], one["sha256"]))


def decision_content(case: Case, stored: Decision, facts_digest: str, now: datetime) -> dict[str, Any]:
    """A decision: its outcome with what it grants or the grounds of its refusal, and everything that it rests on."""
    proposed, first = stored.verdicts["proposed"], stored.outcome == "granted"
    refused = stored.verdicts["refused"]
    return {
        "kind": DECISION,
        "case": str(case.id),
        "number": case.number or "",
        "service": case.service,
        "action": case.action,
        "person": person_named(case.subject_id, now),
        "organisation": organisation_named(case.organisation, now),
        "outcome": stored.outcome,
        "granted": [
            {"claim": one["claim"], "terms": one["terms"]} for one in proposed if first and one["claim"] not in refused
        ],
        "grounds": stored.verdicts["grounds"],
        "refused": refused,
        "findings": [{name: one[name] for name in ("requirement", "citation", "status")} for one in stored.findings],
        "facts": facts_digest,
        "edition": stored.edition,
        "book": stored.book_digest,
        "decided_on": stored.decided_on.isoformat(),
    }


def person_named(person: UUID, now: datetime) -> dict[str, str]:
    """A person by id, with the name that the register has today."""
    facts = person_facts(person, localdate(now), now)
    return {"id": str(person), "name": "" if facts is None else facts.name("kk")}


def organisation_named(organisation: UUID | None, now: datetime) -> dict[str, str] | None:
    """An organisation by id, with its BIN and the name that the register has today."""
    if organisation is None:
        return None
    facts = organisation_facts(organisation, localdate(now), now)
    name = "" if facts is None else facts.name("kk")
    return {"id": str(organisation), "bin": bin_of(organisation), "name": name}


def bin_of(organisation: UUID | None) -> str:
    """The BIN of an organisation; "" without one."""
    rows = Organisation.objects.filter(pk=organisation) if organisation is not None else Organisation.objects.none()
    return rows.values_list("bin", flat=True).first() or ""
