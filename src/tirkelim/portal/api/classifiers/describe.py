"""What the OpenAPI document says of the classifiers, and their addresses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tirkelim.law.classifiers.lists import CODES
from tirkelim.law.order_305_positions.match import Found
from tirkelim.law.order_305_positions.table import MOST_LINES
from tirkelim.portal.api.answers import BOOLEAN, DATE, INTEGER, TEXT, TEXTS, THREE_LANGUAGES, one_of, or_null
from tirkelim.portal.api.ask import refuse_method
from tirkelim.portal.api.classifiers import views
from tirkelim.portal.api.classifiers.formats import FORMATS

JSON = "application/json"
ERRORS = {"$ref": "#/components/schemas/Errors"}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(properties),
    }


CLASSIFIER = {
    "code": one_of(*CODES),
    "title": THREE_LANGUAGES,
    "about": THREE_LANGUAGES,
    "citation": {**TEXT, "description": "the place of law that holds the list"},
    "version": {**TEXT, "description": "the order that gave the wording, or unofficial"},
    "edition": or_null(TEXT),
    "in_force_from": or_null(DATE),
    "in_force_until": or_null(DATE),
    "assumed": {**BOOLEAN, "description": "whether a day rests on a publication day that is not known"},
    "status": one_of("draft", "active", "retired"),
    "count": INTEGER,
    "formats": _object(dict.fromkeys(FORMATS, TEXT)),
}
MATCH = {
    "title": {**TEXT, "description": "as given"},
    "found": {**one_of(*Found), "description": "alike: only spelt alike, a person must look"},
    "certain": BOOLEAN,
    "row": or_null(INTEGER),
    "code": or_null(TEXT),
    "current_title": or_null({**TEXT, "description": "the order's title, in Kazakh"}),
    "names": or_null({**THREE_LANGUAGES, "description": "short names"}),
    "former_title": or_null(TEXT),
}


def _error(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "content": {JSON: {"schema": ERRORS}}}


def _list() -> dict[str, Any]:
    schema = _object({"classifiers": {"type": "array", "items": _object(CLASSIFIER)}})
    return {"responses": {200: {"description": "All classifiers.", "content": {JSON: {"schema": schema}}}}}


def _one() -> dict[str, Any]:
    whole = {**CLASSIFIER, "columns": TEXTS, "items": {"type": "array", "items": {"type": "object"}}}
    contents: dict[str, Any] = {made.content_type.partition(";")[0]: {} for made in FORMATS.values()}
    contents[JSON] = {"schema": _object(whole)}
    contents["application/fhir+json"] = {
        "schema": {"type": "object", "description": "FHIR R5 CodeSystem or ConceptMap"}
    }
    place = {"in": "path", "required": True}
    return {
        "description": "Codes are stable. The answer carries an ETag: ask again with If-None-Match.",
        "parameters": [
            {**place, "name": "code", "schema": one_of(*CODES)},
            {**place, "name": "format", "schema": one_of(*FORMATS)},
        ],
        "responses": {
            200: {"description": "The classifier in the format asked for.", "content": contents},
            304: {"description": "The client holds it already."},
            404: _error("There is no such classifier or format."),
        },
    }


def _match() -> dict[str, Any]:
    titles = {"type": "array", "maxItems": MOST_LINES, "items": TEXT}
    answer = _object({"matches": {"type": "array", "items": _object(MATCH)}, "edition": TEXT})
    return {
        "description": "Finds for each title, old or new, its current position (305/2020 ann.2). Nothing is stored.",
        "requestBody": {"required": True, "content": {JSON: {"schema": _object({"titles": titles})}}},
        "responses": {
            200: {"description": "One match a title, in their order.", "content": {JSON: {"schema": answer}}},
            405: _error("The method is not POST."),
            413: _error("The request is too large."),
            422: _error("The request holds no list of titles, or too many."),
            429: _error("Too many requests from one address in this minute; see Retry-After."),
        },
    }


def _only_post(request: HttpRequest) -> HttpResponse:
    return refuse_method("POST")


def _only_get(request: HttpRequest) -> HttpResponse:
    return refuse_method("GET, HEAD")


def _only_get_one(request: HttpRequest, code: str, format: str) -> HttpResponse:
    return refuse_method("GET, HEAD")


def add_to(router: Router) -> None:
    """Give the interface its paths."""
    router.add_api_operation(
        "/classifiers", ["GET"], views.list_classifiers, url_name="classifiers", operation_id="classifiers",
        summary="The classifiers", openapi_extra=_list(), tags=["classifiers"],
    )  # fmt: skip
    router.add_api_operation(
        "/classifiers/{code}/{format}", ["GET"], views.one_classifier, url_name="classifier",
        operation_id="classifier", summary="A classifier in one format", openapi_extra=_one(), tags=["classifiers"],
    )  # fmt: skip
    router.add_api_operation(
        "/classifiers/{code}/{format}", ["HEAD"], views.one_classifier, include_in_schema=False,
        url_name="classifier.head",
    )  # fmt: skip
    router.add_api_operation(
        "/classifiers", ["HEAD"], views.list_classifiers, include_in_schema=False, url_name="classifiers.head"
    )
    writing = [method for method in METHODS if method not in ("GET", "HEAD")]
    router.add_api_operation(
        "/classifiers", writing, _only_get, include_in_schema=False, url_name="not.classifiers"
    )  # fmt: skip
    router.add_api_operation(
        "/classifiers/{code}/{format}", writing, _only_get_one, include_in_schema=False, url_name="not.classifier"
    )
    router.add_api_operation(
        "/positions/match", ["POST"], views.match_titles, url_name="positions_match", operation_id="positions_match",
        summary="Current positions for a list of titles", openapi_extra=_match(), tags=["position"],
    )  # fmt: skip
    others = [method for method in METHODS if method != "POST"]
    router.add_api_operation(
        "/positions/match", others, _only_post, include_in_schema=False, url_name="not.positions_match"
    )
