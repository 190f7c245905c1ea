"""The facts of a certificate's application in groups: what the desk shows of them (274/2020 annex 2)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.law.order_274_certificates.facts import Answered, CertificateFacts, Consent
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.choices import countries
from tirkelim.portal.desk.facts import ANSWERED, Kind, is_known, value
from tirkelim.portal.desk.words import language, sentence, vocabulary
from tirkelim.portal.show import Row
from tirkelim.services.certificate.answers import Answers
from tirkelim.services.common.specialty import specialty_name

Text = str | Promise

DIPLOMA_LEVELS: dict[str, Text] = {
    "secondary": gettext_lazy("Secondary medical education"),
    "higher": gettext_lazy("Higher medical education"),
    "bachelor": gettext_lazy("Bachelor's degree"),
}


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
            _("%(hours)s hours") % {"hours": training.hours} if is_known(training.hours) else "",
            _("%(credits)s credits") % {"credits": training.credits} if is_known(training.credits) else "",
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


_KINDS = (
    Kind("claim", gettext_lazy("What is claimed"), (), _claim),
    Kind("diploma", gettext_lazy("Diploma"), ("diploma", "recognition"), _diploma, _diploma_declared),
    Kind(
        "studies", gettext_lazy("Studies beside the diploma"),
        ("internship", "residency", "retraining", "certification_course"), _studies, _studies_declared,
    ),
    Kind("held", gettext_lazy("Certificate held"), ("certificate_copy",), _held, _held_declared),
    Kind("work", gettext_lazy("Work in the specialty"), ("proof_of_work",), _work),
    Kind("trainings", gettext_lazy("Further education"), ("training",), _trainings, _trainings_declared),
    Kind("assessment", gettext_lazy("Assessment of professional preparedness"), ("assessment",), _assessment),
    Kind("bans", gettext_lazy("Prohibition of activity"), (), _bans),
    Kind("name_changed", gettext_lazy("Change of name"), ("name_change",), _name, path="civil_status"),
    Kind("consents", gettext_lazy("Consents to take data"), (), _consents),
)  # fmt: skip
KINDS = tuple(kind._replace(part="certificate") for kind in _KINDS)
"""The groups of every application that carries the facts of a certificate."""
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
