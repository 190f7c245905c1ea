"""The words of the work list: what each kind is called, where it is written, and the button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tirkelim.portal.choices import language
from tirkelim.portal.ledger.judging import in_units
from tirkelim.portal.show import Link
from tirkelim.portal.wording import day_in_words
from tirkelim.register.worklist_types import UnitsShort
from tirkelim.register.worklists import ENTRIES, Kind, Line

Text = str | Promise
ENTRY, CHANGE = "253/2020 p.8", "253/2020 p.9"


class About(NamedTuple):
    """What a kind is called, in one sentence what is to be done, and the paragraph."""

    title: Text
    lead: Text
    citation: str = ""
    colour: str = ""


KINDS: dict[Kind, About] = {
    Kind.OVERDUE: About(
        gettext_lazy("Entry overdue"),
        gettext_lazy("The third working day after hiring has passed, and items of the entry are missing."),
        ENTRY,
        "red",
    ),
    Kind.DUE_TODAY: About(
        gettext_lazy("Entry due today"),
        gettext_lazy("Today is the third working day after hiring. All fifteen items are to be entered."),
        ENTRY,
        "orange",
    ),
    Kind.DUE_SOON: About(
        gettext_lazy("Entry under way"),
        gettext_lazy("Hired lately; the three working days have not passed yet, and items are missing."),
        ENTRY,
        "yellow",
    ),
    Kind.DIED: About(
        gettext_lazy("Died: end the job"),
        gettext_lazy("Another organisation has recorded the death. End the job that still stands with you."),
        CHANGE,
        "red",
    ),
    Kind.ABROAD: About(
        gettext_lazy("Moved abroad: end the job?"),
        gettext_lazy("A move abroad is recorded, and a job still stands with you. End it, unless it goes on."),
        CHANGE,
        "orange",
    ),
    Kind.MAIN_ELSEWHERE: About(
        gettext_lazy("Main place is elsewhere now"),
        gettext_lazy("Another organisation says that it is the main place now. Record the end of the job with you."),
        CHANGE,
        "orange",
    ),
    Kind.MAIN_WAITS: About(
        gettext_lazy("Main place waits for the other organisation"),
        gettext_lazy("The job with you is to be the main one, but the earlier main job has not been ended yet."),
        CHANGE,
        "yellow",
    ),
    Kind.MAIN_FREE: About(
        gettext_lazy("Can be made the main place"),
        gettext_lazy("The earlier main job has ended. Make the job with you the main one."),
        CHANGE,
        "blue",
    ),
    Kind.LEAVE_ENDS: About(
        gettext_lazy("Leave has ended"),
        gettext_lazy("The planned last day of the leave has come. Enter the return, or another last day."),
        CHANGE,
        "orange",
    ),
    Kind.JOB_ENDS: About(
        gettext_lazy("Planned last day has come"),
        gettext_lazy("The job ends by plan. Enter the dismissal with its reason, or take the end back."),
        CHANGE,
        "orange",
    ),
    Kind.CERTIFICATE_EXPIRED: About(
        gettext_lazy("Certificate has ended"),
        gettext_lazy("No certificate of that specialty is valid."),
        "253/2020 p.8(14)",
        "red",
    ),
    Kind.CERTIFICATE_30: About(
        gettext_lazy("Certificate ends within 30 days"),
        gettext_lazy("Remind the worker to have it confirmed."),
        "253/2020 p.8(14)",
        "orange",
    ),
    Kind.CERTIFICATE_90: About(
        gettext_lazy("Certificate ends within 90 days"),
        gettext_lazy("Remind the worker to have it confirmed."),
        "253/2020 p.8(14)",
        "yellow",
    ),
    Kind.DOCUMENT_EXPIRED: About(
        gettext_lazy("Identity document has ended"),
        gettext_lazy("Ask for the new document and enter it."),
        "253/2020 p.8(7)",
        "orange",
    ),
    Kind.LATE: About(
        gettext_lazy("Entered late"),
        gettext_lazy("Jobs that were first entered after their term, within the last 30 days."),
        ENTRY,
        "grey",
    ),
    Kind.INCOMPLETE: About(
        gettext_lazy("Incomplete, without a term"),
        gettext_lazy("Items are missing of workers who were hired before the present wording of the order."),
        ENTRY,
        "grey",
    ),
    Kind.NO_RESULT: About(
        gettext_lazy("No learning for a year"),
        gettext_lazy("No further education and no result of professional development in the last twelve months."),
        "253/2020 p.8(15)",
        "grey",
    ),
    Kind.UNITS_SHORT: About(
        gettext_lazy("Units short of the next level"),
        gettext_lazy(
            "Workers who can claim the next level, or will within twelve months, and lack units for it."
            " Counted are results in the register, as of the day by which they are needed."
        ),
        "283/2020 ann.3",
        "grey",
    ),
}

MISSING = ngettext_lazy("%(number)d item missing: %(items)s", "%(number)d items missing: %(items)s", "number")


def action(line: Line) -> Link | None:
    """The button of a line: where it is done. None where only another organisation can do it, or nothing is left."""
    if line.kind in (Kind.OVERDUE, Kind.DUE_TODAY, Kind.DUE_SOON, Kind.INCOMPLETE):
        return Link(_("Fill in"), reverse("staff_worker", args=[line.person]) + "#missing")
    if line.kind in (Kind.DIED, Kind.ABROAD, Kind.MAIN_ELSEWHERE, Kind.JOB_ENDS):
        return Link(_("Enter the end"), reverse("staff_job_leave", args=[line.person, line.job]))
    if line.kind is Kind.MAIN_FREE:
        return Link(_("Make it the main place"), reverse("staff_job_main", args=[line.person, line.job]))
    if line.kind is Kind.LEAVE_ENDS:
        return Link(_("Enter the return"), reverse("staff_absence_end", args=[line.person, line.about]))
    if line.kind in (Kind.CERTIFICATE_EXPIRED, Kind.CERTIFICATE_30, Kind.CERTIFICATE_90):
        return Link(_("Enter a new certificate"), reverse("staff_certificate_add", args=[line.person]))
    if line.kind is Kind.DOCUMENT_EXPIRED:
        return Link(_("Enter the new document"), reverse("staff_facts", args=[line.person, "document"]))
    if line.kind is Kind.NO_RESULT:
        return Link(_("Enter further education"), reverse("staff_training_add", args=[line.person]))
    return None


def said(line: Line, missing: Sequence[str], other: str) -> str:
    """What a line is about, in a sentence. `missing`: the items, in words; `other`: the other organisation's name."""
    if line.kind in ENTRIES:
        words = MISSING % {"number": len(missing), "items": ", ".join(missing)}
        return " · ".join([_("hired on %(day)s") % {"day": _day(line.hired_on)}, str(words)])
    if line.short is not None:
        return _units(line.short)
    if line.kind is Kind.MAIN_WAITS and not other:
        return _("another employer’s main job still stands")
    sentence = SENTENCES[line.kind]
    return str(sentence) % {"day": _day(line.on or line.hired_on), "other": other}


def _units(short: UnitsShort) -> str:
    """The level and what lacks for it: of all units, and of the two parts that annex 3 asks for each."""
    parts = [
        (short.total, _("%(units)s in all")),
        (short.further_education, _("%(units)s of further education")),
        (short.rest, _("%(units)s of non-formal education and competencies")),
    ]
    lacking = "; ".join(words % {"units": in_units(quarters)} for quarters, words in parts if quarters)
    words = _("for level %(level)s lack: %(units)s") % {"level": short.level, "units": lacking}
    return (
        _("%(words)s. Some results lack a document or a fact: with it they may count.") % {"words": words}
        if short.open
        else words
    )


def _day(day: date | None) -> str:
    return "" if day is None else day_in_words(day, language())


SENTENCES: dict[Kind, Text] = {
    Kind.DIED: gettext_lazy("died on %(day)s"),
    Kind.ABROAD: gettext_lazy("moved abroad on %(day)s"),
    Kind.MAIN_ELSEWHERE: gettext_lazy("%(other)s: main place since %(day)s"),
    Kind.MAIN_WAITS: gettext_lazy("main job still stands: %(other)s"),
    Kind.MAIN_FREE: gettext_lazy("hired as main on %(day)s"),
    Kind.LEAVE_ENDS: gettext_lazy("last day of the leave: %(day)s"),
    Kind.JOB_ENDS: gettext_lazy("last day by plan: %(day)s"),
    Kind.CERTIFICATE_EXPIRED: gettext_lazy("last valid day: %(day)s"),
    Kind.CERTIFICATE_30: gettext_lazy("last valid day: %(day)s"),
    Kind.CERTIFICATE_90: gettext_lazy("last valid day: %(day)s"),
    Kind.DOCUMENT_EXPIRED: gettext_lazy("last day of the document: %(day)s"),
    Kind.LATE: gettext_lazy("entered on %(day)s"),
    Kind.NO_RESULT: gettext_lazy("works here since %(day)s"),
}
"""Lines without missing items: one sentence a kind."""
