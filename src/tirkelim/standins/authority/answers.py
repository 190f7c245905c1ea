"""What the authority answers about its certificates: OCSP (RFC 6960), CRL (RFC 5280), time stamps (RFC 3161)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from asn1crypto import core, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from tirkelim.standins.authority.authority import Authority
from tirkelim.standins.authority.keys import Key
from tirkelim.standins.authority.signing import stamp_imprint


def answer_ocsp(authority: Authority, request: bytes) -> bytes:
    """Whether a certificate stands; to what cannot be read or is of another authority, the protocol's own refusal."""
    try:
        asked = ocsp.load_der_ocsp_request(request)
    except ValueError:
        return _refuse(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    if asked.issuer_key_hash != _key_hash(authority.issuing, asked.hash_algorithm):
        return _refuse(ocsp.OCSPResponseStatus.UNAUTHORIZED)
    now = _seconds(authority.clock())
    revoked_at = authority.list_revoked().get(asked.serial_number)
    gone = revoked_at is not None and _seconds(revoked_at) <= now
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        issuer_name_hash=asked.issuer_name_hash,
        issuer_key_hash=asked.issuer_key_hash,
        serial_number=asked.serial_number,
        algorithm=asked.hash_algorithm,
        cert_status=ocsp.OCSPCertStatus.REVOKED if gone else ocsp.OCSPCertStatus.GOOD,
        this_update=now,
        next_update=now + authority.ocsp_lifetime,
        revocation_time=_seconds(revoked_at) if gone and revoked_at else None,
        revocation_reason=x509.ReasonFlags.key_compromise if gone else None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, authority.ocsp.certificate)
    builder = builder.certificates([authority.ocsp.certificate])
    for extension in asked.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            builder = builder.add_extension(extension.value, critical=False)
    return builder.sign(authority.ocsp.private, hashes.SHA256()).public_bytes(Encoding.DER)


def make_crl(authority: Authority, of_root: bool = False) -> bytes:
    """The list of the revoked, of the issuing authority or of the root."""
    key = authority.root if of_root else authority.issuing
    now = _seconds(authority.clock())
    builder = x509.CertificateRevocationListBuilder(
        issuer_name=key.certificate.subject, last_update=now, next_update=now + authority.crl_lifetime
    )
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.private.public_key())
    builder = builder.add_extension(issuer, critical=False)
    builder = builder.add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
    for serial, when in authority.list_revoked().items():
        if _seconds(when) <= now and (serial == authority.issuing.certificate.serial_number) is of_root:
            entry = x509.RevokedCertificateBuilder(serial_number=serial, revocation_date=_seconds(when))
            builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(key.private, hashes.SHA256()).public_bytes(Encoding.DER)


def answer_time_stamp(authority: Authority, request: bytes) -> bytes:
    """A time stamp over the digest in the request."""
    try:
        asked: Any = tsp.TimeStampReq.load(request)
        imprint, nonce = asked["message_imprint"], asked["nonce"].native
        token = stamp_imprint(authority, imprint, authority.clock(), nonce)
    except (ValueError, TypeError):
        refused = tsp.PKIStatusInfo({"status": "rejection"})
        # The library's own structure insists on a token, which a refusal has not (RFC 3161 part 2.4.2).
        return bytes(core.Sequence(contents=refused.dump()).dump())
    granted = tsp.PKIStatusInfo({"status": "granted"})
    return bytes(core.Sequence(contents=granted.dump() + token).dump())


def _refuse(status: ocsp.OCSPResponseStatus) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)


def _key_hash(key: Key, method: hashes.HashAlgorithm) -> bytes:
    from asn1crypto import x509 as plain

    certificate = plain.Certificate.load(key.certificate_der)
    digest = hashes.Hash(method)
    digest.update(bytes(certificate.public_key["public_key"]))
    return digest.finalize()


def _seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
