"""Drafts with the signatures that sending them asks for: the server itself says what each applicant has to sign."""

from __future__ import annotations

import base64
import http.client
import json
import uuid
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils import timezone

from support.data import Sent
from support.pages import FORM, SECRET, signed_in_as
from support.server import HOST
from tirkelim.identity.identifiers import IIN, identifier_key
from tirkelim.identity.models import Account, AccountIdentifier
from tirkelim.journal.models import Change

from django.urls import reverse  # isort: skip


class Signed(NamedTuple):
    """A draft, the command that sends it, and the signature (base64) over exactly what it says."""

    draft: Sent
    command: str
    signature: str


def signed(drafts: list[Sent], port: int, stand_in: Any) -> list[Signed]:
    """Sign drafts, each with a key of its own applicant, time-stamped as NCALayer does it."""
    from tirkelim.standins.authority import sign_cms

    iins = _link(drafts)
    found = []
    for draft in drafts:
        command = str(uuid.uuid4())
        content = _wanted(draft, command, port)
        key = stand_in.issue("СЫНАҚОВА СЫНАҚ", iins[draft.case])
        cms = sign_cms(key, content, tsa=stand_in)
        found.append(Signed(draft, command, base64.b64encode(cms).decode()))
    return found


def fields(draft: Sent, command: str, signature: str = "") -> bytes:
    """The form that sends an application."""
    said = {
        "csrfmiddlewaretoken": SECRET,
        "command": command,
        "version": str(draft.version),
        "facts": "",
        "true": "True",
    }
    return urlencode({**said, "signature": signature} if signature else said).encode()


def path(draft: Sent) -> str:
    """Where it is sent to."""
    return reverse("application_check", args=[draft.case])


def headers(draft: Sent, accept: str = "text/html") -> dict[str, str]:
    """As the applicant's browser sends them."""
    return {**signed_in_as(draft.session), "Referer": f"https://{HOST}/", "Accept": accept}


def _link(drafts: list[Sent]) -> dict[uuid.UUID, str]:
    """Let the account of each applicant stand for an IIN; by draft."""
    from tirkelim.cases.models import Case

    people = dict(Case.objects.filter(pk__in=[one.case for one in drafts]).values_list("pk", "subject_id"))
    accounts = {account.person: account for account in Account.objects.filter(person__in=people.values())}
    made = Change.objects.create(command_id=uuid.uuid4(), at=timezone.now(), action="bench.link")
    iins = {case: f"{serial:012d}" for serial, case in enumerate(people, 1)}
    AccountIdentifier.objects.bulk_create(
        AccountIdentifier(account=accounts[people[case]], scheme=IIN, key=identifier_key(IIN, iin), change=made)
        for case, iin in iins.items()
    )
    return iins


def _wanted(draft: Sent, command: str, port: int) -> bytes:
    """What the server wants signed before it takes the application."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request(
        "POST", path(draft), fields(draft, command), {**headers(draft, "application/json"), "Content-Type": FORM}
    )
    answer = line.getresponse()
    body = answer.read()
    line.close()
    assert answer.status == 409, (answer.status, body[:500])
    content: str = json.loads(body)["content"]
    return base64.b64decode(content)
