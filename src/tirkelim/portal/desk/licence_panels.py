"""What the page of a licence case shows beside findings and facts: permit control, the fee, the staff of the bases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.models import Case
from tirkelim.cases.queries import latest_decision
from tirkelim.identity.models import Account
from tirkelim.identity.policy import may
from tirkelim.portal.desk.words import language
from tirkelim.portal.edge import account_of
from tirkelim.portal.payments.fee import making
from tirkelim.portal.payments.paying import Receipt, receipt_of
from tirkelim.register.licence_queries import licence_by_decision, licence_on
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.answers import BaseAnswers, read_answers
from tirkelim.services.licence.held import held_for
from tirkelim.services.licence.models import NoticeChannel, Visit, VisitNotice
from tirkelim.services.licence.names import subtype_line
from tirkelim.services.licence.payments import counted_payment, fee_of, open_orders, payments_of
from tirkelim.services.licence.staffing.shortage import PublicLine, public_staffing
from tirkelim.services.licence.visits.reading import (
    bases_of,
    last_act,
    may_begin_at,
    notice_of,
    photos,
    subtype_results,
    visits_of,
)

Text = str | Promise

CHANNELS: dict[str, Text] = {
    NoticeChannel.SMS: gettext_lazy("by SMS"),
    NoticeChannel.RECORDED_CALL: gettext_lazy("by a recorded call"),
    NoticeChannel.REGISTERED_MAIL: gettext_lazy("by registered mail"),
}
PLANNED, SIGNED, CANCELLED = "planned", "signed", "cancelled"
VISIT_STATES: dict[str, tuple[Text, str]] = {
    PLANNED: (pgettext_lazy("visit", "Planned"), "blue"),
    SIGNED: (pgettext_lazy("visit", "The act is signed"), "green"),
    CANCELLED: (pgettext_lazy("visit", "Cancelled"), "grey"),
}


class VisitView(NamedTuple):
    """A visit as the panel shows it. ``told``: how and when the applicant was told; ``may_begin``: not before then."""

    planned_at: datetime
    state: Text
    colour: str
    inspector: str
    told: Text
    told_at: datetime | None
    may_begin: datetime | None
    act: str
    conforms: bool | None
    photos: int
    href: str


class BaseView(NamedTuple):
    """A base with its visits and what the last act says of each subtype (None: nothing yet)."""

    address: str
    subtypes: list[tuple[str, bool | None]]
    visits: list[VisitView]
    conforms: bool | None


class PermitPanel(NamedTuple):
    """Permit control: base by base; ``plan`` leads to planning a visit, "" for who may not."""

    bases: list[BaseView]
    plan: str
    template: str = "portal/desk/licence/permit.html"


class FeePanel(NamedTuple):
    """The fee: how it is made, what was paid, and whether the payment system can be asked."""

    making: str
    is_free: bool
    is_paid: bool
    receipts: list[Receipt]
    begun: int
    may_ask: bool
    template: str = "portal/desk/licence/fee.html"


class StaffLineView(NamedTuple):
    """A need of an annex with how many count of how many."""

    need: str
    who: str
    found: int
    least: int
    is_short: bool
    is_ours: bool


class StaffPanel(NamedTuple):
    """Staff at the bases of the licence held, today: annex by annex."""

    annexes: list[tuple[str, str, list[StaffLineView]]]
    template: str = "portal/desk/licence/staff.html"


Panel = PermitPanel | FeePanel | StaffPanel


def panels_of(request: HttpRequest, case: Case, moment: datetime) -> list[Panel]:
    """The panels of a case that have something to show to this reader."""
    account = account_of(request)
    commands = commands_open_to(account, case, moment)
    found = (_permit(account, case, moment, commands), _fee(case, moment, commands), _staff(case, moment))
    return [panel for panel in found if panel is not None]


# --- permit control ---


def _permit(account: Account, case: Case, moment: datetime, commands: Iterable[str]) -> PermitPanel | None:
    bases = bases_of(case)
    if not bases:
        return None
    enters = may(account, "visit.plan", case, on=localdate(moment))
    visits = visits_of(case)
    names = dict(Account.objects.filter(pk__in={one.inspector for one in visits}).values_list("id", "name"))
    shown = [_base(case, base, visits, names, enters) for base in bases]
    return PermitPanel(shown, _href("inspection_plan", case.id) if "plan_visit" in commands else "")


def _base(case: Case, base: BaseAnswers, visits: list[Visit], names: dict[UUID, str], enters: bool) -> BaseView:
    act = last_act(case, UUID(base.id))
    results = subtype_results(case, UUID(base.id))
    return BaseView(
        base.address,
        [
            (subtype_line(one.code, one.specialty or "", language()), results.get((one.code, one.specialty or "")))
            for one in base.subtypes
        ],
        [_visit(one, names.get(one.inspector, ""), enters) for one in visits if str(one.base) == base.id],
        None if act is None else act.conforms,
    )


def _visit(visit: Visit, inspector: str, enters: bool) -> VisitView:
    act = getattr(visit, "act", None)
    key = CANCELLED if visit.cancelled_by_id else (PLANNED if act is None else SIGNED)
    told: VisitNotice | None = notice_of(visit)
    state, colour = VISIT_STATES[key]
    return VisitView(
        planned_at=visit.planned_at,
        state=state,
        colour=colour,
        inspector=inspector,
        told="" if told is None else CHANNELS[told.channel],
        told_at=None if told is None else told.sent_at,
        may_begin=may_begin_at(visit) if key == PLANNED else None,
        act="" if act is None else act.number,
        conforms=None if act is None else act.conforms,
        photos=len(photos(visit)),
        href=_href("inspection_visit", visit.id) if enters else "",
    )


def _href(page: str, id: UUID) -> str:
    """The address of a page of permit control; "" where there is none."""
    try:
        return reverse(page, args=[id])
    except NoReverseMatch:
        return ""


# --- fee ---


def _fee(case: Case, moment: datetime, commands: Iterable[str]) -> FeePanel | None:
    due = fee_of(case, localdate(moment))
    if due is None:
        return None
    begun = len(open_orders(case))
    return FeePanel(
        making(due),
        due.is_free,
        counted_payment(case) is not None,
        [receipt_of(one) for one in payments_of(case)],
        begun,
        bool(begun) and "check_payment" in commands,
    )


# --- staff ---


def _staff(case: Case, moment: datetime) -> StaffPanel | None:
    """Of the licence that the application is about, or that it gave."""
    today = localdate(moment)
    decision = latest_decision(case)
    licence = licence_by_decision(decision.id) if decision is not None else None
    if licence is None:
        held = held_for(case, read_answers(case.draft.data).held, today)
        licence = None if held is None else held.licence
    if licence is None:
        return None
    on = licence_on(licence, today, moment)
    lines = {one.annex: one.lines for one in public_staffing(on, today, moment)}
    annexes = [
        (one.annex.number, one.fact.address, list(_lines(lines[one.annex.id])))
        for one in on.annexes
        if lines.get(one.annex.id)
    ]
    return StaffPanel(annexes) if annexes else None


def _lines(lines: Iterable[PublicLine]) -> Iterator[StaffLineView]:
    lang = language()
    for line in lines:
        names = sorted(specialty_name(code, lang) or code for code in line.specialties)
        who = ", ".join(names[:3])
        who = _("%(names)s and others") % {"names": who} if len(names) > 3 else who
        need = subtype_line(line.subtype, line.specialty, lang)
        yield StaffLineView(need, who, line.found, line.least, line.is_short, not line.official)
