"""The second pair of eyes: a proposal is confirmed by another administrator, declined, or taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tirkelim.identity import proposals
from tirkelim.identity.models import Proposal
from tirkelim.identity.proposals import Lapsed, SamePerson
from tirkelim.journal.temporal import Stale
from tirkelim.portal.accounts.administering import new_password, password_shown
from tirkelim.portal.accounts.showing import history, proposal_shown
from tirkelim.portal.edge import account_of, allow, command, hidden, now
from tirkelim.portal.rooms import private_room


@private_room("GET")
def proposal_page(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """What is proposed for whom, by whom and why."""
    moment, me = now(), account_of(request)
    allow(request, "role.confirm", None, moment)
    row = _one(proposal)
    context = {
        **proposal_shown(row, moment),
        "is_open": not (row.confirmed_by_id or row.declined_by_id or row.expires_at <= moment),
        "mine": row.proposed_by_id == me.id,
        "for_me": row.account_id == me.id,
        "history": history(row.account),
        "hidden": hidden(),
    }
    return render(request, "portal/accounts/proposal.html", context)


@private_room("POST")
def confirm(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Confirm: it happens now. A new password is shown once, to be handed over."""
    moment = now()
    allow(request, "role.confirm", None, moment)
    row, password = _one(proposal), new_password()
    try:
        done = proposals.confirm(command(request, moment), proposal, password)
    except SamePerson:
        messages.warning(request, gettext("Another administrator has to confirm it, and not the one whom it is for."))
    except (Stale, Lapsed):
        messages.warning(request, gettext("This was confirmed or declined already, or its time has run out."))
    except IntegrityError:
        messages.warning(request, gettext("The number is linked to an account already, or the account to another."))
    else:
        if row.kind == Proposal.Kind.NEW_PASSWORD and not done.repeated:
            return password_shown(request, row.account_id, password)
        messages.success(request, gettext("It is confirmed and holds now."))
        return redirect("account", account=row.account_id)
    return redirect("proposal", proposal=proposal)


@private_room("POST")
def decline(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Decline it, or take one's own back: nothing happens."""
    moment = now()
    allow(request, "role.confirm", None, moment)
    row = _one(proposal)
    try:
        proposals.decline(command(request, moment), proposal)
        messages.success(request, gettext("Nothing of it happens."))
    except (Stale, Lapsed):
        messages.warning(request, gettext("This was confirmed or declined already, or its time has run out."))
    return redirect("account", account=row.account_id)


def _one(proposal: UUID) -> Proposal:
    row = Proposal.objects.select_related("account", "proposed_by", "change").filter(pk=proposal).first()
    if row is None:
        raise Http404
    return row
