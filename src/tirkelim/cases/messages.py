"""Short messages to applicants: no personal data and no reasons, only that something is there and where to look."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from tirkelim.cases.models import Case, Outbox
from tirkelim.gateway.answer import Outcome, Subject
from tirkelim.gateway.registry import mobile_citizens, sms
from tirkelim.identity.models import Account
from tirkelim.law.messages.dates import write_date
from tirkelim.register.models import PersonIdentifier, Scheme


class NotDelivered(Exception):
    """The message gateway or the database of numbers did not take part; the outbox tries again."""


def send_message(message: Outbox, now: datetime) -> None:
    """Send one message of the outbox. A person without a registered number sees everything in the cabinet instead."""
    case = Case.objects.get(pk=UUID(message.to))
    subject = Subject(case.subject_id, _iin(case.subject_id))
    number = mobile_citizens().number_of(subject, now)
    if number.outcome is Outcome.UNAVAILABLE:
        raise NotDelivered
    if number.outcome is Outcome.NOT_FOUND:
        return
    if sms().send(number.found[0], _text(case, message.body["what"]), now).outcome is not Outcome.FOUND:
        raise NotDelivered


def _text(case: Case, what: str) -> str:
    account = Account.objects.filter(person=case.subject_id).first()
    language = account.language if account else settings.LANGUAGE_CODE
    due = write_date(case.due_on, language) if case.due_on else ""
    with override(language):
        texts = {
            "accepted": _("Application %(number)s is accepted. The answer is due by %(due)s."),
            "asked": _("Application %(number)s: a document is missing. Please open your cabinet. The term runs on."),
            "granted": _("Application %(number)s: the certificate is granted. It is in your cabinet."),
            "refused": _("Application %(number)s: the answer with its reasons is in your cabinet."),
        }
        words = _of_service(case.service).get(what) or texts[what]
        return words % {"number": case.number, "due": due}


def _of_service(service: str) -> dict[str, str]:
    """The texts of services whose steps mean something else: nobody decides there by a day."""
    by_service = {
        "cpd": {
            "accepted": _("Your results %(number)s are with the personnel service."),
            "asked": _("Results %(number)s: something has to be mended. Please open your ledger."),
            "granted": _("Results %(number)s are confirmed. The sheet is in your ledger."),
        },
        "assessment": {
            "accepted": _("The assessment organisation has received your request %(number)s."),
            "granted": _("Request %(number)s: the conclusion of the assessment is in your cabinet."),
        },
        "level": {
            "accepted": _("Application %(number)s is with the department. A level has no statutory term."),
            "granted": _("Application %(number)s: the level is given. It is in your record."),
        },
    }
    return by_service.get(service, {})


def _iin(person: UUID) -> str | None:
    rows = PersonIdentifier.objects.current().filter(person_id=person, scheme=Scheme.IIN)
    return rows.values_list("value", flat=True).first()
