"""The page that asks for a signature: exactly what is signed in words, which key is needed, and nothing is lost."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from tirkelim.identity.identifiers import IIN, knows_identifier
from tirkelim.law.digest import canonical
from tirkelim.portal.again import MARK
from tirkelim.portal.choices import language
from tirkelim.portal.edge import SIGNATURE, account_of
from tirkelim.portal.rooms import page_above
from tirkelim.portal.signing.keys import KEYS, TITLES, marks
from tirkelim.portal.signing.script_words import SCRIPT, TROUBLES
from tirkelim.portal.signing.summary import summary_of
from tirkelim.signatures.fitness import Reason
from tirkelim.signatures.purposes import Purpose
from tirkelim.signatures.words import words_for

UNPROCESSABLE = 422
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", SIGNATURE, "language", "next", MARK})
"""Fields that the page makes anew, and those of the choice of another language for it."""


class Wanted(NamedTuple):
    """A signature that is owed: what for, over what, and why the one that came is not taken."""

    purpose: Purpose
    content: Mapping[str, Any]
    refused: Reason | None

    @property
    def bytes(self) -> bytes:
        """What is signed."""
        return canonical(self.content)

    def as_json(self) -> dict[str, Any]:
        """For a script: what has to be signed, and with which key."""
        signed = self.bytes
        why = None if self.refused is None else told(self.refused)
        return {
            "code": "signature_wanted",
            "text": _("This has to be signed with an electronic signature. Nothing is done yet."),
            "purpose": self.purpose.value,
            "content": base64.b64encode(signed).decode(),
            "sha256": hashlib.sha256(signed).hexdigest(),
            "key_marks": marks(self.purpose),
            "refused": None if self.refused is None else self.refused.value,
            "why": "" if why is None else f"{why['title']}. {why['next']}",
        }


def signing_page(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """Ask for the signature over what was sent; with a reason where one came that is not taken."""
    signed = wanted.bytes
    account = account_of(request).id
    request.again = tuple(carried(request))  # type: ignore[attr-defined] # the page in another language is this page
    context = {
        "title": TITLES[wanted.purpose],
        "key": KEYS[wanted.purpose],
        "organisation": wanted.content.get("organisation") if wanted.purpose in OF_ORGANISATION else None,
        "linked": knows_identifier(account, IIN),
        "parts": summary_of(wanted.content),
        "canonical": signed.decode(),
        "sha256": hashlib.sha256(signed).hexdigest(),
        "carried": carried(request),
        "refused": None if wanted.refused is None else told(wanted.refused),
        "script": script_settings(signed, marks(wanted.purpose)),
        "action": request.get_full_path(),
    }
    response = render(
        request, "portal/signing/sign.html", context, status=UNPROCESSABLE if wanted.refused is not None else 200
    )
    return may_connect(response)


OF_ORGANISATION = frozenset({Purpose.ORGANISATION_APPLICATION, Purpose.CPD_HR, Purpose.CPD_HEAD})
"""Purposes in which one organisation's certificate is needed, that of the content."""


def told(reason: Reason) -> dict[str, str]:
    """Why a signature is not taken, and what to do."""
    title, next_step = words_for(reason)
    return {"title": str(title), "next": str(next_step)}


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field that was sent, each of its values, to be sent again as it is."""
    return [(name, value) for name, values in request.POST.lists() if name not in NOT_CARRIED for value in values]


def back_of(request: HttpRequest) -> str:
    """The page of the form that was sent."""
    try:
        shows = getattr(resolve(request.path_info).func, "shows_page", True)
    except Resolver404:
        shows = False
    return request.get_full_path() if shows else page_above(request.path_info)


def script_settings(signed: bytes, key_marks: list[str]) -> dict[str, Any]:
    """What the script of the page reads: what to sign, where the signing program listens, and its texts."""
    return {
        "address": settings.NCALAYER_URL,
        "window": window_of_stand_in(),
        "content": base64.b64encode(signed).decode(),
        "keyMarks": key_marks,
        "locale": language(),
        "timeStamp": settings.SIGNATURE_TIME_STAMPS,
        "words": {name: str(words) for name, words in SCRIPT.items()},
        "troubles": {name: {"title": str(title), "next": str(todo)} for name, (title, todo) in TROUBLES.items()},
    }


def window_of_stand_in() -> str:
    """The page on which the demo's stand-in lets choose a key; "" for the real program, which has its own window."""
    parts = urlsplit(settings.NCALAYER_URL)
    return f"http://{parts.netloc}/" if settings.DEMO and parts.scheme == "ws" else ""


def may_connect(response: HttpResponse) -> HttpResponse:
    """Let this one page talk to the signing program on the reader's own computer (``conf/headers.py``)."""
    parts = urlsplit(settings.NCALAYER_URL)
    response.connects_to = f"{parts.scheme}://{parts.netloc}"  # type: ignore[attr-defined]
    return response
