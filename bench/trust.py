"""What trust costs: signatures verified, documents sealed, applications sent with everything on; each beside the least.

    python bench/trust.py [--count 100] [--rounds 5] [verify] [seal] [submit]

`verify`: the same signatures through the bare library (pyhanko with certvalidator, given certificates, revocation list
and OCSP answers beforehand, network off), through ours years later from what was kept (network off), and through ours
as they come in (OCSP and revocation lists asked over HTTP; the same with a time stamp set). One thread, one process;
the stand-in authority is a process of its own on the loopback.

`seal`: certificates sealed by the bare library, by ours, which first checks that the department's key is fit, and by
ours with a time stamp and everything that proves the seal years later.

`submit`: applications sent to a server as in production, once with the statement alone, once with a signature that the
server verifies (time stamp, OCSP and revocation list), keeps and journals. Both on one core in turn, on PostgreSQL.
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
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from support.beside import beside_postgres  # noqa: E402

FORM = "application/x-www-form-urlencoded"
PASSWORD = "bench"
WARM_UP = 20
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
        # A process of its own for each: settings are read once.
        if len(chosen.parts) != 1:
            given = ["--count", str(chosen.count), "--rounds", str(chosen.rounds)]
            subprocess.run([sys.executable, __file__, part, *given], check=True)
        else:
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


# --- sending ---------------------------------------------------------------------------------------------------------


def submit(chosen: argparse.Namespace) -> None:
    """Applications sent a second: with a statement only, and signed."""
    beside_postgres(measure_submit, chosen)


def measure_submit(chosen: argparse.Namespace, home: Path) -> None:
    """Both servers on one core in turn, database, authority and load on the other."""
    from support.server import cores, serving
    from support.table import Measured, Span, environment, heading, place, prepare

    with authority(home) as stand_in, ExitStack() as stack:
        plain = environment(home)
        prepare(plain)
        os.environ.update(plain, TIRKELIM_DEMO="1", TIRKELIM_HTTPS="1")
        import django

        django.setup()
        from django.db import connection
        from django.utils import timezone

        from support.data import Size, make
        from support.load import http
        from support.signed_drafts import fields, headers, path, signed

        turns = chosen.count * chosen.rounds + WARM_UP
        made = make(Size(certificates=1_000, cases=50, drafts=2 * turns), timezone.now())
        split = cores()
        if split:
            place(split[1])
        connection.close()
        ours = {
            **plain,
            "TIRKELIM_DEMO": "0",
            "TIRKELIM_TRUST_ANCHORS": str(stand_in.folder / "anchors"),
            "TIRKELIM_REVOCATION_CACHE": str(home / "revocation"),
        }
        core = split[0] if split else None
        servers = {
            needed: stack.enter_context(
                serving("tirkelim.conf.wsgi", {**ours, "TIRKELIM_SIGNATURES": needed}, core, home / f"{needed}.log")
            )
            for needed in "01"
        }
        ready = signed(made.drafts[:turns], servers["1"].port, stand_in)
        with_statement = (
            http("POST", path(draft), headers(draft), fields(draft, str(uuid4())), FORM, 302)
            for draft in made.drafts[turns:]
        )
        with_signature = (http("POST", path(one.draft), headers(one.draft), fields(*one), FORM, 302) for one in ready)
        line = Measured("submit", "sent with a signature", "statement", 2.0, bounded=True)
        print("\napplications sent: with a statement only (bare), and signed (ours)\n" + heading())
        span = Span(chosen.rounds, 0, chosen.count)
        print(in_turns(line, (servers["0"], with_statement), (servers["1"], with_signature), span))


def in_turns(line: Any, bare: Any, ours: Any, span: Any) -> str:
    """Alternating turns of so many applications on both sides; the line of the table."""
    from support.load import run
    from support.table import Turn, row, turn

    for server, stream in (bare, ours):
        run(server.port, stream, 60, most=WARM_UP)
    turns = [[turn(server, stream, line, span) for server, stream in (bare, ours)] for _ in range(span.rounds)]
    medians = [Turn(*map(statistics.median, zip(*side, strict=True))) for side in zip(*turns, strict=True)]
    return str(row(line, *medians))


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
        "TIRKELIM_DATABASE_URL": os.environ.get("TIRKELIM_DATABASE_URL", "sqlite:///:memory:"),
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


PARTS = {"verify": verify, "seal": seal, "submit": submit}

if __name__ == "__main__":
    main()
