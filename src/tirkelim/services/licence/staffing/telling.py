"""Whom a new shortage is told: the holder's personnel service and head, or the holder; the department's officers.

A message holds no personal data: it does not say who left. The lists on the pages say the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from tirkelim.cases.models import Outbox
from tirkelim.cases.outbox import notice
from tirkelim.identity.models import Role, RoleGrant
from tirkelim.journal.models import Change
from tirkelim.register.models import Licence
from tirkelim.services.licence.staffing.watched import Holding

OF_HOLDER = (Role.HR_OFFICER, Role.HEAD_OF_ORGANISATION)
OF_DEPARTMENT = (Role.DEPARTMENT_OFFICER,)


def tell(made: Change, begun: Mapping[Holding, date], day: date) -> None:
    """Write the messages of a look that found something short at licences, since these days: one to each and licence,
    whatever number of subtypes is short; to an officer of the department one a day at most, whatever number of
    licences. Three queries, however many they are."""
    of_holder = _people({one.organisation for one in begun}, "organisation", OF_HOLDER, day)
    of_office = _people({one.office for one in begun}, "territory", OF_DEPARTMENT, day)
    rows = [
        notice(
            person,
            "licence_staff_short",
            {"day": since.isoformat()},
            f"staff_short:{one.id}:{person}:{made.id}",
            made,
        )
        for one, since in begun.items()
        for person in ({one.person} if one.person is not None else of_holder[one.organisation])
    ]
    rows += [
        notice(person, "licence_staff_office", {}, f"staff_office:{person}:{day.isoformat()}", made)
        for person in set().union(*of_office.values())
    ]
    Outbox.objects.bulk_create(rows, ignore_conflicts=True)


def holders(licence: Licence, day: date) -> set[UUID]:
    """The people whom the holder of a licence is told through."""
    if licence.person_id is not None:
        return {licence.person_id}
    return _people({licence.organisation_id}, "organisation", OF_HOLDER, day)[licence.organisation_id]


def _people(
    scopes: Collection[UUID | str | None], scope: str, roles: Collection[Role], day: date
) -> defaultdict[UUID | str | None, set[UUID]]:
    """The people of the register whose accounts have one of the roles on a day, by the organisation or territory."""
    grants = RoleGrant.objects.filter(role__in=roles, **{f"{scope}__in": scopes})
    rows = grants.filter(account__is_active=True, account__person__isnull=False).select_related("account")
    found: defaultdict[UUID | str | None, set[UUID]] = defaultdict(set)
    for row in rows:
        if row.active(day) and row.account.person is not None:
            found[getattr(row, scope)].add(row.account.person)
    return found
