"""The administrator's pages: find accounts, make them, see one with its history."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID, uuid5

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext

from tirkelim.identity.accounts import add_account
from tirkelim.identity.identifiers import IIN, account_with, link_identifier
from tirkelim.identity.models import Account
from tirkelim.identity.proposals import waiting
from tirkelim.journal.change import Command
from tirkelim.portal.accounts.forms import AddForm, FindForm
from tirkelim.portal.accounts.showing import MOST_FOUND, found, proposal_shown, shown
from tirkelim.portal.again import keep
from tirkelim.portal.edge import allow, command, hidden, now
from tirkelim.portal.rooms import private_room
from tirkelim.register.merged import kept_for
from tirkelim.register.queries import find_person

UNPROCESSABLE = 422
WORDS_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@private_room("GET", "POST")
def accounts_page(request: HttpRequest) -> HttpResponse:
    """Proposals that wait, and the accounts that are looked for. Names are searched by POST."""
    moment = now()
    allow(request, "account.read", None, moment)
    form = FindForm(request.POST if request.method == "POST" else None)
    rows: list[Account] = []
    if request.method == "POST" and form.is_valid():
        keep(request)
        rows = found(form.cleaned_data["who"])
    context = {
        "form": form,
        "searched": request.method == "POST" and not form.errors,
        "rows": rows[:MOST_FOUND],
        "more": len(rows) > MOST_FOUND,
        "most": MOST_FOUND,
        "proposals": [proposal_shown(row, moment) for row in waiting(moment)],
        "hidden": hidden(),
    }
    return render(request, "portal/accounts/list.html", context, status=UNPROCESSABLE if form.errors else 200)


@private_room("GET", "POST")
def add_page(request: HttpRequest) -> HttpResponse:
    """Make an account; a first password is shown once, to be handed over."""
    moment = now()
    allow(request, "account.add", None, moment)
    form = AddForm(request.POST if request.method == "POST" else None, today=localdate(moment))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if said["iin"] and account_with(IIN, said["iin"]):
            form.add_error("iin", gettext("Another account is linked to this IIN"))
        else:
            return _added(request, form, moment)
    context = {"form": form, "hidden": hidden()}
    return render(request, "portal/accounts/add.html", context, status=UNPROCESSABLE if form.errors else 200)


def _added(request: HttpRequest, form: AddForm, moment: datetime) -> HttpResponse:
    said, given = form.cleaned_data, command(request, moment)
    password = new_password() if said["with_password"] else None
    person = find_person(said["iin"]) if said["iin"] else None
    person = None if person is None else kept_for(person)
    if person is not None and Account.objects.filter(person=person).exists():
        person = None
    with transaction.atomic():
        done = add_account(
            given, login=said["login"], name=said["name"], password=password, person=person,
            language=said["language"], temporary=password is not None,
        )  # fmt: skip
        account = UUID(done.result["account"])
        if said["iin"] and not done.repeated:
            link_identifier(_next(given, "link"), account, IIN, said["iin"])
    if password and not done.repeated:
        return password_shown(request, account, password)
    messages.success(request, gettext("The account is made. Give it a role now."))
    return redirect("account", account=account)


@private_room("GET")
def account_page(request: HttpRequest, account: UUID) -> HttpResponse:
    """One account: roles, links, locks, proposals, sign-ins, history."""
    moment = now()
    allow(request, "account.read", None, moment)
    context = {**shown(one(account), moment), "hidden": hidden()}
    return render(request, "portal/accounts/account.html", context)


def password_shown(request: HttpRequest, account: UUID, password: str) -> HttpResponse:
    """The page that shows a temporary password, once."""
    context = {"account": one(account), "password": password}
    return render(request, "portal/accounts/password_shown.html", context)


def new_password() -> str:
    """A temporary password of sixteen letters and digits in groups."""
    return "-".join("".join(secrets.choice(WORDS_LETTERS) for _ in range(4)) for _ in range(4))


def one(account: UUID) -> Account:
    """The account of an address. Raises Http404."""
    found_one = Account.objects.filter(pk=account).first()
    if found_one is None:
        raise Http404
    return found_one


def _next(given: Command, part: str) -> Command:
    """A further command of the same form."""
    return given._replace(id=uuid5(given.id, part))
