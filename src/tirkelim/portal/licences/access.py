"""Who comes into the room: organisations through their heads and personnel officers, and individuals who practise."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account
from tirkelim.identity.policy import Scope, grants, may
from tirkelim.portal.edge import account_of, allow, now
from tirkelim.portal.rooms import private_room
from tirkelim.register.models import Licence
from tirkelim.register.queries import log_access

SERVICE = "licence"
OWN = "own"
"""What stands in the address for the account's own affairs, beside the id of an organisation."""

room = private_room


class Holder(NamedTuple):
    """Who holds or applies for licences: an organisation, or (None) the person of the account alone."""

    organisation: UUID | None
    person: UUID | None

    @property
    def key(self) -> str:
        """How an address names this holder: never by a person."""
        return OWN if self.organisation is None else str(self.organisation)

    def scope(self) -> Scope:
        """What belongs to this holder."""
        if self.organisation is None:
            return Scope(person=self.person)
        return Scope(person=self.person, organisations=frozenset({self.organisation}))


class Here(NamedTuple):
    """One request: who asks, when, in whose name, and in whose names else they could."""

    account: Account
    moment: datetime
    holder: Holder
    others: tuple[Holder, ...]

    @property
    def today(self) -> date:
        """The day of the request."""
        return localdate(self.moment)

    @property
    def writes(self) -> bool:
        """Whether the account may apply for the holder; a personnel officer only reads."""
        return may(self.account, "licence.write", self.holder, on=self.today)


def holders_of(account: Account, moment: datetime) -> tuple[Holder, ...]:
    """All in whose name the account may see licences: its organisations, then its own person."""
    today = localdate(moment)
    held = [grant.organisation for grant in grants(account, today) if grant.organisation is not None]
    found = [Holder(one, account.person) for one in dict.fromkeys(held)]
    if account.person is not None:
        found.append(Holder(None, account.person))
    return tuple(one for one in found if may(account, "licence.read", one, on=today) and _is_own(account, one, today))


def _is_own(account: Account, holder: Holder, today: date) -> bool:
    """An officer's right reaches further than this room: only those who stand for the holder come in."""
    if holder.organisation is None:
        return holder.person is not None and holder.person == account.person
    return any(grant.organisation == holder.organisation for grant in grants(account, today))


def enter(request: HttpRequest, chosen: str | None = None, action: str = "licence.read") -> Here:
    """The request and the holder that it is about: the one named, or the first. Raises Http404 for everyone else."""
    moment, account = now(), account_of(request)
    all_holders = holders_of(account, moment)
    named = request.GET.get("holder", "") if chosen is None else chosen
    found = next((one for one in all_holders if one.key == named), None)
    if found is None and (chosen or not all_holders):
        raise Http404
    holder = found or all_holders[0]
    allow(request, action, holder, moment)
    return Here(account, moment, holder, tuple(one for one in all_holders if one != holder))


def holder_of(case: Case) -> Holder:
    """Who applies in a case."""
    return Holder(case.organisation, case.subject_id)


def own_case(request: HttpRequest, case: UUID, moment: datetime, action: str = "licence.read") -> Case:
    """An application of the account's organisation, or of its own person's. Raises Http404 for any other.

    Whoever applied for an organisation and no longer stands for it finds nothing. A look at an application that
    somebody else made is logged.
    """
    found = Case.objects.select_related("draft").filter(pk=case, service=SERVICE).first()
    account = account_of(request)
    if found is None or not _is_own(account, holder_of(found), localdate(moment)):
        raise Http404
    allow(request, action, found, moment)
    if found.subject_id != account.person:
        log_access(account.id, found.subject_id, "case.read", moment)
    return found


def may_still(request: HttpRequest, case: Case, moment: datetime) -> bool:
    """Whether the account may read the case: asked again at the very read of a file."""
    account = account_of(request)
    today = localdate(moment)
    return _is_own(account, holder_of(case), today) and may(account, "licence.read", case, on=today)


def may_write(request: HttpRequest, case: Case, moment: datetime) -> bool:
    """Whether the account may do what applicants do; a personnel officer only reads."""
    return may(account_of(request), "licence.write", case, on=localdate(moment))


def own_licence(request: HttpRequest, licence: UUID, moment: datetime, action: str = "licence.read") -> Licence:
    """A licence of the account's organisation or of its own. Raises Http404 for any other."""
    found = Licence.objects.filter(pk=licence).first()
    account = account_of(request)
    if found is None:
        raise Http404
    if not _is_own(account, Holder(found.organisation_id, found.person_id or account.person), localdate(moment)):
        raise Http404
    allow(request, action, found, moment)
    return found
