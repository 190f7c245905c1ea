"""CMS signatures as NCALayer gives them: CAdES-BES, with the content inside, and with a time stamp if wanted.

Put together byte by byte from the structures of RFC 5652, 5035 and 3161, so that a test can also make what a proper
program never would.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from asn1crypto import algos, cms, core, parser, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from tirkelim.standins.authority.keys import Key, PrivateKey

if TYPE_CHECKING:
    from tirkelim.standins.authority.authority import Authority

HASHES: dict[str, Any] = {
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
Stamper = Callable[[bytes], bytes]


def sign_cms(
    key: Key,
    content: bytes,
    *,
    encapsulate: bool = True,
    tsa: Authority | None = None,
    at: datetime | None = None,
    stamp_at: datetime | None = None,
    digest: str = "sha256",
    with_chain: bool = True,
) -> bytes:
    """A CMS signature in DER. `at` is the signer's own word on the time (now), `stamp_at` the time stamp's."""
    stamper = None if tsa is None else lambda signature: stamp(tsa, signature, stamp_at or tsa.clock())
    return make_signed_data(
        [key], content, encapsulate=encapsulate, digest=digest, at=at, with_chain=with_chain, stamper=stamper
    )


def stamp(tsa: Authority, content: bytes, at: datetime, *, digest: str = "sha256", nonce: int | None = None) -> bytes:
    """A time stamp over content: the token in DER (RFC 3161)."""
    imprint = {"hash_algorithm": {"algorithm": digest}, "hashed_message": hashlib.new(digest, content).digest()}
    return stamp_imprint(tsa, tsp.MessageImprint(imprint), at, nonce)


def stamp_imprint(tsa: Authority, imprint: Any, at: datetime, nonce: int | None = None) -> bytes:
    """A time stamp over a digest that was made already."""
    said = {
        "version": "v1",
        "policy": "1.2.398.3.3.2.6.1",
        "message_imprint": imprint,
        "serial_number": int.from_bytes(hashlib.sha256(imprint.dump() + str(at).encode()).digest()[:12], "big"),
        "gen_time": at.astimezone(UTC).replace(microsecond=0),
    }
    if nonce is not None:
        said["nonce"] = nonce
    return make_signed_data([tsa.tsa], tsp.TSTInfo(said).dump(), content_type="tst_info", at=at)


def make_signed_data(
    keys: Sequence[Key],
    content: bytes,
    *,
    content_type: str = "data",
    encapsulate: bool = True,
    digest: str = "sha256",
    at: datetime | None = None,
    with_chain: bool = True,
    stamper: Stamper | None = None,
) -> bytes:
    """Signed data by any number of signers, in DER. `stamper` makes a time stamp of a signature's bytes."""
    moment = at or datetime.now(UTC)
    kind = cms.ContentType(content_type).dump()
    inside = _tagged(0, core.OctetString(content).dump()) if encapsulate else b""
    certificates = {key.certificate_der for key in keys}
    if with_chain:
        certificates |= {each for key in keys for each in key.chain_der()}
    signed = _sequence(
        core.Integer(1 if content_type == "data" else 3).dump(),
        _set([algos.DigestAlgorithm({"algorithm": digest}).dump()]),
        _sequence(kind, inside),
        _tagged(0, b"".join(sorted(certificates))),
        _set(_signer_info(key, content, content_type, digest, moment, stamper) for key in keys),
    )
    return _sequence(cms.ContentType("signed_data").dump(), _tagged(0, signed))


def sign_bytes(private: PrivateKey, content: bytes, digest: str) -> bytes:
    """The bare signature over bytes."""
    method = HASHES[digest]()
    if isinstance(private, ec.EllipticCurvePrivateKey):
        return private.sign(content, ec.ECDSA(method))
    return private.sign(content, PKCS1v15(), method)


def _signer_info(
    key: Key, content: bytes, content_type: str, digest: str, at: datetime, stamper: Stamper | None
) -> bytes:
    certificate = x509.Certificate.load(key.certificate_der)
    moment = core.UTCTime(at.astimezone(UTC).replace(microsecond=0))
    attributes = [
        _attribute("content_type", cms.ContentType(content_type).dump()),
        _attribute("message_digest", core.OctetString(hashlib.new(digest, content).digest()).dump()),
        _attribute("signing_time", moment.dump()),
        _attribute("signing_certificate_v2", _signing_certificate(key)),
    ]
    signature = sign_bytes(key.private, _set(attributes), digest)
    method = "ecdsa" if isinstance(key.private, ec.EllipticCurvePrivateKey) else "rsa"
    unsigned = b""
    if stamper is not None:
        unsigned = _tagged(1, _attribute("signature_time_stamp_token", stamper(signature)))
    return _sequence(
        core.Integer(1).dump(),
        _sequence(certificate.issuer.dump(), core.Integer(certificate.serial_number).dump()),
        algos.DigestAlgorithm({"algorithm": digest}).dump(),
        _tagged(0, b"".join(sorted(attributes))),
        algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{method}"}).dump(),
        core.OctetString(signature).dump(),
        unsigned,
    )


def _signing_certificate(key: Key) -> bytes:
    digest = hashlib.sha256(key.certificate_der).digest()
    return bytes(tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2({"cert_hash": digest})]}).dump())


def _attribute(kind: str, value: bytes) -> bytes:
    return _sequence(cms.CMSAttributeType(kind).dump(), _set([value]))


def _sequence(*parts: bytes) -> bytes:
    return bytes(parser.emit(0, 1, 16, b"".join(parts)))


def _set(parts: Iterable[bytes]) -> bytes:
    return bytes(parser.emit(0, 1, 17, b"".join(sorted(parts))))


def _tagged(tag: int, content: bytes) -> bytes:
    return bytes(parser.emit(2, 1, tag, content))
