"""The parts of an application that is being written, and where each stands."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.portal.applicant.draft import typed_of
from tirkelim.portal.conformity.pages import PAGES, REQUEST, entry_at, missing, parts_of, status, title_of
from tirkelim.portal.conformity.papers import checklist
from tirkelim.portal.conformity.weighing import weighed_or_none
from tirkelim.portal.show import Task


def tasks_of(case: Case, moment: datetime) -> list[tuple[str, list[Task]]]:
    """Answers, documents, sending: each with its status and the way there."""
    today = localdate(moment)
    answers = [Task(title_of(key), status(case, key, today), _address(case, key)) for key in parts_of(case)]
    return [
        (_("Your answers"), answers),
        (_("Proof"), [_documents(case, moment)]),
        (_("Sending"), [_send(case)]),
    ]


def _address(case: Case, key: str) -> str:
    if key == REQUEST:
        return reverse("conformity_profession", args=[case.id])
    part = PAGES[key]
    first = part.open_steps(typed_of(part, entry_at(case, key)))[0]
    return reverse("conformity_step", args=[case.id, key, first.slug])


def _documents(case: Case, moment: datetime) -> Task:
    lines = checklist(case, weighed_or_none(case, moment))
    href = reverse("conformity_documents", args=[case.id])
    lacking = sum(line.status == "missing" for line in lines)
    if lacking:
        return Task(_("Documents"), "in_progress", href, _("Missing: %(count)s") % {"count": lacking})
    return Task(_("Documents"), "done", href)


def _send(case: Case) -> Task:
    if missing(case):
        return Task(_("Check and send"), "cannot_start", hint=_("First complete the parts above"))
    return Task(_("Check and send"), "to_do", reverse("conformity_check", args=[case.id]))
