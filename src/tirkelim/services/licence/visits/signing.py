"""Signing the act of a visit: only after a valid notice, and with every line answered (59/2020 p.10(3), p.14)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from tirkelim.cases.command import Outcome
from tirkelim.cases.steps import Step
from tirkelim.identity.models import Account
from tirkelim.journal.change import Command
from tirkelim.services.licence.models import Visit


def sign_visit(
    command: Command,
    actor: Account,
    visit: Visit,
    begun_at: datetime,
    ended_at: datetime,
    *,
    observations: Collection[UUID] | None = None,
    photos: Collection[UUID] | None = None,
) -> Outcome:
    """Sign the act of a visit at the case's present version; a repetition gives the first result.

    ``observations``, ``photos``: ids of those that stood on the device as the inspector saw it; where they are given
    and others stand here, the act is not signed (``notes_differ``).
    """
    raise NotImplementedError


def sign_act(step: Step) -> dict[str, str]:
    """Sign the act. Body: ``visit``, ``begun_at``, ``ended_at``, and the two lists of ``sign_visit`` where given.
    Result: ``act`` (number), ``conforms``."""
    raise NotImplementedError
