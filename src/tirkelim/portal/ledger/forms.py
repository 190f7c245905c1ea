"""The form of a result: what every result has, and between it exactly the facts that its criterion needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.order_283_cpd.criteria import Criterion
from tirkelim.law.order_283_cpd.questions import Ranks
from tirkelim.portal.advisor.activity_fields import CriterionForm, alternatives_of, criterion_fields
from tirkelim.portal.advisor.fields import UNSURE, ShortTextField, Text, WordField, YesNoField, fact
from tirkelim.portal.forms import EvidenceField
from tirkelim.portal.ledger.specialties import Choices
from tirkelim.register.commands.activities import AS_TEXT, details_of
from tirkelim.register.models import Activity
from tirkelim.services.cpd.activities import LEARNING_ROWS, LINK_ROW

RANKS: dict[str, Text] = {
    "qs": _("Place in the QS World University Rankings"),
    "arwu": _("Place in the Academic Ranking of World Universities (ARWU)"),
    "the": _("Place in the Times Higher Education rankings"),
}
ORGANISATIONS: dict[str, Any] = {
    "1": _("Who held the cycle?"),
    "2": _("Where did you train?"),
    "3": _("Who held it?"),
    "4": _("Who held it?"),
    "5": _("Who organised it?"),
    "6": _("Who published it?"),
    "7": _("Who published it?"),
    "8": _("In which journal?"),
    "9": _("In which journal?"),
    "10": _("In which journal?"),
    "16": _("Which association?"),
    "17": _("Which expert body?"),
}
WAIVED = ("profile_match", "evidence_complete", "completed_on", "started_on", "document_language", "translated_into")
"""Facts that the form asks in its own way: the specialty, the file, the days, the language."""
COLUMNS = ("title", "organisation_name", "document_number", "started_on", "completed_on", "specialty", "link",
           "document_language", "translated_into")  # fmt: skip
LANGUAGES: tuple[tuple[str, Text], ...] = (
    ("kk", pgettext_lazy("language of a document", "Kazakh")),
    ("ru", pgettext_lazy("language of a document", "Russian")),
    ("en", pgettext_lazy("language of a document", "English")),
    ("und", pgettext_lazy("language of a document", "another language")),
)
NATIONAL = ("kk", "ru")
INTO: tuple[tuple[str, Text], ...] = (
    ("", pgettext_lazy("translation", "none")),
    ("kk", pgettext_lazy("translation", "into Kazakh")),
    ("ru", pgettext_lazy("translation", "into Russian")),
)
WIDE = {"title": 30, "organisation_name": 30, "document_number": 20, "link": 30}


class ResultForm(CriterionForm):
    """A result under one criterion. `parts` are its headings; `kept` says which files have come already."""

    def __init__(self, *args: Any, kept: Mapping[str, Any] | None = None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = dict(kept or {})
        days: Any = self.fields["completed_on"]
        days.latest = today

    def clean(self) -> dict[str, Any]:
        """Days in order; nothing that is counted is nought or less."""
        given = super().clean()
        begun, done = given.get("started_on"), given.get("completed_on")
        if begun and done and begun > done:
            self.add_error("started_on", ValidationError(_("It cannot begin after it ended"), code="order"))
        for name, value in tuple(given.items()):
            if isinstance(value, Decimal) and value <= 0 and (value < 0 or name != "days_with_talk"):
                self.add_error(name, ValidationError(_("The number must be greater than 0"), code="not_positive"))
        return given

    def values(self, criterion: Criterion) -> dict[str, Any]:
        """The answers as the register stores them; what was left empty is not known."""
        given = {name: value if value not in ("", None) else None for name, value in self.cleaned_data.items()}
        values: dict[str, Any] = {name: given.get(name) for name in COLUMNS}
        values["details"] = {
            name: _plain(name, given[name]) for name in details_of(criterion) if given.get(name) is not None
        }
        values["foreign_ranks"] = _ranks(given) if given.get("abroad") else None
        if values["document_language"] in NATIONAL:
            values["translated_into"] = None
        return values

    def sections(self) -> list[tuple[Text, list[BoundField]]]:
        """The fields under their headings; a heading without fields is left out."""
        named = ((heading, [self[name] for name in names if name in self.fields]) for heading, names in self.parts)
        return [(heading, fields) for heading, fields in named if fields]


def result_form(criterion: Criterion, specialties: Choices) -> type[ResultForm]:
    """The form of a criterion. `specialties`: to whose profile it can belong, where the criterion asks for one."""
    law = criterion_fields(criterion, without=WAIVED)
    fields: dict[str, forms.Field] = {
        "title": ShortTextField(label=_("Name of it, as in the document"), max_length=500),
        "organisation_name": ShortTextField(
            label=ORGANISATIONS.get(str(criterion.row), _("Which organisation gave the document?")),
            max_length=500, required=False,
        ),
        "document_number": ShortTextField(label=_("Number of the document"), max_length=100, required=False),
        **_days(criterion),
        **law,
        **_profile(criterion, specialties),
        **_document(criterion),
        **_abroad(criterion),
    }  # fmt: skip
    for name, width in WIDE.items():
        if name in fields:
            fields[name].width = width  # type: ignore[attr-defined]
    parts = (
        ("", ("title", "organisation_name", "started_on", "completed_on")),
        (_("What the units depend on"), (*law, "specialty")),
        (_("If it was abroad"), ("abroad", *RANKS, "original_document")),
        (_("The document"), ("document_number", "link", "evidence", "document_language", "translated_into",
                             "translation")),
    )  # fmt: skip
    named = {**fields, "alternatives": alternatives_of(criterion), "parts": parts}
    return type("ResultForm", (ResultForm,), named)


def initial_of(row: Activity, form: type[ResultForm]) -> dict[str, Any]:
    """A stored result as its form shows it; yes and no as its buttons name them. What was never said stands as not
    known, so that whoever adds a file is asked nothing else."""
    fields = form.base_fields.items()
    unsaid = {name: UNSURE[0] for name, field in fields if isinstance(field, YesNoField) and field.unsure}
    said = {name: getattr(row, name) for name in COLUMNS if name != "document_language" or row.document_language}
    values: dict[str, Any] = unsaid | said | {name: _shown(v) for name, v in row.details.items()}
    ranks = row.foreign_ranks
    values["abroad"] = "no" if ranks is None else "yes"
    if ranks is not None:
        values |= {name: ranks[name] for name in RANKS} | {"original_document": _shown(ranks["original_document"])}
    return values


def _days(criterion: Criterion) -> dict[str, forms.Field]:
    fields = criterion_fields(criterion)
    names: tuple[str, ...] = ("started_on", "completed_on")
    asked = {name: fields[name] for name in names if name in fields}
    if "started_on" in asked:
        asked["started_on"].required = False
    return asked


def _profile(criterion: Criterion, specialties: Choices) -> dict[str, forms.Field]:
    if "profile" not in criterion.checks:
        return {}
    hint = _("The units count for a level or certificate in this specialty")
    own = WordField(label=_("To the profile of which specialty does it belong?"), choices=specialties, help_text=hint)
    return {"specialty": own}


def _document(criterion: Criterion) -> dict[str, forms.Field]:
    scan = _("PDF, JPEG or PNG, up to 10 MB")
    fields: dict[str, forms.Field] = {}
    if criterion.row == LINK_ROW:
        words = {"invalid": _("Write the whole address, beginning with https://")}
        fields["link"] = forms.URLField(
            label=_("Link to the publication in the database"), required=False, max_length=1000,
            assume_scheme="https", error_messages=words,
        )  # fmt: skip
        fields["link"].inline = False  # type: ignore[attr-defined]
        fields["link"].suggestions = ()  # type: ignore[attr-defined]
    fields["evidence"] = _file(_("Scan of the document"), scan)
    fields["document_language"] = WordField(
        label=_("Language of the document"), choices=LANGUAGES, initial="kk", widget=forms.RadioSelect
    )
    fields["translated_into"] = WordField(
        label=_("Notarised translation"), choices=INTO, required=False,
        help_text=_("Only for a document that is neither in Kazakh nor in Russian"),
    )  # fmt: skip
    fields["translation"] = _file(_("Scan of the notarised translation"), scan)
    return fields


def _file(label: Text, hint: Text) -> EvidenceField:
    field = EvidenceField(label=label, help_text=hint, required=False)
    field.width, field.inline, field.suggestions = "", False, ()  # type: ignore[attr-defined]
    return field


def _abroad(criterion: Criterion) -> dict[str, forms.Field]:
    """Further and non-formal education abroad: the three rankings of p.15, and the original document."""
    if criterion.row not in LEARNING_ROWS:
        return {}
    question = _("Was it held by an organisation of another country?")
    fields: dict[str, forms.Field] = {"abroad": YesNoField(label=question, initial="no")}
    for name, label in RANKS.items():
        fields[name] = fact(Ranks, name, label, _("Leave empty if the organisation is not in it"), required=False)
    fields["original_document"] = YesNoField(label=_("Do you have the original document to present?"), required=False)
    return fields


def _ranks(given: Mapping[str, Any]) -> dict[str, Any]:
    places = {name: None if given.get(name) is None else int(given[name]) for name in RANKS}
    return {**places, "original_document": given.get("original_document") is True}


def _plain(name: str, value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    return f"{value:f}" if name in AS_TEXT else int(value)


def _shown(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def kept_id(text: str) -> UUID | None:
    """The id of a file that came with an earlier attempt; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
