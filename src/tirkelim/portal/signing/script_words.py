"""What the script of the signing page says: how far it is, and what to do where something stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

SCRIPT: Mapping[str, Text] = MappingProxyType({
    "connecting": _("Looking for NCALayer on this computer."),
    "choosing": _("NCALayer has opened its window. Choose your key there and enter its password."),
    "sending": _("Signed. The signature is being checked."),
    "details": _("NCALayer says:"),
})  # fmt: skip

TROUBLES: Mapping[str, tuple[Text, Text]] = MappingProxyType({
    "absent": (
        _("NCALayer does not answer on this computer"),
        _("Start NCALayer, wait until its icon appears, and press the button again. If it is not installed, get it "
          "from ncl.pki.gov.kz. If the browser asks whether this site may reach programs on this computer, allow it."),
    ),
    "cancelled": (
        _("You closed the window of NCALayer without signing"),
        _("Nothing is sent, and nothing is lost. Press the button again when you want to sign."),
    ),
    "lost": (
        _("The connection to NCALayer broke off"),
        _("Nothing is sent. See whether NCALayer is still running, start it anew if need be, and press the button "
          "again."),
    ),
    "old": (
        _("This version of NCALayer is too old"),
        _("Update it: it offers that itself, or get the present version from ncl.pki.gov.kz. Then press the button "
          "again."),
    ),
    "other": (
        _("NCALayer could not sign"),
        _("Check that the key file or the token is at hand, that its password is right and that the key is of the "
          "kind named above. Then press the button again."),
    ),
})  # fmt: skip
"""By what went wrong: what it is, and what to do now."""
