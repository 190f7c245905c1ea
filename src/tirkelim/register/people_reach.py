"""Whom an account may find: as conditions of a query, so that nobody else is found or counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.utils.timezone import localdate

from tirkelim.identity.models import AUTHORITY_OF_ROLE, Account, Authority
from tirkelim.identity.policy import PERMISSIONS, everywhere, grants, own_organisation, own_territory
from tirkelim.register.as_of import AsOf
from tirkelim.register.models import Employment, OrganisationFact, PersonFact

ACTION = "people.find"


class Reach(NamedTuple):
    """What the roles of an account open at a moment: everything, or the workers of organisations and whoever works
    or lives in regions. The same as `person_scope` says of one person; tests hold both to the same answers."""

    moment: datetime
    everything: bool = False
    organisations: frozenset[UUID] = frozenset()
    regions: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The day of the moment in Almaty: rights are those of today, whatever day is asked about."""
        return localdate(self.moment)

    @property
    def empty(self) -> bool:
        """Whether nobody can be found."""
        return not (self.everything or self.organisations or self.regions)

    def is_now(self, when: AsOf) -> bool:
        """Whether a question is about today as known now: then the indexes of the present knowledge answer."""
        return when == AsOf.now(self.moment)


def reach_of(account: Account, moment: datetime) -> Reach:
    """What the account may search on the day of a moment, by the policy's lines for finding people."""
    organisations: set[UUID] = set()
    regions: set[Any] = set()
    everything = False
    for grant in grants(account, localdate(moment)):
        where: Callable[..., bool] | None = PERMISSIONS.get((grant.role, ACTION))
        if where is everywhere:
            everything = True
        elif where is own_organisation and grant.organisation is not None:
            organisations.add(grant.organisation)
        elif where is own_territory and AUTHORITY_OF_ROLE.get(grant.role) == Authority.HEALTH:
            regions |= {grant.territory} - {None}
    return Reach(moment, everything, frozenset(organisations), frozenset(regions))


def allowed(within: Reach, *, former: bool = False, few: bool = False) -> Q:
    """The condition on rows with a `person` that the reach allows them. `former`: also those who have left the
    reader's own organisations; of them no more is shown than that. `few`: that few rows are left to ask it of."""
    if within.everything:
        return Q()
    conditions = Q(pk__in=[])
    if within.organisations:
        jobs = Employment.objects.current() if former else Employment.objects.current(within.today)
        conditions |= Q(person__in=jobs.filter(organisation__in=within.organisations).values("person"))
    if within.regions:
        workers, residents = _of_regions(within)
        conditions |= _somebody(workers) | _somebody(residents) if few else Q(person__in=workers.union(residents))
    return conditions


def _of_regions(within: Reach) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """People who work in the regions today, and people who live there."""
    places = OrganisationFact.objects.current(within.today).filter(in_regions("kato", within.regions))
    workers = Employment.objects.current(within.today).filter(organisation__in=places.values("organisation"))
    residents = PersonFact.objects.current(within.today).filter(in_regions("residence_kato", within.regions))
    return workers.values("person"), residents.values("person")


def _somebody(rows: QuerySet[Any]) -> Q:
    """The condition that a person has such a row. Asked person by person: as an EXISTS beside an OR, PostgreSQL would
    first collect everybody who has one, half a region for a page of twenty."""
    return Q(IsNull(Subquery(rows.filter(person=OuterRef("person"))[:1]), False))


def in_regions(field: str, regions: Iterable[str]) -> Q:
    """The condition that a KATO code lies in one of the regions: ranges, since an index answers them."""
    found = Q(pk__in=[])
    for kato in regions:
        found |= Q(**{f"{field}__gte": kato[:2] + "0000000", f"{field}__lte": kato[:2] + "9999999"})
    return found
