"""What people sign, and in which role the certificate must name them (283/2020 p.6, p.8; 59/2020 p.14; 503/2016 p.9).

A certificate of the national certification authority names a person (individual), or a person of an organisation with
their part in it; each part has an object identifier of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Purpose(StrEnum):
    """What a signature stands for."""

    APPLICATION = "application"
    ORGANISATION_APPLICATION = "organisation_application"
    CPD_HR = "cpd_hr"
    CPD_HEAD = "cpd_head"
    DECISION = "decision"
    MINUTES = "minutes"
    VISIT_ACT = "visit_act"


class SignerRole(StrEnum):
    """Who a certificate says its holder is; the value is the object identifier in its extended key usage."""

    INDIVIDUAL = "1.2.398.3.3.4.1.1"
    ORGANISATION = "1.2.398.3.3.4.1.2"
    HEAD = "1.2.398.3.3.4.1.2.1"
    MAY_SIGN = "1.2.398.3.3.4.1.2.2"
    MAY_SIGN_FINANCE = "1.2.398.3.3.4.1.2.3"
    HR_OFFICER = "1.2.398.3.3.4.1.2.4"
    EMPLOYEE = "1.2.398.3.3.4.1.2.5"


_STAFF = frozenset({SignerRole.HEAD, SignerRole.MAY_SIGN, SignerRole.EMPLOYEE})

ROLES: Mapping[Purpose, frozenset[SignerRole]] = {
    Purpose.APPLICATION: frozenset({SignerRole.INDIVIDUAL}),
    Purpose.ORGANISATION_APPLICATION: frozenset({SignerRole.HEAD, SignerRole.MAY_SIGN}),
    Purpose.CPD_HR: frozenset({SignerRole.HR_OFFICER}),
    Purpose.CPD_HEAD: frozenset({SignerRole.HEAD}),
    Purpose.DECISION: _STAFF,
    Purpose.MINUTES: _STAFF | {SignerRole.INDIVIDUAL},
    Purpose.VISIT_ACT: _STAFF,
}
"""Any of these roles will do for a purpose."""
