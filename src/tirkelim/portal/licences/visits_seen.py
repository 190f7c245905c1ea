"""What an applicant sees of permit control: when who comes and how that was told, and the signed act line by line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.standard_table import CONSIDERING
from tirkelim.identity.models import Account
from tirkelim.portal.choices import language
from tirkelim.portal.show import Text
from tirkelim.services.licence.models import NoticeChannel, Visit, VisitAct
from tirkelim.services.licence.visits.content import document_of
from tirkelim.services.licence.visits.reading import base_of, notice_of, visits_of, zone_of

CHANNELS: dict[str, Text] = {
    NoticeChannel.SMS.value: _("by SMS"),
    NoticeChannel.RECORDED_CALL.value: _("by a recorded call"),
    NoticeChannel.REGISTERED_MAIL.value: _("by registered mail"),
}
RESULTS: dict[str, tuple[Text, str]] = {
    "conforms": (_("Conforms"), "green"),
    "does_not": (_("Does not conform"), "red"),
    "not_concerned": (_("Does not concern this base"), "grey"),
}


class LineSeen(NamedTuple):
    """A line of an act: of which subtype, what was checked, the result with its colour, the inspector's remark."""

    subtype: str
    text: str
    result: Text
    colour: str
    remark: str


class ActSeen(NamedTuple):
    """A signed act."""

    number: str
    begun_at: datetime
    ended_at: datetime
    conforms: bool
    lines: list[LineSeen]
    has_document: bool


class VisitSeen(NamedTuple):
    """A visit of which the applicant was told, or whose act is signed. ``cancelled``: it is off, by the department or
    since the application is over."""

    id: UUID
    address: str
    planned_at: datetime
    inspector: str
    channel: Text
    told_at: datetime | None
    cancelled: bool
    act: ActSeen | None


def visits_seen(case: Case) -> list[VisitSeen]:
    """The visits of an application in the order of their time. One that nobody was told of is the office's own plan,
    and one that a colleague took over at its time is the colleague's."""
    visits = visits_of(case)
    standing = {(visit.base, visit.planned_at) for visit in visits if visit.cancelled_by_id is None}
    visits = [one for one in visits if one.cancelled_by_id is None or (one.base, one.planned_at) not in standing]
    names = dict(Account.objects.filter(pk__in=[visit.inspector for visit in visits]).values_list("id", "name"))
    found = [_seen(case, visit, str(names.get(visit.inspector, ""))) for visit in visits]
    return [one for one in found if one.told_at is not None or one.act is not None]


def _seen(case: Case, visit: Visit, inspector: str) -> VisitSeen:
    base, told, zone = base_of(case, visit.base), notice_of(visit), zone_of(case)
    act: VisitAct | None = getattr(visit, "act", None)
    return VisitSeen(
        id=visit.id,
        address=base.address if base else "",
        planned_at=visit.planned_at.astimezone(zone),
        inspector=act.inspector_name if act else inspector,
        channel=CHANNELS.get(told.channel, told.channel) if told else "",
        told_at=told.sent_at if told else None,
        cancelled=visit.cancelled_by_id is not None or (act is None and case.state not in CONSIDERING),
        act=_act(act) if act else None,
    )


def _act(act: VisitAct) -> ActSeen:
    lines = [_line(line) for line in act.content.get("lines", ())]
    return ActSeen(act.number, act.begun_at, act.ended_at, act.conforms, lines, document_of(act) is not None)


def _line(line: Mapping[str, Any]) -> LineSeen:
    result, colour = RESULTS.get(line["result"], (line["result"], "grey"))
    return LineSeen(_said(line["subtype"]), _said(line["text"]), result, colour, line["remark"])


def _said(words: Mapping[str, str] | None) -> str:
    """One of the two languages of a document: Russian for Russian pages, else Kazakh."""
    if words is None:
        return ""
    return words.get("ru" if language() == "ru" else "kk") or ""


def act_of(case: Case, visit: UUID) -> VisitAct | None:
    """The signed act of a visit of this case."""
    return VisitAct.objects.filter(visit=visit, visit__case=case).first()
