"""What the kernel would say if the application were sent as it stands, and why it cannot be sent at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.service import Problem, Routing
from tirkelim.cases.states import OPEN_STATES
from tirkelim.identity.territories import TerritoryNotKnown, office_code
from tirkelim.journal.locks import hold
from tirkelim.law.edition import NotInForce
from tirkelim.law.order_59_licence.decision import ACT
from tirkelim.law.order_59_licence.documents import ISSUE
from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.standards.services import Action
from tirkelim.register.licence_models import ProductionBase
from tirkelim.register.licence_queries import licence_on
from tirkelim.services.licence.answers import REASONS, BaseAnswers, ReissueReason, read_answers
from tirkelim.services.licence.claimed import claimed_already
from tirkelim.services.licence.gather import Sheet, gather
from tirkelim.services.licence.held import OF_AN_ANNEX, held_for, stands_for

SERVICE = "licence"
NEW_ADDRESS = frozenset({ReissueReason.ADDRESS, ReissueReason.BASE_RENAMED})
"""Reasons that are a new address."""


def precheck(case: Case, now: datetime) -> Weighed:
    """The facts as they stand and the proposal on them. Raises NotInForce where no wording answers on the day."""
    chosen = service(SERVICE)
    gathered = gather(case, now)
    day = localdate(now)
    return Weighed(gathered, chosen.decide(gathered.facts, day, chosen.book()), day)


def problems(case: Case, now: datetime) -> Iterator[Problem]:
    """Why an application cannot be sent: its form, its bases, and the licence it is about. Never what the law would
    say: that is shown before sending, and decided after."""
    sheet = Sheet(case, now)
    missing = sheet.answers.missing_pages(legal_entity=sheet.legal_entity)
    yield from (Problem("page_missing", page) for page in missing)
    if sheet.answers.action is None:
        return
    yield from _of_declaration(sheet)
    yield from _of_held(sheet)
    yield from _of_change(sheet)
    yield from _of_bases(sheet)
    yield from _of_office(sheet)
    yield from _of_wording(sheet)
    yield from _of_others(sheet)


def hold_applicant(case: Case) -> None:
    """Keep two applications for the same thing from being sent side by side, to the end of the transaction."""
    hold(f"licence_applications:{case.organisation or case.subject_id}")


def routing_of(case: Case, now: datetime) -> Routing:
    """The department of the region in which the bases lie, else the licence's own; the organisation stays.

    Raises LookupError where none of these is known.
    """
    answers, day = read_answers(case.draft.data), localdate(now)
    if answers.action is None:
        raise LookupError("an application for nothing is not sent")
    if answers.action in ISSUE:
        return Routing(office_code(answers.claimed_bases()[0].kato, day), answers.action.value, case.organisation)
    held = held_for(case, answers.held, day)
    if held is None:
        raise LookupError("an application without its licence is not sent")
    return Routing(held.licence.office, answers.action.value, case.organisation)


# --- the form ---


def _of_declaration(sheet: Sheet) -> Iterator[Problem]:
    """Consent that is refused is ground 8 and leads to a decision; a statement that is not made is no application."""
    said = sheet.answers.declaration
    if said is not None and not said.true:
        yield Problem("not_signed", "declaration")


def _of_held(sheet: Sheet) -> Iterator[Problem]:
    """The licence, and the annex where one is named, are the applicant's own and stand."""
    answers, action = sheet.answers, sheet.answers.action
    if answers.held is None or action is None:
        return
    if sheet.held is None:
        yield Problem("no_such_licence", "held")
    elif action in OF_AN_ANNEX and sheet.held.annex is None:
        yield Problem("no_such_annex", "held")
    elif not stands_for(action, sheet.held):
        yield Problem("licence_not_valid", "held", (("number", sheet.held.licence.number),))


def _of_change(sheet: Sheet) -> Iterator[Problem]:
    """The reason fits what is asked for and names what is new; what changed or was lost has happened, and what was lost
    had been given."""
    changed, loss, day = sheet.answers.change, sheet.answers.loss, localdate(sheet.now)
    action = sheet.answers.action
    if changed is not None and action in REASONS and changed.reason not in REASONS[action]:
        yield Problem("reason_of_another_action", "change")
    if changed is not None and changed.reason in NEW_ADDRESS and changed.address is None:
        yield Problem("page_missing", "change")
    if changed is not None and changed.changed_on > day:
        yield Problem("in_the_future", "change")
    if loss is not None and loss.noticed_on > day:
        yield Problem("in_the_future", "loss")
    elif loss is not None and sheet.held is not None and loss.noticed_on < sheet.held.licence.issued_on:
        yield Problem("before_licence", "loss", (("day", sheet.held.licence.issued_on),))


# --- the bases ---


def _of_bases(sheet: Sheet) -> Iterator[Problem]:
    bases = sheet.bases()
    if sheet.answers.action in OF_AN_ANNEX and len(bases) > 1:
        yield Problem("one_base_only", "bases")
    if len({base.id for base in bases}) < len(bases) or not all(_is_id(base.id) for base in bases):
        yield Problem("base_twice", "bases")
    yield from _of_known_bases(sheet, bases)
    for base in bases:
        yield from _of_subtypes(base)
    yield from _of_what_is_held(sheet, bases)


def _of_known_bases(sheet: Sheet, bases: tuple[BaseAnswers, ...]) -> Iterator[Problem]:
    """A base that is in the register already is the applicant's own; one that moves is another base than before."""
    known = ProductionBase.objects.in_bulk([UUID(base.id) for base in bases if _is_id(base.id)])
    case = sheet.case
    whose = (case.organisation, None) if case.organisation else (None, case.subject_id)
    for row in known.values():
        if (row.organisation_id, row.person_id) != whose:
            yield Problem("base_of_another", "bases")
    moved = None if sheet.held is None or sheet.held.annex is None else str(sheet.held.annex.base_id)
    if sheet.answers.base_moves and moved in {base.id for base in bases}:
        yield Problem("base_not_moved", "bases")


def _of_what_is_held(sheet: Sheet, bases: tuple[BaseAnswers, ...]) -> Iterator[Problem]:
    """Another annex is for what no annex in force allows at the base yet."""
    if sheet.answers.action is not Action.ISSUE_ANNEX or sheet.held is None:
        return
    held = licence_on(sheet.held.licence, localdate(sheet.now), sheet.now)
    for base in bases:
        for one in claimed_already(held, base.id, base.kato, base.address, base.subtypes):
            named = (("base", base.address), ("code", one.code), ("annex", one.annex))
            yield Problem("annex_has_it", "bases", named)


def _of_subtypes(base: BaseAnswers) -> Iterator[Problem]:
    """Each subtype is on the list and claimed once; with its specialty exactly where it goes by specialties."""
    where = (("base", base.address),)
    seen: set[tuple[str, str | None]] = set()
    for one in base.subtypes:
        listed = claimable().get(one.code)
        named = (*where, ("code", one.code))
        if listed is None:
            yield Problem("subtype_unknown", "bases", named)
        elif listed.by_specialty and one.specialty not in specialties():
            yield Problem("specialty_missing", "bases", named)
        elif not listed.by_specialty and one.specialty:
            yield Problem("specialty_not_asked", "bases", named)
        if (one.code, one.specialty) in seen:
            yield Problem("subtype_twice", "bases", named)
        seen.add((one.code, one.specialty))


def _of_office(sheet: Sheet) -> Iterator[Problem]:
    """Every base lies in the region of one department (reading L17); a base that moves, in that of its licence."""
    offices: set[str] = set()
    for base in sheet.bases():
        try:
            offices.add(office_code(base.kato, localdate(sheet.now)))
        except TerritoryNotKnown:
            yield Problem("no_office", "bases", (("base", base.address),))
    if len(offices) > 1:
        yield Problem("several_regions", "bases")
    elif sheet.answers.base_moves and sheet.held is not None and offices - {sheet.held.licence.office}:
        yield Problem("moved_out_of_region", "bases")


# --- what stands around it ---


def _of_wording(sheet: Sheet) -> Iterator[Problem]:
    try:
        service(SERVICE).book().edition(ACT, localdate(sheet.now))
    except NotInForce as out:
        yield Problem("not_in_force", "request", (("act", out.act), ("boundary", out.boundary)))


def _of_others(sheet: Sheet) -> Iterator[Problem]:
    """Another application of the same applicant for the same thing that still waits."""
    case = sheet.case
    others = Case.objects.filter(service=SERVICE, organisation=case.organisation, state__in=OPEN_STATES)
    if case.organisation is None:
        others = others.filter(subject=case.subject_id)
    for other in others.exclude(pk=case.pk).filter(action=sheet.answers.action).select_related("draft"):
        if _same_thing(sheet, other):
            yield Problem("open_already", "request", (("number", other.number),))
            return


def _same_thing(sheet: Sheet, other: Case) -> bool:
    """Whether another application of the same action is about the same: a licence (and annex), or a base."""
    theirs = read_answers(other.draft.data)
    if sheet.answers.action is Action.ISSUE:
        return True
    if sheet.answers.action is Action.ISSUE_ANNEX:
        mine = {base.address.casefold() for base in sheet.bases()}
        return theirs.held == sheet.answers.held and bool(
            mine & {base.address.casefold() for base in theirs.claimed_bases()}
        )
    return theirs.held == sheet.answers.held


def _is_id(raw: str) -> bool:
    """Whether it is an id as this system writes them: others compare it as text."""
    try:
        return str(UUID(raw)) == raw
    except ValueError:
        return False
