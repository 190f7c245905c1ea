"""What the applicant's page of a case says of complaints, of earlier decisions and of a hearing: one function, one
include (`portal/complaints/_of_case.html`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from tirkelim.cases.complaints import complaints_of
from tirkelim.cases.engine import commands_open_to
from tirkelim.cases.hearing import standing_intention
from tirkelim.cases.models import Case, Complaint
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.law.book import current_book
from tirkelim.portal.complaints.words import OUTCOMES, of_complaint
from tirkelim.portal.desk.earlier import earlier_decisions
from tirkelim.portal.edge import account_of
from tirkelim.portal.show import Clock

DOCUMENT = "complaint_case_document"
"""The applicant's address of a document of the case."""


def complaints_of_case(request: HttpRequest, case: Case, moment: datetime) -> dict[str, Any]:
    """What ``portal/complaints/_of_case.html`` prints, for a sent case of the reader's own."""
    can = commands_open_to(account_of(request), case, moment)
    rows = list(complaints_of(case)) if case.submitted_at is not None else []
    state = State(case.state)
    return {
        "lines": [line_of(row, moment) for row in rows],
        "may": "complain" in can,
        "new_href": reverse("complaint_new", args=[case.id]),
        "is_open": state in OPEN_STATES,
        "hearing": standing_intention(case) if state is State.HEARING else None,
        "hearing_href": reverse("hearing_answer", args=[case.id]),
        "earlier": _earlier(case) if rows else [],
        "again": state in OPEN_STATES and case.decisions.exists() if rows else False,
    }


def _earlier(case: Case) -> list[Any]:
    """The decisions that stand no longer, without the officers' names, which are not the applicant's business."""
    standing = None if State(case.state) in OPEN_STATES else case.decisions.order_by("-seq").first()
    if not case.decisions.exists():
        return []
    return [one._replace(officer="") for one in earlier_decisions(case, standing, DOCUMENT)]


def line_of(complaint: Complaint, moment: datetime) -> dict[str, Any]:
    """A complaint in a list: to whom, how it stands, its clock."""
    outcome, colour = answer_words(complaint)
    return {
        "id": complaint.id,
        "number": complaint.number,
        "to": of_complaint(complaint),
        "href": reverse("my_complaint", args=[complaint.id]),
        "outcome": outcome,
        "colour": colour,
        "registered_on": complaint.registered_on,
        "clock": clock_of_complaint(complaint, moment),
    }


def answer_words(complaint: Complaint) -> tuple[Any, str]:
    """How a complaint ended, with a colour; ("", "") while it is considered."""
    return OUTCOMES[complaint.answer.outcome] if hasattr(complaint, "answer") else ("", "")


def clock_of_complaint(complaint: Complaint, moment: datetime) -> Clock | None:
    """The term of a complaint; None where the order names none for its instance."""
    if complaint.due_on is None:
        return None
    calendar = current_book().calendar
    answered = complaint.answer.answered_on if hasattr(complaint, "answer") else None
    return Clock(
        complaint.due_on,
        calendar.count(localdate(moment), complaint.due_on),
        calendar.count(complaint.registered_on, complaint.due_on),
        complaint.registered_on,
        answered,
        localdate(moment) > complaint.due_on,
    )
