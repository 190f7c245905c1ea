"""What a holder can tell (p.17, p.18, p.20, p.22): the questions, what is owed for it, and what it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.applicant.forms import one_of, text, yes_no
from tirkelim.portal.conformity.forms import LAST, checked_number
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.register.models import ConformityEventKind
from tirkelim.services.conformity.answers import ChangeKind


class TellForm(PortalForm):
    """The day of what happened; nothing of the future is told."""

    event_on = DayField(label=_("On which day?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["event_on"]
        field.latest = today

    def terms(self) -> dict[str, Any]:
        """What the notice says beside its kind and day."""
        return {}


class ContractForm(TellForm):
    """A labour contract: with whom and until when."""

    event_on = DayField(label=_("When was the contract signed?"))
    employer = text(_("Name of the employer"))
    employer_number = forms.CharField(label=_("BIN or IIN of the employer"), max_length=30, help_text=_("12 digits"))
    reference = text(_("Number of the labour contract"))
    open_ended = yes_no(_("Is the contract open-ended?"))
    until = DayField(
        label=_("Last day of the contract"),
        help_text=_("Only of a contract that has a last day"),
        required=False,
        latest=LAST,
    )

    def clean_employer_number(self) -> str:
        """Twelve digits with the right control digit."""
        return checked_number(self.cleaned_data["employer_number"])

    def clean(self) -> dict[str, Any]:
        """A contract with an end has a last day, not before the first."""
        found = self.cleaned_data
        until, signed = found.get("until"), found.get("event_on")
        if found.get("open_ended") is False and until is None and "until" not in self.errors:
            self.add_error("until", ValidationError(_("Write the last day of the contract"), code="missing"))
        if until and signed and until < signed:
            self.add_error("until", ValidationError(_("The contract cannot end before it was signed"), code="order"))
        return found

    def terms(self) -> dict[str, Any]:
        """Employer, number and last day."""
        found = self.cleaned_data
        names = ("employer", "employer_number", "reference")
        return {**{name: found[name] for name in names}, "until": None if found["open_ended"] else found["until"]}


class EndForm(TellForm):
    """The end of the contract, and on what provision."""

    event_on = DayField(label=_("On which day did the contract end?"))
    reference = forms.CharField(
        label=_("On what ground of the Labour Code did it end?"),
        max_length=200,
        help_text=_("For example: the term ended, agreement of the parties"),
    )

    def terms(self) -> dict[str, Any]:
        """The ground."""
        return {"reference": self.cleaned_data["reference"]}


class DataForm(TellForm):
    """What changed."""

    event_on = DayField(label=_("On which day did it change?"))
    reference = one_of(
        _("What changed?"),
        [
            (ChangeKind.NAME.value, _("Surname, given name or patronymic")),
            (ChangeKind.DOCUMENT.value, _("Number or series of the identity document")),
        ],
    )

    def terms(self) -> dict[str, Any]:
        """What changed."""
        return {"reference": self.cleaned_data["reference"]}


class Kind(NamedTuple):
    """What can be told: its form, title, what is owed for it, and the address of the application that follows."""

    kind: ConformityEventKind
    form: type[TellForm]
    title: Promise
    owed: Promise
    leads_to: str = ""


KINDS: Mapping[str, Kind] = {
    "contract": Kind(
        ConformityEventKind.CONTRACT_SIGNED,
        ContractForm,
        _("I have signed a labour contract"),
        _("Within five working days of the contract you ask for the extension of the certificate."),
        "extend",
    ),
    "employer": Kind(
        ConformityEventKind.EMPLOYER_CHANGED,
        ContractForm,
        _("I have a new employer"),
        _(
            "Within five working days of the new contract you tell the local executive body in writing: this page does "
            "it. Then you ask for the certificate for the new contract, as for an extension."
        ),
        "extend",
    ),
    "end": Kind(
        ConformityEventKind.CONTRACT_ENDED,
        EndForm,
        _("My labour contract has ended"),
        _(
            "Within five working days you tell the local executive body in writing: this page does it. The certificate "
            "runs on to the end of its term (reading K13)."
        ),
    ),
    "change": Kind(
        ConformityEventKind.DATA_CHANGED,
        DataForm,
        _("My name or identity document has changed"),
        _("Within five working days of the change you ask for the re-issue of the certificate."),
        "reissue",
    ),
}
BY_EVENT = {kind.kind.value: kind for kind in KINDS.values()}
