"""Where each line of the two forms is answered: the lines are the law's (order_274/forms.toml), the answers ours.

A line stands for the answers named ``page.field``. ``SHOWN``: it is not asked, the site has it already.
"""

from __future__ import annotations

SHOWN = "shown"

APPLICATION: dict[str, tuple[str, ...]] = {
    "state_body": (SHOWN,),  # follows from the organisation's region
    "full_name": (SHOWN,),  # the register has it
    "postal_address": ("person.postal_address",),
    "telephone": ("person.telephone",),
    "specialty": ("claim.specialty",),
    "organisation": ("organisation.name",),
    "level": ("claim.level",),
    "organisation_ownership": ("organisation.ownership",),
    "organisation_address": tuple(
        f"organisation.{part}" for part in ("kato", "city", "district", "street", "house", "telephone")
    ),
    "organisation_branches": ("organisation.branches",),
    "truth": ("declaration.true",),
    "attachments": (SHOWN,),  # the documents filed
    "signature": (SHOWN,),  # who sent it, by the journal
    "date": (SHOWN,),  # when it was sent
}
"""The application, annex 5 of the rules."""

INFORMATION: dict[str, tuple[str, ...]] = {
    "permit": tuple(
        f"permit.{part}" for part in ("exists", "number", "issued_by", "valid_from", "valid_until")
    ),
    "organisation.institution": ("organisation.institution",),
    "education.kind": tuple(
        f"education.{part}" for part in ("kind", "specialty", "graduated_on", "document_number")
    ),
    "education.recognition.country": ("education.country",),
    "education.recognition.school": ("education.institution",),
    "education.recognition.body": ("education.recognised", "education.recognised_by"),
    "education.recognition.order": ("education.recognition_order",),
    "education.recognition.registration": ("education.recognition_registration",),
    "education.recognition.date": ("education.recognised_on",),
    **{f"training.{kind}": (f"studies.specialty[{kind}]",)
       for kind in ("internship", "ordinatura", "residency", "master", "doctoral")},
    "retraining.number": ("studies.document_number[retraining]",),
    "retraining.specialty": ("studies.specialty[retraining]",),
    "retraining.organisation": ("studies.organisation[retraining]",),
    "retraining.hours": ("studies.hours[retraining]",),
    "retraining.start": ("studies.started_on[retraining]",),
    "retraining.end": ("studies.completed_on[retraining]",),
    "course.number": ("studies.document_number[certification_course]",),
    "course.specialisation": ("studies.specialty[certification_course]",),
    "course.organisation": ("studies.organisation[certification_course]",),
    "course.credits": ("studies.credits[certification_course]",),
    "course.start": ("studies.started_on[certification_course]",),
    "course.end": ("studies.completed_on[certification_course]",),
    "certificate.order": ("held.order_number", "held.ordered_on"),
    "certificate.document": ("held.exists", "held.number", "held.code", "held.registration_number"),
    "certificate.issuer": ("held.issuer",),
    "certificate.term": ("held.issued_on", "held.valid_until"),
    "certificate.specialty": ("held.specialty",),
    "assessment": tuple(f"assessment.{part}" for part in ("exists", "organisation", "number", "assessed_on")),
    "work.specialty_service": ("work.in_specialty",),
    "work.medical_service": ("work.in_medicine",),
    "work.workplace": ("work.workplace",),
    "work.position": ("work.position",),
    "work.employments": tuple(
        f"jobs.{part}" for part in ("hired_on", "left_on", "workplace", "position", "order_number", "ordered_on")
    ),
    "further_education.number": ("trainings.certificate_number",),
    "further_education.cycle": ("trainings.programme",),
    "further_education.organisation": ("trainings.organisation",),
    "further_education.start": ("trainings.started_on",),
    "further_education.end": ("trainings.completed_on",),
    "further_education.volume": ("trainings.credits", "trainings.hours"),
    "bans": (SHOWN,),  # the legal statistics service answers
}  # fmt: skip
"""The information form, appendix to annex 6; row 8 does not name it, it is asked all the same (specification 10)."""

SAME_AS_APPLICATION = {
    "specialty": "specialty",
    "organisation.name": "organisation",
    "organisation.ownership": "organisation_ownership",
    "organisation.branches": "organisation_branches",
    "training.level": "level",
}
"""Lines of the information form that repeat one of the application: they are asked once."""

HEADINGS = frozenset(
    {"organisation", "education", "education.recognition", "training", "retraining", "course", "certificate", "work",
     "further_education", "further_education.certificate"}
)  # fmt: skip
"""Lines that only head others."""

FOR_THE_RULES = frozenset(
    {"claim.new", "person.citizenship", "person.permanent_resident", "person.name_changed", "person.name_changed_in",
     "studies.kind", "studies.in_claimed_specialty", "work.first_job", "trainings.in_specialty"}
)  # fmt: skip
"""Asked because row 8 depends on it, though no line of the forms does."""
