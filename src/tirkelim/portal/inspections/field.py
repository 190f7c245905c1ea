"""The page that the inspector has in hand at the base. It is kept on the device and works without a connection.

The page brings everything along: the lines to check, what the server holds, the texts of its scripts and the list of
files that it needs. What the scripts do with it: ``static/portal/inspection_field.js``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tirkelim.portal import edge
from tirkelim.portal.choices import language
from tirkelim.portal.inspections.access import asked, own_territories
from tirkelim.portal.inspections.field_access import own_visit
from tirkelim.portal.inspections.field_state import place_id, state_of
from tirkelim.portal.inspections.field_words import SCRIPT
from tirkelim.portal.inspections.showing import place
from tirkelim.portal.rooms import methods, private_room
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.names import holder_name, subtype_line
from tirkelim.services.licence.visits.checklist import ChecklistLine
from tirkelim.services.licence.visits.reading import base_of, lines_of, may_begin_at, zone_of
from tirkelim.services.licence.visits.signing import EARLY

STATIC = Path(__file__).resolve().parent.parent / "static" / "portal"
SCRIPTS = ("field", "store", "sending", "photos", "device", "showing", "list")
"""The modules of the page: static/portal/inspection_<name>.js."""
FILES = (
    "vendor/govuk-frontend/govuk-frontend.min.css",
    "vendor/govuk-frontend/govuk-frontend.min.js",
    "vendor/golos-text/golos-text-cyrillic-wght-normal.woff2",
    "vendor/golos-text/golos-text-cyrillic-ext-wght-normal.woff2",
    "vendor/golos-text/golos-text-latin-wght-normal.woff2",
    "vendor/golos-text/golos-text-latin-ext-wght-normal.woff2",
    "portal/tirkelim.css",
    "portal/tirkelim.js",
    "portal/mark.svg",
    "portal/inspection_field.css",
)


class Line(NamedTuple):
    """A line of the checklist as the page shows it; ``id`` is its place, ``tag`` names its boxes."""

    id: str
    tag: str
    text: str
    by_us: bool


class Group(NamedTuple):
    """The lines of one subtype, or those asked at every base."""

    title: str
    lines: list[Line]


@private_room("GET")
def field(request: HttpRequest, visit: UUID) -> HttpResponse:
    """The page. That of a visit which is over shows what the device still holds of it, and takes nothing more."""
    now = edge.now()
    one = own_visit(request, visit, now)
    base = base_of(one.case, one.base)
    if base is None:
        raise Http404
    groups = groups_of(lines_of(one.case, one.base))
    context = {
        "visit": one,
        "base": base,
        "holder": _holder(one, now),
        "groups": groups,
        "count": sum(len(group.lines) for group in groups),
        "begins": begins_at(one),
        "settings": settings_of(request, one, now),
        "zone": zone_of(one.case),
    }
    return render(request, "portal/inspections/field.html", context)


def groups_of(lines: Iterable[ChecklistLine]) -> list[Group]:
    """The lines under the subtypes that they are about, in the order in which they are asked."""
    groups: dict[tuple[str, str], Group] = {}
    for number, line in enumerate(lines, 1):
        about = (line.subtype, line.specialty)
        group = groups.setdefault(about, Group(_title(*about), []))
        text = line.texts[language()]
        group.lines.append(Line(place_id(*about, line.key), f"line-{number}", text, line.certainty == "low"))
    return list(groups.values())


def _title(subtype: str, specialty: str) -> str:
    if not subtype:
        return _("Asked at every base")
    name = subtype_line(subtype, specialty, language())
    return f"{name[:1].upper()}{name[1:]}"


def begins_at(visit: Visit) -> datetime | None:
    """The earliest moment at which the visit may begin, by its notice and by its plan; None without a notice."""
    told = may_begin_at(visit)
    return None if told is None else max(told, visit.planned_at - EARLY)


def _holder(visit: Visit, now: datetime) -> str:
    case = visit.case
    try:
        name = holder_name(case.organisation, case.subject_id, timezone.localdate(now), now)
    except LookupError:
        return ""
    return name.kk if language() == "kk" else name.ru


def settings_of(request: HttpRequest, visit: Visit, now: datetime) -> dict[str, Any]:
    """What the scripts read: whose page it is, where to send, what the server holds, texts, files to keep."""
    begins, base = begins_at(visit), base_of(visit.case, visit.base)
    modules = {name: static(f"portal/inspection_{name}.js") for name in SCRIPTS}
    return {
        "account": str(edge.account_of(request).id),
        "visit": str(visit.id),
        "page": request.path,
        "sync": reverse("inspection_sync", args=(visit.id,)),
        "photo": reverse("inspection_photo_add", args=(visit.id,)),
        "worker": reverse("inspection_worker"),
        "scope": reverse("inspections"),
        "list": reverse("inspection_list"),
        "signIn": f"{reverse('sign_in')}?next={request.path}",
        "after": reverse("inspection_visit", args=(visit.id,)),
        "now": now.isoformat(),
        "zone": str(zone_of(visit.case)),
        "planned": visit.planned_at.isoformat(),
        "place": "" if base is None else place(base),
        "begins": begins.isoformat() if begins else None,
        "until": _end_of_day(visit).isoformat(),
        "language": language(),
        "state": state_of(visit),
        "words": {name: str(words) for name, words in SCRIPT.items()},
        "modules": modules,
        "files": [*modules.values(), *map(static, FILES)],
    }


def _end_of_day(visit: Visit) -> datetime:
    """The end of the day of which the applicant was told: on another one no visit begins (p.14)."""
    local = visit.planned_at.astimezone(zone_of(visit.case))
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


@private_room("GET")
def kept_list(request: HttpRequest) -> HttpResponse:
    """Kept beside the pages that were taken along, and shown without a connection for every other page of the room:
    which visits this device holds. The server says nothing of them here."""
    own_territories(asked(request))
    words = {name: str(SCRIPT[name]) for name in ("no_visits_kept",)}
    return render(request, "portal/inspections/kept.html", {"words": words})


@methods("GET")
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for pages taken along while there is no connection. The same for everyone; browsers
    ask for it anew each time, since it comes from an address that cannot carry a digest."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _worker() -> bytes:
    return (STATIC / "inspection_worker.js").read_bytes()
