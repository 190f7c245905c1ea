"""The pages on which the applicant asks for the permission."""

from __future__ import annotations

from typing import Any

from django import forms
from tests.tiny_service.decision import PROGRAMME

from tirkelim.cases.models import Case
from tirkelim.portal.applicant.draft import Page, Step
from tirkelim.portal.applicant.forms import AnswerForm, text
from tirkelim.portal.applicant.wizard import Offer, Wizard, Words
from tirkelim.portal.choices import region_choices
from tirkelim.services.common.pages import answer_text


class CourseForm(AnswerForm):
    """What is taught, and where."""

    title = text("What is the course called?")
    kato = forms.ChoiceField(label="In which region is it held?")
    hours = forms.IntegerField(label="How many hours does it take?", min_value=1, max_value=10_000)

    def prepare(self) -> None:
        """The regions in the language of the page."""
        self.fields["kato"].choices = region_choices(self.around.today)  # type: ignore[attr-defined]


class TeacherForm(AnswerForm):
    """Who teaches."""

    years = forms.IntegerField(label="How many years has the teacher worked?", min_value=0, max_value=80)


def _as_found(found: dict[str, Any]) -> dict[str, Any]:
    return found


def _title(case: Case) -> str:
    return answer_text(case.draft.data, "course", "title") or "Training course"


PAGES = Wizard(
    service="training_course",
    words=Words(
        title="Permission to hold a training course",
        office="The department of the region looks at the programme.",
        truth="I confirm that what I say is true, and I ask for the permission",
        granted="The permission is given",
        refused="The permission is refused",
        download="Download the permission (PDF)",
        would_hold="Every requirement is met. Decided today, the permission would hold up to %(day)s.",
        result="You get the permission, or a refusal with every reason.",
    ),
    pages={
        "course": Page("course", "The course", (Step("about", CourseForm),), _as_found),
        "teacher": Page("teacher", "The teacher", (Step("years", TeacherForm),), _as_found),
    },
    order=("course", "teacher"),
    kinds=(PROGRAMME,),
    subject=_title,
    facts={"hours": "Hours of the course", "years": "Years of the teacher's work"},
    offer=Offer("Hold a training course", "For organisations and teachers.", "Ask for the permission"),
)
