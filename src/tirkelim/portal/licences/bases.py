"""The production bases of an application as the draft keeps them: as typed, right or wrong, and clean once each base
is whole. One base is a row with the answers of its screens, its subtypes, and the specialties of those that go by
specialties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.portal.applicant.draft import Step, as_typed
from tirkelim.portal.applicant.forms import AnswerForm, Around
from tirkelim.portal.licences import forms
from tirkelim.portal.licences.gaps import is_wrong
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.answers import SubtypeAnswers

MOST_BASES = 20
SUBTYPES = "subtypes"
STEPS: tuple[Step, ...] = (
    Step("place", forms.PlaceForm, _("Where is the base?")),
    Step("premises", forms.PremisesForm, _("The premises")),
    Step("contact", forms.ContactForm, _("Contact at the base")),
)
"""The screens of one base before its subtypes."""


class BaseRow(NamedTuple):
    """One base: what was typed, the codes of its subtypes, and by code the specialties."""

    id: UUID
    typed: Mapping[str, str]
    subtypes: Sequence[str] = ()
    specialties: Mapping[str, Sequence[str]] = {}

    def specialties_of(self, code: str) -> tuple[str, ...]:
        """The specialties that are named for a subtype."""
        return tuple(self.specialties.get(code, ()))

    @property
    def by_specialty(self) -> tuple[str, ...]:
        """The chosen subtypes that go by specialties, in the order of the list."""
        return tuple(code for code in self.ordered if claimable()[code].by_specialty)

    @property
    def ordered(self) -> tuple[str, ...]:
        """The chosen subtypes that the list knows, in its order."""
        return tuple(code for code in claimable() if code in self.subtypes)

    def claims(self) -> tuple[SubtypeAnswers, ...]:
        """What is claimed at the base, as far as it is whole."""
        found: list[SubtypeAnswers] = []
        for code in self.ordered:
            if claimable()[code].by_specialty:
                found += [SubtypeAnswers(code, one) for one in self.specialties_of(code) if one in specialties()]
            else:
                found.append(SubtypeAnswers(code))
        return tuple(found)

    @property
    def has_claims(self) -> bool:
        """Whether subtypes are named, and a specialty for each that goes by specialties."""
        return bool(self.ordered) and all(self.specialties_of(code) for code in self.by_specialty)

    def as_json(self) -> dict[str, Any]:
        """As the draft keeps it."""
        return {
            "id": str(self.id),
            "typed": dict(self.typed),
            "subtypes": list(self.subtypes),
            "specialties": {code: list(several) for code, several in self.specialties.items()},
        }


def rows_of(entry: Mapping[str, Any] | None) -> list[BaseRow]:
    """The bases as the draft keeps them; of a draft that has clean answers only, as they would have been typed."""
    if not entry:
        return []
    kept = entry["typed"].get("rows")
    if kept is None:
        return [_row_of(clean) for clean in (entry["clean"] or {}).get("bases", ())]
    return [BaseRow(UUID(row["id"]), row["typed"], row["subtypes"], row["specialties"]) for row in kept]


def _row_of(clean: Mapping[str, Any]) -> BaseRow:
    """The way back from clean answers."""
    typed = as_typed({name: value for name, value in clean.items() if name not in ("id", SUBTYPES)})
    named: dict[str, list[str]] = {}
    for one in clean[SUBTYPES]:
        named.setdefault(one["code"], [])
        if one.get("specialty"):
            named[one["code"]].append(one["specialty"])
    return BaseRow(UUID(clean["id"]), typed, list(named), {code: found for code, found in named.items() if found})


def entry_of_rows(rows: Iterable[BaseRow], today: date) -> dict[str, Any]:
    """The draft's entry of the bases: clean when there is one at least and each is whole."""
    kept = list(rows)
    sound = bool(kept) and all(is_whole(row, today) for row in kept)
    clean = {"bases": [_clean(row, today) for row in kept]} if sound else None
    return page_entry({"rows": [row.as_json() for row in kept]}, clean)


def is_whole(row: BaseRow, today: date) -> bool:
    """Whether every screen of the base is right and what is claimed there is named."""
    return row.has_claims and all(form_of(step, row, today).is_valid() for step in STEPS)


def form_of(step: Step, row: BaseRow, today: date) -> AnswerForm:
    """The form of a screen with what was typed into it."""
    return step.form(row.typed, around=Around(today, row.typed))


def _clean(row: BaseRow, today: date) -> dict[str, Any]:
    found: dict[str, Any] = {"id": str(row.id)}
    for step in STEPS:
        form = form_of(step, row, today)
        form.full_clean()
        found |= {name: forms.plain_day(value) for name, value in form.cleaned_data.items() if value not in (None, "")}
    claims = [{"code": one.code} | ({"specialty": one.specialty} if one.specialty else {}) for one in row.claims()]
    return found | {SUBTYPES: claims}


def with_row(rows: Iterable[BaseRow], changed: BaseRow) -> list[BaseRow]:
    """The bases with one of them changed, or added at the end."""
    found = list(rows)
    if any(row.id == changed.id for row in found):
        return [changed if row.id == changed.id else row for row in found]
    return [*found, changed]


def without_row(rows: Iterable[BaseRow], id: UUID) -> list[BaseRow]:
    """The bases without one."""
    return [row for row in rows if row.id != id]


def row_at(rows: Iterable[BaseRow], id: UUID) -> BaseRow | None:
    """The base with that id."""
    return next((row for row in rows if row.id == id), None)


def status_of_bases(entry: Mapping[str, Any] | None, today: date) -> str:
    """The status of the bases in the task list."""
    rows = rows_of(entry)
    if not rows:
        return "to_do"
    if all(is_whole(row, today) for row in rows):
        return "done"
    wrong = any(is_wrong(form_of(step, row, today)) for row in rows for step in STEPS)
    return "error" if wrong else "in_progress"
