"""The barest function that could replace the decision on a doctor's domestic certificate (274/2020 annex 2).

Every number and name of the law is written into it. It knows applications of doctors only, with a diploma shown, and
sources that have either answered or are down; it says the outcome and the ids of what is not met, and nothing else.
"""

from __future__ import annotations

from datetime import date
from typing import Any

OFFICERS = {1: "certificate.truth", 3: "certificate.approval", 5: "certificate.special_right"}
GENERAL = ("Емдеу ісі", "Жалпы медицина", "Педиатрия")
EASTERN = ("Шығыс медицинасы", "Стоматология")
RETRAINED = ("Емдеу ісі", "Педиатрия", "Шығыс медицинасы")


def years_after(day: date, years: int) -> date:
    """The same date so many years later (earlier); 28 February for a missing 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class Bare:
    """What is not met so far: for good, until something is filed, until the applicant or a source says more."""

    __slots__ = ("asked", "facts", "final", "missing", "open", "readable")

    def __init__(self, facts: Any) -> None:
        self.facts, self.final, self.missing = facts, set(), set()
        self.asked = self.open = False
        self.readable = {d.kind for d in facts.filed if d.language in ("kk", "ru") or d.translated_into in ("kk", "ru")}

    def need(self, kind: str, id: str) -> None:
        """A document that is owed."""
        if kind not in self.readable:
            self.missing.add(id)
            if any(d.kind == kind for d in self.facts.filed):
                self.missing.add("certificate.translation")

    def wait(self, kind: str) -> None:
        """A document that a source may still make needless."""
        if kind not in self.readable:
            self.open = True

    def outcome(self) -> tuple[str, set[str]]:
        """The outcome, and all that is not met."""
        if self.final:
            return "refuse", self.final | self.missing
        if self.missing or self.asked:
            return "incomplete", self.missing
        return ("waiting" if self.open else "grant"), self.missing


def bare_certificate(facts: Any) -> tuple[str, set[str]]:
    """The outcome of an application and the ids of its unmet requirements."""
    found, day = Bare(facts), facts.applied_on
    held, claim = facts.held, facts.claim
    valid, recent = bare_validity(facts, day)
    initial = True if claim.new or recent is False else None if recent is None else False
    bare_common(found, initial)
    if initial is None:
        found.asked = True
    elif initial:
        bare_initial(found, day, recent)
    else:
        marked = held.shown_invalid and valid
        if not (held.source == "found" and not marked):
            found.wait("certificate_copy")
        if held.shown_invalid if valid else held.source == "not_found":
            found.need("certificate_copy", "certificate.certificate_copy")
        if valid and facts.work.uninterrupted and bare_hours(facts, day) < 120:
            found.final.add("certificate.confirmation_training")
        if facts.work.source == "not_found":
            found.need("proof_of_work", "certificate.proof_of_work")
        if claim.level is not None:
            bare_assessment(found, "certificate.level_assessment")
    if initial is not None:
        if facts.diploma.country != "KZ":
            found.need("recognition", "certificate.recognition")
        if facts.name_changed and facts.civil_status != "found":
            found.wait("name_change")
    return found.outcome()


def bare_validity(facts: Any, day: date) -> tuple[bool | None, bool | None]:
    """Whether the certificate is valid, and whether it ended three years ago at most; None: not known."""
    held = facts.held
    if not held.exists:
        return False, False
    if held.valid_until is not None:
        return day <= held.valid_until, day <= years_after(held.valid_until, 3)
    trained = any(years_after(day, -5) <= t.completed_on <= day for t in facts.trainings)
    endless = held.issued_on < date(2015, 10, 9) and trained
    return (True, True) if endless else (None, None)


def bare_common(found: Bare, initial: bool | None) -> None:
    """Forms, specialty, consent, bans, an officer's findings."""
    facts = found.facts
    if not facts.application_signed:
        found.missing.add("certificate.application")
    if not facts.information_form:
        found.missing.add("certificate.information_form")
    if not facts.claim.listed:
        found.final.add("certificate.specialty")
    needed = ["certificate", "employment", "bans"]
    if initial is not False or facts.claim.level is not None:
        needed.append("assessment")
    if initial is not False and facts.diploma.country == "KZ":
        needed.append("higher_education")
    if facts.name_changed:
        needed.append("civil_status")
    answers: dict[str, set[str]] = {}
    for consent in facts.consents:
        answers.setdefault(consent.data_set, set()).add(consent.answer)
    if any("refused" in answers.get(one, ()) for one in needed):
        found.final.add("certificate.consent")
    elif any("given" not in answers.get(one, ()) for one in needed):
        found.asked = True
    grounds = {finding.ground for finding in facts.officer}
    found.final.update(id for ground, id in OFFICERS.items() if ground in grounds)
    if 4 in grounds or facts.bans.source == "found":
        found.final.add("certificate.ban")
    elif facts.bans.source != "not_found":
        found.open = True


def bare_initial(found: Bare, day: date, recent: bool | None) -> None:
    """The first list: diploma, training as a doctor, hours, assessment, work."""
    facts, diploma, work = found.facts, found.facts.diploma, found.facts.work
    year = diploma.graduated_on.year
    if diploma.source == "not_found":
        if year <= 2012:
            found.need("diploma", "certificate.diploma")
        elif diploma.country == "KZ":
            found.wait("diploma")
    in_group = (diploma.specialty in GENERAL and year > 1998) or (diploma.specialty in EASTERN and year > 2006)
    if in_group and not any(s.kind == "internship" and s.source == "found" for s in facts.studies):
        found.need("internship", "certificate.internship")
    in_residency = any(s.kind == "residency" and s.source == "found" for s in facts.studies)
    if year > 2013 and facts.claim.clinical and not in_residency:
        found.need("residency", "certificate.residency")
    long_service = work.started_on is not None and work.started_on < date(2005, 1, 1) and work.uninterrupted
    matches = any(s.in_claimed_specialty for s in facts.studies if s.kind in ("internship", "residency", "ordinatura"))
    if diploma.specialty in RETRAINED and year < 2014 and not matches and work.working and not long_service:
        taken = (s for s in facts.studies if s.kind == "retraining" and s.in_claimed_specialty)
        if not any(s.completed_on < date(2021, 1, 1) and s.source == "found" for s in taken):
            found.need("retraining", "certificate.retraining")
    last = diploma.graduated_on if work.last_worked_on is None else work.last_worked_on
    fresh = not facts.held.exists and day <= years_after(diploma.graduated_on, 3)
    owed = not facts.claim.new and recent is False and years_after(last, 3) < day and not fresh
    if owed and bare_hours(facts, day) < 240:
        found.final.add("certificate.training")
    bare_assessment(found, "certificate.assessment")
    if work.source == "not_found" and not work.first_job:
        found.need("proof_of_work", "certificate.proof_of_work")


def bare_assessment(found: Bare, id: str) -> None:
    """The result of the assessment."""
    result = found.facts.assessment
    if result.source == "found":
        if not result.passed:
            found.final.add(id)
    elif result.source == "not_found":
        found.need("assessment", id)
    else:
        found.wait("assessment")


def bare_hours(facts: Any, day: date) -> Any:
    """Hours of further education in the specialty within five years."""
    opens, hours = years_after(day, -5), 0
    for training in facts.trainings:
        if training.specialty_matches and opens <= training.completed_on <= day:
            hours += training.credits * 30 if training.hours is None else training.hours
    return hours
