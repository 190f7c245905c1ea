"""The licence and the annex that an application is about, as the register has them (59/2020 ann.1 row 8)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.law.order_59_licence.documents import DUPLICATE, REISSUE
from tirkelim.law.standards.services import Action
from tirkelim.register.licence_models import Licence, LicenceAnnex
from tirkelim.register.licence_status import LicenceStatus, annex_status, is_on_paper, licence_status
from tirkelim.services.licence.answers import HeldAnswers

OF_AN_ANNEX = frozenset({Action.REISSUE_ANNEX, Action.DUPLICATE_ANNEX})
"""The actions that name an annex beside its licence."""
STANDING = frozenset({LicenceStatus.VALID, LicenceStatus.SUSPENDED})
"""What can be re-issued and given again; nothing is added to a suspended licence."""


class Held(NamedTuple):
    """A licence of the applicant with its status on a day, and the annex that is named, if one is."""

    licence: Licence
    status: LicenceStatus
    annex: LicenceAnnex | None = None
    annex_status: LicenceStatus | None = None


def original_is_paper(action: Action, held: Held) -> bool:
    """Whether what a duplicate would be of, the licence or its annex, is on paper (reading L6)."""
    row = held.annex if action in OF_AN_ANNEX else held.licence
    annex = held.annex if action in OF_AN_ANNEX else None
    return row is not None and is_on_paper(row, held.licence.events.filter(annex=annex))


def held_for(case: Case, said: HeldAnswers | None, on: date) -> Held | None:
    """The licence that the answers name, where it is the applicant's own; None where there is no such."""
    licence = None if said is None else own_licence(case, said.licence)
    if licence is None or said is None:
        return None
    events = list(licence.events.order_by("id"))
    whole = licence_status(licence, [event for event in events if event.annex_id is None], on)
    annex = _annex(licence, said.annex)
    if annex is None:
        return Held(licence, whole.status)
    own = annex_status(annex, [event for event in events if event.annex_id == annex.id], whole, on)
    return Held(licence, whole.status, annex, own.status)


def own_licence(case: Case, id: str) -> Licence | None:
    """The licence with this id where its holder is whoever applies in the case: the organisation, else the person."""
    key = _uuid(id)
    if key is None:
        return None
    if case.organisation is not None:
        return Licence.objects.filter(pk=key, organisation=case.organisation).first()
    return Licence.objects.filter(pk=key, person=case.subject_id).first()


def stands_for(action: Action, held: Held) -> bool:
    """Whether what the application is about can still be dealt with so: an annex is added to a valid licence only."""
    if action not in REISSUE | DUPLICATE:
        return held.status is LicenceStatus.VALID
    if held.status not in STANDING:
        return False
    return action not in OF_AN_ANNEX or held.annex_status in STANDING


def _annex(licence: Licence, id: str | None) -> LicenceAnnex | None:
    key = _uuid(id or "")
    return None if key is None else licence.annexes.filter(pk=key).first()


def _uuid(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None
