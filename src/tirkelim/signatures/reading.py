"""A CMS signature taken apart: one signer, their certificate, what they signed, the time stamps on it (RFC 5652)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from asn1crypto import cms as asn1
from asn1crypto import core, parser, x509

from tirkelim.signatures.fitness import Reason, Unfit

LARGEST: Final = 20_000_000
#: What the library raises on bytes that are no CMS, or one with an unexpected thing in an expected place.
MALFORMED: Final = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    RecursionError,
)
#: Algorithms of the national (Kazakhstan, CIS) standards: no ordinary library knows them.
GOST: Final = ("1.2.398.3.10.", "1.2.643.", "1.3.6.1.4.1.6801.1.")


@dataclass(frozen=True, slots=True)
class Read:
    """A signature as it was read; nothing of it has been verified yet."""

    signed_data: Any
    info: Any
    certificate: Any
    others: tuple[Any, ...]
    content: bytes = field(repr=False)
    content_type: str
    stamps: tuple[Any, ...]
    gost: bool

    @property
    def signature(self) -> bytes:
        """The bare signature: what a time stamp is set over."""
        return bytes(self.info["signature"].native)


def der(value: Any) -> bytes:
    """The bytes of a structure (a SEQUENCE) as they came.

    The library's own `dump` takes a length that ends in 0x80 for an indefinite one and encodes all below anew, at each
    level twice: seconds of work for an honest time stamp, hours for a made-up one.
    """
    return bytes(parser.emit(0, 1, 16, value.contents))


def read_cms(cms: bytes, content: bytes | None = None) -> Read:
    """Take a signature apart. `content` is given where the signature holds none (detached).

    Raises Unfit(UNREADABLE): no CMS, not exactly one signer, no certificate of theirs, no signed attributes, or content
    both inside and beside it.
    """
    if len(cms) > LARGEST:
        raise Unfit(Reason.UNREADABLE)
    try:
        return read_structure(asn1.ContentInfo.load(cms, strict=True), content)
    except MALFORMED as fault:
        raise Unfit(Reason.UNREADABLE) from fault


def read_structure(info: Any, content: bytes | None = None) -> Read:
    """The same from a structure of the library; raises what MALFORMED lists."""
    if info["content_type"].native != "signed_data":
        raise ValueError("no signed data")
    signed = info["content"]
    (signer,) = signed["signer_infos"]
    certificates = [choice.chosen.untag() for choice in signed["certificates"] if choice.name == "certificate"]
    (certificate,) = {der(each): each for each in certificates if _is_of(signer["sid"], each)}.values()
    encapsulated = signed["encap_content_info"]["content"]
    inside = None if isinstance(encapsulated, core.Void) or encapsulated is None else bytes(encapsulated)
    if (inside is None) == (content is None):
        raise ValueError("content neither inside nor beside, or both")
    if len(signer["signed_attrs"]) == 0:
        raise ValueError("a bare signature says nothing about what it is")
    found = inside if inside is not None else content
    return Read(
        signed_data=signed,
        info=signer,
        certificate=certificate,
        others=tuple(each for each in certificates if der(each) != der(certificate)),
        content=found or b"",
        content_type=signed["encap_content_info"]["content_type"].native,
        stamps=tuple(_stamps(signer)),
        gost=is_gost(signer["signature_algorithm"]["algorithm"].dotted)
        or is_gost(signer["digest_algorithm"]["algorithm"].dotted)
        or is_gost(certificate["tbs_certificate"]["subject_public_key_info"]["algorithm"]["algorithm"].dotted),
    )


def is_gost(identifier: str) -> bool:
    """Whether an algorithm is one of the national standards."""
    return identifier.startswith(GOST)


def _is_of(sid: Any, certificate: x509.Certificate) -> bool:
    if sid.name == "issuer_and_serial_number":
        same = sid.chosen["serial_number"].native == certificate.serial_number
        return bool(same and sid.chosen["issuer"] == certificate.issuer)
    return bool(certificate.key_identifier == sid.chosen.native)


def _stamps(signer: Any) -> list[Any]:
    found = []
    unsigned = signer["unsigned_attrs"]
    if not isinstance(unsigned, core.Void):
        for attribute in unsigned:
            if attribute["type"].native == "signature_time_stamp_token":
                found += list(attribute["values"])
    return found
