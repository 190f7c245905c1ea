"""The states of a case. Whether it is overdue, due today or on time follows from dates and is never stored."""

from __future__ import annotations

import enum

from django.utils.translation import gettext_lazy as _


class State(enum.StrEnum):
    """Where a case stands between its first saved page and its end."""

    DRAFT = "draft"
    CONSIDERED = "considered"
    ASKED = "asked"
    AT_HEAD = "at_head"
    HEARING = "hearing"
    AT_COMMISSION = "at_commission"
    DECLINED = "declined"
    DONE = "done"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset({State.CONSIDERED, State.ASKED, State.HEARING, State.AT_COMMISSION})
"""States in which the clock runs and an officer has to act."""

FINAL_STATES = frozenset({State.DONE, State.GRANTED, State.REFUSED, State.DECLINED, State.WITHDRAWN})
"""States in which nothing is awaited of anybody. An upheld complaint reopens one that was decided."""

DECIDED_STATES = frozenset({State.GRANTED, State.REFUSED, State.DECLINED})
"""States that a decision led to."""

STATE_NAMES = {
    State.DRAFT: _("Draft"),
    State.CONSIDERED: _("Being considered"),
    State.ASKED: _("A document is awaited"),
    State.AT_HEAD: _("With the head"),
    State.HEARING: _("The applicant is being heard"),
    State.AT_COMMISSION: _("With the commission"),
    State.DECLINED: _("Not accepted"),
    State.DONE: _("Completed"),
    State.GRANTED: _("Granted"),
    State.REFUSED: _("Refused"),
    State.WITHDRAWN: _("Withdrawn"),
}
"""What people read; the states themselves are never shown."""
