"""The certificate of a specialist as it is applied for (274/2020 annex 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.models import Case
from tirkelim.gateway.records import DataSet
from tirkelim.law.order_274_certificates.route import Applicant
from tirkelim.portal.applicant.domestic import PAGES, ROW_PAGES
from tirkelim.portal.applicant.draft import claimed_code
from tirkelim.portal.applicant.prefill import Suggestion, known_answers, suggestions
from tirkelim.portal.applicant.wizard import Text, Wizard, Words
from tirkelim.portal.choices import language
from tirkelim.portal.show import Row
from tirkelim.register.models import Scheme
from tirkelim.register.queries import Profile
from tirkelim.services.certificate.precheck import needed_data_sets, precheck


def _head(case: Case, profile: Profile) -> list[Row]:
    """Who applies, as the register has it."""
    name = profile.facts.name(language()) if profile.facts else "–"
    iin = profile.identifier(Scheme.IIN)
    return [Row(_("Full name"), name), *([Row(_("Individual identification number (IIN)"), iin)] if iin else [])]


def _known(page: str, profile: Profile, case: Case) -> dict[str, str]:
    return known_answers(page, profile, claimed_code(case))


def _suggestions(key: str, profile: Profile, case: Case) -> list[Suggestion]:
    return suggestions(key, profile, claimed_code(case))


def _all_asked(case: Case, today: date) -> Mapping[str, Text]:
    return {}


CERTIFICATE = Wizard(
    service="certificate",
    pages=PAGES,
    lists=ROW_PAGES,
    order=("claim", "person", "education", "studies", "held", "work", "trainings"),
    before_consent=("claim", "person", "education"),
    kinds=(
        "diploma", "recognition", "internship", "residency", "retraining", "certification_course", "certificate_copy",
        "assessment", "proof_of_work", "name_change", "training", "labour_functions_report",
    ),
    applicant=Applicant.DOMESTIC,
    words=Words(
        title=gettext_lazy("Application for a certificate"),
        consent=gettext_lazy(
            "With your consent we take these data ourselves, and you need not bring documents about them. They are "
            "used for this application only. You can withdraw a consent at any time."
        ),
        code=gettext_lazy(
            "If you agree, we send a one-time code to the telephone number that is registered for you on the "
            "e-government portal."
        ),
        telephone=gettext_lazy("Your telephone would show:"),
        office=gettext_lazy("The department of your region checks your data and documents."),
        truth=gettext_lazy("I confirm that the data and documents I give are true, and I ask for the certificate"),
        first=gettext_lazy("First complete: specialty, you, diploma"),
        declared=gettext_lazy("you"),
        clear=gettext_lazy("Nothing stands against you."),
        no_number=gettext_lazy(
            "No telephone number of yours is registered on the e-government portal. Register it there and come back: "
            "without a code no consent can be given."
        ),
    ),
    reasons={
        DataSet.EDUCATION_HIGHER: gettext_lazy("Instead of your diploma and the documents of internship and residency"),
        DataSet.EDUCATION_SECONDARY: gettext_lazy("Instead of your diploma"),
        DataSet.CERTIFICATES: gettext_lazy("To see whether this is a first certificate or the confirmation of one"),
        DataSet.NAME_CHANGE: gettext_lazy("Instead of a document about the change of your name"),
        DataSet.ASSESSMENT: gettext_lazy("Instead of the result of the assessment of professional preparedness"),
        DataSet.EMPLOYMENT: gettext_lazy("Instead of documents that confirm your employment"),
        DataSet.BANS: gettext_lazy("To make sure that no court has prohibited you from medical activity"),
    },
    precheck=precheck,
    needed=needed_data_sets,
    known=_known,
    suggestions=_suggestions,
    head=_head,
    spared=_all_asked,
)  # fmt: skip
"""The documents are those of row 8, and certificates of further education."""
