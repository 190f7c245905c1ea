"""What can be asked for a licence as it stands: the same that the service takes (services/licence/held.py)."""

from __future__ import annotations

from tirkelim.law.standards.services import Action
from tirkelim.register.licence_queries import AnnexOn, LicenceOn
from tirkelim.register.licence_status import LicenceStatus, is_on_paper
from tirkelim.services.licence.held import STANDING


def offered(held: LicenceOn, annex: AnnexOn | None = None) -> tuple[Action, ...]:
    """What can be asked for the licence, or for one of its annexes; duplicates of paper originals only (reading L6)."""
    if held.status.status not in STANDING:
        return ()
    if annex is not None:
        if annex.status.status not in STANDING:
            return ()
        return (Action.REISSUE_ANNEX, *((Action.DUPLICATE_ANNEX,) if is_on_paper(annex.annex, annex.events) else ()))
    found = [Action.REISSUE]
    if held.status.status is LicenceStatus.VALID:
        found.insert(0, Action.ISSUE_ANNEX)
    if is_on_paper(held.licence, held.own_events):
        found.append(Action.DUPLICATE)
    return tuple(found)
