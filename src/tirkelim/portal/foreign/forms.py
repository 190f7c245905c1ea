"""Who the foreign specialist is: by passport, since an IIN is not needed to apply (274/2020 annex 6)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tirkelim.documents.payload import LONGEST_NAME
from tirkelim.portal.forms import DayField
from tirkelim.portal.personnel.choices import country_choices
from tirkelim.portal.personnel.find_forms import PASSPORT
from tirkelim.portal.personnel.forms import PersonnelForm, is_name
from tirkelim.portal.personnel.vocabulary import SEX, label
from tirkelim.register.models import NAME

STATELESS = "XXA"
NAMES = ("surname_latin", "given_latin", "surname_kk", "given_kk", "patronymic_kk")


class SpecialistForm(PersonnelForm):
    """The specialist as the passport has them, and the telephone to which codes are sent."""

    passport_country = forms.ChoiceField(label=_("Which country issued the passport?"))
    passport_number = forms.CharField(label=_("Number of the passport"), max_length=30)
    surname_latin = forms.CharField(
        label=_("Surname in Latin letters"), max_length=NAME, help_text=_("As in the passport")
    )
    given_latin = forms.CharField(label=_("Given names in Latin letters"), max_length=NAME)
    surname_kk = forms.CharField(
        label=_("Surname in Kazakh letters"),
        max_length=NAME,
        required=False,
        help_text=_("If the specialist has a document with it"),
    )
    given_kk = forms.CharField(label=_("Given name in Kazakh letters"), max_length=NAME, required=False)
    patronymic_kk = forms.CharField(label=_("Patronymic in Kazakh letters"), max_length=NAME, required=False)
    sex = forms.ChoiceField(label=label("sex"), choices=list(SEX.items()), widget=forms.RadioSelect)
    birth_date = DayField(label=label("birth_date"))
    citizenship = forms.ChoiceField(label=label("citizenship"))
    mobile = forms.CharField(
        label=_("The specialist's own mobile telephone"),
        max_length=20,
        help_text=_("A number of Kazakhstan, registered for the specialist: the code of consent is sent to it"),
    )

    def prepare(self) -> None:
        """Countries in the page's language."""
        abroad = [row for row in country_choices() if row[0] != "KAZ"]
        choose = ("", _("Choose a country"))
        self.fields["passport_country"].choices = [choose, *abroad]  # type: ignore[attr-defined]
        self.fields["citizenship"].choices = [choose, *abroad, (STATELESS, _("Without citizenship"))]  # type: ignore[attr-defined]

    def clean_passport_number(self) -> str:
        """Latin letters and digits."""
        number = "".join(self.cleaned_data["passport_number"].split()).upper()
        if not PASSPORT.fullmatch(number):
            raise ValidationError(_("Write the number of the passport: Latin letters and digits"), code="form")
        return number

    def clean_mobile(self) -> str:
        """The number as the register holds it: +7 and ten digits."""
        digits = "".join(letter for letter in self.cleaned_data["mobile"] if letter.isdigit())
        if len(digits) == 11 and digits[0] in "78":
            digits = digits[1:]
        if len(digits) != 10:
            raise ValidationError(_("Write a number of Kazakhstan with ten digits after +7"), code="form")
        return f"+7{digits}"

    def clean(self) -> dict[str, Any]:
        """Names are letters and fit on a document; a Kazakh spelling is whole or absent."""
        found = self.cleaned_data
        for name in [name for name in NAMES if not is_name(found.get(name, ""))]:
            self.add_error(name, ValidationError(_("Write letters: spaces, hyphens and apostrophes may part them")))
        for first in ("surname_latin", "surname_kk"):
            script = first.rpartition("_")[2]
            if len(" ".join(found.get(name, "") for name in NAMES if name.endswith(script))) > LONGEST_NAME:
                words = _("The whole name has more than %(most)d characters and fits on no document")
                self.add_error(first, ValidationError(words, params={"most": LONGEST_NAME}))
        if bool(found.get("surname_kk")) != bool(found.get("given_kk")):
            empty = "given_kk" if found.get("surname_kk") else "surname_kk"
            self.add_error(empty, ValidationError(_("Write the surname and the given name"), code="missing"))
        return found

    @property
    def passport(self) -> str:
        """The passport as the register identifies a person by it."""
        return f"{self.cleaned_data['passport_country']}:{self.cleaned_data['passport_number']}"

    def person(self) -> dict[str, Any]:
        """The answers as facts of the register: what was left empty is not known."""
        names = (*NAMES, "sex", "birth_date", "citizenship", "mobile")
        return {name: self.cleaned_data[name] or None for name in names}
