"""Recording the conclusion of an assessment, and correcting one that was written down wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.command import Invalid, Outcome, Stale
from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case
from tirkelim.cases.service import Problem
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.assessed_levels import levels_beside
from tirkelim.portal.applicant.giving import give, is_done
from tirkelim.portal.assessor.access import received_case, room
from tirkelim.portal.assessor.asking import request_of
from tirkelim.portal.assessor.reading import RECORD, heading
from tirkelim.portal.assessor.showing import StagesView, stages_of
from tirkelim.portal.assessor.words import RESULTS, STALE, problem_in_words, stage_name
from tirkelim.portal.edge import account_of, hidden, now
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.register.assessment_queries import conclusion_of_case
from tirkelim.register.models import AssessmentConclusion
from tirkelim.services.assessment.stages import FAILED, PASSED, STAGES, WAIVED

UNPROCESSABLE, CONFLICT = 422, 409
PASSED_WORD, FAILED_WORD = "yes", "no"
RECORDED = {
    "record_conclusion": _("The conclusion is recorded."),
    "correct_conclusion": _("The conclusion is corrected."),
}


HOW_IT_ENDED = {
    "knowledge": _("Choose how the knowledge test ended"),
    "case_testing": _("Choose how case testing ended"),
}
"""The list of mistakes stands apart from the fields, so each line names its stage."""


class ConclusionForm(PortalForm):
    """How each stage ended, the result, the level found, the day and the protocol."""

    passed = forms.ChoiceField(
        label=_("The result of the assessment"),
        widget=forms.RadioSelect,
        choices=[(PASSED_WORD, _("Passed")), (FAILED_WORD, _("Not passed"))],
        error_messages={"required": _("Choose the result")},
    )
    level = forms.ChoiceField(
        label=_("Level found"),
        help_text=_("Only when the assessment is passed: the level asked for, or another of the same track."),
        required=False,
    )
    assessed_on = DayField(label=_("Day of the assessment"))
    protocol_number = forms.CharField(
        label=_("Protocol number"),
        help_text=_("Your organisation uses a number once."),
        max_length=60,
        error_messages={"required": _("Write the number of the protocol")},
    )

    field_order = (*STAGES, "passed", "level", "assessed_on", "protocol_number", "reason")

    def __init__(
        self, *args: Any, levels: Sequence[str], waived: Sequence[str], moment: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for stage in STAGES:
            self.fields[stage] = _stage_field(stage, stage in waived)
        if levels:
            choices = [("", gettext("No level")), *((level, level) for level in levels)]
            self.fields["level"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["level"]
        self.fields["assessed_on"].latest = localdate(moment)  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def body(self) -> dict[str, Any]:
        """What the command says."""
        said = self.cleaned_data
        return {
            "stages": {stage: said[stage] for stage in STAGES},
            "passed": said["passed"] == PASSED_WORD,
            "level": said.get("level") or None,
            "assessed_on": said["assessed_on"].isoformat(),
            "protocol_number": said["protocol_number"],
        }


class CorrectionForm(ConclusionForm):
    """The same, and why it is corrected."""

    reason = forms.CharField(
        label=_("What was wrong?"),
        help_text=_("It stays in the journal beside the earlier version."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Say what was wrong")},
    )

    def body(self) -> dict[str, Any]:
        """What the command says."""
        return {**super().body(), "reason": self.cleaned_data["reason"]}


def _stage_field(stage: str, waived: bool) -> forms.ChoiceField:
    offered = (PASSED, FAILED, WAIVED) if waived else (PASSED, FAILED)
    return forms.ChoiceField(
        label=stage_name(stage),
        widget=forms.RadioSelect,
        choices=[(result, RESULTS[result]) for result in offered],
        initial=WAIVED if waived else None,
        error_messages={"required": HOW_IT_ENDED[stage]},
    )


@room("GET", "POST")
def conclude_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Record the conclusion of a request that waits."""
    return _page(request, case, "record_conclusion", ConclusionForm)


@room("GET", "POST")
def correct_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Correct a conclusion, with the reason; the earlier version stays known."""
    return _page(request, case, "correct_conclusion", CorrectionForm)


def _page(request: HttpRequest, case: UUID, name: str, kind: type[ConclusionForm]) -> HttpResponse:
    moment = now()
    found = received_case(request, case, moment, RECORD, "assessment.record")
    posted = request.method == "POST"
    if not posted and name not in commands_open_to(account_of(request), found, moment):
        # Somebody concluded already, or the worker took the request back.
        messages.warning(request, problem_in_words(Problem("not_in_this_state")))
        return redirect("assessment", case=case)
    asked = request_of(found, moment)
    due, view = stages_of(asked, found.subject_id, moment)
    form = kind(
        request.POST if posted else None,
        levels=levels_beside(asked.level, localdate(moment), current_book()) if asked.level else (),
        waived=_offered(due.waived, found, name),
        moment=moment,
        initial=_initial(found, name),
    )
    if not posted:
        return _show(request, found, name, form, view, moment)
    if not form.is_valid():
        return _show(request, found, name, form, view, moment, UNPROCESSABLE)
    outcome = give(request, found, name, moment, **form.body())
    if is_done(outcome):
        messages.success(request, str(RECORDED[name]))
        return redirect("assessment", case=case)
    add_errors(form, outcome)
    status = CONFLICT if isinstance(outcome, Stale) else UNPROCESSABLE
    return _show(request, Case.objects.select_related("draft").get(pk=case), name, form, view, moment, status)


def _offered(waived: Sequence[str], case: Case, name: str) -> tuple[str, ...]:
    """The stages that may be called waived: those of the law, and in a correction those called so before."""
    row = conclusion_of_case(case.id) if name == "correct_conclusion" else None
    before = [stage for stage in STAGES if row is not None and row.stages.get(stage) == WAIVED]
    return tuple(dict.fromkeys((*waived, *before)))


def _initial(case: Case, name: str) -> dict[str, Any]:
    """A new conclusion begins empty, so that nothing is said by oversight; a correction with what is recorded."""
    row: AssessmentConclusion | None = conclusion_of_case(case.id) if name == "correct_conclusion" else None
    if row is None:
        return {}
    return {
        **row.stages,
        "passed": PASSED_WORD if row.passed else FAILED_WORD,
        "level": row.conclusion_level or "",
        "assessed_on": row.assessed_on,
        "protocol_number": row.protocol_number,
    }


def add_errors(form: PortalForm, outcome: Outcome) -> None:
    """Put what went wrong beside the fields it is about."""
    if isinstance(outcome, Invalid):
        for problem in outcome.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem_in_words(problem))
    else:
        form.add_error(None, str(STALE))


def _show(
    request: HttpRequest, case: Case, name: str, form: PortalForm, stages: StagesView, moment: datetime,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        **heading(case, moment),
        "form": form,
        "stages": stages,
        "correcting": name == "correct_conclusion",
        "hidden": hidden(case),
    }
    return render(request, "portal/assessor/conclude.html", context, status=status)
