"""The decision on a licence or annex: documents, fee, permit control, qualification, bans (59/2020 ann.1 rows 8, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.citation import cite
from tirkelim.law.finding import Decision, Finding, Ground, Need, NeedStatus, Outcome, Status, Term, Terms, Verdict
from tirkelim.law.order_59_licence import requirements as required
from tirkelim.law.order_59_licence.documents import ACTIONS_OF, DUPLICATE, OF_INDIVIDUALS, Document, Owed, document_owed
from tirkelim.law.order_59_licence.facts import Base, LicenceFacts, Subtype, Visit
from tirkelim.law.order_59_licence.visit import notice_hours, notice_in_time, visit_needed
from tirkelim.law.requirement import Requirement
from tirkelim.law.standards.fees import ANNEX_ALONE, fee_mci, index
from tirkelim.law.standards.services import Service
from tirkelim.law.unknown import UNKNOWN, Maybe

ACT = "59/2020"
DOCUMENTS_ROW = cite("59/2020 ann.1 row 8")

BARS = (
    (required.COURT_BAN, "court_ban"),
    (required.APPROVING_BODY, "negative_answer"),
    (required.DEBTOR_BAN, "debtor_ban"),
    (required.TRUE_DATA, "untrue_data"),
    (required.SPECIAL_RIGHT, "special_right_lost"),
)
"""What must not be so: each requirement is unmet when its fact is true."""


def decide(facts: LicenceFacts, day: date, book: LawBook) -> Decision:
    """Findings and proposal for a licence case on ``day``, under the wording of the day of application. Raises
    NotInForce where none is held for it.

    The package that is not whole is proposed as incomplete with ground 3 (reading L9); a duplicate of what was never
    on paper is not accepted (reading L6); what a source or the visit has yet to answer makes the case wait.
    """
    ruled = day if facts.applied_on is UNKNOWN else facts.applied_on
    edition = book.edition(ACT, ruled)
    documents = tuple(_needs(facts, ruled, book))
    findings = (
        _whole(documents),
        *_paper(facts),
        _fee(facts, ruled, book),
        *(_bar(facts, requirement, fact) for requirement, fact in BARS),
        _consent(facts),
        *_qualification(facts),
        *_permit_control(facts, book),
    )
    return Decision(edition, (_verdict(facts, findings, day),), findings, documents)


# --- documents ---


def _needs(facts: LicenceFacts, day: date, book: LawBook) -> Iterator[Need]:
    in_system: dict[Document, Maybe[bool]] = {
        Document.STAFF_WORK_PROOF: facts.staff_in_state_system,
        Document.PREMISES_TITLE: facts.premises_in_state_system,
        Document.CHANGE_DOCUMENTS: facts.change_in_state_system,
    }
    for document in Document:
        if facts.action not in ACTIONS_OF[document]:
            continue
        held = in_system.get(document, UNKNOWN)
        if facts.legal_entity is True and document in OF_INDIVIDUALS:
            owed = Owed(False, "licence.document.legal_entity", (), ("L10",))
        else:
            owed = document_owed(
                document, facts.action, day, book, facts.graduation_year, held, facts.works_by_retraining
            )
        status = _need_status(document, owed.owed, held, document in facts.filed)
        params = (("document", Term(f"licence.document.{document}")), *owed.params)
        yield Need(document, status, DOCUMENTS_ROW, owed.message, params, owed.readings)


def _need_status(document: Document, owed: Maybe[bool], held: Maybe[bool], filed: bool) -> NeedStatus:
    if filed:
        return NeedStatus.FILED
    if document is Document.PAPER_ORIGINAL:
        return NeedStatus.NOT_REQUIRED  # it goes back when the re-issued one is received, not with the application
    if owed is UNKNOWN:
        return NeedStatus.UNKNOWN
    if owed:
        return NeedStatus.MISSING
    return NeedStatus.HELD_BY_SYSTEM if held is True else NeedStatus.NOT_REQUIRED


def _whole(documents: tuple[Need, ...]) -> Finding:
    missing = tuple(
        Term(f"licence.document.{need.document}") for need in documents if need.status is NeedStatus.MISSING
    )
    if missing:
        return required.DOCUMENTS.not_met(None, None, ("missing", missing), readings=("L9",))
    if any(need.status is NeedStatus.UNKNOWN for need in documents):
        return required.DOCUMENTS.unknown()
    return required.DOCUMENTS.met()


def _paper(facts: LicenceFacts) -> Iterator[Finding]:
    if facts.action in DUPLICATE:
        yield _known(required.PAPER_ORIGINAL, facts.original_on_paper, readings=("L6",))


# --- fee, bans, consent ---


def _fee(facts: LicenceFacts, day: date, book: LawBook) -> Finding:
    if facts.action in ANNEX_ALONE:
        return required.FEE_PAID.not_applicable(readings=("L1",))
    if facts.payment is UNKNOWN:
        return required.FEE_PAID.unknown()
    if facts.payment is None:
        return required.FEE_PAID.not_met(message="licence.fee_paid.nothing")
    known = index(facts.payment.paid_on, book)
    if known is None:
        return required.FEE_PAID.unknown(("day", facts.payment.paid_on), message="licence.fee_paid.index_unknown")
    due = fee_mci(Service.LICENCE, facts.action, day, book) * known
    return required.FEE_PAID.decide(facts.payment.tenge >= due, facts.payment.tenge, due)


def _bar(facts: LicenceFacts, requirement: Requirement, fact: str) -> Finding:
    there: Maybe[bool] = getattr(facts, fact)
    return _known(requirement, UNKNOWN if there is UNKNOWN else not there)


def _consent(facts: LicenceFacts) -> Finding:
    return _known(required.CONSENT, facts.consent)


def _known(requirement: Requirement, holds: Maybe[bool], readings: tuple[str, ...] = ()) -> Finding:
    if holds is UNKNOWN:
        return requirement.unknown(readings=readings)
    return requirement.decide(holds, holds, True, readings=readings)


# --- permit control and qualification, base by base ---


def _qualification(facts: LicenceFacts) -> Iterator[Finding]:
    """One finding a subtype and base, where permit control looks at them."""
    needed = visit_needed(facts.action, facts.base_changes)
    if needed is False:
        yield required.QUALIFICATION.not_applicable()
        return
    if needed is UNKNOWN or not any(base.subtypes for base in facts.bases):
        yield required.QUALIFICATION.unknown(message="licence.qualification.no_subtypes")
        return
    for base in facts.bases:
        for subtype in base.subtypes:
            params = (("subtype", _named(subtype)), ("base", base.address))
            if subtype.conforms is UNKNOWN:
                yield required.QUALIFICATION.unknown(*params)
            else:
                yield required.QUALIFICATION.decide(subtype.conforms, subtype.conforms, True, *params)


def _named(subtype: Subtype) -> tuple[Term, ...]:
    """The subtype in words, with its specialty."""
    name = (Term(f"licence.subtype.{subtype.code}"),)
    return (*name, Term(f"specialty.{subtype.specialty}")) if subtype.specialty else name


def _permit_control(facts: LicenceFacts, book: LawBook) -> Iterator[Finding]:
    needed = visit_needed(facts.action, facts.base_changes)
    if needed is UNKNOWN or (needed and not facts.bases):
        yield required.PERMIT_CONTROL.unknown(message="licence.permit_control.base_unknown", readings=("L9",))
    elif not needed:
        yield required.PERMIT_CONTROL.not_applicable(readings=("L9",))
    else:
        for base in facts.bases:
            yield from _visited(base, book)


def _visited(base: Base, book: LawBook) -> Iterator[Finding]:
    where = ("base", base.address)
    if base.visit is None:
        yield required.PERMIT_CONTROL.unknown(where, message="licence.permit_control.not_visited")
        return
    notice = _notice(base.visit, book)
    yield notice
    if notice.status is not Status.MET:
        yield required.PERMIT_CONTROL.unknown(where, message="licence.permit_control.notice_not_valid")
    elif base.visit.conforms is None:
        yield required.PERMIT_CONTROL.unknown(where, message="licence.permit_control.act_not_signed")
    else:
        yield required.PERMIT_CONTROL.decide(base.visit.conforms, base.visit.conforms, True, where)


def _notice(visit: Visit, book: LawBook) -> Finding:
    """A visit without a notice on record cannot be entered: its result does not count."""
    hours = notice_hours(visit.visit_at, book)
    if visit.notified_at is None or not visit.recorded_channel:
        return required.VISIT_NOTICE.not_met(None, hours, message="licence.visit_notice.not_recorded", readings=("L7",))
    in_time = notice_in_time(visit.notified_at, visit.visit_at, hours)
    message = "licence.visit_notice.met" if in_time else "licence.visit_notice.late"
    return required.VISIT_NOTICE.decide(in_time, None, hours, message=message, readings=("L7",))


# --- verdict ---


def _verdict(facts: LicenceFacts, findings: tuple[Finding, ...], day: date) -> Verdict:
    claim = facts.action.value
    unmet = [finding for finding in findings if finding.status is Status.NOT_MET]
    grounds = tuple(_grounds(facts, unmet))
    if any(finding.requirement is required.PAPER_ORIGINAL for finding in unmet):
        return Verdict(claim, Outcome.REFUSE_ACCEPTANCE)
    decisive = [f for f in unmet if f.requirement.ground is not None and f.requirement is not required.DOCUMENTS]
    if decisive:
        return Verdict(claim, Outcome.REFUSE, grounds)
    if grounds:
        return Verdict(claim, Outcome.INCOMPLETE, grounds)
    waiting = tuple(
        dict.fromkeys(f.requirement.id for f in findings if f.status is Status.UNKNOWN)  # each once, in order
    )
    if waiting:
        return Verdict(claim, Outcome.WAITING, waiting_for=waiting)
    return Verdict(claim, Outcome.GRANT, terms=Terms(valid_from=day, valid_until=None))


def _grounds(facts: LicenceFacts, unmet: list[Finding]) -> Iterator[Ground]:
    numbers = sorted({f.requirement.ground for f in unmet if f.requirement.ground is not None})
    for number in numbers:
        of_ground = [f.requirement for f in unmet if f.requirement.ground == number]
        references = [facts.reference(fact) for requirement in of_ground for fact in requirement.reads]
        yield Ground(
            number,
            cite(f"{required.GROUNDS_ROW}({number})"),
            tuple(dict.fromkeys(requirement.id for requirement in of_ground)),
            "; ".join(dict.fromkeys(filter(None, references))),
        )
