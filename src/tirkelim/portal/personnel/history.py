"""What was changed in a record: when, by whom, what it was and what it became (253/2020 p.9), from the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.models import Account
from tirkelim.journal.kept import kept
from tirkelim.journal.models import JournalEntry
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.values import written
from tirkelim.portal.personnel.vocabulary import FACTS, JOB, LABELS, LEARNING, label
from tirkelim.portal.show import is_id
from tirkelim.register.commands.writing import person_stream
from tirkelim.register.models import OrganisationFact

KINDS: dict[str, str | Promise] = {
    "person_added": _("Entered in the register"),
    "identifier_added": _("Number added"),
    "hired": _("Hired"),
    "transferred": _("Transferred"),
    "left": _("Left"),
    "leaving_cancelled": _("Dismissal taken back: it was entered wrongly"),
    "employment_corrected": _("Job corrected"),
    "absence_begun": _("Leave entered"),
    "absence_ended": _("End of leave entered"),
    "main_confirmed": _("Made the main place of work"),
    "died": _("Death recorded"),
    "emigrated": _("Move abroad recorded"),
    "returned": _("Return recorded"),
    "return_corrected": _("Return put right"),
    "departure_corrected": _("Move abroad or death put right"),
    "departure_withdrawn": _("Move abroad or death taken back"),
    "qualification_withdrawn": _("Level or category taken back"),
    "duplicate_merged": _("Made one with another entry of the same person"),
    "duplicate_parted": _("Parted from another entry again"),
    "education_added": _("Education document entered"),
    "education_corrected": _("Education document corrected"),
    "training_added": _("Further education entered"),
    "training_corrected": _("Further education corrected"),
    "certificate_recorded": _("Certificate recorded"),
    "certificate_withdrawn": _("Certificate withdrawn"),
    "certificate_superseded": _("Certificate replaced"),
    "certificate_restored": _("Certificate restored"),
    "activity_added": _("Result of professional development entered"),
    "activity_corrected": _("Result of professional development corrected"),
    "activity_withdrawn": _("Result of professional development taken back"),
    "results_imported": _("Results of professional development taken over"),
    "results_confirmed": _("Results confirmed"),
    "assessment_concluded": _("Conclusion of an assessment recorded"),
    "assessment_corrected": _("Conclusion of an assessment corrected"),
    "qualification_recorded": _("Level or category recorded"),
    "placed": _("Placed at a residency base"),
    "placement_taken_back": _("Placement at a residency base taken back"),
}
ORDER = [*FACTS, *JOB, *LEARNING]
NOBODY = UUID(int=0)
OF_THE_PERSON = ("person_added", "person_corrected")
"""Entries about the person's own facts."""
HIDDEN = frozenset(
    [
        "person",
        "employment",
        "organisation",
        "education",
        "training",
        "certificate",
        "absence",
        "decision",
        "office",
        "search_key",
        "valid_from",
    ]
)
"""Parts of an entry that say nothing to a reader: ids, and what follows from the rest."""


class Changed(NamedTuple):
    """One field: `was` is None where it is new."""

    field: str
    label: str | Promise
    was: str | Promise | None
    becomes: str | Promise


class Step(NamedTuple):
    """One entry of the record's journal. `since` is the day from which a change holds; `erased` where the words are."""

    kind: str
    at: datetime
    by: str
    title: str | Promise
    about: str
    since: str | Promise
    changes: list[Changed]
    erased: bool


def steps(person: UUID) -> list[Step]:
    """The record's journal, the newest first."""
    entries = JournalEntry.objects.filter(stream=person_stream(person)).select_related("change", "payload")
    held = [(entry, body_of(entry)) for entry in entries.order_by("-seq")]
    actors = {entry.change.actor for entry, _body in held if entry.change.actor}
    names = dict(_account_names(tuple(actors)))
    employers = employer_names(body for _entry, body in held if body)
    nobody = gettext("The system")
    return [step(entry, body, names.get(entry.change.actor or NOBODY, nobody), employers) for entry, body in held]


def body_of(entry: JournalEntry) -> dict[str, Any] | None:
    """What the entry says; None once it is erased."""
    text = entry.payload.body
    return None if text is None else dict(json.loads(text))


def employer_names(bodies: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Names of the organisations that the entries mention, as last known."""
    ids = {body["organisation"] for body in bodies if body.get("organisation")}
    facts = OrganisationFact.objects.current().filter(organisation__in=ids).order_by("valid_from")
    return {str(row.organisation_id): row.name(language()) for row in facts}


def step(entry: JournalEntry, body: dict[str, Any] | None, by: str, employers: Mapping[str, str]) -> Step:
    """An entry as it is shown."""
    at, kind = entry.change.at, entry.kind
    if body is None:
        return Step(kind, at, by, KINDS.get(kind, kind), "", "", [], erased=True)
    title = KINDS.get(kind, kind)
    if kind == "person_corrected":
        title = gettext("Facts have changed") if body.get("changed_on") else gettext("A mistake was corrected")
    since = body.get("changed_on") or body.get("transferred_on")
    about = employers.get(str(body.get("organisation")), "") or str(body.get("organisation_name") or "")
    return Step(
        kind, at, by, title, about, written("changed_on", since) if since else "", changes_of(body), erased=False
    )


def changes_of(body: Mapping[str, Any]) -> list[Changed]:
    """The fields that the entry is about: corrected ones with what they were, new ones with what they are.

    What has no name in the vocabulary (ids, lists of lines) says nothing to a reader and is left out."""
    if "changes" in body:
        pairs = body["changes"].items()
        return [
            Changed(name, label(name), written(name, pair["was"]), written(name, pair["becomes"]))
            for name, pair in pairs
            if name not in HIDDEN
        ]
    values = _fields(body)
    return [
        Changed(name, label(name), None, written(name, values[name]))
        for name in sorted(values, key=place_of)
        if name not in HIDDEN and name in LABELS and not is_id(values[name])
    ]


def place_of(name: str) -> int:
    """Where a field stands among the others: canonical JSON keeps no order."""
    return ORDER.index(name) if name in ORDER else len(ORDER)


class Origin(NamedTuple):
    """Since when a fact is known as it stands, by whom, and whether it was ever otherwise."""

    at: datetime
    by: str
    changed: bool


def origins(person: UUID) -> dict[str, Origin]:
    """For each of the person's own facts, the entry that last set it. Only these entries are read, and nothing of them
    is put into words: it stands on the page that is opened most."""
    rows = _own_entries(person_stream(person))
    names = dict(_account_names(tuple({actor for _body, _at, actor in rows if actor})))
    nobody = gettext("The system")
    known: dict[str, Origin] = {}
    for text, at, actor in rows:
        body = json.loads(text or "{}")
        origin = Origin(at, names.get(actor or NOBODY, nobody), "changes" in body)
        known.update(dict.fromkeys(body.get("changes") or _fields(body), origin))
    return known


@kept
def _own_entries(stream: str) -> QuerySet[JournalEntry, tuple[str | None, datetime, UUID | None]]:
    rows = JournalEntry.objects.filter(stream=stream, kind__in=OF_THE_PERSON).order_by("seq")
    return rows.values_list("payload__body", "change__at", "change__actor")


@kept
def _account_names(accounts: tuple[UUID, ...]) -> QuerySet[Account, tuple[UUID, str]]:
    return Account.objects.filter(pk__in=accounts).values_list("pk", "name")


def _fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a new entry says, by field: some bodies keep the facts in a part of their own."""
    values: dict[str, Any] = {}
    for key, value in body.items():
        values.update(value if isinstance(value, dict) else {key: value})
    return {name: value for name, value in values.items() if value not in (None, "")}
