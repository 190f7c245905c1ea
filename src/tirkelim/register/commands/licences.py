"""Production bases, licences, annexes, and what happens to them (59/2020), inside the transaction of a decision or of
a command of its own. All of these are written once; everything later is an event, or a new version of where a base is.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from tirkelim.identity.territories import TerritoryNotKnown, region
from tirkelim.journal.chain import append
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import correct, record, replace_from
from tirkelim.register.commands.writing import Invalid, organisation_stream, person_stream, version_on
from tirkelim.register.given_numbers import draw_free
from tirkelim.register.models import (
    AnnexSubtype,
    BaseFact,
    Licence,
    LicenceAnnex,
    LicenceEvent,
    LicenceEventKind,
    ProductionBase,
)


class Holder(NamedTuple):
    """Whose licence or base it is: one organisation or one person."""

    organisation: UUID | None
    person: UUID | None

    @property
    def stream(self) -> str:
        """The journal's stream of the holder."""
        if self.organisation is not None:
            return organisation_stream(self.organisation)
        if self.person is None:
            raise ValueError("a licence or base has a holder")
        return person_stream(self.person)


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseTerms:
    """A production base as it is entered: its id (that of the form), whose it is, where it lies, and since when."""

    id: UUID
    holder: Holder
    kato: str
    address: str
    valid_from: date
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceTerms:
    """What a licence says. ``office``: any KATO code in the department's region; ``number`` only for one that was
    issued before this register."""

    holder: Holder
    issued_on: date
    office: str
    on_paper: bool = False
    decision: UUID | None = None
    number: str | None = None


class Claimed(NamedTuple):
    """A subtype of medical activity by its code; ``specialty``: code, where it goes by specialties."""

    code: str
    specialty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexTerms:
    """What an annex says: which subtypes at which base. ``number`` only for one issued before this register."""

    base: UUID
    issued_on: date
    subtypes: tuple[Claimed, ...]
    on_paper: bool = False
    decision: UUID | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceEventTerms:
    """What happens to a licence, or to one of its annexes: see ``LicenceEvent`` for each."""

    kind: LicenceEventKind
    on: date
    ground: str
    annex: UUID | None = None
    until: date | None = None
    reference: str = ""
    note: str = ""
    decision: UUID | None = None


def licence_stream(licence: UUID) -> str:
    """Name of the journal stream of a licence."""
    return f"licence:{licence}"


def hold_licence(licence: UUID) -> None:
    """Be the only one who changes a licence and its annexes, to the end of the transaction."""
    hold(licence_stream(licence))


def holder_of(row: Licence | ProductionBase) -> Holder:
    """Whose it is."""
    return Holder(row.organisation_id, row.person_id)


def enter_base(made: Change, terms: BaseTerms) -> ProductionBase:
    """Enter a production base inside another transaction, or find it where its holder has it already: then what the
    register says of it stays. Raises Invalid where the id is another holder's base, or the place is not known."""
    known = ProductionBase.objects.filter(pk=terms.id).first()
    if known is not None:
        if holder_of(known) != terms.holder:
            raise Invalid({"base": "of_another_holder"})
        return known
    try:
        region(terms.kato)
    except TerritoryNotKnown as bad:
        raise Invalid({"kato": "unknown_value"}) from bad
    holder = terms.holder
    base = ProductionBase.objects.create(
        id=terms.id, organisation_id=holder.organisation, person_id=holder.person, change=made
    )
    fact = BaseFact(
        base=base, line=base.id, valid_from=terms.valid_from, kato=terms.kato, address=terms.address, name=terms.name
    )
    record(fact, made)
    append(holder.stream, made, "base_entered", {"base": base.id, "terms": terms})
    return base


def rename_base(made: Change, base: ProductionBase, changed_on: date, kato: str, address: str) -> BaseFact:
    """The address of a base is written otherwise from a day on; the base itself has not moved. Inside another
    transaction. What was written last is what holds: a day before an earlier change counts as that of the change.
    Raises NotFound, Stale, OutOfOrder.
    """
    old = version_on(BaseFact, base.id, date.max)
    first = max(changed_on, old.valid_from)
    fact = replace_from(old, made, first, kato=kato, address=address)
    body = {"base": base.id, "changed_on": first, "was": old.address, "becomes": address, "kato": kato}
    append(holder_of(base).stream, made, "base_renamed", body)
    return fact


def take_back_rename(made: Change, base: ProductionBase, earlier: Change) -> None:
    """What ``earlier`` wrote of where a base lies was wrong: it lies as was known before, and that is written as a
    corrected version. Nothing where the register knows still later things. Inside another transaction."""
    was = BaseFact.objects.filter(base=base, closed_by=earlier).order_by("valid_from").last()
    row = BaseFact.objects.current().filter(base=base, change=earlier).order_by("valid_from").last()
    if was is None or row is None:
        return
    correct(row, made, kato=was.kato, address=was.address)
    body = {"base": base.id, "was": row.address, "becomes": was.address, "kato": was.kato}
    append(holder_of(base).stream, made, "base_renaming_taken_back", body)


def issue_licence(made: Change, terms: LicenceTerms) -> Licence:
    """Write a licence inside the transaction of a decision: draws its number, adds the journal entries.

    The caller has checked the right to decide. Raises IntegrityError where the decision has one already.
    """
    row = Licence.objects.create(
        id=uuid.uuid4(),
        number=terms.number or draw_free(),
        organisation_id=terms.holder.organisation,
        person_id=terms.holder.person,
        issued_on=terms.issued_on,
        on_paper=terms.on_paper,
        office=region(terms.office),
        decision=terms.decision,
        change=made,
    )
    _tell(made, row, "licence_issued", {"number": row.number, "terms": terms})
    return row


def add_annex(made: Change, licence: Licence, terms: AnnexTerms) -> LicenceAnnex:
    """Write an annex inside another transaction, with the next number (001, 002, ...) of its licence.

    Raises Invalid where there are no subtypes, one stands twice, or the base is another holder's.
    """
    hold_licence(licence.id)
    _check_annex(licence, terms)
    row = LicenceAnnex.objects.create(
        id=uuid.uuid4(),
        licence=licence,
        number=terms.number or _next_number(licence),
        base_id=terms.base,
        issued_on=terms.issued_on,
        on_paper=terms.on_paper,
        decision=terms.decision,
        change=made,
    )
    for one in terms.subtypes:
        AnnexSubtype.objects.create(annex=row, code=one.code, specialty=one.specialty, change=made)
    _tell(made, licence, "licence_annex_issued", {"annex": row.id, "number": row.number, "terms": terms})
    return row


def write_licence_event(made: Change, licence: Licence, event: LicenceEventTerms) -> LicenceEvent:
    """Write an event inside another transaction, such as the decision that re-issues a licence."""
    row = LicenceEvent.objects.create(
        licence=licence,
        annex_id=event.annex,
        kind=event.kind,
        on=event.on,
        until=event.until,
        ground=event.ground,
        reference=event.reference,
        note=event.note,
        decision=event.decision,
        change=made,
    )
    _tell(made, licence, f"licence_{event.kind.value}", {"number": licence.number, "event": event})
    return row


def _tell(made: Change, licence: Licence, kind: str, body: dict[str, object]) -> None:
    """An entry in the stream of the holder and in that of the licence."""
    for stream in (holder_of(licence).stream, licence_stream(licence.id)):
        append(stream, made, kind, {"licence": licence.id, **body})


def _check_annex(licence: Licence, terms: AnnexTerms) -> None:
    if not terms.subtypes:
        raise Invalid({"subtypes": "missing"})
    if len(set(terms.subtypes)) < len(terms.subtypes):
        raise Invalid({"subtypes": "twice"})
    base = ProductionBase.objects.filter(pk=terms.base).first()
    if base is None or holder_of(base) != holder_of(licence):
        raise Invalid({"base": "of_another_holder"})


def _next_number(licence: Licence) -> str:
    """The number after the highest one given; those of earlier annexes count."""
    given = [int(number) for number in licence.annexes.values_list("number", flat=True) if number.isdigit()]
    return f"{max(given, default=0) + 1:03}"
