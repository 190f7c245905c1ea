"""Forms of the room. Rules of the law are not repeated here: the check before sending shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.portal.choices import alphabetical, language, region_choices
from tirkelim.portal.forms import DayField, EvidenceField, OptionWithHint, PortalForm
from tirkelim.portal.personnel.find_forms import checked_iin
from tirkelim.portal.personnel.forms import PersonnelForm, is_name
from tirkelim.portal.residency.words import WORDS, document_words
from tirkelim.register.identifiers import parse_bin
from tirkelim.register.models import NAME, Organisation
from tirkelim.services.placement.officer import Word
from tirkelim.services.placement.request import DOCUMENTS

LONGEST_REFERENCE, LONGEST_REASON = 300, 500
NOTHING_MORE = "nothing_more"
"""The choice of a refusal that rests on what is not met alone."""
LONGEST_TRAINING = timedelta(days=3653)
"""Ten years: longer than any residency, so a slip in a year."""


def residency_choices(first: Any) -> list[tuple[str, Any]]:
    """The specialties of residency in alphabetical order, after a first line."""
    lang = language()
    rows = [(row.code, row.names[lang]) for row in specialties().values() if row.education == "residency"]
    return [("", first), *sorted(rows, key=lambda row: alphabetical(row[1]))]


class DaysForm(PortalForm):
    """Something that holds from a first day to a last one."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("Leave it empty where there is no end."), required=False)

    def days(self) -> dict[str, Any]:
        """The first day, and the first day after the last one."""
        last = self.cleaned_data["last_day"]
        after = None if last is None else last + timedelta(days=1)
        return {"valid_from": self.cleaned_data["first_day"], "valid_to": after}


class ReasonForm(PortalForm):
    """Why something recorded is changed."""

    reason = forms.CharField(
        label=_("Why is it changed?"),
        help_text=_("It stays in the journal."),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Say why it is changed")},
    )


class SearchForm(PortalForm):
    """Which free places are looked for."""

    region = forms.ChoiceField(label=_("Region"), required=False)
    specialty = forms.ChoiceField(label=_("Specialty"), required=False)
    day = DayField(label=_("On which day?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = [("", _("All regions")), *region_choices(today)[1:]]
        self.fields["region"].choices = regions  # type: ignore[attr-defined]
        self.fields["specialty"].choices = residency_choices(_("All specialties"))  # type: ignore[attr-defined]


class ContractForm(DaysForm):
    """A contract with a base."""

    bin = forms.CharField(label=_("BIN of the base"), max_length=20, help_text=_("12 digits"))
    number = forms.CharField(label=_("Number of the contract"), max_length=60)
    signed_on = DayField(label=_("Signed on"))
    field_order = ("bin", "number", "signed_on", "first_day", "last_day")

    def clean_bin(self) -> UUID:
        """The organisation of the register with this BIN."""
        try:
            number = parse_bin("".join(self.cleaned_data["bin"].split())).number
        except ValueError:
            raise ValidationError(_("Check the BIN: a digit is wrong or missing"), code="form") from None
        found = Organisation.objects.filter(bin=number).first()
        if found is None:
            raise ValidationError(_("The register has no organisation with this BIN"), code="unknown")
        return found.id


class ContractChangeForm(ReasonForm, DaysForm):
    """A contract corrected or ended."""

    number = forms.CharField(label=_("Number of the contract"), max_length=60)
    signed_on = DayField(label=_("Signed on"))
    field_order = ("number", "signed_on", "first_day", "last_day", "reason")


class PlacesForm(DaysForm):
    """How many places a base has."""

    specialty = forms.ChoiceField(label=_("Specialty"))
    places = forms.IntegerField(label=_("How many resident doctors is there a place for?"), min_value=1, max_value=1000)
    field_order = ("specialty", "places", "first_day", "last_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["specialty"].choices = residency_choices(_("Choose a specialty"))  # type: ignore[attr-defined]


class PlacesChangeForm(ReasonForm, DaysForm):
    """The number of places corrected, or ended."""

    places = forms.IntegerField(label=_("How many resident doctors is there a place for?"), min_value=1, max_value=1000)
    field_order = ("places", "first_day", "last_day", "reason")


class ResidentForm(PersonnelForm):
    """Who the resident is: the number, and the surname that guards against a mistyped one."""

    iin = forms.CharField(label=_("IIN of the resident doctor"), max_length=20, help_text=_("12 digits"))
    surname = forms.CharField(
        label=_("Surname"), max_length=NAME, help_text=_("As in the identity document"),
        error_messages={"required": _("Write the surname")},
    )  # fmt: skip

    def clean_iin(self) -> str:
        """The twelve digits."""
        return checked_iin(self.cleaned_data["iin"], self)


class NewResidentForm(ResidentForm):
    """The same, and what the register needs of someone whom it does not know yet."""

    given = forms.CharField(label=_("Given name"), max_length=NAME)
    patronymic = forms.CharField(
        label=_("Patronymic"), max_length=NAME, required=False, help_text=_("Leave empty if there is none")
    )
    birth_date = DayField(label=_("Date of birth"))

    def clean(self) -> dict[str, Any]:
        """Names are letters."""
        for name in ("surname", "given", "patronymic"):
            if not is_name(self.cleaned_data.get(name, "")):
                self.add_error(name, ValidationError(_("Write letters: spaces, hyphens and apostrophes may part them")))
        return self.cleaned_data


class TrainingForm(PortalForm):
    """The training at the base."""

    specialty = forms.ChoiceField(label=_("Specialty of the residency"))
    starts_on = DayField(label=_("First day at the base"))
    ends_on = DayField(label=_("Last day at the base"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["specialty"].choices = residency_choices(_("Choose a specialty"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, has not passed, and lies no ten years after it."""
        found = self.cleaned_data
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ValidationError(_("The last day lies before the first"), code="order"))
        elif last and last < self.today:
            self.add_error("ends_on", ValidationError(_("The last day has passed: check the year"), code="passed"))
        elif first and last and last - first > LONGEST_TRAINING:
            self.add_error("ends_on", ValidationError(_("This is longer than ten years: check the years"), code="long"))
        return found


class BaseForm(PortalForm):
    """The base, among those that can take somebody."""

    base = forms.ChoiceField(
        label=_("At which base?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a base")}
    )

    def __init__(self, *args: Any, able: list[tuple[UUID, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(id), OptionWithHint(name, hint)) for id, name, hint in able]
        self.fields["base"].choices = rows  # type: ignore[attr-defined]


class PapersForm(PortalForm):
    """The recommendation, and where the base is a scientific clinic the contract with the resident."""

    recommendation_number = forms.CharField(label=_("Number of the recommendation"), max_length=60)
    recommendation_on = DayField(label=_("Day of the recommendation"))
    training_contract_number = forms.CharField(label=_("Number of the training contract"), max_length=60)
    training_contract_on = DayField(label=_("Day of the training contract"))

    def __init__(self, *args: Any, today: date, with_contract: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_contract:
            del self.fields["training_contract_number"], self.fields["training_contract_on"]
        for name in ("recommendation_on", "training_contract_on"):
            if name in self.fields:
                self.fields[name].latest = today  # type: ignore[attr-defined]


class AttachForm(PortalForm):
    """A file and its language."""

    file = EvidenceField(label=_("File"), help_text=_("PDF, JPEG or PNG, up to 10 MB"))
    language = forms.ChoiceField(
        label=_("In which language is the document?"),
        choices=[("kk", _("In Kazakh")), ("ru", _("In Russian")), ("en", _("In English"))],
        widget=forms.RadioSelect,
        initial="kk",
    )


class AgreeForm(PortalForm):
    """The ministry agrees."""

    reference = forms.CharField(
        label=_("Number and day of the agreement"),
        help_text=_("It is kept with the placement."),
        max_length=LONGEST_REFERENCE,
        error_messages={"required": _("Write the number and day of the agreement")},
    )


class RefuseForm(PortalForm):
    """The ministry does not agree. Where requirements are not met these are reason enough."""

    word = forms.ChoiceField(label=_("What does the ministry say?"), widget=forms.RadioSelect, required=False)
    reference = forms.CharField(
        label=_("Why does the ministry not agree?"),
        help_text=_("The reason, and the document it rests on. The school reads it."),
        max_length=LONGEST_REFERENCE,
        error_messages={"required": _("Say why the ministry does not agree")},
    )

    def __init__(self, *args: Any, has_grounds: bool, words: Iterable[Word], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(one.value, WORDS[one]) for one in words if one is not Word.AGREED]
        nothing = [(NOTHING_MORE, _("Nothing more: what is not met is reason enough"))] if has_grounds else []
        self.fields["word"].choices = [*nothing, *own]  # type: ignore[attr-defined]
        self.fields["word"].initial = NOTHING_MORE if has_grounds else Word.NOT_AGREED.value
        if has_grounds:
            self.fields["reference"].required = False
            self.fields["reference"].label = _("A reason of the ministry's own")

    def clean_word(self) -> str:
        """The word; "" where nothing is said beside what is not met."""
        word = str(self.cleaned_data["word"])
        return "" if word == NOTHING_MORE else word

    def clean(self) -> dict[str, Any]:
        """What is said beside the unmet requirements has its reason."""
        said = self.cleaned_data
        if said.get("word") and not str(said.get("reference", "")).strip() and "reference" not in self.errors:
            self.add_error("reference", ValidationError(_("Say why the ministry does not agree"), code="required"))
        return said


class AskForm(PortalForm):
    """What the ministry asks of the school."""

    documents = forms.MultipleChoiceField(
        label=_("Which documents do you need?"), widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    note = forms.CharField(
        label=_("What is it about?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].choices = [(one, document_words(one)) for one in DOCUMENTS]  # type: ignore[attr-defined]
