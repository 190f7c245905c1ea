"""Forms of the administrator's pages on what each subtype needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tirkelim.law.order_59_licence.checklist import ChecklistItem
from tirkelim.law.order_59_licence.staffing import StaffLine
from tirkelim.law.order_59_licence.subtypes import claimable as claimable_subtypes
from tirkelim.portal.choices import GROUPS, alphabetical, claimable, language
from tirkelim.portal.forms import DayField, OptionWithHint, PortalForm, Text
from tirkelim.portal.licences.staff_forms import CHANGED
from tirkelim.portal.licences.staff_words import CERTAINTY_WORDS
from tirkelim.portal.writing import Telling
from tirkelim.register.licence_reference import LONGEST_SOURCE, LONGEST_TEXT, MOST_PEOPLE
from tirkelim.register.models import ChecklistRequirement

REASONS: dict[str, Text] = {
    "missing": _("Choose at least one specialty: this subtype does not go by specialties"),
    "unknown_value": _("Choose one of the options offered"),
    "out_of_range": _("The number is too large or too small"),
}
TELLING = Telling(REASONS, CHANGED)


class EditForm(PortalForm):
    """What every edit says: how sure the line is, on what it rests, from which day it holds."""

    certainty = forms.ChoiceField(label=_("How sure is the line?"), widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("On what does it rest?"),
        help_text=_("The act with its paragraph, or the letter with its number and date"),
        max_length=LONGEST_SOURCE,
    )
    valid_from = DayField(label=_("From which day does it hold?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certainty"].choices = list(CERTAINTY_WORDS.items())  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """The answers as the register takes them."""
        return {name: self.cleaned_data[name] for name in ("certainty", "source", "valid_from")}


class StaffLineForm(EditForm):
    """Who is needed, and how many."""

    least = forms.IntegerField(
        label=_("How many people are needed?"), help_text=_("0 takes the line off"), min_value=0, max_value=MOST_PEOPLE
    )
    specialties = forms.MultipleChoiceField(
        label=_("With a valid certificate in any of these"),
        help_text=_("Leave all empty for the specialty that the annex names"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("subtype", "least", "certainty", "source", "valid_from", "specialties")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = set(self.initial.get("specialties", ()))
        listed = sorted(claimable(), key=lambda row: (row.code not in chosen, alphabetical(row.names[language()])))
        # Some specialties of different education bear one name.
        rows = [(row.code, OptionWithHint(row.names[language()], GROUPS[row.education])) for row in listed]
        self.fields["specialties"].choices = rows  # type: ignore[attr-defined]

    @staticmethod
    def answers(line: StaffLine, today: date) -> dict[str, Any]:
        """A line as it would have been answered."""
        return {
            "least": line.least, "specialties": sorted(line.specialties), "certainty": line.certainty,
            "valid_from": today,
        }  # fmt: skip

    def terms(self) -> dict[str, Any]:
        """With whom and how many."""
        found = self.cleaned_data
        return {**super().terms(), "least": found["least"], "specialties": found["specialties"]}


class StaffNewForm(StaffLineForm):
    """The same for another line of a subtype."""

    subtype = forms.ChoiceField(label=_("Subtype"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.code, f"{row.code} {row.name(language())}") for row in claimable_subtypes().values()]
        self.fields["subtype"].choices = [("", _("Choose a subtype")), *rows]  # type: ignore[attr-defined]


class ChecklistLineForm(EditForm):
    """What a visit looks at, in three languages."""

    kk = forms.CharField(label=_("In Kazakh"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    ru = forms.CharField(label=_("In Russian"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    en = forms.CharField(label=_("In English"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    is_dropped = forms.BooleanField(label=_("The line is not checked any more"), required=False)
    field_order = ("kk", "ru", "en", "is_dropped", "certainty", "source", "valid_from")

    @staticmethod
    def answers(own: ChecklistItem | None, edit: ChecklistRequirement | None, today: date) -> dict[str, Any]:
        """A line as it would have been answered: the edit that stands, else the line that came with the system."""
        if edit is not None:
            return {
                "kk": edit.text_kk, "ru": edit.text_ru, "en": edit.text_en, "is_dropped": edit.is_dropped,
                "certainty": edit.certainty, "valid_from": today,
            }  # fmt: skip
        return {} if own is None else {**own.texts, "certainty": own.certainty, "valid_from": today}

    def terms(self) -> dict[str, Any]:
        """With the texts, and whether it is still checked."""
        texts = {name: self.cleaned_data[name] for name in ("kk", "ru", "en")}
        return {**super().terms(), "texts": texts, "is_dropped": self.cleaned_data["is_dropped"]}
