"""The questions ``certificate.route``, ``.training_hours``, ``.document`` and ``.indefinite``.

Those on education stand in ``education_questions``, which this module brings along.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.kinds import Year, Years
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.order_274_certificates import education_questions  # noqa: F401  (registers its questions)
from tirkelim.law.order_274_certificates.countries import country_code
from tirkelim.law.order_274_certificates.documents import Document, DocumentCase, document_due
from tirkelim.law.order_274_certificates.findings import (
    assessment_due_finding,
    document_finding,
    route_finding,
    training_finding,
)
from tirkelim.law.order_274_certificates.indefinite import still_valid
from tirkelim.law.order_274_certificates.requirements import ACT, INDEFINITE, RULES
from tirkelim.law.order_274_certificates.route import (
    Applicant,
    Held,
    Route,
    assessment_due,
    not_long_expired,
    route_of,
    valid_on,
)
from tirkelim.law.order_274_certificates.three_valued import all_of, negate, or_null, when_known
from tirkelim.law.order_274_certificates.training import (
    Training,
    TrainingCase,
    hours_owed,
    hours_shown,
)
from tirkelim.law.order_274_certificates.translation import acceptable
from tirkelim.law.unknown import UNKNOWN, Maybe


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """The certificate in the claimed specialty, the break in service in it (years), and what is claimed."""

    applicant: Applicant
    applied_on: date
    has_certificate: Maybe[bool] = UNKNOWN
    valid_until: Maybe[date | None] = UNKNOWN
    service_break_years: Maybe[Years | None] = UNKNOWN
    claims_level: Maybe[bool] = UNKNOWN
    new_specialty: Maybe[bool] = UNKNOWN


@question(
    "certificate.route",
    RouteFacts,
    "274/2020 ann.2 row 8",
    "274/2020 ann.6 row 8",
    "274/2020 p.4",
    day_field="applied_on",
)
def route(facts: RouteFacts, book: LawBook) -> Answer:
    """A first certificate or a confirmation, and whether an assessment result is owed."""
    edition, rules = book.edition(ACT, facts.applied_on), RULES[facts.applicant]
    held = Held(facts.has_certificate, facts.valid_until)
    way = route_of(held, facts.new_specialty, facts.applied_on, book)
    owed = assessment_due(way, facts.claims_level)
    long_break = over_break(facts.service_break_years, facts.applied_on, book)
    findings = (
        route_finding(rules, way, held, facts.new_specialty, long_break, facts.applied_on),
        assessment_due_finding(rules, way, facts.claims_level, owed),
    )
    values = {"route": None if way is UNKNOWN else way, "assessment_required": or_null(owed)}
    return Answer(values, findings, edition)


def over_break(years: Maybe[Decimal | None], day: date, book: LawBook) -> Maybe[bool]:
    """Whether service was interrupted for more than three years; null (no figure) is not known."""
    limit = book.number("certificate.training.break_years", day)
    return years > limit if isinstance(years, Decimal) else UNKNOWN


@dataclass(frozen=True, slots=True)
class TrainingFacts:
    """The route, the certificate held (``valid_until`` null: none), the training shown, and the exemptions' facts."""

    applicant: Applicant
    route: Route
    applied_on: date
    valid_until: Maybe[date | None] = UNKNOWN
    training: Maybe[tuple[Training, ...]] = UNKNOWN
    service_uninterrupted: Maybe[bool] = UNKNOWN
    service_break_years: Maybe[Years | None] = UNKNOWN
    new_specialty: Maybe[bool] = UNKNOWN
    years_since_graduation: Maybe[Years | None] = UNKNOWN


@question(
    "certificate.training_hours",
    TrainingFacts,
    "274/2020 ann.2 row 8(6)",
    "274/2020 ann.2 row 8(3)",
    "274/2020 ann.6 row 8(5)",
    day_field="applied_on",
)
def training_hours(facts: TrainingFacts, book: LawBook) -> Answer:
    """Whether hours of further education are owed, how many, and whether the training shown reaches them."""
    edition, day = book.edition(ACT, facts.applied_on), facts.applied_on
    duty = hours_owed(_training_case(facts, book), day, book)
    shown = UNKNOWN if facts.training is UNKNOWN else hours_shown(facts.training, day, book)
    reached: Maybe[bool] = True
    if duty.owed is True and duty.hours is not None:
        reached = UNKNOWN if shown is UNKNOWN else shown.reaches(duty.hours)
    elif duty.owed is UNKNOWN and not duty.settled_by(shown):
        reached = UNKNOWN
    findings = [training_finding(RULES[facts.applicant], facts.route, duty, shown)]
    if duty.settled_by(shown):  # the hours suffice in any case, yet it stays open whether they are owed
        findings.append(training_finding(RULES[facts.applicant], facts.route, duty, UNKNOWN))
    values = {"applies": or_null(duty.owed), "required_hours": duty.hours, "met": or_null(reached)}
    return Answer(values, tuple(findings), edition)


def _training_case(facts: TrainingFacts, book: LawBook) -> TrainingCase:
    """On the first list a null end of validity says that there is no certificate; on the second it says too little."""
    day, until = facts.applied_on, facts.valid_until
    no_certificate = when_known(until, lambda end: end is None)
    held = Held(True if isinstance(until, date) else UNKNOWN, until)
    recent = not_long_expired(held, day, book)
    limit = book.number("certificate.training.graduate_years", day)
    years = facts.years_since_graduation
    young: Maybe[bool] = years <= limit if isinstance(years, Decimal) else UNKNOWN
    return TrainingCase(
        applicant=facts.applicant,
        route=facts.route,
        certificate_valid=valid_on(held, day),
        lapsed_long=True if no_certificate is True else negate(recent),
        uninterrupted=facts.service_uninterrupted,
        long_break=over_break(facts.service_break_years, day, book),
        fresh_graduate=all_of(no_certificate, young),
        new=facts.new_specialty,
    )


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The document asked about and what its duty depends on; countries as two-letter codes, languages likewise."""

    applicant: Applicant
    document: Document
    applied_on: date
    route: Maybe[Route] = UNKNOWN
    graduation_year: Maybe[Year] = UNKNOWN
    in_state_system: Maybe[bool] = UNKNOWN
    studied_in: Maybe[str] = UNKNOWN
    citizenship: Maybe[str] = UNKNOWN
    permanent_resident: Maybe[bool] = UNKNOWN
    first_job_after_graduation: Maybe[bool] = UNKNOWN
    name_changed: Maybe[bool] = UNKNOWN
    changed_in: Maybe[str] = UNKNOWN
    valid_until: Maybe[date | None] = UNKNOWN
    document_language: Maybe[str] = UNKNOWN
    translated_into: str | None = None


@question(
    "certificate.document",
    DocumentFacts,
    "274/2020 ann.2 row 8",
    "274/2020 ann.6 row 8",
    "274/2020 p.9",
    "274/2020 p.24",
    day_field="applied_on",
)
def document(facts: DocumentFacts, book: LawBook) -> Answer:
    """Whether the document is owed; and, when its language is given, whether it may be filed as it is."""
    edition, rules = book.edition(ACT, facts.applied_on), RULES[facts.applicant]
    due = document_due(facts.document, _document_case(facts), book)
    values: dict[str, object] = {"required": or_null(due.owed)}
    findings = [document_finding(facts.document, due, rules)]
    if facts.document_language is not UNKNOWN:
        fits = acceptable(facts.document_language, facts.translated_into, facts.applied_on, book)
        values["acceptable"] = fits
        outcome = "met" if fits else "not_met"
        found = facts.document_language
        findings.append(rules.translation.decide(fits, found, None, message=f"certificate.translation.{outcome}"))
    return Answer(values, tuple(findings), edition)


def _document_case(facts: DocumentFacts) -> DocumentCase:
    """Unless a route is given, a copy of the certificate belongs to the confirmation, all else to the first list."""
    standard = Route.CONFIRMATION if facts.document is Document.CERTIFICATE_COPY else Route.INITIAL
    countries: dict[str, Maybe[str]] = {}
    errors: list[FieldError] = []
    for name in ("studied_in", "citizenship", "changed_in"):
        written = getattr(facts, name)
        code = written if written is UNKNOWN else country_code(written)
        if code is None:
            errors.append(FieldError(name, "not_a_country"))
        else:
            countries[name] = code
    if errors:
        raise FactErrors(errors)
    return DocumentCase(
        applicant=facts.applicant,
        applied_on=facts.applied_on,
        route=standard if facts.route is UNKNOWN else facts.route,
        graduation_year=facts.graduation_year,
        in_state_system=facts.in_state_system,
        permanent_resident=facts.permanent_resident,
        first_job_after_graduation=facts.first_job_after_graduation,
        name_changed=facts.name_changed,
        valid_until=facts.valid_until,
        **countries,
    )


@dataclass(frozen=True, slots=True)
class IndefiniteFacts:
    """When the certificate without a term was given, the day asked about, and the days on which training ended."""

    on: date
    issued_on: Maybe[date] = UNKNOWN
    trained_on: Maybe[tuple[date, ...]] = UNKNOWN


@question("certificate.indefinite", IndefiniteFacts, "274/2020 ann.2 row 8", day_field="on")
def indefinite(facts: IndefiniteFacts, book: LawBook) -> Answer:
    """Whether a certificate without a term is still valid on the day."""
    edition = book.edition(ACT, facts.on)
    valid = still_valid(facts.issued_on, facts.trained_on, facts.on, book)
    before = book.day("certificate.indefinite.issued_before", facts.on)
    if valid is UNKNOWN:
        finding = INDEFINITE.unknown(message="certificate.indefinite.unknown")
    else:
        late = facts.issued_on is not UNKNOWN and facts.issued_on >= before
        message = "certificate.indefinite." + ("met" if valid else "issued_late" if late else "not_trained")
        finding = INDEFINITE.decide(valid, valid, True, ("before", before), message=message, readings=("G5",))
    return Answer({"still_valid": or_null(valid)}, (finding,), edition)
