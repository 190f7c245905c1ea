"""The licence register as JSON: licences of a BIN, a licence by its number, "may they do this, here, on this day?".

All by POST, so that no number stands in an address; nothing is stored, and the limit is that of the public check.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.timezone import localdate
from ninja import Router

from tirkelim.law.messages import LANGUAGES
from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.portal import edge
from tirkelim.portal.anonymous import with_headers
from tirkelim.portal.api.limits import BodyTooLarge, read_body
from tirkelim.portal.api.reply import refuse, reply
from tirkelim.portal.check.throttle import seconds_to_wait
from tirkelim.portal.licence_register.asking import SeveralPlaces, place_meant, reason_words
from tirkelim.portal.licence_register.describe import PATHS
from tirkelim.portal.licence_register.listing import holder_names
from tirkelim.register.identifiers import BadIdentifier, parse_bin
from tirkelim.register.licence_queries import (
    AnnexOn,
    LicenceOn,
    licence_by_number,
    licence_on,
    licences_of_organisation,
)
from tirkelim.register.models import Licence, Organisation
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.may import may
from tirkelim.services.licence.names import subtype_name

LARGEST_BODY = 16 * 1024
Body = dict[str, Any]


def search(request: HttpRequest) -> HttpResponse:
    """The licences of the organisation with a BIN, the newest first; 404 where no organisation has it."""
    return _asked(request, _search)


def one(request: HttpRequest) -> HttpResponse:
    """One licence by its number; 404 where there is none."""
    return _asked(request, _one)


def ask_may(request: HttpRequest) -> HttpResponse:
    """May the holder do this at a base on a day? ``base`` is the id of a base or words of its address."""
    return _asked(request, _may)


def _asked(request: HttpRequest, answer: Callable[[Body, datetime], HttpResponse]) -> HttpResponse:
    wait = seconds_to_wait(request)
    if wait:
        return with_headers(refuse(429, "too_many_checks", headers={"Retry-After": str(wait)}, seconds=wait))
    try:
        body = json.loads(read_body(request, LARGEST_BODY))
    except (ValueError, RecursionError, BodyTooLarge):
        body = None
    return with_headers(answer(body if isinstance(body, dict) else {}, edge.now()))


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    return value.strip().replace("\x00", "") if isinstance(value, str) else ""


def _search(body: Body, moment: datetime) -> HttpResponse:
    try:
        number = parse_bin(_text(body, "bin")).number
    except BadIdentifier:
        return refuse(422, "bin_missing", "bin")
    organisation = Organisation.objects.filter(bin=number).first()
    if organisation is None:
        return refuse(404, "licence_not_found", "bin")
    today = localdate(moment)
    held = [one for one in licences_of_organisation(organisation.id, today, moment) if one.licence.issued_on <= today]
    return reply({"licences": [described(one, moment) for one in held], "on": today.isoformat()})


def _one(body: Body, moment: datetime) -> HttpResponse:
    row = licence_by_number(_text(body, "number"))
    if row is None or row.issued_on > localdate(moment):
        return refuse(404, "licence_not_found", "number")
    day = _day(body, moment)
    if day is None:
        return refuse(422, "day_not_read", "on")
    return reply({**described(licence_on(row, day, moment), moment), "on": day.isoformat()})


def _may(body: Body, moment: datetime) -> HttpResponse:
    row = licence_by_number(_text(body, "number"))
    if row is None:
        return refuse(404, "licence_not_found", "number")
    day, code, specialty = _day(body, moment), _text(body, "subtype"), _text(body, "specialty")
    if day is None:
        return refuse(422, "day_not_read", "on")
    subtype = claimable().get(code)
    if subtype is None or subtype.by_specialty != bool(specialty):
        return refuse(422, "subtype_not_known", "subtype")
    held = licence_on(row, day, moment)
    try:
        base = _base(held, _text(body, "base"))
    except SeveralPlaces:
        return refuse(422, "place_not_clear", "base")
    answer = may(held, base, code, specialty, day, moment)
    reasons = [
        {
            "checked": reason.checked.value,
            "met": reason.met,
            "citation": reason.citation,
            "readings": list(reason.readings),
            "message": _in_all(partial(reason_words, reason)),
        }
        for reason in answer.reasons
    ]
    annex = None if answer.annex is None else answer.annex.annex.number
    return reply({"answer": answer.verdict.value, "annex": annex, "on": day.isoformat(), "reasons": reasons})


def _base(held: LicenceOn, text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return place_meant(held, text)


def _day(body: Body, moment: datetime) -> date | None:
    """The day asked about, today where none is; None for what is no day."""
    if "on" not in body:
        return localdate(moment)
    try:
        return date.fromisoformat(_text(body, "on"))
    except ValueError:
        return None


def _in_all(words: Callable[[], str]) -> dict[str, str]:
    """A text in all languages."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = words()
    return found


def described(held: LicenceOn, moment: datetime) -> Body:
    """A licence as anyone may see it. It never holds an IIN."""
    row: Licence = held.licence
    until = held.status.until
    return {
        "id": str(row.id),
        "number": row.number,
        "status": held.status.status.value,
        "since": held.status.since.isoformat(),
        "until": None if until is None else until.isoformat(),
        "issued_on": row.issued_on.isoformat(),
        "holder_kind": "organisation" if row.organisation_id else "individual",
        "bin": row.organisation.bin if row.organisation else None,
        "holder": _in_all(lambda: holder_names([row], moment)[row.id]),
        "department_kato": row.office,
        "annexes": [_annex(one) for one in held.annexes],
    }


def _annex(one: AnnexOn) -> Body:
    return {
        "number": one.annex.number,
        "status": one.status.status.value,
        "since": one.status.since.isoformat(),
        "issued_on": one.annex.issued_on.isoformat(),
        "base": str(one.annex.base_id),
        "base_name": one.fact.name,
        "base_kato": one.fact.kato,
        "base_address": one.fact.address,
        "subtypes": [
            {
                "code": row.code,
                "name": {language: subtype_name(row.code, language) for language in LANGUAGES},
                "specialty": row.specialty or None,
                "specialty_name": {language: specialty_name(row.specialty, language) for language in LANGUAGES}
                if row.specialty
                else None,
            }
            for row in one.subtypes
        ],
    }


def add_to(router: Router) -> None:
    """Give the interface its paths."""
    for path, summary, extra in PATHS:
        view = {"search": search, "one": one, "may": ask_may}[path]
        router.add_api_operation(
            f"/licences/{path}", ["POST"], view, url_name=f"licences_{path}", operation_id=f"licences_{path}",
            summary=summary, openapi_extra=extra, tags=["licences"],
        )  # fmt: skip
        others = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
        router.add_api_operation(
            f"/licences/{path}", others, _wrong_method, include_in_schema=False, url_name=f"not.licences_{path}"
        )


def _wrong_method(request: HttpRequest) -> HttpResponse:
    return refuse(405, "method_not_allowed", headers={"Allow": "POST"}, allowed="POST")
