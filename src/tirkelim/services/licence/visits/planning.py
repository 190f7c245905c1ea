"""Planning a visit, cancelling it, telling the applicant of it (59/2020 p.14; readings L7, L16)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.cases.command import Refused
from tirkelim.cases.models import Case
from tirkelim.cases.service import Problem
from tirkelim.cases.standard_table import CONSIDERING
from tirkelim.cases.steps import Step
from tirkelim.identity.models import Account
from tirkelim.identity.policy import may
from tirkelim.journal.locks import hold
from tirkelim.law.book import LawBook
from tirkelim.law.calendar import CalendarNotKnown
from tirkelim.law.order_59_licence.visit import in_office_hours, may_begin, notice_hours, notice_in_time, office_hours
from tirkelim.services.licence.models import NoticeChannel, Visit, VisitAct, VisitNotice
from tirkelim.services.licence.visits.calling_off import tell_inspector, tell_of_plan
from tirkelim.services.licence.visits.reading import base_of, last_act, standing_visit, zone_of

RECORD = "visit.record"
SHORTEST, USUAL, LONGEST = 15, 120, 480
"""Minutes of a visit."""
LONGEST_REFERENCE = 200
LONGEST_REASON = 1000


def plan_visit(step: Step) -> dict[str, str]:
    """Plan a visit. Body: ``base``, ``inspector`` (account), ``planned_at`` (with offset), ``minutes``; ``instead_of``:
    the visit that it takes the place of, which is cancelled in the same go. Result: ``visit``.

    Given to a colleague at the same base and time, it keeps its notice: the applicant was told of day and time, and
    both stand (59/2020 p.14).
    """
    base, planned_at = _base(step), moment(step, "planned_at")
    minutes = _minutes(step)
    instead = standing(step, step.body["instead_of"]) if step.body.get("instead_of") else None
    if instead is not None:
        _end(step, instead)
    _check_needed(step.case, base)
    _check_time(step, planned_at, minutes)
    inspector = _inspector(step, planned_at, minutes)
    visit = Visit.objects.create(
        case=step.case, base=base, inspector=inspector, planned_at=planned_at, minutes=minutes, change=step.change
    )
    step.record = {
        "visit": str(visit.id), "base": str(base), "inspector": str(inspector), "planned_at": planned_at,
        "minutes": minutes, "instead_of": None if instead is None else str(instead.id),
    }  # fmt: skip
    tell_of_plan(step, visit)
    if instead is not None:
        _tell_of_move(step, instead, visit)
    return {"visit": str(visit.id)}


def _tell_of_move(step: Step, instead: Visit, visit: Visit) -> None:
    """Who was told of the first visit is told that it is off, unless somebody else comes at that very time. So is its
    inspector."""
    same_time = (instead.base, instead.planned_at) == (visit.base, visit.planned_at)
    if not same_time or instead.inspector != visit.inspector:
        tell_inspector(step, instead)
    notices = list(instead.notices.order_by("sent_at"))
    if same_time:
        for told in notices:
            VisitNotice.objects.create(
                visit=visit, channel=told.channel, reference=told.reference, sent_at=told.sent_at, change=step.change
            )
    elif notices:
        outbox.tell_applicant(step.case, "visit_cancelled", step.change)


def cancel_visit(step: Step) -> dict[str, str]:
    """Cancel a visit. Body: ``visit``, ``reason``. An applicant who was told of it is told that it is off."""
    visit = standing(step, step.body.get("visit"))
    reason = _written(step, "reason", LONGEST_REASON)
    _end(step, visit)
    tell_inspector(step, visit)
    step.record = {"visit": str(visit.id), "reason": reason}
    if visit.notices.exists():
        outbox.tell_applicant(step.case, "visit_cancelled", step.change)
    return {}


def notify_visit(step: Step) -> dict[str, str]:
    """Record that the applicant was told. Body: ``visit``, ``channel``, ``reference``, ``sent_at``.

    Refused where too few hours are left before the visit: it is moved first, and told of anew.
    """
    visit = standing(step, step.body.get("visit"))
    channel = step.body.get("channel")
    if channel not in NoticeChannel.values:
        raise Refused(Problem("no_such_channel", "channel"))
    reference = _written(step, "reference", LONGEST_REFERENCE)
    sent_at = moment(step, "sent_at")
    if sent_at > step.now:
        raise Refused(Problem("not_sent_yet", "sent_at"))
    if sent_at < visit.change.at:
        raise Refused(Problem("sent_before_planned", "sent_at", (("planned", visit.change.at),)))
    _check_notice(step.service.book(), visit, sent_at)
    notice = VisitNotice.objects.create(
        visit=visit, channel=channel, reference=reference, sent_at=sent_at, change=step.change
    )
    step.record = {"visit": str(visit.id), "channel": channel, "reference": reference, "sent_at": sent_at}
    return {"notice": str(notice.id)}


def in_time_if_told(visit: Visit, at: datetime, book: LawBook) -> bool:
    """Whether a notice of this moment would be early enough for the visit."""
    return notice_in_time(at, visit.planned_at, notice_hours(visit.planned_at, book))


# --- what is given ---


def moment(step: Step, name: str) -> datetime:
    """A moment of the body, with its offset. Refused where it is none."""
    try:
        found = datetime.fromisoformat(str(step.body.get(name)))
    except ValueError:
        raise Refused(Problem("not_a_moment", name)) from None
    if found.tzinfo is None:
        raise Refused(Problem("not_a_moment", name))
    return found


def _written(step: Step, name: str, longest: int) -> str:
    text = str(step.body.get(name) or "").strip()
    if not text:
        raise Refused(Problem("missing", name))
    if len(text) > longest:
        raise Refused(Problem("too_long", name, (("longest", longest),)))
    return text


def _minutes(step: Step) -> int:
    given = step.body.get("minutes", USUAL)
    if isinstance(given, bool) or not isinstance(given, int) or not SHORTEST <= given <= LONGEST:
        raise Refused(Problem("minutes_out_of_range", "minutes", (("least", SHORTEST), ("most", LONGEST))))
    return given


def _base(step: Step) -> UUID:
    for base in _ids(step.body.get("base")):
        if base_of(step.case, base) is not None:
            return base
    raise Refused(Problem("no_such_base", "base"))


def _ids(given: object) -> tuple[UUID, ...]:
    """The id that is given, or none where it is no id."""
    try:
        return (UUID(str(given)),)
    except ValueError:
        return ()


# --- rules ---


def standing(step: Step, id: object) -> Visit:
    """The visit of this case that is still ahead. Refused for one that was cancelled or has its act."""
    visit = Visit.objects.select_related("change").filter(pk__in=_ids(id), case=step.case).first()
    if visit is None:
        raise Refused(Problem("no_such_visit", "visit"))
    hold(visit.stream)
    if Visit.objects.filter(pk=visit.pk, cancelled_by__isnull=False).exists():
        raise Refused(Problem("visit_cancelled", "visit"))
    if VisitAct.objects.filter(pk=visit.pk).exists():
        raise Refused(Problem("act_signed", "visit"))
    return visit


def _end(step: Step, visit: Visit) -> None:
    if Visit.objects.filter(pk=visit.pk, cancelled_by__isnull=True).update(cancelled_by=step.change) != 1:
        raise Refused(Problem("visit_cancelled", "visit"))


def _check_needed(case: Case, base: UUID) -> None:
    """One visit at a time; another one only after an act that did not conform (reading L16)."""
    if standing_visit(case, base) is not None:
        raise Refused(Problem("planned_already", "base"))
    act = last_act(case, base)
    if act is not None and act.conforms:
        raise Refused(Problem("conforms_already", "base"))


def _check_time(step: Step, planned_at: datetime, minutes: int) -> None:
    """In the future, within the office's working hours."""
    if planned_at <= step.now:
        raise Refused(Problem("past", "planned_at"))
    book, zone = step.service.book(), zone_of(step.case)
    try:
        within = in_office_hours(planned_at, minutes, book, zone)
    except CalendarNotKnown:
        raise Refused(Problem("calendar_unknown", "planned_at")) from None
    if not within:
        opens, closes = office_hours(planned_at.astimezone(zone).date(), book)
        params = (("opens", f"{opens:%H:%M}"), ("closes", f"{closes:%H:%M}"))
        raise Refused(Problem("outside_office_hours", "planned_at", params))


def _inspector(step: Step, planned_at: datetime, minutes: int) -> UUID:
    """An inspector who may record this visit on its day, and is nowhere else at the time."""
    account = Account.objects.filter(pk__in=_ids(step.body.get("inspector"))).first()
    if account is None or not may(account, RECORD, step.case, on=localdate(planned_at)):
        raise Refused(Problem("no_such_inspector", "inspector"))
    hold(f"inspector:{account.id}")
    ends = planned_at + timedelta(minutes=minutes)
    longest = timedelta(minutes=LONGEST)
    near = Visit.objects.filter(
        inspector=account.id, cancelled_by__isnull=True, planned_at__gt=planned_at - longest, planned_at__lt=ends
    ).select_related("case")
    # A visit of an application that is over in the meantime keeps nobody: its time is free again.
    over = [one.pk for one in near if one.case.state not in CONSIDERING and not hasattr(one, "act")]
    Visit.objects.filter(pk__in=over, cancelled_by__isnull=True).update(cancelled_by=step.change)
    near = near.exclude(pk__in=over)
    if any(one.planned_at + timedelta(minutes=one.minutes) > planned_at for one in near):
        raise Refused(Problem("inspector_is_busy", "planned_at"))
    return account.id


def _check_notice(book: LawBook, visit: Visit, sent_at: datetime) -> None:
    hours = notice_hours(visit.planned_at, book)
    if not notice_in_time(sent_at, visit.planned_at, hours):
        params = (("hours", hours), ("earliest", may_begin(sent_at, hours)))
        raise Refused(Problem("notice_too_late", "sent_at", params))
