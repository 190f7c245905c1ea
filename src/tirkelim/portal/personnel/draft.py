"""A worker being entered: what was typed is kept in the session, right or wrong, until it is in the register.

The session lies on the server; a draft leaves it when the worker is entered, when it is given up, or at sign-out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.forms import DayWidget
from tirkelim.portal.personnel import find_forms as gates
from tirkelim.portal.personnel.forms import TITLES, BirthForm, DocumentForm, NameForm, PersonnelForm, ResidenceForm
from tirkelim.portal.personnel.job_forms import JobForm
from tirkelim.portal.personnel.learning_forms import CertificateForm, EducationForm, TrainingForm
from tirkelim.register.identifiers import check_iin

KEY = "personnel"
MOST_DRAFTS, MOST_DONE = 5, 20
LONGEST_TYPED = 2_000
Typed = Mapping[str, str]


class Section(NamedTuple):
    """A page of the entry. With a `gate` the form counts only where the gate's answer is "now"."""

    key: str
    title: str | Promise
    form: type[PersonnelForm]
    gate: type[gates.GateForm] | None = None
    must: bool = False


SURNAME = Section("surname", _("Who it is"), gates.SurnameForm, must=True)
JOB = Section("job", _("Job"), JobForm, must=True)
SECTIONS = (
    Section("name", TITLES["name"], NameForm, must=True),
    Section("birth", TITLES["birth"], BirthForm, must=True),
    Section("document", TITLES["document"], DocumentForm),
    Section("residence", TITLES["residence"], ResidenceForm),
    JOB,
    Section("education", _("Education"), EducationForm, gates.EducationGate),
    Section("certificate", _("Specialist certificate"), CertificateForm, gates.CertificateGate),
    Section("training", _("Further education"), TrainingForm, gates.TrainingGate),
)
"""For someone new."""
KNOWN_SECTIONS = (SURNAME, JOB)
"""For someone whom the register knows: only the job is new."""


class Draft(NamedTuple):
    """One worker being entered. `person` is set for someone whom the register knows already."""

    id: UUID
    organisation: UUID
    iin: str
    passport: str
    person: UUID | None
    typed: dict[str, dict[str, str]]

    def sections(self) -> tuple[Section, ...]:
        """The pages of this entry."""
        return SECTIONS if self.person is None else KNOWN_SECTIONS

    def section(self, key: str) -> Section:
        """A page by its key. Raises Http404."""
        found = next((one for one in self.sections() if one.key == key), None)
        if found is None:
            raise Http404
        return found

    def after(self, section: Section) -> Section | None:
        """The page that follows, if any."""
        own = self.sections()
        return next(iter(own[own.index(section) + 1 :]), None)


class Filled(NamedTuple):
    """The forms of a section as they stand: the gate, if there is one, and the form itself."""

    gate: gates.GateForm | None
    form: PersonnelForm
    answered: bool

    def counts(self) -> bool:
        """Whether the form is to be filled in."""
        return self.gate is None or (self.gate.is_valid() and self.gate.cleaned_data["now"] == "now")

    def is_valid(self) -> bool:
        """Whether everything that counts is right."""
        if not self.answered or (self.gate is not None and not self.gate.is_valid()):
            return False
        return not self.counts() or self.form.is_valid()

    def choice(self) -> str:
        """The answer of the gate; "now" without one."""
        return "now" if self.gate is None else str(self.gate.cleaned_data["now"])


def begin(
    session: SessionBase, organisation: UUID, *, iin: str = "", passport: str = "", person: UUID | None = None
) -> Draft:
    """A new draft; the oldest of too many goes."""
    draft = Draft(uuid4(), organisation, iin, passport, person, {})
    store(session, draft)
    return draft


def store(session: SessionBase, draft: Draft) -> None:
    """Keep the draft as it is now."""
    held = session.get(KEY, {"drafts": {}, "done": {}})
    held["drafts"][str(draft.id)] = {
        "organisation": str(draft.organisation),
        "iin": draft.iin,
        "passport": draft.passport,
        "person": None if draft.person is None else str(draft.person),
        "typed": draft.typed,
    }
    for old in list(held["drafts"])[:-MOST_DRAFTS]:
        del held["drafts"][old]
    session[KEY] = held


def load(session: SessionBase, id: UUID) -> Draft | None:
    """The draft of that id, if this session holds it."""
    raw = session.get(KEY, {}).get("drafts", {}).get(str(id))
    if raw is None:
        return None
    person = None if raw["person"] is None else UUID(raw["person"])
    return Draft(id, UUID(raw["organisation"]), raw["iin"], raw["passport"], person, raw["typed"])


def finish(session: SessionBase, draft: Draft, person: UUID) -> None:
    """The worker is entered: forget what was typed, remember only whom a repeated click is about."""
    held = session[KEY]
    held["drafts"].pop(str(draft.id), None)
    held["done"][str(draft.id)] = str(person)
    for old in list(held["done"])[:-MOST_DONE]:
        del held["done"][old]
    session[KEY] = held


def finished(session: SessionBase, id: UUID) -> UUID | None:
    """The person whom a draft has become."""
    found = session.get(KEY, {}).get("done", {}).get(str(id))
    return None if found is None else UUID(found)


def give_up(session: SessionBase, id: UUID) -> None:
    """Forget a draft."""
    held = session.get(KEY)
    if held is not None:
        held["drafts"].pop(str(id), None)
        session[KEY] = held


def typed_in(form: type[PersonnelForm], sent: Mapping[str, Any]) -> dict[str, str]:
    """What was typed into a form, as it came; shortened where it is absurdly long."""
    names = []
    for name, field in form.base_fields.items():
        is_day = isinstance(field.widget, DayWidget)
        names += [f"{name}_{part}" for part in DayWidget.parts] if is_day else [name]
    return {name: str(sent[name]).replace("\x00", "")[:LONGEST_TYPED] for name in names if name in sent}


def keep(draft: Draft, section: Section, sent: Mapping[str, Any]) -> Draft:
    """The draft with what was typed on one page."""
    typed = typed_in(section.form, sent)
    if section.gate is not None:
        typed |= typed_in(section.gate, sent)
    draft.typed[section.key] = typed
    return draft


def filled(draft: Draft, section: Section, today: date) -> Filled:
    """The forms of a section with what was typed there."""
    typed = draft.typed.get(section.key)
    more: dict[str, Any] = {}
    if section.form is BirthForm:
        more = {"iin": draft.iin, "initial": from_iin(draft.iin, today)}
    gate = section.gate(typed, today=today) if section.gate is not None else None
    return Filled(gate, section.form(typed, today=today, **more), typed is not None)


def from_iin(iin: str, today: date) -> dict[str, Any]:
    """What an IIN tells: sex and date of birth; in the demo, whose numbers are of another century, the nearest fit."""
    guess: dict[str, Any] = {"citizenship": "KAZ" if iin else ""}
    if not iin:
        return guess
    read = check_iin(iin, today, demo=settings.DEMO)
    born = read.birth_date
    if settings.DEMO:
        year = 2000 + born.year % 100
        year -= 100 if year > today.year - 16 else 0
        born = _same_day(born, year)
    return guess | {"sex": "male" if read.male else "female", "birth_date": born}


def _same_day(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:  # the 29th of February of another century
        return born.replace(year=year, day=28)
