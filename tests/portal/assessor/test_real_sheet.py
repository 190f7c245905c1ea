"""The sheet of a real confirmation in the organisation's hands: its results and its document, and no file behind it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader
from tests.portal.applicant.conftest import Visitor
from tests.services.assessment.conftest import Centre
from tests.services.cpd.clinic import Clinic

from tirkelim.cases.outbox import work
from tirkelim.register.assessment_queries import newest_sheet
from tirkelim.register.models import Activity


class Town(Clinic, Centre):
    """A clinic that confirms and an organisation that assesses."""


@pytest.fixture
def centre(db: None) -> Town:
    """Both, with a nurse."""
    return Town()


def test_what_hr_and_the_head_confirmed_reaches_the_organisation(centre: Town, clock: time_machine.Coordinates) -> None:
    line = centre.result(title="Жараны заманауи күту")
    centre.word(centre.head, centre.at_head(line), "confirm_head")
    work(centre.now)
    assert centre.nurse.person is not None
    sheet = newest_sheet(centre.nurse.person, "secondary.nursing", centre.now)
    assert sheet is not None
    case = centre.sent(centre.nurse, handover={"sheet": sheet.number, "agreed": True})

    clock.move_to(centre.now + timedelta(hours=2))
    visitor = Visitor(centre.assessor)
    page = visitor.get("assessment", case=case.id)
    assert "Жараны заманауи күту" in page
    assert "12,5" in page  # 25 hours of a seminar
    response = visitor.client.get(reverse("assessment_sheet", args=[case.id]))
    text = "".join(one.extract_text() for one in PdfReader(BytesIO(response.content)).pages)
    assert sheet.number in text
    evidence = Activity.objects.get(line=line).evidence
    assert str(evidence) not in page
