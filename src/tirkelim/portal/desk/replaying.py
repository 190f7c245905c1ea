"""A stored decision decided again with today's rules, on its own day or as of another, beside what was decided then.

Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tirkelim.cases.models import Case, Decision
from tirkelim.cases.replay import Cause, Difference, Replay, replay
from tirkelim.law.book import KERNEL
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.edition import Edition, NotInForce
from tirkelim.law.messages import text
from tirkelim.law.parameter import ParameterNotSet
from tirkelim.law.restore import CannotRestore, restore
from tirkelim.portal.desk.access import desk_case, room
from tirkelim.portal.desk.reading import heading, practice_of, stored_editions
from tirkelim.portal.desk.services import desk_service
from tirkelim.portal.desk.words import CLAIMS, language
from tirkelim.portal.edge import now
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.law_pages import edition_in_words
from tirkelim.portal.saying import stored_findings
from tirkelim.portal.show import Link

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
UNPROCESSABLE = 422
CAUSES: dict[Cause, str | Promise] = {
    Cause.SAME: gettext_lazy("The rules of today decide the same."),
    Cause.BOOK: gettext_lazy("The difference comes from changed data of the law: editions, numbers or lists."),
    Cause.KERNEL: gettext_lazy("The difference comes from changed code of the rules."),
    Cause.FACTS: gettext_lazy(
        "The difference comes from facts: today's rules read one that was not recorded then and counts as not known."
    ),
    Cause.DAY: gettext_lazy(
        "The difference comes from the day: another wording or other numbers hold on it, or spans of time end on it."
    ),
    Cause.NOT_IN_FORCE: gettext_lazy("On this day the rules do not decide."),
    Cause.UNEXPLAINED: gettext_lazy("The difference has no known cause: the law's data and the code are the same."),
}


class DayForm(PortalForm):
    """As of which day."""

    on = DayField(
        label=gettext_lazy("As if applied for and decided on which day?"),
        help_text=gettext_lazy("The facts stay those of the decision. Nothing is changed."),
        earliest=EARLIEST,
        latest=LATEST,
    )


@room("GET")
def replay_page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Then and now, and the cause of a difference. ``?on=YYYY-MM-DD`` as of another day than the decision's own,
    ``?decision=1`` the first decision where a complaint led to a second."""
    moment = now()
    found = desk_case(request, case, moment, "case.replay")
    decisions = list(Decision.objects.filter(case=found).select_related("case", "sheet", "change").order_by("seq"))
    decision = _chosen(decisions, request.GET.get("decision"))
    form = DayForm(_day_boxes(request.GET) or None, initial={"on": decision.decided_on})
    valid = not form.is_bound or form.is_valid()
    back = Link(str(found.number), reverse("desk_case", args=[found.id]))
    context: dict[str, Any] = {
        **heading(found, moment, decision),
        "decision": decision,
        "others": _others(found, decisions, decision),
        "crumbs": [Link(pgettext("navigation", "Desk"), reverse("desk")), back, Link(_("Replay"), "")],
        "kernel": KERNEL,
        "form": form,
    }
    if valid:
        on = form.cleaned_data["on"] if form.is_bound else decision.decided_on
        context |= {"is_ahead": on > localdate(moment), **_replayed(decision, on)}
    return render(request, "portal/desk/replay.html", context, status=200 if valid else UNPROCESSABLE)


def _chosen(decisions: list[Decision], seq: str | None) -> Decision:
    """The decision that is asked for, the newest where none is. Raises Http404."""
    wanted = [one for one in decisions if seq is None or str(one.seq) == seq]
    if not wanted:
        raise Http404
    return wanted[-1]


def _others(case: Case, decisions: Iterable[Decision], chosen: Decision) -> list[Link]:
    """The other decisions of the case."""
    href = reverse("desk_replay", args=[case.id])
    return [
        Link(_("Decision %(number)s of this application") % {"number": one.seq}, f"{href}?decision={one.seq}")
        for one in decisions
        if one.seq != chosen.seq
    ]


def _day_boxes(sent: Mapping[str, str]) -> dict[str, str]:
    """The day asked for as its three boxes are sent; an address may name it in one word instead."""
    boxes = {name: sent[name] for name in ("on_day", "on_month", "on_year") if name in sent}
    if boxes or not sent.get("on"):
        return boxes
    year, _dash, rest = sent["on"].partition("-")
    month, _dash, day = rest.partition("-")
    return {"on_day": day, "on_month": month, "on_year": year}


def _replayed(decision: Decision, on: date) -> dict[str, Any]:
    """What a replay on the day shows, or that there can be none."""
    context: dict[str, Any] = {"on": on, "moved": on != decision.decided_on}
    try:
        return context | _compared(replay(decision, on), decision)
    except (CalendarNotKnown, ParameterNotSet):
        return context | {"beyond": True}
    except (CannotRestore, ValueError):
        return context | {"impossible": True}


def _compared(found: Replay, decision: Decision) -> dict[str, Any]:
    editions = [restore(Edition, one) for one in found.editions]
    return {
        "several": len(found.then) > 1,
        "then": [_verdict(verdict, decision) for verdict in found.then],
        "now": [_verdict(verdict, decision) for verdict in found.now],
        "changed": [_difference(one) for one in found.changed],
        "same": found.cause is Cause.SAME,
        "cause": CAUSES[found.cause],
        "why_out": _why_out(found.out) if found.out else "",
        "editions_then": stored_editions(decision),
        "editions_now": [edition_in_words(edition) for edition in editions],
        "practice": practice_of(decision.case, editions[0]) if editions else "",
        "book": found.book,
    }


def _why_out(out: NotInForce) -> str:
    """Why no wording answers on the day: not yet there, not held (decided by hand), or repealed and by what order."""
    params = (("day", out.day), ("act", out.act), ("boundary", out.boundary), ("by", out.by))
    return text(f"ask.error.not_in_force_{out.reason}", language(), params)


def _difference(one: Difference) -> dict[str, Any]:
    """The findings of a requirement side by side, in the words of each time."""
    sides = {"then": one.then, "now": one.now}
    # One requirement stands twice on this page: neither is its anchor.
    return {side: [view._replace(anchor="") for view in stored_findings(found)] for side, found in sides.items()}


def _verdict(verdict: Any, decision: Decision) -> dict[str, Any]:
    terms = verdict["terms"] or {}
    return {
        "name": CLAIMS.get(verdict["claim"], desk_service(decision.case).title),
        "outcome": verdict["outcome"],
        "grounds": ", ".join(str(ground["number"]) for ground in verdict["grounds"]),
        "first": _day(terms.get("valid_from")),
        "last": _day(terms.get("valid_until")),
        "level": terms.get("level") or "",
    }


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
