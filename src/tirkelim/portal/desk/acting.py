"""What an officer does before deciding: a finding of their own, taking it back, asking sources again, asking for
documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.command import Invalid, Stale
from tirkelim.cases.decisions import weigh
from tirkelim.cases.engine import execute
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.portal.desk.access import commands_of, desk_case, room
from tirkelim.portal.desk.outcomes import settle, who_was_first
from tirkelim.portal.desk.proposal import missing_documents
from tirkelim.portal.desk.reading import heading
from tirkelim.portal.desk.services import Text, desk_service
from tirkelim.portal.desk.words import SETTLED_BY
from tirkelim.portal.edge import account_of, case_command, command, hidden, now
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.saying import document_name
from tirkelim.services.common.pages import LEVEL, answer_text

UNPROCESSABLE = 422
LONGEST_NOTE = 2000
LONGEST_REFERENCE = 300


class FindingForm(PortalForm):
    """What the officer established, and the document it rests on."""

    kind = forms.ChoiceField(
        label=_("What have you established?"),
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(
        label=_("The document it rests on"),
        help_text=_("Who issued it, its number and date. It is printed in the decision."),
        max_length=LONGEST_REFERENCE,
        error_messages={"required": _("Name the document that the finding rests on")},
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For your colleagues. It stays in the case."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, *args: Any, kinds: Mapping[str, tuple[Text, Text]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        field.choices = [  # type: ignore[attr-defined]
            (kind, OptionWithHint(title, hint)) for kind, (title, hint) in kinds.items()
        ]


class AskForm(PortalForm):
    """Which of the missing documents the applicant is asked for."""

    documents = forms.MultipleChoiceField(
        label=_("Which documents do you ask for?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one document")},
    )
    note = forms.CharField(
        label=_("Note to the applicant"),
        help_text=_("Say what exactly is missing. The applicant reads it in the cabinet."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, *args: Any, missing: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["documents"]
        field.choices = [(one, document_name(one)) for one in missing]  # type: ignore[attr-defined]
        field.initial = missing


def findings_open(case: Case) -> Mapping[str, tuple[Text, Text]]:
    """What can be established in a case: of what is not claimed nothing."""
    desk = desk_service(case)
    with_level = bool(answer_text(case.draft.data, *LEVEL))
    return {kind: words for kind, words in desk.findings.items() if with_level or kind not in desk.of_level}


def _awaited_first(case: Case, moment: datetime) -> Mapping[str, tuple[Text, Text]]:
    """What can be established, and first of it what the case waits for: nobody searches a long list for it."""
    found = findings_open(case)
    verdicts = weigh(case, moment).proposal.verdicts
    awaited = {kind for verdict in verdicts for name in verdict.waiting_for for kind in SETTLED_BY.get(name, ())}
    return {kind: found[kind] for kind in sorted(found, key=lambda kind: kind not in awaited)}


def acted_on(request: HttpRequest, case: UUID, moment: datetime, wanted: str) -> tuple[Case, HttpResponse | None]:
    """A case for a page on which something is done with it; and where to go instead when that is over.

    A posted form goes on to the engine all the same: only it knows a repeated click from a late one. Raises Http404
    for readers who could not do it in any state.
    """
    found = desk_case(request, case, moment, "case.read")
    if wanted in commands_of(request, found, moment):
        return found, None
    if not _acts_at_all(request, found, moment):
        raise Http404
    if request.method == "POST":
        return found, None
    messages.warning(request, who_was_first(found))
    return found, redirect("desk_case", found.id)


def _acts_at_all(request: HttpRequest, case: Case, moment: datetime) -> bool:
    """Whether the reader acts on such cases: asked of the same case as though it were open."""
    return bool(commands_of(request, Case(**_fields(case), state=State.CONSIDERED), moment))


def _fields(case: Case) -> dict[str, Any]:
    names = ("id", "service", "authority", "subject_id", "representative", "organisation", "territory")
    return {name: getattr(case, name) for name in names}


@room("GET", "POST")
def finding_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Record a finding of one's own."""
    moment = now()
    posted = request.method == "POST"
    found, elsewhere = acted_on(request, case, moment, "record_finding")
    if elsewhere:
        return elsewhere
    kinds = findings_open(found) if posted and _is_late(request, found) else _awaited_first(found, moment)
    form = FindingForm(request.POST if posted else None, kinds=kinds)
    if posted and (form.is_valid() or _is_late(request, found)):
        wanted = case_command(request, "record_finding", found.id, moment, form.cleaned_data)
        outcome = execute(wanted, account_of(request))
        return settle(request, found, outcome, _("The finding is recorded."))
    context = {**heading(found, moment, None), "form": form, "hidden": hidden(found)}
    return render(request, "portal/desk/finding.html", context, status=UNPROCESSABLE if posted else 200)


@room("POST")
def take_back(request: HttpRequest, case: UUID, finding: UUID) -> HttpResponse:
    """Take back a finding recorded by mistake."""
    moment = now()
    found = desk_case(request, case, moment, "case.read")
    wanted = case_command(request, "remove_finding", found.id, moment, {"finding": str(finding)})
    return settle(request, found, execute(wanted, account_of(request)), _("The finding is taken back."))


@room("POST")
def pass_to_commission(request: HttpRequest, case: UUID) -> HttpResponse:
    """Hand a whole application over to the commission."""
    return _at_once(request, case, "pass_to_commission", _("The application is with the commission."))


@room("POST")
def recall_from_commission(request: HttpRequest, case: UUID) -> HttpResponse:
    """Take an application back from the commission, as long as it has not resolved on it."""
    return _at_once(request, case, "recall_from_commission", _("The application is back at the desk."))


def _at_once(request: HttpRequest, case: UUID, name: str, done: Text) -> HttpResponse:
    moment = now()
    found = desk_case(request, case, moment, "case.pass", "case.pass")
    return settle(request, found, execute(case_command(request, name, found.id, moment), account_of(request)), done)


@room("POST")
def ask_sources(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask the state systems that have not answered again; then note in the case what they said."""
    moment = now()
    found = desk_case(request, case, moment, "case.read")
    wanted = case_command(request, "refresh_sources", found.id, moment)
    # Checked before anyone is asked: a stranger's click, or one on an old page, must not reach another system.
    if "refresh_sources" not in commands_of(request, found, moment):
        return settle(request, found, execute(wanted, account_of(request)), "")
    if wanted.version != found.version:
        return settle(request, found, execute(wanted, account_of(request)), _("The state systems were asked."))
    first = command(request, moment)
    answers = desk_service(found).ask(found, first._replace(id=uuid5(first.id, "ask")))
    outcome = execute(wanted._replace(body={"answers": answers}), account_of(request))
    if isinstance(outcome, Invalid) or (isinstance(outcome, Stale) and not answers):
        return settle(request, found, outcome, "")
    silent = any(answer == "unavailable" for answer in answers.values())
    done = gettext("A state system still does not answer.") if silent else gettext("The state systems have answered.")
    return settle(request, found, outcome, done)


@room("GET", "POST")
def ask_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask the applicant for documents that are missing."""
    moment = now()
    posted = request.method == "POST"
    found, elsewhere = acted_on(request, case, moment, "ask_for_documents")
    if elsewhere:
        return elsewhere
    missing = missing_documents(weigh(found, moment))
    form = AskForm(request.POST if posted else None, missing=missing)
    if posted and (form.is_valid() or _is_late(request, found)):
        body = {"documents": form.cleaned_data.get("documents", []), "note": form.cleaned_data.get("note", "")}
        wanted = case_command(request, "ask_for_documents", found.id, moment, body)
        return settle(request, found, execute(wanted, account_of(request)), _("The applicant is asked."))
    context = {**heading(found, moment, None), "form": form, "missing": missing, "hidden": hidden(found)}
    return render(request, "portal/desk/ask.html", context, status=UNPROCESSABLE if posted else 200)


def _is_late(request: HttpRequest, case: Case) -> bool:
    """Whether the page that was sent shows an older version: then the form's complaints are beside the point."""
    return request.POST.get("version") != str(case.version)
