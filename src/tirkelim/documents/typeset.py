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

from tirkelim.documents.duplicate import DuplicatePayload, duplicate_view
from tirkelim.documents.forms import own_form
from tirkelim.documents.grounds import ground_view
from tirkelim.documents.level import LevelPayload, level_view
from tirkelim.documents.minutes import MinutesPayload
from tirkelim.documents.minutes_page import minutes_view
from tirkelim.documents.payload import CertificatePayload, Payload, RefusalPayload
from tirkelim.documents.qr import qr_svg
from tirkelim.documents.sheet import SheetPayload
from tirkelim.documents.sheet_page import sheet_view
from tirkelim.documents.texts import both, breakable, maybe
from tirkelim.documents.wording import date_both

_TEMPLATES = Path(__file__).parent / "templates"
#: Archival and readable aloud: PDF/A-2a (holds all that 2b asks, and the structure) together with PDF/UA-1.
PDF_STANDARDS = ["a-2a", "ua-1"]

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
    own = own_form(payload.form)
    template, view = (own.template.read_bytes(), own.view(payload)) if own else _view(payload)
    page = template if isinstance(template, bytes) else _TEMPLATES / template
    inputs = {"payload": json.dumps(view, ensure_ascii=False, separators=(",", ":"))}
    return _compiler().compile(input=page, root=_TEMPLATES, format=kind, sys_inputs=inputs, **options)


def _compiler() -> typst.Compiler:
    # One for each thread: starting one reads all fonts (tens of milliseconds), and it is not shared safely.
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=_TEMPLATES, ignore_system_fonts=True)
    return cast(typst.Compiler, _local.compiler)


def _as_pages(result: bytes | list[bytes]) -> list[bytes]:
    return result if isinstance(result, list) else [result]


def _view(payload: Any) -> tuple[str, dict[str, Any]]:
    if isinstance(payload, CertificatePayload):
        return "certificate.typ", _certificate_view(payload)
    if isinstance(payload, LevelPayload):
        return "level.typ", {**level_view(payload), **_tail(payload)}
    if isinstance(payload, DuplicatePayload):
        return "duplicate.typ", duplicate_view(payload)
    if isinstance(payload, SheetPayload):
        return "sheet.typ", {**sheet_view(payload), **_tail(payload)}
    if isinstance(payload, MinutesPayload):
        return "minutes.typ", {**minutes_view(payload), **_tail(payload)}
    return "refusal.typ", _refusal_view(payload)


def _certificate_view(payload: CertificatePayload) -> dict[str, Any]:
    return {
        "number": breakable(payload.number),
        "holder": both(payload.holder),
        "specialty": both(payload.specialty),
        "is_specialisation": payload.is_specialisation,
        "level": payload.level,
        "issued_on": date_both(payload.issued_on),
        "valid_until": date_both(payload.valid_until),
        "department": both(payload.department),
        "ground": both(payload.ground),
        **_tail(payload),
    }


def _refusal_view(payload: RefusalPayload) -> dict[str, Any]:
    return {
        "number": breakable(payload.number),
        "applicant": both(payload.applicant),
        "service": both(payload.service),
        "claimed": both(payload.claimed),
        "application_number": breakable(payload.application_number),
        "applied_on": date_both(payload.applied_on),
        "decided_on": date_both(payload.decided_on),
        "department": both(payload.department),
        "grounds": [ground_view(ground) for ground in payload.grounds],
        "next_steps": [both(step) for step in payload.next_steps],
        "appeal": both(payload.appeal),
        **_tail(payload),
    }


def _tail(
    payload: CertificatePayload | RefusalPayload | SheetPayload | LevelPayload | MinutesPayload,
) -> dict[str, Any]:
    address = payload.check_address
    return {
        "edition": both(payload.edition),
        "later_amendment": maybe(payload.later_amendment),
        "check_address": address,
        "qr": None if address is None else qr_svg(address),
        "demo": payload.demo,
    }
