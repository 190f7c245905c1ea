"""The other person for whom a representative applies (p.3): found by passport, or entered; nobody is entered twice.

A representative is a stranger to the register: the page says nothing of what it knows, look-ups are counted and
logged, and a person is taken only where passport, date of birth, surname and given names agree.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from tirkelim.journal.change import Command
from tirkelim.portal.conformity.pages import TITLES
from tirkelim.portal.foreign.forms import NAMES, SpecialistForm
from tirkelim.portal.forms import OptionWithHint
from tirkelim.portal.personnel.find_forms import checked_iin
from tirkelim.register import commands, queries
from tirkelim.register.models import PersonFact, Scheme
from tirkelim.register.names import fold


class NotThisPerson(Exception):
    """What was written does not agree with what the register holds: why, is not said."""


class RepresentedForm(SpecialistForm):
    """The person as the passport has them, with an IIN where there is one, and what is asked for."""

    action = forms.ChoiceField(
        label=_("What do you apply for?"),
        choices=[(action.value, OptionWithHint(title, "")) for action, title in TITLES.items()],
        widget=forms.RadioSelect,
    )
    mobile = None  # type: ignore[assignment]
    iin = forms.CharField(
        label=_("IIN, if the person has one"),
        max_length=20,
        required=False,
        help_text=_("12 digits. It is not needed to apply, but for a digital signature of the person's own."),
    )
    field_order = ("action", "passport_country", "passport_number", *NAMES, "sex", "birth_date", "citizenship", "iin")

    def prepare(self) -> None:
        """The same questions, asked about a person."""
        super().prepare()
        self.fields["surname_kk"].help_text = _("If the person has a document with it")

    def clean_mobile(self) -> str:
        """Not asked."""
        return ""

    def clean_iin(self) -> str:
        """Twelve digits that can be an IIN; empty stays empty."""
        typed = self.cleaned_data["iin"]
        return checked_iin(typed, self) if typed else ""

    def person(self) -> dict[str, Any]:
        """The answers as facts of the register: what was left empty is not known."""
        return {name: self.cleaned_data[name] or None for name in (*NAMES, "sex", "birth_date", "citizenship")}


def find_or_enter(form: RepresentedForm, command: Command, today: date) -> UUID:
    """The person of the form. Raises NotThisPerson, and what ``register.commands.add_person`` raises."""
    number = form.cleaned_data["iin"]
    by_passport = queries.find_by_identifier(Scheme.PASSPORT, form.passport)
    by_iin = queries.find_by_identifier(Scheme.IIN, number) if number else None
    known = {person for person in (by_passport, by_iin) if person is not None}
    if not known:
        return _enter(form, command)
    if len(known) > 1:
        raise NotThisPerson
    person = known.pop()
    if not _agrees(form, queries.person_facts(person, today, command.now)):
        raise NotThisPerson
    return person


def _agrees(form: RepresentedForm, facts: PersonFact | None) -> bool:
    if facts is None or facts.birth_date != form.cleaned_data["birth_date"]:
        return False
    scripts = ("kk", "ru", "latin")
    return all(
        {fold(name) for script in scripts if (name := getattr(facts, f"{part}_{script}", ""))}
        & {fold(name) for script in scripts if (name := form.cleaned_data.get(f"{part}_{script}"))}
        for part in ("surname", "given")
    )


def _enter(form: RepresentedForm, command: Command) -> UUID:
    """A new person of the register. The system enters them: a representative has no right to write there."""
    why = "named in an application by a representative"
    whole = Command(uuid5(command.id, "person"), None, command.now, why)
    number = form.cleaned_data["iin"] or None
    done = commands.add_person(whole, form.person(), iin=number, passport=form.passport)
    return UUID(done.result["person"])


def log_look(actor: UUID, person: UUID, at: datetime) -> None:
    """The person sees in the own record who named them."""
    queries.log_access(actor, person, "personnel.find", at)
