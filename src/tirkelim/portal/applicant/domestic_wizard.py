"""The certificate of a specialist as it is applied for (274/2020 annex 2)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from tirkelim.cases.models import Case
from tirkelim.gateway.records import DataSet
from tirkelim.law.order_274_certificates.grounds import WITHOUT_CONSENT, ground_citation
from tirkelim.law.order_274_certificates.route import Applicant
from tirkelim.portal.applicant.domestic import PAGES, ROW_PAGES
from tirkelim.portal.applicant.draft import claimed_code
from tirkelim.portal.applicant.prefill import Suggestion, known_answers, suggestions
from tirkelim.portal.applicant.wizard import Consents, Hint, Offer, Wizard, Words
from tirkelim.register.queries import Profile
from tirkelim.services.certificate.precheck import needed_data_sets, precheck


def _known(page: str, profile: Profile, case: Case) -> dict[str, str]:
    return known_answers(page, profile, claimed_code(case))


def _suggestions(key: str, profile: Profile, case: Case) -> list[Suggestion]:
    return suggestions(key, profile, claimed_code(case))


CERTIFICATE = Wizard(
    service="certificate",
    pages=PAGES,
    lists=ROW_PAGES,
    order=("claim", "person", "education", "studies", "held", "work", "trainings"),
    kinds=(
        "diploma", "recognition", "internship", "residency", "retraining", "certification_course", "certificate_copy",
        "assessment", "proof_of_work", "name_change", "training", "labour_functions_report",
    ),
    words=Words(
        title=gettext_lazy("Application for a certificate"),
        office=gettext_lazy("The department of your region checks your data and documents."),
        truth=gettext_lazy("I confirm that the data and documents I give are true, and I ask for the certificate"),
        declared=gettext_lazy("you"),
    ),
    consents=Consents(
        before=("claim", "person", "education"),
        needed=needed_data_sets,
        reasons={
            DataSet.EDUCATION_HIGHER: gettext_lazy(
                "Instead of your diploma and the documents of internship and residency"
            ),
            DataSet.EDUCATION_SECONDARY: gettext_lazy("Instead of your diploma"),
            DataSet.CERTIFICATES: gettext_lazy("To see whether this is a first certificate or the confirmation of one"),
            DataSet.NAME_CHANGE: gettext_lazy("Instead of a document about the change of your name"),
            DataSet.ASSESSMENT: gettext_lazy("Instead of the result of the assessment of professional preparedness"),
            DataSet.EMPLOYMENT: gettext_lazy("Instead of documents that confirm your employment"),
            DataSet.BANS: gettext_lazy("To make sure that no court has prohibited you from medical activity"),
        },
        ground=ground_citation(Applicant.DOMESTIC, WITHOUT_CONSENT),
        asked=gettext_lazy(
            "With your consent we take these data ourselves, and you need not bring documents about them. They are "
            "used for this application only. You can withdraw a consent at any time."
        ),
        code=gettext_lazy(
            "If you agree, we send a one-time code to the telephone number that is registered for you on the "
            "e-government portal."
        ),
        telephone=gettext_lazy("Your telephone would show:"),
        first=gettext_lazy("First complete: specialty, you, diploma"),
        clear=gettext_lazy("Nothing stands against you."),
        no_number=gettext_lazy(
            "No telephone number of yours is registered on the e-government portal. Register it there and come back: "
            "without a code no consent can be given."
        ),
    ),
    offer=Offer(
        title=gettext_lazy("Apply for a certificate of a specialist"),
        text=gettext_lazy(
            "For residents: a first certificate, or the confirmation of one. The service is free; the answer comes in "
            "five working days."
        ),
        button=gettext_lazy("Begin an application"),
        hints=(
            Hint(
                gettext_lazy("A first certificate needs an assessment of professional preparedness."),
                "assessment_requests",
                gettext_lazy("My assessments"),
            ),
            Hint(gettext_lazy("Levels can also be asked for alone."), "levels", gettext_lazy("Qualification levels")),
        ),
    ),
    precheck=precheck,
    known=_known,
    suggestions=_suggestions,
)  # fmt: skip
"""The documents are those of row 8, and certificates of further education."""
