"""The lines that a visit checks: general ones first, then by subtype and specialty; edits of the department count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tirkelim.journal.change import Command, change
from tirkelim.journal.temporal import record
from tirkelim.law.order_59_licence.checklist import checklist
from tirkelim.law.order_59_licence.subtypes import claimable
from tirkelim.register.models import ChecklistRequirement
from tirkelim.services.licence.answers import SubtypeAnswers
from tirkelim.services.licence.visits.checklist import lines_for

KNOWN = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
CLAIMED = (
    SubtypeAnswers("14"),
    SubtypeAnswers("1.3", "residency.therapy"),
    SubtypeAnswers("1.3", "residency.oncology"),
)


def test_every_subtype_has_lines_of_its_own() -> None:
    asked = {item.subtype for item in checklist()}
    assert asked == {"", *claimable()}
    assert len({item.key for item in checklist()}) == len(checklist())
    for item in checklist():
        assert item.certainty == "low"
        assert all(text.strip() for text in item.texts.values())
        assert len(item.key) <= 60


@pytest.mark.django_db
def test_general_lines_stand_first() -> None:
    lines = lines_for(CLAIMED, DAY, KNOWN)
    general = [line for line in lines if not line.subtype]
    assert list(lines[: len(general)]) == general
    own = [(line.subtype, line.specialty) for line in lines[len(general) :]]
    assert list(dict.fromkeys(own)) == [("14", ""), ("1.3", "residency.therapy"), ("1.3", "residency.oncology")]
    assert len({line.place for line in lines}) == len(lines)
    assert lines_for((*CLAIMED, *CLAIMED), DAY, KNOWN) == lines


def edit(key: str, subtype: str = "", *, dropped: bool = False, starts: date = DAY) -> None:
    """The department's own line."""
    with change(Command(uuid4(), None, KNOWN, "a test"), "test.edit") as made:
        row = ChecklistRequirement(
            line=uuid4(), key=key, subtype=subtype, text_kk="Жаңа жол", text_ru="Новая строка", text_en="A new line",
            is_dropped=dropped, certainty="medium", source="хат № 1", valid_from=starts, valid_to=None,
        )  # fmt: skip
        record(row, made)


@pytest.mark.django_db
def test_edits_take_the_place_of_lines() -> None:
    before = lines_for(CLAIMED, DAY, KNOWN)
    edit("entrance")
    edit("waiting", dropped=True)
    edit("x-ray", "14")
    edit("premises", starts=date(2026, 4, 1))
    lines = {line.place: line for line in lines_for(CLAIMED, DAY, KNOWN)}
    assert [place[2] for place in lines if place[2] == "entrance"] == ["entrance"]
    assert lines[("", "", "entrance")].texts["ru"] == "Новая строка"
    assert lines[("", "", "entrance")].certainty == "medium"
    assert ("", "", "waiting") not in lines
    assert ("14", "", "x-ray") in lines
    assert lines[("", "", "premises")].certainty == "low"
    assert lines_for(CLAIMED, DAY, KNOWN.replace(hour=4)) == before
