"""What statuses are called and which colour their tag has. Colour never speaks alone: the word is always there."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Mark(NamedTuple):
    """A status as shown: its word and the colour of its tag (a modifier of govuk-tag)."""

    text: str | Promise
    colour: str


GREY = "grey"
MARKS: dict[str, Mark] = {
    # findings
    "met": Mark(pgettext_lazy("finding", "Met"), "green"),
    "not_met": Mark(pgettext_lazy("finding", "Not met"), "red"),
    "not_applicable": Mark(pgettext_lazy("finding", "Does not apply"), GREY),
    "unknown": Mark(pgettext_lazy("finding", "Not known yet"), "yellow"),
    # documents
    "not_required": Mark(pgettext_lazy("document", "Not required"), GREY),
    "held_by_system": Mark(pgettext_lazy("document", "From a state system"), "teal"),
    "filed": Mark(pgettext_lazy("document", "Attached"), "green"),
    "missing": Mark(pgettext_lazy("document", "Missing"), "red"),
    # what the rules propose
    "grant": Mark(pgettext_lazy("outcome", "Grant"), "green"),
    "refuse": Mark(pgettext_lazy("outcome", "Refuse"), "red"),
    "incomplete": Mark(pgettext_lazy("outcome", "Incomplete"), "orange"),
    "waiting": Mark(pgettext_lazy("outcome", "Waiting for a state system"), "yellow"),
    "refuse_acceptance": Mark(pgettext_lazy("outcome", "Not accepted"), "red"),
    # certificates at this moment
    "valid": Mark(pgettext_lazy("certificate", "Valid"), "green"),
    "expired": Mark(pgettext_lazy("certificate", "Expired"), "red"),
    "withdrawn": Mark(pgettext_lazy("certificate", "Withdrawn"), "red"),
    "superseded": Mark(pgettext_lazy("certificate", "Replaced by another"), "orange"),
    "training_lapsed": Mark(pgettext_lazy("certificate", "Not valid: no further education in five years"), "red"),
    "term_missing": Mark(pgettext_lazy("certificate", "Not valid: without a term"), "red"),
    "not_yet_valid": Mark(pgettext_lazy("certificate", "Not valid yet"), "yellow"),
    # steps of a task list
    "done": Mark(pgettext_lazy("task", "Completed"), ""),
    "in_progress": Mark(pgettext_lazy("task", "In progress"), "teal"),
    "to_do": Mark(pgettext_lazy("task", "Not started"), "blue"),
    "cannot_start": Mark(pgettext_lazy("task", "Cannot start yet"), GREY),
    "error": Mark(pgettext_lazy("task", "There is a problem"), "red"),
}


def mark(status: object) -> Mark:
    """The word and colour of a status; a status without an entry shows as it is, in grey."""
    key = str(status)
    return MARKS.get(key) or Mark(key, GREY)
