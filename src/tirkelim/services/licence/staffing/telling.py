"""Whom a new shortage is told: the holder's personnel service and head, or the holder; the department's officers.

A message holds no personal data: it does not say who left. The lists on the pages say the rest.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tirkelim.cases.models import Outbox
from tirkelim.cases.outbox import notice
from tirkelim.identity.models import Role, RoleGrant
from tirkelim.journal.models import Change
from tirkelim.register.models import Licence

OF_HOLDER = (Role.HR_OFFICER, Role.HEAD_OF_ORGANISATION)
OF_DEPARTMENT = (Role.DEPARTMENT_OFFICER,)


def tell(made: Change, licence: Licence, since: date, day: date) -> None:
    """Write the messages of a look that found something short at a licence: one to each, whatever number of subtypes
    is short; to an officer of the department one a day at most, whatever number of licences."""
    words = {"day": since.isoformat()}
    rows = [
        notice(person, "licence_staff_short", words, f"staff_short:{licence.id}:{person}:{made.id}", made)
        for person in holders(licence, day)
    ]
    rows += [
        notice(person, "licence_staff_office", {}, f"staff_office:{person}:{day.isoformat()}", made)
        for person in officers(licence.office, day)
    ]
    Outbox.objects.bulk_create(rows, ignore_conflicts=True)


def holders(licence: Licence, day: date) -> set[UUID]:
    """The people whom the holder of a licence is told through."""
    if licence.person_id is not None:
        return {licence.person_id}
    return _people(RoleGrant.objects.filter(role__in=OF_HOLDER, organisation=licence.organisation_id), day)


def officers(office: str, day: date) -> set[UUID]:
    """The department's officers whose accounts belong to a person of the register."""
    return _people(RoleGrant.objects.filter(role__in=OF_DEPARTMENT, territory=office), day)


def _people(grants: QuerySet[RoleGrant], day: date) -> set[UUID]:
    rows = grants.filter(account__is_active=True, account__person__isnull=False).select_related("account")
    return {row.account.person for row in rows if row.active(day) and row.account.person is not None}
