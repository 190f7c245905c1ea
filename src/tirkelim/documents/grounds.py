"""Grounds of a refusal, and requirements that are not met, as the templates take them."""

from __future__ import annotations

from typing import Any

from tirkelim.documents.payload import RefusalGround, UnmetRequirement
from tirkelim.documents.texts import both, maybe


def ground_view(ground: RefusalGround) -> dict[str, Any]:
    """What a template takes of a ground."""
    return {
        "number": ground.number,
        "text": both(ground.text),
        "reference": maybe(ground.reference),
        "unmet": [unmet_view(one) for one in ground.unmet],
    }


def unmet_view(unmet: UnmetRequirement) -> dict[str, Any]:
    """What a template takes of a requirement that is not met."""
    return {
        "requirement": both(unmet.requirement),
        "citation": both(unmet.citation),
        "found": maybe(unmet.found),
        "required": maybe(unmet.required),
        "next_step": maybe(unmet.next_step),
    }
