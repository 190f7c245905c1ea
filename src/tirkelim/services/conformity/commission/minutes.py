"""Minutes of a sitting: drawn up when every item is settled, signed by all present, and what follows (p.9)."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Q
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
from tirkelim.services.conformity.commission.signed_content import minutes_content
from tirkelim.services.conformity.commission.taking_part import membership
from tirkelim.services.conformity.commission.telling import tell_of_minutes
from tirkelim.services.conformity.models import Member, Minutes, MinutesSignature, Sitting
from tirkelim.signatures.purposes import Purpose
from tirkelim.signatures.requiring import require_signature

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
        tell_of_minutes(sitting, made)
        return {"minutes": number}

    return once(command, "commission.draw_up", content, work)


def sign(command: Command, minutes: Minutes, seen: str, opinion: str = "") -> Done:
    """Sign the minutes, with a special opinion if one has it. ``seen``: the digest of what the member read.

    When the last member who has to signs, each case that is still with the commission gets its recommendation; those
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
        check_unsigned(minutes, member)
        if seen != minutes.digest or digest(minutes.content) != minutes.digest:
            raise NotPossible("minutes_differ")
        said = opinion.strip()
        if len(said) > LONGEST_OPINION:
            raise NotPossible("too_long", "opinion", longest=LONGEST_OPINION)
        require_signature(command, made, Purpose.MINUTES, minutes_content(minutes, member, said))
        MinutesSignature.objects.create(
            minutes=minutes, member=member, digest=minutes.digest, opinion=said, change=made
        )
        body = {**content, "opinion": said, "member": str(member.id), "sitting": str(minutes.pk)}
        chain.append(stream_of(territory), made, "minutes_signed", body)
        return finish(command, minutes, actor, made)

    done = once(command, "commission.sign", content, work)
    if done.result.get("final"):
        document_of(minutes)
    return done


def check_unsigned(minutes: Minutes, member: Member) -> None:
    """Raise NotPossible where it is settled already how the minutes end for a member."""
    if minutes.signatures.filter(member=member).exists():
        raise NotPossible("signed_already")
    if minutes.unsigned.filter(member=member).exists():
        raise NotPossible("recorded_unsigned")


def awaited(minutes: Minutes) -> list[Member]:
    """Those who were present, have not signed, and of whom nobody recorded that they cannot; by name."""
    settled = Q(pk__in=minutes.signatures.values("member")) | Q(pk__in=minutes.unsigned.values("member"))
    present = Member.objects.filter(attendances__sitting=minutes.sitting)
    return sorted(present.exclude(settled), key=lambda one: one.name)


def skipped_cases(minutes: Minutes) -> frozenset[str]:
    """Numbers of the cases that got no recommendation, since they had left the commission when the last one signed."""
    results = [change.result or {} for change in _endings(minutes)]
    return frozenset(number for result in results for number in result.get("skipped", ()))


def document_of(minutes: Minutes) -> Document:
    """The minutes as a document, made once. Call it when they are final."""
    kept = Document.objects.filter(number=minutes.number).first()
    if kept is not None:
        return kept  # what was signed stays as it is, though the site's address or a template may have changed since
    return store_document(payload_of(minutes), decision=None, change=_endings(minutes)[-1])


def payload_of(minutes: Minutes) -> MinutesPayload:
    """What the document says, every word from stored rows."""
    signatures = minutes.signatures.select_related("member", "change").order_by("change__at", "change__id")
    unable = minutes.unsigned.select_related("member", "change").order_by("change__at", "change__id")
    return minutes_from_plain(
        {
            **minutes.content,
            "signatures": [
                {"name": one.member.name, "at": one.change.at.isoformat(), "opinion": one.opinion} for one in signatures
            ],
            "unsigned": [
                {"name": one.member.name, "at": one.change.at.isoformat(), "reason": one.reason} for one in unable
            ],
            "digest": minutes.digest,
            "check_address": address_of(minutes.pk),
            "decided_at": _endings(minutes)[-1].at.isoformat(),
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


def _endings(minutes: Minutes) -> list[Change]:
    """The changes by which members signed, or it was recorded that they cannot, in their order."""
    ids = [*minutes.signatures.values_list("change", flat=True), *minutes.unsigned.values_list("change", flat=True)]
    return list(Change.objects.filter(pk__in=ids).order_by("at", "id"))


def finish(command: Command, minutes: Minutes, actor: UUID, made: Change) -> dict[str, object]:
    """Once nobody's signature is awaited: hand each resolved case back to the office with its recommendation."""
    if awaited(minutes):
        return {"final": False}
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
