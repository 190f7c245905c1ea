"""What the room says: why entries are suspected, what stands in the way, what the register does not take."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.register.duplicates import Why

Text = str | Promise

WHY: dict[Why, Text] = {
    Why.SAME_NAME: _("Same birthday, name sounds the same"),
    Why.ALIKE_NAME: _("Same birthday, name differs by a letter"),
    Why.SAME_DOCUMENT: _("Same number of the document"),
}
STANDS: dict[str, Text] = {
    "account": _("an account of their own"),
    "certificate": _("a specialist certificate"),
    "sheet": _("a confirmation sheet"),
    "assessment": _("a conclusion of an assessment"),
    "level": _("a level given by a decision"),
    "conformity": _("a certificate of conformity"),
    "placement": _("a placement as a resident doctor"),
    "licence": _("a licence"),
    "base": _("a production base"),
    "case": _("an application"),
}
"""What cannot go over to another entry, because it was decided about this one."""
REASONS: dict[str, Text] = {
    "missing": _("Fill this in"),
    "too_long": _("Write at most 500 characters"),
    "merged_already": _("One of the two was merged meanwhile. Look at the list of merges."),
    "decided": _("Something was decided about this entry: keep it, and merge the other one into it."),
    "same_entry": _("These are not two entries but one."),
    "not_merged": _("The two are parted already."),
    "kept_is_merged": _("The entry that was kept was itself merged later. Undo that merge first."),
}
