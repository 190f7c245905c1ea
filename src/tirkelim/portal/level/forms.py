"""The questions of a claim to a level. What an answer means is for the law."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tirkelim.law.order_283_cpd.levels import LevelName
from tirkelim.portal.desk.words import sentence, vocabulary
from tirkelim.portal.forms import EvidenceField, OptionWithHint, PortalForm
from tirkelim.portal.ledger.specialties import Choices
from tirkelim.services.cpd.ledger import is_specialisation
from tirkelim.services.level.offers import Offer

OTHER = "other"


class SpecialtyForm(PortalForm):
    """In which specialty; of a specialisation also its main specialty."""

    specialty = forms.ChoiceField(
        label=_("In which specialty or specialisation do you ask for a level?"),
        help_text=_("Your own specialties stand first."),
    )
    main_specialty = forms.ChoiceField(
        label=_("For a specialisation: which is your main specialty?"),
        help_text=_("A level in a specialisation is given within the main specialty. Otherwise leave it empty."),
        required=False,
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A specialisation names its main specialty, which is none itself; of a specialty it is dropped."""
        found = self.cleaned_data
        code, main = found.get("specialty", ""), found.get("main_specialty") or None
        if not is_specialisation(code):
            return {**found, "main_specialty": None}
        if main is None:
            self.add_error("main_specialty", ValidationError(_("Choose the main specialty"), code="main"))
        elif is_specialisation(main):
            words = _("This is a specialisation itself. Choose the specialty in which you were trained first")
            self.add_error("main_specialty", ValidationError(words, code="main"))
        return found


class LevelForm(PortalForm):
    """Which level: one of those that the record suggests, or any other."""

    level = forms.ChoiceField(label=_("Which level do you ask for?"), widget=forms.RadioSelect)
    other = forms.ChoiceField(
        label=_("Another level"),
        help_text=_("Only if you chose “Another level” above."),
        choices=[("", _("Choose a level")), *((name.value, name.value) for name in LevelName)],
        required=False,
    )

    def __init__(self, *args: Any, offers: tuple[Offer, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (offer.level.value, OptionWithHint(offer.level.value, sentence(vocabulary(f"level.route.{offer.route}"))))
            for offer in offers
        ]
        field: Any = self.fields["level"]
        field.choices = [*offered, (OTHER, _("Another level"))]

    def clean(self) -> dict[str, Any]:
        """Another level is named."""
        found = self.cleaned_data
        if found.get("level") == OTHER and not found.get("other"):
            self.add_error("other", ValidationError(_("Choose the level"), code="required"))
        return found

    def chosen(self) -> str:
        """The level that was meant."""
        found = self.cleaned_data
        return str(found["other"] if found["level"] == OTHER else found["level"])


class ReportForm(PortalForm):
    """The report on professional activity, signed by the head of the unit."""

    file = EvidenceField(label=_("The report"), help_text=_("PDF, JPEG or PNG, up to 10 MB"))
    signed = forms.BooleanField(
        label=_("The head of my unit has signed the report"),
        error_messages={"required": _("The report counts only with the signature of the head of the unit")},
    )


class StatementForm(PortalForm):
    """The statement of truth."""

    true = forms.BooleanField(
        label=_("My data are true, and I agree that the department reads them in the register."),
        error_messages={"required": _("Confirm that your data are true.")},
    )
