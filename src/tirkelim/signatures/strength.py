"""Which algorithms and keys still protect. What is not listed here is not taken.

SHA-1 and RSA below 2048 bits have been broken or are within reach; a signature has to hold for decades.
"""

from __future__ import annotations

from typing import Any, Final

from asn1crypto import x509

from tirkelim.signatures.fitness import Reason, Unfit

DIGESTS: Final = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
SIGNATURES: Final = frozenset({"rsassa_pkcs1v15", "rsassa_pss", "ecdsa", "ed25519", "ed448"})
SHORTEST_RSA: Final = 2048
SHORTEST_CURVE: Final = 256
ALGORITHM_LENGTH: Final = 80


def check_signer(info: Any) -> None:
    """Raise Unfit(WEAK) where digest or signature algorithm of a signer no longer protect."""
    method = info["signature_algorithm"]
    if info["digest_algorithm"]["algorithm"].native not in DIGESTS or not _is_strong(method):
        raise Unfit(Reason.WEAK)


def check_certificate(certificate: x509.Certificate, is_anchor: bool = False) -> None:
    """Raise Unfit(WEAK) for a short key or, below the anchor, a signature that no longer protects."""
    key = certificate.public_key
    shortest = {"rsa": SHORTEST_RSA, "rsassa_pss": SHORTEST_RSA, "ec": SHORTEST_CURVE}.get(key.algorithm, 0)
    known = key.algorithm in ("rsa", "rsassa_pss", "ec", "ed25519", "ed448")
    if not known or (shortest and key.bit_size < shortest):
        raise Unfit(Reason.WEAK)
    if not is_anchor and not _is_strong(certificate["signature_algorithm"]):
        raise Unfit(Reason.WEAK)


def algorithm_of(info: Any, certificate: x509.Certificate) -> str:
    """The algorithms of a signature in one line, such as "ecdsa sha256, ec 256"."""
    key = certificate.public_key
    method = info["signature_algorithm"].signature_algo
    digest = info["digest_algorithm"]["algorithm"].native
    return f"{method} {digest}, {key.algorithm} {key.bit_size}"[:ALGORITHM_LENGTH]


def _is_strong(method: Any) -> bool:
    name = method.signature_algo
    if name not in SIGNATURES:
        return False
    if name in ("ed25519", "ed448") or method["algorithm"].native in ("rsassa_pkcs1v15", "ecdsa"):
        return True  # the digest is named beside it
    return method.hash_algo in DIGESTS
