"""The facts of a case side by side with where each came from and the files that prove it.

The same groups show the facts as they stand now and those of a stored sheet.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.service import Gathered, Origin, Source
from tirkelim.law.digest import digest
from tirkelim.law.messages import write
from tirkelim.law.order_274_certificates.facts import Answered, CertificateFacts, Consent
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.choices import countries
from tirkelim.portal.desk.words import language, sentence, vocabulary
from tirkelim.portal.show import Row
from tirkelim.services.certificate.answers import Answers
from tirkelim.services.certificate.specialty import specialty_name

Text = str | Promise

ORIGINS: dict[Origin, Text] = {
    Origin.DECLARED: gettext_lazy("Declared by the applicant"),
    Origin.DOCUMENT: gettext_lazy("Attached document"),
    Origin.STATE_SYSTEM: gettext_lazy("State system"),
    Origin.REGISTER: gettext_lazy("This register"),
    Origin.OFFICER: gettext_lazy("Finding of an officer"),
}
ANSWERED: dict[Answered, Text] = {
    Answered.FOUND: gettext_lazy("There is a record"),
    Answered.NOT_FOUND: gettext_lazy("There is no record"),
    Answered.UNAVAILABLE: gettext_lazy("The system does not answer"),
    Answered.NOT_ASKED: gettext_lazy("Not asked"),
}
DIPLOMA_LEVELS: dict[str, Text] = {
    "secondary": gettext_lazy("Secondary medical education"),
    "higher": gettext_lazy("Higher medical education"),
    "bachelor": gettext_lazy("Bachelor's degree"),
}


class From(NamedTuple):
    """Where a fact came from: the kind of source, its reference and time."""

    origin: str
    text: Text
    reference: str
    at: datetime | None


class File(NamedTuple):
    """A filed document that belongs to a group."""

    title: str
    name: str
    href: str
    language: str
    at: datetime


class Group(NamedTuple):
    """Facts that belong together: values, source, what was declared beside them, files."""

    key: str
    title: Text
    rows: list[Row]
    source: From | None
    beside: list[Row]
    files: list[File]


class _Kind(NamedTuple):
    """How a group is made: the field of the facts, its name, the documents that prove it, and its rows."""

    field: str
    title: Text
    documents: tuple[str, ...]
    rows: Callable[[CertificateFacts], list[Row]]
    beside: Callable[[Answers], list[Row]] | None = None
    path: str = ""


def value(found: Any) -> str:
    """A fact as people read it; not known and known not to exist are told apart."""
    if found is UNKNOWN:
        return _("Not known yet")
    if isinstance(found, Answered):
        return str(ANSWERED[found])
    return sentence(write(found, language()))


def _is_known(found: Any) -> bool:
    return found is not UNKNOWN and found is not None


def _claim(facts: CertificateFacts) -> list[Row]:
    claim = facts.claim
    return [
        Row(_("Specialty"), specialty_name(claim.specialty, language()) or "–"),
        Row(_("In the list of specialties"), value(claim.listed)),
        Row(_("A new specialty beside one already held"), value(claim.new)),
        Row(_("Qualification level"), claim.level or _("Not claimed")),
        Row(_("Applied on"), value(facts.applied_on)),
    ]


def _diploma(facts: CertificateFacts) -> list[Row]:
    diploma = facts.diploma
    if diploma is None:
        return [Row(_("Diploma"), _("Not known yet"))]
    country = diploma.country
    if isinstance(country, str):
        country = dict(countries(language())).get(country, country)
    return [
        Row(_("Education"), str(DIPLOMA_LEVELS.get(diploma.level, diploma.level))),
        Row(_("Specialty of the diploma"), value(diploma.specialty)),
        Row(_("Graduated on"), value(diploma.graduated_on)),
        Row(_("Country"), value(country)),
        Row(_("In the education system"), value(diploma.source)),
    ]


def _diploma_declared(answers: Answers) -> list[Row]:
    said = answers.education
    if said is None:
        return []
    return [
        Row(_("Institution"), said.institution),
        Row(_("Number of the diploma"), said.document_number),
        Row(_("Specialty of the diploma"), said.specialty),
        Row(_("Graduated on"), value(said.graduated_on)),
    ]


def _studies(facts: CertificateFacts) -> list[Row]:
    rows = []
    for study in facts.studies:
        fits = _("in the claimed specialty") if study.in_claimed_specialty is True else _("in another specialty")
        fits = value(study.in_claimed_specialty) if study.in_claimed_specialty is UNKNOWN else fits
        text = ", ".join((value(study.completed_on), fits, str(ANSWERED[study.source])))
        rows.append(Row(sentence(vocabulary(f"education.{study.kind}")), text))
    return rows or [Row(_("Studies"), _("None"))]


def _studies_declared(answers: Answers) -> list[Row]:
    page = answers.studies
    return [
        Row(
            sentence(vocabulary(f"education.{said.kind}")),
            ", ".join((said.organisation, said.specialty, said.document_number, value(said.completed_on))),
        )
        for said in (page.studies if page else ())
    ]


def _held(facts: CertificateFacts) -> list[Row]:
    held = facts.held
    rows = [Row(_("Certificate in the specialty"), value(held.exists))]
    if held.exists is True:
        until = _("Without a term") if held.valid_until is None else value(held.valid_until)
        rows += [Row(_("Issued on"), value(held.issued_on)), Row(_("Last day of its term"), until)]
    return [*rows, Row(_("In the certificate service"), value(held.source))]


def _held_declared(answers: Answers) -> list[Row]:
    said = answers.held
    if said is None or not said.exists:
        return []
    until = _("Without a term") if said.valid_until is None else value(said.valid_until)
    return [
        Row(_("Number"), said.number or "–"),
        Row(_("Issued on"), value(said.issued_on)),
        Row(_("Last day of its term"), until),
    ]


def _work(facts: CertificateFacts) -> list[Row]:
    work = facts.work
    return [
        Row(_("Works in the specialty now"), value(work.working)),
        Row(_("First day in the specialty"), value(work.started_on)),
        Row(_("Last day in the specialty"), value(work.last_worked_on)),
        Row(_("Uninterrupted"), value(work.uninterrupted)),
        Row(_("In the labour contract system"), value(work.source)),
    ]


def _trainings(facts: CertificateFacts) -> list[Row]:
    rows = []
    for number, training in enumerate(facts.trainings, 1):
        fits = {True: _("in the claimed specialty"), False: _("in another specialty")}
        match = training.specialty_matches
        said = value(match) if match is UNKNOWN else fits[match]
        parts = [
            _("%(hours)s hours") % {"hours": training.hours} if _is_known(training.hours) else "",
            _("%(credits)s credits") % {"credits": training.credits} if _is_known(training.credits) else "",
            value(training.completed_on),
            said,
        ]
        rows.append(Row(str(number), ", ".join(filter(None, parts))))
    return rows or [Row(_("Further education"), _("None"))]


def _trainings_declared(answers: Answers) -> list[Row]:
    page = answers.trainings
    return [
        Row(str(number), ", ".join((said.programme, said.organisation, said.certificate_number)))
        for number, said in enumerate(page.trainings if page else (), 1)
    ]


def _name(facts: CertificateFacts) -> list[Row]:
    return [
        Row(_("The name changed after the diploma"), value(facts.name_changed)),
        Row(_("In the civil status records"), value(facts.civil_status)),
    ]


def _assessment(facts: CertificateFacts) -> list[Row]:
    passed = facts.assessment.passed
    outcome = {True: _("Passed"), False: _("Not passed")}
    return [
        Row(_("Result"), value(passed) if passed is UNKNOWN else outcome[passed]),
        Row(_("In the assessment system"), value(facts.assessment.source)),
    ]


def _bans(facts: CertificateFacts) -> list[Row]:
    found = {Answered.FOUND: _("There is a prohibition"), Answered.NOT_FOUND: _("There is no prohibition")}
    rows = [Row(_("Prohibition of activity"), found.get(facts.bans.source) or value(facts.bans.source))]
    return [*rows, Row(_("Court act"), facts.bans.reference)] if facts.bans.source is Answered.FOUND else rows


def _consents(facts: CertificateFacts) -> list[Row]:
    words = {Consent.GIVEN: _("Given"), Consent.REFUSED: _("Refused"), Consent.NOT_ASKED: _("Not asked")}
    return [
        Row(sentence(vocabulary(f"certificate.data_set.{one.data_set}")), words[one.answer]) for one in facts.consents
    ]


KINDS = (
    _Kind("claim", gettext_lazy("What is claimed"), (), _claim),
    _Kind("diploma", gettext_lazy("Diploma"), ("diploma", "recognition"), _diploma, _diploma_declared),
    _Kind(
        "studies", gettext_lazy("Studies beside the diploma"),
        ("internship", "residency", "retraining", "certification_course"), _studies, _studies_declared,
    ),
    _Kind("held", gettext_lazy("Certificate held"), ("certificate_copy",), _held, _held_declared),
    _Kind("work", gettext_lazy("Work in the specialty"), ("proof_of_work",), _work),
    _Kind("trainings", gettext_lazy("Further education"), ("training",), _trainings, _trainings_declared),
    _Kind("assessment", gettext_lazy("Assessment of professional preparedness"), ("assessment",), _assessment),
    _Kind("bans", gettext_lazy("Prohibition of activity"), (), _bans),
    _Kind("name_changed", gettext_lazy("Change of name"), ("name_change",), _name, path="civil_status"),
    _Kind("consents", gettext_lazy("Consents to take data"), (), _consents),
)  # fmt: skip
FIELD_NAMES: dict[str, Text] = {
    **{kind.field: kind.title for kind in KINDS},
    "applied_on": gettext_lazy("Day of application"),
    "application_signed": gettext_lazy("Signature of the application"),
    "information_form": gettext_lazy("Information form"),
    "civil_status": gettext_lazy("Change of name"),
    "filed": gettext_lazy("Attached documents"),
    "officer": gettext_lazy("Findings of officers"),
}
"""Every field of the facts by name, to say which of them changed."""


def groups(
    facts: CertificateFacts,
    sources: Mapping[str, Source],
    answers: Answers | None,
    files: Mapping[str, list[File]],
) -> list[Group]:
    """The facts in groups. ``files`` by the kind of document; what fits no group stands in a last one."""
    left = dict(files)
    found = []
    for kind in KINDS:
        own = [file for document in kind.documents for file in left.pop(document, [])]
        beside = kind.beside(answers) if kind.beside and answers else []
        path = kind.path or kind.field
        shown = origin_of(sources.get(path))
        rows = kind.rows(facts)
        if kind.field == "work":
            rows = _with_continuity(rows, sources)
        found.append(Group(kind.field, kind.title, rows, shown, beside, own))
    rest = [file for files_ in left.values() for file in files_]
    if rest:
        found.append(Group("filed", _("Other attached documents"), [], None, [], rest))
    return found


def _with_continuity(rows: list[Row], sources: Mapping[str, Source]) -> list[Row]:
    """What an officer established about continuity carries a reference of its own."""
    own = sources.get("work.uninterrupted")
    return [*rows, Row(_("Continuity established by an officer"), own.reference)] if own else rows


def origin_of(source: Source | None) -> From | None:
    """The source as shown."""
    if source is None:
        return None
    return From(source.origin.value, ORIGINS[source.origin], source.reference, source.at)


def stored_sources(raw: Mapping[str, Any]) -> dict[str, Source]:
    """The sources of a stored sheet."""
    return {
        path: Source(Origin(one["origin"]), one["reference"], datetime.fromisoformat(one["at"]) if one["at"] else None)
        for path, one in raw.items()
    }


# --- what the officer saw ---------------------------------------------------------------------------------------------


def prints(gathered: Gathered) -> str:
    """A short print of every field of the facts, to tell later which of them changed. Holds no data."""
    return " ".join(f"{name}:{mark}" for name, mark in _prints(gathered).items())


def changed_since(seen: str, gathered: Gathered) -> list[str]:
    """The names of the facts that are not what they were when ``seen`` was made."""
    before = dict(part.split(":", 1) for part in seen.split() if ":" in part)
    changed = [name for name, mark in _prints(gathered).items() if before.get(name) != mark]
    return list(dict.fromkeys(str(FIELD_NAMES[name]) for name in changed if name in FIELD_NAMES))


def _prints(gathered: Gathered) -> dict[str, str]:
    names = [field.name for field in dataclasses.fields(gathered.facts)]
    return {name: digest(getattr(gathered.facts, name))[:8] for name in names}
