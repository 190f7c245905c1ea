"""Short messages to applicants: no personal data and no reasons, only that something is there and where to look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tirkelim.cases.models import Case, Outbox
from tirkelim.cases.registry import service
from tirkelim.gateway.answer import Outcome, Subject
from tirkelim.gateway.registry import mobile_citizens, sms
from tirkelim.identity.models import Account
from tirkelim.law.messages.dates import write_date
from tirkelim.register.models import PersonIdentifier, Scheme

NOTICES: Mapping[str, Promise] = {
    "certificate_withdrawn": gettext_lazy("Your certificate was withdrawn. The ground is in your cabinet."),
    "certificate_restored": gettext_lazy(
        "The withdrawal of your certificate was taken back. Details are in your cabinet."
    ),
    "certificate_ends": gettext_lazy(
        "Last day of your certificate: %(day)s. Ask for its confirmation in your cabinet."
    ),
    "certificate_ends_short": gettext_lazy(
        "Last day of your certificate: %(day)s. For its confirmation you lack %(hours)s hours of further education."
    ),
    "certificate_ends_level": gettext_lazy(
        "Last day of your certificate: %(day)s. See “My development” for what your level needs."
    ),
    "training_lapses": gettext_lazy(
        "Your certificate without a term holds until %(day)s. To keep it, pass further education by then."
    ),
    "conformity_withdrawn": gettext_lazy(
        "Your certificate of conformity was withdrawn. The ground is in your cabinet."
    ),
    "conformity_ends": gettext_lazy(
        "Last day of your certificate of conformity: %(day)s. It can be extended in your cabinet."
    ),
    "conformity_ask_extension": gettext_lazy(
        "The extension of your certificate of conformity has to be asked for by %(day)s. See your cabinet."
    ),
    "conformity_ask_reissue": gettext_lazy(
        "The re-issue of your certificate of conformity has to be asked for by %(day)s. See your cabinet."
    ),
    "licence_staff_short": gettext_lazy(
        "Licence: since %(day)s a subtype is short of certified staff. See the licence's staff in your cabinet."
    ),
    "licence_suspended": gettext_lazy("Your licence or an annex to it was suspended. The ground is in your cabinet."),
    "licence_resumed": gettext_lazy("Your licence or an annex to it is valid again. See your cabinet."),
    "licence_withdrawn": gettext_lazy("Your licence or an annex to it was withdrawn. The ground is in your cabinet."),
    "licence_terminated": gettext_lazy("Your licence or an annex to it has ended. The ground is in your cabinet."),
    "visit_off": gettext_lazy("The visit of permit control planned for you on %(day)s is off. See your calendar."),
    "licence_staff_office": gettext_lazy("Licences: new shortages of certified staff are on your department's list."),
}
"""What is said when something happens that is no step of an application, by what it is."""


class NotDelivered(Exception):
    """The message gateway or the database of numbers did not take part; the outbox tries again."""


def send_message(message: Outbox, now: datetime) -> None:
    """Send one message of the outbox to the applicant, and to whoever applied for them. A person without a registered
    number sees everything in the cabinet instead; so does an organisation, which has no number."""
    case = Case.objects.get(pk=UUID(message.to))
    for person in dict.fromkeys(filter(None, (case.subject_id, case.representative))):
        _send(person, _text(case, message.body["what"], _language(person)), now)


def send_notice(message: Outbox, now: datetime) -> None:
    """Send one message that is about no application; as ``send_message``."""
    person = UUID(message.to)
    _send(person, _notice(person, message.body), now)


def _send(person: UUID, text: str, now: datetime) -> None:
    subject = Subject(person, _iin(person))
    number = mobile_citizens().number_of(subject, now)
    if number.outcome is Outcome.UNAVAILABLE:
        raise NotDelivered
    if number.outcome is Outcome.NOT_FOUND:
        return
    if sms().send(number.found[0], text, now).outcome is not Outcome.FOUND:
        raise NotDelivered


def _text(case: Case, what: str, language: str) -> str:
    due = write_date(case.due_on, language) if case.due_on else ""
    with override(language):
        texts = {
            "accepted": _("Application %(number)s is accepted. The answer is due by %(due)s."),
            "asked": _("Application %(number)s: a document is missing. Please open your cabinet. The term runs on."),
            "granted": _("Application %(number)s: the certificate is granted. It is in your cabinet."),
            "refused": _("Application %(number)s: the answer with its reasons is in your cabinet."),
            "declined": _(
                "Application %(number)s is not accepted: see in your cabinet what is missing, and apply again."
            ),
            "intended": _("Application %(number)s: a refusal is intended. Please read it in your cabinet and answer."),
            "complaint_answered": _("Application %(number)s: the complaint is answered. See your cabinet."),
            "complaint_upheld": _("Application %(number)s: the complaint is upheld. A new answer is due by %(due)s.")
            if due
            else _("Application %(number)s: the complaint is upheld. It is decided again."),
        }
        words = str(service(case.service).messages.get(what) or texts[what])
        return words % {"number": case.number, "due": due}


def _notice(person: UUID, body: Mapping[str, str]) -> str:
    """The text of a notice: no names, no numbers of papers, no reasons."""
    language = _language(person)
    day = write_date(date.fromisoformat(body["day"]), language) if "day" in body else ""
    hours = body.get("hours", "") if language == "en" else body.get("hours", "").replace(".", ",")
    with override(language):
        return str(NOTICES[body["what"]]) % {"day": day, "hours": hours}


def _language(person: UUID) -> str:
    account = Account.objects.filter(person=person).first()
    return account.language if account else settings.LANGUAGE_CODE


def _iin(person: UUID) -> str | None:
    rows = PersonIdentifier.objects.current().filter(person_id=person, scheme=Scheme.IIN)
    return rows.values_list("value", flat=True).first()
