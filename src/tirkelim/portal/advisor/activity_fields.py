"""How pages ask for the facts of a result of development: labels and hints; which of them, the criterion says.

The advisor and the worker's ledger ask with the same fields.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.law.order_283_cpd.criteria import Criterion
from tirkelim.law.order_283_cpd.questions import ActivityFacts
from tirkelim.portal.advisor.fields import AdvisorForm, Text, WordField, Words, fact, term_lazy

LABELS: dict[str, tuple[Text, Text]] = {
    "completed_on": (_("When did it end?"), _("The day in the document")),
    "started_on": (_("When did it begin?"), ""),
    "profile_match": (_("Does it match the profile of your specialty?"), ""),
    "evidence_complete": (_("Do you have the supporting document?"), ""),
    "hours": (_("Hours"), _("As the document states them")),
    "credits": (_("Credits"), _("If the document states credits instead of hours")),
    "programme_level": (_("Level of the programme"), ""),
    "programme_level_match": (_("Does the level of the programme match your qualification level?"), ""),
    "weeks": (_("Full weeks"), ""),
    "days": (_("Days attended"), ""),
    "days_with_talk": (_("Days on which you gave a talk"), ""),
    "significance": (_("Significance"), ""),
    "count": (_("How many documents?"), ""),
    "work": (_("Kind of work"), ""),
    "author_position": (_("Your place in the list of authors"), _("1 for the first author")),
    "authors": (_("Number of authors"), ""),
    "quartile": (_("Quartile of the journal"), ""),
    "years": (_("Years"), ""),
    "months": (_("Months"), _("If it was less than a year")),
    "membership_months": (_("How many months have you been an active member?"), ""),
    "test_questions": (_("Number of test questions"), ""),
    "clinical_scenarios": (_("Number of clinical scenarios"), ""),
    "health_authority_took_part": (_("Did the local health authority take part in the act of introduction?"), ""),
    "online": (_("Was it online?"), ""),
    "document_language": (_("Language of the document"), ""),
    "translated_into": (_("Notarised translation"), _("Only for a document in a foreign language")),
}
WORDS: dict[str, Words] = {
    "programme_level": "cpd.programme_level",
    "significance": "cpd.significance",
    "work": {"monograph": _("monograph"), "manual": _("manual or methodological recommendations")},
    "quartile": {name: name for name in ("Q1", "Q2", "Q3", "Q4")},
}
LANGUAGES: tuple[tuple[str, Text], ...] = (
    ("kk", pgettext_lazy("language of a document", "Kazakh")),
    ("ru", pgettext_lazy("language of a document", "Russian")),
    ("en", pgettext_lazy("language of a document", "English")),
    ("und", pgettext_lazy("language of a document", "another language")),
)
TRANSLATIONS: tuple[tuple[str, Text], ...] = (
    ("", pgettext_lazy("translation", "none")),
    ("kk", pgettext_lazy("translation", "into Kazakh")),
    ("ru", pgettext_lazy("translation", "into Russian")),
)


def activity_field(name: str, *, required: bool, evidence: Text = "") -> forms.Field:
    """The field for a fact of an activity; `evidence` names the document that the criterion asks for."""
    label, hint = LABELS[name]
    words: dict[str, Any] = {"label": label, "help_text": hint, "required": False}
    if name == "document_language":
        return WordField(choices=LANGUAGES, initial="kk", **words)
    if name == "translated_into":
        return WordField(choices=TRANSLATIONS, **words)
    hint = evidence if name == "evidence_complete" else hint
    more = {"initial": 1} if name == "count" else {}
    return fact(ActivityFacts, name, label, hint, words=WORDS.get(name, ""), required=required, **more)


class CriterionForm(AdvisorForm):
    """The base of the forms of all criteria: of each group of `alternatives` one is enough."""

    alternatives: tuple[tuple[str, ...], ...] = ()

    def clean(self) -> dict[str, Any]:
        """At least one of hours and credits, of years and months, ..."""
        given: dict[str, Any] = super().clean() or {}
        for group in self.alternatives:
            if all(given.get(name) is None and name not in self.errors for name in group):
                error = ValidationError(
                    _("Fill in one of these: %(names)s") % {"names": names_of(group)}, code="one_of"
                )
                self.add_error(group[0], error)
        return given


def names_of(group: tuple[str, ...]) -> str:
    """The labels of fields of which one is enough."""
    return " / ".join(str(LABELS[name][0]) for name in group)


def alternatives_of(criterion: Criterion) -> tuple[tuple[str, ...], ...]:
    """The groups of facts of which the criterion needs only one."""
    return tuple(group for group in criterion.needs if len(group) > 1)


def criterion_fields(criterion: Criterion, without: Collection[str] = ()) -> dict[str, forms.Field]:
    """The fields for the facts that a criterion reads, in its order, but for those `without`."""
    single = {group[0] for group in criterion.needs if len(group) == 1}
    required = single | {"completed_on", "profile_match", "evidence_complete"}
    fields = {
        name: activity_field(name, required=name in required, evidence=term_lazy(str(criterion.document)))
        for name in criterion.fields
        if name not in without
    }
    for group in alternatives_of(criterion):
        fields[group[0]].help_text = _("One of these is enough: %(names)s") % {"names": names_of(group)}
    return fields
