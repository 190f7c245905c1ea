"""What the field page says: why a note was not taken and what to do now, and the texts that its scripts use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

REASONS: Mapping[str, Words] = MappingProxyType({
    # of the visit
    "act_signed": _("The act of this visit is signed already: nothing can be added to it."),
    "visit_cancelled": _("This visit was cancelled. Look in your calendar for the visit that takes its place."),
    "case_closed": _("The application is decided or was taken back: nothing can be noted any more."),
    # of a note
    "no_such_line": _("The list of requirements has changed. Load this page anew while you are connected."),
    "remark_too_long": _("The remark is too long. Shorten it."),
    "bad_file": _("The photo cannot be read. Remove it and take it again."),
    "file_too_large": _("The photo is too large. Remove it and take it again."),
    "no_such_photo": _("This photo is not there any more."),
    "clock_ahead": _("The clock of this device is ahead. Set it right and answer again."),
    "reused": _("This was sent before with another content. Answer again."),
    "not_allowed": _("You may not record this visit (any more). Ask the department."),
    "unreadable": _("This note cannot be read. Answer again."),
    # of signing
    "notes_differ": _(
        "The notes on the server are not those that you saw when you signed. Load this page anew, look, sign again."
    ),
    "no_notice": _("No notice to the applicant is on record: the visit cannot be entered."),
    "begun_too_soon": _("The visit began earlier than the notice allows. It must be planned and held again."),
    "begun_before_planned": _("The visit began before its planned time. It must be planned and held again."),
    "begun_on_another_day": _(
        "The applicant was told of another day. Visits begin on the day of the notice: plan it anew."
    ),
    "ended_before_begun": _("The visit ends before it begins. Check the clock of this device and sign again."),
    "lines_not_answered": _("Not every requirement is answered."),
    "remark_missing": _("Write what does not conform, beside each requirement that is not met."),
    "not_in_this_state": _("The application is decided or was taken back: nothing can be noted any more."),
})  # fmt: skip
OTHERWISE: Words = _("This was not accepted. Look at the visit's page, or ask the department.")

PROBLEMS: Mapping[str, Words] = MappingProxyType({
    "signed_out": _("Please sign in again: nothing is lost."),
    "other_account": _("Someone else is signed in on this device. Sign in as the inspector of this visit."),
    "no_such_visit": _("There is no such visit among yours."),
    "unreadable": _("What was sent cannot be read."),
    "too_large": _("What was sent is too large."),
})  # fmt: skip

SCRIPT: Mapping[str, Words] = MappingProxyType({
    # the line at the top
    "all_sent": _("All sent"),
    "waiting": _("Waiting to be sent: {count}"),
    "sending": _("Being sent: {count}"),
    "offline": _("No connection. Kept on this device: {count}"),
    "offline_all": _("No connection. Everything is sent"),
    "not_now": _("The service does not answer just now. Kept on this device: {count}"),
    "signed_out": _("Please sign in again: nothing is lost. Waiting: {count}"),
    "other_account": _("Someone else is signed in on this device. Nothing is lost, but only you can send it."),
    "to_correct": _("Not accepted, please correct: {count}"),
    "not_kept": _("NOT kept: this device has no space left. Free some and answer again."),
    # the clock
    "clock_ahead": _("The clock of this device is {minutes} min ahead. Times are noted by the server's clock."),
    "clock_behind": _("The clock of this device is {minutes} min behind. Times are noted by the server's clock."),
    # the visit
    "begun": _("Begun at {time}"),
    "too_early": _("The visit may begin from {time}."),
    "another_day": REASONS["begun_on_another_day"],
    "progress": _("{done} of {all}"),
    "unanswered": _("Not answered yet"),
    "remark_missing": _("Write what does not conform"),
    "kept_line": _("Kept on this device"),
    "sent_line": _("Sent"),
    "refused_line": _("Not accepted"),
    "does_not_concern": _("Does not concern this base"),
    # photos
    "photo": _("Photo, {time}"),
    "remove_photo": _("Remove the photo of {time}"),
    "photo_unreadable": _("This picture cannot be read. Take another."),
    # the end
    "all_conform": _("Every requirement that concerns this base is met."),
    "left": _("Still to do: {count}. The act can be signed when every requirement is answered and explained."),
    "signed_here": _("Signed on this device at {time}. The act counts once it is sent."),
    "sign_wanted": _(
        "Everything that you noted is sent. The act still needs your electronic signature: it counts once you have "
        "signed it with your key. NCALayer works on computers only: on a phone, open this page on your computer."
    ),
    "correct_first": _("Signed, but not sent: correct what was not accepted, then sign again."),
    "act_sent": _("The act no. {number} is signed and sent."),
    "sign_sure": _("Sign the act? After that nothing can be changed."),
    "taken": _("This page works without a connection on this device."),
    "take_failed": _("This page could not be kept for work without a connection. Try again while connected."),
    "take_impossible": _("This browser cannot keep pages for work without a connection. Stay connected."),
    "no_visits_kept": _("No visit was taken along on this device."),
    "removed": _("Removed from this device."),
    "remove_unsent": _("{count} notes are not sent yet. Removing them deletes them for good. Remove?"),
    "elsewhere": _("Another visit on this device has notes that are not sent: open it"),
    "remove_sure": _("Remove this visit from the device? What was sent stays on the server."),
    "sign_out_unsent": _(
        "Not sent yet: {count}. They stay on this device, closed to others, until you sign in here again. Sign out?"
    ),
})  # fmt: skip


def reason(code: str) -> str:
    """Why something was not taken, in the person's language."""
    return str(REASONS.get(code, OTHERWISE))
