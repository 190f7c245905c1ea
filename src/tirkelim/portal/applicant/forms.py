"""The questions of the application, one form a page. They ask; what an answer means for the case is for the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.order_274_certificates.facts import StudyKind
from tirkelim.portal.choices import country_choices, levels_of, region_choices, specialty_choices
from tirkelim.portal.forms import DayField, EvidenceField, OptionWithHint, PortalForm
from tirkelim.services.certificate.answers import BasicEducation

EARLIEST = date(1940, 1, 1)
LONGEST = 300
MOST_HOURS = 10_000
MOST_CREDITS = 500
EXAMPLE_DAY = _("For example, 20 6 2019")


class Around(NamedTuple):
    """What a form knows beside its own fields: the day, and what has been typed on the pages before it."""

    today: date
    typed: Mapping[str, Any]


class AnswerForm(PortalForm):
    """A page of questions."""

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.around = around
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.earliest, field.latest = field.earliest or EARLIEST, field.latest or around.today
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the answers before; for the forms that need it."""

    def must_follow(self, first: str, second: str, words: Any) -> None:
        """The second date is not before the first, as far as both are given."""
        earlier, later = self.cleaned_data.get(first), self.cleaned_data.get(second)
        if earlier and later and later < earlier:
            self.add_error(second, ValidationError(words, code="order"))


def text(label: Any, **how: Any) -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, max_length=LONGEST, **how)


def yes_no(label: Any, yes: Any = "", no: Any = "", **how: Any) -> forms.TypedChoiceField:
    """A question answered by yes or no; `yes` and `no` are hints beneath the answers."""
    choices = [("yes", OptionWithHint(_("Yes"), yes)), ("no", OptionWithHint(_("No"), no))]
    return forms.TypedChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, coerce=lambda value: value == "yes", **how
    )


def one_of(label: Any, choices: list[tuple[str, Any]], **how: Any) -> forms.ChoiceField:
    """A choice among a few answers."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **how)


# --- the claim -------------------------------------------------------------------------------------------------------


class SpecialtyForm(AnswerForm):
    """Which specialty is claimed."""

    specialty = forms.ChoiceField(
        label=_("Which specialty or specialisation do you claim?"),
        help_text=_(
            "Open the list and type the first letters. The list is reference data: "
            "it has not been compared with the official list of order 218/2020."
        ),
        error_messages={"required": _("Choose the specialty that you claim")},
    )

    def prepare(self) -> None:
        """The list in the page's language."""
        self.fields["specialty"].choices = specialty_choices()  # type: ignore[attr-defined]


class ClaimForm(AnswerForm):
    """Whether the specialty is a new one, and the level."""

    new = yes_no(
        _("Is it a new specialty for you?"),
        _("You already hold a certificate in another specialty and claim one more beside it"),
        _("You confirm the certificate that you hold, or it is the specialty that you studied for"),
    )
    level = forms.ChoiceField(
        label=_("Which qualification level do you ask for?"),
        required=False,
        help_text=_("Only if you want a level awarded or confirmed: a result of the assessment is then needed."),
    )

    def prepare(self) -> None:
        """The levels of the chosen specialty's track; a specialisation has none."""
        levels = levels_of(str(self.around.typed.get("specialty", "")))
        if not levels:
            del self.fields["level"]
            return
        choices = [("", _("None: only the certificate")), *((level, level) for level in levels)]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]


# --- the person ------------------------------------------------------------------------------------------------------


class ResidenceForm(AnswerForm):
    """Where the applicant lives."""

    residence_kato = forms.ChoiceField(
        label=_("In which region do you live?"),
        help_text=_("The department of this region decides on your application."),
        error_messages={"required": _("Choose the region in which you live")},
    )

    def prepare(self) -> None:
        """The regions of today."""
        self.fields["residence_kato"].choices = region_choices(self.around.today)  # type: ignore[attr-defined]


class NameForm(AnswerForm):
    """Whether the name changed."""

    name_changed = yes_no(
        _("Has your name changed since your education documents were issued?"),
        _("We ask the civil status records, if you agree to it: no document is needed from you"),
    )


# --- the diploma -----------------------------------------------------------------------------------------------------


class EducationKindForm(AnswerForm):
    """The kind of education."""

    kind = one_of(
        _("What medical education is your application based on?"),
        [
            (BasicEducation.TECHNICAL_VOCATIONAL.value, _("Technical and vocational (college)")),
            (BasicEducation.POST_SECONDARY.value, _("Post-secondary (applied bachelor's degree)")),
            (BasicEducation.BACHELOR.value, _("Higher: bachelor's degree")),
            (BasicEducation.HIGHER.value, _("Higher: specialist, continuous integrated education")),
        ],
    )


class DiplomaForm(AnswerForm):
    """The diploma itself."""

    specialty = text(_("Specialty by the diploma"), help_text=_("As the diploma words it"))
    institution = text(_("Full name of the institution"))
    country = forms.ChoiceField(label=_("Country of study"))
    graduated_on = DayField(label=_("Date of graduation"), help_text=EXAMPLE_DAY)
    document_number = text(_("Series and number of the diploma"))

    def prepare(self) -> None:
        """The countries, in the page's language."""
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]


class RecognitionForm(AnswerForm):
    """How a diploma from abroad was recognised (line 2.2 of the information form)."""

    recognised_by = text(_("Body that recognised the diploma"))
    recognition_order = text(_("Number of the recognition order"))
    recognition_registration = text(_("Registration number of the recognition certificate"))
    recognised_on = DayField(label=_("Date of recognition"), help_text=EXAMPLE_DAY)


# --- studies beside the diploma --------------------------------------------------------------------------------------


class StudyForm(AnswerForm):
    """One study beside the diploma."""

    kind = one_of(
        _("What is it?"),
        [
            (StudyKind.INTERNSHIP.value, _("Internship")),
            (StudyKind.RESIDENCY.value, _("Residency")),
            (StudyKind.ORDINATURA.value, _("Clinical ordinatura")),
            (StudyKind.RETRAINING.value, OptionWithHint(_("Retraining"), _("Taken before 1 January 2021"))),
            (StudyKind.CERTIFICATION_COURSE.value, _("Certification course")),
        ],
    )
    specialty = text(_("Specialty or specialisation"), help_text=_("As the document words it"))
    in_claimed_specialty = yes_no(_("Is it the specialty that you claim?"))
    organisation = text(_("Organisation that taught"))
    completed_on = DayField(label=_("Last day"), help_text=EXAMPLE_DAY)
    document_number = text(_("Number of the document"))
    hours = forms.IntegerField(
        label=_("Hours"), required=False, min_value=1, max_value=MOST_HOURS,
        help_text=_("For retraining and certification courses"),
    )  # fmt: skip


# --- the certificate held --------------------------------------------------------------------------------------------


class HeldForm(AnswerForm):
    """Whether there is a certificate in the claimed specialty."""

    exists = one_of(
        _("Do you hold, or did you hold, a certificate in this specialty?"),
        [
            ("with_term", OptionWithHint(_("Yes, with a term"), _("Also one whose term has ended"))),
            (
                "without_term",
                OptionWithHint(_("Yes, without a term"), _("Given before 9 October 2015")),
            ),
            ("none", _("No, this is the first one")),
        ],
    )


class HeldDetailsForm(AnswerForm):
    """The certificate held."""

    number = text(_("Number of the certificate"))
    issued_on = DayField(label=_("Date of issue"), help_text=EXAMPLE_DAY)
    valid_until = DayField(
        label=_("Last day of the term"), help_text=_("For example, 19 6 2024"), latest=date(2100, 12, 31)
    )

    def prepare(self) -> None:
        """A certificate without a term has no last day."""
        if self.around.typed.get("exists") == "without_term":
            del self.fields["valid_until"]

    def clean(self) -> dict[str, Any]:
        """The term ends after the issue."""
        self.must_follow("issued_on", "valid_until", _("The term cannot end before the day of issue"))
        return self.cleaned_data


# --- work ------------------------------------------------------------------------------------------------------------


class WorkForm(AnswerForm):
    """Whether the applicant works in the specialty."""

    working = one_of(
        _("Do you work in the claimed specialty?"),
        [
            ("now", _("Yes, now")),
            ("earlier", _("Not now, but I did")),
            ("never", _("No, never")),
        ],
    )


class WorkDatesForm(AnswerForm):
    """From when to when."""

    started_on = DayField(label=_("First day of work in the specialty"), help_text=_("For example, 1 9 2015"))
    last_worked_on = DayField(label=_("Last day of work in the specialty"), help_text=_("For example, 31 8 2023"))
    uninterrupted = yes_no(
        _("Have you worked in the specialty without a break since then?"),
        _("Leave, also parental leave, is not a break"),
    )

    def prepare(self) -> None:
        """Who works now has no last day; who does not is not asked about breaks."""
        del self.fields["last_worked_on" if self.around.typed.get("working") == "now" else "uninterrupted"]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        self.must_follow("started_on", "last_worked_on", _("The last day cannot be before the first"))
        return self.cleaned_data


# --- further education -----------------------------------------------------------------------------------------------


class TrainingForm(AnswerForm):
    """One certificate of further education."""

    programme = text(_("Name of the cycle"))
    in_specialty = yes_no(_("Is it in the claimed specialty?"))
    organisation = text(_("Organisation that taught"))
    completed_on = DayField(label=_("Last day"), help_text=EXAMPLE_DAY)
    certificate_number = text(pgettext_lazy("further education", "Number of the certificate"))
    credits = forms.IntegerField(
        label=_("Credits"), required=False, min_value=1, max_value=MOST_CREDITS, help_text=_("One credit is 30 hours")
    )
    hours = forms.IntegerField(label=_("Hours"), required=False, min_value=1, max_value=MOST_HOURS)

    def clean(self) -> dict[str, Any]:
        """The volume is needed, in whichever of the two the certificate names."""
        found = self.cleaned_data
        if not {"credits", "hours"} & set(self.errors) and not (found.get("credits") or found.get("hours")):
            self.add_error("credits", ValidationError(_("Write the credits or the hours"), code="volume"))
        return found


# --- what is not a page of answers -----------------------------------------------------------------------------------


class MoreForm(AnswerForm):
    """Whether there is another row to add."""

    more = yes_no("")


class TruthForm(PortalForm):
    """The statement of truth, with which the application is signed."""

    true = forms.BooleanField(
        label=_("I confirm that the data and documents I give are true, and I ask for the certificate"),
        error_messages={"required": _("Confirm that your data are true")},
    )

    def __init__(self, *args: Any, words: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["true"].label = words or self.fields["true"].label


class UploadForm(PortalForm):
    """A document: its file, its language, and the language of its notarised translation."""

    file = EvidenceField(label=_("File"), help_text=_("PDF, JPEG or PNG, up to 10 MB"))
    language = one_of(
        _("In which language is the document?"),
        [("kk", _("In Kazakh")), ("ru", _("In Russian")), ("en", _("In English")), ("other", _("In another language"))],
        initial="kk",
    )
    translated_into = one_of(
        _("Into which language is its notarised translation?"),
        [("kk", _("Into Kazakh")), ("ru", _("Into Russian")), ("none", _("There is no translation"))],
        required=False,
        help_text=_(
            "Only for a document that is neither in Kazakh nor in Russian. "
            "The document and its translation stand in one file."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A document in a foreign language says how it is translated."""
        found = self.cleaned_data
        if found.get("language") in ("en", "other") and not found.get("translated_into"):
            words = _("Say into which language the document is translated, or that there is no translation")
            self.add_error("translated_into", ValidationError(words, code="translation"))
        return found


class CodeForm(PortalForm):
    """The one-time code."""

    code = forms.CharField(
        label=_("The code from the message"), max_length=12, help_text=_("Six digits"),
        error_messages={"required": _("Write the six digits from the message")},
    )  # fmt: skip
