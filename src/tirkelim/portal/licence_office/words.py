"""The words of the room: what can be done with a licence, on which ground, and what was done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.portal.licence_register.common import HAPPENED
from tirkelim.register.licence_queries import HistoryLine
from tirkelim.register.models import LicenceEventKind

Text = str | Promise
KIND = LicenceEventKind

SUSPEND, RESUME, WITHDRAW, TERMINATE = "suspend", "resume", "withdraw", "terminate"
TURNS: dict[str, LicenceEventKind] = {
    SUSPEND: KIND.SUSPENDED,
    RESUME: KIND.RESUMED,
    WITHDRAW: KIND.WITHDRAWN,
    TERMINATE: KIND.TERMINATED,
}
"""What an officer does, by the last word of its address."""
DOING: dict[LicenceEventKind, Text] = {
    KIND.SUSPENDED: pgettext_lazy("licence", "Suspend"),
    KIND.RESUMED: pgettext_lazy("licence", "Resume"),
    KIND.WITHDRAWN: pgettext_lazy("licence", "Withdraw"),
    KIND.TERMINATED: pgettext_lazy("licence", "End"),
}
"""The buttons."""
TITLES: dict[LicenceEventKind, tuple[Text, Text]] = {
    KIND.SUSPENDED: (_("Suspend the licence"), _("Suspend annex %(number)s")),
    KIND.RESUMED: (_("Resume the licence"), _("Resume annex %(number)s")),
    KIND.WITHDRAWN: (_("Withdraw the licence"), _("Withdraw annex %(number)s")),
    KIND.TERMINATED: (_("End the licence"), _("End annex %(number)s")),
}
"""The headings: of the licence itself, and of an annex."""
FOLLOWS: dict[LicenceEventKind, Text] = {
    KIND.SUSPENDED: _(
        "While it is suspended the holder may not practise under it. The public register shows it at once, and the "
        "holder is told by message."
    ),
    KIND.RESUMED: _(
        "From that day on the holder may practise under it again. The public register shows it at once, and the holder "
        "is told by message."
    ),
    KIND.WITHDRAWN: _(
        "It ends for good: whoever wants to practise applies for a new licence. The public register shows it at once, "
        "and the holder is told by message. This cannot be taken back here."
    ),
    KIND.TERMINATED: _(
        "It ends for good: whoever wants to practise applies for a new licence. The public register shows it at once, "
        "and the holder is told by message. This cannot be taken back here."
    ),
}
"""What will follow, on the second look."""
ALL_ANNEXES = _("All annexes stand and fall with the licence.")
DONE: dict[LicenceEventKind, Text] = {
    KIND.SUSPENDED: _("It is suspended. The public register shows it, and the holder is told."),
    KIND.RESUMED: _("It is resumed. The public register shows it, and the holder is told."),
    KIND.WITHDRAWN: _("It is withdrawn. The public register shows it, and the holder is told."),
    KIND.TERMINATED: _("It has ended. The public register shows it, and the holder is told."),
}
PROBLEMS: dict[str, Text] = {
    "missing": _("Fill this in"),
    "too_long": _("Shorten it: there is room for 300 characters"),
    "in_the_future": _("This day has not come yet"),
    "before_issue": _("This day lies before the issue"),
    "before_last_event": _("Since this day something else was recorded: see the history, and choose a later day"),
    "before_start": _("The last day lies before the first"),
    "unknown_value": _("Choose one of the options"),
    "ended_already": _("It has ended already: nothing more can be recorded of it"),
    "suspended_already": _("It was suspended on this day already"),
    "not_suspended": _("It was not suspended on this day: there is nothing to resume"),
    "taken": _("The register has a document with this number already"),
    "wrong": _("Check the number: eight digits, or KZ, two digits, three letters and eight digits"),
    "twice": _("This stands twice"),
    "specialty_missing": _("Choose the specialty: this subtype goes by specialties"),
    "specialty_unexpected": _("Choose no specialty: this subtype does not go by specialties"),
}
"""Why the register does not take it, by its own short words."""


def happened(line: HistoryLine) -> str:
    """What was written of the licence or of an annex, in words."""
    of_licence, of_annex = HAPPENED[line.what]
    return str(of_licence) if line.annex is None else str(of_annex) % {"number": line.annex.number}
