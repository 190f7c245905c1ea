"""The facts of an application for a licence in groups: what the desk shows of them (59/2020 ann.1 rows 8, 9)."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.law.order_59_licence.documents import DUPLICATE, ISSUE, REISSUE
from tirkelim.law.order_59_licence.facts import LicenceFacts
from tirkelim.law.standards.fees import ANNEX_ALONE
from tirkelim.law.unknown import UNKNOWN, Maybe
from tirkelim.portal.desk.facts import Kind, value
from tirkelim.portal.desk.licence_words import action_in_words
from tirkelim.portal.desk.words import language
from tirkelim.portal.licences.words import REASON_WORDS, TITLE_WORDS
from tirkelim.portal.payments.words import tenge
from tirkelim.portal.show import Row
from tirkelim.services.licence.answers import BaseAnswers, LicenceAnswers
from tirkelim.services.licence.names import subtype_line

Text = str | Promise


def _request(facts: LicenceFacts) -> list[Row]:
    applied = [] if facts.applied_on is UNKNOWN else [Row(_("Applied on"), value(facts.applied_on))]
    return [Row(_("Asked for"), action_in_words(facts.action)), *applied]


def _holder(facts: LicenceFacts) -> list[Row]:
    words = {True: _("A legal entity"), False: _("An individual")}
    return [] if facts.legal_entity is UNKNOWN else [Row(_("Who applies"), words[facts.legal_entity])]


def _holder_declared(answers: LicenceAnswers) -> list[Row]:
    said = answers.holder
    if said is None:
        return []
    rows = [Row(_("Address"), said.address), Row(_("Telephone"), said.telephone), Row(_("E-mail"), said.email or "")]
    return [row for row in rows if row.value]


def _bases(facts: LicenceFacts) -> list[Row]:
    """Base by base: its address with what is claimed there."""
    rows = []
    for base in facts.bases:
        claimed = (subtype_line(one.code, one.specialty, language()) for one in base.subtypes)
        rows.append(Row(base.address, "; ".join(claimed) or "–"))
    return rows


def _bases_declared(answers: LicenceAnswers) -> list[Row]:
    return [row for base in answers.claimed_bases() for row in _base_declared(base)]


def _base_declared(base: BaseAnswers) -> list[Row]:
    title = _joined(str(TITLE_WORDS[base.title.value]), base.title_number, _day(base.title_on))
    rows = [
        Row(_("Base"), _joined(base.name, base.address)),
        Row(_("Right to the premises"), title),
        Row(_("Cadastral number"), base.cadastral_number or ""),
        Row(_("Who meets the inspector"), _joined(base.contact, base.telephone)),
    ]
    return [row for row in rows if row.value]


def _joined(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))


def _day(day: date | None) -> str:
    return "" if day is None else value(day)


def _education(facts: LicenceFacts) -> list[Row]:
    if facts.legal_entity is not False or facts.action not in ISSUE:
        return []
    year = value(facts.graduation_year) if facts.graduation_year is UNKNOWN else str(facts.graduation_year)
    return [
        Row(_("Year of the diploma"), year),
        Row(_("Works by retraining"), value(facts.works_by_retraining)),
    ]


def _education_declared(answers: LicenceAnswers) -> list[Row]:
    said = answers.education
    if said is None:
        return []
    rows = [Row(_("Institution"), said.institution or ""), Row(_("Number of the diploma"), said.diploma_number or "")]
    return [row for row in rows if row.value]


def _staff(facts: LicenceFacts) -> list[Row]:
    return _in_system(facts, facts.staff_in_state_system)


def _premises(facts: LicenceFacts) -> list[Row]:
    return _in_system(facts, facts.premises_in_state_system)


def _in_system(facts: LicenceFacts, held: Maybe[bool]) -> list[Row]:
    return [Row(_("A state system holds it"), value(held))] if facts.action in ISSUE else []


def _change(facts: LicenceFacts) -> list[Row]:
    if facts.action not in REISSUE:
        return []
    return [
        Row(_("The base changes"), value(facts.base_changes)),
        Row(_("A state system holds it"), value(facts.change_in_state_system)),
    ]


def _change_declared(answers: LicenceAnswers) -> list[Row]:
    said = answers.change
    if said is None:
        return []
    rows = [
        Row(_("What changed"), str(REASON_WORDS[said.reason][0])),
        Row(_("Changed on"), value(said.changed_on)),
        Row(_("Document"), said.document),
        Row(_("New address"), said.address or ""),
    ]
    return [row for row in rows if row.value]


def _original(facts: LicenceFacts) -> list[Row]:
    words = {True: _("On paper"), False: _("Electronically: no duplicate is given")}
    found = facts.original_on_paper
    if facts.action not in DUPLICATE:
        return []
    return [Row(_("How it was given"), value(found) if found is UNKNOWN else words[found])]


def _original_declared(answers: LicenceAnswers) -> list[Row]:
    said = answers.loss
    if said is None:
        return []
    return [Row(_("Noticed on"), value(said.noticed_on)), Row(_("How it came about"), said.circumstances)]


def _fee(facts: LicenceFacts) -> list[Row]:
    if facts.action in ANNEX_ALONE:
        return [Row(_("Licence fee"), _("None: an annex alone (reading L1)"))]
    paid = facts.payment
    if paid is None or paid is UNKNOWN:
        return [Row(_("Licence fee"), _("Not paid") if paid is None else value(paid))]
    return [Row(_("Paid"), tenge(paid.tenge)), Row(_("Paid on"), value(paid.paid_on))]


BARS: dict[str, Text] = {
    "court_ban": gettext_lazy("Suspended or banned by a court"),
    "negative_answer": gettext_lazy("Negative answer of a state body"),
    "debtor_ban": gettext_lazy("Forbidden by a court as a debtor"),
    "untrue_data": gettext_lazy("Untrue documents or data"),
    "special_right_lost": gettext_lazy("Special right taken by a court"),
}


def _bars(facts: LicenceFacts) -> list[Row]:
    words = {True: _("Found"), False: _("Checked: nothing was found")}
    rows = []
    for name, title in BARS.items():
        said = getattr(facts, name)
        rows.append(Row(title, _("Not checked yet") if said is UNKNOWN else words[said]))
    return rows


def _consent(facts: LicenceFacts) -> list[Row]:
    return [Row(_("Consent to access restricted personal data"), value(facts.consent))]


KINDS = (
    Kind("action", gettext_lazy("What is asked for"), (), _request),
    Kind("legal_entity", gettext_lazy("The holder"), (), _holder, _holder_declared),
    Kind("bases", gettext_lazy("Production bases and subtypes"), (), _bases, _bases_declared, path="bases.0.subtypes"),
    Kind(
        "graduation_year", gettext_lazy("Education of the applicant"), ("diploma", "retraining_certificate"),
        _education, _education_declared,
    ),
    Kind("staff_in_state_system", gettext_lazy("Proof of work of the staff"), ("staff_work_proof",), _staff),
    Kind("premises_in_state_system", gettext_lazy("Right to the premises"), ("premises_title",), _premises),
    Kind("base_changes", gettext_lazy("What changed"), ("change_documents",), _change, _change_declared),
    Kind("original_on_paper", gettext_lazy("The paper original"), ("paper_original",), _original, _original_declared),
    Kind("payment", gettext_lazy("Licence fee"), (), _fee),
    Kind("court_ban", gettext_lazy("What would stand against it"), (), _bars),
    Kind("consent", gettext_lazy("Consent"), (), _consent),
)  # fmt: skip
"""Of every application: a group with nothing to say does not appear."""

FIELD_NAMES: dict[str, Text] = {
    **{kind.field: kind.title for kind in KINDS},
    **BARS,
    "applied_on": gettext_lazy("Day of application"),
    "filed": gettext_lazy("Attached documents"),
    "works_by_retraining": gettext_lazy("Education of the applicant"),
    "change_in_state_system": gettext_lazy("What changed"),
    "references": gettext_lazy("Findings of officers"),
}
"""Every field of the facts by name, to say which of them changed."""
