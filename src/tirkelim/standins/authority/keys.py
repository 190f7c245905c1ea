"""A key with its certificate, as a person holds them in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    pkcs12,
)

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
KeyKind = Literal["ec", "rsa", "rsa1024"]
RSA_BITS: Final = {"rsa": 2048, "rsa1024": 1024}


@dataclass(frozen=True)
class Key:
    """A private key, its certificate, and the certificates between it and the root (nearest first)."""

    certificate: x509.Certificate
    private: PrivateKey = field(repr=False)
    chain: tuple[x509.Certificate, ...] = ()

    def to_p12(self, password: str) -> bytes:
        """The key as a PKCS#12 file under a password."""
        locked = BestAvailableEncryption(password.encode())
        return pkcs12.serialize_key_and_certificates(b"key", self.private, self.certificate, self.chain, locked)

    @cached_property
    def certificate_der(self) -> bytes:
        """The certificate as DER."""
        return self.certificate.public_bytes(Encoding.DER)

    @cached_property
    def private_der(self) -> bytes:
        """The private key as PKCS#8, not encrypted."""
        return self.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def chain_der(self) -> tuple[bytes, ...]:
        """The certificates of the chain as DER."""
        return tuple(one.public_bytes(Encoding.DER) for one in self.chain)

    @staticmethod
    def from_p12(content: bytes, password: str) -> Key:
        """The key of a PKCS#12 file. Raises ValueError (wrong password, no key in it)."""
        private, certificate, others = pkcs12.load_key_and_certificates(content, password.encode())
        if certificate is None or not isinstance(private, PrivateKey):
            raise ValueError("the file holds no key with a certificate")
        return Key(certificate, private, tuple(others))


def make_private(kind: KeyKind) -> PrivateKey:
    """A new private key: a curve (P-256), RSA with 2048 bits, or RSA with 1024 bits, which is too weak."""
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS[kind])


def read_private(der: bytes) -> PrivateKey:
    """A private key from PKCS#8. Raises ValueError."""
    private = load_der_private_key(der, None)
    if not isinstance(private, PrivateKey):
        raise ValueError("a key of another kind")
    return private
