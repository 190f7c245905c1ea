"""Words of the room: bodies, criteria, obstacles, problems; in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tirkelim.portal.choices import language
from tirkelim.portal.wording import day_in_words
from tirkelim.services.conformity.models import Body

Text = str | Promise

BODIES: dict[str, Text] = {
    Body.LOCAL_EXECUTIVE_BODY: gettext_lazy("Local executive body"),
    Body.EDUCATION: gettext_lazy("Territorial body of education"),
    Body.INTERNAL_AFFAIRS: gettext_lazy("Territorial body of internal affairs"),
    Body.INDUSTRIAL_INNOVATION: gettext_lazy("Territorial body for support of industry and innovation"),
    Body.ATAMEKEN: gettext_lazy("Regional chamber of Atameken"),
    Body.ASSOCIATION: gettext_lazy("Regional association"),
    Body.SECTOR_BODY: gettext_lazy("Territorial body of a central body that is in charge of a listed sector"),
}
"""Who is represented on the commission (p.6)."""

CRITERIA: dict[str, Text] = {
    "higher_education": gettext_lazy("Higher education in the specialty"),
    "academic_degree": gettext_lazy("Academic degree in the specialty"),
    "english_teaching_certificate": gettext_lazy("Certificate to teach English"),
    "service": gettext_lazy("Service in the specialty"),
    "qualification_meets": gettext_lazy("Qualification and education meet the requirements"),
}
"""What is scored and judged."""

OBSTACLES: dict[str, Text] = {
    "no_quorum": gettext_lazy(
        "There is no quorum for this person: too few members have scored. Members who are still absent may join; "
        "otherwise the office puts the person off to another sitting."
    ),
    "even_votes": gettext_lazy(
        "The votes are even and the chair has not voted, so nothing can be resolved. If the chair can still join and "
        "score, that decides; otherwise the office puts the person off to another sitting."
    ),
    "no_chair": gettext_lazy(
        "Only the chair records a resolution, and the chair has not scored here. A chair who is merely absent may "
        "still join and score; otherwise the office puts the person off, and the head names another chair for the next "
        "sitting."
    ),
}
"""What keeps the commission from resolving, and what to do then."""

PUT_OFF: dict[str, Text] = {
    "no_quorum": gettext_lazy("there was no quorum"),
    "even_votes": gettext_lazy("the votes were even and the chair did not vote"),
    "no_chair": gettext_lazy("the chair took no part"),
    "unfinished": gettext_lazy("the day passed: not everyone scored, or no resolution was recorded"),
    "case_left": gettext_lazy("the application was called back by the office, or taken back by the applicant"),
}

GROUNDS: dict[int, Text] = {
    1: gettext_lazy(
        "Ground 1: the qualification or education does not meet the requirements of the in-demand profession."
    ),
    2: gettext_lazy("Ground 2: the points do not reach the threshold of the local executive body."),
}
NO_GROUND: Text = gettext_lazy(
    "The recommendation names no ground of the standard: the qualification meets the requirements, and no threshold is "
    "missed. The local body could only refuse if an officer establishes ground 3 (untrue documents or data)."
)

PROBLEMS: dict[str, Text] = {
    "missing": gettext_lazy("Fill this in"),
    "too_long": gettext_lazy("Write at most %(longest)s characters"),
    "composition_settled": gettext_lazy(
        "Members took part in a sitting on %(day)s: the composition up to that day is settled. Choose a later day"
    ),
    "member_already": gettext_lazy("This person is a member on that day already"),
    "chair_exists": gettext_lazy(
        "The commission has a chair. Appoint the person as a member, then name them chair on the page of the members"
    ),
    "chair_already": gettext_lazy("This member is the chair already"),
    "before_appointment": gettext_lazy("The member was appointed on %(day)s. Choose that day or a later one"),
    "released_already": gettext_lazy("This membership has ended already. Look at the list as it stands now"),
    "no_role": gettext_lazy(
        "This account does not have the role of a member of the commission here. The administrator gives it"
    ),
    "points_too_few": gettext_lazy("The threshold is at least 1 point"),
    "backwards": gettext_lazy("The threshold never applies backwards: choose a day after today"),
    "threshold_taken": gettext_lazy(
        "A threshold from %(day)s is set already. Choose another day, or take that one back first"
    ),
    "threshold_used": gettext_lazy(
        "Applications are measured by this threshold already: it stays. Set another one from a later day."
    ),
    "threshold_gone": gettext_lazy("This threshold is taken back already."),
    "past": gettext_lazy("This moment has passed. Choose a later one"),
    "no_case_chosen": gettext_lazy("Choose at least one application"),
    "case_not_here": gettext_lazy("An application is no longer with the commission. Look at the list again"),
    "case_on_agenda": gettext_lazy("Application %(number)s is on the agenda of a sitting already"),
    "cancelled": gettext_lazy("This sitting was cancelled."),
    "has_minutes": gettext_lazy("The minutes of this sitting are drawn up: nothing about it changes any more."),
    "item_gone": gettext_lazy("This application was taken off the agenda."),
    "case_left": gettext_lazy("This application is no longer with the commission: the office called it back, or the "
                              "applicant took it back."),
    "scored_already": gettext_lazy("A member has scored this application: it is resolved at this sitting."),
    "resolved_already": gettext_lazy("The commission has resolved this application already."),
    "too_early": gettext_lazy("The sitting is on %(day)s. This is possible from that day on."),
    "no_member": gettext_lazy("You are no member of the commission on the day of this sitting."),
    "attends_already": gettext_lazy("You take part already."),
    "not_present": gettext_lazy("Say first that you take part in the sitting."),
    "declared_already": gettext_lazy("You have declared this already. A declaration is given once."),
    "conflict_note": gettext_lazy("Say in a few words what the conflict is"),
    "not_declared": gettext_lazy("Say first whether you have a conflict of interest."),
    "has_conflict": gettext_lazy("You declared a conflict of interest: you take no part in this person's case."),
    "scored_by_you": gettext_lazy("You have scored this application already. A score is not changed."),
    "facts_changed": gettext_lazy(
        "The application has changed since you opened the page. Look at it again; what you typed is still here."
    ),
    "scoring_closed": gettext_lazy("The chair has closed the scoring of this application."),
    "service_unlikely": gettext_lazy("Check the length of service: months up to 11, days up to 31"),
    "contradiction": gettext_lazy(
        "Who does not meet the requirements cannot be recommended for issue: that is ground 1 of the standard"
    ),
    "reason_missing": gettext_lazy("Give the reasons: a refusal is not recommended without them"),
    "standard_missing": gettext_lazy("Name the standard or directory with which you compared"),
    "chair_only": gettext_lazy("Only the chair does this."),
    "score_first": gettext_lazy("Score yourself first, then close the scoring."),
    "nobody_awaited": gettext_lazy("All who take part have scored: there is nothing to close."),
    "scores_awaited": gettext_lazy("Some who take part have not scored yet."),
    "not_settled": gettext_lazy("Say what the commission takes as proven"),
    "divergence_missing": gettext_lazy("Say how the difference was settled: it goes into the minutes"),
    "settled_against_majority": gettext_lazy(
        "The majority recommends issue: that cannot stand with a qualification that does not meet the requirements"
    ),
    "items_open": gettext_lazy("Not every application is resolved yet: %(number)s."),
    "nobody_present": gettext_lazy("Nobody took part. Cancel the sitting instead."),
    "nothing_resolved": gettext_lazy("Nothing was considered at this sitting. Cancel it instead."),
    "signed_already": gettext_lazy("You have signed already."),
    "recorded_unsigned": gettext_lazy("It is recorded already that this member cannot sign."),
    "was_absent": gettext_lazy("This member was not present, and does not sign."),
    "nobody_signed": gettext_lazy("Nobody has signed these minutes: they need at least one signature."),
    "may_still_sign": gettext_lazy(
        "The minutes were drawn up on %(day)s, and the person is still a member. This is recorded from the next day on"
    ),
    "minutes_differ": gettext_lazy("These are not the minutes that you opened. Read them again, then sign."),
    "case_busy": gettext_lazy("Application %(number)s is being changed at this moment. Nothing is signed: try again."),
    "no_quorum": OBSTACLES["no_quorum"],
    "even_votes": OBSTACLES["even_votes"],
    "no_chair": OBSTACLES["no_chair"],
}  # fmt: skip
"""What stands between a command and its end."""

STALE: Text = gettext_lazy("This page was sent before, or is too old. Nothing was done now. Look at it as it stands.")

TAGS: dict[str, tuple[Text, str]] = {
    "called": (pgettext_lazy("sitting", "Called"), "blue"),
    "today": (pgettext_lazy("sitting", "Today"), "teal"),
    "open": (pgettext_lazy("sitting", "Minutes to be drawn up"), "yellow"),
    "signing": (pgettext_lazy("sitting", "Being signed"), "purple"),
    "final": (pgettext_lazy("sitting", "Minutes signed"), "green"),
    "cancelled": (pgettext_lazy("sitting", "Cancelled"), "grey"),
}
"""How far a sitting is, and its colour."""

ITEM_TAGS: dict[str, tuple[Text, str]] = {
    "waits": (pgettext_lazy("agenda item", "Not scored yet"), "grey"),
    "scoring": (pgettext_lazy("agenda item", "Being scored"), "yellow"),
    "compared": (pgettext_lazy("agenda item", "To be resolved"), "purple"),
    "hindered": (pgettext_lazy("agenda item", "Cannot be resolved"), "orange"),
    "issue": (pgettext_lazy("agenda item", "Issue recommended"), "green"),
    "refuse": (pgettext_lazy("agenda item", "Refusal recommended"), "red"),
    "left": (pgettext_lazy("agenda item", "No longer with the commission"), "grey"),
}
"""How far one person's case is, and its colour."""


def problem_in_words(code: str, params: Mapping[str, Any] | None = None) -> str:
    """What to tell about a problem; days in the words of the page's language."""
    words = PROBLEMS.get(code)
    if words is None:
        return _("This could not be done. Look at the page again.")
    given = {key: _written(one) for key, one in (params or {}).items()}
    return str(words) % given if given else str(words)


def _written(value: object) -> object:
    return day_in_words(value, language()) if isinstance(value, date) else value
