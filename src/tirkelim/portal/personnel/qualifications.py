"""Levels and categories that were given before this register, as HR enters them from the paper."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.journal.change import Command, Done
from tirkelim.law.order_283_cpd.levels import Category, LevelName
from tirkelim.portal.choices import specialty_choices
from tirkelim.portal.forms import DayField
from tirkelim.portal.personnel.access import open_record, room, visit
from tirkelim.portal.personnel.forms import PersonnelForm, text
from tirkelim.portal.personnel.learning_forms import LONGEST
from tirkelim.portal.personnel.purposes import Purpose
from tirkelim.portal.personnel.saving import save
from tirkelim.register.commands.qualifications import QualificationTerms, import_qualification

CATEGORIES = {
    Category.HIGHEST.value: gettext_lazy("Highest category"),
    Category.FIRST.value: gettext_lazy("First category"),
    Category.SECOND.value: gettext_lazy("Second category"),
}


class QualificationForm(PersonnelForm):
    """A level, or a category of the earlier system, in a specialty."""

    specialty = forms.ChoiceField(
        label=gettext_lazy("Specialty"), error_messages={"required": gettext_lazy("Choose the specialty")}
    )
    what = forms.ChoiceField(
        label=gettext_lazy("Level or category"),
        error_messages={"required": gettext_lazy("Choose a level or a category")},
    )
    obtained_on = DayField(label=gettext_lazy("Obtained on"), help_text=gettext_lazy("The day on the document"))
    valid_until = DayField(
        label=gettext_lazy("Last day of the category certificate"),
        required=False,
        help_text=gettext_lazy("Leave empty for a level, and for a category without a term"),
    )
    document_number = text("document_number", most=60)

    def latest(self, name: str) -> date | None:
        """Category certificates may end in the future."""
        return self.today + LONGEST if name == "valid_until" else self.today

    def prepare(self) -> None:
        """Specialties, levels and categories."""
        levels = [(name.value, name.value) for name in LevelName]
        choices: Any = [
            ("", _("Choose a level or a category")),
            (_("Levels"), levels),
            (_("Categories of the earlier system"), list(CATEGORIES.items())),
        ]
        self.fields["specialty"].choices = specialty_choices()  # type: ignore[attr-defined]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A level has no end; a category does not end before it begins."""
        self.must_follow("obtained_on", "valid_until", _("The category cannot end before it was obtained"))
        found = self.cleaned_data
        if found.get("valid_until") and found.get("what") and found["what"] not in CATEGORIES:
            self.add_error("valid_until", ValidationError(_("A level has no end: leave this empty"), code="level"))
        return found

    def terms(self, person: UUID) -> QualificationTerms:
        """What is entered: a category without a last day has no term."""
        found = self.facts()
        category = found["what"] if found["what"] in CATEGORIES else None
        return QualificationTerms(
            person=person,
            specialty=found["specialty"],
            obtained_on=found["obtained_on"],
            level=None if category else found["what"],
            category=category,
            valid_until=found["valid_until"],
            indefinite=category is not None and found["valid_until"] is None,
            document_number=found["document_number"],
        )


@room("GET", "POST")
def add_qualification(request: HttpRequest, person: UUID) -> HttpResponse:
    """A level or category that was given before this register."""
    at = visit(request)
    one = open_record(at, person, "qualification.import", Purpose.CHANGE)
    form = QualificationForm(request.POST or None, today=at.today)

    def write(command: Command) -> Done:
        return import_qualification(command, form.terms(person))

    return save(at, one, form, write, title=_("Add a level or category"), done=_("It is entered."), lead=_(
        "Only one that was given before this register: levels decided on here stand in the record by themselves."
    ))  # fmt: skip
