"""CMS signatures as NCALayer gives them: CAdES-BES, with the content inside, and with a time stamp if wanted.

Put together from the structures of RFC 5652, 5035 and 3161 themselves, so that a test can also make what a proper
program never would.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from asn1crypto import algos, cms, core, tsp, x509
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
    made = make_signed_data(
        [key], content, encapsulate=encapsulate, digest=digest, at=at, with_chain=with_chain, stamper=stamper
    )
    return bytes(made.dump())


def stamp(tsa: Authority, content: bytes, at: datetime, *, digest: str = "sha256", nonce: int | None = None) -> Any:
    """A time stamp over content: the token as a ContentInfo (RFC 3161)."""
    imprint = {"hash_algorithm": {"algorithm": digest}, "hashed_message": hashlib.new(digest, content).digest()}
    return stamp_imprint(tsa, tsp.MessageImprint(imprint), at, nonce)


def stamp_imprint(tsa: Authority, imprint: Any, at: datetime, nonce: int | None = None) -> Any:
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
    stamper: Callable[[bytes], Any] | None = None,
) -> Any:
    """Signed data by any number of signers, as a ContentInfo. `stamper` makes a time stamp of a signature's bytes."""
    moment = at or datetime.now(UTC)
    inner: dict[str, Any] = {"content_type": content_type}
    if encapsulate:
        kind = core.OctetString if content_type == "data" else core.ParsableOctetString
        inner["content"] = kind(content)
    certificates = [key.certificate_der for key in keys]
    if with_chain:
        certificates += [each for key in keys for each in key.chain_der() if each not in certificates]
    signed = cms.SignedData(
        {
            "version": "v1" if content_type == "data" else "v3",
            "digest_algorithms": cms.DigestAlgorithms([algos.DigestAlgorithm({"algorithm": digest})]),
            "encap_content_info": inner,
            "certificates": [x509.Certificate.load(each) for each in certificates],
            "signer_infos": [_signer_info(key, content, content_type, digest, moment, stamper) for key in keys],
        }
    )
    return _settled(cms.ContentInfo({"content_type": "signed_data", "content": signed}))


def sign_bytes(private: PrivateKey, content: bytes, digest: str) -> bytes:
    """The bare signature over bytes."""
    method = HASHES[digest]()
    if isinstance(private, ec.EllipticCurvePrivateKey):
        return private.sign(content, ec.ECDSA(method))
    return private.sign(content, PKCS1v15(), method)


def _settled(made: Any) -> Any:
    """The same structure read back from its bytes: the library would encode a fresh one again at every level above."""
    return type(made).load(made.dump())


def _signer_info(
    key: Key, content: bytes, content_type: str, digest: str, at: datetime, stamper: Callable[[bytes], Any] | None
) -> cms.SignerInfo:
    certificate = x509.Certificate.load(key.certificate_der)
    attributes = cms.CMSAttributes(
        [
            _attribute("content_type", content_type),
            _attribute("message_digest", hashlib.new(digest, content).digest()),
            _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(at.astimezone(UTC).replace(microsecond=0))})),
            _attribute("signing_certificate_v2", _signing_certificate(key)),
        ]
    )
    attributes = _settled(attributes)
    signature = sign_bytes(key.private, attributes.dump(), digest)
    method = "ecdsa" if isinstance(key.private, ec.EllipticCurvePrivateKey) else "rsa"
    serial = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(serial)}),
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": digest}),
        "signed_attrs": attributes,
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{method}"}),
        "signature": signature,
    }
    if stamper is not None:
        stamped = _attribute("signature_time_stamp_token", stamper(signature))
        info["unsigned_attrs"] = cms.CMSAttributes([stamped])
    return _settled(cms.SignerInfo(info))


def _signing_certificate(key: Key) -> tsp.SigningCertificateV2:
    digest = hashlib.sha256(key.certificate_der).digest()
    return tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2({"cert_hash": digest})]})


def _attribute(kind: str, value: Any) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": (value,)})
