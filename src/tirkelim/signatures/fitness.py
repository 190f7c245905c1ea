"""Why a signature is not taken. Each reason has its own words and its own next step (``words.py``)."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What makes a signature unfit."""

    UNREADABLE = "unreadable"  # no CMS, or not exactly one signer
    ALTERED = "altered"  # the signature does not fit the content in it
    OTHER_DATA = "other_data"  # whole, but over something else than what was to be signed
    WEAK = "weak"  # an algorithm or a key that no longer protects
    SELF_SIGNED = "self_signed"  # the certificate vouches for itself
    UNKNOWN_ISSUER = "unknown_issuer"  # no chain to a trusted authority
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REVOCATION_UNKNOWN = "revocation_unknown"  # neither OCSP nor a fresh CRL could be had
    WRONG_USAGE = "wrong_usage"  # a certificate for signing in, not for signing
    WRONG_PERSON = "wrong_person"  # another IIN than the account's
    WRONG_ORGANISATION = "wrong_organisation"  # another BIN
    WRONG_ROLE = "wrong_role"  # the part in the organisation does not allow this
    NOT_LINKED = "not_linked"  # the account knows no IIN to compare with
    BAD_TIME_STAMP = "bad_time_stamp"
    NO_TIME_STAMP = "no_time_stamp"  # this installation wants one, and its authority gave none
    SERVICE_DOWN = "service_down"  # GOST: the verifying service did not answer


class Unfit(Exception):
    """A signature is not fit; `reason` says why. The message holds no personal data."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
