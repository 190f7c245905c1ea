"""Freezes the facts of a licence case: form, papers, register, state systems, payment, visits and officer's findings,
each with its source (59/2020 ann.1 rows 8, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.models import Case, OfficerFinding
from tirkelim.cases.queries import standing_filings, standing_findings
from tirkelim.cases.service import Gathered, Origin, Source
from tirkelim.gateway.records import HolderDataSet
from tirkelim.law.order_59_licence.documents import ACTIONS_OF, DUPLICATE, ISSUE, REISSUE, Document
from tirkelim.law.order_59_licence.facts import Base, LicenceFacts, Payment, Subtype
from tirkelim.law.standards.fees import ANNEX_ALONE
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.services.licence.answers import BaseAnswers, LicenceAnswers, ReissueReason, read_answers
from tirkelim.services.licence.awaited import is_awaited
from tirkelim.services.licence.changes import has_new_name
from tirkelim.services.licence.held import OF_AN_ANNEX, Held, held_for, original_is_paper
from tirkelim.services.licence.officer import BARS, LicenceFinding, bar_of, held_of, last
from tirkelim.services.licence.papers import to_file
from tirkelim.services.licence.payments import counted_payment
from tirkelim.services.licence.sources import systems_of
from tirkelim.services.licence.visits.reading import last_act, subtype_results, visit_facts

SCHEMA = "licence/1"


class Sheet:
    """Everything that is read of a case, once; and the source of every fact, collected while the facts are made."""

    def __init__(self, case: Case, now: datetime) -> None:
        self.case = case
        self.now = now
        self.day = localdate(case.submitted_at or now)
        self.answers: LicenceAnswers = read_answers(case.draft.data)
        self.action = Action(case.action) if case.action else self.answers.action or Action.ISSUE
        self.legal_entity = case.organisation is not None
        self.findings = standing_findings(case)
        self.filings = standing_filings(case)
        self.held: Held | None = held_for(case, self.answers.held, localdate(now))
        self.systems, self.consents = systems_of(case)
        self.sources: dict[str, Source] = {}
        self.references: dict[str, str] = {}

    def bases(self) -> tuple[BaseAnswers, ...]:
        """The bases that this application asks for: those of an issue, or of a re-issue by which one moves."""
        return self.answers.claimed_bases() if self.action in ISSUE or self.answers.base_moves else ()

    def declared(self, *paths: str) -> None:
        """The facts are what the applicant said."""
        for path in paths:
            self.sources[path] = Source(Origin.DECLARED, at=self.case.draft.saved_at)

    def by(self, path: str, origin: Origin, reference: str, at: datetime | None = None) -> None:
        """The fact comes from the register, a document, a state system or an officer."""
        self.sources[path] = Source(origin, reference, at)

    def by_officer(self, path: str, finding: OfficerFinding) -> None:
        """The fact is what an officer established; a ground that follows from it names its reference."""
        self.by(path, Origin.OFFICER, finding.reference, finding.change.at)
        self.references[path] = finding.reference


def gather(case: Case, now: datetime) -> Gathered:
    """The facts of the case as they stand at ``now``."""
    sheet = Sheet(case, now)
    graduation_year, by_retraining = _education(sheet)
    facts = LicenceFacts(
        action=sheet.action,
        legal_entity=_legal_entity(sheet),
        filed=frozenset(_filed(sheet)),
        graduation_year=graduation_year,
        works_by_retraining=by_retraining,
        staff_in_state_system=_staff(sheet),
        premises_in_state_system=_premises(sheet),
        change_in_state_system=_change(sheet),
        original_on_paper=_on_paper(sheet),
        base_changes=_base_changes(sheet),
        bases=tuple(_base(sheet, number, base) for number, base in enumerate(sheet.bases())),
        payment=_payment(sheet),
        **{fact: _bar(sheet, fact) for fact in BARS},
        consent=_consent(sheet),
        applied_on=_applied_on(sheet),
        references=tuple(sorted(sheet.references.items())),
    )
    return Gathered(SCHEMA, facts, sheet.sources, read=sheet)


# --- who applies, with what ---


def _legal_entity(sheet: Sheet) -> bool:
    sheet.by("legal_entity", Origin.REGISTER, "")
    return sheet.legal_entity


def _applied_on(sheet: Sheet) -> date:
    """The day of sending; before that, today."""
    sheet.by("applied_on", Origin.REGISTER, sheet.case.number or "", sheet.case.submitted_at)
    return sheet.day


def _filed(sheet: Sheet) -> Iterator[Document]:
    """The documents that are there: the form is the application, and the information form is a page of it."""
    missing = set(sheet.answers.missing_pages(legal_entity=sheet.legal_entity))
    if not missing - {"declaration"}:
        sheet.declared(f"filed.{Document.APPLICATION}")
        yield Document.APPLICATION
    if sheet.action in ACTIONS_OF[Document.INFORMATION_FORM] and sheet.answers.information is not None:
        sheet.declared(f"filed.{Document.INFORMATION_FORM}")
        yield Document.INFORMATION_FORM
    filings = {filing.document: filing for filing in sheet.filings}
    for document in to_file(sheet.action, legal_entity=sheet.legal_entity):
        filing = filings.get(document)
        if filing is not None:
            sheet.by(f"filed.{document}", Origin.DOCUMENT, str(filing.evidence), filing.change.at)
            yield document


def _education(sheet: Sheet) -> tuple[Maybe[int], Maybe[bool]]:
    """Of an individual: the year of the diploma, and whether they work by retraining."""
    said = sheet.answers.education
    if sheet.legal_entity or said is None:
        return UNKNOWN, UNKNOWN
    sheet.declared("graduation_year", "works_by_retraining")
    return said.graduation_year, said.works_by_retraining


# --- what state systems and the register hold ---


def _staff(sheet: Sheet) -> Maybe[bool]:
    """Whether the labour contracts of the staff are accounted for at every base; an officer's word comes first."""
    said = _by_officer(sheet, "staff_in_state_system")
    if said is not UNKNOWN or sheet.action not in ACTIONS_OF[Document.STAFF_WORK_PROOF]:
        return said
    _by_system(sheet, "staff_in_state_system", HolderDataSet.STAFF_CONTRACTS)
    return sheet.systems.staff_at(sheet.bases(), sheet.day)


def _premises(sheet: Sheet) -> Maybe[bool]:
    """Whether the right to the premises of every base is registered; an officer's word comes first."""
    said = _by_officer(sheet, "premises_in_state_system")
    if said is not UNKNOWN or sheet.action not in ACTIONS_OF[Document.PREMISES_TITLE]:
        return said
    _by_system(sheet, "premises_in_state_system", HolderDataSet.REAL_ESTATE)
    return sheet.systems.premises_of(sheet.bases(), sheet.day)


def _change(sheet: Sheet) -> Maybe[bool]:
    """Whether what led to the re-issue is known to a state system: an officer's word, or a new name in the register."""
    said, changed = _by_officer(sheet, "change_in_state_system"), sheet.answers.change
    if said is not UNKNOWN or changed is None or sheet.held is None or changed.reason is not ReissueReason.NAME:
        return said
    if not has_new_name(sheet.held.licence, sheet.day, sheet.now):
        return UNKNOWN
    sheet.by("change_in_state_system", Origin.REGISTER, "", sheet.now)
    return True


def _by_officer(sheet: Sheet, fact: str) -> Maybe[bool]:
    held, finding = held_of(sheet.findings, fact)
    if finding is not None:
        sheet.by_officer(fact, finding)
    return held


def _by_system(sheet: Sheet, fact: str, data_set: HolderDataSet) -> None:
    answer = sheet.systems.get(data_set)
    if answer is not None:
        sheet.by(fact, Origin.STATE_SYSTEM, answer.reference, answer.at)


def _on_paper(sheet: Sheet) -> Maybe[bool]:
    """Whether what a duplicate is asked of was given on paper (reading L6)."""
    if sheet.action not in DUPLICATE or sheet.held is None:
        return UNKNOWN
    if sheet.action in OF_AN_ANNEX and sheet.held.annex is None:
        return UNKNOWN
    sheet.by("original_on_paper", Origin.REGISTER, sheet.held.licence.number)
    return original_is_paper(sheet.action, sheet.held)


# --- bases and their visits ---


def _base_changes(sheet: Sheet) -> Maybe[bool]:
    if sheet.action not in REISSUE or sheet.answers.change is None:
        return UNKNOWN
    sheet.declared("base_changes")
    return sheet.answers.base_moves


def _base(sheet: Sheet, number: int, base: BaseAnswers) -> Base:
    """A base as claimed, with its visit and what the act says of each subtype."""
    id, path = UUID(base.id), f"bases.{number}"
    act = last_act(sheet.case, id)
    for fact in ("address", "subtypes"):
        sheet.declared(f"{path}.{fact}")
    if act is not None:
        sheet.by(f"{path}.visit", Origin.DOCUMENT, act.number, act.change.at)
        if not act.conforms:  # the grounds that follow from it name the act, as they name any other document
            named = f"{act.number}, {localdate(act.change.at):%d.%m.%Y}"
            sheet.references["bases"] = "; ".join(filter(None, (sheet.references.get("bases"), named)))
    results = subtype_results(sheet.case, id)
    subtypes = tuple(
        Subtype(one.code, results.get((one.code, one.specialty or ""), UNKNOWN), one.specialty or "")
        for one in base.subtypes
    )
    return Base(base.address, subtypes, visit_facts(sheet.case, id))


# --- fee, bars, consent ---


def _payment(sheet: Sheet) -> Maybe[Payment | None]:
    """What was paid; an annex alone costs nothing (reading L1). Not known while a payment that was begun may yet be
    confirmed."""
    if sheet.action in ANNEX_ALONE:
        return UNKNOWN
    paid = counted_payment(sheet.case)
    if paid is None:
        return UNKNOWN if is_awaited(sheet.case, localdate(sheet.now)) else None
    sheet.by("payment", Origin.STATE_SYSTEM, paid.reference, paid.paid_at)
    return Payment(localdate(paid.paid_at), paid.tenge)


def _bar(sheet: Sheet, fact: str) -> Maybe[bool]:
    there, finding = bar_of(sheet.findings, fact)
    if finding is not None:
        sheet.by_officer(fact, finding)
    return there


def _consent(sheet: Sheet) -> Maybe[bool]:
    """The consent of the declaration, unless an officer found that it is not there (any more)."""
    withheld = last(sheet.findings, LicenceFinding.CONSENT_WITHHELD)
    if withheld is not None:
        sheet.by_officer("consent", withheld)
        return False
    if sheet.answers.declaration is None:
        return UNKNOWN
    sheet.declared("consent")
    return sheet.answers.declaration.consent
