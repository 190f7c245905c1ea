"""The forms of the licence register: what is searched for, and the question whether something may be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.portal.choices import Choice, language, region_choices, specialty_choices
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.register.licence_search import LicenceQuery, Validity, is_identifier
from tirkelim.register.names import search_words

VALIDITIES = (
    (Validity.VALID.value, pgettext_lazy("licences", "Valid")),
    (Validity.SUSPENDED.value, pgettext_lazy("licences", "Suspended")),
    (Validity.ENDED.value, pgettext_lazy("licences", "Ended or withdrawn")),
)
IDENTIFIER = 12
LONGEST = 200
EARLIEST, LATEST = date(1995, 1, 1), date(2100, 12, 31)
ANY = pgettext_lazy("filter", "Any")


def subtype_choices() -> list[Choice]:
    """The subtypes in the order of the list, each with its code."""
    return [(code, f"{code}. {row.name(language())}") for code, row in claimable().items()]


class SearchForm(PortalForm):
    """Whom or what is looked for."""

    words = forms.CharField(
        label=_("Name, BIN or IIN of the holder, or number of the licence"),
        help_text=_("For example, “Polyclinic 5”. Of names, the beginnings of words are enough."),
        max_length=LONGEST,
        required=False,
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    subtype = forms.ChoiceField(label=_("Subtype of medical activity"), required=False)
    specialty = forms.ChoiceField(label=_("Specialty"), required=False)
    validity = forms.ChoiceField(
        label=pgettext_lazy("licences", "Validity"), choices=(("", ANY), *VALIDITIES), required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The first line of each list asks to choose; here nothing need be chosen.
        offered: dict[str, Sequence[Any]] = {
            "region": region_choices(today)[1:],
            "subtype": subtype_choices(),
            "specialty": specialty_choices()[1:],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [("", ANY), *choices]  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        """Words of a name, or a number that can be one."""
        text: str = self.cleaned_data["words"]
        digits = "".join(text.split())
        if digits.isascii() and digits.isdigit() and len(digits) == IDENTIFIER and not is_identifier(digits):
            raise ValidationError(
                _("Check the number: a BIN or IIN has 12 digits, and one of these is wrong"), "number"
            )
        if text and not search_words(text):
            raise ValidationError(_("Write a word of the name, or a number"), "no_word")
        return text

    def clean(self) -> dict[str, Any]:
        """Something has to be asked for."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(found.values()):
            raise ValidationError(_("Write whom you look for, or choose a region or a subtype"), "nothing")
        return found

    def query(self) -> LicenceQuery:
        """What the form asks."""
        given = self.cleaned_data
        validity = Validity(given["validity"]) if given["validity"] else None
        return LicenceQuery(given["words"], given["region"], given["subtype"], given["specialty"], validity)


class DayForm(PortalForm):
    """The day on which the licence is looked at."""

    on = DayField(label=_("Show the licence as of"), earliest=EARLIEST, latest=LATEST)


class MayForm(PortalForm):
    """The question: where, what, when."""

    base = forms.ChoiceField(label=pgettext_lazy("licence", "Where?"), required=False)
    place = forms.CharField(
        label=_("Or words of the address"),
        help_text=_("For example, the street and the house, if the place is not in the list above."),
        max_length=LONGEST,
        required=False,
    )
    subtype = forms.ChoiceField(label=pgettext_lazy("licence", "What?"))
    specialty = forms.ChoiceField(
        label=_("Specialty"), help_text=_("Only for subtypes that go by specialties."), required=False
    )
    on = DayField(label=pgettext_lazy("licence", "When?"), earliest=EARLIEST, latest=LATEST)

    def __init__(self, *args: Any, bases: list[Choice], named: list[Choice], **kwargs: Any) -> None:
        """``bases``: those of the licence with their addresses; ``named``: the subtypes that its annexes name."""
        super().__init__(*args, **kwargs)
        codes = {code for code, _name in named}
        others = [choice for choice in subtype_choices() if choice[0] not in codes]
        choices: dict[str, list[Any]] = {
            "base": [("", _("Another place")), *bases],
            "subtype": [("", "—"), (_("Named in the annexes"), named), (_("All others"), others)],
            "specialty": [("", "—"), *specialty_choices()[1:]],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A place has to be named, and a specialty where the subtype goes by specialties."""
        found: dict[str, Any] = super().clean() or {}
        if not found.get("base") and not search_words(found.get("place", "")):
            self.add_error("base", _("Choose a place, or write words of its address"))
        row = claimable().get(found.get("subtype", ""))
        if row is not None and row.by_specialty and not found.get("specialty"):
            self.add_error("specialty", _("Choose the specialty: this subtype goes by specialties"))
        if row is not None and not row.by_specialty:
            found["specialty"] = ""
        return found
