"""Signatures that were given: those of a case or of a change, and who may see one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.identity.policy import Scope, Scoped
from tirkelim.journal.models import JournalEntry
from tirkelim.services.conformity.commission.ground import scope_of
from tirkelim.services.conformity.models import MinutesSignature
from tirkelim.signatures.models import Signature

CASE_STREAM = "case:"
RIGHTS = {
    "cpd": "cpd.read",
    "conformity": "conformity.read",
    "foreign_certificate": "foreign.read",
    "licence": "licence.read",
    "placement": "placement.read",
    "assessment": "assessment.read",
}
"""The right to see a case of a service, beside that to see any (``case.read``)."""


def signatures_of(case: Case) -> list[Signature]:
    """The signatures given in a case, in their order."""
    changes = JournalEntry.objects.filter(stream=case.stream).values("change")
    return list(Signature.objects.filter(change__in=changes).order_by("verified_at", "id"))


def signatures_by_changes(changes: Iterable[int]) -> list[Signature]:
    """The signatures that came with these changes, in their order."""
    return list(Signature.objects.filter(change__in=list(changes)).order_by("verified_at", "id"))


def seen_by(signature: Signature) -> list[tuple[str, Scope | Scoped]]:
    """What opens a signature: rights, each with the thing it is asked of. One of them is enough."""
    case = case_of(signature)
    if case is not None:
        rights = dict.fromkeys(filter(None, ("case.read", RIGHTS.get(case.service))))
        return [(right, case) for right in rights]
    minutes = MinutesSignature.objects.select_related("minutes__sitting").filter(change=signature.change_id).first()
    return [] if minutes is None else [("commission.read", scope_of(minutes.minutes.sitting.territory))]


def case_of(signature: Signature) -> Case | None:
    """The case in which a signature was given; None for minutes, which are about several."""
    streams = JournalEntry.objects.filter(change=signature.change_id, stream__startswith=CASE_STREAM)
    stream = streams.values_list("stream", flat=True).first() if signature.purpose != "minutes" else None
    if stream is None:
        return None
    return Case.objects.select_related("draft").filter(pk=UUID(stream.removeprefix(CASE_STREAM))).first()
