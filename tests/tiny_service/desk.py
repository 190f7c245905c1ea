"""The service as the desk of the department shows it."""

from __future__ import annotations

from tests.tiny_service.answers import read_answers
from tests.tiny_service.decision import PROGRAMME
from tests.tiny_service.facts import CourseFacts

from tirkelim.portal.desk.facts import Kind, value
from tirkelim.portal.desk.services import DeskService, Words
from tirkelim.portal.show import Row


def _course(facts: CourseFacts) -> list[Row]:
    return [Row("Course", facts.title), Row("Hours", value(facts.hours))]


def _teacher(facts: CourseFacts) -> list[Row]:
    return [Row("Years of work", value(facts.years))]


DESK = DeskService(
    service="training_course",
    title="Permission to hold a training course",
    kinds=(Kind("hours", "The course", (PROGRAMME,), _course), Kind("years", "The teacher", (), _teacher)),
    fields={"title": "The course", "hours": "The course", "years": "The teacher", "filed": "Documents"},
    findings={},
    answers=read_answers,
    route=lambda action: "Issue",
    words=Words(
        grant="Give the permission",
        granted="The permission is given.",
        granted_title="The permission is given",
        cannot_grant="The permission cannot be given now.",
        will_say="The permission will say:",
    ),
    asks_systems=False,
    subject=(("course", "title"),),
    subject_title="Course",
    subject_name=lambda title, lang: title,
    given=lambda decision: None,
)
