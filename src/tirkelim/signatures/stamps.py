"""Time stamps over signatures: whether they are whole, over this very signature, and from a trusted authority."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from asn1crypto import cms as asn1
from asn1crypto import tsp

from tirkelim.signatures import stood
from tirkelim.signatures.chain import Verifying, check_chain
from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.ground import LISTS, Ground
from tirkelim.signatures.integrity import check_integrity
from tirkelim.signatures.people import usages
from tirkelim.signatures.reading import MALFORMED, Read, der, read_structure
from tirkelim.signatures.revocation import SKEW
from tirkelim.signatures.strength import DIGESTS, check_signer

TIME_STAMPING: Final = "1.3.6.1.5.5.7.3.8"


def check_stamp(verifying: Verifying, token: bytes, signature: bytes) -> datetime:
    """The time that a stamp over this signature tells. Raises Unfit(BAD_TIME_STAMP) for whatever is wrong with it."""
    try:
        read = read_structure(asn1.ContentInfo.load(token, strict=True))
        return _check(verifying, read, signature)
    except Unfit as unfit:
        # Only that its authority could not be asked is no fault of the stamp.
        reason = unfit.reason if unfit.reason is Reason.REVOCATION_UNKNOWN else Reason.BAD_TIME_STAMP
        raise Unfit(reason) from unfit
    except MALFORMED as fault:
        raise Unfit(Reason.BAD_TIME_STAMP) from fault


def is_national(token: bytes) -> bool:
    """Whether a stamp is of the national standard: nobody here can verify it, so it counts as if it were not there."""
    try:
        return read_structure(asn1.ContentInfo.load(token, strict=True)).gost
    except MALFORMED:
        return False


def _check(verifying: Verifying, read: Read, signature: bytes) -> datetime:
    said: Any = tsp.TSTInfo.load(read.content, strict=True)
    imprint = said["message_imprint"]
    method = imprint["hash_algorithm"]["algorithm"].native
    if read.content_type != "tst_info" or method not in DIGESTS:
        raise Unfit(Reason.BAD_TIME_STAMP)
    if hashlib.new(method, signature).digest() != imprint["hashed_message"].native:
        raise Unfit(Reason.BAD_TIME_STAMP)
    check_signer(read.info)
    check_integrity(read)
    if usages(read.certificate) != {TIME_STAMPING}:
        raise Unfit(Reason.BAD_TIME_STAMP)
    told: datetime = said["gen_time"].native
    if told > verifying.now + SKEW:
        raise Unfit(Reason.BAD_TIME_STAMP)
    _check_authority(verifying, read)
    return told


def _check_authority(verifying: Verifying, read: Read) -> None:
    """The authority has to stand now, not only then: one that lost its key could have set any time."""
    trust, now, certificate = verifying.trust, verifying.now, der(read.certificate)
    live = verifying.sources.live
    if live and stood.remembered(certificate, trust, now, verifying.ground):
        return
    ground = Ground()
    check_chain(replace(verifying, ground=ground), read.certificate, read.others, now)
    if live:
        stood.remember(certificate, trust, now, ground)
    for kind in LISTS:
        for piece in getattr(ground, kind):
            verifying.ground.add(kind, piece)
