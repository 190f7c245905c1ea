"""The facts of an application for a certificate of conformity in groups: what the desk shows of them (503/2016)."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tirkelim.law.order_503_conformity.facts import ConformityFacts
from tirkelim.law.order_503_conformity.professions import activities
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.choices import countries
from tirkelim.portal.desk.conformity_words import ACTIONS, CHANGES, LOSSES, profession_name
from tirkelim.portal.desk.facts import Kind, value
from tirkelim.portal.desk.words import language
from tirkelim.portal.show import Row
from tirkelim.services.conformity.answers import ConformityAnswers

Text = str | Promise


def _request(facts: ConformityFacts) -> list[Row]:
    profession = facts.profession
    rows = [
        Row(_("Asked for"), str(ACTIONS[facts.action])),
        Row(
            pgettext("conformity", "Profession"),
            value(profession) if profession is UNKNOWN else profession_name(profession, language()),
        ),
    ]
    activity = activities().get(facts.activity) if isinstance(facts.activity, str) else None
    if activity is not None:
        sector = activities().get(activity.sector, activity)
        rows.append(Row(_("Sector"), getattr(sector, language())))
        if sector is not activity:
            rows.append(Row(_("Kind of activity"), f"{activity.code}. {getattr(activity, language())}"))
    level = _("Not named") if facts.framework_level is UNKNOWN else value(facts.framework_level)
    return [
        *rows,
        Row(_("Level of the qualification framework"), level),
        Row(_("Applied on"), value(facts.applied_on)),
    ]


def _nothing(_facts: ConformityFacts) -> list[Row]:
    """A group whose facts are only declared."""
    return []


def _person(answers: ConformityAnswers) -> list[Row]:
    said = answers.person
    if said is None:
        return []
    country = dict(countries(language())).get(said.residence_country, said.residence_country)
    until = _("Without a term") if said.document_expires_on is None else value(said.document_expires_on)
    rows = [
        Row(_("Identity document"), ", ".join((said.document_number, said.document_issuer))),
        Row(_("Issued on"), value(said.document_issued_on)),
        Row(_("Last day of its term"), until),
        Row(_("Address in Kazakhstan"), said.address),
        Row(_("Telephone in Kazakhstan"), said.telephone),
        Row(_("Country of residence"), country),
        Row(_("Address there"), said.residence_address),
        Row(_("Telephone there"), said.residence_telephone),
    ]
    declared = answers.declaration
    if declared is not None and declared.authority_number:
        day = value(declared.authority_on)
        rows.append(Row(_("Power of attorney of the representative"), f"{declared.authority_number}, {day}"))
    return rows


def _education(facts: ConformityFacts) -> list[Row]:
    if facts.action is not Action.ISSUE:
        return []
    return [
        Row(_("Higher education in the specialty"), value(facts.higher_education)),
        Row(_("Academic degree in the specialty"), value(facts.academic_degree)),
        Row(_("Certificate to teach English"), value(facts.english_teaching_certificate)),
        Row(_("A ratified treaty exempts it from recognition"), value(facts.treaty_exempts_education)),
    ]


def _education_declared(answers: ConformityAnswers) -> list[Row]:
    said = answers.education
    if said is None:
        return []
    recognised = (said.recognised_by, said.recognition_number, _day(said.recognised_on))
    rows = [
        Row(_("Institution"), said.institution),
        Row(_("Specialty of the diploma"), said.specialty),
        Row(_("Number of the diploma"), said.document_number),
        Row(_("Recognition"), _("Not recognised yet") if said.recognised is False else _joined(*recognised)),
        Row(_("Academic degree"), _joined(said.degree, said.degree_document)),
        Row(_("Certificate to teach English"), _joined(said.english_number, said.english_issuer)),
    ]
    return [row for row in rows if row.value]


def _joined(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))


def _day(day: date | None) -> str:
    return "" if day is None else value(day)


def _service(facts: ConformityFacts) -> list[Row]:
    return [Row(_("Service in the specialty"), value(facts.service))] if facts.action is Action.ISSUE else []


def _service_declared(answers: ConformityAnswers) -> list[Row]:
    said = answers.work
    if said is None:
        return []
    rows = [
        Row(_("Service in the specialty"), value(said.service)),
        Row(_("Last place of work"), said.workplace),
        Row(_("Position"), said.position),
    ]
    return [row for row in rows if row.value]


def _held(facts: ConformityFacts) -> list[Row]:
    if facts.action is Action.ISSUE:
        return []
    return [
        Row(_("Issued on"), value(facts.certificate_issued_on)),
        Row(_("Can be continued until"), value(facts.certificate_valid_until)),
    ]


def _held_declared(answers: ConformityAnswers) -> list[Row]:
    return [] if answers.held is None else [Row(_("Number"), answers.held.number)]


def _contract(facts: ConformityFacts) -> list[Row]:
    if facts.action is not Action.EXTEND:
        return []
    until = _("Without a term") if facts.contract_until is None else value(facts.contract_until)
    return [Row(_("Contract signed on"), value(facts.event_on)), Row(_("Last day of the contract"), until)]


def _contract_declared(answers: ConformityAnswers) -> list[Row]:
    said = answers.contract
    if said is None:
        return []
    return [
        Row(_("Employer"), f"{said.employer}, {said.employer_number}"),
        Row(_("A new employer"), value(said.new_employer)),
        Row(_("Number of the contract"), said.number),
    ]


def _change(facts: ConformityFacts) -> list[Row]:
    return [Row(_("Changed on"), value(facts.event_on))] if facts.action is Action.REISSUE else []


def _change_declared(answers: ConformityAnswers) -> list[Row]:
    rows = []
    if answers.change is not None:
        rows.append(Row(_("What changed"), str(CHANGES[answers.change.what])))
    if answers.loss is not None:
        rows += [
            Row(pgettext("certificate of conformity", "What happened to it"), str(LOSSES[answers.loss.what])),
            Row(_("Noticed on"), value(answers.loss.noticed_on)),
            Row(_("How it came about"), answers.loss.circumstances),
        ]
    return rows


def _recommendation(facts: ConformityFacts) -> list[Row]:
    said = facts.commission
    if said is None:
        return [] if facts.action is not Action.ISSUE else [Row(_("Recommendation"), _("Not given yet"))]
    advice = _("For issue") if said.recommends_issue else _("Against issue")
    return [
        Row(_("Recommendation"), advice),
        Row(_("Qualification and education meet the profession"), value(said.qualification_meets)),
        Row(_("Minutes"), f"{said.minutes}, {value(said.held_on)}"),
    ]


def _threshold(facts: ConformityFacts) -> list[Row]:
    if facts.action is not Action.ISSUE:
        return []
    if facts.points_threshold is None:
        return [Row(_("Threshold of points"), _("None is set: ground 2 cannot be used"))]
    return [Row(_("Threshold of points"), value(facts.points_threshold)), Row(_("Set by"), facts.threshold_source)]


def _checked(facts: ConformityFacts) -> list[Row]:
    said = facts.untrue_data
    words = {True: _("Something untrue was found"), False: _("Checked: nothing untrue was found")}
    return [Row(_("Documents and data"), _("Not checked yet") if said is UNKNOWN else words[said])]


_EDUCATION_PAPER = "education_or_english_certificate"
KINDS = (
    Kind("profession", gettext_lazy("What is asked for"), (), _request),
    Kind(
        "person", gettext_lazy("The applicant"),
        ("identity_document", "changed_identity_document", "power_of_attorney"), _nothing, _person,
    ),
    Kind("higher_education", gettext_lazy("Education"), (_EDUCATION_PAPER,), _education, _education_declared),
    Kind("service", gettext_lazy("Work in the specialty"), ("proof_of_work",), _service, _service_declared),
    Kind(
        "certificate_valid_until", gettext_lazy("Certificate of conformity held"), ("earlier_certificate",), _held,
        _held_declared,
    ),
    Kind("contract_until", gettext_lazy("Labour contract"), ("labour_contract",), _contract, _contract_declared),
    Kind("event_on", gettext_lazy("Change or loss"), (), _change, _change_declared),
    Kind("commission", gettext_lazy("The commission's word"), (), _recommendation),
    Kind("points_threshold", gettext_lazy("Threshold"), (), _threshold),
    Kind("untrue_data", gettext_lazy("Truth of documents and data"), (), _checked),
)  # fmt: skip
"""Of every application: a group with nothing to say does not appear."""


_DOCUMENTS: Text = gettext_lazy("Attached documents")
FIELD_NAMES: dict[str, Text] = {
    **{kind.field: kind.title for kind in KINDS},
    "action": gettext_lazy("What is asked for"),
    "applied_on": gettext_lazy("Day of application"),
    "filed": _DOCUMENTS,
    "expired": _DOCUMENTS,
    "treaty_exempts_education": gettext_lazy("Education"),
    "activity": gettext_lazy("What is asked for"),
    "framework_level": gettext_lazy("What is asked for"),
    "academic_degree": gettext_lazy("Education"),
    "english_teaching_certificate": gettext_lazy("Education"),
    "threshold_source": gettext_lazy("Threshold"),
    "certificate_issued_on": gettext_lazy("Certificate of conformity held"),
    "certificate_ruled_on": gettext_lazy("Certificate of conformity held"),
    "references": gettext_lazy("Findings of officers"),
}
"""Every field of the facts by name, to say which of them changed."""
