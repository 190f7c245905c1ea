"""An authority made on the spot, with a certificate for the stand-in and one for whoever asks it: mutual TLS to try."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


class Files(NamedTuple):
    """Where the certificates and keys stand, in PEM."""

    ca: Path
    server: Path
    server_key: Path
    client: Path
    client_key: Path


def make_files(folder: Path, now: datetime | None = None) -> Files:
    """Make an authority, a server's and a client's certificate for a month. The key of the authority is not kept."""
    folder.mkdir(parents=True, exist_ok=True)
    now = now or datetime.now(UTC)
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate("gateway-demo authority", root_key, None, root_key, now)
    files = Files(*(folder / name for name in ("ca.pem", "server.pem", "server.key", "client.pem", "client.key")))
    files.ca.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    for name, certificate, key in (
        ("gateway-demo", files.server, files.server_key),
        ("tirkelim", files.client, files.client_key),
    ):
        own = ec.generate_private_key(ec.SECP256R1())
        made = _certificate(name, own, root, root_key, now)
        certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        key.touch(mode=0o600)
        key.write_bytes(
            own.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    return files


def server_context(files: Files) -> ssl.SSLContext:
    """TLS of the stand-in: whoever asks shows a certificate of the authority."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(files.server, files.server_key)
    made.load_verify_locations(files.ca)
    made.verify_mode = ssl.CERT_REQUIRED
    return made


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
    issuer_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if issuer is None:
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        return builder.add_extension(usage, critical=True).sign(issuer_key, hashes.SHA256())
    here = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    both = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
    signed_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    builder = builder.add_extension(here, critical=False).add_extension(both, critical=False)
    return builder.add_extension(signed_by, critical=False).sign(issuer_key, hashes.SHA256())
