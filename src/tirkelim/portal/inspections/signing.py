"""Signing the act with a key: where the page of the field leads to once everything that was noted has arrived."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tirkelim.cases.command import Applied, Invalid, Repeated
from tirkelim.portal import edge
from tirkelim.portal.inspections import field_commands as read
from tirkelim.portal.inspections.field_access import own_visit
from tirkelim.portal.inspections.field_words import OTHERWISE, reason
from tirkelim.portal.rooms import private_room
from tirkelim.services.licence.visits.signing import sign_visit


@private_room("POST")
def sign(request: HttpRequest, visit: UUID) -> HttpResponse:
    """The act that the device keeps, as the command that it is there; asks for the signature where none came."""
    moment = edge.now()
    one = own_visit(request, visit, moment)
    act = _act(request.POST.get("act", ""))
    try:
        begun_at, ended_at = read.read_moment(act.get("begun_at")), read.read_moment(act.get("ended_at"))
        seen = {name: read.read_ids(act.get(name)) for name in ("observations", "photos")}
    except read.Unreadable:
        raise BadRequest("act") from None
    outcome = sign_visit(edge.command(request, moment), edge.account_of(request), one, begun_at, ended_at, **seen)
    if isinstance(outcome, (Applied, Repeated)):
        messages.success(request, _("The act is signed."))
    else:
        code = outcome.problems[0].code if isinstance(outcome, Invalid) else ""
        messages.warning(request, reason(code) if code else str(OTHERWISE))
    return redirect("inspection_field", visit=visit)


def _act(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest("act") from None
    if not isinstance(found, dict):
        raise BadRequest("act")
    return found
