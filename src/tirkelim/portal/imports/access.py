"""Who comes into the room: personnel officers with tables of their own organisation, the coordinator with tables of
many. What a file holds is shown to the account that brought it alone."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest

from tirkelim.identity.policy import Scope, grants
from tirkelim.national.imports.runs import ACTION
from tirkelim.national.models import ImportRun
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.access import Visit, visit
from tirkelim.portal.rooms import private_room
from tirkelim.register.models import OrganisationFact
from tirkelim.register.scopes import organisation_scope

room = private_room


class Owner(NamedTuple):
    """Whose workers a table holds: an organisation, or (``id`` None) those of many."""

    id: UUID | None
    name: str
    bin: str


def owners(at: Visit) -> list[Owner]:
    """For whom the account may bring tables. Raises Http404 for whoever may not at all."""
    held = [grant.organisation for grant in grants(at.account, at.today) if grant.organisation is not None]
    own = [one for one in dict.fromkeys(held) if at.may(ACTION, organisation_scope(one, at.today))]
    facts = OrganisationFact.objects.as_of(at.today, at.moment).filter(organisation__in=own)
    named = {row.organisation_id: row for row in facts.select_related("organisation")}
    found = [
        Owner(one, named[one].name(language()), named[one].organisation.bin) if one in named else Owner(one, "", "")
        for one in own
    ]
    if at.may(ACTION, Scope()):
        found.append(Owner(None, "", ""))
    if not found:
        raise Http404
    return found


class Opened(NamedTuple):
    """A run of the account that reads, and whose workers it holds."""

    at: Visit
    run: ImportRun
    owner: Owner


def open_run(request: HttpRequest, run: UUID) -> Opened:
    """Go on to a run. Raises Http404 for everyone but the account that brought it, while its right lasts."""
    at = visit(request)
    allowed = {one.id: one for one in owners(at)}
    row = ImportRun.objects.filter(pk=run, account=at.account.id).first()
    if row is None or row.organisation not in allowed:
        raise Http404
    return Opened(at, row, allowed[row.organisation])
