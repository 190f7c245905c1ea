"""What happened in a case, in words: the entries of its journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.models import Case
from tirkelim.gateway.records import DataSet
from tirkelim.gateway.texts import data_set_name
from tirkelim.identity.models import Account
from tirkelim.journal.kept import kept
from tirkelim.journal.models import JournalEntry
from tirkelim.portal.desk.services import DESK_SERVICES
from tirkelim.portal.desk.states import OUTCOMES
from tirkelim.portal.desk.words import language
from tirkelim.portal.saying import document_name
from tirkelim.portal.show import Entry

Text = str | Promise
Body = Mapping[str, Any]

EVENTS: dict[str, Text] = {
    "opened": gettext_lazy("Application begun"),
    "file_document": gettext_lazy("Document attached"),
    "remove_document": gettext_lazy("Document taken back"),
    "submit": gettext_lazy("Application sent"),
    "ask_for_documents": gettext_lazy("Documents asked for"),
    "answer_request": gettext_lazy("What was asked for is given"),
    "record_finding": gettext_lazy("Finding recorded"),
    "remove_finding": gettext_lazy("Finding taken back"),
    "refresh_sources": gettext_lazy("State systems asked again"),
    "grant": gettext_lazy("Granted"),
    "refuse": gettext_lazy("Refused"),
    "decline": gettext_lazy("Not accepted"),
    "pass_to_commission": gettext_lazy("Passed to the commission"),
    "recall_from_commission": gettext_lazy("Called back from the commission"),
    "on_agenda": gettext_lazy("Put on the agenda of the commission"),
    "member_declared": gettext_lazy("A member declared whether there is a conflict of interest"),
    "member_scored": gettext_lazy("A member scored"),
    "commission_resolved": gettext_lazy("The commission resolved"),
    "recommend": gettext_lazy("Recommendation of the commission"),
    "intend_refusal": gettext_lazy("Intended refusal shown to the applicant"),
    "answer_intention": gettext_lazy("The applicant answered the intended refusal"),
    "start_payment": gettext_lazy("Payment of the fee begun"),
    "confirm_payment": gettext_lazy("Payment confirmed by the payment system"),
    "check_payment": gettext_lazy("Payment system asked"),
    "plan_visit": gettext_lazy("Visit planned"),
    "cancel_visit": gettext_lazy("Visit cancelled"),
    "notify_visit": gettext_lazy("Applicant told of the visit"),
    "sign_act": gettext_lazy("Act of the visit signed"),
    "withdraw": gettext_lazy("Application taken back"),
    "complain": gettext_lazy("Complaint registered"),
    "take_back_complaint": gettext_lazy("Complaint taken back"),
    "uphold_complaint": gettext_lazy("Complaint upheld: to be decided again"),
    "dismiss_complaint": gettext_lazy("Complaint dismissed"),
    "urge_decision": gettext_lazy("Complaint about how it is considered upheld"),
    "payload_erased": gettext_lazy("Details erased by a recorded decision"),
}
"""What an entry of the journal is called; kinds that the list does not know show as they are."""


def timeline(case: Case) -> list[Entry]:
    """The events of a case, the newest first, with who did them and what they say."""
    names = names_of(case)
    return [_event(entry, names) for entry in _entries(case.stream)]


def last_event(case: Case) -> Entry | None:
    """What happened last."""
    entries = _entries(case.stream)
    return _event(entries[0], names_of(case)) if entries else None


@kept
def _entries(stream: str) -> QuerySet[JournalEntry]:
    entries = JournalEntry.objects.filter(stream=stream)
    return entries.select_related("change", "payload").order_by("-seq")


def _event(entry: JournalEntry, names: Mapping[UUID, str]) -> Entry:
    change = entry.change
    by = _("the system") if change.actor is None else names.get(change.actor, "")
    return Entry(EVENTS.get(entry.kind, entry.kind), change.at, by, _details(entry))


def names_of(case: Case) -> dict[UUID, str]:
    """The names of who did something in a case, as shown to officers; the applicant is called that."""
    rows = _actors(case.stream)
    return {row.id: _("applicant") if row.person == case.subject_id else row.name for row in rows}


@kept
def _actors(stream: str) -> QuerySet[Account]:
    changes = JournalEntry.objects.filter(stream=stream, change__actor__isnull=False).values("change__actor")
    return Account.objects.filter(pk__in=changes)


def who_decided(officer: UUID) -> str:
    """The name of the officer of a decision."""
    return Account.objects.filter(pk=officer).values_list("name", flat=True).first() or ""


# --- what an entry says -----------------------------------------------------------------------------------------------


def _details(entry: JournalEntry) -> str:
    tell = DETAILS.get(entry.kind)
    text = entry.payload.body
    return tell(json.loads(text)) if tell and text is not None else ""


def _document(body: Body) -> str:
    return document_name(body["document"])


def _asked(body: Body) -> str:
    names = ", ".join(document_name(document) for document in body["documents"])
    return f"{names}. {body.get('note', '')}".strip()


def _finding(body: Body) -> str:
    kind = body["kind"]
    title = next((one.findings[kind][0] for one in DESK_SERVICES.values() if kind in one.findings), kind)
    return ": ".join(filter(None, (str(title), body.get("reference", ""))))


def _answers(body: Body) -> str:
    lang = language()
    parts = (
        f"{data_set_name(DataSet(name), lang)}: {str(OUTCOMES[outcome][0]).lower()}"
        for name, outcome in body.get("answers", {}).items()
    )
    return "; ".join(parts)


def _grounds(body: Body) -> str:
    return _("Grounds: %(numbers)s") % {"numbers": ", ".join(map(str, body["grounds"]))}


def _number(body: Body) -> str:
    return str(body.get("number", ""))


DETAILS: dict[str, Callable[[Body], str]] = {
    "file_document": _document,
    "remove_document": _document,
    "submit": _number,
    "ask_for_documents": _asked,
    "record_finding": _finding,
    "refresh_sources": _answers,
    "grant": _number,
    "refuse": _grounds,
}
