"""A decision can be made again from its sheet, and says why the result differs if it does."""

from __future__ import annotations

import pytest
from tests.builders import Office

from tirkelim.cases import replay
from tirkelim.cases.models import Decision
from tirkelim.cases.replay import Cause
from tirkelim.law.book import current_book
from tirkelim.law.digest import digest, plain
from tirkelim.law.order_274_certificates.with_level import Application
from tirkelim.law.restore import restore


@pytest.fixture
def stored(office: Office) -> Decision:
    case = office.submitted(office.applicant())
    office.decide(office.officer(), case, "grant")
    return Decision.objects.select_related("sheet", "case").get(case=case)


def test_the_same_book_gives_the_same_result(stored: Decision) -> None:
    again = replay.replay(stored)

    assert again.cause is Cause.SAME
    assert again.then == again.now
    assert again.changed == ()


def test_another_kernel_is_named_as_the_cause(stored: Decision, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "KERNEL", "later")
    stored.findings[0]["status"] = "not_met"

    again = replay.replay(stored)

    assert again.cause is Cause.KERNEL
    assert again.changed[0][0] == stored.findings[0]["requirement"]


def test_the_sheet_reads_back_to_the_very_facts(stored: Decision) -> None:
    facts = restore(Application, stored.sheet.facts)

    assert plain(facts) == stored.sheet.facts
    assert digest({"schema": stored.sheet.schema, "facts": facts}) == stored.sheet.digest


def test_the_decision_keeps_its_law(stored: Decision) -> None:
    assert stored.edition["act"] == "274/2020"
    assert stored.edition["by"] == "23/2024"
    assert stored.book_digest == current_book().digest
