"""The page of a visit: notice, what was declared, what was noted, photos, act; and their files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from tirkelim.identity.models import Account
from tirkelim.portal.choices import language
from tirkelim.portal.edge import account_of
from tirkelim.portal.inspections.access import PLAN, READ, RECORD, Request, asked, open_visit, room
from tirkelim.portal.inspections.showing import (
    VisitView,
    applicant,
    claimed,
    notice_clock,
    subtype,
    told_of,
    visit_view,
)
from tirkelim.portal.inspections.words import CHANNELS
from tirkelim.portal.licences.visits_seen import RESULTS
from tirkelim.portal.licences.words import TITLE_WORDS
from tirkelim.portal.serving import looked_at, serve_document, serve_file
from tirkelim.portal.show import Link
from tirkelim.services.licence.answers import BaseAnswers, InformationLine, SubtypeAnswers, read_answers
from tirkelim.services.licence.models import Visit, VisitPhoto
from tirkelim.services.licence.visits.checklist import ChecklistLine
from tirkelim.services.licence.visits.content import document_of, result_of
from tirkelim.services.licence.visits.reading import (
    is_own,
    lines_of,
    notice_of,
    observations,
    photos,
    visits_of,
    zone_of,
)


class LineView(NamedTuple):
    """A line of the checklist: what the applicant declared, what the inspector found."""

    text: str
    group: str
    declared: bool | None
    declared_note: str
    result: str | Promise
    colour: str
    remark: str
    photos: list[VisitPhoto]


@room("GET")
def visit_page(request: HttpRequest, visit: UUID) -> HttpResponse:
    """A visit with everything about it that the reader may see."""
    at = asked(request)
    found = open_visit(at, visit)
    told = told_of([found])
    view = visit_view(found, _names([found]), found.id in told, at.moment)
    kept = photos(found)
    context = {
        "visit": found,
        "view": view,
        "base": view.base,
        "zone": zone_of(found.case),
        "premises": "" if view.base is None else TITLE_WORDS.get(str(view.base.title), ""),
        "subtypes": [] if view.base is None else claimed(view.base),
        "applicant": applicant(found.case, at.moment),
        "clock": notice_clock(found, at.moment),
        "notice": notice_of(found),
        "channels": CHANNELS,
        "lines": _lines(found, view.base, kept),
        "photos": [one for one in kept if not one.key],
        "act": getattr(found, "act", None),
        "act_subtypes": _act_subtypes(found),
        "has_document": hasattr(found, "act") and document_of(found.act) is not None,
        "others": _others(found, at.moment),
        "may_plan": at.may(PLAN, found.scope()) and view.is_ahead,
        "may_record": _may_record(at, found, view),
        "at_desk": at.may("case.desk", found.scope()),
        "move": f"{reverse('inspection_plan', args=[found.case_id])}?instead={found.id}",
        "crumbs": [Link(gettext("Inspections"), reverse("inspections")), Link(gettext("Visit"), "")],
    }
    return render(request, "portal/inspections/visit.html", context)


@room("GET")
def act(request: HttpRequest, visit: UUID) -> HttpResponse:
    """The act as a document."""
    at = asked(request)
    found = open_visit(at, visit)
    signed = getattr(found, "act", None)
    if signed is None:
        raise Http404
    return serve_document(document_of(signed), lambda: at.may(READ, found.scope()), looked_at)


@room("GET")
def photo(request: HttpRequest, visit: UUID, photo: UUID) -> HttpResponse:
    """A photo of the visit; the right is asked at this very read."""
    at = asked(request)
    found = open_visit(at, visit)
    kept = next((one for one in photos(found) if one.id == photo), None)
    if kept is None:
        raise Http404
    return serve_file(kept.evidence, found.case.stream, lambda: at.may("evidence.read", found.scope()), looked_at)


def _may_record(at: Request, visit: Visit, view: VisitView) -> bool:
    """Whether the reader is the one who goes there, and it is still ahead."""
    return is_own(visit, account_of(at.request).id) and view.is_ahead and at.may(RECORD, visit.scope())


def _names(visits: Iterable[Visit]) -> dict[UUID, str]:
    rows = Account.objects.filter(pk__in={one.inspector for one in visits})
    return dict(rows.values_list("pk", "name"))


def _others(visit: Visit, moment: datetime) -> list[VisitView]:
    """The other visits to the same base."""
    rows = [one for one in visits_of(visit.case) if one.base == visit.base and one.pk != visit.pk]
    told, names = told_of(rows), _names(rows)
    return [visit_view(one, names, one.id in told, moment) for one in rows]


def _lines(visit: Visit, base: BaseAnswers | None, kept: list[VisitPhoto]) -> list[LineView]:
    if base is None:
        return []
    declared = _declared(visit, base)
    noted = observations(visit)
    found = []
    for line in lines_of(visit.case, visit.base):
        said, note = declared.get(line.place), noted.get(line.place)
        result = None if note is None else result_of(note)
        words, colour = RESULTS[result.value] if result is not None else ("", "")
        found.append(
            LineView(
                text=line.texts[language()],
                group=_group(line),
                declared=None if said is None else said.meets,
                declared_note="" if said is None or said.note is None else said.note,
                result=words,
                colour=colour,
                remark="" if note is None else note.remark,
                photos=[one for one in kept if (one.subtype, one.specialty, one.key) == line.place],
            )
        )
    return found


def _declared(visit: Visit, base: BaseAnswers) -> dict[tuple[str, str, str], InformationLine]:
    """What the information form says of this base, by line."""
    information = read_answers(visit.case.draft.data).information
    lines = () if information is None else information.lines
    return {(one.subtype or "", one.specialty or "", one.key): one for one in lines if one.base == base.id}


def _group(line: ChecklistLine) -> str:
    if not line.subtype:
        return gettext("At every base")
    return subtype(SubtypeAnswers(line.subtype, line.specialty or None))


def _act_subtypes(visit: Visit) -> list[tuple[str, bool]]:
    signed = getattr(visit, "act", None)
    rows = [] if signed is None else signed.subtypes
    return [(subtype(SubtypeAnswers(one["code"], one["specialty"] or None)), one["conforms"]) for one in rows]
