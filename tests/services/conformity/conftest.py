"""The local executive body."""

from __future__ import annotations

import pytest
from tests.services.conformity.office import LocalBody

from tirkelim.cases.registry import service
from tirkelim.law.book import current_book
from tirkelim.law.order_503_conformity.decision import RULES


@pytest.fixture(autouse=True)
def the_law_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the practice edition of the demo, whatever the settings are."""
    chosen = service("conformity")
    monkeypatch.setattr(chosen, "_book", current_book)
    monkeypatch.setattr(chosen, "_rules", RULES)


@pytest.fixture
def body(db: None) -> LocalBody:
    """The body of Astana in March 2022."""
    return LocalBody()
