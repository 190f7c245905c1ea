"""The parts of an application that is being written, and where each stands."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.portal.licences.information import status_of_information
from tirkelim.portal.licences.links import payment_link
from tirkelim.portal.licences.pages import BASES, INFORMATION, NAMES, PAGES, missing, parts_of, status, typed_at
from tirkelim.portal.licences.papers import checklist
from tirkelim.portal.licences.weighing import weighed_or_none
from tirkelim.portal.show import Task
from tirkelim.services.licence.payments import counted_payment, fee_of


def tasks_of(case: Case, moment: datetime, *, writes: bool) -> list[tuple[str, list[Task]]]:
    """Answers, documents, fee, sending: each with its status and, for whoever may write, the way there."""
    groups = [
        (_("Your answers"), [_part(case, key, moment) for key in parts_of(case)]),
        (_("Proof and fee"), [_documents(case, moment), *_fee(case, moment)]),
        (_("Sending"), [_send(case)]),
    ]
    if writes:
        return groups
    return [(title, [task._replace(href="") for task in tasks]) for title, tasks in groups]


def _part(case: Case, key: str, moment: datetime) -> Task:
    if key != INFORMATION:
        return Task(NAMES[key], status(case, key, localdate(moment)), _address(case, key))
    found = status_of_information(case, moment)
    if found == "cannot_start":
        return Task(NAMES[key], found, hint=_("First say what is done at which base"))
    return Task(NAMES[key], found, reverse("licences_information", args=[case.id]))


def _address(case: Case, key: str) -> str:
    if key == BASES:
        return reverse("licences_bases", args=[case.id])
    first = PAGES[key].open_steps(typed_at(case, key))[0]
    return reverse("licences_step", args=[case.id, key, first.slug])


def _documents(case: Case, moment: datetime) -> Task:
    lines = checklist(case, weighed_or_none(case, moment), writes=True)
    href = reverse("licences_documents", args=[case.id])
    lacking = sum(line.status == "missing" for line in lines)
    if lacking:
        return Task(_("Documents"), "in_progress", href, _("Missing: %(count)s") % {"count": lacking})
    if any(line.status == "unknown" for line in lines):
        return Task(_("Documents"), "in_progress", href, _("Whether some are needed is still open"))
    return Task(_("Documents"), "done", href)


def _fee(case: Case, moment: datetime) -> list[Task]:
    """The fee, where there is one: it can be paid now or later."""
    fee = fee_of(case, localdate(moment))
    if fee is None or fee.is_free:
        return []
    if counted_payment(case) is not None:
        return [Task(_("Licence fee"), "done", payment_link(case))]
    return [Task(_("Licence fee"), "to_do", payment_link(case), _("You can pay now or after sending"))]


def _send(case: Case) -> Task:
    if missing(case):
        return Task(_("Check and send"), "cannot_start", hint=_("First complete the parts above"))
    return Task(_("Check and send"), "to_do", reverse("licences_check", args=[case.id]))
