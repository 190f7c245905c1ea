"""The tables that were brought: state, numbers, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tirkelim.identity.models import Account
from tirkelim.national.models import ImportRun
from tirkelim.portal.imports.access import Owner, owners, room, visit
from tirkelim.portal.imports.words import STATES
from tirkelim.portal.statuses import Mark

PAGE = 25


class Line(NamedTuple):
    """A table as the list shows it. ``opens``: whether the reader brought it."""

    id: UUID
    file_name: str
    owner: Owner
    by: str
    at: datetime
    mark: Mark
    rows: int | None
    wrong: int
    opens: bool


@room("GET")
def imports(request: HttpRequest) -> HttpResponse:
    """The tables of the reader's organisations, the newest first."""
    at = visit(request)
    own = {one.id: one for one in owners(at)}
    mine = Q(organisation__in=[one for one in own if one is not None])
    if None in own:
        mine |= Q(organisation=None)
    page = Paginator(ImportRun.objects.filter(mine).order_by("-created_at", "id"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "lines": lines(list(page.object_list), own, at.account.id),
        "several": len(own) > 1,
    }
    return render(request, "portal/imports/list.html", context)


def lines(runs: Sequence[ImportRun], own: dict[UUID | None, Owner], reader: UUID) -> list[Line]:
    """Runs as the list shows them."""
    names = dict(Account.objects.filter(pk__in={run.account for run in runs}).values_list("id", "name"))
    return [
        Line(
            id=run.id,
            file_name=run.file_name,
            owner=own[run.organisation],
            by=names.get(run.account, ""),
            at=run.created_at,
            mark=STATES[run.state],
            rows=run.rows_total,
            wrong=run.counts.get("wrong", 0),
            opens=run.account == reader,
        )
        for run in runs
    ]
