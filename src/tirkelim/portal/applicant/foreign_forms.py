"""The questions about a foreign specialist. They speak of the specialist: an organisation may be who answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.order_274_certificates.countries import STATELESS
from tirkelim.portal.applicant.forms import (
    EXAMPLE_DAY,
    MOST_CREDITS,
    MOST_HOURS,
    AnswerForm,
    ClaimForm,
    EducationKindForm,
    HeldForm,
    SpecialtyForm,
    TrainingForm,
    one_of,
    text,
    yes_no,
)
from tirkelim.portal.choices import country_choices, region_choices
from tirkelim.portal.forms import DayField, OptionWithHint
from tirkelim.services.foreign_certificate.answers import ForeignStudyKind, Ownership

LAST = date(2100, 12, 31)


class ForeignSpecialtyForm(SpecialtyForm):
    """Which specialty is claimed."""

    def prepare(self) -> None:
        """The same list, asked about the specialist."""
        super().prepare()
        self.fields["specialty"].label = _("Which specialty or specialisation is the certificate for?")
        self.fields["specialty"].error_messages["required"] = _("Choose the specialty")


class ForeignClaimForm(ClaimForm):
    """Whether the specialty is a new one, and the level."""

    new = yes_no(
        _("Is it a new specialty for the specialist?"),
        _("They hold a certificate of Kazakhstan in another specialty and claim one more beside it"),
        _("It is the specialty that they studied for, or the one of the certificate that they hold"),
    )


# --- the specialist --------------------------------------------------------------------------------------------------


class ContactForm(AnswerForm):
    """Where the specialist is reached."""

    postal_address = text(_("Postal address"))
    telephone = text(_("Contact telephone"), help_text=_("With the code of the country, for example +7 701 123 45 67"))


class CitizenshipForm(AnswerForm):
    """On what the employer's permit depends."""

    citizenship = forms.ChoiceField(
        label=_("Citizenship of the specialist"), error_messages={"required": _("Choose the country")}
    )
    permanent_resident = yes_no(
        _("Does the specialist live in Kazakhstan permanently?"), _("They have a residence permit of Kazakhstan")
    )

    def prepare(self) -> None:
        """All countries but Kazakhstan, and none."""
        abroad = [row for row in country_choices() if row[0] != "KZ"]
        none = (STATELESS, str(_("No citizenship")))
        self.fields["citizenship"].choices = [("", str(_("Choose a country"))), none, *abroad]  # type: ignore[attr-defined]


class ForeignNameForm(AnswerForm):
    """Whether the name changed."""

    name_changed = yes_no(_("Has the specialist's name changed since the education documents were issued?"))


class NameChangedInForm(AnswerForm):
    """Where it changed: of a change in Kazakhstan the civil status records are asked."""

    name_changed_in = forms.ChoiceField(
        label=_("In which country did the name change?"),
        help_text=_("Of a change in Kazakhstan we ask the civil status records; of one abroad a document is needed."),
    )

    def prepare(self) -> None:
        """The countries, in the page's language."""
        self.fields["name_changed_in"].choices = country_choices()  # type: ignore[attr-defined]


# --- the organisation ------------------------------------------------------------------------------------------------


class OrganisationForm(AnswerForm):
    """Where the specialist will work."""

    name = text(_("Name of the health organisation"))
    institution = text(
        pgettext_lazy("organisation", "Institution"),
        help_text=_("The hospital, clinic or other institution of the organisation"),
    )
    ownership = one_of(
        _("Ownership"),
        [
            (Ownership.STATE.value, pgettext_lazy("ownership", "State")),
            (Ownership.PRIVATE.value, pgettext_lazy("ownership", "Private")),
        ],
    )


class OrganisationAddressForm(AnswerForm):
    """Its address, and its branches."""

    kato = forms.ChoiceField(
        label=_("Region"),
        help_text=_("The department of this region decides on the application."),
        error_messages={"required": _("Choose the region of the organisation")},
    )
    city = text(_("City or other settlement"))
    district = text(_("District"), required=False)
    street = text(_("Street"))
    house = text(_("House"))
    telephone = text(_("Telephone of the organisation"))
    branches = text(_("Branches and representations, with their location"), required=False)

    def prepare(self) -> None:
        """The regions of today."""
        self.fields["kato"].choices = region_choices(self.around.today)  # type: ignore[attr-defined]


class PermitForm(AnswerForm):
    """Whether the employer has a permit."""

    exists = yes_no(
        _("Does the organisation have a permit to engage foreign labour for this specialist?"),
        _("Given by the local executive body"),
        _("Without it the certificate is refused, unless it is filed while the application is considered"),
    )


class PermitDetailsForm(AnswerForm):
    """The permit."""

    number = text(_("Number of the permit"))
    issued_by = text(_("Issued by"))
    valid_from = DayField(label=_("Valid from"), help_text=EXAMPLE_DAY, latest=LAST)
    valid_until = DayField(label=_("Valid until"), help_text=_("For example, 14 1 2027"), latest=LAST)

    def clean(self) -> dict[str, Any]:
        """The end follows the beginning."""
        self.must_follow("valid_from", "valid_until", _("The permit cannot end before it begins"))
        return self.cleaned_data


# --- education -------------------------------------------------------------------------------------------------------


class ForeignEducationKindForm(EducationKindForm):
    """The kind of education."""

    def prepare(self) -> None:
        """The same answers, asked about the specialist."""
        self.fields["kind"].label = _("What medical education does the specialist have?")


class RecognisedForm(AnswerForm):
    """Whether education from abroad is recognised."""

    recognised = yes_no(
        _("Is the diploma recognised in Kazakhstan?"),
        _("There is a document of recognition or nostrification"),
        _("The application can be sent, but a certificate is not given without recognition"),
    )


class ForeignStudyForm(AnswerForm):
    """One study beside the diploma (lines 5 to 7)."""

    kind = one_of(
        _("What is it?"),
        [
            (ForeignStudyKind.INTERNSHIP.value, _("Internship")),
            (ForeignStudyKind.ORDINATURA.value, _("Clinical ordinatura")),
            (ForeignStudyKind.RESIDENCY.value, _("Residency")),
            (ForeignStudyKind.MASTER.value, _("Master's degree")),
            (ForeignStudyKind.DOCTORAL.value, _("Doctoral studies")),
            (ForeignStudyKind.RETRAINING.value, OptionWithHint(_("Retraining"), _("Taken before 1 January 2021"))),
            (ForeignStudyKind.CERTIFICATION_COURSE.value, _("Certification course")),
        ],
    )
    specialty = text(_("Specialty or specialisation"), help_text=_("As the document words it"))
    in_claimed_specialty = yes_no(_("Is it the claimed specialty?"))
    organisation = text(_("Organisation that taught"))
    started_on = DayField(label=_("First day"), help_text=EXAMPLE_DAY, required=False)
    completed_on = DayField(label=_("Last day"), help_text=EXAMPLE_DAY)
    document_number = text(_("Number of the document"))
    hours = forms.IntegerField(
        label=_("Hours"), required=False, min_value=1, max_value=MOST_HOURS, help_text=_("For retraining")
    )
    credits = forms.IntegerField(
        label=_("Credits"),
        required=False,
        min_value=1,
        max_value=MOST_CREDITS,
        help_text=_("For a certification course"),
    )

    def clean(self) -> dict[str, Any]:
        """Retraining names its hours, a course its credits, and both the days (lines 6 and 7)."""
        self.must_follow("started_on", "completed_on", _("The last day cannot be before the first"))
        found = self.cleaned_data
        volume = {"retraining": "hours", "certification_course": "credits"}.get(found.get("kind", ""))
        if volume is not None:
            for name in (volume, "started_on"):
                if found.get(name) is None and name not in self.errors:
                    self.add_error(name, ValidationError(_("Fill this in for this kind of study"), code="volume"))
        return found


# --- the certificate held, assessment --------------------------------------------------------------------------------


class ForeignHeldForm(HeldForm):
    """Whether there is a certificate of Kazakhstan in the specialty."""

    def prepare(self) -> None:
        """The same answers, asked about the specialist."""
        self.fields["exists"].label = _(
            "Does the specialist hold, or did they hold, a certificate of Kazakhstan in this specialty?"
        )


class ForeignHeldDetailsForm(AnswerForm):
    """The certificate (line 8)."""

    specialty = text(_("Specialty or specialisation"), help_text=_("As the certificate words it"))
    number = text(_("Number of the certificate"))
    code = text(_("Code of the document"), required=False)
    registration_number = text(_("Registration number"), required=False)
    order_number = text(_("Number of the order"), required=False)
    ordered_on = DayField(label=_("Date of the order"), help_text=EXAMPLE_DAY, required=False)
    issuer = text(_("Issued by"))
    issued_on = DayField(label=_("Date of issue"), help_text=EXAMPLE_DAY)
    valid_until = DayField(label=_("Last day of the term"), help_text=_("For example, 19 6 2024"), latest=LAST)

    def prepare(self) -> None:
        """A certificate without a term has no last day."""
        if self.around.typed.get("exists") == "without_term":
            del self.fields["valid_until"]

    def clean(self) -> dict[str, Any]:
        """The term ends after the issue."""
        self.must_follow("issued_on", "valid_until", _("The term cannot end before the day of issue"))
        return self.cleaned_data


class AssessmentForm(AnswerForm):
    """Whether there is a result of the assessment."""

    exists = yes_no(
        _("Does the specialist have a result of the assessment of professional preparedness?"),
        _("We take the result itself from the assessment organisation, if the specialist agrees to it"),
    )


class AssessmentDetailsForm(AnswerForm):
    """The result (line 9)."""

    organisation = text(_("Organisation that assessed"))
    number = text(_("Number of the result"))
    assessed_on = DayField(label=_("Date of the assessment"), help_text=EXAMPLE_DAY)


# --- work ------------------------------------------------------------------------------------------------------------


class FirstJobForm(AnswerForm):
    """Whether there is any service yet."""

    first_job = yes_no(
        _("Is it the specialist's first job after graduation?"),
        _("Then no proof of work is needed"),
    )


def length_part(label: Any, most: int, first: bool = False) -> forms.IntegerField:
    """Years, months or days of service."""
    field = forms.IntegerField(label=label, min_value=0, max_value=most, required=first, initial=None if first else 0)
    field.narrow = True  # type: ignore[attr-defined]
    return field


class ServiceLengthForm(AnswerForm):
    """Service in the specialty and in all (lines 10.1 and 10.2), where it is now (10.3 and 10.4)."""

    specialty_years = length_part(_("Service in the claimed specialty: years"), 80, first=True)
    specialty_months = length_part(_("Service in the claimed specialty: months"), 11)
    specialty_days = length_part(_("Service in the claimed specialty: days"), 31)
    medicine_years = length_part(_("Total medical service: years"), 80, first=True)
    medicine_months = length_part(_("Total medical service: months"), 11)
    medicine_days = length_part(_("Total medical service: days"), 31)
    workplace = text(_("Present workplace"), required=False)
    position = text(pgettext_lazy("form", "Position"), required=False)


class JobForm(AnswerForm):
    """A line of the employment table (line 10.5)."""

    workplace = text(_("Workplace"))
    position = text(pgettext_lazy("form", "Position"))
    hired_on = DayField(label=_("Date of hiring"), help_text=EXAMPLE_DAY)
    left_on = DayField(label=_("Last day of work"), help_text=_("Leave it empty while the job goes on"), required=False)
    order_number = text(_("Number of the order"))
    ordered_on = DayField(label=_("Date of the order"), help_text=EXAMPLE_DAY)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        self.must_follow("hired_on", "left_on", _("The last day cannot be before the first"))
        return self.cleaned_data


class ForeignTrainingForm(TrainingForm):
    """One certificate of further education (line 11)."""

    started_on = DayField(label=_("First day"), help_text=EXAMPLE_DAY)

    field_order = (
        "programme", "in_specialty", "organisation", "started_on", "completed_on", "certificate_number", "credits",
        "hours",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        self.must_follow("started_on", "completed_on", _("The last day cannot be before the first"))
        return super().clean()
