"""The benchmark's bare functions, written apart from the kernel, come to the same outcomes."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from tirkelim.law.book import current_book

FILE = Path(__file__).parents[3] / "bench" / "decide.py"


@pytest.fixture(scope="module")
def bench() -> Any:
    spec = importlib.util.spec_from_file_location("bench_decide", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_kernel_and_bare_loop_agree_on_random_claims(bench: Any) -> None:
    cases, without_unmet = bench.check_equal(current_book(), 600)

    assert cases == 600
    assert without_unmet > 20


def test_kernel_and_bare_function_agree_on_random_certificates(bench: Any) -> None:
    cases, outcomes = bench.check_certificates(current_book(), 600)

    assert cases == 600
    assert min(outcomes[said] for said in ("grant", "refuse", "incomplete", "waiting")) > 2
