"""A verified signature as it travels with a command until it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tirkelim.signatures.fitness import Reason
from tirkelim.signatures.purposes import SignerRole


@dataclass(frozen=True, slots=True)
class Signer:
    """Whom a certificate names. `iin` and `bin` are "" where it names none; they never show in a log."""

    name: str = field(repr=False)
    iin: str = field(repr=False)
    bin: str = field(repr=False)
    organisation: str = field(repr=False)
    roles: frozenset[SignerRole]
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class Verified:
    """A fit signature: what was signed, by whom, when, and the bytes that prove it without the network.

    `signed_at` is the time stamp's where there is one (`time_stamped`), otherwise the time of verification.
    `evidence`: certificates, OCSP answers and CRLs that the verification rested on, as one archive (``evidence.py``).
    """

    content: bytes = field(repr=False)
    cms: bytes = field(repr=False)
    signer: Signer
    signed_at: datetime
    time_stamped: bool
    verified_at: datetime
    algorithm: str
    evidence: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """What came with a command: a verified signature, or why it is not one."""

    verified: Verified | None
    refused: Reason | None = None

    def __post_init__(self) -> None:
        if (self.verified is None) == (self.refused is None):
            raise ValueError("a proof is a verified signature or the reason why it is none")
