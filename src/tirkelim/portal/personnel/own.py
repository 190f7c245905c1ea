"""One's own record: what the register holds, and who looked at it, when and what for."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tirkelim.identity.models import Account, Role
from tirkelim.identity.policy import Scope
from tirkelim.portal.certificates.held import own_certificates, withdrawal_rows
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, room, visit
from tirkelim.portal.personnel.listing import PAGE
from tirkelim.portal.personnel.purposes import Purpose, in_words
from tirkelim.portal.personnel.record_view import Links, cards
from tirkelim.register import queries

ROLES: dict[str, str | Promise] = {
    Role.HR_OFFICER: pgettext_lazy("reader", "personnel service"),
    Role.HEAD_OF_ORGANISATION: pgettext_lazy("reader", "head of the organisation"),
    Role.ASSESSMENT_ORGANISATION: pgettext_lazy("reader", "assessment organisation"),
    Role.DEPARTMENT_OFFICER: pgettext_lazy("reader", "department"),
    Role.NATIONAL_COORDINATOR: pgettext_lazy("reader", "national coordinator"),
}


class Look(NamedTuple):
    """One look at the record."""

    at: Any
    by: str
    role: str
    purpose: str | Promise


@room("GET")
def record(request: HttpRequest) -> HttpResponse:
    """The record of the account's own person. The log shows others only; one's own looks are kept, but not listed."""
    at = visit(request)
    person = at.account.person
    if person is None:
        raise Http404
    allow(request, "person.read", Scope(person=person), at.moment)
    allow(request, "access_log.read", Scope(person=person), at.moment)
    queries.log_access(at.account.id, person, Purpose.OWN.value, at.moment)
    profile = queries.person_profile(person, at.today, at.moment)
    page = Paginator(queries.accesses(person).exclude(actor=at.account.id), PAGE).get_page(request.GET.get("page"))
    name = profile.facts.name(language()) if profile.facts is not None else at.account.name
    _held, notices = own_certificates(person, at.today, at.moment)
    context = {
        "name": name,
        "cards": cards(profile, links=Links(withdrawal=withdrawal_rows)),
        "notices": notices,
        "looks": looks(page.object_list, at),
        "page": page,
    }
    return render(request, "portal/personnel/record.html", context)


def looks(rows: Any, at: Visit) -> list[Look]:
    """The log in words."""
    found = list(rows)
    accounts = {
        account.pk: account
        for account in Account.objects.filter(pk__in={row.actor for row in found if row.actor}).prefetch_related(
            "grants"
        )
    }
    return [
        Look(row.at, *reader(accounts.get(row.actor), at), in_words(row.purpose))
        for row in found
    ]  # fmt: skip


def reader(account: Account | None, at: Visit) -> tuple[str, str]:
    """The name of the one who looked, and as what."""
    if account is None:
        return _("The system"), ""
    held = [ROLES[grant.role] for grant in account.grants.all() if grant.role in ROLES and grant.active(at.today)]
    return account.name, ", ".join(str(role) for role in dict.fromkeys(held))
