"""Words about a row: cells that do not fit together, and what the register has otherwise."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_COMPARE = _("Compare both cells with the papers and put the wrong one right.")
_TWO_ROWS = _("Compare both rows with the papers and put the wrong one right.")
_ON_PAGE = _("If the table is right, correct it on the worker's page.")
_SUPPORT = _("If the table is right, write to the national coordinator: two entries may be of one person.")

OF_ROWS: dict[str, tuple[str | Promise, str | Promise]] = {
    # The row by itself.
    "missing": (_("The cell is empty, and a row needs it."), _("Fill it in.")),
    "identifier_missing": (
        _("There is no IIN, and no passport instead of it."),
        _("Write the IIN; for a foreigner without an IIN the passport, as KGZ:AC1234567."),
    ),
    "half_name": (_("The surname and the given name are needed together."), _("Write both in the same alphabet.")),
    "birth_date_not_of_iin": (
        _("The date of birth and the IIN contradict each other: an IIN begins with the date of birth."),
        _COMPARE,
    ),
    "sex_not_of_iin": (_("The sex and the IIN contradict each other: its seventh digit says otherwise."), _COMPARE),
    "in_the_future": (
        _("This day has not come yet."),
        _("Put the date right, or bring the row when the day has come."),
    ),
    "far_ahead": (_("This day is more than a year ahead."), _("Put the date right.")),
    "before_birth": (_("This day is before the worker's birth."), _COMPARE),
    "document_order": (_("The document ends before it was issued."), _COMPARE),
    "education_order": (_("The education ends before it began."), _COMPARE),
    "training_order": (_("The further education ends before it began."), _COMPARE),
    "certificate_order": (_("The certificate ends before it was issued."), _COMPARE),
    "left_before_hired": (_("The last day of work is before the day of hiring."), _COMPARE),
    "document_expired": (_("The identity document is no longer valid."), _("Ask the worker for the new document.")),
    "unusual_age": (
        _("By these dates the worker was hired at the age of %(years)s."),
        _("Check the date of birth and the day of hiring."),
    ),
    "position_not_listed": (
        _("The nomenclature has no such position; it is kept as the order words it."),
        _("If the nomenclature has it, write the number of its row as the position."),
    ),
    "other_organisation": (
        _("This is the BIN of another organisation. You bring in workers of your own organisation only."),
        _("Take the row out of the file, or put the BIN right."),
    ),
    "left_on_missing": (
        _("There is a reason or an order of dismissal, but no last day of work."),
        _("Write the last day, or empty the cells about the dismissal."),
    ),
    "reason_missing": (
        _("The worker has left, and the reason is not written."),
        _("Write the reason: departures are reported by it."),
    ),
    "education_incomplete": (
        _("An education needs its kind and the day on which it was finished."),
        _("Fill in this cell too, or empty the cells about the education."),
    ),
    "certificate_incomplete": (
        _("A certificate needs its number, its specialty and the day of its issue."),
        _("Fill in this cell too, or empty the cells about the certificate."),
    ),
    "training_incomplete": (
        _("Further education needs its programme and the day on which it was finished."),
        _("Fill in this cell too, or empty the cells about the further education."),
    ),
    "training_and_none": (
        _("The row names further education and says that there was none."),
        _("Empty one of the two."),
    ),
    "certificate_number_form": (
        _("The number of a certificate has digits."),
        _("Write the number as it stands on the certificate."),
    ),
    "certificate_without_end": (
        _("The certificate has no last day: it is entered as one without limit."),
        _("If a last day stands on it, write it."),
    ),
    "specialty_which": (
        _("Several specialties have this name: %(codes)s."),
        _("Write the code of the one that is meant, or the level on the certificate."),
    ),
    "specialty_left_out": (
        _("Several specialties have this name, and none is entered: %(codes)s."),
        _("Write the code of the one that is meant."),
    ),
    # The row and other rows of the file.
    "row_again": (
        _("The same row stands in the file twice: row %(row)s says the same."),
        _("Nothing has to be done: it is entered once."),
    ),
    "row_otherwise": (_("Row %(row)s says otherwise about the same person."), _TWO_ROWS),
    "job_otherwise": (_("Row %(row)s says otherwise about the same job."), _TWO_ROWS),
    # Who it is.
    "name_missing": (
        _("The register does not have this person yet, and the row has no name."),
        _("Write the surname and the given name."),
    ),
    "identifiers_of_two": (_("The IIN is of one person of the register, the passport of another one."), _SUPPORT),
    "other_iin": (_("The register knows the person with this passport under another IIN."), _SUPPORT),
    "another_person": (
        _("The register has this number, and the person's name is another one."),
        _("Compare the number with the identity document: a digit may be wrong."),
    ),
    "identifier_not_added": (
        _("The register knows the person by another number; this one is not added."),
        _("If the document is new, add its number on the worker's page."),
    ),
    "same_person_perhaps": (
        _(
            "The register has a person born on the same day with a similar name, under another number. Is it the "
            "same person?"
        ),
        _("Compare the IIN with the identity document. If it is right, nothing has to be done."),
    ),
    "died": (
        _("By the register this person has died: no work goes on after that day."),
        _(
            "Compare the number with the identity document. If the register is wrong, write to the national "
            "coordinator."
        ),
    ),
    "is_abroad": (
        _("By the register this person lived abroad on the day of hiring."),
        _("Record the return on the worker's page, then bring the row again."),
    ),
    "items_missing": (
        _("The register asks for more of a new worker: %(items)s."),
        _("Fill it in here, or later on the worker's page: within three working days of hiring."),
    ),
    # What the register has otherwise.
    "otherwise": (
        _("The register says otherwise: %(known)s."),
        _(
            "It stays as it is. If the table is right, bring it with “Correct the register where it differs”, "
            "or write since when it is so."
        ),
    ),
    "otherwise_elsewhere": (
        _("The register says otherwise. The person works in another organisation, so it is not changed from here."),
        _("Compare it with the documents. Once the job is entered, it can be corrected on the worker's page."),
    ),
    "trainings_known": (
        _("The register has further education of this worker, and the row says that there was none."),
        _("Nothing is changed. Correct the row."),
    ),
    "organisation_unknown": (
        _("The register has no organisation with this BIN."),
        _("Check the BIN. An organisation that is missing is entered by the national coordinator."),
    ),
    "hired_otherwise": (_("The register has this job with another day of hiring: %(known)s."), _ON_PAGE),
    "job_known_otherwise": (
        _("The register says otherwise about this job: %(known)s."),
        _(
            "It stays as it is. If there was a transfer, write since when; if the register is wrong, bring the "
            "table with “Correct the register where it differs”."
        ),
    ),
    "main_otherwise": (_("The register says otherwise whether this is the main place of work."), _ON_PAGE),
    "main_here_already": (
        _("The worker has a main job in this organisation at that time."),
        _(
            "If it is a transfer, write the day of hiring as it was and the day of the change; if it is a second "
            "job, say so."
        ),
    ),
    "main_elsewhere": (
        _(
            "Another organisation has recorded the main place of work. This job is entered, with your word that "
            "it is the main one."
        ),
        _("The other organisation sees it and records the end; then confirm the main place on the worker's page."),
    ),
    "taken_as_second": (
        _(
            "The row does not say whether it is the main place of work; another one stands, so this is entered "
            "as a second job."
        ),
        _("If it is the main place, say so in the table."),
    ),
    "education_otherwise": (_("The register describes this education document differently."), _ON_PAGE),
    "training_otherwise": (_("The register describes this further education differently."), _ON_PAGE),
    "certificate_otherwise": (
        _("The register describes the certificate of this number differently; a certificate is not altered."),
        _("Compare the table with the certificate."),
    ),
    "certificate_taken": (
        _("A certificate of this number belongs to somebody else, or the number is of another document."),
        _("Compare the number with the certificate."),
    ),
    "changed_on_outside": (
        _("On the day of the change the register has no such facts or no such job yet, or no longer."),
        _("Put the day of the change right."),
    ),
    "transfer_and_leaving": (
        _("The row says that the job became otherwise and that it ended."),
        _("Bring the transfer first, and the dismissal with the next table."),
    ),
    "left_before_transfer": (
        _("The last day is before a transfer that the register has."),
        _("Compare the last day with the order. If the transfer is wrong, correct it on the worker's page."),
    ),
    "changed_meanwhile": (
        _("Somebody else changed the record of this person while the table was written."),
        _("Bring the row again."),
    ),
}
