"""From the register to the law: profile, document, translation, level, education, service, what was said."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.portal.ledger.conftest import Ledger

from tirkelim.journal.change import change
from tirkelim.law.book import current_book
from tirkelim.law.finding import Status
from tirkelim.law.order_283_cpd.levels import Category, Education, LevelName
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register import activity_queries
from tirkelim.register.models import Activity, CpdSheet, Qualification
from tirkelim.services.cpd.activities import law_activity, recognition
from tirkelim.services.cpd.background import Background, background_of, claim_of, served
from tirkelim.services.cpd.experience import Stretch
from tirkelim.services.cpd.ledger import ledger_of
from tirkelim.services.cpd.words import words_of

BOOK, DAY, NURSING = current_book(), date(2026, 3, 2), "secondary.nursing"


def row(**values: Any) -> Activity:
    """A seminar."""
    values = {"criterion": 3, "completed_on": DAY, "details": {"hours": "62.5"}, "title": "Жараны күту"} | values
    return Activity(line=uuid4(), **values)


def test_hours_are_halves_and_proof_is_a_file() -> None:
    """A publication is proven by its link too; a translation counts with its file."""
    activity = law_activity(row(specialty=NURSING), NURSING)
    assert (activity.half_hours, activity.evidence_complete, activity.profile_match) == (125, False, True)
    assert law_activity(row(evidence=uuid4()), NURSING).evidence_complete is True
    link = {"criterion": 10, "details": {"quartile": "Q1"}, "link": "https://example.kz/1"}
    assert law_activity(row(**link), NURSING).evidence_complete is True
    assert law_activity(row(**{**link, "criterion": 8, "details": {}}), NURSING).evidence_complete is False
    foreign = {"document_language": "en", "translated_into": "kk"}
    assert law_activity(row(**foreign), NURSING).translated_into is None
    assert law_activity(row(**foreign, translation=uuid4()), NURSING).translated_into == "kk"


def test_recognition_is_said_only_of_ranks() -> None:
    """Two of the first 250, and the original."""
    ranks = {"qs": 250, "arwu": 251, "the": 1, "original_document": False}
    assert [finding.status for finding in recognition(ranks, BOOK)] == [Status.MET, Status.NOT_MET]
    assert recognition(None, BOOK) == ()


def job(first: date, last: date | None = None) -> Stretch:
    """A job."""
    return Stretch(first, last)


def test_service_without_a_gap_is_known_a_gap_is_not() -> None:
    """Leave does not break service: a person looks at gaps (C26)."""
    whole = [job(date(2019, 1, 1), date(2022, 5, 31)), job(date(2022, 6, 1))]
    assert served(whole, date(2020, 1, 1), DAY) is True
    assert served(whole, date(2018, 1, 1), DAY) is UNKNOWN
    assert served([job(date(2019, 1, 1), date(2022, 5, 31)), job(date(2022, 6, 2))], date(2020, 1, 1), DAY) is UNKNOWN
    assert served([job(date(2019, 1, 1), date(2025, 1, 1))], date(2020, 1, 1), DAY) is UNKNOWN
    assert served([], date(2020, 1, 1), DAY) is UNKNOWN


@pytest.mark.parametrize(
    ("background", "claim"),
    [
        (Background(), None),
        (Background(education=Education.TECHNICAL_VOCATIONAL), "4.0"),
        (Background(level=LevelName.L4_1, education=Education.TECHNICAL_VOCATIONAL), "4.2"),
        (Background(level=LevelName.L4_3, education=Education.TECHNICAL_VOCATIONAL), None),
        (Background(level=LevelName.L4_2), "4.3"),
        (Background(category=Category.FIRST, education=Education.TECHNICAL_VOCATIONAL), "4.2"),
        (
            Background(level=LevelName.L4_2, education=Education.BACHELOR, diploma_specialty="Сестринское дело"),
            "6.2",
        ),
    ],
)
def test_the_next_claim(background: Background, claim: str | None) -> None:
    """The next step, the category's equivalent, or the same step on the track of a nurse's new diploma."""
    assert claim_of(background, NURSING, DAY, BOOK) == claim


def test_three_commissions_replace_the_volume() -> None:
    """Each participation counts, two on one document too."""
    rows = [row(criterion=21, details={"count": n}, evidence=uuid4(), specialty=NURSING) for n in (1, 2)]
    nurse = Background(level=LevelName.L4_0, obtained_on=date(2020, 1, 1), education=Education.TECHNICAL_VOCATIONAL)
    held = ledger_of(rows, NURSING, nurse, DAY, BOOK)
    assert held.progress is not None
    assert (held.progress.commission.count, held.progress.commission.status) == (3, Status.MET)
    assert held.shortages == ()


@pytest.mark.django_db
def test_background_comes_from_the_register() -> None:
    """A level of the register stands before a certificate's; education fits the specialty."""
    world = Ledger()
    assert background_of(world.me, NURSING, DAY, world.now, BOOK) == Background()
    world.educate()
    world.certify("4.1", date(2023, 9, 1))
    found = background_of(world.me, NURSING, DAY, world.now, BOOK)
    assert (found.level, found.obtained_on, found.education, found.uninterrupted) == (
        LevelName.L4_1, date(2023, 9, 1), Education.TECHNICAL_VOCATIONAL, True,
    )  # fmt: skip
    command = world.command()
    with change(command, "test.level") as made:
        from tirkelim.journal.temporal import record

        record(Qualification(person_id=world.me, specialty=NURSING, level="4.2", obtained_on=date(2025, 9, 1),
                             valid_from=date(2025, 9, 1), source="document"), made)  # fmt: skip
    assert background_of(world.me, NURSING, DAY, world.now, BOOK).level == LevelName.L4_2
    assert background_of(world.me, NURSING, date(2025, 8, 31), world.now, BOOK).level == LevelName.L4_1
    with change(world.command(), "test.level") as made:
        record(Qualification(person_id=world.me, specialty=NURSING, level="4.2", obtained_on=date(2026, 1, 9),
                             valid_from=date(2026, 1, 9), source="document"), made)  # fmt: skip
    assert background_of(world.me, NURSING, DAY, world.now, BOOK).obtained_on == date(2025, 9, 1)


@pytest.mark.django_db
def test_the_last_word_is_that_of_the_sheet_that_stands() -> None:
    """Accepted with its number, refused with its reason."""
    world = Ledger()
    yes, no = world.result(), world.result(title="Вебинар", criterion=4)
    with change(world.command(), "test.sheet") as made:
        CpdSheet.objects.create(
            number="SHEET-1", person_id=world.me, organisation_id=world.clinic, specialty=NURSING, confirmed_on=DAY,
            head_on=DAY, head_account=uuid4(), head_name="head", without_hr_service=True, decision=uuid4(), change=made,
            activities=[{"line": str(yes), "title": "x", "quarters": 125}], further_education=0, non_formal=125,
            refused=[{"line": str(no), "title": "y", "criterion": 4, "reason": "not_profile"}], competencies=0,
        )  # fmt: skip
    said = words_of(world.me, world.now)
    assert (said[yes].accepted, said[yes].sheet) == (True, "SHEET-1")
    assert (said[no].accepted, said[no].reason) == (False, "not_profile")
    page = world.browser().text("/ledger/")
    assert "Confirmed Sheet SHEET-1, 2 March 2026" in page
    assert "Refused" in page


@pytest.mark.django_db
def test_queries_know_the_past() -> None:
    """What was not known then is not there."""
    world = Ledger()
    before = world.now
    world.result()
    assert activity_queries.activities_of(world.me, before) == ()
    assert len(activity_queries.activities_of(world.me, world.now)) == 1
