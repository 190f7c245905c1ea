"""What trust costs: signatures verified, documents sealed, applications sent with everything on; each beside the least.

    python bench/trust.py [--count 100] [--rounds 5] [verify] [seal] [submit]

`verify`: the same signatures through the bare library (pyhanko with certvalidator, given certificates, revocation list
and OCSP answers beforehand, network off), through ours years later from what was kept (network off), and through ours
as they come in (OCSP and revocation lists asked over HTTP; the same with a time stamp set). One thread, one process;
the stand-in authority is a process of its own on the loopback.

`seal`: certificates sealed by the bare library, by ours, which first checks that the department's key is fit, and by
ours with a time stamp and everything that proves the seal years later.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

PASSWORD = "bench"
PEOPLE = 10
"""Keys of as many people sign in turn: a list of the revoked is shared by all, an OCSP answer is not."""


def main() -> None:
    """Measure what was asked for, and print a table of each."""
    options = argparse.ArgumentParser(description="Signatures and seals beside the bare library")
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    options.add_argument("--count", type=int, default=100, help="signatures or documents a round")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    for part in chosen.parts or PARTS:
        PARTS[part](chosen)


# --- verifying -------------------------------------------------------------------------------------------------------


def verify(chosen: argparse.Namespace) -> None:
    """Signatures a second."""
    with tempfile.TemporaryDirectory() as folder, authority(Path(folder)) as stand_in:
        start_django(Path(folder), stand_in)
        from tirkelim.signatures.later import verify_again
        from tirkelim.signatures.trust import configured
        from tirkelim.signatures.verify import verify as verify_now

        signed = list(signatures(stand_in, chosen.count))
        kept = [verify_now(cms, datetime.now(UTC)) for cms in signed]
        trust, bare = configured(), bare_verifier(stand_in, kept)

        def later(index: int) -> bool:
            return verify_again(kept[index].cms, kept[index].content, kept[index].evidence, trust).fit

        def now(index: int) -> bool:
            return bool(verify_now(signed[index], datetime.now(UTC)).signer.iin)

        def stamped(index: int) -> bool:
            with time_stamps(stand_in):
                return verify_now(signed[index], datetime.now(UTC)).time_stamped

        works = {
            "bare library, nothing asked": bare,
            "ours, years later, nothing asked": later,
            "ours, OCSP and lists asked": now,
            "ours, and a time stamp set": stamped,
        }
        compare("signatures verified", works, chosen)


def bare_verifier(stand_in: Any, kept: Sequence[Any]) -> Callable[[int], bool]:
    """The library alone: integrity, chain, revocation from given answers."""
    from asn1crypto import cms, x509
    from pyhanko.sign.validation.generic_cms import async_validate_cms_signature
    from pyhanko_certvalidator import ValidationContext

    from tirkelim.signatures.ground import unpack

    root = x509.Certificate.load(stand_in.root.certificate_der)
    known = x509.Certificate.load(stand_in.issuing.certificate_der)
    grounds = [unpack(one.evidence).ground for one in kept]

    def check(index: int) -> bool:
        ground = grounds[index]
        context = ValidationContext(
            trust_roots=[root],
            other_certs=[known],
            crls=ground.crls,
            ocsps=ground.ocsp,
            allow_fetching=False,
            revocation_mode="hard-fail",
        )
        data = cms.ContentInfo.load(kept[index].cms)["content"]
        status = asyncio.run(async_validate_cms_signature(data, validation_context=context))
        return bool(status.intact and status.valid and status.trusted)

    return check


def signatures(stand_in: Any, count: int) -> Iterator[bytes]:
    """Signatures of several people over contents of the size of an application, no two alike."""
    from tirkelim.standins.authority import sign_cms

    keys = [stand_in.issue(f"СЫНАҚОВ {n}", f"90072120102{n}") for n in range(PEOPLE)]
    for serial in range(count):
        content = f'{{"application":{serial},"form":"{"ө" * 2000}"}}'.encode()
        yield sign_cms(keys[serial % PEOPLE], content)


# --- sealing ---------------------------------------------------------------------------------------------------------


def seal(chosen: argparse.Namespace) -> None:
    """Certificates sealed a second."""
    with tempfile.TemporaryDirectory() as folder, authority(Path(folder)) as stand_in:
        start_django(Path(folder), stand_in)
        from pyhanko.sign.signers import SimpleSigner

        from documents import certificate
        from tirkelim.documents.typeset import render_pdf
        from tirkelim.signatures.seal import seal as seal_ours

        key_file = department_key(stand_in, Path(folder))
        signer = SimpleSigner.load_pkcs12(key_file, passphrase=PASSWORD.encode())
        assert signer is not None
        pdfs = [render_pdf(certificate(serial)) for serial in range(chosen.count)]

        def ours(index: int) -> bool:
            return seal_ours(pdfs[index], datetime.now(UTC)).level == "B-B"

        def ours_for_years(index: int) -> bool:
            with time_stamps(stand_in):
                return seal_ours(pdfs[index], datetime.now(UTC)).level == "B-LT"

        works = {
            "bare library, no time stamp": lambda index: bare_seal(pdfs[index], signer),
            "ours, checked, no time stamp": ours,
            "ours, time stamp, for years (B-LT)": ours_for_years,
        }
        compare("documents sealed", works, chosen)


def bare_seal(pdf: bytes, signer: Any) -> bool:
    """The library alone."""
    from io import BytesIO

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    wanted = PdfSignatureMetadata(field_name="Seal", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    return bool(sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), wanted, signer).getvalue())


def department_key(stand_in: Any, folder: Path) -> Path:
    """The department's key file, set as an office would set it."""
    from django.conf import settings

    made = folder / "seal.p12"
    key = stand_in.issue("ДЕПАРТАМЕНТ", "", bin="310640000124", organisation="СЫНАҚ ДЕПАРТАМЕНТІ")
    made.write_bytes(key.to_p12(PASSWORD))
    (folder / "seal.txt").write_text(PASSWORD, encoding="utf-8")
    settings.SEAL_KEY, settings.SEAL_PASSWORD_FILE = str(made), str(folder / "seal.txt")
    return made


# --- what all parts share --------------------------------------------------------------------------------------------


@contextmanager
def authority(folder: Path) -> Iterator[Any]:
    """The stand-in authority in a process of its own."""
    from tirkelim.standins.authority import Authority

    home = folder / "authority"
    command = [sys.executable, "-m", "tirkelim.standins.authority", "--folder", str(home), "--port", "0"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               env={**os.environ, "PYTHONPATH": str(ROOT / "src")})  # fmt: skip
    try:
        assert running.stdout is not None
        running.stdout.readline()
        yield Authority.load(home)
    finally:
        running.terminate()
        running.wait()


def start_django(folder: Path, stand_in: Any) -> None:
    """Settings of an installation that trusts the stand-in."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tirkelim.conf.settings",
        "TIRKELIM_SECRET_KEY": "a key for measuring only " * 3,
        "TIRKELIM_DATABASE_URL": "sqlite:///:memory:",
        "TIRKELIM_TRUST_ANCHORS": str(stand_in.folder / "anchors"),
        "TIRKELIM_REVOCATION_CACHE": str(folder / "revocation"),
        "TIRKELIM_LOG_LEVEL": "ERROR",
    }
    import django

    django.setup()


@contextmanager
def time_stamps(stand_in: Any) -> Iterator[None]:
    """With the authority's time stamps."""
    from django.conf import settings

    settings.TSA_URL = f"{stand_in.address}/tsa"
    try:
        yield
    finally:
        settings.TSA_URL = ""


def compare(title: str, works: dict[str, Callable[[int], bool]], chosen: argparse.Namespace) -> None:
    """Rounds in turn over all works; the table gives medians, and how many times slower than the first."""
    rates: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work(0)
    for _ in range(chosen.rounds):
        for name, work in works.items():
            rates[name].append(_rate(work, chosen.count))
    first = statistics.median(next(iter(rates.values())))
    print(f"\n{title}: {chosen.rounds} rounds of {chosen.count}, one thread\n")
    print(f"{'':36}{'a second':>10}{'ms each':>10}{'slowest':>10}{'fastest':>10}{'times':>8}")
    for name, seen in rates.items():
        median = statistics.median(seen)
        print(f"{name:36}{median:10.1f}{1000 / median:10.2f}{min(seen):10.1f}{max(seen):10.1f}{first / median:8.2f}")


def _rate(work: Callable[[int], bool], count: int) -> float:
    start = time.perf_counter()
    done = [work(index) for index in range(count)]
    assert all(done)
    return count / (time.perf_counter() - start)


PARTS = {"verify": verify, "seal": seal}

if __name__ == "__main__":
    main()
