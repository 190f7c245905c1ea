"""Questions about a death, a move abroad, a return."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.forms import DayField
from tirkelim.portal.personnel.choices import country_choices
from tirkelim.portal.personnel.forms import PersonnelForm, owed, text
from tirkelim.register.commands.returns import LONGEST_REASON

REFERENCE = 200


class SureForm(PersonnelForm):
    """The word that the consequences were read."""

    sure = forms.BooleanField(
        label=_("I have read what follows from this, and it is right"),
        error_messages={"required": _("Confirm that you have read what follows from this")},
    )


class DeathForm(SureForm):
    """A death."""

    on = DayField(label=_("Day of death"), help_text=_("As in the certificate or notice"))
    reference = owed(text("reference", most=REFERENCE, hint=_("Number and date of the document. No diagnoses, please")))
    field_order = ("on", "reference", "sure")

    def prepare(self) -> None:
        """The document has a label of its own."""
        self.fields["reference"].label = _("Document")


class AbroadForm(SureForm):
    """A move abroad."""

    on = DayField(label=_("Day of leaving the country"))
    country = owed(forms.ChoiceField(label=_("To which country?")))
    reference = owed(text("reference", most=REFERENCE, hint=_("Number and date of the document, if there is one")))
    end_jobs = forms.TypedChoiceField(
        label=_("Does the work with you end with that day?"),
        choices=[
            ("yes", _("Yes, the jobs with us end for the reason “Moved abroad”")),
            ("no", _("No, the work goes on")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        initial="yes",
    )
    field_order = ("on", "country", "reference", "end_jobs", "sure")

    def prepare(self) -> None:
        """Countries in the page's language, without Kazakhstan."""
        countries = [one for one in country_choices() if one[0] != "KAZ"]
        self.fields["country"].choices = [("", _("Not known")), *countries]  # type: ignore[attr-defined]
        self.fields["reference"].label = _("Document")

    def terms(self) -> dict[str, Any]:
        """The answers as the register takes them."""
        found = self.cleaned_data
        return {
            "on": found["on"], "country": found["country"] or None, "reference": found["reference"],
            "end_jobs": found["end_jobs"],
        }  # fmt: skip


class WrongReturnForm(PersonnelForm):
    """A return that was entered wrongly: never, or on another day; and why."""

    never = forms.TypedChoiceField(
        label=_("What is right?"),
        choices=[("no", _("The return was on another day")), ("yes", _("There was no return: still abroad"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    on = DayField(
        label=_("First day back in the country"),
        required=False,
        help_text=_("Only where the return was on another day"),
    )
    reason = forms.CharField(
        label=_("Why is it put right?"), max_length=LONGEST_REASON, help_text=_("It stays in the journal.")
    )
    field_order = ("never", "on", "reason")

    def clean(self) -> dict[str, Any]:
        """A day where there was a return."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("never") is False and data.get("on") is None and "on" not in self.errors:
            self.add_error("on", forms.ValidationError(_("Write the first day back"), code="missing"))
        return data

    def day(self) -> date | None:
        """The first day back; None: no return."""
        found: date | None = None if self.cleaned_data["never"] else self.cleaned_data["on"]
        return found


class BackForm(PersonnelForm):
    """Back from abroad."""

    on = DayField(label=_("First day back in the country"))
