"""The department decides on a foreign specialist's application at the same desk as on any other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from tests.foreigners import COMPLETE, PAPERS, Foreign, changed
from tests.portal.applicant.conftest import Visitor

from tirkelim.cases.models import Case


@pytest.fixture(autouse=True)
def clock(office: Foreign) -> Iterator[None]:
    """The clock of the pages: a little after everything that the office has done."""
    with time_machine.travel(office.now + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def desk(office: Foreign) -> Visitor:
    """The officer at the desk, who reads English."""
    visitor = Visitor(office.officer())
    visitor.client.cookies["til"] = "en"
    return visitor


def test_the_case_shows_who_what_and_where_from(office: Foreign, desk: Visitor) -> None:
    case = office.sent()
    assert case.number in desk.get("desk")
    page = desk.get("desk_case", case=case.pk)
    for words in ("Türkiye", "ШЖК-15", "№ 5 қалалық емхана", "Ankara Şehir Hastanesi", "000456"):
        assert words in page, words


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"citizenship": "KG"}, "Eurasian Economic Union"), ({"permanent_resident": True}, "permanent residents")],
)
def test_where_no_permit_is_asked_the_desk_says_why(
    office: Foreign, desk: Visitor, values: dict[str, object], reason: str
) -> None:
    answers = {name: page for name, page in changed("person", **values).items() if name != "permit"}
    case = office.sent(answers, papers=PAPERS[:-1])
    assert desk.get("desk_case", case=case.pk).count(reason) >= 2, "among the facts and among the findings"


def test_the_desk_grants(office: Foreign, desk: Visitor) -> None:
    case = office.sent()
    desk.get("desk_grant", case=case.pk)
    desk.send("desk_grant", case=case.pk)
    assert Case.objects.get(pk=case.pk).state == "granted"
    assert "Yılmaz" in desk.get("desk_case", case=case.pk)


def test_the_desk_refuses_what_has_no_permit(office: Foreign, desk: Visitor) -> None:
    case = office.sent(COMPLETE | {"permit": {"exists": False}}, papers=PAPERS[:-1])
    assert "has none" in desk.get("desk_case", case=case.pk)
    desk.get("desk_refuse", case=case.pk)
    desk.send("desk_refuse", case=case.pk)
    assert Case.objects.get(pk=case.pk).state == "refused"


@pytest.mark.parametrize(
    ("days", "words"),
    [({"valid_until": -1}, "had ended before"), ({"valid_from": 1}, "begins after"), ({"valid_until": 0}, "")],
)
def test_the_desk_notices_a_permit_that_does_not_cover_the_day(
    office: Foreign, desk: Visitor, days: dict[str, int], words: str
) -> None:
    permit = {name: (office.now.date() + timedelta(days=by)).isoformat() for name, by in days.items()}
    case = office.sent(changed("permit", **permit))
    page = desk.get("desk_case", case=case.pk)
    assert (words in page) if words else ("d-group__notice" not in page)
