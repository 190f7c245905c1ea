"""The facts of a person that are asked on the pages: items 2-10 of 253/2020 p.8. Rules are not repeated here."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.documents.payload import LONGEST_NAME
from tirkelim.portal.choices import region_choices
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.portal.personnel.choices import country_choices
from tirkelim.portal.personnel.vocabulary import DOCUMENTS, SEX, label
from tirkelim.register.identifiers import BadIdentifier, check_iin, fits_birth_date
from tirkelim.register.models import NAME, TEXT

EARLIEST = date(1900, 1, 1)
NAMES = ("surname_kk", "given_kk", "patronymic_kk", "surname_ru", "given_ru", "patronymic_ru", "surname_latin",
         "given_latin")  # fmt: skip
PATRONYMICS = ("patronymic_kk", "patronymic_ru")
BETWEEN_LETTERS = frozenset(" -‐.'’ʼ`")


def owed(field: forms.Field) -> forms.Field:
    """A field that may stay empty now although the law asks for it: it is not called optional."""
    field.required = False
    field.owed = True  # type: ignore[attr-defined]
    return field


def text(name: str, *, most: int = TEXT, hint: Any = "", **how: Any) -> forms.CharField:
    """A line of text with the label of the field."""
    return forms.CharField(label=label(name), max_length=most, help_text=hint, **how)


WIDTHS = {
    "document_number": 20, "order_number": 10, "leave_order_number": 10, "hours": 4, "credits": 4, "mobile": 20,
    "number": 20, "certificate_number": 20, "recognition_number": 20, "iin": 20, "passport_number": 20,
}  # fmt: skip
LISTS = {"position_words": "positions"}
"""Fields for which the browser offers what it knows, and the id of the list."""


class PersonnelForm(PortalForm):
    """A form of the room. `today` limits dates; `initial` is what the register holds."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, field in self.fields.items():
            field.width, field.list_id = WIDTHS.get(name, 30), LISTS.get(name)  # type: ignore[attr-defined]
            if isinstance(field, DayField):
                field.earliest = field.earliest or EARLIEST
                field.latest = field.latest or self.latest(name)
        self.prepare()

    def latest(self, name: str) -> date | None:
        """The last day that a date field takes; today unless a form says otherwise."""
        return self.today

    def prepare(self) -> None:
        """Fill in what depends on the language or the day."""

    def must_follow(self, first: str, second: str, words: Any) -> None:
        """The second date is not before the first, as far as both are given."""
        earlier, later = self.cleaned_data.get(first), self.cleaned_data.get(second)
        if earlier and later and later < earlier:
            self.add_error(second, ValidationError(words, code="order"))

    def facts(self) -> dict[str, Any]:
        """The answers as fields of the register: what was left empty is not known."""
        return {name: value if value not in ("", None) else None for name, value in self.cleaned_data.items()}


def is_name(text: str) -> bool:
    """Whether this can be a name, as far as its signs tell: letters of any script, and what parts them. "" can."""
    letters = [sign for sign in text if sign not in BETWEEN_LETTERS]
    return (not text or bool(letters)) and all(unicodedata.category(sign)[0] in "LM" for sign in letters)


class NameForm(PersonnelForm):
    """Item 2: the name in its spellings; one of them is enough."""

    surname_kk = owed(text("surname_kk", most=NAME, hint=_("As in the identity document")))
    given_kk = owed(text("given_kk", most=NAME))
    patronymic_kk = text("patronymic_kk", most=NAME, hint=_("Leave empty if there is none"), required=False)
    surname_ru = text("surname_ru", most=NAME, required=False)
    given_ru = text("given_ru", most=NAME, required=False)
    patronymic_ru = text("patronymic_ru", most=NAME, required=False)
    surname_latin = text("surname_latin", most=NAME, required=False)
    given_latin = text("given_latin", most=NAME, required=False)

    def clean(self) -> dict[str, Any]:
        """A surname and a given name, together in one spelling; letters, and no more than a document can hold."""
        found = self.cleaned_data
        for name in [name for name in NAMES if not is_name(found.get(name, ""))]:
            self.add_error(name, ValidationError(_("Write letters: spaces, hyphens and apostrophes may part them")))
        for spelling in ("kk", "ru", "latin"):
            whole = " ".join(found.get(name, "") for name in NAMES if name.endswith(f"_{spelling}"))
            if len(whole) > LONGEST_NAME:
                words = _("The whole name has more than %(most)d characters and fits on no document")
                self.add_error(f"surname_{spelling}", ValidationError(words, params={"most": LONGEST_NAME}))
        if not any(found.get(f"surname_{one}") and found.get(f"given_{one}") for one in ("kk", "ru", "latin")):
            first = "given_kk" if found.get("surname_kk") else "surname_kk"
            self.add_error(first, ValidationError(_("Write the surname and the given name"), code="missing"))
        return found

    def facts(self) -> dict[str, Any]:
        """A patronymic left empty beside a name is known not to exist."""
        facts = super().facts()
        for name in PATRONYMICS:
            if facts[name] is None and facts[name.replace("patronymic", "surname")]:
                facts[name] = ""
        return facts


class BirthForm(PersonnelForm):
    """Items 3-6: sex, date and place of birth, citizenship. `iin` is what they must agree with."""

    sex = forms.ChoiceField(label=label("sex"), choices=list(SEX.items()), widget=forms.RadioSelect)
    birth_date = DayField(label=label("birth_date"))
    birth_place = owed(text("birth_place", hint=_("Country, region, city or village, as in the document")))
    citizenship = owed(forms.ChoiceField(label=label("citizenship")))

    def __init__(self, *args: Any, iin: str = "", **kwargs: Any) -> None:
        self.iin = iin
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Countries in the page's language."""
        stateless = ("XXA", _("Without citizenship"))
        self.fields["citizenship"].choices = [("", _("Choose a country")), *country_choices(), stateless]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Date and sex as the IIN says them."""
        found = self.cleaned_data
        try:
            iin = check_iin(self.iin, self.today, demo=settings.DEMO) if self.iin else None
        except BadIdentifier:
            iin = None
        if iin is None:
            return found
        born, sex = found.get("birth_date"), found.get("sex")
        if born and not fits_birth_date(iin, born, demo=settings.DEMO):
            words = _("The IIN begins with another date of birth. Check the date and the IIN")
            self.add_error("birth_date", ValidationError(words, code="differs"))
        if sex and sex != ("male" if iin.male else "female"):
            words = _("The seventh digit of the IIN says otherwise. Check the answer and the IIN")
            self.add_error("sex", ValidationError(words, code="differs"))
        return found


class ResidenceForm(PersonnelForm):
    """Items 8-10 and the telephone."""

    residence_kato = owed(forms.ChoiceField(label=label("residence_kato")))
    residence = owed(text("residence", hint=_("City or village, street, house, flat")))
    registration_place = owed(text("registration_place", hint=_("The address in the state register of residence")))
    registration_date = owed(DayField(label=label("registration_date"), help_text=_("Since when registered there")))
    mobile = text("mobile", most=20, required=False, hint=_("For example, +7 701 123 45 67"))

    def prepare(self) -> None:
        """The regions of today."""
        self.fields["residence_kato"].choices = region_choices(self.today)  # type: ignore[attr-defined]

    def clean_mobile(self) -> str:
        """The number as the register holds it: +7 and ten digits."""
        typed = self.cleaned_data["mobile"]
        digits = "".join(letter for letter in typed if letter.isdigit())
        if not typed:
            return ""
        if len(digits) == 11 and digits[0] in "78":
            digits = digits[1:]
        if len(digits) != 10:
            raise ValidationError(_("Write a number of Kazakhstan with ten digits after +7"), code="form")
        return f"+7{digits}"


class DocumentForm(PersonnelForm):
    """Item 7: the identity document."""

    document_kind = owed(forms.ChoiceField(label=label("document_kind")))
    document_number = owed(text("document_number", most=40))
    document_issuer = owed(text("document_issuer"))
    document_issued_on = owed(DayField(label=label("document_issued_on")))
    document_expires_on = owed(DayField(label=label("document_expires_on")))

    def latest(self, name: str) -> date | None:
        """A document may be valid for long."""
        return date(2099, 12, 31) if name == "document_expires_on" else self.today

    def prepare(self) -> None:
        """Kinds of documents."""
        self.fields["document_kind"].choices = [("", _("Choose a document")), *DOCUMENTS.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Valid until a day after it was issued."""
        self.must_follow("document_issued_on", "document_expires_on", _("The document cannot end before it is issued"))
        return self.cleaned_data


GROUPS: dict[str, type[PersonnelForm]] = {
    "name": NameForm,
    "birth": BirthForm,
    "document": DocumentForm,
    "residence": ResidenceForm,
}
"""The facts of a person by the page on which they are asked or changed."""

TITLES = {
    "name": pgettext_lazy("person", "Name"),
    "birth": _("Birth and citizenship"),
    "document": _("Identity document"),
    "residence": _("Residence and registration"),
}


class ChangeForm(PersonnelForm):
    """Whether what stands in the register was wrong, or has changed from a day on."""

    how = forms.ChoiceField(
        label=_("Why do you change this?"),
        widget=forms.RadioSelect,
        choices=[("wrong", _("It was entered wrongly")), ("changed", _("It was right, but has changed"))],
        error_messages={"required": _("Say whether the entry was wrong or the fact has changed")},
    )
    changed_on = DayField(
        label=_("Since when is it so?"),
        help_text=_("Only if it has changed: for example, the day on the new document"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A change has a day; a mistake has none."""
        found = self.cleaned_data
        if found.get("how") == "changed" and "changed_on" not in self.errors and found.get("changed_on") is None:
            self.add_error("changed_on", ValidationError(_("Write since which day it is so"), code="missing"))
        return self.cleaned_data

    def day(self) -> date | None:
        """The day of the change, None for a mistake."""
        found: date | None = self.cleaned_data["changed_on"] if self.cleaned_data["how"] == "changed" else None
        return found
