"""The forms of the room: what happens to a licence, and a licence that was given earlier, annex by annex."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.choices import region_choices, specialty_choices
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.licence_office.words import PROBLEMS
from tirkelim.portal.licence_register.forms import subtype_choices
from tirkelim.portal.licence_register.grounds import ground_words
from tirkelim.register.commands.licence_events import GROUNDS, LONGEST_NOTE, LONGEST_REFERENCE
from tirkelim.register.commands.licence_import import wrong_subtypes
from tirkelim.register.commands.licences import Claimed
from tirkelim.register.licence_search import is_identifier
from tirkelim.register.models import LicenceEventKind

ON_PAPER, ELECTRONIC = "paper", "electronic"


class TurnForm(PortalForm):
    """On which ground, by which document, from which day; of a suspension, until when."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("The act or document that it rests on"),
        help_text=_("What it is, who gave it, its number and date"),
        max_length=LONGEST_REFERENCE,
    )
    on = DayField(label=_("From which day?"))
    until = DayField(
        label=_("Last day of the suspension"),
        help_text=_("Leave it empty where it lasts until it is resumed"),
        required=False,
    )
    note = forms.CharField(
        label=_("Note for the department"),
        help_text=_("It stands in the history here and is not public."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, kind: LicenceEventKind, issued_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["ground"].choices = [(ground.value, ground_words(ground)) for ground in GROUNDS[kind]]
        fields["on"].earliest, fields["on"].latest = issued_on, today
        if kind is not LicenceEventKind.SUSPENDED:
            del fields["until"]

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("on"), found.get("until")
        if first and last and last < first:
            self.add_error("until", ValidationError(str(PROBLEMS["before_start"]), code="before_start"))
        return found


class LicenceForm(PortalForm):
    """The licence itself."""

    holder = forms.CharField(
        label=_("BIN or IIN of the holder"),
        help_text=_("12 digits. The holder has to be in the register."),
        max_length=20,
    )
    number = forms.CharField(
        label=_("Number of the licence"),
        help_text=_("Eight digits, or KZ and what follows it, as on the document"),
        max_length=60,
    )
    issued_on = DayField(label=_("Issued on"))
    office = forms.ChoiceField(label=_("Region of the department that keeps it"))
    original = forms.ChoiceField(
        label=_("How was it given?"),
        choices=[(ON_PAPER, _("On paper")), (ELECTRONIC, _("Electronically"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, today: date, offices: frozenset[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["issued_on"].latest = today
        rows = region_choices(today)
        fields["office"].choices = [row for row in rows if not row[0] or offices is None or row[0] in offices]

    def clean_holder(self) -> str:
        """Twelve digits that can be a BIN or an IIN."""
        digits = "".join(str(self.cleaned_data["holder"]).split())
        if not is_identifier(digits):
            raise ValidationError(
                _("Check the number: a BIN or IIN has 12 digits, and one of these is wrong"), "number"
            )
        return digits


class AnnexForm(PortalForm):
    """One annex, but for its subtypes."""

    number = forms.CharField(label=_("Number of the annex"), help_text=_("For example, 001"), max_length=3)
    issued_on = DayField(label=_("Issued on"))
    kato = forms.ChoiceField(label=_("Region of the production base"))
    address = forms.CharField(label=_("Address of the production base"), max_length=500)
    name = forms.CharField(label=_("Name of the base, if it has one"), max_length=500, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["issued_on"].latest = today
        fields["kato"].choices = region_choices(today)


class SubtypeForm(PortalForm):
    """One subtype of an annex."""

    code = forms.ChoiceField(label=_("Subtype of medical activity"))
    specialty = forms.ChoiceField(
        label=_("Specialty"),
        help_text=_("Only for subtypes that go by specialties."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["code"].choices = [("", "—"), *subtype_choices()]
        fields["specialty"].choices = [("", "—"), *specialty_choices()[1:]]

    def clean(self) -> dict[str, Any]:
        """With a specialty where the subtype goes by specialties, else without."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("code"):
            reason = wrong_subtypes((Claimed(found["code"], found.get("specialty", "")),))
            if reason:
                self.add_error("specialty", ValidationError(str(PROBLEMS[reason]), code=reason))
        return found
