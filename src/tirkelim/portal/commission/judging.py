"""A member at one person's case: first the declaration, then the papers, then a score; at last everyone's scores."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.queries import standing_filings
from tirkelim.cases.states import State
from tirkelim.documents.models import EvidenceFile
from tirkelim.law.messages import write
from tirkelim.law.order_503_conformity.points import total_points
from tirkelim.law.period import Length
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.choices import language
from tirkelim.portal.commission.access import Visit, is_office, open_item, room, visit
from tirkelim.portal.commission.convening import crumbs_of
from tirkelim.portal.commission.giving import from_button, from_form
from tirkelim.portal.commission.showing import (
    case_view,
    holder_name,
    item_view,
    page,
    practice_of,
    profession_of,
    score_view,
    score_views,
    votes_in_words,
    yes_no,
)
from tirkelim.portal.commission.words import CRITERIA, GROUNDS, NO_GROUND, OBSTACLES
from tirkelim.portal.edge import command, hidden
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.saying import document_name, found_findings
from tirkelim.portal.serving import looked_at, serve_file
from tirkelim.portal.show import Row
from tirkelim.register.queries import log_access
from tirkelim.services.conformity.commission import scoring, taking_part
from tirkelim.services.conformity.commission.reading import Part, Standing, day_of, is_excluded, standing_of
from tirkelim.services.conformity.commission.resolving import diverging, ground_of, obstacle
from tirkelim.services.conformity.commission.scoring import Judgement, declared, declared_points, scores_open_to
from tirkelim.services.conformity.models import AgendaItem
from tirkelim.services.conformity.threshold import threshold_on

UNPROCESSABLE = 422
PURPOSE, FILE_PURPOSE = "case.read", "evidence.read"
YES_NO = (("yes", _("Yes")), ("no", _("No")))


class DeclareForm(PortalForm):
    """Whether the member is impartial."""

    conflict = forms.ChoiceField(
        label=_("Do you have a conflict of interest in this person's case?"),
        help_text=_("For example a relative, a colleague, an employer, a shared business. You say it once."),
        choices=[
            ("none", _("No, I have none")),
            ("yes", OptionWithHint(_("Yes"), _("The papers stay closed, and you take no part in this case."))),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What is the conflict?"),
        help_text=_("Only where you have one. It goes into the minutes."),
        required=False,
        max_length=taking_part.LONGEST_NOTE,
    )


def yes_no_field(label: Any, **how: Any) -> forms.ChoiceField:
    """A question that is answered with yes or no."""
    return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect, **how)


def number_field(label: Any, most: int, *, required: bool = False) -> forms.IntegerField:
    """A part of a length of service; empty stands for none. Years are asked for: nobody finds nothing by oversight."""
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=required)


class ScoreForm(PortalForm):
    """What the member finds proven, and recommends."""

    higher_education = yes_no_field(CRITERIA["higher_education"])
    academic_degree = yes_no_field(CRITERIA["academic_degree"])
    english_teaching_certificate = yes_no_field(CRITERIA["english_teaching_certificate"])
    years = number_field(_("Years"), scoring.MOST_YEARS, required=True)
    months = number_field(_("Months"), scoring.MOST_MONTHS)
    days = number_field(_("Days"), scoring.MOST_DAYS)
    qualification_meets = yes_no_field(
        _("Do qualification and education meet the requirements of the profession?"),
    )
    compared_with = forms.CharField(
        label=_("With what did you compare?"),
        help_text=_("The professional standard, the qualification directory or the model characteristics (p.8)."),
        max_length=scoring.LONGEST_STANDARD,
    )
    recommends_issue = yes_no_field(_("Do you recommend to issue the certificate?"))
    note = forms.CharField(
        label=_("Reasons and remarks"),
        help_text=_("Needed where you do not recommend issue or find that requirements are not met."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=scoring.LONGEST_NOTE,
    )

    @property
    def judged(self) -> Judgement:
        """The answers as a judgement."""
        said = self.cleaned_data
        return Judgement(
            said["higher_education"] == "yes",
            said["academic_degree"] == "yes",
            said["english_teaching_certificate"] == "yes",
            Length(said["years"] or 0, said["months"] or 0, said["days"] or 0),
            said["qualification_meets"] == "yes",
            said["compared_with"],
            said["recommends_issue"] == "yes",
            said["note"],
        )


@room("GET")
def item_page(request: HttpRequest, item: UUID) -> HttpResponse:
    """One person's case, as far as the reader may see it now."""
    at = visit(request)
    found = open_item(at, item)
    return _show(at, found)


@room("POST")
def declare(request: HttpRequest, item: UUID) -> HttpResponse:
    """Say whether there is a conflict of interest."""
    at = visit(request)
    found = open_item(at, item)
    form = DeclareForm(request.POST)
    if form.is_valid():
        said, given = form.cleaned_data, command(request, at.moment)
        conflict = said["conflict"] == "yes"
        if from_form(form, lambda: taking_part.declare(given, found, conflict=conflict, note=said["note"])):
            words = gettext("Recorded. You take no part in this case.") if conflict else gettext("Recorded.")
            messages.success(request, words)
            return redirect("commission_item", item=item)
    return _show(at, found, declare_form=form)


@room("POST")
def score(request: HttpRequest, item: UUID) -> HttpResponse:
    """Give the own score."""
    at = visit(request)
    found = open_item(at, item)
    form = ScoreForm(request.POST)
    if form.is_valid():
        given, seen = command(request, at.moment), request.POST.get("facts", "")
        if from_form(form, lambda: scoring.score(given, found, form.judged, seen)):
            messages.success(request, gettext("Your score is recorded."))
            return redirect("commission_item", item=item)
    return _show(at, found, score_form=form)


@room("POST")
def close(request: HttpRequest, item: UUID) -> HttpResponse:
    """The chair goes on without those who have not scored."""
    at = visit(request)
    found = open_item(at, item)
    from_button(
        at,
        lambda: scoring.close_scoring(command(request, at.moment), found),
        gettext("The scoring is closed."),
    )
    return redirect("commission_item", item=item)


@room("GET")
def file(request: HttpRequest, item: UUID, file: UUID) -> HttpResponse:
    """A file of the application, for a member who has no conflict; the look at it is logged for the applicant."""
    at = visit(request)
    found = open_item(at, item)
    part = standing_of(found).part_of(at.account.id)
    answer = serve_file(file, found.case.stream, lambda: sees_papers(at, found, part), looked_at)
    log_access(at.account.id, found.case.subject_id, FILE_PURPOSE, at.moment)
    return answer


def sees_papers(at: Visit, item: AgendaItem, part: Part | None) -> bool:
    """Whether the papers are open to the reader as a member: present, impartial, with the right to score, and as long
    as the case is with the commission."""
    return (
        part is not None
        and part.conflict is False
        and not part.excluded
        and item.removed_by_id is None
        and item.case.state == State.AT_COMMISSION
        and at.may("commission.score", item.case.scope())
    )


def _show(
    at: Visit, item: AgendaItem, *, declare_form: DeclareForm | None = None, score_form: ScoreForm | None = None
) -> HttpResponse:
    standing = standing_of(item)
    part = standing.part_of(at.account.id)
    papers = sees_papers(at, item, part)
    if papers:
        log_access(at.account.id, item.case.subject_id, PURPOSE, at.moment)
    excluded = is_excluded(at.account, item.case)
    # Who is judged, or acts for them, reads the scores in the minutes and not before.
    seen = standing.is_resolved or scores_open_to(standing, at.account.id)
    opened = seen and (not excluded or hasattr(item.sitting, "minutes"))
    may_score = papers and part is not None and part.is_awaited and not standing.closed and not standing.is_resolved
    context = page(
        at,
        item.sitting.territory,
        item=item,
        view=item_view(standing, day_of(item.sitting), at.today),
        standing=standing,
        part=part,
        mine=_mine(part, item),
        excluded=excluded,
        asks=part is not None and not part.excluded and part.conflict is None and not standing.is_resolved
        and item.removed_by_id is None,
        papers=_papers(item) if papers else None,
        files=_files(item) if papers else [],
        score_form=(score_form or ScoreForm()) if may_score else None,
        declare_form=declare_form or DeclareForm(),
        form=score_form or declare_form,
        hidden=hidden(facts=scoring.seen_digest(item.case) if papers else ""),
        office=is_office(at, item.sitting.territory),
        practice=practice_of(item.case),
        crumbs=crumbs_of(item.sitting, holder_name(item.case)),
        **_compared(at, standing, opened),
    )  # fmt: skip
    bound = score_form or declare_form
    status = UNPROCESSABLE if bound is not None and bound.errors else 200
    return render(at.request, "portal/commission/item.html", context, status=status)


def _mine(part: Part | None, item: AgendaItem) -> Any:
    if part is None or part.score is None:
        return None
    return score_view(part.member.name, part.member.is_chair, part.score, item.case)


def _compared(at: Visit, standing: Standing, opened: bool) -> dict[str, Any]:
    """Everyone's scores and what became of them; nothing before they are open to the reader."""
    chair = standing.chair
    is_chair = chair is not None and chair.member.account == at.account.id
    found: dict[str, Any] = {"opened": opened and bool(standing.scores), "is_chair": is_chair}
    left = () if standing.is_resolved else (*standing.awaited, *standing.absent)
    found["may_close"] = is_chair and chair is not None and chair.score is not None and bool(left)
    said = standing.item.resolution if standing.is_resolved else None
    hindered = "" if said is not None or not standing.is_at_rest else obstacle(standing)
    found["obstacle"] = OBSTACLES.get(hindered, "")
    if not found["opened"]:
        return found
    found["scores"] = score_views(standing)
    found["criteria"] = list(CRITERIA.values())
    found["diverging"] = [CRITERIA[name] for name in diverging(standing)]
    found["votes"] = votes_in_words(standing)
    found["may_resolve"] = is_chair and said is None and standing.is_compared and not hindered
    if said is not None:
        found["said"] = said
        found["agreed"] = score_view(gettext("The commission"), False, said, standing.item.case)
        found["ground"] = "" if said.recommends_issue else GROUNDS.get(ground_of(said) or 0, NO_GROUND)
    return found


def _papers(item: AgendaItem) -> dict[str, Any]:
    """What the applicant declared of education and work, and the points that it would give."""
    answers, lang = declared(item.case), language()
    education, work = answers.education, answers.work
    rows = [Row(gettext("Applicant"), holder_name(item.case)), Row(gettext("Profession"), profession_of(item.case))]
    if answers.request is not None and answers.request.framework_level:
        rows.append(Row(gettext("Level of the qualification framework"), str(answers.request.framework_level)))
    if education is not None:
        recognised = (education.recognised_by, education.recognition_number)
        for key, value in (
            (gettext("Specialty"), education.specialty),
            (gettext("Where the applicant studied"), education.institution),
            (gettext("Diploma"), education.document_number),
            (gettext("Recognised by"), ", ".join(filter(None, recognised))),
            (gettext("Exempt by a treaty"), yes_no(True) if education.treaty_exempts else ""),
            (gettext("Academic degree"), ", ".join(filter(None, (education.degree, education.degree_document)))),
            (CRITERIA["english_teaching_certificate"], education.english_number),
        ):
            if value:
                rows.append(Row(key, value))
    if work is not None:
        rows.append(Row(CRITERIA["service"], write(work.service, lang)))
        if work.workplace or work.position:
            rows.append(Row(gettext("Last place of work"), ", ".join(filter(None, (work.workplace, work.position)))))
    points = declared_points(item.case)
    total = total_points(points)
    return {
        "rows": rows,
        "points": found_findings(points),
        "total": "" if total is UNKNOWN else str(total),
        "threshold": threshold_on(item.case.territory, scoring.applied_on(item.case)),
        "case": case_view(item.case, day_of(item.sitting)),
    }


def _files(item: AgendaItem) -> list[dict[str, Any]]:
    names = {one.id: one for one in EvidenceFile.objects.filter(owner_stream=item.case.stream)}
    return [
        {
            "title": document_name(filing.document),
            "name": names[filing.evidence].original_name,
            "href": reverse("commission_file", args=[item.id, filing.evidence]),
        }
        for filing in standing_filings(item.case)
        if filing.evidence in names
    ]
