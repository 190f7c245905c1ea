"""The benchmark's bare loop, written apart from the kernel, names the same failed requirements."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from tirkelim.law.book import current_book

FILE = Path(__file__).parents[3] / "bench" / "decide.py"


def test_kernel_and_bare_loop_agree_on_random_claims() -> None:
    spec = importlib.util.spec_from_file_location("bench_decide", FILE)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)

    cases, without_unmet = bench.check_equal(current_book(), 600)
    assert cases == 600
    assert without_unmet > 20
