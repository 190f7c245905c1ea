"""The task list of an application: its parts, where each stands, and what has to come before what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.gateway.consent import ConsentState, consent_states
from tirkelim.law.finding import NeedStatus
from tirkelim.portal.applicant.answers import address
from tirkelim.portal.applicant.draft import Page, status_of, typed_of
from tirkelim.portal.applicant.rows import rows_of, status_of_rows
from tirkelim.portal.applicant.services import wizard_of
from tirkelim.portal.applicant.wizard import Consents
from tirkelim.portal.saying import FORM_DOCUMENTS
from tirkelim.portal.show import Task


def answer_tasks(case: Case, today: date) -> list[Task]:
    """The parts that are answered by the applicant; one that this applicant is not asked says why."""
    wizard, data = wizard_of(case), case.draft.data
    spared = wizard.spared(case, today)
    tasks = []
    for key in wizard.order:
        entry = data.get(key)
        if key in spared:
            tasks.append(Task(wizard.title_of(key), "not_required", hint=spared[key]))
        elif key in wizard.pages:
            page = wizard.pages[key]
            href = reverse("application_step", kwargs={"case": case.id, "page": key, "step": first_step(page, entry)})
            tasks.append(Task(page.title, status_of(page, entry, today), href))
        else:
            page_of_rows = wizard.lists[key]
            href = reverse("application_rows", kwargs={"case": case.id, "page": key})
            count = len(rows_of(entry))
            hint = _("Added: %(count)s") % {"count": count} if count else ""
            tasks.append(Task(page_of_rows.title, status_of_rows(page_of_rows, entry, today), href, hint))
    return tasks


def first_step(page: Page, entry: Mapping[str, Any] | None) -> str:
    """Where a part begins."""
    return page.open_steps(typed_of(page, entry))[0].slug


def consent_tasks(case: Case, weighed: Weighed, now: datetime) -> list[Task]:
    """Consent: possible once it is known which data are needed; nothing where no state system is asked."""
    consents = wizard_of(case).consents
    return [] if consents is None else [_consent_task(case, consents, weighed, now)]


def _consent_task(case: Case, consents: Consents, weighed: Weighed, now: datetime) -> Task:
    title = _("Consent to take data from state systems")
    if not may_ask_consent(case):
        return Task(title, "cannot_start", hint=consents.first)
    answered = consent_states(case.id, now)
    states = [answered[data_set] for data_set in consents.needed(weighed)]
    href = address("application_consent", case)
    unsaid = (ConsentState.NONE, ConsentState.ENDED)
    if all(state in unsaid for state in states):
        return Task(title, "to_do", href)
    if any(state in unsaid for state in states):
        return Task(title, "in_progress", href)
    refused = any(state is not ConsentState.GIVEN for state in states)
    return Task(title, "error" if refused else "done", href, _("Without consent: refusal") if refused else "")


def may_ask_consent(case: Case) -> bool:
    """Whether enough is answered to know which data are needed."""
    wizard = wizard_of(case)
    first = wizard.consents.before if wizard.consents else ()
    return not wizard.missing(case, localdate(case.submitted_at or case.draft.saved_at), first)


def documents_task(case: Case, weighed: Weighed) -> Task:
    """Documents: what is missing of those that this applicant owes."""
    needs = [need for need in weighed.proposal.documents if need.document not in FORM_DOCUMENTS]
    lacking = sum(need.status is NeedStatus.MISSING for need in needs)
    href = address("application_documents", case)
    if lacking:
        return Task(_("Documents"), "in_progress", href, _("Missing: %(count)s") % {"count": lacking})
    missing = wizard_of(case).missing(case, weighed.day)
    if any(need.status is NeedStatus.UNKNOWN for need in needs) and not missing:
        return Task(_("Documents"), "in_progress", href, _("State systems have not answered everything yet"))
    if missing:
        return Task(_("Documents"), "to_do", href, _("The list is final once the parts above are complete"))
    return Task(_("Documents"), "done", href)


def send_task(case: Case, today: date) -> Task:
    """Check and send: possible once every part makes sense."""
    if wizard_of(case).missing(case, today):
        return Task(_("Check and send"), "cannot_start", hint=_("First complete the parts above"))
    return Task(_("Check and send"), "to_do", address("application_check", case))
