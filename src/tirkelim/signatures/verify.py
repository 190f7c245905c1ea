"""Is a signature fit, and what proves it: the one door for everything that people sign.

Checked in this order: readable, of one signer; strong; whole; a time stamp on it, if any; a chain to an authority that
is trusted here; validity at the time of signing; use of the key; revocation. The first thing wrong is the reason.
Policy where something is silent: docs/decisions/0036-signatures.md.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from django.conf import settings

from tirkelim.signatures import gost, trust
from tirkelim.signatures.chain import Verifying, check_chain
from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.ground import Evidence, Ground, pack
from tirkelim.signatures.integrity import check_integrity
from tirkelim.signatures.people import signer_of, usages
from tirkelim.signatures.proof import Verified
from tirkelim.signatures.reading import MALFORMED, Read, der, read_cms
from tirkelim.signatures.revocation import SKEW
from tirkelim.signatures.sources import Sources, live
from tirkelim.signatures.stamps import check_stamp, is_national
from tirkelim.signatures.strength import algorithm_of, check_signer

logger = logging.getLogger(__name__)

Usage = Literal["signing", "authentication"]
USAGES: Final[dict[str, str]] = {"signing": "1.3.6.1.5.5.7.3.4", "authentication": "1.3.6.1.5.5.7.3.2"}


@dataclass(frozen=True)
class Asked:
    """What a signature is to be good for, and where the answers come from."""

    now: datetime
    usage: Usage
    trust: trust.Trust
    sources: Sources
    verify_gost: Callable[[Read, bytes, datetime], bytes]
    stamp_wanted: bool = False


def verify(cms: bytes, now: datetime, content: bytes | None = None) -> Verified:
    """The fit signature in a CMS (DER). `content`: what was signed, where the CMS does not hold it.

    Asks OCSP responders, revocation lists and the time-stamping authority, each for a few seconds at most: never call
    it inside a transaction. Raises Unfit.
    """
    return _verified(cms, content, _live(now, "signing"))


def verify_for_sign_in(cms: bytes, now: datetime) -> Verified:
    """The same for a challenge signed with a certificate for signing in; no time stamp is set. Raises Unfit."""
    return _verified(cms, None, _live(now, "authentication"))


def verify_with(cms: bytes, content: bytes | None, asked: Asked) -> Verified:
    """The same with given authorities and answers (``later.py``). Raises Unfit."""
    return _verified(cms, content, asked)


def _live(now: datetime, usage: Usage) -> Asked:
    return Asked(
        now=now,
        usage=usage,
        trust=trust.configured(),
        sources=live(now),
        verify_gost=gost.ask_service,
        stamp_wanted=usage == "signing" and settings.TSA_REQUIRED,
    )


def _verified(cms: bytes, content: bytes | None, asked: Asked) -> Verified:
    read = read_cms(cms, content)
    ground = Ground()
    try:
        if read.gost:
            signed_at, stamped = _check_gost(read, cms, asked, ground)
        else:
            signed_at, stamped = _check(read, asked, ground)
        return Verified(
            content=read.content,
            cms=cms,
            signer=signer_of(read.certificate),
            signed_at=signed_at,
            time_stamped=stamped,
            verified_at=asked.now,
            algorithm=gost.algorithm_of(read) if read.gost else algorithm_of(read.info, read.certificate),
            evidence=pack(_evidence(cms, read.content, asked, ground)),
        )
    except MALFORMED as fault:
        # A certificate can be malformed in more places than anybody lists. Its text stays out of the log.
        logger.warning("a signature could not be read: %s", type(fault).__name__)
        raise Unfit(Reason.UNREADABLE) from fault


def _check(read: Read, asked: Asked, ground: Ground) -> tuple[datetime, bool]:
    """When it was signed, and whether a time stamp says so. Raises Unfit."""
    if read.content_type != "data":
        raise Unfit(Reason.UNREADABLE)
    check_signer(read.info)
    check_integrity(read)
    verifying = Verifying(asked.now, asked.trust, asked.sources, ground)
    moment, stamped = asked.now, False
    stamps = [der(each) for each in read.stamps] if asked.usage == "signing" else []
    told = [check_stamp(verifying, each, read.signature) for each in stamps if not is_national(each)]
    if told:
        moment, stamped = min(told), True
    _check_usage(read, asked.usage)
    check_chain(verifying, read.certificate, read.others, moment)
    if asked.usage == "signing" and not stamped:
        moment, stamped = _set_stamp(verifying, read, asked.stamp_wanted)
    return moment, stamped


def _check_usage(read: Read, usage: Usage) -> None:
    """Signing in and signing are two keys: whoever gets a person to sign in must not hold their signature then."""
    certificate = read.certificate
    allowed = certificate.key_usage_value.native if certificate.key_usage_value is not None else set()
    wanted = {"non_repudiation", "digital_signature"} if usage == "signing" else {"digital_signature"}
    named = usages(certificate)
    others = {identifier for use, identifier in USAGES.items() if use != usage}
    if not allowed & wanted or USAGES[usage] not in named or named & others:
        raise Unfit(Reason.WRONG_USAGE)


def _set_stamp(verifying: Verifying, read: Read, wanted: bool) -> tuple[datetime, bool]:
    """Have a time stamp set over a signature that came without one."""
    token = verifying.sources.stamp(read.signature)
    if token is not None:
        try:
            told = check_stamp(verifying, token, read.signature)
            if abs(told - verifying.now) <= SKEW:
                verifying.ground.stamp = token
                return told, True
            logger.warning("the time-stamping authority tells another time than this server")
        except Unfit as unfit:
            logger.warning("the time stamp that was set is not fit: %s", unfit.reason.value)
    if wanted:
        raise Unfit(Reason.NO_TIME_STAMP)
    return verifying.now, False


def _check_gost(read: Read, cms: bytes, asked: Asked, ground: Ground) -> tuple[datetime, bool]:
    if read.content_type != "data":
        raise Unfit(Reason.UNREADABLE)
    if read.certificate.self_issued:
        raise Unfit(Reason.SELF_SIGNED)
    _check_usage(read, asked.usage)
    ground.service = asked.verify_gost(read, cms, asked.now)
    ground.add("certificates", der(read.certificate))
    if asked.usage != "signing":
        return asked.now, False
    # Only our own time stamp counts here: those of the national standard nobody but the service could verify.
    return _set_stamp(Verifying(asked.now, asked.trust, asked.sources, ground), read, asked.stamp_wanted)


def _evidence(cms: bytes, content: bytes, asked: Asked, ground: Ground) -> Evidence:
    digests = (hashlib.sha256(cms).hexdigest(), hashlib.sha256(content).hexdigest())
    return Evidence(ground, *digests, usage=asked.usage, verified_at=asked.now)
