"""The edge of the pages: here the clock is read, once a request, and here a posted form becomes a command.

A form that changes something carries three hidden fields (``portal/command.html``): ``command``, an id drawn when the
page was shown, so that a repeated click is the same command; ``version``, the version of the case that the page
showed; and for decisions ``facts``, the digest of the facts that it showed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from tirkelim.cases.command import NOTHING, CaseCommand
from tirkelim.cases.models import Case
from tirkelim.identity.models import Account
from tirkelim.identity.policy import Denied, Scope, Scoped, require
from tirkelim.journal.change import Command
from tirkelim.signatures.fitness import Reason
from tirkelim.signatures.proof import Proof
from tirkelim.signatures.proving import proof_of

View = Callable[..., HttpResponse]
SIGNATURE, STEPPED_BACK = "signature", "without_signing"
"""Fields of the page that asks for a signature (``portal/signing``)."""
LONGEST_SIGNATURE = 1_000_000
"""Characters of a signature with what is signed in it: a hundred times those of an application."""


class Hidden(NamedTuple):
    """The hidden fields of a form, as shown."""

    command: UUID
    version: int | None = None
    facts: str = ""


def now() -> datetime:
    """The moment of the request. Read it once at the beginning of a view and hand it down."""
    return timezone.now()


def account_of(request: HttpRequest) -> Account:
    """The signed-in account. Raises Http404 for the public: views that need an account ask for sign-in before."""
    # The lazy object of the middleware is unwrapped, since the policy keeps an account's roles on the account itself.
    account = request.user
    if not isinstance(account, Account):
        raise Http404
    return account


def hidden(case: Case | None = None, facts: str = "") -> Hidden:
    """Fresh hidden fields for a form that is about to be shown."""
    return Hidden(uuid4(), None if case is None else case.version, facts)


def command(request: HttpRequest, moment: datetime, why: str = "") -> Command:
    """The command that a form gives, by its hidden id, with the signature that came with it. Raises BadRequest where
    the id is missing or altered."""
    return Command(
        _uuid(request.POST.get("command", "")), account_of(request).id, moment, why, proof_sent(request, moment)
    )


def proof_sent(request: HttpRequest, moment: datetime) -> Proof | None:
    """What came as a signature, verified once a request and before any transaction: it may ask others over the network.

    None where none came. What is larger than any signature of ours is not even read.
    """
    sent = request.POST.get(SIGNATURE, "")
    if not sent:
        return None
    if not hasattr(request, "proof_sent"):
        unread = len(sent) > LONGEST_SIGNATURE
        found = Proof(None, Reason.UNREADABLE) if unread else proof_of(sent, moment)
        request.proof_sent = found  # type: ignore[attr-defined]
    kept: Proof = request.proof_sent  # type: ignore[attr-defined]
    return kept


def keeps_typed(view: View) -> View:
    """A view that shows its form again, with what was typed, to whoever stepped back from signing."""
    view.keeps_typed = True  # type: ignore[attr-defined]
    return view


def stepped_back(request: HttpRequest) -> bool:
    """Whether the form was sent to go back to it, without signing."""
    return STEPPED_BACK in request.POST


def case_command(
    request: HttpRequest,
    name: str,
    case: UUID,
    moment: datetime,
    body: Mapping[str, Any] = NOTHING,
) -> CaseCommand:
    """The command to a case that a form gives, with the version and the facts that its page showed."""
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise BadRequest("version")
    facts = request.POST.get("facts") or None
    return CaseCommand(name, case, int(version), command(request, moment), body, facts)


def allow(request: HttpRequest, action: str, obj: Scope | Scoped | None, moment: datetime) -> None:
    """Go on only for someone who may; to everyone else the thing does not exist. Raises Http404."""
    try:
        require(account_of(request), action, obj, on=timezone.localdate(moment))
    except Denied:
        raise Http404 from None


def own_person(request: HttpRequest, action: str, moment: datetime) -> UUID:
    """The person that the account belongs to, for an action of their own. Raises Http404 for accounts of nobody."""
    person = account_of(request).person
    if person is None:
        raise Http404
    allow(request, action, Scope(person=person), moment)
    return person


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest("command") from None
