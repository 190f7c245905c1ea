"""Minutes of a sitting: drawn up when every item is settled, signed by all present, and what follows (p.9)."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.command import Applied, CaseCommand, Repeated
from tirkelim.cases.engine import execute
from tirkelim.cases.models import Case
from tirkelim.cases.numbers import draw_number
from tirkelim.cases.states import State
from tirkelim.documents.minutes import MinutesPayload, minutes_from_plain
from tirkelim.documents.models import Document
from tirkelim.documents.service import store_document
from tirkelim.identity.models import Account
from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.digest import digest
from tirkelim.services.conformity.commission.content import content_of
from tirkelim.services.conformity.commission.ground import NotPossible, allow, lock_of, stream_of
from tirkelim.services.conformity.commission.reading import check_open, day_of, standing_items
from tirkelim.services.conformity.commission.taking_part import membership
from tirkelim.services.conformity.models import Minutes, MinutesSignature, Sitting

LONGEST_OPINION = 4000


def draw_up(command: Command, sitting: Sitting) -> Done:
    """Freeze what the sitting said and resolved. Nothing of it changes from then on. Raises Denied, NotPossible."""
    allow(command, "commission.convene", sitting.territory)
    content = {"sitting": str(sitting.id)}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(sitting.territory))
        check_open(sitting)
        _check_ready(sitting, command)
        number = draw_number("M", lambda drawn: Minutes.objects.filter(number=drawn).exists())
        text = content_of(sitting, number)
        sealed = digest(text)
        Minutes.objects.create(sitting=sitting, number=number, content=text, digest=sealed, change=made)
        chain.append(
            stream_of(sitting.territory), made, "minutes_drawn_up", {**content, "number": number, "digest": sealed}
        )
        return {"minutes": number}

    return once(command, "commission.draw_up", content, work)


def sign(command: Command, minutes: Minutes, seen: str, opinion: str = "") -> Done:
    """Sign the minutes, with a special opinion if one has it. ``seen``: the digest of what the member read.

    When the last member present signs, each case that is still with the commission gets its recommendation; those
    that are not are left alone and named in the result (``skipped``). Raises Denied, NotPossible.
    """
    territory = minutes.sitting.territory
    actor = allow(command, "commission.sign", territory)
    content = {"minutes": minutes.number, "digest": seen, "opinion": opinion}

    def work(made: Change) -> dict[str, object]:
        hold(lock_of(territory))
        member = membership(minutes.sitting, actor)
        if not minutes.sitting.attendances.filter(member=member).exists():
            raise NotPossible("not_present")
        if MinutesSignature.objects.filter(minutes=minutes, member=member).exists():
            raise NotPossible("signed_already")
        if seen != minutes.digest or digest(minutes.content) != minutes.digest:
            raise NotPossible("minutes_differ")
        said = opinion.strip()
        if len(said) > LONGEST_OPINION:
            raise NotPossible("too_long", "opinion", longest=LONGEST_OPINION)
        MinutesSignature.objects.create(
            minutes=minutes, member=member, digest=minutes.digest, opinion=said, change=made
        )
        body = {**content, "opinion": said, "member": str(member.id), "sitting": str(minutes.pk)}
        chain.append(stream_of(territory), made, "minutes_signed", body)
        return _finish(command, minutes, actor, made) if not unsigned(minutes) else {"final": False}

    done = once(command, "commission.sign", content, work)
    if done.result.get("final"):
        document_of(minutes)
    return done


def unsigned(minutes: Minutes) -> list[str]:
    """The names of those who were present and have not signed yet."""
    signed = minutes.signatures.values("member")
    left = minutes.sitting.attendances.exclude(member__in=signed).select_related("member")
    return sorted(one.member.name for one in left)


def skipped_cases(minutes: Minutes) -> frozenset[str]:
    """Numbers of the cases that got no recommendation, since they had left the commission when the last one signed."""
    results = [one.change.result or {} for one in minutes.signatures.select_related("change")]
    return frozenset(number for result in results for number in result.get("skipped", ()))


def document_of(minutes: Minutes) -> Document:
    """The minutes as a document, made once. Call it when they are final."""
    payload = payload_of(minutes)
    last = minutes.signatures.select_related("change").order_by("-change__at", "-change__id").first()
    if last is None:
        raise LookupError("minutes without a signature are no document")
    return store_document(payload, decision=None, change=last.change)


def payload_of(minutes: Minutes) -> MinutesPayload:
    """What the document says, every word from stored rows."""
    signatures = list(minutes.signatures.select_related("member", "change").order_by("change__at", "change__id"))
    return minutes_from_plain(
        {
            **minutes.content,
            "signatures": [
                {"name": one.member.name, "at": one.change.at.isoformat(), "opinion": one.opinion} for one in signatures
            ],
            "digest": minutes.digest,
            "check_address": address_of(minutes.pk),
            "decided_at": signatures[-1].change.at.isoformat(),
            "demo": settings.DEMO,
        }
    )


def address_of(sitting: UUID) -> str:
    """The page of the minutes, which opens after signing in for those who may see it."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/commission/sittings/{sitting}/minutes/"


def _check_ready(sitting: Sitting, command: Command) -> None:
    if localdate(command.now) < day_of(sitting):
        raise NotPossible("too_early", day=day_of(sitting))
    if not sitting.attendances.exists():
        raise NotPossible("nobody_present")
    left = [item.case.number for item in standing_items(sitting) if not hasattr(item, "resolution")]
    if left:
        raise NotPossible("items_open", number=", ".join(filter(None, left)))
    if not sitting.items.filter(scores__isnull=False).exists():
        raise NotPossible("nothing_resolved")


def _finish(command: Command, minutes: Minutes, actor: UUID, made: Change) -> dict[str, object]:
    """Hand each resolved case back to the office with its recommendation."""
    account = Account.objects.get(pk=actor)
    told, skipped = [], []
    for item in standing_items(minutes.sitting):
        case = Case.objects.get(pk=item.case_id)
        if case.state == State.AT_COMMISSION and _recommend(command, case, account):
            told.append(case.number)
        else:
            skipped.append(case.number)
    body = {"minutes": minutes.number, "recommended": told, "skipped": skipped}
    chain.append(stream_of(minutes.sitting.territory), made, "minutes_final", body)
    return {"final": True, "recommended": told, "skipped": skipped}


def _recommend(command: Command, case: Case, account: Account) -> bool:
    """Whether the case went back. Raises NotPossible where another command to it came in between: nothing is signed."""
    given = Command(uuid5(command.id, str(case.id)), account.id, command.now)
    outcome = execute(CaseCommand("recommend", case.id, case.version, given), account)
    if not isinstance(outcome, (Applied, Repeated)):
        if Case.objects.filter(pk=case.pk, state=State.AT_COMMISSION).exists():
            raise NotPossible("case_busy", number=case.number)
        return False
    return True
