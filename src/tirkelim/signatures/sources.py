"""Where a verification learns what a signature does not say itself: the authorities now, or what they said then."""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Final, Protocol

from asn1crypto import tsp
from cryptography import x509 as proper
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from django.conf import settings

from tirkelim.signatures.asking import MOST_BYTES, Silent, ask
from tirkelim.signatures.ground import Ground
from tirkelim.signatures.reading import der

logger = logging.getLogger(__name__)
#: A list that was fetched this short a time ago is not fetched again.
CRL_REUSE: Final = timedelta(minutes=10)
SMALL: Final = 1_000_000  # bytes of an OCSP answer or a time stamp


class Sources(Protocol):
    """What a verification may ask. None or an empty list: no answer could be had. ``live``: the authorities themselves
    answer, now."""

    live: ClassVar[bool]

    def ocsp(self, certificate: Any, issuer: Any) -> list[bytes]:
        """OCSP answers about a certificate."""

    def crls(self, certificate: Any) -> list[bytes]:
        """Revocation lists that a certificate points to."""

    def stamp(self, signature: bytes) -> bytes | None:
        """A time stamp over a signature that has none."""


@dataclass
class Live:
    """The authorities themselves, for one verification: each is waited for `seconds`, and who was silent is not asked
    a second time. So the whole takes four times that at the most: responder, two lists, time stamp."""

    live: ClassVar[bool] = True

    now: datetime
    seconds: float
    folder: Path
    tsa_url: str = ""
    silent: set[str] = field(default_factory=set)

    def ocsp(self, certificate: Any, issuer: Any) -> list[bytes]:
        """Ask the responders that the certificate names, in their order, until one answers."""
        request = _ocsp_request(der(certificate), der(issuer))
        for url in certificate.ocsp_urls:
            try:
                return [self._ask(url, request, "application/ocsp-request", SMALL)]
            except Silent as fault:
                logger.warning("OCSP responder silent: %s", fault)
        return []

    def crls(self, certificate: Any) -> list[bytes]:
        """The list that the certificate points to: fetched now, or as it was fetched last."""
        urls = [url for point in certificate.crl_distribution_points if (url := point.url)]
        for url in urls:
            kept = self.folder / f"{hashlib.sha256(url.encode()).hexdigest()}.crl"
            if _age(kept, self.now) < CRL_REUSE:
                return [kept.read_bytes()]
            try:
                fetched = self._ask(url)
            except Silent as fault:
                logger.warning("revocation list not to be had: %s", fault)
                if kept.is_file():
                    return [kept.read_bytes()]
                continue
            _keep(kept, fetched, self.now)
            return [fetched]
        return []

    def stamp(self, signature: bytes) -> bytes | None:
        """Ask the time-stamping authority of this installation, if it has one."""
        if not self.tsa_url:
            return None
        nonce = secrets.randbits(63)
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(signature).digest()}
        request = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True})
        try:
            answer = self._ask(self.tsa_url, request.dump(), "application/timestamp-query", SMALL)
            read = tsp.TimeStampResp.load(answer, strict=True)
            token = read["time_stamp_token"]
            if token["content"]["encap_content_info"]["content"].parsed["nonce"].native != nonce:
                raise ValueError("another nonce")
            return der(token)
        except (Silent, ValueError, TypeError, KeyError, AttributeError) as fault:
            logger.warning("no time stamp: %s", type(fault).__name__)
            return None

    def _ask(self, url: str, content: bytes | None = None, kind: str = "", most: int = MOST_BYTES) -> bytes:
        if url in self.silent:
            raise Silent("was silent a moment ago")
        try:
            return ask(url, self.seconds, content, kind, most)
        except Silent:
            self.silent.add(url)
            raise


@dataclass(frozen=True)
class Stored:
    """What the authorities said when the signature came."""

    live: ClassVar[bool] = False

    ground: Ground

    def ocsp(self, certificate: Any, issuer: Any) -> list[bytes]:
        """All answers that were kept: each says itself whom it is about."""
        return list(self.ground.ocsp)

    def crls(self, certificate: Any) -> list[bytes]:
        """All lists that were kept."""
        return list(self.ground.crls)

    def stamp(self, signature: bytes) -> bytes | None:
        """The time stamp that was set then."""
        return self.ground.stamp


def live(now: datetime) -> Live:
    """The authorities, asked as this installation's settings say."""
    return Live(now, settings.SIGNATURE_SECONDS, Path(settings.REVOCATION_CACHE), settings.TSA_URL)


def _ocsp_request(certificate: bytes, issuer: bytes) -> bytes:
    about = (proper.load_der_x509_certificate(certificate), proper.load_der_x509_certificate(issuer))
    # SHA-1 only names the issuer here; responders know certificates by it (RFC 5019).
    builder = ocsp.OCSPRequestBuilder().add_certificate(*about, hashes.SHA1())  # noqa: S303
    return builder.build().public_bytes(Encoding.DER)


def _age(path: Path, now: datetime) -> timedelta:
    try:
        fetched = datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
    except OSError:
        return timedelta.max
    return now - fetched if fetched <= now else timedelta.max


def _keep(path: Path, content: bytes, now: datetime) -> None:
    """Keep a list for the next time; the time of fetching is the file's own. A full disk is no reason to fail."""
    import os

    try:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        draft = path.with_suffix(f".{secrets.token_hex(6)}")
        draft.write_bytes(content)
        os.utime(draft, (now.timestamp(), now.timestamp()))
        os.replace(draft, path)
    except OSError as fault:
        logger.warning("a revocation list could not be kept: %s", type(fault).__name__)
