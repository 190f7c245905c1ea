"""The facts of a foreign specialist's application in groups: those of every certificate, and what annex 6 adds."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tirkelim.law.messages import text
from tirkelim.law.order_274_certificates.countries import STATELESS
from tirkelim.law.order_274_certificates.facts import ForeignFacts
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.choices import countries
from tirkelim.portal.desk import certificate_facts
from tirkelim.portal.desk.facts import Kind, value
from tirkelim.portal.desk.words import language
from tirkelim.portal.show import Row
from tirkelim.services.foreign_certificate.answers import ForeignAnswers, JobAnswers, Ownership
from tirkelim.services.foreign_certificate.permit import why_no_permit

Text = str | Promise


def _country(found: Any) -> str:
    if found == STATELESS:
        return _("No citizenship")
    return dict(countries(language())).get(found, value(found)) if isinstance(found, str) else value(found)


def _person(facts: ForeignFacts) -> list[Row]:
    return [
        Row(_("Citizenship"), _country(facts.citizenship)),
        Row(_("Permanent residence"), value(facts.permanent_resident)),
    ]


def _person_declared(answers: ForeignAnswers) -> list[Row]:
    said = answers.person
    if said is None:
        return []
    rows = [Row(_("Postal address"), said.postal_address), Row(_("Contact telephone"), said.telephone)]
    if said.name_changed_in is not None:
        rows.append(Row(_("Where the name changed"), _country(said.name_changed_in)))
    return rows


def _permit(facts: ForeignFacts) -> list[Row]:
    """Whether it is filed, or why none is asked."""
    filed = facts.certificate.filed_as("foreign_labour_permit")
    rows = [Row(_("Permit to engage foreign labour"), pgettext("document", "Attached") if filed else _("Not attached"))]
    citizenship, resident = facts.citizenship, facts.permanent_resident
    if citizenship is UNKNOWN or resident is UNKNOWN:
        return rows
    reason = why_no_permit(citizenship, resident, facts.certificate.applied_on)
    return [Row(_("Permit to engage foreign labour"), text(reason, language()))] if reason else rows


def _permit_declared(answers: ForeignAnswers) -> list[Row]:
    """The organisation and its permit."""
    rows, said = _organisation(answers), answers.permit
    if said is None:
        return rows
    if not said.exists:
        return [*rows, Row(_("Permit"), _("The organisation has none"))]
    dates = f"{value(said.valid_from)} – {value(said.valid_until)}"
    return [*rows, Row(_("Permit"), ", ".join(filter(None, (said.number, said.issued_by, dates))))]


def _permit_notice(facts: ForeignFacts, answers: ForeignAnswers) -> str:
    """What an officer should notice about the dates of the permit: no rule of the order looks at them."""
    said, applied = answers.permit, facts.certificate.applied_on
    if said is None or not said.exists:
        return ""
    if said.valid_until is not None and said.valid_until < applied:
        return _(
            "The permit had ended before the day of the application. No paragraph looks at this: read the document."
        )
    if said.valid_from is not None and said.valid_from > applied:
        return _("The permit begins after the day of the application. No paragraph looks at this: read the document.")
    return ""


def _organisation(answers: ForeignAnswers) -> list[Row]:
    said = answers.organisation
    if said is None:
        return []
    kinds = {Ownership.STATE: pgettext("ownership", "State"), Ownership.PRIVATE: pgettext("ownership", "Private")}
    address = ", ".join(filter(None, (said.city, said.district, said.street, said.house, said.telephone)))
    return [
        Row(_("Organisation"), said.name),
        Row(pgettext("organisation", "Institution"), said.institution),
        Row(_("Ownership"), kinds[said.ownership]),
        Row(_("Address of the organisation"), address),
        Row(_("Branches and representations"), said.branches or "–"),
    ]


def _work_declared(answers: ForeignAnswers) -> list[Row]:
    """Lines 10.1 to 10.5 of the information form."""
    said = answers.work
    if said is None:
        return []
    rows = [Row(_("First job after graduation"), value(said.first_job))]
    if said.in_specialty is not None:
        rows.append(Row(_("Service in the specialty"), value(said.in_specialty)))
    if said.in_medicine is not None:
        rows.append(Row(_("Total medical service"), value(said.in_medicine)))
    jobs = answers.jobs.jobs if answers.jobs else ()
    return [*rows, *(Row(f"{value(job.hired_on)} –", _job(job)) for job in jobs)]


def _job(job: JobAnswers) -> str:
    until = _("goes on") if job.left_on is None else value(job.left_on)
    return ", ".join((until, job.position, job.workplace, job.order_number, value(job.ordered_on)))


def _recognition(answers: ForeignAnswers) -> list[Row]:
    said = answers.education
    if said is None:
        return []
    rows = [Row(_("Institution"), said.institution), Row(_("Number of the diploma"), said.document_number)]
    if said.recognised:
        words = (said.recognised_by, said.recognition_order, said.recognition_registration, value(said.recognised_on))
        rows.append(Row(_("Recognition"), ", ".join(filter(None, words))))
    elif said.recognised is False:
        rows.append(Row(_("Recognition"), _("Not recognised yet")))
    return rows


BESIDE = {"diploma": _recognition, "work": _work_declared}
"""What was declared, where the forms of annex 6 ask more than those of annex 2."""

KINDS = (
    Kind("citizenship", gettext_lazy("The specialist"), ("identity_document",), _person, _person_declared),
    Kind(
        "permit", gettext_lazy("Organisation and permit"), ("foreign_labour_permit",), _permit, _permit_declared,
        path="filed", notice=_permit_notice,
    ),
    *(
        kind._replace(beside=BESIDE.get(kind.field, kind.beside), part="certificate")
        for kind in certificate_facts.KINDS
    ),
)  # fmt: skip
FIELD_NAMES: dict[str, Text] = {
    **certificate_facts.FIELD_NAMES,
    "citizenship": gettext_lazy("Citizenship"),
    "permanent_resident": gettext_lazy("Permanent residence"),
    "identity": gettext_lazy("Identity document"),
    "name_changed_in": gettext_lazy("Where the name changed"),
}
"""Every field of the facts by name, to say which of them changed."""
