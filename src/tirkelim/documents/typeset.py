"""From a payload to a PDF/A, the same bytes every time.

Typst sets the page. The payload travels as one JSON string in `sys.inputs` and is read there as data, so no
name can become markup. Only fonts built into Typst are used, and the clock of the file is the time of the
decision: the same payload gives the same bytes on any machine with the same Typst.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast

import typst

from tirkelim.documents.payload import (
    Bilingual,
    CertificatePayload,
    Payload,
    RefusalGround,
    RefusalPayload,
    UnmetRequirement,
)
from tirkelim.documents.qr import qr_svg
from tirkelim.documents.wording import date_both

_TEMPLATES = Path(__file__).parent / "templates"
#: Archival and readable aloud: PDF/A-2a (holds all that 2b asks, and the structure) together with PDF/UA-1.
PDF_STANDARDS = ["a-2a", "ua-1"]
#: A word longer than this gets places where it may be broken, so that it cannot run off the page.
_LONGEST_WORD = 30
_PIECE = 10

_local = threading.local()


def render_pdf(payload: Payload) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1. Raises typst.TypstError only on a fault of our template."""
    return _compile(payload, "pdf", pdf_standards=PDF_STANDARDS, timestamp=_moment(payload))


def render_pages_png(payload: Payload, ppi: float = 110) -> list[bytes]:
    """Pictures of the pages, for previews and tests."""
    return _as_pages(_compile(payload, "png", ppi=ppi, timestamp=_moment(payload)))


def _moment(payload: Payload) -> datetime:
    """The time of the decision as a PDF writes it: in whole seconds."""
    return payload.decided_at.astimezone(UTC).replace(microsecond=0)


def _compile(payload: Payload, kind: Literal["pdf", "png"], **options: Any) -> Any:
    template, view = _view(payload)
    inputs = {"payload": json.dumps(view, ensure_ascii=False, separators=(",", ":"))}
    return _compiler().compile(input=_TEMPLATES / template, root=_TEMPLATES, format=kind, sys_inputs=inputs, **options)


def _compiler() -> typst.Compiler:
    # One for each thread: starting one reads all fonts (tens of milliseconds), and it is not shared safely.
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=_TEMPLATES, ignore_system_fonts=True)
    return cast(typst.Compiler, _local.compiler)


def _as_pages(result: bytes | list[bytes]) -> list[bytes]:
    return result if isinstance(result, list) else [result]


def _view(payload: Payload) -> tuple[str, dict[str, Any]]:
    if isinstance(payload, CertificatePayload):
        return "certificate.typ", _certificate_view(payload)
    return "refusal.typ", _refusal_view(payload)


def _certificate_view(payload: CertificatePayload) -> dict[str, Any]:
    return {
        "number": _breakable(payload.number),
        "holder": _both(payload.holder),
        "specialty": _both(payload.specialty),
        "is_specialisation": payload.is_specialisation,
        "level": payload.level,
        "issued_on": date_both(payload.issued_on),
        "valid_until": date_both(payload.valid_until),
        "department": _both(payload.department),
        "ground": _both(payload.ground),
        **_tail(payload),
    }


def _refusal_view(payload: RefusalPayload) -> dict[str, Any]:
    return {
        "number": _breakable(payload.number),
        "applicant": _both(payload.applicant),
        "service": _both(payload.service),
        "claimed": _both(payload.claimed),
        "application_number": _breakable(payload.application_number),
        "applied_on": date_both(payload.applied_on),
        "decided_on": date_both(payload.decided_on),
        "department": _both(payload.department),
        "grounds": [_ground_view(ground) for ground in payload.grounds],
        "next_steps": [_both(step) for step in payload.next_steps],
        "appeal": _both(payload.appeal),
        **_tail(payload),
    }


def _tail(payload: Payload) -> dict[str, Any]:
    address = payload.check_address
    return {
        "edition": _both(payload.edition),
        "later_amendment": _maybe(payload.later_amendment),
        "check_address": address,
        "qr": None if address is None else qr_svg(address),
        "demo": payload.demo,
    }


def _ground_view(ground: RefusalGround) -> dict[str, Any]:
    return {
        "number": ground.number,
        "text": _both(ground.text),
        "reference": _maybe(ground.reference),
        "unmet": [_unmet_view(one) for one in ground.unmet],
    }


def _unmet_view(unmet: UnmetRequirement) -> dict[str, Any]:
    return {
        "requirement": _both(unmet.requirement),
        "citation": _both(unmet.citation),
        "found": _maybe(unmet.found),
        "required": _maybe(unmet.required),
        "next_step": _maybe(unmet.next_step),
    }


def _both(text: Bilingual) -> dict[str, str]:
    return {"kk": _breakable(text.kk), "ru": _breakable(text.ru)}


def _maybe(text: Bilingual | None) -> dict[str, str] | None:
    return None if text is None else _both(text)


def _breakable(text: str) -> str:
    """The text with control characters gone and zero-width spaces inside words no line could hold."""
    clean = "".join(char if char.isprintable() else " " for char in text)
    # A number sign stays on the line of its number.
    return " ".join(_break_word(word) for word in clean.split()).replace("№ ", "№\u00a0")


def _break_word(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    return "\u200b".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
