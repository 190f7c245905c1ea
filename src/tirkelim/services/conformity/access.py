"""To whom a certificate of conformity belongs, for rights: its holder, and who applied for it on their behalf (p.3)."""

from __future__ import annotations

from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account
from tirkelim.identity.policy import Scope
from tirkelim.register.commands.conformity import conformity_scope
from tirkelim.register.conformity_queries import chain_of
from tirkelim.register.models import ConformityCertificate


def certificate_scope(row: ConformityCertificate, account: Account) -> Scope:
    """The scope of a certificate as this account finds it; an account that once applied for it represents its holder.

    Authority is that of the power of attorney that was filed then; whoever takes it back turns to the local body.
    """
    return conformity_scope(row, representative_for(row, account.person))


def representative_for(row: ConformityCertificate, person: UUID | None) -> UUID | None:
    """The person, where they applied for the holder and the certificate, or the one before it, came of that."""
    if person is None or person == row.person_id:
        return None
    decisions = [one.decision for one in chain_of(row) if one.decision is not None]
    applied = Case.objects.filter(decisions__in=decisions, representative=person)
    return person if applied.exists() else None
