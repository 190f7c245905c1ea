"""Stories of the national register: a personnel service's day, tables of workers, finding people, reports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tirkelim.demo.telling import signed_in
from tirkelim.portal.stories import Story


def stories() -> tuple[Story, ...]:
    """The stories, each with the name of its group."""
    groups = (
        (_("The personnel service's day"), _working_day()),
        (_("Tables of workers"), _tables()),
        (_("Finding people"), _finding()),
        (_("The monthly report"), _reporting()),
    )
    return tuple(story._replace(group=group) for group, told in groups for story in told)


def _working_day() -> tuple[Story, ...]:
    return (
        signed_in(
            _("What is due today"),
            _("A worker is entered within three working days. The list says what is missing, by when, and where."),
            (
                _("Open an overdue entry, add the missing item, and see it leave the list."),
                _("A worker's study leave has ended: enter the return, or a longer leave."),
                _("Another organisation has recorded a worker's death: end the job that stands here."),
            ),
            "personnel",
            "staff_work",
        ),
        signed_in(
            _("Two main places of work"),
            _("Of two main jobs only one counts as main. The other waits for its end, and both employers see it."),
            (
                _("One worker is waiting for the hospital to enter the dismissal; another can become yours now."),
                _("Sign in as the hospital (hospitalhr) and enter the end of the job: the other can then become main."),
            ),
            "personnel",
            "staff_work",
        ),
    )


def _tables() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Bring a table of new workers"),
            _("A table was brought and looked through: six rows are good, four are not, each wrong cell says why."),
            (
                _("Say once what “мейіргер” means: it holds for all rows and for the next tables."),
                _("Download the table with what was found, or write the good rows and mend the others later."),
                _("Bring the same table once more: nothing changes."),
                _("Take the template: positions, specialties and regions are lists to choose from."),
            ),
            "personnel",
            "imports",
        ),
    )


def _finding() -> tuple[Story, ...]:
    return (
        signed_in(
            _("Find a person by any spelling"),
            _("In Kazakh, Russian or Latin letters, a maiden name, or with a slip of the finger."),
            (
                _("Look for “Kassenova” or “Касинова”: the same people are found, and the page says why."),
                _("Before a record outside one's own organisation opens, a purpose is asked; the person sees it."),
            ),
            "coordinator",
            "people",
        ),
        signed_in(
            _("One person entered twice"),
            _("A nurse came with a passport and was entered again by her IIN. Make the two entries one."),
            (_("Compare them, choose the one that stays, and merge. It can be undone, and the past stays as it was."),),
            "coordinator",
            "duplicates",
        ),
    )


def _reporting() -> tuple[Story, ...]:
    return (
        signed_in(
            _("A month's end"),
            _("Opening, hirings, arrivals, departures, closing: to the person. Each report is numbered and frozen."),
            (
                _("Open last month's report, or make it. Look at regions, ages and flows; download PDF and XLSX."),
                _("Open an earlier month and count it again: the numbers are the same."),
                _("Corrections since then stand apart, with what caused them."),
            ),
            "coordinator",
            "reports",
        ),
        signed_in(
            _("People and health workers"),
            _("How many people live in each region, with the source; the indicators say how many workers they have."),
            (
                _("Look at the numbers, and at the one that was put right: who, when and why."),
                _("Enter numbers of another day: paste lines, look at the filled boxes, save."),
                _("Open the indicators: health workers per 10,000 people, by position group and region."),
            ),
            "coordinator",
            "reports_population",
        ),
        signed_in(
            _("A clinic's passport"),
            _("The head sees the organisation on any day: staff by position, level, age, and certificates that end."),
            (),
            "head",
            "reports",
        ),
        signed_in(
            _("Questions of the ministry"),
            _("A report for any days and part of the register; indicators the World Health Organization asks for."),
            (),
            "analyst",
            "reports",
        ),
    )
