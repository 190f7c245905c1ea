"""Entering a licence that was given before this register, on paper or electronically, with its annexes (59/2020)."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tirkelim.identity.policy import Scope, require_actor
from tirkelim.identity.territories import TerritoryNotKnown, region
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.register.commands.licences import (
    AnnexTerms,
    BaseTerms,
    Claimed,
    Holder,
    LicenceTerms,
    add_annex,
    enter_base,
    issue_licence,
)
from tirkelim.register.commands.writing import Invalid, NotFound, today
from tirkelim.register.given_numbers import is_given
from tirkelim.register.models import Licence, LicenceAnnex, Organisation, Person, ProductionBase
from tirkelim.register.public_numbers import normalise

EARLIER_NUMBER = re.compile(r"[0-9]{8}")
ANNEX_NUMBER = re.compile(r"[0-9]{3}")
LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAnnex:
    """An annex of an earlier licence. ``base``: of a base that the register has; else where it is. ``id`` of a base
    that is to be entered is drawn by whoever asks, so that the command can be repeated."""

    number: str
    issued_on: date
    kato: str
    address: str
    subtypes: tuple[Claimed, ...]
    name: str = ""
    base: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLicence:
    """A licence given before this register, as its paper or its record says. ``office``: any KATO code in the
    department's region."""

    holder: Holder
    number: str
    issued_on: date
    office: str
    on_paper: bool
    annexes: tuple[EarlierAnnex, ...]


def import_licence(command: Command, earlier: EarlierLicence) -> Done:
    """Enter it; result {"licence": id, "number": text}.

    Raises NotFound for a holder that the register does not have; Denied; Invalid by field, those of an annex as
    ``annexes.<place>.<field>``: a number that is none, is taken, or stands twice; a day to come or before that of the
    licence; a place or subtype that is not known; no annex or no subtype.
    """

    def work(made: Change) -> Result:
        wrong = _wrong(earlier, today(command))
        if "office" in wrong:
            raise Invalid(wrong)
        scope = Scope(
            person=earlier.holder.person,
            organisations=frozenset(filter(None, [earlier.holder.organisation])),
            territories=frozenset({region(earlier.office)}),
        )
        require_actor(command.actor, "licence.record", scope, on=today(command))
        _require_holder(earlier.holder)
        number = number_of(earlier.number)
        hold(f"number:{number}")
        if not wrong and number is not None and is_given(number):
            wrong["number"] = "taken"
        if wrong:
            raise Invalid(wrong)
        return _write(made, earlier, number or "")

    return once(command, "register.import_licence", earlier, work)


def _write(made: Change, earlier: EarlierLicence, number: str) -> Result:
    licence = issue_licence(
        made,
        LicenceTerms(
            holder=earlier.holder,
            issued_on=earlier.issued_on,
            office=earlier.office,
            on_paper=earlier.on_paper,
            number=number,
        ),
    )
    for annex in earlier.annexes:
        _write_annex(made, licence, earlier, annex)
    return {"licence": str(licence.id), "number": licence.number}


def _write_annex(made: Change, licence: Licence, earlier: EarlierLicence, annex: EarlierAnnex) -> LicenceAnnex:
    base = BaseTerms(
        id=annex.base or uuid.uuid4(),
        holder=earlier.holder,
        kato=annex.kato,
        address=annex.address,
        name=annex.name,
        valid_from=annex.issued_on,
    )
    terms = AnnexTerms(
        base=enter_base(made, base).id,
        issued_on=annex.issued_on,
        subtypes=annex.subtypes,
        on_paper=earlier.on_paper,
        number=annex.number,
    )
    return add_annex(made, licence, terms)


def number_of(typed: str) -> str | None:
    """The number meant by what was typed: eight digits, or the pattern of the state registers; None for all else."""
    digits = "".join(typed.split())
    return digits if EARLIER_NUMBER.fullmatch(digits) else normalise(typed)


def _require_holder(holder: Holder) -> None:
    if (holder.organisation is None) == (holder.person is None):
        raise Invalid({"holder": "missing"})
    if holder.organisation is not None and not Organisation.objects.filter(pk=holder.organisation).exists():
        raise NotFound("Organisation")
    if holder.person is not None and not Person.objects.filter(pk=holder.person).exists():
        raise NotFound("Person")


def _wrong(earlier: EarlierLicence, day: date) -> dict[str, str]:
    """What cannot be so, by field."""
    wrong = {}
    if number_of(earlier.number) is None:
        wrong["number"] = "wrong" if earlier.number.strip() else "missing"
    if earlier.issued_on > day:
        wrong["issued_on"] = "in_the_future"
    if not _is_place(earlier.office):
        wrong["office"] = "unknown_value"
    if not earlier.annexes:
        wrong["annexes"] = "missing"
    seen: set[str] = set()
    for place, annex in enumerate(earlier.annexes):
        found = _wrong_annex(earlier, annex, day)
        if annex.number in seen:
            found["number"] = "twice"
        seen.add(annex.number)
        wrong.update({f"annexes.{place}.{field}": reason for field, reason in found.items()})
    return wrong


def _wrong_annex(earlier: EarlierLicence, annex: EarlierAnnex, day: date) -> dict[str, str]:
    wrong = {}
    if not ANNEX_NUMBER.fullmatch(annex.number):
        wrong["number"] = "wrong"
    if annex.issued_on > day:
        wrong["issued_on"] = "in_the_future"
    elif annex.issued_on < earlier.issued_on:
        wrong["issued_on"] = "before_issue"
    known = annex.base is not None and ProductionBase.objects.filter(pk=annex.base).exists()
    if not known and not _is_place(annex.kato):
        wrong["kato"] = "unknown_value"
    if not known and not annex.address.strip():
        wrong["address"] = "missing"
    if max(len(annex.address), len(annex.name)) > LONGEST:
        wrong["address"] = "too_long"
    reason = wrong_subtypes(annex.subtypes)
    if reason:
        wrong["subtypes"] = reason
    return wrong


def wrong_subtypes(claimed: tuple[Claimed, ...]) -> str:
    """What is wrong with a list of subtypes; "" for nothing."""
    listed = claimable()
    if not claimed:
        return "missing"
    if len(set(claimed)) < len(claimed):
        return "twice"
    for one in claimed:
        row = listed.get(one.code)
        if row is None or (one.specialty and one.specialty not in specialties()):
            return "unknown_value"
        if row.by_specialty and not one.specialty:
            return "specialty_missing"
        if one.specialty and not row.by_specialty:
            return "specialty_unexpected"
    return ""


def _is_place(kato: str) -> bool:
    try:
        return bool(region(kato))
    except TerritoryNotKnown:
        return False
