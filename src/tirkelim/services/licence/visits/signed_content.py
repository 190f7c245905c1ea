"""What an inspector signs of a visit (59/2020 p.14): every word of its act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tirkelim.services.licence.models import Visit

ACT = "tirkelim/visit-act/1"


def act_content(visit: Visit, content: Mapping[str, Any]) -> dict[str, Any]:
    """The act without its number, which is drawn only as the act is stored."""
    words = {name: value for name, value in content.items() if name != "number"}
    return {"kind": ACT, "visit": str(visit.id), "case": str(visit.case_id), "act": words}
