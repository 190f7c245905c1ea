"""The administrator's page: accounts, the journal's soundness, messages that wait or failed. It shows, it does not
change: that is done in portal/accounts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Outbox
from tirkelim.cases.outbox import MOST_ATTEMPTS
from tirkelim.identity.models import Account, Role, RoleGrant
from tirkelim.identity.territories import territories
from tirkelim.journal.verify import verify_all
from tirkelim.portal.desk.access import room
from tirkelim.portal.desk.words import language
from tirkelim.portal.edge import allow, now

MOST_ACCOUNTS = 500
MOST_MESSAGES = 100

ROLES: dict[str, str | Promise] = {
    Role.APPLICANT: _("Applicant"),
    Role.HR_OFFICER: _("Personnel officer"),
    Role.HEAD_OF_ORGANISATION: _("Head of an organisation"),
    Role.ASSESSMENT_ORGANISATION: _("Assessment organisation"),
    Role.DEPARTMENT_OFFICER: _("Officer of a department"),
    Role.DEPARTMENT_HEAD: _("Head of a department"),
    Role.INSPECTOR: _("Inspector of a department"),
    Role.EMPLOYMENT_OFFICER: _("Officer of a local executive body"),
    Role.EMPLOYMENT_HEAD: _("Head of a local executive body"),
    Role.COMMISSION_MEMBER: _("Member of the commission"),
    Role.EDUCATION_ORGANISATION: _("Medical school"),
    Role.MINISTRY_OFFICER: _("Officer of the authorised body"),
    Role.QUALITY_BODY: _("Body for the quality of public services"),
    Role.NATIONAL_COORDINATOR: _("National coordinator"),
    Role.ADMINISTRATOR: _("Administrator"),
}
MESSAGE_KINDS: dict[str, str | Promise] = {"document": _("Make a document"), "message": _("Send a message")}


@room("GET")
def accounts_page(request: HttpRequest) -> HttpResponse:
    """Who has an account and which roles, and how much waits in the outbox."""
    moment = now()
    allow(request, "role.grant", None, moment)
    allow(request, "outbox.read", None, moment)
    accounts = Account.objects.prefetch_related("grants").order_by("login")[:MOST_ACCOUNTS]
    today = localdate(moment)
    places = {row.kato: row.name(language()) for row in territories(today)}
    waiting = Outbox.objects.filter(delivered_at__isnull=True)
    context = {
        "accounts": [_account(account, today, places) for account in accounts],
        "waiting": waiting.filter(attempts__lt=MOST_ATTEMPTS).count(),
        "failed": waiting.filter(attempts__gte=MOST_ATTEMPTS).count(),
        "messages_": [_message(row) for row in waiting.select_related("change").order_by("id")[:MOST_MESSAGES]],
        "most": MOST_ATTEMPTS,
    }
    return render(request, "portal/desk/accounts.html", context)


@room("GET")
def journal_page(request: HttpRequest) -> HttpResponse:
    """Read the whole journal and say whether it still says what was written."""
    allow(request, "journal.verify", None, now())
    return render(request, "portal/desk/journal.html", {"report": verify_all()})


def _account(account: Account, today: date, places: dict[str, str]) -> dict[str, Any]:
    return {
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "active": account.is_active,
        "demo": account.demo,
        "roles": [_role(grant, places) for grant in account.grants.all() if grant.active(today)],
    }


def _role(grant: RoleGrant, places: dict[str, str]) -> str:
    name = str(ROLES[grant.role])
    return f"{name}: {places.get(grant.territory, grant.territory)}" if grant.territory else name


def _message(row: Outbox) -> dict[str, Any]:
    return {
        "kind": MESSAGE_KINDS.get(row.kind, row.kind),
        "at": row.change.at,
        "attempts": row.attempts,
        "error": row.last_error,
        "failed": row.attempts >= MOST_ATTEMPTS,
    }
