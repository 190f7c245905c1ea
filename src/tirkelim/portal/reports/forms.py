"""What can be asked of a report on request, and which organisation's passport is wanted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.identity.territories import territories
from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.law.order_305_positions.nomenclature import groups, positions
from tirkelim.national.reports.figures import Dimension, Filters
from tirkelim.national.reports.words import KINDS, OWNERSHIPS, SECTORS, SEXES, Names
from tirkelim.portal.choices import Choice, alphabetical, language
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.organisations import called
from tirkelim.register.models import Organisation, OrganisationFact

EARLIEST = date(1950, 1, 1)
ANY = pgettext_lazy("filter", "All")
MOST_NAMED = 5
"""Organisations of alike names that a message lists."""
NUMBERS = frozenset({Dimension.GROUP, Dimension.POSITION})


class DayInput(forms.DateInput):
    """A box for a day in one piece: the page is asked by its address, where three boxes would make three parts."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day as an address writes it."""
    return forms.DateField(label=label, widget=DayInput(), input_formats=["%Y-%m-%d"], **kwargs)


class RequestForm(PortalForm):
    """The days, the moment of knowledge, and the part of the register. Everything but the days may be left open."""

    first_day = day_field(_("First day"))
    closing_on = day_field(_("Last day"))
    known = day_field(_("As known at the end of"), required=False, help_text=_("Left empty: as known now"))
    region = forms.ChoiceField(label=pgettext_lazy("report", "Region"), required=False)
    organisation = forms.CharField(
        label=pgettext_lazy("report", "Organisation"),
        required=False,
        max_length=200,
        help_text=_("BIN, or words of its name"),
    )
    sector = forms.ChoiceField(label=pgettext_lazy("report", "Sector"), required=False)
    ownership = forms.ChoiceField(label=pgettext_lazy("report", "Ownership"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("report", "Kind of organisation"), required=False)
    group = forms.ChoiceField(label=pgettext_lazy("report", "Position group"), required=False)
    position = forms.ChoiceField(label=pgettext_lazy("report", "Position"), required=False)
    specialty = forms.ChoiceField(label=pgettext_lazy("report", "Specialty"), required=False)
    sex = forms.ChoiceField(label=pgettext_lazy("report", "Sex"), required=False)

    def __init__(self, *args: Any, today: date, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, keys in _choices(today).items():
            listed: list[Choice] = [(key, names.of(name, key)) for key in keys]
            if name not in NUMBERS:
                listed.sort(key=lambda pair: alphabetical(pair[1]))
            self.fields[name].choices = [("", str(ANY)), *listed]  # type: ignore[attr-defined]

    def clean_organisation(self) -> str:
        """The id of the organisation with the BIN, or of the only one that is called so."""
        text = self.cleaned_data["organisation"].strip()
        if not text:
            return ""
        if (one := Organisation.objects.filter(bin="".join(text.split())).first()) is not None:
            return str(one.id)
        rows = called(OrganisationFact.objects.current(self.today).select_related("organisation"), text)
        found = list(rows.order_by("name_kk", "line")[: MOST_NAMED + 1])
        if not found:
            raise forms.ValidationError(
                _("The register has no such organisation. Write its BIN, or fewer words of its name"), code="unknown"
            )
        if len(found) > MOST_NAMED:
            raise forms.ValidationError(
                _("Too many organisations are called so. Write more of the name, or the BIN"), code="many"
            )
        if len(found) > 1:
            names = "; ".join(f"{row.name(language())} ({row.organisation.bin})" for row in found)
            words = _("Several organisations are called so: %(names)s. Write the BIN of the one that is meant")
            raise forms.ValidationError(words, code="several", params={"names": names})
        return str(found[0].organisation_id)

    def clean(self) -> dict[str, Any]:
        """The days in their order, and none that is not over."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("closing_on")
        if first and first < EARLIEST:
            self.add_error("first_day", _("The register does not know of days so long ago. Choose a later day."))
        if first and last and last < first:
            self.add_error("closing_on", _("The last day lies before the first. Change one of them."))
        if last and last >= self.today:
            self.add_error("closing_on", _("The last day must be over: choose yesterday or an earlier day."))
        return data

    def filters(self) -> Filters:
        """The part of the register that was chosen."""
        values = {name: self.cleaned_data.get(name) for name in Filters.__dataclass_fields__}
        read = {name: int(value) if name in NUMBERS else value for name, value in values.items() if value}
        return Filters.read(read)


def _choices(today: date) -> dict[str, list[str]]:
    """The keys that each list offers."""
    return {
        "region": [row.kato for row in territories(today)],
        "sector": list(SECTORS),
        "ownership": list(OWNERSHIPS),
        "kind": list(KINDS),
        "group": [str(number) for number in groups()],
        "position": [str(one.row) for one in positions()],
        "specialty": list(specialties()),
        "sex": list(SEXES),
    }


class OrganisationForm(PortalForm):
    """An organisation by a part of its name or by its BIN."""

    words = forms.CharField(label=_("Name or BIN of the organisation"), required=False, max_length=200)
