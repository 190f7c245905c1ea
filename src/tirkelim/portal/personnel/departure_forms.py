"""Questions about a death, a move abroad, a return."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.forms import DayField
from tirkelim.portal.personnel.choices import country_choices
from tirkelim.portal.personnel.forms import PersonnelForm, owed, text

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


class BackForm(PersonnelForm):
    """Back from abroad."""

    on = DayField(label=_("First day back in the country"))
