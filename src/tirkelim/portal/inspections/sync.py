"""Where the device of an inspector sends what it kept: each command by its id, done once however often it comes.

Answers are JSON: a device that gets a page for people instead knows that something stands between it and us.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tirkelim.cases.command import Applied, Invalid, Outcome, Repeated, Stale
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command, CommandIdReused, Done, TimeClosed
from tirkelim.portal import edge
from tirkelim.portal.inspections import field_commands as read
from tirkelim.portal.inspections.field_access import own_visit
from tirkelim.portal.inspections.field_state import state_of
from tirkelim.portal.inspections.field_words import PROBLEMS, reason
from tirkelim.portal.rooms import View, methods
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.notes import Noted, NoteRefused, Taken, add_photo, observe, remove_photo
from tirkelim.services.licence.visits.signing import sign_visit
from tirkelim.signatures.requiring import SignatureWanted

LARGEST = 512 * 1024
"""Bytes of commands in one request; photos come each by itself."""
LARGEST_PHOTO = 11 * 1024 * 1024
"""Bytes of a request with a photo: one that is merely too large still gets its own words."""
AHEAD = timedelta(minutes=2)
"""How far the clock of a device may be ahead of ours."""
LONGEST_REMARK = 20_000
"""Characters that are read at all; how long a remark may be, the notes say."""


Work = Callable[[HttpRequest, Command, Visit, Mapping[str, Any]], "Answer"]
"""Carries out a command of one kind."""


class Answer(NamedTuple):
    """What became of a command: done, repeated (done before), refused with its reason, ``again``: try later, or
    ``sign``: it needs an electronic signature."""

    outcome: str
    code: str = ""
    text: str = ""
    result: Mapping[str, Any] = MappingProxyType({})


def refused(code: str) -> Answer:
    """Not done, and sending it again would not change that."""
    return Answer("refused", code, reason(code))


def problem(code: str, status: int) -> JsonResponse:
    """The request as a whole was not taken; nothing of it was done."""
    return JsonResponse({"code": code, "text": str(PROBLEMS[code])}, status=status)


def for_device(*names: str) -> Callable[[View], Any]:
    """A view that a script asks: who is not signed in is told so, not led to a page. Someone else than the account for
    which the device keeps its notes (header X-Account) sends nothing in its name."""

    def wrap(view: View) -> Any:
        checked = methods(*names)(view)

        @wraps(checked)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return problem("signed_out", 401)
            if request.headers.get("X-Account") != str(request.user.pk):
                return problem("other_account", 409)
            try:
                answer: HttpResponseBase = checked(request, *args, **kwargs)
            except Http404:
                return problem("no_such_visit", 404)
            except read.Unreadable:
                return problem("unreadable", 400)
            return answer

        return never_cache(sensitive_post_parameters()(inner))

    return wrap


@for_device("GET", "POST")
def sync(request: HttpRequest, visit: UUID) -> JsonResponse:
    """GET: who is signed in, a fresh mark against forgery, our time, what we hold. POST: the commands, one by one."""
    moment = edge.now()
    one = own_visit(request, visit, moment)
    if request.method != "POST":
        return JsonResponse({**_greeting(request, moment), "state": state_of(one)})
    if _too_large(request, LARGEST):
        return problem("too_large", 413)
    if request.content_type != "application/json":
        raise read.Unreadable("not JSON")
    commands = read.read_request(request.body)
    answers = [{"id": str(sent.id), **_answered(request, one, sent, KINDS, moment)} for sent in commands]
    return JsonResponse({"commands": answers, "now": moment.isoformat()})


@for_device("POST")
def photo(request: HttpRequest, visit: UUID) -> JsonResponse:
    """Take one photo: a form with ``id``, ``line``, ``taken_at`` and the file ``photo``."""
    moment = edge.now()
    one = own_visit(request, visit, moment)
    if _too_large(request, LARGEST_PHOTO):
        return problem("too_large", 413)
    id = read.read_id(request.POST.get("id"))
    file = request.FILES.get("photo")
    if file is None:
        raise read.Unreadable("no photo")
    body = {"line": request.POST.get("line"), "taken_at": request.POST.get("taken_at"), "content": file.read()}
    answer = _answered(request, one, read.Sent(id, "photo", body), {"photo": _photo}, moment)
    return JsonResponse({"commands": [{"id": str(id), **answer}], "now": moment.isoformat()})


def _greeting(request: HttpRequest, moment: datetime) -> dict[str, str]:
    account = edge.account_of(request)
    return {"account": str(account.id), "token": get_token(request), "now": moment.isoformat()}


def _too_large(request: HttpRequest, limit: int) -> bool:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return not stated.isdecimal() or int(stated) > limit


def _answered(
    request: HttpRequest, visit: Visit, sent: read.Sent, kinds: Mapping[str, Work], moment: datetime
) -> dict[str, Any]:
    """Carry out one command; whatever a person can do wrong becomes an answer beside it."""
    command = Command(sent.id, edge.account_of(request).id, moment)
    try:
        answer = kinds[sent.kind](request, command, visit, sent.body) if sent.kind in kinds else refused("unreadable")
    except read.Unreadable:
        answer = refused("unreadable")
    except _ClockAhead:
        answer = refused("clock_ahead")
    except NoteRefused as error:
        answer = refused(error.code)
    except Denied:
        answer = refused("not_allowed")
    except CommandIdReused:
        answer = refused("reused")
    except TimeClosed:
        answer = Answer("again")
    return {**answer._asdict(), "result": dict(answer.result)}


class _ClockAhead(Exception):
    """A time of the device lies in the future."""


def _past(value: Any, command: Command) -> datetime:
    moment = read.read_moment(value)
    if moment > command.now + AHEAD:
        raise _ClockAhead
    return moment


def _of(done: Done) -> Answer:
    return Answer("repeated" if done.repeated else "done")


def _observe(request: HttpRequest, command: Command, visit: Visit, body: Mapping[str, Any]) -> Answer:
    place = read.read_place(body)
    noted = Noted(
        key=place.key,
        conforms=read.read_answer(body.get("conforms")),
        noted_at=_past(body.get("noted_at"), command),
        subtype=place.subtype,
        specialty=place.specialty,
        remark=read.text(body.get("remark"), LONGEST_REMARK),
    )
    return _of(observe(command, visit, noted))


def _photo(request: HttpRequest, command: Command, visit: Visit, body: Mapping[str, Any]) -> Answer:
    place = read.read_place(body)
    taken = Taken(
        content=body["content"],
        taken_at=_past(body.get("taken_at"), command),
        key=place.key,
        subtype=place.subtype,
        specialty=place.specialty,
    )
    return _of(add_photo(command, visit, taken))


def _remove_photo(request: HttpRequest, command: Command, visit: Visit, body: Mapping[str, Any]) -> Answer:
    return _of(remove_photo(command, visit, read.read_id(body.get("photo"))))


def _sign(request: HttpRequest, command: Command, visit: Visit, body: Mapping[str, Any]) -> Answer:
    # Clocks differ by a moment: an act signed now does not end in the future for that.
    begun_at = min(_past(body.get("begun_at"), command), command.now)
    ended_at = min(_past(body.get("ended_at"), command), command.now)
    seen = {name: read.read_ids(body.get(name)) for name in ("observations", "photos")}
    try:
        outcome = sign_visit(command, edge.account_of(request), visit, begun_at, ended_at, **seen)
    except SignatureWanted:
        # A key is needed, and a page on which to use it: the device keeps the act and leads there (``signing.py``).
        return Answer("sign", result={"begun_at": begun_at.isoformat(), "ended_at": ended_at.isoformat()})
    return _of_case(outcome)


def _of_case(outcome: Outcome) -> Answer:
    if isinstance(outcome, Applied):
        return Answer("done", result=outcome.result)
    if isinstance(outcome, Repeated):
        return Answer("repeated", result=outcome.result)
    if isinstance(outcome, Stale):
        return Answer("again")
    if isinstance(outcome, Invalid):
        return refused(outcome.problems[0].code)
    return refused("not_allowed")


KINDS: Mapping[str, Work] = MappingProxyType({"observe": _observe, "remove_photo": _remove_photo, "sign": _sign})
"""What a device can send in a list of commands."""
