"""The questions of a request for assessment, one a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.assessor.words import organisation_name, until_words
from tirkelim.portal.choices import specialty_choices
from tirkelim.portal.forms import OptionWithHint, PortalForm
from tirkelim.portal.personnel.values import region_of
from tirkelim.register.assessment_queries import Accredited
from tirkelim.services.assessment.request import Purpose

PURPOSES = [
    (
        Purpose.CERTIFICATE.value,
        OptionWithHint(
            _("A first certificate, without a level"), _("Also after a certificate expired over 3 years ago.")
        ),
    ),
    (
        Purpose.LEVEL.value,
        OptionWithHint(_("A qualification level"), _("Initial, next, or the one that replaces your category.")),
    ),
]


class ClaimForm(PortalForm):
    """The specialty, and what the result is for."""

    specialty = forms.ChoiceField(
        label=_("In which specialty?"), error_messages={"required": _("Choose the specialty")}
    )
    purpose = forms.ChoiceField(
        label=_("What do you need the assessment for?"),
        widget=forms.RadioSelect,
        choices=PURPOSES,
        error_messages={"required": _("Choose what you need the assessment for")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["specialty"].choices = specialty_choices()  # type: ignore[attr-defined]


class LevelForm(PortalForm):
    """The level that is asked for."""

    level = forms.ChoiceField(
        label=_("Which level do you ask for?"),
        help_text=_("Levels are given one step at a time; a category of the earlier system has its own equivalent."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the level")},
    )

    def __init__(self, *args: Any, levels: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(level, level) for level in levels]  # type: ignore[attr-defined]


class OrganisationForm(PortalForm):
    """One of the organisations that are accredited today."""

    organisation = forms.ChoiceField(
        label=_("Which organisation is to assess you?"),
        help_text=_("These organisations are accredited today. Each may assess you, wherever you live."),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the organisation"),
            "invalid_choice": _("This organisation is no longer accredited. Choose another"),
        },
    )

    def __init__(self, *args: Any, accredited: Sequence[Accredited], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(str(one.organisation), option_of(one)) for one in accredited]
        self.fields["organisation"].choices = options  # type: ignore[attr-defined]


def option_of(one: Accredited) -> OptionWithHint:
    """An organisation with its place, and its accreditation beneath."""
    place = region_of(one.facts.kato) if one.facts is not None else ""
    said = gettext("accreditation %(number)s") % {"number": one.number}
    return OptionWithHint(organisation_name(one.facts), ", ".join(filter(None, (place, said, until_words(one)))))


class HandOverForm(PortalForm):
    """The worker's word that the request, and the sheet where there is one, go to the organisation."""

    agreed = forms.BooleanField(error_messages={"required": _("Tick the box to hand the request over")})

    def __init__(self, *args: Any, sheet: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_sheet = gettext(
            "I hand my name, this request and the confirmation sheet %(number)s over to the organisation."
        )
        alone = gettext("I hand my name and this request over to the organisation.")
        self.fields["agreed"].label = with_sheet % {"number": sheet} if sheet else alone
