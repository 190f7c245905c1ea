"""What a confirmation comes to: the sheet in the register, and the paper that says the same (annex 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Decision, SignOff
from tirkelim.documents.models import Document
from tirkelim.documents.payload import Bilingual
from tirkelim.documents.qr import sheet_address
from tirkelim.documents.sheet import SheetJob, SheetLine, SheetPayload, SheetRefused, SheetResult, SheetSignature
from tirkelim.documents.wording import citation_words, edition_words, later_amendment_words
from tirkelim.law.book import current_book
from tirkelim.law.finding import Status
from tirkelim.law.messages import term, write
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_283_cpd.criteria import criteria
from tirkelim.law.order_283_cpd.refusals import RefusedReason, cited
from tirkelim.law.order_283_cpd.sheet import SheetFacts
from tirkelim.law.order_283_cpd.sheet_decision import accepted
from tirkelim.law.order_283_cpd.volume import sum_up, volume_rules
from tirkelim.law.order_305_positions.nomenclature import by_row, unmarked
from tirkelim.law.units import Units
from tirkelim.register.commands.sheets import SheetTerms
from tirkelim.register.models import CpdSheet, Education, Employment, OrganisationFact
from tirkelim.register.queries import organisation_facts
from tirkelim.register.sheets import accepted_row, refused_row
from tirkelim.services.cpd.experience import SheetHead, sheet_head, stretch_of
from tirkelim.services.cpd.gather import HEAD, HR

LONGEST = 4000
"""Letters of a text on a document."""


def sheet_terms(case: Case, stored: Decision, facts: SheetFacts, number: str) -> SheetTerms:
    """The sheet of a decision: accepted rows with their units on the day of the later word, refused with reasons."""
    results, rules = accepted(facts), volume_rules(current_book(), stored.decided_on)
    volume, findings = sum_up(results, rules.tariff.window(stored.decided_on), rules)
    quarters = [int(f.found) if f.status is Status.MET and isinstance(f.found, int) else 0 for f in findings]
    rows = [row for row in facts.rows if row.hr_accepts is True]
    words = {word.capacity: word for word in SignOff.objects.filter(case=case, removed_by__isnull=True)}
    hr, head = words.get(HR), words[HEAD]
    if case.organisation is None:
        raise ValueError("results are confirmed in an organisation")
    return SheetTerms(
        number=number,
        person=case.subject_id,
        organisation=case.organisation,
        specialty=facts.specialty,
        hr_on=None if hr is None else localdate(hr.change.at),
        head_on=localdate(head.change.at),
        hr_account=None if hr is None else hr.account,
        head_account=head.account,
        hr_name="" if hr is None else hr.name,
        head_name=head.name,
        without_hr_service=facts.without_hr_service,
        activities=[
            accepted_row(result, row.line, row.title, earned)
            for result, row, earned in zip(results, rows, quarters, strict=True)
        ],
        refused=[
            refused_row(row.line, row.title, row.activity.criterion, row.reason or RefusedReason.OTHER, row.note)
            for row in facts.rows
            if row.hr_accepts is False
        ],
        further_education=int(volume.further_education),
        non_formal=int(volume.non_formal),
        competencies=int(volume.competencies),
        decision=stored.id,
    )


def sheet_document(sheet: CpdSheet) -> Document | None:
    """The paper of a sheet; None while it is being made."""
    return Document.objects.filter(number=sheet.number).first()


def payload_of(decision: Decision) -> SheetPayload:
    """What the paper says. Nothing is decided here: every word follows from stored rows, as known at the decision."""
    sheet = CpdSheet.objects.select_related("supersedes").get(decision=decision.id)
    head = sheet_head(sheet.person_id, sheet.specialty, decision.decided_on, decision.change.at)
    if head.facts is None:
        raise LookupError("the worker has no name in the register on the day of the confirmation")
    confirmed_by = organisation_facts(sheet.organisation_id, decision.decided_on, decision.change.at)
    return SheetPayload(
        number=sheet.number,
        holder=Bilingual(head.facts.name("kk"), head.facts.name("ru")),
        specialty=_specialty(sheet.specialty),
        service_total=_written(head.total),
        service_in_specialty=_written(head.in_specialty),
        workplace=_organisation(confirmed_by),
        position=Bilingual.same("–") if head.main is None else _position(head.main),
        jobs=tuple(_job(job, head) for job in head.jobs),
        level=head.level,
        category=None if head.category is None else _term(f"category.{head.category}"),
        postgraduate=tuple(map(_education, head.postgraduate)),
        lines=sheet_lines(sheet),
        sums=_sums(sheet),
        results=tuple(_result(row) for row in sheet.activities),
        refused=tuple(_refused(row) for row in sheet.refused),
        hr=None if sheet.hr_on is None else SheetSignature(sheet.hr_name, sheet.hr_on),
        head=SheetSignature(sheet.head_name, sheet.head_on),
        confirmed_on=sheet.confirmed_on,
        supersedes=None if sheet.supersedes is None else sheet.supersedes.number,
        edition=edition_words(decision.edition),
        later_amendment=later_amendment_words(decision.edition),
        check_address=sheet_address(settings.PUBLIC_URL, sheet.id),
        decided_at=decision.change.at,
        demo=settings.DEMO,
    )


def sheet_lines(sheet: CpdSheet) -> tuple[SheetLine, ...]:
    """The 21 criteria in the wording of the day, each with the units of its accepted results."""
    earned: dict[int, int] = {}
    for row in sheet.activities:
        earned[row["criterion"]] = earned.get(row["criterion"], 0) + row["quarters"]
    edition = current_book().edition("283/2020", sheet.confirmed_on)
    return tuple(
        SheetLine(one.row, one.chapter.value, _term(one.name), units_in_words(earned.get(one.row, 0)))
        for one in criteria(edition.by)
    )


def units_in_words(quarters: int) -> str:
    """Units as both languages write them; "" for none."""
    return write(Units(quarters), "kk") if quarters else ""


def _sums(sheet: CpdSheet) -> tuple[str, str, str, str]:
    parts = (sheet.further_education, sheet.non_formal, sheet.competencies, sheet.total)
    first, second, third, total = (write(Units(one), "kk") for one in parts)
    return first, second, third, total


def _result(row: Mapping[str, Any]) -> SheetResult:
    return SheetResult(
        row["criterion"], row["title"], date.fromisoformat(row["completed_on"]), units_in_words(row["quarters"])
    )


def _refused(row: Mapping[str, Any]) -> SheetRefused:
    reason = RefusedReason(row["reason"])
    place = citation_words(cited(reason, row["criterion"]))
    return SheetRefused(row["criterion"], row["title"], _term(reason.term), place, row["note"][:LONGEST])


def _job(job: Employment, head: SheetHead) -> SheetJob:
    facts = head.employers.get(job.organisation_id) if job.organisation_id else None
    first, last = stretch_of(job)
    return SheetJob(
        hired_on=first,
        left_on=last,
        workplace=_organisation(facts, job.organisation_name),
        position=_position(job),
        order_number=job.order_number,
        order_on=job.order_date,
    )


def _organisation(facts: OrganisationFact | None, name: str = "") -> Bilingual:
    if facts is None:
        return Bilingual.same(name or "–")
    return Bilingual(facts.name("kk") or "–", facts.name("ru") or "–")


def _position(job: Employment) -> Bilingual:
    """As in the order of hiring; where that names none, by the nomenclature."""
    found = None if job.position is None else by_row(job.position)
    if job.position_title.strip():
        return Bilingual.same(unmarked(job.position_title))
    return Bilingual.same("–") if found is None else Bilingual(found.name("kk"), found.name("ru"))


def _education(education: Education) -> Bilingual:
    beside = ", ".join(filter(None, (education.specialty, education.institution, str(education.graduated_on.year))))
    kind = _term(f"education.{education.kind}")
    return Bilingual(f"{kind.kk}: {beside}", f"{kind.ru}: {beside}")


def _specialty(code: str) -> Bilingual:
    listed = specialties().get(code)
    return Bilingual.same(code) if listed is None else Bilingual(listed.names["kk"], listed.names["ru"])


def _term(key: str) -> Bilingual:
    return Bilingual(term(key, "kk"), term(key, "ru"))


def _written(value: Any) -> Bilingual:
    return Bilingual(write(value, "kk"), write(value, "ru"))
