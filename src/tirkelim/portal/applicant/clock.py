"""Why the answer is due on that very day: when it arrived, when it counts as accepted, which days count."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.identity.territories import zone
from tirkelim.law.book import LawBook
from tirkelim.law.standards.acceptance import closing_time
from tirkelim.portal.choices import language
from tirkelim.portal.wording import day_in_words


def why_that_day(case: Case) -> list[str]:
    """The sentences that explain acceptance and due day of a sent application; none for a draft."""
    if case.submitted_at is None or case.accepted_on is None or case.due_on is None:
        return []
    book = service(case.service).book()
    local = case.submitted_at.astimezone(zone(case.territory, case.accepted_on))
    days = book.calendar.count(case.accepted_on, case.due_on)
    term = ngettext(
        "The term is %(days)s working day. The day of acceptance is not counted.",
        "The term is %(days)s working days. The day of acceptance is not counted.",
        days,
    )
    skipped = _skipped(case.accepted_on, case.due_on, book)
    sentences = [_accepted(local.date(), case, book), term % {"days": days}]
    if skipped:
        sentences.append(_("Not counted: %(days)s.") % {"days": "; ".join(skipped)})
    return sentences


def _accepted(arrived: date, case: Case, book: LawBook) -> str:
    """Why the application is accepted on that day."""
    closes = closing_time(case.service, arrived, book)
    if arrived == case.accepted_on:
        return _("It arrived on a working day before %(time)s, so it is accepted on the same day.") % {
            "time": f"{closes:%H:%M}"
        }
    if not book.calendar.is_working(arrived):
        special = book.calendar.special(arrived)
        if special is None:
            return _("It arrived at the weekend, so it is accepted on the next working day.")
        return _("It arrived on a day off (%(name)s), so it is accepted on the next working day.") % {
            "name": special.name[language()]
        }
    return _("It arrived after %(time)s, when the department closes, so it is accepted on the next working day.") % {
        "time": f"{closes:%H:%M}"
    }


def _skipped(accepted: date, due: date, book: LawBook) -> list[str]:
    """The days between that are no working days: weekends as days, holidays with their names."""
    found = []
    day = accepted + timedelta(days=1)
    while day < due:
        if not book.calendar.is_working(day):
            special = book.calendar.special(day)
            name = f" ({special.name[language()]})" if special else ""
            found.append(f"{day_in_words(day, language())}{name}")
        day += timedelta(days=1)
    return found
