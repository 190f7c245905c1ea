"""Finding a person before entering one: one person stands in the register once."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tirkelim.portal.personnel.choices import country_choices
from tirkelim.portal.personnel.forms import PersonnelForm
from tirkelim.register.identifiers import BadIdentifier, check_iin

PASSPORT = re.compile(r"[A-Z0-9]{3,20}")
WRONG_IIN = {
    "control_digit": _(
        "A digit is wrong or two are swapped: the last digit of an IIN is calculated from the first eleven, "
        "and here it does not fit. Compare the number with the document"
    ),
    "date": _(
        "The first six digits of an IIN are the date of birth: year, month, day. There is no such date here. "
        "Compare the number with the document"
    ),
    "century": _(
        "The seventh digit of an IIN tells the century of birth and the sex. No living person can have this one. "
        "Compare the number with the document"
    ),
}


def checked_iin(typed: str, form: PersonnelForm) -> str:
    """The twelve digits. Raises ValidationError that says in plain words what does not fit."""
    number = "".join(typed.split())
    try:
        return check_iin(number, form.today, demo=settings.DEMO).number
    except BadIdentifier as bad:
        if bad.reason in WRONG_IIN:
            raise ValidationError(WRONG_IIN[bad.reason], code=bad.reason) from None
    if not (number.isascii() and number.isdigit()):
        raise ValidationError(_("An IIN has twelve digits and nothing else"), code="length")
    words = ngettext(
        "An IIN has twelve digits: there is %(count)d here",
        "An IIN has twelve digits: there are %(count)d here",
        len(number),
    )
    raise ValidationError(words % {"count": len(number)}, code="length")


class FindForm(PersonnelForm):
    """The number by which a person is found: an IIN, or a passport for those who have none."""

    by = forms.ChoiceField(
        label=_("By which number do you look?"),
        choices=[("iin", _("IIN")), ("passport", _("Passport: a foreigner without an IIN"))],
        widget=forms.RadioSelect,
        initial="iin",
    )
    iin = forms.CharField(label=_("IIN"), max_length=20, required=False, help_text=_("12 digits"))
    passport_country = forms.ChoiceField(label=_("Which country issued the passport?"), required=False)
    passport_number = forms.CharField(label=_("Number of the passport"), max_length=30, required=False)

    def prepare(self) -> None:
        """The countries."""
        self.fields["passport_country"].choices = [("", _("Choose a country")), *country_choices()]  # type: ignore[attr-defined]
        for name in ("iin", "passport_country", "passport_number"):
            self.fields[name].owed = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The number that was asked for, checked."""
        found = self.cleaned_data
        if found.get("by") == "iin":
            self._clean_iin(found.get("iin", ""))
        elif found.get("by") == "passport":
            self._clean_passport(found.get("passport_country", ""), found.get("passport_number", ""))
        return found

    def _clean_iin(self, typed: str) -> None:
        if not typed:
            self.add_error("iin", ValidationError(_("Write the IIN"), code="missing"))
            return
        try:
            self.cleaned_data["iin"] = checked_iin(typed, self)
        except ValidationError as bad:
            self.add_error("iin", bad)

    def _clean_passport(self, country: str, typed: str) -> None:
        number = "".join(typed.split()).upper()
        if not country and "passport_country" not in self.errors:
            self.add_error("passport_country", ValidationError(_("Choose the country"), code="missing"))
        if not PASSPORT.fullmatch(number):
            words = _("Write the number of the passport: Latin letters and digits")
            self.add_error("passport_number", ValidationError(words, code="form"))
        self.cleaned_data["passport"] = f"{country}:{number}"


class SurnameForm(PersonnelForm):
    """The surname of someone whom the register knows: it guards against a mistyped number and against curiosity."""

    surname = forms.CharField(
        label=_("Surname of the worker"),
        max_length=120,
        help_text=_("As in the identity document, in any alphabet"),
        error_messages={"required": _("Write the surname")},
    )


class GateForm(PersonnelForm):
    """Whether something is entered now."""

    choices: tuple[tuple[str, Any], ...] = ()
    now = forms.ChoiceField(widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The answers of the section."""
        self.fields["now"].choices = self.choices  # type: ignore[attr-defined]
        self.fields["now"].label = self.question

    question: Any = ""


class EducationGate(GateForm):
    """Item 11 now or later."""

    question = _("Do you have an education document at hand?")
    choices = (("now", _("Yes, I enter it now")), ("later", _("No, I enter it later")))


class CertificateGate(GateForm):
    """Item 14, if there is any."""

    question = _("Does the worker hold a specialist certificate?")
    choices = (("now", _("Yes, I enter it now")), ("none", _("No")), ("later", _("Yes, I enter it later")))


class TrainingGate(GateForm):
    """Item 15, or an explicit none (reading R2)."""

    question = _("Has the worker taken further education?")
    choices = (
        ("now", _("Yes, I enter it now")),
        ("none", _("No: there is no further education to enter")),
        ("later", _("I enter it later")),
    )
