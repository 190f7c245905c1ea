"""What ways of signing in, roles, and what happens to accounts are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.identity.models import Proposal, Way
from tirkelim.portal.forms import Text

WAYS: Mapping[str, Text] = {
    Way.PASSWORD.value: _("Name and password"),
    Way.PROVIDER.value: _("State sign-in service"),
    Way.SIGNATURE.value: _("Electronic signature"),
    Way.CODE.value: _("Code of the authenticator"),
    Way.RECOVERY_CODE.value: _("Recovery code"),
}
KINDS: Mapping[str, Text] = {
    Proposal.Kind.GRANT_ROLE.value: _("Give a role"),
    Proposal.Kind.LINK_IDENTIFIER.value: _("Link to an IIN or BIN"),
    Proposal.Kind.NEW_PASSWORD.value: _("Make a new password"),
    Proposal.Kind.RESET_SECOND_FACTOR.value: _("Take off the second factor"),
}
HAPPENED: Mapping[str, Text] = {
    "account_added": _("Account made"),
    "account_closed": _("Account closed"),
    "password_set": _("Password changed"),
    "role_granted": _("Role given"),
    "role_revoked": _("Role taken away"),
    "identifier_linked": _("Linked to an IIN or BIN"),
    "identifier_unlinked": _("Link to an IIN or BIN undone"),
    "second_factor_added": _("Second factor set up"),
    "second_factor_removed": _("Second factor taken off"),
    "recovery_codes_renewed": _("Recovery codes renewed"),
    "unlocked": _("Lock ended"),
    "sessions_ended": _("Other sessions ended"),
    "proposal_made": pgettext_lazy("account", "Proposed"),
    "proposal_confirmed": pgettext_lazy("account", "Proposal confirmed"),
    "proposal_declined": pgettext_lazy("account", "Proposal declined"),
}
