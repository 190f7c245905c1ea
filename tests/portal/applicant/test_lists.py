"""Studies and further education: rows that are added, changed, removed, or taken over from the register."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import Office
from tests.portal.applicant.conftest import Visitor, typed

from tirkelim.identity.models import Account
from tirkelim.register import commands

TRAINING = {
    "programme": "Балалардағы шұғыл көмек",
    "in_specialty": "yes",
    "organisation": "ҚДСЖМ",
    "completed_on_day": "15",
    "completed_on_month": "5",
    "completed_on_year": "2026",
    "certificate_number": "БА-77",
    "credits": "4",
    "hours": "",
}


def add(visitor: Visitor, case: UUID, *, expect: int = 302, **changed: str) -> str:
    """Add a certificate of further education."""
    there = {"case": case, "page": "trainings", "row": "new"}
    return visitor.post("application_row", {**TRAINING, **changed}, expect=expect, **there).content.decode()


def test_a_row_is_added_changed_and_removed(visitor: Visitor, empty: UUID) -> None:
    add(visitor, empty)
    clean = typed(empty, "trainings")["clean"]["trainings"]
    assert clean == [{
        "programme": "Балалардағы шұғыл көмек", "in_specialty": True, "organisation": "ҚДСЖМ", "hours": None,
        "credits": 4, "certificate_number": "БА-77", "completed_on": "2026-05-15",
    }]  # fmt: skip
    row = typed(empty, "trainings")["typed"]["rows"][0]["id"]
    there = {"case": empty, "page": "trainings", "row": row}
    assert "Балалардағы шұғыл көмек" in visitor.get("application_row", **there)
    visitor.send("application_row", {**TRAINING, "hours": "120", "credits": ""}, **there)
    assert typed(empty, "trainings")["clean"]["trainings"][0]["hours"] == 120
    visitor.post("application_row_remove", **there)
    assert typed(empty, "trainings") == {"typed": {"rows": [], "none": False}, "clean": None}


def test_a_double_click_adds_one_row(visitor: Visitor, empty: UUID) -> None:
    add(visitor, empty)
    visitor.send("application_row", TRAINING, case=empty, page="trainings", row="new")
    assert len(typed(empty, "trainings")["typed"]["rows"]) == 1


def test_a_wrong_row_is_kept_and_marked(visitor: Visitor, empty: UUID) -> None:
    """Without credits or hours the row says nothing: it is kept, shown again, and the part is not complete."""
    page = add(visitor, empty, expect=422, credits="", completed_on_year="26")
    assert 'href="#id_credits"' in page
    assert 'href="#id_completed_on_day"' in page
    row = typed(empty, "trainings")["typed"]["rows"][0]["id"]
    assert reverse("application_row", kwargs={"case": empty, "page": "trainings", "row": row}) in page
    assert typed(empty, "trainings")["clean"] is None
    assert "govuk-error-message" in visitor.get("application_rows", case=empty, page="trainings")
    visitor.post("application_row", TRAINING, case=empty, page="trainings", row=row)
    assert len(typed(empty, "trainings")["clean"]["trainings"]) == 1


def test_another_window_loses_no_row(visitor: Visitor, applicant: Account, empty: UUID) -> None:
    visitor.get("application_row", case=empty, page="trainings", row="new")
    add(Visitor(applicant), empty, programme="Бірінші")
    there = {"case": empty, "page": "trainings", "row": "new"}
    page = visitor.send("application_row", {**TRAINING, "programme": "Екінші"}, expect=409, **there)
    action = page.context["action"]
    visitor.client.post(action, {**visitor.hidden, **TRAINING, "programme": "Екінші"})
    names = [row["programme"] for row in typed(empty, "trainings")["clean"]["trainings"]]
    assert names == ["Бірінші", "Екінші"]


@pytest.mark.parametrize("page", ["studies", "trainings"])
def test_none_is_an_answer_and_silence_is_not(visitor: Visitor, empty: UUID, page: str) -> None:
    visitor.post("application_rows", {}, expect=422, case=empty, page=page)
    visitor.post("application_rows", {"more": "no"}, case=empty, page=page)
    assert typed(empty, page)["clean"] == {page: []}


def test_rows_of_the_register_are_offered(visitor: Visitor, office: Office, applicant: Account, empty: UUID) -> None:
    """Further education of the last five years; what is taken is marked; a second click takes it once."""
    assert applicant.person is not None
    for year in (2015, 2025):
        commands.add_training(
            office.command(), person=applicant.person, programme=f"Цикл {year}", completed_on=date(year, 4, 1),
            source="document", hours=60,
        )  # fmt: skip
    page = visitor.get("application_rows", case=empty, page="trainings")
    assert "Цикл 2025" in page
    assert "Цикл 2015" not in page
    take = page.partition('name="take" type="checkbox" value="')[2].partition('"')[0]
    for _ in range(2):
        visitor.send("application_rows", {"taken": "1", "take": take}, case=empty, page="trainings")
    row = typed(empty, "trainings")["typed"]["rows"][0]
    assert (row["origin"], row["typed"]["hours"]) == ("register", "60")
    # The register did not know where it was taught: the row says what is missing.
    assert typed(empty, "trainings")["clean"] is None
    assert "Цикл 2025" not in visitor.get("application_rows", case=empty, page="trainings").partition("data-module")[0]
