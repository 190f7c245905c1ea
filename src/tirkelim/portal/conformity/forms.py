"""The questions of an application for a certificate of conformity (503/2016 rules' annex 1), one form a page.

They ask; what an answer means is for the law. They speak of the applicant: a representative may be who answers.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.portal.applicant.foreign_forms import length_part
from tirkelim.portal.applicant.forms import EXAMPLE_DAY, AnswerForm, one_of, text, yes_no
from tirkelim.portal.choices import country_choices, region_choices
from tirkelim.portal.conformity.professions import entry_of, offer_of
from tirkelim.portal.forms import DayField
from tirkelim.services.conformity.answers import ChangeKind, LossKind
from tirkelim.services.conformity.notices import is_employer_number

LAST = date(2100, 12, 31)
NO_LEVEL = "none"


def long_text(label: Any, **how: Any) -> forms.CharField:
    """A text of several lines, as long as one of a single line."""
    return forms.CharField(label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 4}), **how)


# --- what is asked for -----------------------------------------------------------------------------------------------


class LevelForm(AnswerForm):
    """The level of the qualification framework, where the list names a band for the profession."""

    framework_level = forms.ChoiceField(
        label=_("Which level of the qualification framework do you ask for?"), widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        """The levels of the band, and none."""
        entry = entry_of(str(self.around.typed.get("choice", "")))
        offer = None if entry is None else offer_of(entry, "kk")
        field: Any = self.fields["framework_level"]
        levels = [(str(level), str(level)) for level in (offer.levels if offer else ())]
        field.choices = [*levels, (NO_LEVEL, _("I name no level"))]
        if offer is not None and offer.band:
            field.help_text = _("The list names the levels %(band)s for this profession.") % {"band": offer.band}


# --- the applicant ---------------------------------------------------------------------------------------------------


class DocumentForm(AnswerForm):
    """The passport or other identity document."""

    document_number = text(_("Number of the passport or other identity document"))
    document_issued_on = DayField(label=_("When was it issued?"), help_text=EXAMPLE_DAY)
    document_issuer = text(_("Which authority issued it?"))
    document_expires_on = DayField(
        label=_("On which day does it expire?"),
        help_text=_("Leave it empty if it has no end. With an expired document the application is not accepted."),
        required=False,
        latest=LAST,
    )

    def clean(self) -> dict[str, Any]:
        """It does not end before it began."""
        self.must_follow("document_issued_on", "document_expires_on", _("A document cannot expire before its issue"))
        return self.cleaned_data


class HereForm(AnswerForm):
    """Where the applicant is in Kazakhstan: the local executive body follows from the region."""

    kato = forms.ChoiceField(
        label=_("In which region of Kazakhstan do you live or want to work?"),
        help_text=_("The local executive body of this region decides."),
        error_messages={"required": _("Choose the region")},
    )
    address = text(_("Address in Kazakhstan"))
    telephone = text(_("Contact telephone"), help_text=_("With the code of the country, for example +7 701 123 45 67"))
    fax = text(_("Fax"), required=False)

    def prepare(self) -> None:
        """The regions of today."""
        self.fields["kato"].choices = region_choices(self.around.today)  # type: ignore[attr-defined]


class AbroadForm(AnswerForm):
    """Where the applicant is at home."""

    residence_country = forms.ChoiceField(
        label=_("Country of residence"), error_messages={"required": _("Choose the country")}
    )
    residence_address = text(_("Address in the country of residence"))
    residence_telephone = text(_("Telephone in the country of residence"))

    def prepare(self) -> None:
        """All countries but Kazakhstan."""
        abroad = [row for row in country_choices() if row[0] != "KZ"]
        self.fields["residence_country"].choices = [("", str(_("Choose a country"))), *abroad]  # type: ignore[attr-defined]


# --- education and work ----------------------------------------------------------------------------------------------


class EducationForm(AnswerForm):
    """What the commission counts (p.10(1)). Everything is about a specialty that matches the profession."""

    higher_education = yes_no(_("Do you have higher education in a specialty that matches the profession?"))
    academic_degree = yes_no(_("Do you have an academic degree in it?"))
    english_teaching_certificate = yes_no(_("Do you have a certificate to teach English?"))


class DiplomaForm(AnswerForm):
    """The diploma, and whether Kazakhstan knows it already."""

    specialty = text(_("Specialty of the diploma"))
    institution = text(_("Institution that gave it"))
    document_number = text(_("Number of the diploma"))
    treaty_exempts = yes_no(
        _("Does a treaty that Kazakhstan has ratified make recognition unnecessary?"),
        _("Then no translation of recognised education documents is asked for; the office checks the treaty"),
    )


class RecognitionForm(AnswerForm):
    """Recognition or nostrification in Kazakhstan."""

    recognised = yes_no(
        _("Is the diploma recognised or nostrified in Kazakhstan?"),
        "",
        _("Without it the education document does not count: have it recognised first"),
    )
    recognised_by = text(_("Which body recognised it?"), required=False)
    recognition_number = text(_("Number of the recognition"), required=False)
    recognised_on = DayField(label=_("Date of the recognition"), help_text=EXAMPLE_DAY, required=False)

    def clean(self) -> dict[str, Any]:
        """Who says that it is recognised, says by whom."""
        found = self.cleaned_data
        if found.get("recognised"):
            for name in ("recognised_by", "recognition_number", "recognised_on"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(self.fields[name].error_messages["required"], code="required"))
        return found


class DegreeForm(AnswerForm):
    """The academic degree."""

    degree = text(_("Which academic degree?"))
    degree_document = text(_("Number of the diploma of the degree"))


class EnglishForm(AnswerForm):
    """The certificate to teach English."""

    english_number = text(_("Number of the certificate to teach English"))
    english_issuer = text(_("Who issued it?"))


class ServiceForm(AnswerForm):
    """Service in the specialty that matches the profession (p.10(2)), and the last place of work."""

    years = length_part(_("Service in the specialty that matches the profession: years"), 80, first=True)
    months = length_part(_("Months"), 11)
    days = length_part(_("Days"), 31)
    workplace = text(_("Last workplace"), required=False)
    position = text(pgettext_lazy("form", "Position"), required=False)


# --- of a certificate that is held -----------------------------------------------------------------------------------


class HeldForm(AnswerForm):
    """Which certificate it is about."""

    number = text(_("Number of the certificate of conformity"))


class EmployerForm(AnswerForm):
    """With whom the labour contract is (standard row 8)."""

    new_employer = yes_no(
        _("Is this another employer than before?"),
        _("The certificate is then given for the new contract in the same way as an extension"),
        _("The first contract under this certificate, or a new one with the same employer"),
    )
    employer = text(_("Name of the employer"))
    employer_number = forms.CharField(label=_("BIN or IIN of the employer"), max_length=30, help_text=_("12 digits"))

    def clean_employer_number(self) -> str:
        """Twelve digits with the right control digit: a BIN, or the IIN of an entrepreneur."""
        return checked_number(self.cleaned_data["employer_number"])


class ContractForm(AnswerForm):
    """The labour contract and its term."""

    number = text(_("Number of the labour contract"))
    signed_on = DayField(
        label=_("When was it signed?"),
        help_text=_("The extension is asked for within five working days of this day. Later is shown, not refused."),
    )
    open_ended = yes_no(_("Is the contract open-ended?"), _("The certificate is then extended for three years"))


class ContractEndForm(AnswerForm):
    """The last day of a contract that has one."""

    until = DayField(
        label=_("Last day of the contract"),
        help_text=_("The certificate is extended up to this day, at most for three years."),
        latest=LAST,
    )

    def clean_until(self) -> date:
        """It lies after the beginning of the contract, as far as that is known."""
        until: date = self.cleaned_data["until"]
        parts = [self.around.typed.get(f"signed_on_{part}", "") for part in ("year", "month", "day")]
        try:
            signed = date(*(int(part) for part in parts))
        except (TypeError, ValueError):
            return until
        if until < signed:
            raise ValidationError(_("The contract cannot end before it was signed"), code="order")
        return until


def checked_number(typed: str) -> str:
    """The twelve digits of a BIN or IIN. Raises ValidationError that says what does not fit."""
    number = "".join(typed.split())
    if not (len(number) == 12 and number.isascii() and number.isdigit()):
        words = _("A BIN or IIN has twelve digits: compare it with the contract")
        raise ValidationError(words, code="length")
    if is_employer_number(number):
        return number
    words = _("A digit is wrong or two are swapped: this is no BIN and no IIN. Compare it with the contract")
    raise ValidationError(words, code="control_digit")


class ChangeForm(AnswerForm):
    """What changed (p.22)."""

    what = one_of(
        _("What changed?"),
        [
            (ChangeKind.NAME.value, _("Surname, given name or patronymic")),
            (ChangeKind.DOCUMENT.value, _("Number or series of the identity document")),
        ],
    )
    changed_on = DayField(
        label=_("On which day did it change?"),
        help_text=_("Re-issue is asked for within five working days of this day. Later is shown, not refused."),
    )


class LossForm(AnswerForm):
    """What happened to the certificate (p.22)."""

    what = one_of(
        _("What happened to the certificate?"),
        [(LossKind.LOST.value, _("It is lost")), (LossKind.DAMAGED.value, _("It is damaged"))],
    )
    noticed_on = DayField(label=_("When did you notice it?"), help_text=EXAMPLE_DAY)
    circumstances = long_text(_("How did it come about?"))


# --- sending ---------------------------------------------------------------------------------------------------------


class AuthorityForm(AnswerForm):
    """The power of attorney of a representative (p.3)."""

    authority_number = text(_("Number of the power of attorney"))
    authority_on = DayField(label=_("Day of the power of attorney"), help_text=EXAMPLE_DAY)
