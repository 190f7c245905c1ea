"""The questions of an application for a licence, one form a screen. They ask; what an answer means is for the law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from tirkelim.law.order_59_licence.subtypes import SubtypeName, claimable
from tirkelim.portal.applicant.forms import EXAMPLE_DAY, AnswerForm, one_of, text, yes_no
from tirkelim.portal.choices import language, region_choices, specialty_choices
from tirkelim.portal.forms import DayField, OptionWithHint, PortalForm, anchor, use_plain_words
from tirkelim.portal.licences.words import PLAIN_SUBTYPES, REASON_WORDS, TITLE_WORDS
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.licence.answers import REASONS

ACTION = "action"
"""Under this name a form that depends on it finds what the application asks for among what was typed."""
FIRST_YEAR = 1940


def long_text(label: Any, **how: Any) -> forms.CharField:
    """A text of several lines, as long as one of a single line."""
    return forms.CharField(label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 4}), **how)


def region(label: Any, help_text: Any = "", **how: Any) -> forms.ChoiceField:
    """A choice among the regions; they are filled in by ``fill_regions``."""
    return forms.ChoiceField(
        label=label, help_text=help_text, error_messages={"required": _("Choose the region")}, **how
    )


def fill_regions(form: AnswerForm, name: str = "kato") -> None:
    """The regions of the day."""
    field: Any = form.fields[name]
    field.choices = region_choices(form.around.today)


def telephone_number(label: Any, help_text: Any = "") -> forms.CharField:
    """A telephone number as people write it: digits enough to be called, and nothing but what stands between them."""
    return text(label, help_text=help_text, validators=[_can_be_called])


def _can_be_called(typed: str) -> None:
    if not re.fullmatch(r"\+?[\d\s()–.-]+", typed) or not 6 <= sum(one.isdigit() for one in typed) <= 15:
        words = _("Write the telephone in digits with its code, for example +7 701 123 45 67")
        raise ValidationError(words, code="no_telephone")


# --- the applicant ---------------------------------------------------------------------------------------------------


class HolderForm(AnswerForm):
    """Where the applicant is and how to reach them."""

    kato = region(_("Region of the applicant's address"))
    address = text(_("Address of the applicant"), help_text=_("Of an organisation: its seat. Town, street, house"))
    telephone = telephone_number(_("Contact telephone"), _("The inspector's visit is told to this number as well"))
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)

    def prepare(self) -> None:
        """The regions of today."""
        fill_regions(self)


class GraduationForm(AnswerForm):
    """When an individual graduated: by that year the diploma is asked for or not."""

    graduation_year = forms.IntegerField(
        label=_("In which year did you graduate?"),
        min_value=FIRST_YEAR,
        help_text=_("By the year it is known whether the diploma has to be attached. For example, 2012"),
    )
    institution = text(_("Institution"), required=False)
    diploma_number = text(_("Series and number of the diploma"), required=False)

    def clean_graduation_year(self) -> int:
        """Nobody has graduated in a year to come."""
        year: int = self.cleaned_data["graduation_year"]
        if year > self.around.today.year:
            raise ValidationError(_("This year has not come yet. Check it"), code="in_the_future")
        return year


class RetrainingForm(AnswerForm):
    """Whether the applicant works by retraining (reading L4)."""

    works_by_retraining = yes_no(
        _("Do you work in a specialty for which you were retrained?"),
        _("Then the certificate of retraining is asked for"),
    )


# --- what changed, what was lost -------------------------------------------------------------------------------------


class ReasonForm(AnswerForm):
    """Why the licence or annex is re-issued (reading L11)."""

    reason = one_of(_("Why is it re-issued?"), [])

    def prepare(self) -> None:
        """The reasons for which the licence, or an annex, is re-issued."""
        field: Any = self.fields["reason"]
        asked = str(self.around.typed.get(ACTION, ""))
        known = next((reasons for action, reasons in REASONS.items() if action.value == asked), ())
        field.choices = [(one.value, OptionWithHint(*REASON_WORDS[one])) for one in known]


class ChangeForm(AnswerForm):
    """When it changed, and by which document."""

    changed_on = DayField(label=_("On which day did it change?"), help_text=EXAMPLE_DAY)
    document = text(
        _("Document on the change: what it is, its number and day"),
        help_text=_("For example, the certificate of re-registration or the decision to rename the street"),
    )


class NewAddressForm(AnswerForm):
    """The new address, where the address is what changed."""

    kato = region(_("Region of the new address"))
    address = text(_("New address"), help_text=_("Town, street, house, as it is to stand in the document"))

    def prepare(self) -> None:
        """The regions of today."""
        fill_regions(self)


class LossForm(AnswerForm):
    """How the paper original was lost or spoilt."""

    noticed_on = DayField(label=_("When did you notice it?"), help_text=EXAMPLE_DAY)
    circumstances = long_text(_("How was it lost or damaged?"))


# --- a production base -----------------------------------------------------------------------------------------------


class PlaceForm(AnswerForm):
    """Where a base is."""

    kato = region(
        _("In which region is the base?"), _("All bases of one application lie in one region: its department decides.")
    )
    address = text(_("Address of the base"), help_text=_("Town, street, house, floor or rooms"))
    name = text(_("What do you call it?"), required=False, help_text=_("For example, the name of the branch"))

    def prepare(self) -> None:
        """The regions of today."""
        fill_regions(self)


class PremisesForm(AnswerForm):
    """By what right the premises are used (row 8(1))."""

    title = one_of(_("By what right do you use the premises?"), list(TITLE_WORDS.items()))
    title_number = text(_("Number of the contract or other document"), required=False)
    title_on = DayField(label=_("Day of the document"), required=False)
    cadastral_number = text(
        _("Cadastral number"),
        required=False,
        help_text=_("With it the register of real estate is asked; what it confirms need not be attached."),
    )


class ContactForm(AnswerForm):
    """Whom the inspector meets at the base."""

    contact = text(_("Whom does the inspector meet at the base?"), help_text=_("Surname, name, position"))
    telephone = telephone_number(_("Telephone of this person"))


class SubtypeOption(OptionWithHint):
    """A subtype with plain words beneath; the group before the first of several."""


class SubtypesForm(PortalForm):
    """Which subtypes of medical activity are practised at a base."""

    subtypes = forms.MultipleChoiceField(
        label=_("What will be done at this base?"),
        help_text=_(
            "Choose every subtype of medical activity. The list is reference data: it has not been compared with the "
            "official one."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one subtype of medical activity")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["subtypes"]
        field.choices = [(row.code, _option(row)) for row in claimable().values()]


def _option(row: SubtypeName) -> OptionWithHint:
    name = row.name(language())
    return SubtypeOption(f"{row.code}. {name[:1].upper()}{name[1:]}", PLAIN_SUBTYPES.get(row.code, ""))


class SpecialtyForm(PortalForm):
    """One specialty of a subtype that goes by specialties."""

    specialty = forms.ChoiceField(
        label=_("Specialty"),
        help_text=_("Open the list and type the first letters."),
        error_messages={"required": _("Choose the specialty")},
    )

    def __init__(self, *args: Any, taken: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._taken = frozenset(taken)
        field: Any = self.fields["specialty"]
        field.choices = specialty_choices()

    def clean_specialty(self) -> str:
        """A specialty is named once."""
        code: str = self.cleaned_data["specialty"]
        if code in self._taken:
            name = specialty_name(code, language())
            raise ValidationError(_("“%(name)s” is in the list already") % {"name": name}, code="twice")
        return code


class MoreForm(PortalForm):
    """Whether another entry follows."""

    more = yes_no(_("Do you want to add another?"))

    def __init__(self, *args: Any, question: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question:
            self.fields["more"].label = question


# --- the information form --------------------------------------------------------------------------------------------


class LinesForm(PortalForm):
    """Lines of the information form, each with whether it is met and how. ``texts``: the lines in their order."""

    def __init__(self, *args: Any, texts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, words in enumerate(texts):
            self.fields[f"meets_{number}"] = yes_no(words, error_messages={"required": _("Answer with yes or no")})
            self.fields[f"note_{number}"] = forms.CharField(
                label=_("How is it met, or what is lacking?"), max_length=500, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        self.general = {name: use_plain_words(field) for name, field in self.fields.items()}

    def lines(self) -> list[tuple[int, BoundField, BoundField]]:
        """Each line with its number from 1 on: the question, and the box for how."""
        return [(one + 1, self[f"meets_{one}"], self[f"note_{one}"]) for one in range(len(self.fields) // 2)]

    def summary(self) -> list[tuple[str, str]]:
        """With the number of the line before each error: the text of a line is too long for a list."""
        found = []
        for number, *boxes in self.lines():
            for bound in boxes:
                words = _("Line %(number)s: %(words)s")
                found += [(anchor(bound), words % {"number": number, "words": str(one)}) for one in bound.errors]
        return found


# --- sending ---------------------------------------------------------------------------------------------------------


class SendForm(PortalForm):
    """Consent (row 9(8)) and the statement of truth, with which the application is signed."""

    consent = forms.BooleanField(
        label=_("I agree that personal data of restricted access are used as far as the licence needs them"),
        error_messages={"required": _("Agree to it: without consent the licence is refused (ground 8)")},
    )
    true = forms.BooleanField(
        label=_("I confirm that the data and documents given are true"),
        error_messages={"required": _("Confirm that the data are true")},
    )


def plain_day(value: object) -> object:
    """A date as JSON keeps it; anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value
