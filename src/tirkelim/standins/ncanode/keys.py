"""Certificates and signatures that name the algorithms of the national standard, with a digest in place of its sums."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from asn1crypto import algos, cms, core, x509

from tirkelim.standins.authority.authority import Authority

KEY_ALGORITHM: Final = "1.2.398.3.10.1.1.2.2"  # GOST 34.10-2015, 512 bits
SIGNATURE_ALGORITHM: Final = "1.2.398.3.10.1.1.2.3.2"
DIGEST_ALGORITHM: Final = "1.2.398.3.10.1.3.3"  # GOST 34.11-2015, 512 bits
_SECRET: Final = b"only the stand-in knows it"


@dataclass(frozen=True)
class GostKey:
    """A certificate of the national standard."""

    certificate: Any

    @property
    def serial(self) -> int:
        """Its serial number."""
        return int(self.certificate.serial_number)


def issue_gost(authority: Authority, name: str, iin: str, **wanted: Any) -> GostKey:
    """A key as `Authority.issue` gives it, under the algorithms of the national standard."""
    plain = x509.Certificate.load(authority.issue(name, iin, **wanted).certificate_der)
    named = _sequence(core.ObjectIdentifier(KEY_ALGORITHM).dump() + core.ObjectIdentifier(DIGEST_ALGORITHM).dump())
    key = _sequence(named + core.OctetBitString(hashlib.sha512(plain.dump()).digest() * 2).dump())
    method = algos.SignedDigestAlgorithm({"algorithm": SIGNATURE_ALGORITHM})
    said = x509.TbsCertificate.load(plain["tbs_certificate"].dump())
    said["subject_public_key_info"] = x509.PublicKeyInfo.load(key)
    said["signature"] = method
    made = _sequence(said.dump() + method.dump() + core.OctetBitString(_mark(said.dump())).dump())
    return GostKey(x509.Certificate.load(made))


def sign_gost(key: GostKey, content: bytes, at: datetime | None = None) -> bytes:
    """A CMS signature with the content inside."""
    moment = (at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ("data",)}),
            cms.CMSAttribute({"type": "message_digest", "values": (_mark(content),)}),
            cms.CMSAttribute({"type": "signing_time", "values": (cms.Time({"utc_time": core.UTCTime(moment)}),)}),
        ]
    )
    serial = {"issuer": key.certificate.issuer, "serial_number": key.serial}
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(serial)}),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": DIGEST_ALGORITHM}),
            "signed_attrs": cms.CMSAttributes.load(attributes.dump()),
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": SIGNATURE_ALGORITHM}),
            "signature": _mark(attributes.dump()),
        }
    )
    signed = {
        "version": "v1",
        "digest_algorithms": [algos.DigestAlgorithm({"algorithm": DIGEST_ALGORITHM})],
        "encap_content_info": {"content_type": "data", "content": core.OctetString(content)},
        "certificates": [key.certificate],
        "signer_infos": [cms.SignerInfo.load(info.dump())],
    }
    made = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})
    return bytes(made.dump())


def is_whole(info: Any, content: bytes) -> bool:
    """Whether a signature is one of this file, over this content."""
    attributes = info["signed_attrs"].untag()
    digests = [each["values"][0].native for each in attributes if each["type"].native == "message_digest"]
    return digests == [_mark(content)] and info["signature"].native == _mark(attributes.dump())


def _mark(content: bytes) -> bytes:
    return hashlib.sha512(_SECRET + content).digest()


def _sequence(content: bytes) -> bytes:
    return bytes(core.Sequence(contents=content).dump())
