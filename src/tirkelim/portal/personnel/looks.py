"""Who looked at a record: who, as what, for which organisation, what for; grouped by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.purposes import in_words
from tirkelim.portal.personnel.values import region_of
from tirkelim.register.models import AccessLog, OrganisationFact

Text = str | Promise
ROLES: dict[str, Text] = {
    Role.HR_OFFICER: pgettext_lazy("reader", "personnel service"),
    Role.HEAD_OF_ORGANISATION: pgettext_lazy("reader", "head of the organisation"),
    Role.ASSESSMENT_ORGANISATION: pgettext_lazy("reader", "assessment organisation"),
    Role.DEPARTMENT_OFFICER: pgettext_lazy("reader", "department"),
    Role.NATIONAL_COORDINATOR: pgettext_lazy("reader", "national coordinator"),
}


class Look(NamedTuple):
    """One look at the record. `places`: organisations and regions of the reader's roles on that day."""

    at: datetime
    by: str
    role: str
    places: str
    purpose: Text


class Day(NamedTuple):
    """The looks of a day, the latest first."""

    day: date
    looks: list[Look]


def looks_by_day(rows: Iterable[AccessLog]) -> list[Day]:
    """The log in words, under its days; the number of queries does not grow with it."""
    found = list(rows)
    accounts = Account.objects.filter(pk__in={row.actor for row in found if row.actor}).prefetch_related("grants")
    by_id = {account.pk: account for account in accounts}
    names = organisation_names(grant for account in by_id.values() for grant in account.grants.all())
    said = [look(row, by_id.get(row.actor) if row.actor else None, names) for row in found]
    return [Day(day, list(some)) for day, some in groupby(said, key=lambda one: localdate(one.at))]


def organisation_names(grants: Iterable[RoleGrant]) -> dict[UUID, str]:
    """Names of the organisations of roles, as last known."""
    ids = {grant.organisation for grant in grants if grant.organisation is not None}
    facts = OrganisationFact.objects.current().filter(organisation__in=ids).order_by("valid_from")
    return {row.organisation_id: row.name(language()) for row in facts}


def look(row: AccessLog, account: Account | None, names: Mapping[UUID, str]) -> Look:
    """One look; the roles are those of its day, whatever the reader is today."""
    purpose = in_words(row.purpose)
    if account is None:
        return Look(row.at, _("The system"), "", "", purpose)
    day = localdate(row.at)
    held = [grant for grant in account.grants.all() if grant.role in ROLES and grant.active(day)]
    roles = dict.fromkeys(str(ROLES[grant.role]) for grant in held)
    places = dict.fromkeys(place_of(grant, names) for grant in held)
    return Look(row.at, account.name, ", ".join(roles), ", ".join(filter(None, places)), purpose)


def place_of(grant: RoleGrant, names: Mapping[UUID, str]) -> str:
    """For whom the role is held: an organisation, a region, or nobody in particular."""
    if grant.organisation is not None:
        return names.get(grant.organisation, "")
    return region_of(grant.territory)
