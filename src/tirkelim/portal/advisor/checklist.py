"""The list of what an applicant needs: every question of the case asked once, its answers put in one order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from tirkelim.law.finding import Finding, Status
from tirkelim.law.order_274_certificates.documents import NAMED, Document
from tirkelim.law.order_274_certificates.requirements import RULES
from tirkelim.law.order_274_certificates.route import Applicant, Route
from tirkelim.law.period import add_years
from tirkelim.portal.advisor.ask import Advice, Asked, put, term, views
from tirkelim.portal.law_pages import law_href
from tirkelim.portal.show import FindingView

ABROAD = "ZZ"
"""Stands for "a country other than Kazakhstan": ISO 3166 leaves the code to users."""


class Situation(NamedTuple):
    """Which case it is, and the answers of both forms."""

    asked: Asked
    route: str
    given: dict[str, Any]

    def get(self, name: str) -> Any:
        """An answer; None when it was not asked or not given."""
        return self.given.get(name)


class Mark(NamedTuple):
    """How a line of the list stands: word and colour of its tag."""

    text: str | Promise
    colour: str


NEEDED = Mark(pgettext_lazy("checklist", "Needed"), "blue")
IF_ABSENT = Mark(pgettext_lazy("checklist", "Only if no state system holds it"), "teal")
READY = Mark(pgettext_lazy("checklist", "You have it"), "green")
OPEN = Mark(pgettext_lazy("checklist", "Not known yet"), "yellow")
NOT_NEEDED = Mark(pgettext_lazy("checklist", "Not needed"), "grey")
NOT_ENOUGH = Mark(pgettext_lazy("checklist", "Not enough"), "red")
ORDER = (NOT_ENOUGH, NEEDED, IF_ABSENT, OPEN, READY, NOT_NEEDED)


class Line(NamedTuple):
    """A line of the list: what, how it stands, and the finding that says why."""

    title: str
    mark: Mark
    why: FindingView


def checklist(situation: Situation) -> Advice:
    """Everything that the case asks for, in the order: needed, only if absent, not known, there, not needed."""
    found = [*_always(situation), *_documents(situation), *_training(situation), *_education(situation)]
    lines = sorted((line for line, _asked in found), key=lambda line: ORDER.index(line.mark))
    asked = (situation.asked, *(one for _line, one in found if one is not None))
    needed = sum(line.mark is NEEDED for line in lines)
    if situation.route == Route.INITIAL:
        words = ngettext(
            "For a first certificate you need %(count)d thing.",
            "For a first certificate you need %(count)d things.",
            needed,
        )
    else:
        words = ngettext(
            "To confirm the certificate you need %(count)d thing.",
            "To confirm the certificate you need %(count)d things.",
            needed,
        )
    short = any(line.mark is NOT_ENOUGH for line in lines)
    sentence = _("Your education does not open this specialty.") if short else words % {"count": needed}
    further = _("State systems are asked first, with your consent: what they hold you do not bring.")
    return Advice(sentence, "bad" if short else "", asked, further, more={"lines": lines})


Found = tuple[Line, Asked | None]


def _always(situation: Situation) -> list[Found]:
    """The application and the information form; the assessment, as the route says."""
    rules = RULES[Applicant(situation.get("applicant"))]
    forms: list[Found] = []
    for document, requirement in (("application", rules.application), ("information_form", rules.information_form)):
        citation = requirement.citation
        why = FindingView("not_met", _("Filled in here and signed electronically."), str(citation), law_href(citation))
        forms.append((Line(_title(document), NEEDED, why), None))
    assessment = situation.asked.answer.findings[1]
    return [*forms, (_line("assessment", assessment), None)]


def _documents(situation: Situation) -> list[Found]:
    """The documents of row 8 that depend on plain facts."""
    given = situation.get
    home = given("studied_here")
    facts = {
        "applicant": given("applicant"),
        "applied_on": given("applied_on"),
        "route": situation.route,
        "graduation_year": _year(given("graduated_on")),
        "studied_in": None if home is None else "KZ" if home else ABROAD,
        "citizenship": given("citizenship") or None,
        "permanent_resident": given("permanent_resident"),
        "first_job_after_graduation": given("first_job_after_graduation"),
        "name_changed": given("name_changed"),
        "valid_until": given("valid_until"),
    }
    named = NAMED[Applicant(given("applicant")), Route(situation.route)] - {Document.INTERNSHIP}
    return [_document(str(document), facts) for document in Document if document in named]


def _document(document: str, facts: dict[str, Any]) -> Found:
    """One document; where only the state system's record decides, it is needed if there is none."""
    asked = put("certificate.document", document=document, **facts)
    finding = asked.answer.findings[0]
    if finding.status is Status.UNKNOWN:
        without = put("certificate.document", document=document, in_state_system=False, **facts)
        if without.says("required"):
            line = _line(document, without.answer.findings[0], IF_ABSENT)
            words = _("The state system is asked first. Attach the document only if the system has no record.")
            return line._replace(why=line.why._replace(message=words)), asked
    return _line(document, finding), asked


def _training(situation: Situation) -> list[Found]:
    """Hours of further education."""
    given = situation.get
    hours, day = given("hours"), given("applied_on")
    shown = None if hours is None else [{"hours": hours, "completed_on": day, "specialty_matches": True}]
    asked = put(
        "certificate.training_hours",
        applicant=given("applicant"),
        route=situation.route,
        applied_on=day,
        nulls=True,
        valid_until=given("valid_until"),
        training=shown,
        service_uninterrupted=given("uninterrupted"),
        service_break_years=given("service_break_years"),
        new_specialty=given("new_specialty"),
        years_since_graduation=_years_since(given("graduated_on"), day),
    )
    return [(_line("training", asked.answer.findings[0]), asked)]


def _education(situation: Situation) -> list[Found]:
    """What depends on education and year: doctors' training, or the diploma that opens a mid-level specialty."""
    given = situation.get
    if (given("applicant"), situation.route) != ("domestic", "initial"):
        return []
    year, diploma = _year(given("graduated_on")), given("diploma_specialty")
    if given("education") == "secondary":
        return [_mid_level(situation)]
    questions = (
        put("certificate.internship", diploma_specialty=diploma, graduation_year=year),
        put("certificate.residency", graduation_year=year, clinical_specialty=given("clinical_specialty")),
        put(
            "certificate.retraining",
            nulls=True,
            graduation_year=year,
            diploma_specialty=diploma,
            training_matches_claim=given("training_matches_claim"),
            started_on=given("started_on"),
            uninterrupted=given("uninterrupted"),
            working=given("working"),
        ),
    )
    return [(_line(asked.question.rpartition(".")[2], asked.answer.findings[0]), asked) for asked in questions]


def _mid_level(situation: Situation) -> Found:
    given = situation.get
    hours = given("hours")
    asked = put(
        "certificate.mid_level",
        claimed_specialty=given("claimed_specialty"),
        diploma_level="secondary",
        diploma_specialty=given("diploma_specialty"),
        graduated_on=given("graduated_on"),
        further_education_last_5_years=None if hours is None else hours > 0,
        retrained_on=given("retrained_on"),
        started_on=given("started_on"),
        uninterrupted=given("uninterrupted"),
    )
    mark = NOT_ENOUGH if asked.says("sufficient") is False else None
    return _line("diploma_fits", asked.answer.findings[0], mark), asked


def _line(document: str, finding: Finding, mark: Mark | None = None) -> Line:
    standing = {
        Status.NOT_MET: NEEDED,
        Status.MET: READY,
        Status.UNKNOWN: OPEN,
        Status.NOT_APPLICABLE: NOT_NEEDED,
    }
    return Line(_title(document), mark or standing[finding.status], views([finding])[0])


def _title(document: str) -> str:
    """The name of a document, with a capital letter."""
    if document == "diploma_fits":
        return _("Diploma that opens the specialty")
    name = term(f"certificate.document.{document}")
    return name[:1].upper() + name[1:]


def _year(day: date | None) -> int | None:
    return None if day is None else day.year


def _years_since(graduated: date | None, day: date) -> Decimal | None:
    """Years from graduation to the day: whole on an anniversary, a little more after it."""
    if graduated is None or graduated > day:
        return None
    full = day.year - graduated.year
    while add_years(graduated, full) > day:
        full -= 1
    last = add_years(graduated, full)
    part = Decimal((day - last).days) / Decimal((add_years(graduated, full + 1) - last).days)
    return (Decimal(full) + part).quantize(Decimal("0.0001"))
