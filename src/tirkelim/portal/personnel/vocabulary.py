"""What the register's fields and codes are called on the pages."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = dict[str, str | Promise]

SEX: Words = {"female": pgettext_lazy("sex", "Female"), "male": pgettext_lazy("sex", "Male")}

DOCUMENTS: Words = {
    "identity_card": _("Identity card of Kazakhstan"),
    "passport": _("Passport of Kazakhstan"),
    "residence_permit": _("Residence permit of a foreigner"),
    "stateless_certificate": _("Certificate of a stateless person"),
    "foreign_passport": _("Passport of another country"),
    "refugee_certificate": _("Certificate of a refugee"),
}

EDUCATION: Words = {
    "technical_vocational": _("Technical and vocational education"),
    "post_secondary": _("Post-secondary education"),
    "bachelor": _("Bachelor's degree"),
    "internship": _("Internship"),
    "integrated_medical": _("Continuous integrated medical education"),
    "master": _("Master's degree"),
    "residency": _("Residency"),
    "ordinatura": _("Clinical ordinatura"),
    "retraining": _("Retraining"),
    "certification_course": _("Certification course"),
    "phd": _("Doctoral studies (PhD)"),
    "candidate_of_sciences": _("Candidate of sciences"),
    "doctor_of_sciences": _("Doctor of sciences"),
    "higher_with_management": _("Higher education with management experience"),
}

LEAVE_REASONS: Words = {
    "own_wish": _("Own wish"),
    "agreement": _("Agreement of both parties"),
    "contract_end": _("The contract ended"),
    "other_organisation": _("Moved to another organisation"),
    "abroad": _("Moved abroad"),
    "retirement": _("Retirement"),
    "redundancy": _("Staff reduction or closure of the organisation"),
    "employer": _("At the employer's initiative, for another reason"),
    "death": _("Death"),
}

ABSENCES: Words = {
    "maternity": _("Maternity leave"),
    "child_care": _("Childcare leave"),
    "unpaid": _("Unpaid leave"),
    "study": _("Study leave"),
    "illness": _("Long illness"),
    "secondment": _("Secondment"),
}

FACTS: Words = {
    "iin": _("IIN"),
    "passport": _("Passport instead of an IIN"),
    "surname_kk": _("Surname in Kazakh"),
    "given_kk": _("Given name in Kazakh"),
    "patronymic_kk": _("Patronymic in Kazakh"),
    "surname_ru": _("Surname in Russian"),
    "given_ru": _("Given name in Russian"),
    "patronymic_ru": _("Patronymic in Russian"),
    "surname_latin": _("Surname in Latin letters"),
    "given_latin": _("Given name in Latin letters"),
    "sex": _("Sex"),
    "birth_date": _("Date of birth"),
    "birth_place": _("Place of birth"),
    "citizenship": _("Citizenship"),
    "document_kind": _("Kind of document"),
    "document_number": _("Number of the document"),
    "document_issuer": _("Issued by"),
    "document_issued_on": _("Issued on"),
    "document_expires_on": _("Valid until"),
    "residence": _("Place of residence"),
    "residence_kato": _("Region of residence"),
    "registration_place": _("Place of registration"),
    "registration_date": _("Date of registration"),
    "mobile": _("Mobile number"),
    "trained": _("Further education"),
}
"""Facts of a person."""

JOB: Words = {
    "organisation": _("Organisation"),
    "organisation_name": _("Organisation"),
    "position": _("Position of the nomenclature"),
    "position_title": _("Position as the order of hiring words it"),
    "specialty": _("Specialty"),
    "is_main": _("Main place of work"),
    "hired_on": _("Hired on"),
    "transferred_on": _("Transferred on"),
    "left_on": _("Last day"),
    "order_number": _("Number of the order"),
    "order_date": _("Date of the order"),
    "leave_reason": _("Reason for leaving"),
    "reason": _("Reason for leaving"),
    "leave_order_number": _("Number of the order of dismissal"),
    "leave_order_date": _("Date of the order of dismissal"),
    "kind": _("Kind"),
    "started_on": _("Began on"),
    "ended_on": _("Last day"),
}

LEARNING: Words = {
    "institution": _("Educational or scientific organisation"),
    "country": _("Country"),
    "qualification": _("Qualification"),
    "graduated_on": _("Finished on"),
    "hours": _("Hours"),
    "credits": _("Credits"),
    "recognised_by": _("Recognised by"),
    "recognition_number": _("Number of the recognition"),
    "recognition_date": _("Date of the recognition"),
    "programme": _("Programme"),
    "completed_on": _("Finished on"),
    "certificate_number": pgettext_lazy("further education", "Number of the certificate"),
    "source": _("Source"),
    "number": _("Number"),
    "level": _("Level"),
    "issued_on": _("Issued on"),
    "valid_until": _("Valid until"),
    "title": _("Title"),
    "category": _("Category"),
    "obtained_on": _("Obtained on"),
    "confirmed_on": _("Confirmed on"),
    "assessed_on": _("Assessed on"),
    "protocol_number": _("Number of the protocol"),
    "results": _("Number of results"),
    "on": _("Day"),
    "ground": _("Ground"),
    "reference": _("Number and date of the act"),
    "superseded_by": _("Replaced by"),
}

SOURCES: Words = {
    "declared": _("The worker's own words"),
    "document": _("Document"),
    "officer": _("Officer"),
    "confirmation": _("Confirmation by HR and head"),
}

LABELS: Words = {**LEARNING, **JOB, **FACTS}


def label(field: str) -> Any:
    """What a field is called (a text or a lazy translation); a field without words as it stands."""
    return LABELS.get(field, field)
