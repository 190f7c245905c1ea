"""The public check as JSON: ``POST /api/v1/check {"number": "..."}`` answers what the page shows, in all languages."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, localtime
from ninja import Router

from tirkelim.law.messages import LANGUAGES
from tirkelim.portal import edge
from tirkelim.portal.anonymous import with_headers
from tirkelim.portal.api.limits import BodyTooLarge, read_body
from tirkelim.portal.api.reply import refuse, reply
from tirkelim.portal.check import conformity, licence
from tirkelim.portal.check.throttle import seconds_to_wait
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.licence_status import LicenceStatus
from tirkelim.register.public_check import PublicCertificate, public_certificate
from tirkelim.register.public_conformity import public_conformity
from tirkelim.register.status import CertificateStatus
from tirkelim.services.common.specialty import specialty_name

LARGEST_BODY = 16 * 1024
"""Bytes: more than a number and its braces need, so that whatever is typed into a box finds the same answer."""


def check(request: HttpRequest) -> HttpResponse:
    """Answer for a number, with 404 where there is no such certificate."""
    wait = seconds_to_wait(request)
    if wait:
        return with_headers(refuse(429, "too_many_checks", headers={"Retry-After": str(wait)}, seconds=wait))
    number = _number(request)
    if not number:
        return with_headers(refuse(422, "number_missing", "number"))
    moment = edge.now()
    answer = _answer(number, localdate(moment), moment)
    if answer is None:
        return with_headers(refuse(404, "certificate_not_found", "number"))
    return with_headers(reply({**answer, "checked_at": localtime(moment).isoformat(timespec="seconds")}))


def _answer(number: str, on: date, moment: datetime) -> dict[str, Any] | None:
    found = public_certificate(number, on)
    if found is not None:
        return described(found)
    conforming = public_conformity(number, on)
    if conforming is not None:
        return conformity.answered(conforming, on)
    row = licence.public_licence(number, on)
    return None if row is None else licence.answered(row, on, moment)


def described(found: PublicCertificate) -> dict[str, Any]:
    """What the public may know of the certificate."""
    return {
        "number": found.number,
        "status": found.status.status.value,
        "since": found.status.since.isoformat(),
        "name": {language: found.name(language) for language in LANGUAGES},
        "specialty": {language: specialty_name(found.specialty, language) for language in LANGUAGES},
        "level": found.level,
        "issued_on": found.issued_on.isoformat(),
        "valid_until": None if found.valid_until is None else found.valid_until.isoformat(),
        "holds_until": None if found.status.holds_until is None else found.status.holds_until.isoformat(),
        "department": found.office,
    }


def _number(request: HttpRequest) -> str:
    """The number of the request; "" where it holds none."""
    try:
        body = json.loads(read_body(request, LARGEST_BODY))
    except (ValueError, RecursionError, BodyTooLarge):
        return ""
    number = body.get("number") if isinstance(body, dict) else None
    return number.strip() if isinstance(number, str) else ""


def _wrong_method(request: HttpRequest) -> HttpResponse:
    return refuse(405, "method_not_allowed", headers={"Allow": "POST"}, allowed="POST")


def _texts(description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "properties": {language: {"type": "string"} for language in LANGUAGES},
        "required": list(LANGUAGES),
    }


def _day(description: str, nullable: bool = False) -> dict[str, Any]:
    kind: Any = ["string", "null"] if nullable else "string"
    return {"type": kind, "format": "date", "description": description}


def _or_null(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}], "description": description}


CERTIFICATE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "number": {"type": "string"},
        "status": {
            "type": "string",
            "enum": [status.value for status in CertificateStatus if status is not CertificateStatus.NOT_YET],
            "description": "derived from dates, events and further education at the moment of the request",
        },
        "since": _day("since when: of expired ones the last valid day"),
        "holds_until": _day(
            "last day on which a valid one holds if nothing happens; without a term, by the further education so far",
            nullable=True,
        ),
        "name": _texts("the holder's name; empty where it is not known"),
        "specialty": _texts("specialty or specialisation"),
        "level": {"type": ["string", "null"], "description": "qualification level, where one was claimed"},
        "issued_on": _day("first day"),
        "valid_until": _day("last valid day; null: without a term", nullable=True),
        "department": {
            "anyOf": [_texts("the department that issued it"), {"type": "null"}],
            "description": "null where it is not known",
        },
        "checked_at": {"type": "string", "format": "date-time"},
    },
}
CERTIFICATE["required"] = list(CERTIFICATE["properties"])
CONFORMITY: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "kind": {"type": "string", "const": "conformity"},
        "number": {"type": "string"},
        "status": {
            "type": "string",
            "enum": [status.value for status in ConformityStatus if status is not ConformityStatus.NOT_YET],
            "description": "derived from dates and events; lost: invalid since the holder reported it lost or damaged; "
            "superseded: re-issued with a new number",
        },
        "since": _day("since when: of expired ones the last valid day"),
        "name": _texts("the holder's name; empty where it is not known"),
        "profession": _texts("in-demand profession of the list"),
        "sector": _or_null(_texts("sector of the list"), "null: not in the list"),
        "activity": _or_null(_texts("kind of economic activity"), "null: not in the list"),
        "framework_level": {"type": ["integer", "null"], "description": "level of the qualification framework"},
        "issued_on": _day("first day"),
        "valid_until": _day("last valid day, extensions included"),
        "local_body": _or_null(_texts("the local executive body that issued it"), "null where it is not known"),
        "edition": {"type": "string", "description": "wording of the order under which it was given"},
        "practice": {"type": "boolean", "description": "true: an edition of the demo, which no law knows"},
        "repealed": {
            "anyOf": [
                {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "in_force_until": _day("last day of the order"),
                        "by": {"type": ["string", "null"], "description": "the repealing order"},
                    },
                    "required": ["in_force_until", "by"],
                },
                {"type": "null"},
            ],
            "description": "the order was repealed; the certificate runs to the end of its term all the same",
        },
        "checked_at": {"type": "string", "format": "date-time"},
    },
}
CONFORMITY["required"] = list(CONFORMITY["properties"])
LICENCE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "kind": {"type": "string", "const": "licence"},
        "number": {"type": "string"},
        "status": {
            "type": "string",
            "enum": [status.value for status in LicenceStatus if status is not LicenceStatus.NOT_YET],
            "description": "of the licence itself, derived from dates and events; each annex has its own, see the page",
        },
        "since": _day("since when"),
        "until": _day("last day of a suspension for a term", nullable=True),
        "issued_on": _day("first day"),
        "page": {"type": "string", "format": "uri", "description": "its page of the public licence register"},
        "checked_at": {"type": "string", "format": "date-time"},
    },
}
LICENCE["required"] = list(LICENCE["properties"])

ERRORS = {
    404: "There is no certificate with this number.",
    405: "The method is not POST.",
    422: "The request holds no number.",
    429: "Too many look-ups from one address in this minute; see Retry-After.",
}


def _described() -> dict[str, Any]:
    wanted = {
        "type": "object",
        "properties": {"number": {"type": "string", "description": "spaces, dashes and small letters do no harm"}},
        "required": ["number"],
    }
    errors = {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}
    return {
        "description": "Is a certificate or licence valid now? Answers only what the public may know.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": wanted}}},
        "responses": {
            200: {
                "description": "At this moment: a certificate (of a specialist, or of conformity) or a licence.",
                "content": {"application/json": {"schema": {"oneOf": [CERTIFICATE, CONFORMITY, LICENCE]}}},
            },
            **{status: {"description": text, "content": errors} for status, text in ERRORS.items()},
        },
    }


def add_to(router: Router) -> None:
    """Give the interface its path. Before all others, since it is asked most and paths are tried in order."""
    router.add_api_operation(
        "/check", ["POST"], check, url_name="check", operation_id="check", summary="Check a certificate",
        openapi_extra=_described(), tags=["check"],
    )  # fmt: skip
    others = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
    router.add_api_operation("/check", others, _wrong_method, include_in_schema=False, url_name="not.check")
