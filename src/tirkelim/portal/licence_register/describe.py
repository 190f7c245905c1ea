"""What OpenAPI says of the licence register."""

from __future__ import annotations

from typing import Any

from tirkelim.portal.api.answers import BOOLEAN, DATE, TEXT, TEXTS, THREE_LANGUAGES, one_of, or_null
from tirkelim.register.licence_status import LicenceStatus
from tirkelim.services.licence.may import Checked, Verdict

JSON = "application/json"
STATUS = {**one_of(*LicenceStatus), "description": "derived from dates and events on the day asked about"}


def _object(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": required}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


SUBTYPE = _object({
    "code": {**TEXT, "description": "as in the classifier licence-subtypes"},
    "name": THREE_LANGUAGES,
    "specialty": or_null(TEXT),
    "specialty_name": or_null(THREE_LANGUAGES),
})  # fmt: skip
ANNEX = _object({
    "number": TEXT, "status": STATUS, "since": DATE, "issued_on": DATE, "base": {**TEXT, "format": "uuid"},
    "base_name": TEXT, "base_kato": TEXT, "base_address": TEXT, "subtypes": _list(SUBTYPE),
})  # fmt: skip
LICENCE: dict[str, Any] = {
    "id": {**TEXT, "format": "uuid", "description": "the public page is /licence-register/<id>/"},
    "number": TEXT, "status": STATUS, "since": DATE, "until": or_null(DATE), "issued_on": DATE,
    "holder_kind": one_of("organisation", "individual"),
    "bin": or_null({**TEXT, "description": "null for an individual: the register tells no IIN"}),
    "holder": THREE_LANGUAGES, "department_kato": TEXT, "annexes": _list(ANNEX),
}  # fmt: skip
REASON = _object({
    "checked": one_of(*Checked),
    "met": {**or_null(BOOLEAN), "description": "null: nothing says what is needed"},
    "citation": TEXT, "readings": TEXTS, "message": THREE_LANGUAGES,
})  # fmt: skip
MAY = _object({"answer": one_of(*Verdict), "annex": or_null(TEXT), "on": DATE, "reasons": _list(REASON)})
NUMBER = {**TEXT, "description": "of the licence; spaces, dashes and small letters do no harm"}
ON = {**DATE, "description": "the day asked about; today where it is left out"}
ERRORS = {
    404: "There is no such licence.",
    405: "The method is not POST.",
    422: "The request cannot be read: the field at fault with its message.",
    429: "Too many look-ups from one address in this minute; see Retry-After.",
}


def _described(about: str, wanted: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    errors = {JSON: {"schema": {"$ref": "#/components/schemas/Errors"}}}
    return {
        "description": about,
        "requestBody": {"required": True, "content": {JSON: {"schema": wanted}}},
        "responses": {
            200: {"description": "The answer.", "content": {JSON: {"schema": answer}}},
            **{status: {"description": text, "content": errors} for status, text in ERRORS.items()},
        },
    }


PATHS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("search", "Licences of an organisation", _described(
        "The licences of the organisation with a BIN, today.",
        _object({"bin": {**TEXT, "description": "twelve digits"}}),
        _object({"licences": _list(_object(LICENCE)), "on": DATE}),
    )),
    ("one", "A licence by its number", _described(
        "A licence with its annexes on a day. Answers only what the public may know.",
        _object({"number": NUMBER, "on": ON}, "on"),
        _object({**LICENCE, "on": DATE}),
    )),
    ("may", "May they do this, here, on this day?", _described(
        "Whether the holder may practise a subtype at a base on a day, with each reason and its place of law. Too few "
        "certified staff is a warning (reading L14).",
        _object({
            "number": NUMBER, "base": {**TEXT, "description": "id of the base, or words of its address"},
            "subtype": {**TEXT, "description": "code of the classifier licence-subtypes"},
            "specialty": {**TEXT, "description": "code, for subtypes that go by specialties"}, "on": ON,
        }, "specialty", "on"),
        MAY,
    )),
)  # fmt: skip
"""The last part of each path, its summary and its description."""
