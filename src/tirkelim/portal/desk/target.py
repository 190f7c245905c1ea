"""The service target of applications without a statutory term: a promise of this installation, not of the law."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.law.book import current_book


def target_day(case: Case) -> date | None:
    """The last day of the target of a sent application; None where the standard sets a term, and for a draft."""
    if case.due_on is not None or case.submitted_at is None:
        return None
    return target_from(localdate(case.submitted_at))


def target_from(sent_on: date) -> date:
    """The last working day of the target of an application sent on a day; that day is not counted."""
    return current_book().calendar.after(sent_on, settings.LEVEL_TARGET_DAYS)
