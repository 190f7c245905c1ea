"""What a second decision takes out of the register, said before it is made."""

from __future__ import annotations

from typing import NamedTuple

from tirkelim.cases.models import Case
from tirkelim.portal.desk.services import DESK_SERVICES
from tirkelim.register.qualification_queries import qualification_by_decision


class Undone(NamedTuple):
    """What the decision before gave: its number, a level ("" where it gave none); and what becomes of that number with
    a grant (``replaced``) and with a refusal (``taken_back``)."""

    number: str
    level: str
    replaced: str = ""
    taken_back: str = ""


def what_is_undone(case: Case) -> Undone | None:
    """What the next decision of a reopened case would take the place of; None where nothing was granted."""
    last = case.decisions.order_by("-seq").first()
    if last is None or last.outcome != "granted":
        return None
    desk = DESK_SERVICES.get(case.service)
    given = desk.given(last.id) if desk is not None else None
    level = qualification_by_decision(last.id)
    undone = Undone("", (level.level or "") if level else "")
    if desk is None or given is None:
        return undone
    said = {"number": given.number}
    return undone._replace(
        number=given.number, replaced=str(desk.words.replaced) % said, taken_back=str(desk.words.taken_back) % said
    )
