"""Whether the register knows a change that a re-issue rests on: then no document of it is asked for (row 8)."""

from __future__ import annotations

from datetime import date, datetime

from tirkelim.register.licence_models import Licence, LicenceEventKind
from tirkelim.register.queries import organisation_facts, person_facts


def has_new_name(licence: Licence, on: date, known: datetime) -> bool:
    """Whether the holder is called otherwise on a day than when the licence was last issued, by the register."""
    then, now = _names(licence, _last_issued(licence, on), known), _names(licence, on, known)
    return then is not None and now is not None and then != now


def _last_issued(licence: Licence, on: date) -> date:
    again = licence.events.filter(kind=LicenceEventKind.REISSUED, annex=None, on__lte=on).order_by("-on").first()
    return licence.issued_on if again is None else again.on


def _names(licence: Licence, on: date, known: datetime) -> tuple[str, str] | None:
    if licence.organisation_id is not None:
        entity = organisation_facts(licence.organisation_id, on, known)
        return None if entity is None else (entity.name("kk"), entity.name("ru"))
    person = person_facts(licence.person_id, on, known) if licence.person_id is not None else None
    return None if person is None else (person.name("kk"), person.name("ru"))
