"""How many certificates a second: one page, PDF/A with a QR code, all different, one process, warm.

    .venv/bin/python bench/documents.py [--count 200] [--rounds 5]

Each round sets the same number of certificates that no round set before (numbers and names differ), so nothing is
answered from a cache of whole documents. The table gives the median over the rounds and the slowest and fastest.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from tirkelim.documents.payload import Bilingual, CertificatePayload
from tirkelim.documents.qr import check_address, qr_svg
from tirkelim.documents.typeset import render_pdf

SURNAMES = ("Ахметова", "Өтегенов", "Құдайбергенова", "Сәрсенбаев", "Петренко", "Ысқақова", "Ғабитов", "Ким")
NAMES = ("Әсел Нұрланқызы", "Ерлан Қанатұлы", "Гүлнәр Бақытқызы", "Ольга Викторовна", "Мұхтар Әділұлы")
SPECIALTIES = (
    Bilingual("Терапия", "Терапия"),
    Bilingual("Ересектердің, балалардың кардиологиясы", "Кардиология взрослая, детская"),
    Bilingual("Мейіргер ісі", "Сестринское дело"),
)


def certificate(serial: int) -> CertificatePayload:
    """The certificate with this serial number; no two are alike."""
    number = f"KZ{serial % 100:02d}BNC{serial:08d}"
    name = f"{SURNAMES[serial % len(SURNAMES)]} {NAMES[serial // 8 % len(NAMES)]}"
    day = date(2026, 1, 5) + timedelta(days=serial % 250)
    return CertificatePayload(
        number=number,
        holder=Bilingual(name, f"{name} {serial}"),
        specialty=SPECIALTIES[serial % len(SPECIALTIES)],
        is_specialisation=False,
        level="7.1 (R)",
        issued_on=day,
        valid_until=day.replace(year=day.year + 5),
        department=Bilingual(
            "Медициналық және фармацевтикалық бақылау комитетінің Алматы қаласы бойынша департаменті",
            "Департамент Комитета медицинского и фармацевтического контроля по городу Алматы",
        ),
        ground=Bilingual(f"№ {serial} шешім", f"решение № {serial}"),
        edition=Bilingual("274/2020, 20.06.2024 ж. № 23 редакциясы", "274/2020 в редакции № 23 от 20.06.2024"),
        later_amendment=None,
        check_address=check_address("https://tirkelim.example.kz", number),
        decided_at=datetime(2026, 3, 5, 6, 0, tzinfo=UTC),
        demo=True,
    )


def rate(work: Callable[[CertificatePayload], object], payloads: list[CertificatePayload]) -> float:
    """How many a second."""
    start = time.perf_counter()
    for payload in payloads:
        work(payload)
    return len(payloads) / (time.perf_counter() - start)


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200, help="certificates a round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for serial in range(20):  # warm: fonts read, templates parsed
        render_pdf(certificate(serial))
    works: dict[str, Callable[[CertificatePayload], object]] = {
        "certificate, PDF/A with QR": render_pdf,
        "  of this the QR code alone": lambda payload: qr_svg(payload.check_address),
    }
    rates: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(options.rounds):
        first = 1_000 + turn * options.count
        payloads = [certificate(serial) for serial in range(first, first + options.count)]
        for name, work in works.items():
            rates[name].append(rate(work, payloads))
    size = len(render_pdf(certificate(1)))
    print(f"{options.rounds} rounds of {options.count} distinct certificates, one thread, {size / 1024:.0f} kB each\n")
    print(f"{'':32}{'a second':>10}{'ms each':>10}{'slowest':>10}{'fastest':>10}")
    for name, seen in rates.items():
        median = statistics.median(seen)
        print(f"{name:32}{median:10.0f}{1000 / median:10.2f}{min(seen):10.0f}{max(seen):10.0f}")


if __name__ == "__main__":
    main()
