"""Whom a certificate names, in the shape of the national certification authority."""

from __future__ import annotations

import re
from typing import Any, Final

from asn1crypto import x509

from tirkelim.signatures.proof import Signer
from tirkelim.signatures.purposes import SignerRole

_IIN: Final = re.compile(r"IIN(\d{12})")
_BIN: Final = re.compile(r"BIN(\d{12})")
_ROLES: Final = {role.value: role for role in SignerRole}


def signer_of(certificate: x509.Certificate) -> Signer:
    """The person, their organisation and their part in it. What the certificate does not say is ""."""
    subject = _attributes(certificate.subject)
    return Signer(
        name=_first(subject, "common_name"),
        iin=_number(_IIN, subject.get("serial_number", [])),
        bin=_number(_BIN, subject.get("organizational_unit_name", [])),
        organisation=_first(subject, "organization_name"),
        roles=frozenset(_ROLES[each] for each in usages(certificate) if each in _ROLES),
        issuer=certificate.issuer.human_friendly,
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
    )


def usages(certificate: x509.Certificate) -> frozenset[str]:
    """The object identifiers of its extended key usage."""
    extended = certificate.extended_key_usage_value
    return frozenset(each.dotted for each in extended) if extended is not None else frozenset()


def _attributes(name: x509.Name) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for relative in name.chosen:
        for pair in relative:
            found.setdefault(pair["type"].native, []).append(str(pair["value"].native))
    return found


def _first(attributes: dict[str, list[str]], name: str) -> str:
    return attributes.get(name, [""])[0]


def _number(pattern: re.Pattern[str], values: list[str]) -> str:
    """The number if exactly one stands there: a certificate that names two people names nobody."""
    found: set[Any] = {match.group(1) for match in map(pattern.fullmatch, values) if match}
    return str(found.pop()) if len(found) == 1 else ""
