"""Keys of the national standards (GOST): verified by an NCANode service, and its word held against the signature.

The service is the state's own cryptography behind HTTP (POST /cms/verify, version 3). What it answers is taken only
whole and only where it fits what stands in the signature itself; silence, half an answer or a contradiction counts as
no answer. Time stamps it merely prints, so they are not believed on its word.
"""

from __future__ import annotations

import base64
import json
import logging
from datetime import datetime
from typing import Any, Final

from django.conf import settings

from tirkelim.signatures.asking import Silent, ask
from tirkelim.signatures.fitness import Reason, Unfit
from tirkelim.signatures.people import signer_of
from tirkelim.signatures.reading import Read
from tirkelim.signatures.strength import ALGORITHM_LENGTH

logger = logging.getLogger(__name__)
CHECKS: Final = ["OCSP", "CRL"]
MOST: Final = 1_000_000  # bytes of an answer


def ask_service(read: Read, cms: bytes, now: datetime) -> bytes:
    """The answer of the service that says the signature is fit, for the evidence. Raises Unfit."""
    if not settings.NCANODE_URL:
        raise Unfit(Reason.SERVICE_DOWN)
    request: dict[str, Any] = {"cms": base64.b64encode(cms).decode(), "revocationCheck": CHECKS}
    if read.signed_data["encap_content_info"]["content"].native is None:
        request["data"] = base64.b64encode(read.content).decode()
    try:
        url = f"{settings.NCANODE_URL.rstrip('/')}/cms/verify"
        body = json.dumps(request).encode()
        answer = ask(url, settings.SIGNATURE_SECONDS, body, "application/json", MOST)
    except Silent as fault:
        logger.warning("the service for national keys is silent: %s", fault)
        raise Unfit(Reason.SERVICE_DOWN) from fault
    judge(answer, read, now)
    return answer


def judge(answer: bytes, read: Read, now: datetime) -> None:
    """Raise Unfit unless the answer says, and can say, that this signature is fit."""
    try:
        said = json.loads(answer)
        if said["status"] != 200 or not isinstance(said["valid"], bool):
            raise ValueError("no verdict")
        (signer,) = said["signers"]
        certificate = signer["certificates"][0]
        _check_names_the_same(certificate, read)
        refused = _why_not(said["valid"], certificate, read, now)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
        logger.warning("the service for national keys gave no usable answer: %s", type(fault).__name__)
        raise Unfit(Reason.SERVICE_DOWN) from fault
    if refused is not None:
        raise Unfit(refused)


def algorithm_of(read: Read) -> str:
    """The algorithms of the signature by their identifiers."""
    method = read.info["signature_algorithm"]["algorithm"].dotted
    return f"GOST {method} {read.info['digest_algorithm']['algorithm'].dotted}"[:ALGORITHM_LENGTH]


def _check_names_the_same(certificate: dict[str, Any], read: Read) -> None:
    """Raise ValueError where the answer is about somebody else than the signature is."""
    own = signer_of(read.certificate)
    subject = certificate["subject"]
    if int(certificate["serialNumber"], 16) != read.certificate.serial_number:
        raise ValueError("another certificate")
    if (subject.get("iin") or "") != own.iin or (subject.get("bin") or "") != own.bin:
        raise ValueError("another person")


def _why_not(valid: bool, certificate: dict[str, Any], read: Read, now: datetime) -> Reason | None:
    revocations = certificate.get("revocations") or []
    if any(each["revoked"] is not False for each in revocations):
        return Reason.REVOKED
    if now > read.certificate.not_valid_after:
        return Reason.EXPIRED
    if now < read.certificate.not_valid_before:
        return Reason.NOT_YET_VALID
    if certificate["valid"] is not True:
        return Reason.UNKNOWN_ISSUER if valid is False else _contradiction()
    if not valid:
        return Reason.ALTERED
    return None if revocations else Reason.REVOCATION_UNKNOWN


def _contradiction() -> Reason:
    raise ValueError("a fit signature by an unfit certificate")
