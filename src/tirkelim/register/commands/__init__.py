"""The writers of the register. Each takes a command (id, actor, now, why) first, checks that the actor may, and
writes in one transaction: the change, the facts, and an entry in the person's or organisation's stream.

A command repeated with the same id writes nothing and returns the first result. Actor None is the system itself.
"""

from __future__ import annotations

from tirkelim.register.commands.absences import begin_absence, end_absence
from tirkelim.register.commands.activities import add_activity, correct_activity, withdraw_activity
from tirkelim.register.commands.assessments import correct_conclusion, record_conclusion
from tirkelim.register.commands.certificates import (
    CertificateTerms,
    issue_certificate,
    record_certificate,
    record_certificate_event,
    write_certificate_event,
)
from tirkelim.register.commands.departures import (
    correct_departure,
    record_death,
    record_emigration,
    record_return,
    withdraw_departure,
)
from tirkelim.register.commands.employment import confirm_main, correct_employment, hire, leave, transfer
from tirkelim.register.commands.job_dates import cancel_leaving, correct_hiring
from tirkelim.register.commands.learning import (
    add_education,
    add_training,
    correct_education,
    correct_training,
)
from tirkelim.register.commands.licence_events import record_licence_event
from tirkelim.register.commands.licence_import import import_licence
from tirkelim.register.commands.merging import merge_people, part_people
from tirkelim.register.commands.organisations import add_organisation, correct_organisation
from tirkelim.register.commands.people import add_identifier, add_person, correct_person
from tirkelim.register.commands.qualifications import (
    QualificationTerms,
    import_qualification,
    record_qualification,
)
from tirkelim.register.commands.residency import (
    correct_contract,
    correct_places,
    record_contract,
    record_places,
)
from tirkelim.register.commands.returns import correct_return
from tirkelim.register.commands.statuses import correct_status, record_status
from tirkelim.register.commands.writing import AlreadyKnown, Invalid, NotFound

__all__ = [
    "AlreadyKnown",
    "CertificateTerms",
    "Invalid",
    "NotFound",
    "QualificationTerms",
    "add_activity",
    "add_education",
    "add_identifier",
    "add_organisation",
    "add_person",
    "add_training",
    "begin_absence",
    "cancel_leaving",
    "confirm_main",
    "correct_activity",
    "correct_conclusion",
    "correct_contract",
    "correct_departure",
    "correct_education",
    "correct_employment",
    "correct_hiring",
    "correct_organisation",
    "correct_person",
    "correct_places",
    "correct_return",
    "correct_status",
    "correct_training",
    "end_absence",
    "hire",
    "import_licence",
    "import_qualification",
    "issue_certificate",
    "leave",
    "merge_people",
    "part_people",
    "record_certificate",
    "record_certificate_event",
    "record_conclusion",
    "record_contract",
    "record_death",
    "record_emigration",
    "record_licence_event",
    "record_places",
    "record_qualification",
    "record_return",
    "record_status",
    "transfer",
    "withdraw_activity",
    "withdraw_departure",
    "write_certificate_event",
]
