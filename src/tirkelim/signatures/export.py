"""A signature as files for other programs: ``commands.txt`` beside them says how openssl verifies them.

    openssl cms -verify -binary -inform DER -in signature.p7s -CAfile authorities.pem -purpose any
        -attime SECONDS -out /dev/null
    openssl ts -verify -token_in -in stamp.tst -data signature.value -CAfile authorities.pem -attime SECONDS

Whoever wants to be sure takes the root in ``authorities.pem`` from the authority itself, not from this folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509

from tirkelim.signatures.fitness import Unfit
from tirkelim.signatures.ground import Evidence, unpack
from tirkelim.signatures.reading import der, read_cms


def export(cms: bytes, content: bytes, evidence: bytes, folder: Path) -> list[Path]:
    """Write signature, content, evidence and its parts into a folder. Raises OSError, ground.Damaged, Unfit."""
    kept = unpack(evidence)
    detached = _holds_nothing(cms)
    read = read_cms(cms, content if detached else None)
    certificates = [x509.Certificate.load(each) for each in kept.ground.certificates]
    stamps = [der(each) for each in read.stamps] or ([kept.ground.stamp] if kept.ground.stamp else [])
    files = {
        "signature.p7s": cms,
        "content.bin": content,
        "evidence.json": evidence,
        "signature.value": read.signature,
        "authorities.pem": _armoured(each for each in certificates if each.ca),
        "commands.txt": _commands(kept, bool(stamps), detached).encode(),
        **{f"ocsp-{number}.der": each for number, each in enumerate(kept.ground.ocsp, 1)},
        **{f"list-{number}.crl": each for number, each in enumerate(kept.ground.crls, 1)},
        **({"stamp.tst": stamps[0]} if stamps else {}),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, each in files.items():
        (folder / name).write_bytes(each)
    return [folder / name for name in files]


def _holds_nothing(cms: bytes) -> bool:
    try:
        read_cms(cms)
    except Unfit:
        return True
    return False


def _armoured(certificates: Iterable[x509.Certificate]) -> bytes:
    return b"".join(pem.armor("CERTIFICATE", der(each)) for each in certificates)


def _commands(kept: Evidence, stamped: bool, detached: bool) -> str:
    moment = _seconds(kept.verified_at)
    beside = "-content content.bin " if detached else ""
    lines = [
        f"openssl cms -verify -binary -inform DER -in signature.p7s {beside}-CAfile authorities.pem "
        f"-purpose any -attime {moment} -out /dev/null"
    ]
    if stamped:
        lines.append(
            f"openssl ts -verify -token_in -in stamp.tst -data signature.value -CAfile authorities.pem -attime {moment}"
        )
    return "\n".join(lines) + "\n"


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
