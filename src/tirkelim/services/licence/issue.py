"""Enters what was granted into the register: the licence, its annexes, re-issues and duplicates (59/2020), and takes it
back where a second decision stands in its place."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from tirkelim.cases.command import Refused
from tirkelim.cases.models import Case
from tirkelim.cases.models import Decision as StoredDecision
from tirkelim.cases.service import Problem
from tirkelim.journal.models import Change
from tirkelim.law.finding import Decision
from tirkelim.law.order_59_licence.documents import REISSUE
from tirkelim.law.standards.services import Action
from tirkelim.register.commands.licences import (
    AnnexTerms,
    BaseTerms,
    Claimed,
    Holder,
    LicenceEventTerms,
    LicenceTerms,
    add_annex,
    enter_base,
    hold_licence,
    holder_of,
    issue_licence,
    rename_base,
    take_back_rename,
    write_licence_event,
)
from tirkelim.register.commands.writing import Invalid
from tirkelim.register.licence_queries import has_lain_at, licence_by_decision, licence_on, subtypes_of
from tirkelim.register.licence_status import DECISION_REPLACED, ENDS, LicenceStatus, licence_status
from tirkelim.register.models import BaseFact, Licence, LicenceAnnex, LicenceEvent, LicenceEventKind
from tirkelim.services.licence.answers import BaseAnswers, ChangeAnswers, LicenceAnswers, ReissueReason, read_answers

LOST_OR_SPOILT = "lost_or_spoilt"
"""The ground of a duplicate (row 8)."""
NOT_STANDING = "licence_not_standing"
BASE_ELSEWHERE = "base_elsewhere"


class Granting(NamedTuple):
    """What every grant works with."""

    case: Case
    stored: StoredDecision
    answers: LicenceAnswers
    change: Change

    @property
    def holder(self) -> Holder:
        """Whose the licence is: the organisation's that applies, else the applicant's own."""
        organisation = self.case.organisation
        return Holder(organisation, None) if organisation else Holder(None, self.case.subject_id)


def enter_granted(case: Case, stored: StoredDecision, decision: Decision, change: Change) -> str:
    """Enter the result of a decision; returns the public number of the licence.

    Raises Refused where the licence or annex was ended a moment before, or a base is another holder's.
    """
    granting, action = Granting(case, stored, read_answers(case.draft.data), change), Action(case.action)
    try:
        if action is Action.ISSUE:
            return _issue(granting).number
        licence, annex = _standing(granting)
        if action is Action.ISSUE_ANNEX:
            _add_annexes(granting, licence)
        elif action in REISSUE:
            _reissue(granting, licence, annex)
        else:
            _event(granting, licence, annex, LicenceEventKind.DUPLICATED, LOST_OR_SPOILT, _noticed(granting.answers))
    except Invalid as bad:
        raise Refused(*(Problem(reason, field) for field, reason in bad.errors.items())) from bad
    return licence.number


def _standing(granting: Granting) -> tuple[Licence, LicenceAnnex | None]:
    """The licence and the annex that it is about, seen again now that nobody else can change them. What an earlier
    decision of this case ended (a base that moved) still stands for the one that takes its place."""
    held = granting.answers.held
    row = Licence.objects.filter(pk=_id(held.licence)).first() if held else None
    if held is None or row is None or holder_of(row) != granting.holder:
        raise Refused(Problem(NOT_STANDING))
    hold_licence(row.id)
    on = licence_on(row, granting.stored.decided_on, granting.change.at)
    annex = None if held.annex is None else on.annex(_id(held.annex))
    if on.is_ended or (held.annex is not None and annex is None):
        raise Refused(Problem(NOT_STANDING))
    if annex is not None and annex.status.status in ENDS.values() and not _ended_here(granting.case, annex.annex):
        raise Refused(Problem(NOT_STANDING))
    return row, None if annex is None else annex.annex


def _ended_here(case: Case, annex: LicenceAnnex) -> bool:
    """Whether only decisions of the case itself ended the annex."""
    own = set(case.decisions.values_list("id", flat=True))
    ended = annex.events.filter(kind__in=list(ENDS)).values_list("decision", flat=True)
    return all(decision in own for decision in ended)


# --- issue ---


def _issue(granting: Granting) -> Licence:
    licence = issue_licence(
        granting.change,
        LicenceTerms(
            holder=granting.holder,
            issued_on=granting.stored.decided_on,
            office=granting.case.territory,
            decision=granting.stored.id,
        ),
    )
    _add_annexes(granting, licence)
    return licence


def _add_annexes(granting: Granting, licence: Licence) -> list[LicenceAnnex]:
    """One annex for each base of the application."""
    return [_add_annex(granting, licence, base) for base in granting.answers.claimed_bases()]


def _add_annex(granting: Granting, licence: Licence, base: BaseAnswers) -> LicenceAnnex:
    """The base is entered, or is one that the register has; then it lies where it was visited."""
    day = granting.stored.decided_on
    entered = BaseTerms(
        id=_id(base.id),
        holder=granting.holder,
        kato=base.kato,
        address=base.address,
        name=base.name or "",
        valid_from=day,
    )
    found = enter_base(granting.change, entered)
    if not has_lain_at(found.id, base.kato, base.address):
        raise Refused(Problem(BASE_ELSEWHERE))
    annex = AnnexTerms(
        base=found.id,
        issued_on=day,
        subtypes=tuple(Claimed(one.code, one.specialty or "") for one in base.subtypes),
        decision=granting.stored.id,
    )
    return add_annex(granting.change, licence, annex)


# --- re-issue and duplicate ---


def _reissue(granting: Granting, licence: Licence, annex: LicenceAnnex | None) -> None:
    """The reason as an event; what changed at a base is written of the base."""
    changed = granting.answers.change
    if changed is None:
        raise ValueError("a re-issue names its reason")
    if changed.reason is ReissueReason.BASE_MOVED:
        _move(granting, licence, annex, changed)
        return
    if changed.reason is ReissueReason.BASE_RENAMED:
        _rename(granting, annex, changed)
    _event(granting, licence, annex, LicenceEventKind.REISSUED, changed.reason.value, changed.document)
    if annex is None:
        # Every annex names the holder too: those that stand are given anew with their licence.
        on = licence_on(licence, granting.stored.decided_on, granting.change.at)
        for one in on.annexes:
            if one.status.status not in ENDS.values():
                _event(granting, licence, one.annex, LicenceEventKind.REISSUED, changed.reason.value, changed.document)


def _rename(granting: Granting, annex: LicenceAnnex | None, changed: ChangeAnswers) -> None:
    if annex is None or changed.address is None:
        raise ValueError("a base that is renamed has an annex and a new address")
    fact = BaseFact.objects.current().filter(base=annex.base_id).order_by("valid_from").last()
    kato = changed.kato or (fact.kato if fact is not None else "")
    rename_base(granting.change, annex.base, changed.changed_on, kato, changed.address)


def _move(granting: Granting, licence: Licence, annex: LicenceAnnex | None, changed: ChangeAnswers) -> None:
    """The base moves: an annex for the new one, suspended where the old one is, and the old annex ends with its last
    day before."""
    if annex is None:
        raise ValueError("a base that moves has an annex")
    for new in _add_annexes(granting, licence):
        _keep_suspended(granting.change, annex, new)
    if not annex.events.filter(kind=LicenceEventKind.TERMINATED).exists():
        _event(granting, licence, annex, LicenceEventKind.TERMINATED, changed.reason.value, changed.document)


def _keep_suspended(change: Change, old: LicenceAnnex, new: LicenceAnnex) -> None:
    """An annex that takes the place of a suspended one is suspended likewise: nothing resumes by moving."""
    own = list(old.events.exclude(kind__in=list(ENDS)).order_by("id"))
    status = licence_status(old, own, new.issued_on)
    if status.status is not LicenceStatus.SUSPENDED:
        return
    standing = max((one for one in own if one.kind == LicenceEventKind.SUSPENDED), key=lambda one: (one.on, one.id))
    event = LicenceEventTerms(
        kind=LicenceEventKind.SUSPENDED,
        on=new.issued_on,
        until=status.until,
        ground=standing.ground,
        annex=new.id,
        reference=standing.reference,
    )
    write_licence_event(change, new.licence, event)


def _event(
    granting: Granting,
    licence: Licence,
    annex: LicenceAnnex | None,
    kind: LicenceEventKind,
    ground: str,
    reference: str,
) -> LicenceEvent:
    event = LicenceEventTerms(
        kind=kind,
        on=granting.stored.decided_on,
        ground=ground,
        annex=None if annex is None else annex.id,
        reference=reference[:300],
        decision=granting.stored.id,
    )
    return write_licence_event(granting.change, licence, event)


def _noticed(answers: LicenceAnswers) -> str:
    return "" if answers.loss is None else answers.loss.noticed_on.isoformat()


def _id(text: str) -> UUID:
    """The id that a form names. Raises Refused for anything else."""
    try:
        return UUID(text)
    except ValueError as bad:
        raise Refused(Problem(NOT_STANDING)) from bad


# --- a second decision in place of the first ---


def undo_granted(case: Case, earlier: StoredDecision, stored: StoredDecision, change: Change) -> None:
    """Take back what an earlier decision gave, since ``stored`` stands in its place.

    What it gave counts no longer from the day of ``stored`` on. A re-issue or duplicate is taken back by an event of
    its own kind, unless ``stored`` grants it again; a base written otherwise is written as before; the place of an
    annex that ended when its base moved is taken by a new annex for the old base, since nothing ended stands up again.
    """
    licence = licence_by_decision(earlier.id)
    if licence is None:
        return
    hold_licence(licence.id)
    if licence.decision == earlier.id:
        _write(licence, None, LicenceEventKind.UNDONE, stored, case, change)
        return
    for annex in licence.annexes.filter(decision=earlier.id).order_by("number"):
        _write(licence, annex, LicenceEventKind.UNDONE, stored, case, change)
    if stored.outcome == "granted":
        return
    for event in licence.events.filter(decision=earlier.id).order_by("id"):
        _take_back(licence, event, earlier, stored, case, change)


def _take_back(
    licence: Licence, event: LicenceEvent, earlier: StoredDecision, stored: StoredDecision, case: Case, change: Change
) -> None:
    annex = event.annex
    if event.kind == LicenceEventKind.TERMINATED and annex is not None:
        claimed = tuple(Claimed(one.code, one.specialty) for one in subtypes_of([annex.id]).get(annex.id, ()))
        again = AnnexTerms(base=annex.base_id, issued_on=stored.decided_on, subtypes=claimed, decision=stored.id)
        _keep_suspended(change, annex, add_annex(change, licence, again))
        return
    if event.ground == ReissueReason.BASE_RENAMED and annex is not None:
        take_back_rename(change, annex.base, earlier.change)
    _write(licence, annex, LicenceEventKind(event.kind), stored, case, change)


def _write(
    licence: Licence,
    annex: LicenceAnnex | None,
    kind: LicenceEventKind,
    stored: StoredDecision,
    case: Case,
    change: Change,
) -> None:
    event = LicenceEventTerms(
        kind=kind,
        on=stored.decided_on,
        ground=DECISION_REPLACED,
        annex=None if annex is None else annex.id,
        reference=f"{case.number}/{stored.seq}",
        decision=stored.id,
    )
    write_licence_event(change, licence, event)
