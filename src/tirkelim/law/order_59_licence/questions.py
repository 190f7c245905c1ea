"""The questions licence.document, licence.visit_notice and licence.staffing."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.kinds import ShortText, Year
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Term
from tirkelim.law.order_59_licence.documents import Document, document_owed
from tirkelim.law.order_59_licence.requirements import DOCUMENT_OWED, VISIT_NOTICE
from tirkelim.law.order_59_licence.staffing import Post, needs_of, people_on, staff_lines, staffing_on
from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.law.order_59_licence.visit import notice_hours, notice_in_time
from tirkelim.law.order_274_certificates.specialties import code_of
from tirkelim.law.standards.acceptance import local_day
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN, Maybe

ACT = "59/2020"


class LicenceAction(enum.StrEnum):
    """An action of the licence service."""

    ISSUE = "issue"
    ISSUE_ANNEX = "issue_annex"
    REISSUE = "reissue"
    REISSUE_ANNEX = "reissue_annex"
    DUPLICATE = "duplicate"
    DUPLICATE_ANNEX = "duplicate_annex"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The action and the document; the year of graduation; whether a state system has the data."""

    action: LicenceAction
    document: Document
    graduation_year: Maybe[Year] = UNKNOWN
    in_state_system: Maybe[bool] = UNKNOWN


@question("licence.document", DocumentFacts, "59/2020 ann.1 row 8")
def document(facts: DocumentFacts, book: LawBook) -> Answer:
    """Whether the applicant owes the document."""
    edition = book.latest(ACT)
    found = document_owed(
        facts.document,
        Action(facts.action),
        edition.start,
        book,
        graduation_year=facts.graduation_year,
        in_state_system=facts.in_state_system,
    )
    params = (("document", Term(f"licence.document.{facts.document}")), *found.params)
    how = {"message": found.message, "readings": found.readings}
    if found.owed is UNKNOWN:
        return Answer({"required": None}, (DOCUMENT_OWED.unknown(*params, **how),), edition)
    if found.owed:
        finding = DOCUMENT_OWED.met(found.owed, None, *params, **how)
    else:
        finding = DOCUMENT_OWED.not_applicable(*params, **how)
    return Answer({"required": found.owed}, (finding,), edition)


@dataclass(frozen=True, slots=True)
class VisitNoticeFacts:
    """When the applicant was told, when the visit begins, and whether the channel records the notice."""

    notified_at: datetime
    visit_at: datetime
    recorded_channel: bool


@question("licence.visit_notice", VisitNoticeFacts, "59/2020 p.14", day_field="visit_at")
def visit_notice(facts: VisitNoticeFacts, book: LawBook) -> Answer:
    """Whether the notice was early enough and on record."""
    edition = book.edition(ACT, local_day(facts.visit_at))
    hours = notice_hours(facts.visit_at, book)
    in_time = notice_in_time(facts.notified_at, facts.visit_at, hours)
    if not facts.recorded_channel:
        message = "licence.visit_notice.not_recorded"
    else:
        message = "licence.visit_notice.met" if in_time else "licence.visit_notice.late"
    valid = in_time and facts.recorded_channel
    finding = VISIT_NOTICE.decide(valid, None, hours, message=message, readings=("L7",))
    return Answer({"valid": valid}, (finding,), edition)


SubtypeCode = enum.StrEnum("SubtypeCode", {f"S{code.replace('.', '_')}": code for code in claimable()})  # type: ignore[misc]
"""A subtype that can be asked for, by its code in the list held here."""


@dataclass(frozen=True, slots=True)
class SpecialistFacts:
    """Days on which a person works at the base with a valid certificate in a specialty; ``last`` included, None: no
    end is known."""

    person: ShortText
    specialty: ShortText
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class StaffingFacts:
    """A subtype of a licence (with its specialty, where it goes by specialties), the day, and who is at the base."""

    subtype: SubtypeCode
    on: date
    specialists: tuple[SpecialistFacts, ...] = ()
    specialty: ShortText | None = None


@question("licence.staffing", StaffingFacts, "59/2020 ann.1 row 8", day_field="on")
def staffing(facts: StaffingFacts, book: LawBook) -> Answer:
    """Whether the certified staff that the subtype needs is at its base on the day, by the lines that come with the
    system (reading L14)."""
    edition = book.edition(ACT, facts.on)
    needs = needs_of([(facts.subtype.value, _claimed(facts))], staff_lines())
    posts = [Post(one.person, code_of(one.specialty) or "", one.first, one.last) for one in facts.specialists]
    covered = all(len(people_on(need, posts, facts.on)) >= need.least for need in needs)
    return Answer({"covered": covered}, staffing_on(needs, posts, facts.on), edition)


def _claimed(facts: StaffingFacts) -> str:
    """The code of the specialty for which the subtype was given; "" where it goes by none. A specialist's specialty
    that is not listed merely does not count. Raises FactErrors."""
    if not claimable()[facts.subtype.value].by_specialty:
        return ""
    if facts.specialty is None:
        raise FactErrors([FieldError("specialty", "specialty_missing")])
    code = code_of(facts.specialty)
    if code is None:
        raise FactErrors([FieldError("specialty", "not_a_specialty")])
    return code
