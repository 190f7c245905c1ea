"""What to tell a person whose signature is not taken: what is wrong, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from tirkelim.signatures.fitness import Reason

_WORDS: Final[Mapping[Reason, tuple[object, object]]] = {
    Reason.UNREADABLE: (
        _("The signature cannot be read"),
        _("Sign again. If this message comes back, start NCALayer anew and tell the contact centre."),
    ),
    Reason.ALTERED: (
        _("What was signed has been changed since it was signed"),
        _("Sign again. Nothing that you entered is lost."),
    ),
    Reason.OTHER_DATA: (
        _("The signature is over something else than what stands on this page"),
        _("Read the summary once more and sign it again."),
    ),
    Reason.WEAK: (
        _("The key, or the way it signs, no longer protects well enough"),
        _("Get a new key from the certification authority and sign with it."),
    ),
    Reason.SELF_SIGNED: (
        _("The certificate was issued by its own holder"),
        _("Sign with a key from the national certification authority."),
    ),
    Reason.UNKNOWN_ISSUER: (
        _("The certificate is from an authority that is not recognised here"),
        _("Sign with a key from the national certification authority."),
    ),
    Reason.NOT_YET_VALID: (
        _("The certificate is not valid yet"),
        _("Sign with another key, or wait until the day from which the certificate is valid."),
    ),
    Reason.EXPIRED: (
        _("The certificate has expired"),
        _("Get a new key from the certification authority and sign with it. What you entered is kept as a draft."),
    ),
    Reason.REVOKED: (
        _("The certificate has been revoked"),
        _("Sign with another key, or get a new one. If you did not revoke it, ask the certification authority."),
    ),
    Reason.REVOCATION_UNKNOWN: (
        _("It could not be found out whether the certificate has been revoked"),
        _("The certification authority does not answer at the moment. Try again in a few minutes."),
    ),
    Reason.WRONG_USAGE: (
        _("This key is for signing in, not for signing"),
        _("Choose the key for signing: its file name begins with RSA or GOST, not with AUTH."),
    ),
    Reason.WRONG_PERSON: (
        _("The certificate names another person than the one signed in"),
        _("Choose your own key, or sign out and sign in as the person whose key it is."),
    ),
    Reason.WRONG_ORGANISATION: (
        _("The certificate names another organisation"),
        _("Choose the key that you were given for this organisation."),
    ),
    Reason.WRONG_ROLE: (
        _("The certificate does not allow this: it names you in another role"),
        _("Choose the key for the role in which you act here, or ask the head of your organisation for one."),
    ),
    Reason.NOT_LINKED: (
        _("Your account is not linked to an IIN, so the signature cannot be matched with you"),
        _("Ask the administrator of this system to link your IIN to the account."),
    ),
    Reason.BAD_TIME_STAMP: (
        _("The time stamp on the signature is not right"),
        _("Sign again. If this message comes back, check the clock of your computer and start NCALayer anew."),
    ),
    Reason.NO_TIME_STAMP: (
        _("No time stamp could be had for the signature"),
        _("The time-stamping authority does not answer at the moment. Try again in a few minutes."),
    ),
    Reason.SERVICE_DOWN: (
        _("Keys of this kind (GOST) cannot be verified at the moment"),
        _("Try again in a few minutes, or sign with an RSA key."),
    ),
}


_FOR_SIGN_IN: Final[Mapping[Reason, tuple[object, object]]] = {
    Reason.WRONG_USAGE: (
        _("This key is for signing documents, not for signing in"),
        _("Choose the key for signing in: its file name begins with AUTH."),
    ),
}


def words_for(reason: Reason) -> tuple[str, str]:
    """What is wrong, and the next step, in the language of the page."""
    title, step = _WORDS[reason]
    return str(title), str(step)


def words_for_sign_in(reason: Reason) -> tuple[str, str]:
    """The same where a key was to sign a person in."""
    title, step = _FOR_SIGN_IN.get(reason, _WORDS[reason])
    return str(title), str(step)
