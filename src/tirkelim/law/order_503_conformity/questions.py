"""The questions conformity.points, .validity, .extension, .duplicate and .profession."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.kinds import FrameworkLevel, ShortText
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Status
from tirkelim.law.order_503_conformity.points import points_findings, total_points
from tirkelim.law.order_503_conformity.requirements import DUPLICATE, EXTENSION, VALIDITY
from tirkelim.law.order_503_conformity.rules_2020 import profession_finding
from tirkelim.law.order_503_conformity.terms import ACT, extended_until, longest_until, serving_edition
from tirkelim.law.period import Length
from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class PointsFacts:
    """Education in a matching specialty, a certificate to teach English, service in the matching specialty."""

    higher_education: Maybe[bool]
    academic_degree: Maybe[bool]
    english_teaching_certificate: Maybe[bool]
    service: Maybe[Length]


@question("conformity.points", PointsFacts, "503/2016 p.10(1)", "503/2016 p.10(2)")
def points(facts: PointsFacts, book: LawBook) -> Answer:
    """The commission's points, criterion by criterion; null while a fact is not known."""
    edition = book.latest(ACT)
    findings = points_findings(
        facts.higher_education,
        facts.academic_degree,
        facts.english_teaching_certificate,
        facts.service,
        edition.start,
        book,
    )
    total = total_points(findings)
    return Answer({"points": None if total is UNKNOWN else total}, findings, edition)


@dataclass(frozen=True, slots=True)
class ValidityFacts:
    """The first and last day of a certificate."""

    issued_on: date
    valid_until: Maybe[date]


@question("conformity.validity", ValidityFacts, "503/2016 p.15", day_field="issued_on")
def validity(facts: ValidityFacts, book: LawBook) -> Answer:
    """Whether the certificate runs no longer than three months; the same date three months later is inside (G6)."""
    edition = book.edition(ACT, facts.issued_on)
    if facts.valid_until is UNKNOWN:
        return Answer({"within_maximum": None}, (VALIDITY.unknown(),), edition)
    if facts.valid_until < facts.issued_on:
        raise FactErrors([FieldError("valid_until", "end_before_start", (("start", facts.issued_on),))])
    longest = longest_until(facts.issued_on, book)
    within = facts.valid_until <= longest
    finding = VALIDITY.decide(within, facts.valid_until, longest, readings=("G6",))
    return Answer({"within_maximum": within}, (finding,), edition)


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """The day of the extension, and the labour contract's last day (null: open-ended)."""

    extended_from: date
    contract_until: date | None


@question("conformity.extension", ExtensionFacts, "503/2016 p.16", day_field="extended_from")
def extension(facts: ExtensionFacts, book: LawBook) -> Answer:
    """The day to which the certificate is extended: the contract's end, at most three years on."""
    edition = book.edition(ACT, facts.extended_from)
    if facts.contract_until is not None and facts.contract_until < facts.extended_from:
        raise FactErrors([FieldError("contract_until", "end_before_start", (("start", facts.extended_from),))])
    until = extended_until(facts.extended_from, facts.contract_until, book)
    finding = EXTENSION.met(until, None, ("until", until), readings=("G6", "K12"))
    return Answer({"extend_until": until}, (finding,), edition)


@dataclass(frozen=True, slots=True)
class DuplicateFacts:
    """The last day of the lost or damaged certificate, the day its loss was reported, the day of issue."""

    valid_until: date
    reported_on: date
    issued_on: date


@question("conformity.duplicate", DuplicateFacts, "503/2016 p.22", day_field="reported_on")
def duplicate(facts: DuplicateFacts, book: LawBook) -> Answer:
    """The duplicate runs to the original's end; the lost one is invalid from the day of the application."""
    edition = serving_edition(facts.issued_on, facts.reported_on, facts.valid_until, book)
    if facts.reported_on > facts.valid_until:
        finding = DUPLICATE.not_met(facts.reported_on, facts.valid_until, message="conformity.duplicate.ended")
        return Answer({"valid_until": None, "original_invalid_from": None}, (finding,), edition)
    finding = DUPLICATE.met(facts.valid_until, None, ("invalid_from", facts.reported_on))
    return Answer({"valid_until": facts.valid_until, "original_invalid_from": facts.reported_on}, (finding,), edition)


@dataclass(frozen=True, slots=True)
class ProfessionFacts:
    """A profession as people write it; the framework level and the activity (or sector), where they matter."""

    profession: ShortText
    framework_level: Maybe[FrameworkLevel] = UNKNOWN
    activity: Maybe[ShortText] = UNKNOWN


@question("conformity.profession", ProfessionFacts, "503/2016 order ann.2")
def profession(facts: ProfessionFacts, book: LawBook) -> Answer:
    """Whether the list holds the profession, in any spelling, at this level and in this activity."""
    level = None if facts.framework_level is UNKNOWN else facts.framework_level
    activity = None if facts.activity is UNKNOWN else facts.activity
    finding = profession_finding(facts.profession, activity, level)
    return Answer({"in_list": finding.status is Status.MET}, (finding,), book.latest(ACT))
