"""A stored decision decided again with today's rules, beside what was decided then. Changes nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tirkelim.cases.models import Decision
from tirkelim.cases.queries import latest_decision
from tirkelim.cases.replay import Cause, Replay, replay
from tirkelim.law.book import KERNEL, current_book
from tirkelim.law.restore import CannotRestore
from tirkelim.portal.desk.access import desk_case, room
from tirkelim.portal.desk.reading import heading, requirement_name
from tirkelim.portal.desk.words import CLAIMS
from tirkelim.portal.edge import now
from tirkelim.portal.show import Link
from tirkelim.portal.statuses import mark

CAUSES: dict[Cause, str | Promise] = {
    Cause.SAME: gettext_lazy("The rules of today decide the same."),
    Cause.BOOK: gettext_lazy("The difference comes from changed data of the law: editions, numbers or lists."),
    Cause.KERNEL: gettext_lazy("The difference comes from changed code of the rules."),
    Cause.UNEXPLAINED: gettext_lazy("The difference has no known cause: the law's data and the code are the same."),
}


@room("GET")
def replay_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Then and now, and the cause of a difference."""
    moment = now()
    found = desk_case(request, case, moment, "case.replay")
    decision = latest_decision(found)
    if decision is None:
        raise Http404
    back = Link(str(found.number), reverse("desk_case", args=[found.id]))
    context: dict[str, Any] = {
        **heading(found, moment, decision),
        "decision": decision,
        "crumbs": [Link(pgettext("navigation", "Desk"), reverse("desk")), back, Link(_("Replay"), "")],
        "kernel": KERNEL,
        "book": current_book().digest,
    }
    try:
        context |= _compared(replay(decision), decision)
    except (CannotRestore, ValueError):
        context["impossible"] = True
    return render(request, "portal/desk/replay.html", context)


def _compared(found: Replay, decision: Decision) -> dict[str, Any]:
    return {
        "several": len(found.then) > 1,
        "then": [_verdict(verdict) for verdict in found.then],
        "now": [_verdict(verdict) for verdict in found.now],
        "changed": [
            (requirement_name(id, decision), before and mark(before), after and mark(after))
            for id, before, after in found.changed
        ],
        "same": found.cause is Cause.SAME,
        "cause": CAUSES[found.cause],
    }


def _verdict(verdict: Any) -> dict[str, Any]:
    return {
        "name": CLAIMS.get(verdict["claim"], verdict["claim"]),
        "outcome": verdict["outcome"],
        "grounds": ", ".join(str(ground["number"]) for ground in verdict["grounds"]),
        "terms": verdict["terms"],
    }
