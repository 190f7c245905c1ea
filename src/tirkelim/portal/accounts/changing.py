"""What an administrator does to an account: roles, links, password, second factor, lock, closing. What takes two is
proposed here and confirmed by another administrator (``confirming.py``)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.identity import proposals
from tirkelim.identity.accounts import close_account, grant_role, revoke_role, set_password, unlock
from tirkelim.identity.identifiers import link_identifier, unlink_identifier
from tirkelim.identity.models import Account, AccountIdentifier, RoleGrant
from tirkelim.identity.policy import Denied
from tirkelim.identity.powers import FOUR_EYES, is_powerful
from tirkelim.identity.second_factor import active_factor
from tirkelim.journal.temporal import Stale
from tirkelim.portal.accounts.administering import UNPROCESSABLE, new_password, one, password_shown
from tirkelim.portal.accounts.forms import LinkForm, ReasonForm, RoleForm
from tirkelim.portal.edge import account_of, allow, command, hidden, now
from tirkelim.portal.forms import PortalForm, Text
from tirkelim.portal.rooms import private_room

PROPOSED = _("It is proposed. Another administrator has to confirm it.")
NOT_FOR_ONESELF = _("Nobody proposes this for oneself. Ask another administrator")


class Deed(NamedTuple):
    """Something that is done to an account after a page that says what it does."""

    right: str
    title: Text
    text: Text
    button: Text
    by_two: Callable[[Account, datetime], bool]


def _always(account: Account, moment: datetime) -> bool:
    return True


def _never(account: Account, moment: datetime) -> bool:
    return False


def _if_powerful(account: Account, moment: datetime) -> bool:
    return is_powerful(account.id, localdate(moment))


DEEDS: dict[str, Deed] = {
    "close": Deed(
        "account.close",
        _("Close the account"),
        _("Nobody signs in to it again, and its sessions end now. What was done with it stays."),
        _("Close the account"),
        _never,
    ),
    "unlock": Deed(
        "account.unlock",
        _("End the lock"),
        _("The owner may try again at once. Make sure that it is they who ask for it."),
        _("End the lock"),
        _never,
    ),
    "password": Deed(
        "account.set_password",
        _("Make a new password"),
        _("The old one is worth nothing then, and sessions end. The new one opens only the page asking for another."),
        _("Make a new password"),
        _if_powerful,
    ),
    "reset": Deed(
        "account.reset_second_factor",
        _("Take off the second factor"),
        _("For an owner who has lost the telephone and the recovery codes. Make sure that it is they who ask for it."),
        _("Take off the second factor"),
        _always,
    ),
}


@private_room("GET", "POST")
def role_page(request: HttpRequest, account: UUID) -> HttpResponse:
    """Give a role, or propose one that takes two."""
    moment = now()
    allow(request, "role.grant", None, moment)
    whose = one(account)
    form = RoleForm(request.POST if request.method == "POST" else None, today=localdate(moment))
    if request.method == "POST" and form.is_valid():
        grant, reason = form.grant(), form.cleaned_data["reason"]
        given = command(request, moment)

        def write() -> Any:
            if grant["role"] in FOUR_EYES:
                return proposals.propose_role(given, account, reason=reason, **grant)
            return grant_role(given._replace(why="role given by an administrator"), account, **grant)

        done = gettext("The role is given.") if grant["role"] not in FOUR_EYES else str(PROPOSED)
        if _is_done(request, form, write, done):
            return redirect("account", account=account)
    return _page(request, "portal/accounts/role.html", form, whose)


@private_room("GET", "POST")
def link_page(request: HttpRequest, account: UUID) -> HttpResponse:
    """Link an IIN or a BIN, or propose it where the account is powerful."""
    moment = now()
    allow(request, "account.link", None, moment)
    whose, by_two = one(account), is_powerful(account, localdate(moment))
    form = LinkForm(request.POST if request.method == "POST" else None, today=localdate(moment))
    if request.method == "POST" and form.is_valid():
        said, given = form.cleaned_data, command(request, moment)

        def write() -> Any:
            if by_two:
                return proposals.propose_link(given, account, said["scheme"], said["number"], said["reason"])
            return link_identifier(given, account, said["scheme"], said["number"])

        if _is_done(request, form, write, str(PROPOSED) if by_two else gettext("It is linked.")):
            return redirect("account", account=account)
    return _page(request, "portal/accounts/link.html", form, whose, by_two=by_two)


@private_room("GET", "POST")
def deed_page(request: HttpRequest, account: UUID, what: str) -> HttpResponse:
    """Do something to the account, or propose it where it takes two."""
    moment, deed = now(), DEEDS.get(what)
    if deed is None:
        raise Http404
    allow(request, deed.right, None, moment)
    whose = one(account)
    by_two = deed.by_two(whose, moment)
    if what == "reset" and active_factor(account) is None:
        return redirect("account", account=account)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _do(request, whose, what, form, moment, by_two=by_two)
        if answer is not None:
            return answer
    return _page(request, "portal/accounts/deed.html", form, whose, deed=deed, by_two=by_two, what=what)


def _do(
    request: HttpRequest, whose: Account, what: str, form: ReasonForm, moment: datetime, *, by_two: bool
) -> HttpResponse | None:
    """Carry it out or propose it; None where the form says why not."""
    given, reason, password = command(request, moment), form.cleaned_data["reason"], new_password()
    deeds: dict[tuple[str, bool], Callable[[], Any]] = {
        ("close", False): lambda: close_account(given, whose.id),
        ("unlock", False): lambda: unlock(given, whose.id),
        ("password", False): lambda: set_password(given, whose.id, password, temporary=True),
        ("password", True): lambda: proposals.propose_password(given, whose.id, reason),
        ("reset", True): lambda: proposals.propose_reset(given, whose.id, reason),
    }
    done: list[Any] = []
    text = str(PROPOSED) if by_two else gettext("It is done.")
    own = what == "close" and whose.id == account_of(request).id
    if own:
        form.add_error(None, gettext("You cannot close your own account. Ask another administrator"))
        return None
    show = what == "password" and not by_two
    if not _is_done(request, form, lambda: done.append(deeds[what, by_two]()), "" if show else text):
        return None
    if show and not done[0].repeated:
        return password_shown(request, whose.id, password)
    return redirect("account", account=whose.id)


@private_room("POST")
def revoke(request: HttpRequest, account: UUID, grant: UUID) -> HttpResponse:
    """Take a role away from today on; one administrator is enough."""
    moment = now()
    allow(request, "role.revoke", None, moment)
    row = RoleGrant.objects.filter(pk=grant, account=account).first()
    if row is None:
        raise Http404
    try:
        revoke_role(command(request, moment), grant, max(localdate(moment), row.valid_from))
        messages.success(request, gettext("The role is taken away."))
    except Stale:
        messages.warning(request, gettext("The role was taken away already."))
    return redirect("account", account=account)


@private_room("POST")
def unlink(request: HttpRequest, account: UUID, identifier: UUID) -> HttpResponse:
    """Undo a link; one administrator is enough."""
    moment = now()
    allow(request, "account.link", None, moment)
    if not AccountIdentifier.objects.filter(pk=identifier, account=account).exists():
        raise Http404
    try:
        unlink_identifier(command(request, moment), identifier)
        messages.success(request, gettext("The link is undone."))
    except Stale:
        messages.warning(request, gettext("The link was undone already."))
    return redirect("account", account=account)


def _is_done(request: HttpRequest, form: PortalForm, write: Callable[[], Any], said: str) -> bool:
    """Whether it is written; if not, the form says why."""
    try:
        with transaction.atomic():
            write()
    except Denied:
        form.add_error(None, str(NOT_FOR_ONESELF))
        return False
    except IntegrityError:
        form.add_error(None, gettext("This number is linked to an account already, or the account to another"))
        return False
    if said:
        messages.success(request, said)
    return True


def _page(request: HttpRequest, template: str, form: PortalForm, whose: Account, **more: Any) -> HttpResponse:
    context = {"form": form, "account": whose, "hidden": hidden(), **more}
    return render(request, template, context, status=UNPROCESSABLE if form.errors else 200)
