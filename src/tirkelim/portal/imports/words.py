"""What states, outcomes and failures of a run are called on the pages."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.national.models import RunState
from tirkelim.portal.statuses import Mark

STATES: dict[str, Mark] = {
    RunState.UPLOADED: Mark(pgettext_lazy("state of an import", "To be matched"), "yellow"),
    RunState.CHECK_WAITS: Mark(pgettext_lazy("state of an import", "Waits to be checked"), "blue"),
    RunState.CHECKING: Mark(pgettext_lazy("state of an import", "Being checked"), "blue"),
    RunState.CHECKED: Mark(pgettext_lazy("state of an import", "Checked: your decision"), "yellow"),
    RunState.WRITE_WAITS: Mark(pgettext_lazy("state of an import", "Waits to be written"), "blue"),
    RunState.WRITING: Mark(pgettext_lazy("state of an import", "Being written"), "blue"),
    RunState.DONE: Mark(pgettext_lazy("state of an import", "Written"), "green"),
    RunState.FAILED: Mark(pgettext_lazy("state of an import", "Stopped"), "red"),
    RunState.GIVEN_UP: Mark(pgettext_lazy("state of an import", "Given up"), "grey"),
}
UNDER_WAY = frozenset({RunState.CHECK_WAITS, RunState.CHECKING, RunState.WRITE_WAITS, RunState.WRITING})
CHECKING = frozenset({RunState.CHECK_WAITS, RunState.CHECKING})

OUTCOMES: dict[str, tuple[str | Promise, str | Promise]] = {
    "new": (pgettext_lazy("rows of a table", "New workers"), _("people whom the register does not have yet")),
    "job": (pgettext_lazy("rows of a table", "Known workers, something new"), _("a job, an education or a paper")),
    "changed": (pgettext_lazy("rows of a table", "Changed"), _("known data that become otherwise")),
    "same": (pgettext_lazy("rows of a table", "As it is"), _("the register has all of it: nothing is written")),
    "warned": (pgettext_lazy("rows of a table", "With warnings"), _("counted above too: worth a look")),
    "wrong": (pgettext_lazy("rows of a table", "With errors"), _("not written until they are mended")),
}
"""What rows mean for the register: the name of the number, and what is counted."""

FAILURES: dict[str, str | Promise] = {
    "file_lost": _("The file is no longer on the server. Bring it again: the matching of its columns is remembered."),
    "denied": _("Your account may not bring tables of this organisation any more. Nothing further was written."),
    "broken": _(
        "A mistake in the system stopped the work. The operators were told. Start it again; if it stops once more, "
        "call the contact centre."
    ),
    "expired": _("Nobody decided about the table for a long time, so its file was deleted. Bring it again."),
    "nothing_written": _(
        "Nothing was written: since the check the register has changed, and some rows no longer fit it. They are among "
        "the errors below."
    ),
}
"""Codes of ``ImportRun.failure``; codes of unreadable files have their words in national/imports/issue_texts."""

PROBLEMS: dict[str, str | Promise] = {
    "repeated": _("“%(column)s” is chosen for two columns. Leave one of them out"),
    "unknown": _("One column is matched to something that the register does not know. Choose again"),
    "missing": _("No column is matched to “%(column)s”. Choose the column that holds it, or add it to your table"),
}
"""What can be wrong with a matching."""

GROUPS: dict[str, str | Promise] = {
    "person": _("The worker"),
    "document": _("Identity document"),
    "residence": _("Residence"),
    "education": _("Education"),
    "work": _("Work"),
    "certificate": _("Specialist certificate"),
    "training": _("Further education"),
    "change": _("Since when something is otherwise"),
}
"""Groups of the catalogue of columns."""


def group_name(key: str) -> Any:
    """The name of a group; the key where it has none."""
    return GROUPS.get(key, key)
