"""A replay as of a day of the practice edition says that it is no law; one of a day to come says so too."""

from __future__ import annotations

from datetime import date

import pytest
from tests.portal.conformity.test_following import shift
from tests.portal.desk.conftest import sign_in
from tests.services.conformity.office import LocalBody

from tirkelim.cases import registry
from tirkelim.cases.models import Case
from tirkelim.demo.practice import practice_book, practice_rules


@pytest.mark.parametrize(
    ("on", "practice", "ahead"),
    [
        (date(2022, 3, 1), False, False),
        (date(2024, 2, 1), False, True),  # the gap: repealed, and no practice yet
        (date(2025, 6, 2), True, True),
    ],
)
def test_practice_is_called_practice(
    body: LocalBody, monkeypatch: pytest.MonkeyPatch, on: date, practice: bool, ahead: bool
) -> None:
    monkeypatch.setattr(registry.service("conformity"), "_book", practice_book)
    monkeypatch.setattr(registry.service("conformity"), "_rules", practice_rules())
    body.granted(body.foreigner())
    with shift(body, days=30):
        client = sign_in(body.employment_officer, "en")
        page = client.get(f"/desk/{Case.objects.get().id}/replay/", {"on": on.isoformat()})
    said = page.content.decode()
    assert ("Practice edition: no law" in said) is practice
    assert ("This day has not come yet" in said) is ahead
