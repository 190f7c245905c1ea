"""Certificates in the shape that the national certification authority gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from tirkelim.standins.authority.keys import PrivateKey

INDIVIDUAL: Final = "1.2.398.3.3.4.1.1"
ORGANISATION: Final = "1.2.398.3.3.4.1.2"
HEAD: Final = "1.2.398.3.3.4.1.2.1"
MAY_SIGN: Final = "1.2.398.3.3.4.1.2.2"
HR_OFFICER: Final = "1.2.398.3.3.4.1.2.4"
EMPLOYEE: Final = "1.2.398.3.3.4.1.2.5"

Usage = Literal["signing", "authentication", "encryption", "authority", "ocsp", "time_stamps"]
_EXTENDED: Final[dict[str, x509.ObjectIdentifier]] = {
    "signing": ExtendedKeyUsageOID.EMAIL_PROTECTION,
    "authentication": ExtendedKeyUsageOID.CLIENT_AUTH,
    "encryption": x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.4"),
    "ocsp": ExtendedKeyUsageOID.OCSP_SIGNING,
    "time_stamps": ExtendedKeyUsageOID.TIME_STAMPING,
}
_KEY_USAGES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
_USED_FOR: Final[dict[str, frozenset[str]]] = {
    "signing": frozenset({"digital_signature", "content_commitment"}),
    "authentication": frozenset({"digital_signature", "key_encipherment"}),
    "encryption": frozenset({"key_encipherment"}),
    "authority": frozenset({"key_cert_sign", "crl_sign"}),
    "ocsp": frozenset({"digital_signature"}),
    "time_stamps": frozenset({"digital_signature", "content_commitment"}),
}


@dataclass(frozen=True)
class Wanted:
    """What a certificate is to say. Addresses that are "" are left out."""

    subject: x509.Name
    public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey
    usage: Usage
    valid_from: datetime
    valid_until: datetime
    serial: int = field(default_factory=x509.random_serial_number)
    roles: frozenset[str] = frozenset()
    ocsp_url: str = ""
    crl_url: str = ""
    path_length: int | None = None


def person_name(name: str, iin: str, organisation: str = "", bin: str = "", given_name: str = "") -> x509.Name:
    """A subject as the national authority writes it: IIN in SERIALNUMBER, BIN in OU."""
    surname = name.split()[0]
    parts = [(NameOID.COMMON_NAME, name), (NameOID.SURNAME, surname)]
    parts.append((NameOID.SERIAL_NUMBER, f"IIN{iin}")) if iin else None
    parts.append((NameOID.COUNTRY_NAME, "KZ"))
    parts.append((NameOID.GIVEN_NAME, given_name)) if given_name else None
    parts.append((NameOID.ORGANIZATION_NAME, organisation)) if organisation else None
    parts.append((NameOID.ORGANIZATIONAL_UNIT_NAME, f"BIN{bin}")) if bin else None
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def authority_name(common: str) -> x509.Name:
    """The name of a part of the authority itself; it says that it is one for tests."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common), x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ")])


def make_certificate(wanted: Wanted, issuer: x509.Name, issuer_private: PrivateKey) -> x509.Certificate:
    """Sign a certificate with the issuer's key."""
    builder = x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=wanted.subject,
        public_key=wanted.public,
        serial_number=wanted.serial,
        not_valid_before=wanted.valid_from,
        not_valid_after=wanted.valid_until,
    )
    for extension, critical in _extensions(wanted, issuer_private):
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_private, hashes.SHA256())


def _extensions(wanted: Wanted, issuer_private: PrivateKey) -> Iterable[tuple[x509.ExtensionType, bool]]:
    is_authority = wanted.usage == "authority"
    yield x509.BasicConstraints(ca=is_authority, path_length=wanted.path_length), True
    used = {name: name in _USED_FOR[wanted.usage] for name in _KEY_USAGES}
    yield x509.KeyUsage(**used), True
    if wanted.usage in _EXTENDED:
        roles = [x509.ObjectIdentifier(str(role)) for role in sorted(wanted.roles)]
        yield x509.ExtendedKeyUsage([_EXTENDED[wanted.usage], *roles]), wanted.usage == "time_stamps"
    yield x509.SubjectKeyIdentifier.from_public_key(wanted.public), False
    yield x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_private.public_key()), False
    if wanted.usage == "ocsp":
        yield x509.OCSPNoCheck(), False
    elif wanted.ocsp_url:
        place = x509.UniformResourceIdentifier(wanted.ocsp_url)
        yield (
            x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)]),
            False,
        )
    if wanted.crl_url and wanted.usage != "ocsp":
        place = x509.UniformResourceIdentifier(wanted.crl_url)
        yield x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)]), False
