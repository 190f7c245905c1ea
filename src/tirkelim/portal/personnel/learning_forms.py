"""Questions about education, further education and a certificate issued before this register (items 11, 14, 15)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.choices import diploma_names, specialty_choices
from tirkelim.portal.forms import DayField
from tirkelim.portal.personnel.choices import country_choices
from tirkelim.portal.personnel.forms import PersonnelForm, owed, text
from tirkelim.portal.personnel.vocabulary import EDUCATION, label
from tirkelim.register.models import EducationKind

LEVELS = (
    "4.0", "4.1", "4.2", "4.3", "5.0", "5.1", "5.2", "5.3", "6.0", "6.1", "6.2", "6.3",
    "7.0 (I)", "7.1 (I)", "7.2 (I)", "7.3 (I)", "7.1 (R)", "7.2 (R)", "7.3 (R)", "7.4 (R)", "8",
)  # fmt: skip
"""Levels with their tracks (283/2020 ann.3-5)."""
LONGEST = timedelta(days=40 * 366)


class EducationForm(PersonnelForm):
    """Item 11: one education document."""

    kind = forms.ChoiceField(label=_("What education is it?"))
    institution = owed(text("institution"))
    country = owed(forms.ChoiceField(label=label("country")))
    specialty = owed(text("specialty", most=300, hint=_("As the document words it")))
    qualification = text("qualification", most=300, required=False)
    document_number = owed(text("document_number", most=60, hint=_("Series and number of the diploma or certificate")))
    graduated_on = DayField(label=label("graduated_on"), help_text=_("The day on the document"))
    hours = forms.IntegerField(
        label=label("hours"), min_value=1, max_value=20_000, required=False, help_text=_("Of retraining and courses")
    )
    recognised_by = text("recognised_by", required=False, hint=_("Only for education in another country"))
    recognition_number = text("recognition_number", most=60, required=False)
    recognition_date = DayField(label=label("recognition_date"), required=False)

    def prepare(self) -> None:
        """Kinds of education and countries."""
        kinds = [(kind.value, EDUCATION[kind.value]) for kind in EducationKind]
        self.fields["kind"].choices = [("", _("Choose the education")), *kinds]  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", _("Choose a country")), *country_choices()]  # type: ignore[attr-defined]
        self.suggestions = diploma_names()


class TrainingForm(PersonnelForm):
    """Item 15: further education."""

    programme = text("programme", hint=_("Name of the cycle or course"))
    organisation_name = owed(text("institution"))
    hours = forms.IntegerField(label=label("hours"), min_value=1, max_value=20_000, required=False)
    credits = forms.IntegerField(label=label("credits"), min_value=1, max_value=1_000, required=False)
    specialty = forms.ChoiceField(label=label("specialty"), required=False)
    started_on = DayField(label=label("started_on"), required=False)
    completed_on = DayField(label=label("completed_on"))
    certificate_number = owed(text("certificate_number", most=60))

    def prepare(self) -> None:
        """The specialties."""
        self.fields["specialty"].choices = specialty_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it began; a volume is stated."""
        self.must_follow("started_on", "completed_on", _("It cannot end before it began"))
        return self.cleaned_data


class CertificateForm(PersonnelForm):
    """Item 14: a certificate that was issued before this register."""

    number = text("number", most=60, hint=_("As on the certificate"))
    specialty = forms.ChoiceField(label=label("specialty"), error_messages={"required": _("Choose the specialty")})
    level = forms.ChoiceField(label=label("level"), required=False)
    issued_on = DayField(label=label("issued_on"))
    valid_until = DayField(
        label=_("Last valid day"), required=False, help_text=_("Leave empty if the certificate is without limit")
    )

    def latest(self, name: str) -> date | None:
        """Certificates are valid for years."""
        return self.today + LONGEST if name == "valid_until" else self.today

    def prepare(self) -> None:
        """The specialties and the levels."""
        self.fields["specialty"].choices = specialty_choices()  # type: ignore[attr-defined]
        levels = [(level, level) for level in LEVELS]
        self.fields["level"].choices = [("", _("None stands on it")), *levels]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it was issued."""
        self.must_follow("issued_on", "valid_until", _("The certificate cannot end before it is issued"))
        return self.cleaned_data

    def clean_number(self) -> str:
        """Without spaces at the ends and doubled ones within."""
        number = " ".join(self.cleaned_data["number"].split())
        if not any(letter.isdigit() for letter in number):
            raise ValidationError(_("The number of a certificate has digits"), code="form")
        return number
