"""``GET /api/v1/classifiers``, each classifier in its formats, ``POST /api/v1/positions/match``. Nothing is stored."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.timezone import localdate

from tirkelim.identity.signin import client_address
from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.stream import load_json
from tirkelim.law.book import current_book
from tirkelim.law.classifiers.lists import CODES
from tirkelim.law.order_305_positions.match import Match, match
from tirkelim.law.order_305_positions.table import MOST_LINES
from tirkelim.portal import edge
from tirkelim.portal.api.ask import counted
from tirkelim.portal.api.classifiers.formats import FORMATS, export, listed
from tirkelim.portal.api.limits import BodyTooLarge, read_body
from tirkelim.portal.api.reply import refuse, refuse_facts, reply

LARGEST_LIST = 1024 * 1024
"""Bytes of a list of titles."""
KEPT_SECONDS = 3600
"""How long a client may use an export without asking again."""


def list_classifiers(request: HttpRequest) -> HttpResponse:
    """The classifiers with their editions and the addresses of their formats."""
    return reply({"classifiers": listed(_today())})


def one_classifier(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """A classifier in a format: 200, 304 where the client holds it already, or 404 with ``errors``."""
    if code not in CODES:
        return refuse(404, "classifier_not_known", "code")
    if format not in FORMATS:
        return refuse(404, "format_not_known", "format", formats=", ".join(FORMATS))
    body = export(code, format, settings.PUBLIC_URL, _today())
    made = FORMATS[format]
    response = HttpResponse(body, content_type=made.content_type)
    response.headers["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    if made.ending:
        response.headers["Content-Disposition"] = f'attachment; filename="tirkelim-{code}.{made.ending}"'
    found = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response


def match_titles(request: HttpRequest) -> HttpResponse:
    """The current position of each title of ``{"titles": [...]}``, in their order."""
    wait = counted.seconds_to_wait(client_address(request), settings.ASK_PER_MINUTE)
    if wait:
        limit = {"limit": settings.ASK_PER_MINUTE, "seconds": wait}
        return refuse(429, "too_many_requests", headers={"Retry-After": str(wait)}, **limit)
    try:
        titles = _titles(load_json(read_body(request, LARGEST_LIST).decode("utf-8")))
    except BodyTooLarge:
        return refuse(413, "body_too_large", limit=LARGEST_LIST)
    except UnicodeDecodeError:
        return refuse(422, "not_utf8")
    except FactErrors as bad:
        return refuse_facts(bad)
    if titles is None:
        return refuse(422, "titles_missing", "titles")
    if len(titles) > MOST_LINES:
        return refuse(422, "too_many_titles", "titles", most=MOST_LINES, count=len(titles))
    found = [_as_json(match(title)) for title in titles]
    return reply({"matches": found, "edition": current_book().latest("305/2020").label})


def _titles(body: object) -> list[str] | None:
    """The titles of the request; None where it holds no list of texts."""
    titles = body.get("titles") if isinstance(body, dict) and set(body) == {"titles"} else None
    return titles if isinstance(titles, list) and all(isinstance(title, str) for title in titles) else None


def _as_json(found: Match) -> dict[str, Any]:
    position = found.position
    return {
        "title": found.title,
        "found": found.found.value,
        "certain": found.certain,
        "row": position and position.row,
        "code": position and position.code,
        "current_title": position and position.title,
        "names": position and position.names,
        "former_title": position and position.former_title,
    }


def _today() -> date:
    return localdate(edge.now())
