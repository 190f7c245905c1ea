"""Words of the room: states, problems, capacities; in the language of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tirkelim.cases.states import State
from tirkelim.law.messages import term
from tirkelim.law.order_283_cpd.refusals import RefusedReason
from tirkelim.portal.choices import language

Text = str | Promise

STATES: dict[str, tuple[Text, str]] = {
    State.CONSIDERED: (pgettext_lazy("confirmation", "With the personnel service"), "teal"),
    State.ASKED: (pgettext_lazy("confirmation", "The worker is correcting"), "yellow"),
    State.AT_HEAD: (pgettext_lazy("confirmation", "With the head"), "purple"),
    State.GRANTED: (pgettext_lazy("confirmation", "Confirmed"), "green"),
    State.WITHDRAWN: (pgettext_lazy("confirmation", "Taken back"), "grey"),
}
"""What a state is called in this room, and its colour."""

PROBLEMS: dict[str, Text] = {
    "no_main_workplace": gettext_lazy(
        "The register knows no main place of work of yours. Results are confirmed there: ask the personnel service to"
        " enter your main job, then hand over."
    ),
    "no_specialty": gettext_lazy("Choose the specialty from the list."),
    "no_row_chosen": gettext_lazy("Choose at least one result."),
    "no_such_row": gettext_lazy("A result was taken back in the meantime. Look at the list again."),
    "not_stated": gettext_lazy("Confirm that the documents are your own."),
    "open_already": gettext_lazy("Results of this specialty are handed over already and wait for confirmation."),
    "not_in_this_state": gettext_lazy("This can no longer be done: the confirmation has moved on."),
    "command_reused": gettext_lazy("This page was sent before with other answers. Look at it again."),
    "hr_reviews": gettext_lazy("Your organisation has a personnel service: it reviews the results first."),
    "row_changed": gettext_lazy("The worker has changed this result in the meantime. Review it as it stands now."),
    "reason_missing": gettext_lazy("Choose the reason for the refusal."),
    "note_missing": gettext_lazy("Say in your own words what is wrong."),
    "no_such_review": gettext_lazy("This review was taken back already."),
    "no_row_named": gettext_lazy("Choose at least one result."),
    "rows_open": gettext_lazy("Review every result first."),
    "units_open": gettext_lazy(
        "The units of an accepted result cannot be counted: a fact is missing. "
        "Refuse it, or ask the worker to correct it."
    ),
    "nothing_accepted": gettext_lazy("No result is accepted, so there is nothing to confirm. Ask the worker instead."),
    "not_main_workplace": gettext_lazy(
        "Your organisation is no longer the worker's main place of work. The worker hands over anew where that is."
    ),
    "no_word_of_hr": gettext_lazy("The personnel service has not confirmed yet."),
    "same_person": gettext_lazy("You confirmed for the personnel service. Another person confirms as head."),
    "changed_since_hr": gettext_lazy(
        "A result has changed since the personnel service confirmed. Send it back: they look at it again."
    ),
    "requirements_not_met": gettext_lazy("The sheet cannot be made out: look at what is still open."),
}
"""What stands between a command and its end."""


def problem_in_words(code: str) -> str:
    """What to tell about a problem."""
    words = PROBLEMS.get(code)
    return str(words) if words else _("This could not be done. Look at the page again.")


def reason_in_words(code: str) -> str:
    """The reason of a refusal, with a capital; "" for none."""
    if code not in set(RefusedReason):
        return ""
    words = term(RefusedReason(code).term, language())
    return words[:1].upper() + words[1:]
