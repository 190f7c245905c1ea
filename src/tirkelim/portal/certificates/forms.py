"""Forms about certificates: finding one, the status on a day, withdrawal, restoration, a duplicate."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.certificates.words import GROUNDS, LANGUAGES, MISSING
from tirkelim.portal.forms import DayField, OptionWithHint, PortalForm
from tirkelim.register.public_check import LONGEST
from tirkelim.services.certificate.withdrawal import COURT_GROUNDS, Ground, Reference

EARLIEST = date(1990, 1, 1)
BODY, NUMBER = 120, 60


class NumberForm(PortalForm):
    """The number, as it stands on the document."""

    number = forms.CharField(
        label=_("Number of the certificate"),
        help_text=_("For example, KZ12ABC34567890. Spaces, dashes and small letters do no harm."),
        max_length=LONGEST,
        error_messages={"required": _("Write the number of the certificate")},
    )


class OnForm(PortalForm):
    """A day about which is asked."""

    on = DayField(label=_("On which day?"), earliest=EARLIEST)


class ActForm(PortalForm):
    """The act that something rests on, and the day from which it counts."""

    body = forms.CharField(
        label=_("Court or body"), help_text=_("Who issued the act, as it names itself"), max_length=BODY,
        required=False,
    )  # fmt: skip
    number = forms.CharField(label=_("Number of the act"), max_length=NUMBER, required=False)
    day = DayField(label=_("Date of the act"), earliest=EARLIEST, required=False)

    def __init__(self, *args: Any, issued_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("body", "number", "day"):  # whether they are owed depends on the ground
            self.fields[name].owed = True  # type: ignore[attr-defined]
        for name, earliest in (("day", EARLIEST), ("on", issued_on)):
            field = self.fields[name]
            field.earliest, field.latest = earliest, today  # type: ignore[attr-defined]

    def owe_reference(self) -> None:
        """Every part of the act has to be named."""
        for name in self.reference().missing():
            if name not in self.errors:
                self.add_error(name, ValidationError(str(MISSING[name]), code="missing"))

    def reference(self) -> Reference:
        """The act as it was named."""
        given = self.cleaned_data
        return Reference(given.get("body", ""), given.get("number", ""), given.get("day"))


class WithdrawForm(ActForm):
    """Ground, act and day of a withdrawal."""

    ground = forms.ChoiceField(
        label=_("On what ground?"),
        widget=forms.RadioSelect,
        choices=[(ground.value, OptionWithHint(*GROUNDS[ground])) for ground in Ground],
        error_messages={"required": _("Choose the ground of the withdrawal")},
    )
    on = DayField(
        label=_("From which day on is the certificate not valid?"),
        help_text=_("This day is the first without validity. Not before the issue and not in the future."),
    )

    def clean(self) -> dict[str, Any]:
        """Acts of courts are named whole."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("ground") in COURT_GROUNDS:
            self.owe_reference()
        return cleaned


class RestoreForm(ActForm):
    """The act that annulled a withdrawal, and the day."""

    on = DayField(
        label=_("From which day on is the certificate restored?"),
        help_text=_("Between the withdrawal and this day it stays not valid."),
    )

    def clean(self) -> dict[str, Any]:
        """What annulled the withdrawal is named whole."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.owe_reference()
        return cleaned


class DuplicateForm(PortalForm):
    """The language of a duplicate."""

    language = forms.ChoiceField(
        label=_("In which language?"), widget=forms.RadioSelect, choices=list(LANGUAGES.items()),
        error_messages={"required": _("Choose the language of the duplicate")},
    )  # fmt: skip
