"""The square code on a document and the address inside it."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote
from uuid import UUID

import segno


def check_address(public_url: str, number: str) -> str:
    """The address that answers whether a document holds now; it carries the number and nothing personal.

    `public_url` is the setting TIRKELIM_PUBLIC_URL, with or without the closing slash.
    """
    return f"{public_url.rstrip('/')}/check/{quote(number, safe='')}"


def application_address(public_url: str, case: UUID) -> str:
    """The page of an application, which opens for the applicant after signing in: a refusal is nobody else's business.

    `public_url` as in `check_address`.
    """
    return f"{public_url.rstrip('/')}/applications/{case}/"


def level_address(public_url: str, case: UUID) -> str:
    """The page of a claim to a level, which opens after signing in for those who may see it.

    `public_url` as in `check_address`.
    """
    return f"{public_url.rstrip('/')}/levels/{case}/"


def conformity_address(public_url: str, case: UUID) -> str:
    """The page of an application for a certificate of conformity, which opens after signing in for those who may see
    it.

    `public_url` as in `check_address`.
    """
    return f"{public_url.rstrip('/')}/conformity/{case}/"


def placement_address(public_url: str, case: UUID) -> str:
    """The page of a recommended placement, which opens after signing in for those who may see it.

    `public_url` as in `check_address`.
    """
    return f"{public_url.rstrip('/')}/residency/placements/{case}/"


def licence_register_address(public_url: str, licence: UUID) -> str:
    """The public page of a licence, which says what it and its annexes are worth today.

    `public_url` as in `check_address`.
    """
    return f"{public_url.rstrip('/')}/licence-register/{licence}/"


def licence_address(public_url: str, case: UUID) -> str:
    """The page of an application for a licence, which opens after signing in for those who may see it.

    `public_url` as in `check_address`.
    """
    return f"{public_url.rstrip('/')}/licences/cases/{case}/"


def sheet_address(public_url: str, sheet: UUID) -> str:
    """The page of a confirmation sheet, which opens after signing in for those who may see it.

    `public_url` as in `check_address`.
    """
    return f"{public_url.rstrip('/')}/confirming/sheets/{sheet}/"


def qr_svg(text: str) -> str:
    """A QR code as SVG text, error correction M (15 %) or better.

    It has no border of its own: the templates keep four modules of white paper around it.
    """
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return out.getvalue().decode("ascii")
