"""Whom a step of a confirmation waits for: the personnel service, then the head. They are told, with no name and no
number: the list on their page says the rest."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.cases.steps import Step
from tirkelim.identity.models import Role
from tirkelim.identity.who_holds import readers_by_scope


def tell_personnel(step: Step, what: str = "results_to_review") -> None:
    """Tell the personnel service; where the organisation has none, the head (reading C3)."""
    if not _tell(step, (Role.HR_OFFICER,), what):
        tell_head(step)


def tell_head(step: Step) -> None:
    """Tell the head of the organisation."""
    _tell(step, (Role.HEAD_OF_ORGANISATION,), "results_to_confirm")


def _tell(step: Step, roles: Collection[Role], what: str) -> bool:
    """Whether there was anyone to tell. Nobody is told of their own results: another has to look at them."""
    organisation = step.case.organisation
    readers = readers_by_scope([organisation], "organisation", roles, localdate(step.now))[organisation]
    others = sorted(readers - {str(step.case.subject_id)})
    for reader in others:
        outbox.tell(reader, what, {}, f"{what}:{step.change.id}:{reader}", step.change)
    return bool(others)
