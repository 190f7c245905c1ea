"""What a member of the commission signs of its minutes (503/2016 p.9): the minutes by their digest, and an opinion."""

from __future__ import annotations

from typing import Any

from tirkelim.services.conformity.models import Member, Minutes

MINUTES = "tirkelim/minutes/1"


def minutes_content(minutes: Minutes, member: Member, opinion: str) -> dict[str, Any]:
    """The minutes as drawn up, every word of which the digest stands for, and the member's special opinion."""
    return {
        "kind": MINUTES,
        "number": minutes.number,
        "sitting": str(minutes.pk),
        "held_at": minutes.content["held_at"],
        "territory": minutes.sitting.territory,
        "member": member.name,
        "persons": [
            {name: one[name] for name in ("case_number", "recommends_issue")} for one in minutes.content["persons"]
        ],
        "minutes": minutes.digest,
        "opinion": opinion,
    }
