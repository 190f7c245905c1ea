"""Who gets the short message of a case: the applicant, and a representative; organisations look in their rooms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.services.conformity.office import LocalBody
from tests.services.placement.world import Residency

from tirkelim.cases import outbox
from tirkelim.cases.command import Applied
from tirkelim.identity.models import Role
from tirkelim.notices.catalogue import write
from tirkelim.notices.models import Notice
from tirkelim.services.placement.officer import Word

pytestmark = pytest.mark.django_db


def told() -> list[tuple[UUID, str]]:
    """Whom something was told, and what, oldest first."""
    rows = Notice.objects.order_by("at", "key")
    return [(row.person, write(row.what, row.words, "en")) for row in rows]


def test_a_representative_is_told_beside_the_applicant(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    body = LocalBody()
    advocate, abroad = body.foreigner("advocate"), body.foreigner("abroad").person
    assert abroad is not None
    authority = {"consent": True, "true": True, "authority_number": "5", "authority_on": "2022-02-01"}
    body.sent(advocate, subject=abroad, answers={"declaration": authority})
    outbox.work(body.now)
    assert {person for person, _text in told()} == {abroad, advocate.person}


def test_a_resident_is_not_told_to_read_what_only_the_school_can(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    office = Residency()
    case = office.sent()
    office.say(case, Word.NOT_AGREED)
    made = office.do(office.school, case, "complain", instance="head", text="The place is free.")
    assert isinstance(made, Applied), made
    other = office.account("ministry.other", Role.MINISTRY_OFFICER)
    said = {"complaint": made.result["complaint"], "reason": "It is."}
    assert isinstance(office.do(other, case, "uphold_complaint", **said), Applied)
    outbox.work(office.now)
    [words] = [text for _person, text in told() if "upheld" in text]
    assert "cabinet" not in words
    assert str(case.number) in words
