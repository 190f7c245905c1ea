"""What an administrator writes: whom to find, a new account, a role with its days, a number to link."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.identity.identifiers import BIN, IIN
from tirkelim.identity.logins import BadLogin, check_login
from tirkelim.identity.models import ORGANISATION_ROLES, TERRITORY_ROLES, Account
from tirkelim.portal.choices import region_choices
from tirkelim.portal.desk.administration import ROLES
from tirkelim.portal.forms import DayField, PortalForm
from tirkelim.register.identifiers import BadIdentifier, check_iin, parse_bin
from tirkelim.register.models import Organisation

LONGEST = 200
LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))
NOT_IIN = _("Check the number: an IIN has 12 digits, and this cannot be one")
NOT_BIN = _("Check the number: a BIN has 12 digits, and this cannot be one")


class FindForm(PortalForm):
    """Whose account is looked for."""

    who = forms.CharField(
        label=_("Name, sign-in name, or IIN"),
        max_length=100,
        error_messages={"required": _("Write whose account you look for")},
    )


class AddForm(PortalForm):
    """A new account."""

    login = forms.CharField(
        label=_("Sign-in name"),
        help_text=_("3 to 50 small Latin letters, digits, dots and dashes. It is shown to others and never an IIN."),
        max_length=50,
        error_messages={"required": _("Write a sign-in name")},
    )
    name = forms.CharField(
        label=_("Surname and given names"),
        help_text=_("As they stand in decisions and lists."),
        max_length=LONGEST,
        error_messages={"required": _("Write the surname and the given names")},
    )
    iin = forms.CharField(
        label=_("IIN"),
        help_text=_("With it the state's sign-in and the person's own signature open the account."),
        max_length=20,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="kk", widget=forms.RadioSelect)
    with_password = forms.BooleanField(
        label=_("Make a first password to be handed over"),
        help_text=_("It opens only the page that asks for another. Better without, where the IIN is known."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_login(self) -> str:
        """A name that may be used and is free."""
        try:
            login = check_login(self.cleaned_data["login"])
        except BadLogin:
            raise ValidationError(
                _("This sign-in name cannot be used. Write 3 to 50 small Latin letters, digits, dots, dashes"), "login"
            ) from None
        if Account.objects.filter(login=login).exists():
            raise ValidationError(_("Somebody has this sign-in name already. Choose another"), "taken")
        return login

    def clean_iin(self) -> str:
        """A number that can be an IIN, or nothing."""
        text: str = self.cleaned_data["iin"]
        return _iin(text, self.today) if text else ""


class RoleForm(PortalForm):
    """A role with its place and its days."""

    role = forms.ChoiceField(label=_("Role"), choices=(), error_messages={"required": _("Choose a role")})
    organisation = forms.CharField(
        label=_("BIN of the organisation"),
        help_text=_("Only for roles in an organisation."),
        max_length=20,
        required=False,
    )
    region = forms.ChoiceField(
        label=pgettext_lazy("role", "Region"), help_text=_("Only for roles in a region."), required=False
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), help_text=_("Leave it empty where it has no term."), required=False)
    reason = forms.CharField(
        label=_("Why is the role given?"),
        help_text=_("For example the number and day of an order. It stays in the journal."),
        max_length=500,
        error_messages={"required": _("Say why the role is given")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Choose a role")), *ROLES.items()]  # type: ignore[attr-defined]
        self.fields["region"].choices = region_choices(today)  # type: ignore[attr-defined]
        self.fields["first_day"].earliest = today  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The place that the role wants, and none that it does not; the last day not before the first."""
        given: dict[str, Any] = super().clean() or {}
        role = given.get("role", "")
        given["organisation_id"] = self._organisation(given) if role in ORGANISATION_ROLES else None
        if role in TERRITORY_ROLES and not given.get("region"):
            self.add_error("region", _("This role is given for a region. Choose it"))
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first"))
        return given

    def _organisation(self, given: dict[str, Any]) -> UUID | None:
        number = "".join(given.get("organisation", "").split())
        found = Organisation.objects.filter(bin=number).values_list("id", flat=True).first() if number else None
        if found is None:
            self.add_error("organisation", _("Write the BIN of an organisation that is in the register"))
        return found

    def grant(self) -> dict[str, Any]:
        """What a grant is made of."""
        said = self.cleaned_data
        last = said["last_day"]
        return {
            "role": said["role"],
            "valid_from": said["first_day"],
            "valid_to": None if last is None else last + timedelta(days=1),
            "organisation": said["organisation_id"],
            "territory": said["region"] if said["role"] in TERRITORY_ROLES else None,
        }


class LinkForm(PortalForm):
    """A number that an account shall stand for."""

    scheme = forms.ChoiceField(
        label=_("What is linked?"), choices=((IIN, _("IIN")), (BIN, _("BIN"))), initial=IIN, widget=forms.RadioSelect
    )
    number = forms.CharField(
        label=pgettext_lazy("identifier", "Number"),
        help_text=_("Only a digest of it is kept."),
        max_length=20,
        error_messages={"required": _("Write the number")},
    )
    reason = forms.CharField(
        label=_("How do you know that it is theirs?"),
        help_text=_("For example: identity card seen. It stays in the journal."),
        max_length=500,
        error_messages={"required": _("Say how you know")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A number of its kind."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("number"):
            try:
                if given.get("scheme") == IIN:
                    given["number"] = _iin(given["number"], self.today)
                else:
                    given["number"] = parse_bin(given["number"]).number
            except BadIdentifier:
                self.add_error("number", NOT_BIN)
            except ValidationError as bad:
                self.add_error("number", bad)
        return given


class ReasonForm(PortalForm):
    """Why something is done to an account."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("It stays in the journal."),
        max_length=500,
        error_messages={"required": _("Say why")},
    )


def _iin(text: str, today: date) -> str:
    try:
        return check_iin(text, today, demo=settings.DEMO).number
    except BadIdentifier:
        raise ValidationError(NOT_IIN, "iin") from None


def digits(text: str) -> str:
    """The text without spaces where it is a number of twelve digits; else nothing."""
    plain = "".join(text.split())
    return plain if len(plain) == 12 and plain.isascii() and plain.isdigit() else ""
