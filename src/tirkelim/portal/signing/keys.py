"""What is signed is called, which key it needs in plain words, and by which marks NCALayer finds that key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tirkelim.signatures.purposes import ROLES, Purpose, SignerRole

Text = str | Promise
FOR_SIGNING = "1.3.6.1.5.5.7.3.4"
"""The mark of a certificate for signing; those for signing in carry another one."""

TITLES: Mapping[Purpose, Text] = MappingProxyType({
    Purpose.APPLICATION: _("Sign your application"),
    Purpose.ORGANISATION_APPLICATION: _("Sign the organisation's application"),
    Purpose.CPD_HR: _("Sign the confirmation for the personnel service"),
    Purpose.CPD_HEAD: _("Sign the confirmation as head"),
    Purpose.DECISION: _("Sign the decision"),
    Purpose.MINUTES: _("Sign the minutes"),
    Purpose.VISIT_ACT: _("Sign the act of the visit"),
})  # fmt: skip
NAMES: Mapping[Purpose, Text] = MappingProxyType({
    Purpose.APPLICATION: pgettext_lazy("what was signed", "Application"),
    Purpose.ORGANISATION_APPLICATION: pgettext_lazy("what was signed", "Application of an organisation"),
    Purpose.CPD_HR: pgettext_lazy("what was signed", "Confirmation by the personnel service"),
    Purpose.CPD_HEAD: pgettext_lazy("what was signed", "Confirmation by the head"),
    Purpose.DECISION: pgettext_lazy("what was signed", "Decision"),
    Purpose.MINUTES: pgettext_lazy("what was signed", "Minutes of the commission"),
    Purpose.VISIT_ACT: pgettext_lazy("what was signed", "Act of a visit"),
})  # fmt: skip
_STAFF = _("Your key as an employee of the body: head, with the right to sign, or employee.")
KEYS: Mapping[Purpose, Text] = MappingProxyType({
    Purpose.APPLICATION: _("Your own key as a natural person, not one of an organisation."),
    Purpose.ORGANISATION_APPLICATION: _("Your key of the organisation: as its head or with the right to sign."),
    Purpose.CPD_HR: _("Your key of the organisation as officer of its personnel service."),
    Purpose.CPD_HEAD: _("Your key of the organisation as its head."),
    Purpose.DECISION: _STAFF,
    Purpose.MINUTES: _("Your own key as a natural person, or your key of the body that you represent."),
    Purpose.VISIT_ACT: _STAFF,
})  # fmt: skip
ROLE_NAMES: Mapping[SignerRole, Text] = MappingProxyType({
    SignerRole.INDIVIDUAL: pgettext_lazy("role of a certificate", "natural person"),
    SignerRole.HEAD: pgettext_lazy("role of a certificate", "head of the organisation"),
    SignerRole.MAY_SIGN: pgettext_lazy("role of a certificate", "with the right to sign"),
    SignerRole.MAY_SIGN_FINANCE: pgettext_lazy("role of a certificate", "with the right to sign for finance"),
    SignerRole.HR_OFFICER: pgettext_lazy("role of a certificate", "officer of the personnel service"),
    SignerRole.EMPLOYEE: pgettext_lazy("role of a certificate", "employee of the organisation"),
    SignerRole.ORGANISATION: pgettext_lazy("role of a certificate", "organisation"),
})  # fmt: skip


def marks(purpose: Purpose) -> list[str]:
    """The object identifiers that a fit certificate carries all of: NCALayer offers no other key."""
    roles = ROLES[purpose]
    if len(roles) == 1:
        return [FOR_SIGNING, *(role.value for role in roles)]
    return [FOR_SIGNING] if SignerRole.INDIVIDUAL in roles else [FOR_SIGNING, SignerRole.ORGANISATION.value]


def role_in_words(roles: Iterable[str]) -> str:
    """What a certificate says of its holder: the narrowest of its roles."""
    held = set(roles)
    narrow = [name for role, name in ROLE_NAMES.items() if role.value in held and role is not SignerRole.ORGANISATION]
    if narrow:
        return ", ".join(str(name) for name in narrow)
    return str(ROLE_NAMES[SignerRole.ORGANISATION]) if SignerRole.ORGANISATION.value in held else ""
