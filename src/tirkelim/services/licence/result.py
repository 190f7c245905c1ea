"""The result as documents: licence and annexes, the reasoned refusal, or why the application is not accepted.

Nothing is decided here: every word follows from the stored rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Decision
from tirkelim.documents.licence import LicenceAnnexPayload, LicencePayload
from tirkelim.documents.licence_answer import LicenceNotAccepted, LicenceRefusal
from tirkelim.documents.payload import Bilingual, Payload, UnmetRequirement
from tirkelim.documents.qr import licence_address, licence_register_address
from tirkelim.documents.wording import appeal, citation_words, edition_words, later_amendment_words
from tirkelim.identity.models import Account
from tirkelim.law.citation import cite
from tirkelim.law.standards.rows import ground_text
from tirkelim.law.standards.services import Action, Service
from tirkelim.register.licence_queries import licence_by_decision, licence_on
from tirkelim.register.licence_status import DECISION_REPLACED
from tirkelim.register.models import Licence, LicenceAnnex, LicenceEvent, LicenceEventKind
from tirkelim.services.common.papers import applicant_name, department_words, ground_words, refusal_grounds
from tirkelim.services.licence.answers import LicenceAnswers, ReissueReason, read_answers
from tirkelim.services.licence.names import holder_name, holder_number, subtype_words
from tirkelim.services.licence.words import (
    AGAIN,
    ASKED,
    NO_DUPLICATE,
    SERVICE,
    duplicated,
    given_back,
    moved,
    reissued,
)

GROUNDS = range(1, 9)
AGAIN_KINDS = (LicenceEventKind.REISSUED, LicenceEventKind.DUPLICATED)
"""Events that give a document anew."""


def payloads_of(decision: Decision) -> tuple[Payload, ...]:
    """The documents of the decision: what it gave or gave anew, each annex its own; else the answer with its reasons,
    and after it the annexes that it gave back."""
    if decision.outcome == "granted":
        return tuple(_given(decision))
    answer: Payload = _refusal(decision) if decision.outcome == "refused" else _not_accepted(decision)
    return (answer, *_annexes(decision))


def _given(decision: Decision) -> Iterator[Payload]:
    licence = licence_by_decision(decision.id)
    if licence is None:
        raise LookupError("what a decision granted stands in the register")
    if licence.decision == decision.id:
        yield _licence(decision, licence, None)
    yield from _annexes(decision)
    for event in given_again(licence).filter(decision=decision.id):
        if event.annex is None:
            yield _licence(decision, licence, event)
        else:
            yield _annex(decision, event.annex, event)


def _annexes(decision: Decision) -> Iterator[Payload]:
    rows = LicenceAnnex.objects.filter(decision=decision.id).select_related("licence").order_by("number")
    return (_annex(decision, row, None) for row in rows)


# --- numbers of documents ---


def given_again(licence: Licence) -> Any:
    """The events by which the licence or an annex was given anew, in their order."""
    events = licence.events.filter(kind__in=AGAIN_KINDS, decision__isnull=False).exclude(ground=DECISION_REPLACED)
    return events.select_related("annex__licence").order_by("id")


def document_number(licence: Licence, annex: LicenceAnnex | None, event: LicenceEvent | None) -> str:
    """The number of a document: that of the licence, with the annex's; what is given anew is counted on (-2, -3)."""
    number = licence.number if annex is None else f"{licence.number}/{annex.number}"
    if event is None:
        return number
    return f"{number}-{1 + given_again(licence).filter(annex=annex, id__lte=event.id).count()}"


def last_document(licence: Licence, annex: LicenceAnnex | None, before: LicenceEvent | None = None) -> str | None:
    """The number of the newest document of the licence or annex, or of the one before an event; None where the only
    one was given before this register."""
    events = given_again(licence).filter(annex=annex)
    event = (events if before is None else events.filter(id__lt=before.id)).last()
    first = licence.decision if annex is None else annex.decision
    return None if event is None and first is None else document_number(licence, annex, event)


# --- licence and annexes ---


def _licence(decision: Decision, licence: Licence, event: LicenceEvent | None) -> LicencePayload:
    day, known = decision.decided_on, decision.change.at
    standing = [one for one in licence_on(licence, day, known).annexes if one.is_valid]
    return LicencePayload(
        **_common(decision, licence, None, event),
        annexes=tuple((one.annex.number, _place(one.fact.name, one.fact.address)) for one in standing),
    )


def _annex(decision: Decision, annex: LicenceAnnex, event: LicenceEvent | None) -> LicenceAnnexPayload:
    licence = annex.licence
    shown = licence_on(licence, decision.decided_on, decision.change.at).annex(annex.id)
    if shown is None:
        raise LookupError("what a decision granted stands in the register")
    return LicenceAnnexPayload(
        **_common(decision, licence, annex, event),
        annex_number=annex.number,
        licence_issued_on=licence.issued_on,
        base_name=shown.fact.name,
        base_address=shown.fact.address,
        subtypes=tuple(subtype_words(one.code, one.specialty) for one in shown.subtypes),
    )


def _place(name: str, address: str) -> str:
    return f"{name}, {address}" if name else address


def _common(
    decision: Decision, licence: Licence, annex: LicenceAnnex | None, event: LicenceEvent | None
) -> dict[str, Any]:
    day, known = decision.decided_on, decision.change.at
    entity = licence.organisation_id is not None
    return {
        "number": document_number(licence, annex, event),
        "licence_number": licence.number,
        "holder": holder_name(licence.organisation_id, licence.person_id, day, known),
        "holder_number": holder_number(licence.organisation_id, None) if entity else "",
        "holder_address": _holder_address(read_answers(decision.case.draft.data)),
        "issued_on": (annex or licence).issued_on,
        "department": department_words(decision.case, decision),
        "ground": ground_words(decision),
        "note": _note(decision, annex, event),
        "is_duplicate": event is not None and event.kind == LicenceEventKind.DUPLICATED,
        "official": Account.objects.values_list("name", flat=True).get(pk=decision.officer),
        "edition": edition_words(decision.edition),
        "later_amendment": later_amendment_words(decision.edition),
        "supersedes": _superseded(decision, licence, annex, event),
        "check_address": licence_register_address(settings.PUBLIC_URL, licence.id),
        "decided_at": known,
        "demo": settings.DEMO,
    }


def _holder_address(answers: LicenceAnswers) -> str:
    """The holder's address as the application says; the new one where that is what it is about."""
    changed = answers.change
    if changed is not None and changed.reason is ReissueReason.ADDRESS and changed.address:
        return changed.address
    return "" if answers.holder is None else answers.holder.address


def _note(decision: Decision, annex: LicenceAnnex | None, event: LicenceEvent | None) -> Bilingual | None:
    """Why it was given anew, or in place of what."""
    if event is not None and event.kind == LicenceEventKind.DUPLICATED:
        return duplicated(event.on)
    if event is not None:
        return reissued(event.ground, event.on)
    before = _replaced_annex(decision, annex)
    if before is None:
        return None
    return moved(before.number) if decision.outcome == "granted" else given_back(before.number)


def _replaced_annex(decision: Decision, annex: LicenceAnnex | None) -> LicenceAnnex | None:
    """The annex whose place a new one takes: that of a base which moved, or, where that decision was replaced, the one
    that had ended by it."""
    answers = read_answers(decision.case.draft.data)
    if annex is None or not answers.base_moves or answers.held is None or answers.held.annex is None:
        return None
    return LicenceAnnex.objects.filter(licence=annex.licence_id, pk=answers.held.annex).first()


def _superseded(
    decision: Decision, licence: Licence, annex: LicenceAnnex | None, event: LicenceEvent | None
) -> str | None:
    """The number of the document that this one takes the place of; None where there is none in the system."""
    if event is not None:
        return last_document(licence, annex, event)
    if annex is not None:
        before = _replaced_annex(decision, annex)
        return None if before is None or decision.seq > 1 else last_document(licence, before)
    replaced = decision.case.decisions.filter(seq__lt=decision.seq, outcome="granted").order_by("-seq").first()
    given = None if replaced is None else licence_by_decision(replaced.id)
    return None if given is None else last_document(given, None)


# --- the other answers ---


def _refusal(decision: Decision) -> LicenceRefusal:
    texts = {number: _ground(number) for number in GROUNDS}
    grounds = refusal_grounds(decision, decision.verdicts["grounds"], texts)
    return LicenceRefusal(**_answer(decision), next_steps=(AGAIN,), grounds=grounds)


def _not_accepted(decision: Decision) -> LicenceNotAccepted:
    unmet = [one for one in decision.findings if one["status"] == "not_met"]
    paper = [one for one in unmet if one["requirement"] == "licence.paper_original"]
    reasons = tuple(
        UnmetRequirement(
            Bilingual(one["message"]["kk"], one["message"]["ru"]), citation_words(cite(one["citation"])), None, None
        )
        for one in paper or unmet
    )
    return LicenceNotAccepted(**_answer(decision), next_steps=(NO_DUPLICATE,), reasons=reasons)


def _answer(decision: Decision) -> dict[str, Any]:
    case = decision.case
    return {
        "number": f"{case.number}/{decision.seq}",
        "applicant": _applicant(decision),
        "service": SERVICE,
        "asked": ASKED[Action(case.action)],
        "about": _about(read_answers(case.draft.data)),
        "application_number": str(case.number),
        "applied_on": localdate(case.submitted_at),
        "decided_on": decision.decided_on,
        "department": department_words(case, decision),
        "appeal": appeal(f"{settings.CONTACT_CENTRE}, {settings.CONTACT_CENTRE_LONG}"),
        "edition": edition_words(decision.edition),
        "later_amendment": later_amendment_words(decision.edition),
        "check_address": licence_address(settings.PUBLIC_URL, case.id),
        "decided_at": decision.change.at,
        "demo": settings.DEMO,
    }


def _applicant(decision: Decision) -> Bilingual:
    """The organisation that applies, else the applicant. Raises LookupError."""
    case = decision.case
    if case.organisation is None:
        return applicant_name(case, decision)
    return holder_name(case.organisation, None, decision.decided_on, decision.change.at)


def _about(answers: LicenceAnswers) -> tuple[str, ...]:
    """The licence that it is about, with the annex, and the bases of the application."""
    lines = [_place(base.name or "", base.address) for base in answers.claimed_bases()]
    held = None if answers.held is None else Licence.objects.filter(pk=answers.held.licence).first()
    if held is None or answers.held is None:
        return tuple(lines)
    annex = held.annexes.filter(pk=answers.held.annex).first() if answers.held.annex else None
    return (f"№ {held.number}" if annex is None else f"№ {held.number} / {annex.number}", *lines)


def _ground(number: int) -> Bilingual:
    text = ground_text(Service.LICENCE, number)
    return Bilingual(f"{text['kk']}.", f"{text['ru']}.")
