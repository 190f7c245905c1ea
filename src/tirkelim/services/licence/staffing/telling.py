"""Whom a new shortage is told: the holder's personnel service and head, or the holder; the department's officers.

A message holds no personal data: it does not say who left. The lists on the pages say the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tirkelim.cases.models import Outbox
from tirkelim.cases.outbox import notice
from tirkelim.identity.models import Role
from tirkelim.identity.who_holds import readers_by_scope
from tirkelim.journal.models import Change
from tirkelim.register.models import Licence
from tirkelim.services.licence.staffing.watched import Holding

OF_HOLDER = (Role.HR_OFFICER, Role.HEAD_OF_ORGANISATION)
OF_DEPARTMENT = (Role.DEPARTMENT_OFFICER,)


def tell(made: Change, begun: Mapping[Holding, date], day: date) -> None:
    """Write the messages of a look that found something short at licences, since these days: one to each and licence,
    whatever number of subtypes is short; to an officer of the department one a day at most, whatever number of
    licences. Three queries, however many they are."""
    of_holder = readers_by_scope({one.organisation for one in begun}, "organisation", OF_HOLDER, day)
    of_office = readers_by_scope({one.office for one in begun}, "territory", OF_DEPARTMENT, day)
    rows = [
        notice(
            reader,
            "licence_staff_short",
            {"day": since.isoformat()},
            f"staff_short:{one.id}:{reader}:{made.id}",
            made,
        )
        for one, since in begun.items()
        for reader in ({str(one.person)} if one.person is not None else of_holder[one.organisation])
    ]
    rows += [
        notice(reader, "licence_staff_office", {}, f"staff_office:{reader}:{day.isoformat()}", made)
        for reader in set().union(*of_office.values())
    ]
    Outbox.objects.bulk_create(rows, ignore_conflicts=True)


def holders(licence: Licence, day: date) -> set[str]:
    """The readers whom the holder of a licence is told through."""
    if licence.person_id is not None:
        return {str(licence.person_id)}
    return readers_by_scope({licence.organisation_id}, "organisation", OF_HOLDER, day)[licence.organisation_id]
