"""Who comes to the desk: officers to the cases of their authority in their territory, the national coordinator to all,
to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.identity.models import Account, Territory
from tirkelim.identity.policy import Scope, grants, may
from tirkelim.journal.kept import kept
from tirkelim.portal.desk.services import DESK_SERVICES
from tirkelim.portal.edge import account_of, allow
from tirkelim.portal.rooms import View, signed_in
from tirkelim.register.queries import log_access


def room(*methods: str) -> Callable[[View], Any]:
    """A view of the desk: signed in (others are led to sign in), and with these methods only."""
    return signed_in(*methods)


def sees_everywhere(account: Account, on: date) -> bool:
    """Whether the account may read the cases of all territories."""
    return may(account, "case.read", on=on)


class Reach(NamedTuple):
    """Services whose applications an account finds on its desk, and in which territories."""

    territories: frozenset[str]
    services: tuple[str, ...]


def reach_of(account: Account, on: date) -> tuple[Reach, ...]:
    """What the account finds on its desk: of each authority that it serves, the services, in its territories of that
    authority. Raises Http404 where it has no desk."""
    if sees_everywhere(account, on):
        return (Reach(frozenset(Territory.objects.values_list("kato", flat=True)), tuple(DESK_SERVICES)),)
    own = sorted({grant.territory for grant in grants(account, on) if grant.territory is not None})
    services: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for name in DESK_SERVICES:
        authority = service(name).authority
        found = (Scope(territories=frozenset({kato}), authority=authority) for kato in own)
        services[frozenset().union(*(s.territories for s in found if may(account, "case.desk", s, on=on)))].append(name)
    reach = tuple(Reach(territories, tuple(names)) for territories, names in services.items() if territories)
    if not reach:
        raise Http404
    return reach


@kept
def _sent_case(id: UUID) -> QuerySet[Case]:
    """A case in which no office takes part, such as a confirmation of results, comes to no desk."""
    return Case.objects.select_related("draft").filter(pk=id, submitted_at__isnull=False).exclude(territory="")


def desk_case(request: HttpRequest, case: UUID, moment: datetime, purpose: str, action: str = "case.read") -> Case:
    """A sent case of the reader's desk; the look at it is logged for the applicant to see.

    Raises Http404 for a draft, for a case of another territory or authority, and for one that does not exist: they
    look the same.
    """
    found = _sent_case.first(case)
    if found is None or found.service not in DESK_SERVICES:
        raise Http404
    account, on = account_of(request), localdate(moment)
    if not (may(account, "case.desk", found, on=on) or sees_everywhere(account, on)):
        raise Http404
    allow(request, action, found, moment)
    log_access(account.id, found.subject_id, purpose, moment)
    return found


OFFICERS_COMMANDS = frozenset(
    {
        "grant",
        "refuse",
        "intend_refusal",
        "decline",
        "pass_to_commission",
        "recall_from_commission",
        "ask_for_documents",
        "record_finding",
        "remove_finding",
        "refresh_sources",
        "check_payment",
    }
)
"""What is done at the desk. An officer who applies for something does the rest in the cabinet."""


def commands_of(request: HttpRequest, case: Case, moment: datetime) -> frozenset[str]:
    """What the reader may do with the case at the desk now."""
    return OFFICERS_COMMANDS.intersection(commands_open_to(account_of(request), case, moment))
