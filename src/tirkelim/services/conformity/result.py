"""The result as a document: the certificate, the reasoned refusal, or why the application is not accepted.

Nothing is decided here: every word follows from the stored rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Decision
from tirkelim.documents.conformity import ConformityPayload
from tirkelim.documents.conformity_answer import ConformityNotAccepted, ConformityRefusal
from tirkelim.documents.payload import Bilingual, Payload, UnmetRequirement
from tirkelim.documents.qr import check_address, conformity_address
from tirkelim.documents.wording import citation_words
from tirkelim.identity.models import Account
from tirkelim.law.citation import cite
from tirkelim.law.standards.rows import ground_text
from tirkelim.law.standards.services import Action, Service
from tirkelim.register.conformity_queries import conformity_by_decision
from tirkelim.register.models import ConformityCertificate, ConformityEvent
from tirkelim.services.common.papers import applicant_name, refusal_grounds
from tirkelim.services.conformity.editions import PRACTICE
from tirkelim.services.conformity.points import point_lines, points_short
from tirkelim.services.conformity.words import (
    AGAIN,
    ASKED,
    COMPLETE,
    SERVICE,
    appeal,
    basis_words,
    body_words,
    commission_words,
    edition_of,
    note_of,
    profession_words,
    repeal_words,
    sector_words,
)

GROUNDS = (1, 2, 3)


def payloads_of(decision: Decision) -> tuple[Payload, ...]:
    """The document of the decision."""
    if decision.outcome == "granted":
        return (_certificate(decision),)
    return (_refusal(decision) if decision.outcome == "refused" else _not_accepted(decision),)


# --- the certificate ---


def _certificate(decision: Decision) -> ConformityPayload:
    row = conformity_by_decision(decision.id)
    if row is None:
        raise LookupError("what a decision granted stands in the register")
    case = decision.case
    extension = ConformityEvent.objects.filter(decision=decision.id).first()
    starts = row.issued_on if extension is None else extension.on
    until = row.valid_until if extension is None or extension.until is None else extension.until
    return ConformityPayload(
        number=row.number if extension is None else _extension_number(row, extension),
        certificate_number=row.number,
        holder=applicant_name(case, decision),
        profession=profession_words(row.profession),
        sector=sector_words(row.activity),
        framework_level=row.framework_level,
        issued_on=row.issued_on,
        valid_from=starts,
        valid_until=until,
        body=body_words(case, decision),
        ground=basis_words(decision),
        note=note_of(row, extension),
        points=points_short(decision.findings),
        official=Account.objects.values_list("name", flat=True).get(pk=decision.officer),
        edition=edition_of(decision.edition),
        repeal=repeal_words(decision.edition, decision.decided_on),
        supersedes=_superseded(decision, row, extension),
        check_address=check_address(settings.PUBLIC_URL, row.number),
        decided_at=decision.change.at,
        demo=settings.DEMO,
        practice=decision.edition["by"] == PRACTICE,
    )


def _extension_number(row: ConformityCertificate, extension: ConformityEvent) -> str:
    """The certificate keeps its number; its documents are counted on: /2, /3."""
    return f"{row.number}/{1 + _extensions(row).filter(id__lte=extension.id).count()}"


def _extensions(row: ConformityCertificate) -> Any:
    return row.events.filter(kind="extended", decision__isnull=False).order_by("id")


def _superseded(decision: Decision, row: ConformityCertificate, extension: ConformityEvent | None) -> str | None:
    """The number of the document that this one takes the place of; None where there is none in the system."""
    if decision.seq > 1:
        before = decision.case.decisions.filter(seq=decision.seq - 1, outcome="granted").first()
        given = None if before is None else conformity_by_decision(before.id)
        if before is not None and given is not None:
            return _document_of(before.id, given)
    if extension is not None:
        earlier = _extensions(row).filter(id__lt=extension.id).last()
        return _document_of(row.decision if earlier is None else earlier.decision, row)
    if row.earlier is None:
        return None
    last = _extensions(row.earlier).last()
    return _document_of(row.earlier.decision if last is None else last.decision, row.earlier)


def _document_of(decision: Any, row: ConformityCertificate) -> str | None:
    """The number of the document that a decision on a certificate gave."""
    if decision is None:
        return None
    extension = _extensions(row).filter(decision=decision).first()
    return row.number if extension is None else _extension_number(row, extension)


# --- the other answers ---


def _refusal(decision: Decision) -> ConformityRefusal:
    texts = {number: _ground(number) for number in GROUNDS}
    return ConformityRefusal(
        **_common(decision),
        next_steps=(AGAIN,),
        grounds=refusal_grounds(decision, decision.verdicts["grounds"], texts),
        commission=commission_words(decision),
    )


def _not_accepted(decision: Decision) -> ConformityNotAccepted:
    missing = [need for need in decision.documents if need["status"] == "missing"]
    unmet = [one for one in decision.findings if one["status"] == "not_met"]
    reasons = [one for one in unmet if one["requirement"] in ("conformity.certificate_alive", "conformity.extension")]
    return ConformityNotAccepted(
        **_common(decision),
        next_steps=(COMPLETE,),
        missing=tuple(_message(need) for need in missing),
        reasons=tuple(
            UnmetRequirement(_message(one), citation_words(cite(one["citation"])), None, None) for one in reasons
        ),
    )


def _common(decision: Decision) -> dict[str, Any]:
    case = decision.case
    return {
        "number": f"{case.number}/{decision.seq}",
        "applicant": applicant_name(case, decision),
        "service": SERVICE,
        "asked": ASKED[Action(case.action)],
        "claimed": profession_words(decision.sheet.facts.get("profession")),
        "application_number": str(case.number),
        "applied_on": localdate(case.submitted_at),
        "decided_on": decision.decided_on,
        "body": body_words(case, decision),
        "points": point_lines(decision.findings),
        "appeal": appeal(settings.LABOUR_CONTACT_CENTRE),
        "edition": edition_of(decision.edition),
        "repeal": repeal_words(decision.edition, decision.decided_on),
        "check_address": conformity_address(settings.PUBLIC_URL, case.id),
        "decided_at": decision.change.at,
        "demo": settings.DEMO,
        "practice": decision.edition["by"] == PRACTICE,
    }


def _ground(number: int) -> Bilingual:
    text = ground_text(Service.CONFORMITY, number)
    return Bilingual(text["kk"], text["ru"])


def _message(stored: Mapping[str, Any]) -> Bilingual:
    return Bilingual(stored["message"]["kk"], stored["message"]["ru"])
