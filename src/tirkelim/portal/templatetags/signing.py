"""`{% load signing %}`: the signatures of a case or of a change, for the pages on which it is seen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template

from tirkelim.cases.models import Case
from tirkelim.portal.signing.kept import signatures_by_changes, signatures_of
from tirkelim.portal.signing.keys import NAMES, role_in_words
from tirkelim.register.models import CpdSheet
from tirkelim.signatures.models import Signature
from tirkelim.signatures.purposes import Purpose

register = template.Library()


@register.inclusion_tag("portal/signing/_signatures.html")
def signatures(case: Case, level: int = 2) -> dict[str, Any]:
    """Who signed what in a case; nothing where nobody did."""
    return {"lines": _lines(signatures_of(case)), "level": level, "titled": True}


@register.inclusion_tag("portal/signing/_signatures.html")
def signatures_of_sheet(sheet: UUID, level: int = 2) -> dict[str, Any]:
    """Who signed the confirmation that a sheet came from."""
    decision = CpdSheet.objects.values("decision").filter(pk=sheet)
    case = Case.objects.filter(decisions__in=decision).first()
    return {"lines": [] if case is None else _lines(signatures_of(case)), "level": level, "titled": True}


@register.inclusion_tag("portal/signing/_signatures.html")
def signature_of_change(change: int) -> dict[str, Any]:
    """The signature that came with one change, such as a member's under the minutes; nothing where none came."""
    return {"lines": _lines(signatures_by_changes([change])), "titled": False}


def _lines(found: list[Signature]) -> list[dict[str, Any]]:
    return [{"one": one, "what": NAMES[Purpose(one.purpose)], "role": role_in_words(one.roles)} for one in found]
