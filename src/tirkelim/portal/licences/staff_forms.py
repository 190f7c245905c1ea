"""Forms of the staff pages: at which base a job is done, and what is supposed in a what-if."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tirkelim.journal.change import Command, Done
from tirkelim.portal.choices import specialty_choices
from tirkelim.portal.forms import DayField, PortalForm, Text
from tirkelim.portal.writing import Telling
from tirkelim.register.commands import base_work
from tirkelim.register.models import BaseWork
from tirkelim.services.licence.staffing.what_if import Joiner, Leaver, Scenario

A_DAY = timedelta(days=1)
REASONS: dict[str, Text] = {
    "outside_employment": _("The worker has no such job on that day: check the first and the last day of the job"),
    "overlaps": _("This base is named for the job on these days already"),
    "before_start": _("The last day comes before the first one"),
    "of_another_holder": _("Choose a base of your own organisation"),
}
CHANGED = _("Something was changed meanwhile. Look at the page once more and repeat it.")
TELLING = Telling(REASONS, CHANGED, {"valid_to": "last_day"})
ALL_BASES = "all"


class BaseWorkForm(PortalForm):
    """At which base a job is done, from when to when."""

    base = forms.ChoiceField(label=_("Production base"), widget=forms.RadioSelect)
    valid_from = DayField(label=_("First day at this base"))
    last_day = DayField(
        label=_("Last day at this base"), required=False, help_text=_("Leave it empty where there is no end.")
    )

    def __init__(self, *args: Any, bases: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(base), words) for base, words in bases]
        self.fields["base"].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def answers(row: BaseWork) -> dict[str, Any]:
        """What was said as it would have been answered."""
        last = None if row.valid_to is None else row.valid_to - A_DAY
        return {"base": str(row.base_id), "valid_from": row.valid_from, "last_day": last}

    def terms(self) -> dict[str, Any]:
        """The answers as the register takes them."""
        last = self.cleaned_data["last_day"]
        after = None if last is None else last + A_DAY
        return {"base": UUID(self.cleaned_data["base"]), "valid_from": self.cleaned_data["valid_from"],
                "valid_to": after}  # fmt: skip

    def write(self, command: Command, old: BaseWork) -> Done:
        """An end where only the last day is new; else a correction."""
        terms = self.terms()
        same = (terms["base"], terms["valid_from"]) == (old.base_id, old.valid_from)
        if same and old.valid_to is None and terms["valid_to"] is not None:
            return base_work.end_base_work(command, old.line, last_day=self.cleaned_data["last_day"])
        return base_work.correct_base_work(command, old.line, terms)


class WhatIfForm(PortalForm):
    """What is supposed: who leaves and when, who comes, which certificates are not renewed."""

    leavers = forms.MultipleChoiceField(
        label=_("Who would leave?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    last = DayField(label=_("Last day of work"), required=False, help_text=_("Of all who are ticked"))
    specialty = forms.ChoiceField(label=_("Who would come? A certificate in"), required=False)
    first = DayField(label=_("First day of work"), required=False)
    base = forms.ChoiceField(label=_("At which base?"), required=False)
    not_renewed = forms.MultipleChoiceField(
        label=_("Which certificates would not be renewed?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("If you tick one, all others are taken as renewed in time"),
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[tuple[UUID, str]],
        bases: Iterable[tuple[UUID, str]],
        certificates: Iterable[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[Any]] = {
            "leavers": [(str(id), words) for id, words in people],
            "specialty": specialty_choices(),
            "base": [(ALL_BASES, _("At every base")), *((str(id), words) for id, words in bases)],
            "not_renewed": [(str(id), words) for id, words in certificates],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for name in ("leavers", "not_renewed"):
            if not choices[name]:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Whoever leaves or comes does so on a day, and something is supposed."""
        found = self.cleaned_data
        for who, day, words in (
            ("leavers", "last", _("Write the last day of work")),
            ("specialty", "first", _("Write the first day of work")),
        ):
            if found.get(who) and not found.get(day) and day not in self.errors:
                self.add_error(day, words)
        if not self.errors and not any(found.get(name) for name in ("leavers", "specialty", "not_renewed")):
            self.add_error(None, _("Say what to suppose: who leaves, who comes, or which certificate is not renewed"))
        return found

    def scenario(self) -> Scenario:
        """What is supposed, as the rule takes it."""
        found = self.cleaned_data
        last: date | None = found.get("last")
        first: date | None = found.get("first")
        leavers = tuple(Leaver(UUID(id), last) for id in found.get("leavers") or () if last is not None)
        base = found.get("base") or ALL_BASES
        at = None if base == ALL_BASES else UUID(base)
        coming = found.get("specialty") or ""
        joiners = (Joiner(first, frozenset({coming}), at),) if coming and first is not None else ()
        kept = frozenset(UUID(id) for id in found.get("not_renewed") or ())
        return Scenario(leavers, joiners, renewed=bool(kept), not_renewed=kept)
