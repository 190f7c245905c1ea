"""A foreign specialist's certificate as it is applied for (274/2020 annex 6), by the specialist or the employer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.models import Case
from tirkelim.gateway.records import DataSet
from tirkelim.identity.territories import TerritoryNotKnown, office_for, region
from tirkelim.law.messages import text
from tirkelim.law.order_274_certificates.grounds import WITHOUT_CONSENT, ground_citation
from tirkelim.law.order_274_certificates.route import Applicant
from tirkelim.portal.applicant.draft import claimed_code
from tirkelim.portal.applicant.foreign import LISTS, PAGES
from tirkelim.portal.applicant.prefill import Suggestion, day_typed, known_answers, suggestions
from tirkelim.portal.applicant.wizard import Consents, Offer, Text, Wizard, Words
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.choices import country_name, three_letters
from tirkelim.portal.show import Row
from tirkelim.register.models import Employment, Scheme
from tirkelim.register.queries import Profile, organisation_facts
from tirkelim.services.common.specialty import is_same_specialty
from tirkelim.services.foreign_certificate.answers import read_answers
from tirkelim.services.foreign_certificate.precheck import needed_data_sets, precheck

OF_THE_SPECIALIST = {
    "case.draft": "foreign.write",
    "case.submit": "foreign.write",
    "case.answer": "foreign.write",
    "case.withdraw": "foreign.write",
    "case.read": "foreign.read",
    "evidence.add": "foreign.write",
    "evidence.read": "foreign.read",
    "document.read": "foreign.read",
    "consent.give": "foreign.write",
    "consent.read": "foreign.read",
}
"""The specialist's rights, which the organisation that applies for them has as well."""


def _head(case: Case, profile: Profile) -> list[Row]:
    """To whom and from whom, as the site has it: the first lines of the application."""
    facts = profile.facts
    passport = profile.identifier(Scheme.PASSPORT)
    country, _colon, number = (passport or "").partition(":")
    rows = [Row(_("Full name"), facts.name("en") if facts else "–")]
    if passport:
        rows.append(Row(_("Passport"), f"{number}, {country_name(country)}"))
    iin = profile.identifier(Scheme.IIN)
    if iin and _may_be_shown(case, profile):
        rows.append(Row(_("Individual identification number (IIN)"), iin))
    return [*rows, Row(_("To the state body"), _department(case, profile.valid))]


def _department(case: Case, today: date) -> str:
    """The office of the organisation's region, once the region is known."""
    organisation = read_answers(case.draft.data, today).organisation
    if organisation is None:
        return _("It follows from the region of the organisation")
    try:
        return office_for(organisation.kato, today).name(language())
    except TerritoryNotKnown:
        return "–"


def _known(page: str, profile: Profile, case: Case) -> dict[str, str]:
    """What the register knows of a page's questions, as if it had been typed."""
    if page == "organisation":
        return _organisation(case, profile)
    if page == "person" and (_may_be_shown(case, profile) or _entered_with(case, profile)):
        return _person(profile)
    if not _may_be_shown(case, profile):
        return {}
    if page == "education":
        return _education(profile, case)
    return known_answers(page, profile, claimed_code(case)) if page == "held" else {}


def _may_be_shown(case: Case, profile: Profile) -> bool:
    """Whether the register may fill in pages: an organisation sees nothing there of people whom it does not employ."""
    employers = {row.organisation_id for row in profile.current_employments()}
    return case.organisation is None or case.organisation in employers


def _entered_with(case: Case, profile: Profile) -> bool:
    """Whether whoever began the application entered the person as well: they see what they wrote."""
    return profile.facts is not None and profile.facts.change.actor == case.change.actor


def _organisation(case: Case, profile: Profile) -> dict[str, str]:
    """The organisation that applies, as the register has it."""
    facts = organisation_facts(case.organisation, profile.valid, profile.known) if case.organisation else None
    if facts is None:
        return {}
    known = {
        "name": facts.name(language()),
        "ownership": facts.ownership if facts.ownership in ("state", "private") else "",
        "street": facts.address,
        "telephone": facts.phone,
        "kato": _region(facts.kato),
    }
    return {name: value for name, value in known.items() if value}


def _region(kato: str | None) -> str:
    try:
        return region(kato or "")
    except TerritoryNotKnown:
        return ""


def _person(profile: Profile) -> dict[str, str]:
    if profile.facts is None:
        return {}
    codes = {three: two for two, three in three_letters().items()}
    known = {
        "citizenship": codes.get(profile.facts.citizenship or "", ""),
        "telephone": profile.facts.mobile or "",
        "postal_address": profile.facts.residence or "",
    }
    return {name: value for name, value in known.items() if value}


def _education(profile: Profile, case: Case) -> dict[str, str]:
    typed = known_answers("education", profile, claimed_code(case))
    if not typed:
        return {}
    newest = [row for row in profile.educations if row.document_number == typed["document_number"]][-1]
    codes = {three: two for two, three in three_letters().items()}
    typed["country"] = typed["country"] or codes.get(newest.country or "", "")
    if newest.recognised_by:
        typed |= {
            "recognised": "yes",
            "recognised_by": newest.recognised_by,
            "recognition_registration": newest.recognition_number or "",
            **day_typed("recognised_on", newest.recognition_date),
        }
    return typed


def _suggestions(key: str, profile: Profile, case: Case) -> list[Suggestion]:
    """The rows of a list that the register knows."""
    code = claimed_code(case)
    if not _may_be_shown(case, profile):
        return []
    if key != "jobs":
        return suggestions(key, profile, code)
    jobs = [row for row in profile.employments if is_same_specialty(row.specialty, code)]
    return [Suggestion(f"r{row.line.hex[:12]}", _job(row)) for row in jobs]


def _job(row: Employment) -> dict[str, str]:
    return {
        "workplace": row.organisation_name,
        "position": row.position_title,
        "order_number": row.order_number,
        **day_typed("hired_on", row.hired_on),
        **day_typed("left_on", row.left_on),
        **day_typed("ordered_on", row.order_date),
    }


def _spared(case: Case, today: date) -> Mapping[str, Text]:
    """The permit, where the law asks none: with its reason."""
    day = localdate(case.submitted_at) if case.submitted_at else today
    reason = read_answers(case.draft.data, day).no_permit
    return {"permit": text(reason, language())} if reason else {}


FOREIGN_CERTIFICATE = Wizard(
    service="foreign_certificate",
    pages=PAGES,
    lists=LISTS,
    order=(
        "claim", "person", "organisation", "permit", "education", "studies", "held", "assessment", "work", "jobs",
        "trainings",
    ),
    kinds=(
        "identity_document", "recognition", "foreign_labour_permit", "diploma", "internship", "residency",
        "retraining", "certification_course", "certificate_copy", "assessment", "proof_of_work", "name_change",
        "training",
    ),
    words=Words(
        title=gettext_lazy("Application for the certificate of a foreign specialist"),
        office=gettext_lazy("The department of the organisation's region checks the data and documents."),
        truth=gettext_lazy("I confirm that the data and documents given are true, and I ask for the certificate"),
        declared=gettext_lazy("the application"),
    ),
    consents=Consents(
        before=("claim", "person", "education"),
        needed=needed_data_sets,
        reasons={
            DataSet.EDUCATION_HIGHER: gettext_lazy("Instead of the diploma received in Kazakhstan"),
            DataSet.EDUCATION_SECONDARY: gettext_lazy("Instead of the diploma received in Kazakhstan"),
            DataSet.CERTIFICATES: gettext_lazy("To see whether this is a first certificate or the confirmation of one"),
            DataSet.NAME_CHANGE: gettext_lazy("Instead of a document about the change of name"),
            DataSet.ASSESSMENT: gettext_lazy("Instead of the result of the assessment of professional preparedness"),
            DataSet.BANS: gettext_lazy("To make sure that no court has prohibited medical activity"),
        },
        ground=ground_citation(Applicant.FOREIGN, WITHOUT_CONSENT),
        asked=gettext_lazy(
            "With the specialist's consent we take these data ourselves, and no documents about them are needed. They "
            "are used for this application only. The specialist can withdraw a consent at any time."
        ),
        code=gettext_lazy(
            "Only the specialist can consent: a one-time code is sent to the telephone number that is registered for "
            "them. An organisation asks the specialist to read it out."
        ),
        telephone=gettext_lazy("The specialist's telephone would show:"),
        first=gettext_lazy("First complete: specialty, the specialist, diploma"),
        clear=gettext_lazy("Nothing stands against the specialist."),
        no_number=gettext_lazy(
            "No telephone number is registered for the specialist on the e-government portal. The specialist registers "
            "it there: without a code no consent can be given."
        ),
    ),
    offer=Offer(
        title=gettext_lazy("Apply for the certificate of a foreign specialist"),
        text=gettext_lazy(
            "For specialists who are not residents of Kazakhstan and will work in one of its health organisations. "
            "The organisation can also apply for you."
        ),
        button=gettext_lazy("Apply as a foreign specialist"),
    ),
    precheck=precheck,
    known=_known,
    suggestions=_suggestions,
    head=_head,
    spared=_spared,
    rights=OF_THE_SPECIALIST,
    entry="foreign.write",
)  # fmt: skip
