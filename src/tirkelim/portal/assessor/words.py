"""Words of the room: stages, results, levels, problems; in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tirkelim.cases.service import Problem
from tirkelim.cases.states import State
from tirkelim.law.messages import term
from tirkelim.portal.choices import language
from tirkelim.portal.wording import day_in_words
from tirkelim.register.assessment_queries import Accredited
from tirkelim.register.models import AssessmentConclusion, OrganisationFact
from tirkelim.services.assessment.request import AssessmentRequest
from tirkelim.services.common.specialty import specialty_name

Text = str | Promise

RESULTS: dict[str, Text] = {
    "passed": pgettext_lazy("stage", "Passed"),
    "failed": pgettext_lazy("stage", "Not passed"),
    "waived": pgettext_lazy("stage", "Waived by law"),
}
STATES: dict[State, tuple[Text, str]] = {
    State.DRAFT: (gettext_lazy("Draft"), "grey"),
    State.CONSIDERED: (gettext_lazy("With the organisation"), "blue"),
    State.WITHDRAWN: (gettext_lazy("Taken back"), "grey"),
}
ENDED: dict[bool, tuple[Text, str]] = {
    True: (pgettext_lazy("assessment", "Passed"), "green"),
    False: (pgettext_lazy("assessment", "Not passed"), "red"),
}
PROBLEMS: dict[str, Text] = {
    "page_missing": gettext_lazy("A question is not answered yet. Go back and answer it."),
    "no_sheet": gettext_lazy(
        "A level above the initial one needs a confirmation sheet in this specialty, and the register has none."
    ),
    "sheet_changed": gettext_lazy("Another sheet stands now. Look at it and send once more."),
    "not_agreed": gettext_lazy("Tick the box to hand the request over"),
    "not_accredited": gettext_lazy("The organisation had no accreditation on this day"),
    "in_the_future": gettext_lazy("This day has not come yet"),
    "before_request": gettext_lazy("The day of the assessment lies before the day of the request"),
    "missing": gettext_lazy("Fill this in"),
    "too_long": gettext_lazy("This is too long"),
    "not_waived": gettext_lazy("On that day the law did not waive this stage. Choose how it ended"),
    "stage_failed": gettext_lazy("With a stage that was due and not passed, the assessment is not passed"),
    "no_level_here": gettext_lazy("A level is found only when one was asked for and the assessment is passed"),
    "other_track": gettext_lazy("Choose a level of the same track"),
    "taken": gettext_lazy("Your organisation has used this number already. Check the protocol number"),
    "nothing_changed": gettext_lazy("Nothing differs from what is recorded. Change what is wrong"),
    "not_in_this_state": gettext_lazy("This can no longer be done: the request has moved on."),
    "command_reused": gettext_lazy("This page was sent before with other answers. Check what is saved and send again."),
}
STALE = gettext_lazy("The request was changed in another window. What you typed here is kept: check it and send again.")
OF_A_FIELD: dict[tuple[str, str], Text] = {
    ("not_accredited", "organisation"): gettext_lazy(
        "This organisation is no longer accredited. Choose another: what you have answered is kept."
    ),
    ("missing", "level"): gettext_lazy("Choose the level that was found"),
}
"""Problems whose words depend on the field."""


def problem_in_words(problem: Problem) -> str:
    """What to tell about a problem."""
    words = OF_A_FIELD.get((problem.code, problem.field)) or PROBLEMS.get(problem.code)
    return str(words or _("This could not be done. Check the page and try again."))


def stage_name(stage: str) -> str:
    """A stage, beginning with a capital."""
    return sentence(term(f"level.stage.{stage}", language()))


def stage_names(stages: Iterable[str]) -> str:
    """Stages in one line."""
    return sentence(", ".join(term(f"level.stage.{stage}", language()) for stage in stages))


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def result_of(stages: Mapping[str, str], stage: str) -> str:
    """How a stage ended."""
    return str(RESULTS.get(stages.get(stage, ""), "–"))


def specialty_of(asked: AssessmentRequest) -> str:
    """The specialty that is asked for."""
    return specialty_name(asked.specialty, language()) if asked.specialty else _("Assessment")


def wanted(asked: AssessmentRequest) -> str:
    """What the result is for."""
    if asked.level is not None:
        return _("Level %(level)s") % {"level": asked.level}
    return _("A first certificate, without a level")


def organisation_name(facts: OrganisationFact | None) -> str:
    """What an organisation is called."""
    return facts.name(language()) if facts is not None else "–"


def state_of(state: str, conclusion: AssessmentConclusion | None) -> tuple[Text, str]:
    """The state of a request as people read it, with the colour of its tag."""
    if conclusion is not None:
        return ENDED[conclusion.passed]
    return STATES.get(State(state), (gettext_lazy("Completed"), "grey"))


def meaning(conclusion: AssessmentConclusion) -> str:
    """What a conclusion means for the worker, in plain words (283/2020 p.16)."""
    said = {"level": conclusion.conclusion_level, "asked": conclusion.level}
    if not conclusion.passed:
        if conclusion.level is None:
            return _("On this result no certificate is given. You may prepare and ask for an assessment again.")
        return _(
            "On this result no level is given. The level that you hold stays yours. You may prepare and ask for an "
            "assessment again, here or at another organisation."
        )
    if conclusion.level is None:
        return _("You can now apply for a certificate: the department takes this result from the register itself.")
    if conclusion.conclusion_level == conclusion.level:
        return (
            _(
                "You can now apply for level %(level)s: the department takes this result from the register itself and "
                "checks the other requirements, such as education and length of service."
            )
            % said
        )
    return (
        _(
            "You asked for level %(asked)s, and the organisation found level %(level)s. You can apply for level "
            "%(level)s; for %(asked)s this result is not enough."
        )
        % said
    )


def until_words(one: Accredited) -> str:
    """Up to when an accreditation holds."""
    if one.until is None:
        return _("without a term")
    return _("until %(day)s") % {"day": day_in_words(one.until, language(), "until")}
