"""What the desk shows of the commission: where an application stands with it, the points and the threshold (503/2016
p.6-10; readings K2-K4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.law.order_503_conformity.facts import ConformityFacts
from tirkelim.law.standards.services import Action
from tirkelim.portal.show import FindingView, Link
from tirkelim.services.conformity.commission.reading import is_final
from tirkelim.services.conformity.models import AgendaItem, Minutes, Resolution, Sitting

Text = str | Promise

CRITERIA: dict[str, Text] = {
    "conformity-points-higher_education": _("Higher education in the specialty"),
    "conformity-points-academic_degree": _("Academic degree in the specialty"),
    "conformity-points-english": _("Certificate to teach English"),
    "conformity-points-service": _("Service in the specialty"),
}
"""The criteria of p.10 by the anchor of their finding."""


class Points(NamedTuple):
    """One criterion with its points ("–": not known) and its place in the order."""

    name: Text
    points: str
    citation: str
    href: str


class CommissionView(NamedTuple):
    """Where an application stands with the commission. ``held_at`` None: on no agenda. ``agreed``: the points are the
    commission's, not the applicant's own. ``total`` None: not known. ``threshold`` None: none is set."""

    number: str
    held_at: datetime | None
    place: str
    sitting: Link | None
    minutes: Link | None
    minutes_number: str
    resolution: Resolution | None
    agreed: bool
    points: list[Points]
    total: int | None
    threshold: int | None
    threshold_source: str
    template: str = "portal/desk/conformity/commission.html"

    def without_links(self) -> CommissionView:
        """The same for a reader who does not enter the commission's room."""
        return self._replace(sitting=None, minutes=None)


def commission_of(case: Case, facts: ConformityFacts, findings: Iterable[FindingView]) -> CommissionView | None:
    """The commission's part in an application for issue; None for the other actions, in which it has none.

    ``findings``: those of the case as shown, from which the points are taken.
    """
    if facts.action is not Action.ISSUE:
        return None
    item = _newest_item(case)
    sitting = item.sitting if item else None
    minutes = Minutes.objects.filter(sitting=sitting.id).first() if sitting else None
    points = list(_points(findings))
    known = [one.points for one in points if one.points.isdigit()]
    return CommissionView(
        number=sitting.number if sitting else "",
        held_at=sitting.held_at if sitting else None,
        place=sitting.place if sitting else "",
        sitting=_sitting(sitting) if sitting else None,
        minutes=_minutes(minutes) if minutes else None,
        minutes_number=minutes.number if minutes else "",
        resolution=getattr(item, "resolution", None) if facts.commission is not None else None,
        agreed=facts.commission is not None,
        points=points,
        total=sum(map(int, known)) if len(known) == len(points) else None,
        threshold=facts.points_threshold,
        threshold_source=facts.threshold_source,
    )


def _newest_item(case: Case) -> AgendaItem | None:
    standing = AgendaItem.objects.filter(case=case, removed_by__isnull=True, sitting__cancelled_by__isnull=True)
    return standing.select_related("sitting", "resolution").order_by("sitting__held_at").last()


def _points(findings: Iterable[FindingView]) -> Iterable[Points]:
    by_anchor = {finding.anchor: finding for finding in findings}
    for anchor, name in CRITERIA.items():
        finding = by_anchor.get(anchor)
        if finding is not None:
            missing = "–" if finding.status == "unknown" else "0"
            yield Points(name, finding.found or missing, finding.citation, finding.href)


def _sitting(sitting: Sitting) -> Link:
    return Link(_("Open the sitting"), reverse("commission_sitting", args=[sitting.id]), sitting.number)


def _minutes(minutes: Minutes) -> Link | None:
    """The minutes as a document, once every member present has signed them."""
    if not is_final(minutes.sitting):
        return None
    return Link(_("Open the minutes (PDF)"), reverse("commission_document", args=[minutes.sitting_id]), minutes.number)
