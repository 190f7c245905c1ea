"""When is it due, and what does it cost?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from tirkelim.law.book import current_book
from tirkelim.law.standards.acceptance import ALMATY
from tirkelim.portal.advisor.ask import Advice, put, views
from tirkelim.portal.advisor.fields import AdvisorForm, DayInThreeBoxes, Look, Text
from tirkelim.portal.advisor.page import advise
from tirkelim.portal.law_pages import language
from tirkelim.portal.wording import day_in_words

TITLE = _("When is the answer due?")
CHOICES: tuple[tuple[Text, tuple[tuple[str, Text], ...]], ...] = (
    (pgettext_lazy("service", "Certificate of a specialist"), (
        ("certificate.issue", pgettext_lazy("action", "first certificate")),
        ("certificate.confirm", pgettext_lazy("action", "confirmation of a certificate")),
    )),
    (pgettext_lazy("service", "Certificate for a foreign specialist"), (
        ("foreign_certificate.issue", pgettext_lazy("foreign", "first certificate of a foreign specialist")),
        ("foreign_certificate.confirm", pgettext_lazy("foreign", "confirmation for a foreign specialist")),
    )),
    (pgettext_lazy("service", "Licence for medical activity"), (
        ("licence.issue", pgettext_lazy("action", "licence")),
        ("licence.issue_annex", pgettext_lazy("action", "annex to the licence")),
        ("licence.reissue", pgettext_lazy("action", "re-issue of the licence")),
        ("licence.reissue_annex", pgettext_lazy("action", "re-issue of the annex")),
        ("licence.duplicate", pgettext_lazy("action", "duplicate of the licence")),
        ("licence.duplicate_annex", pgettext_lazy("action", "duplicate of the annex")),
    )),
    (pgettext_lazy("service", "Certificate of conformity (repealed in 2023)"), (
        ("conformity.issue", pgettext_lazy("action", "certificate of conformity")),
        ("conformity.extend", pgettext_lazy("action", "extension of the certificate of conformity")),
        ("conformity.reissue", pgettext_lazy("action", "re-issue of the certificate of conformity")),
        ("conformity.duplicate", pgettext_lazy("action", "duplicate of the certificate of conformity")),
    )),
)  # fmt: skip


class TimeField(Look, forms.TimeField):
    """A time of day, HH:MM."""

    width = 5


class DeadlineForm(AdvisorForm):
    """The service and the moment of sending."""

    service = forms.ChoiceField(label=_("What do you apply for?"), choices=CHOICES)
    submitted_on = DayInThreeBoxes(label=_("On which day do you send the application?"))
    submitted_time = TimeField(
        label=_("At what time?"),
        help_text=_("For example, 17:45"),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": _("Write the time as hours and minutes, such as 17:45")},
    )
    paths = {"submitted_at": "submitted_on", "paid_on": "submitted_on", "action": "service"}


class Day(NamedTuple):
    """A day of the small calendar. `kind`: working, off, outside; `marks`: sent, accepted, due; `note`: what it is."""

    day: date
    kind: str
    marks: tuple[str, ...]
    number: int
    note: str


@require_safe
def deadline(request: HttpRequest) -> HttpResponse:
    """Service and moment of sending; then the days of acceptance and answer, and the fee."""
    now = timezone.localtime(timezone.now(), ALMATY)
    return advise(
        request,
        DeadlineForm,
        advice_on,
        TITLE,
        lead=_("Applications are taken day and night; the term runs in working days."),
        template="portal/advisor/deadline.html",
        initial={"service": "certificate.issue", "submitted_on": now.date(), "submitted_time": now.time()},
    )


def advice_on(given: dict[str, Any]) -> Advice:
    """The two days, the calendar between them, and the fee."""
    service, action = given["service"].split(".")
    sent = datetime.combine(given["submitted_on"], given["submitted_time"], ALMATY)
    term = put("service.deadline", service=service, action=action, submitted_at=sent)
    fee = put("service.fee", service=service, action=action, paid_on=sent.date())
    accepted, due = term.says("accepted_on"), term.says("due_on")
    lang = language()
    return Advice(
        _("The answer is due by %(due)s.") % {"due": day_in_words(due, lang)},
        "",
        (term, fee),
        _("The application is accepted on %(accepted)s.") % {"accepted": day_in_words(accepted, lang)},
        views(term.answer.findings),
        {
            "weeks": weeks(sent.date(), accepted, due),
            "holidays": holidays(sent.date(), due),
            "fee": views(fee.answer.findings)[0],
            "accepted": accepted,
            "due": due,
        },
    )


def weeks(sent: date, accepted: date, due: date) -> list[list[Day]]:
    """The weeks from the day of sending to the due day, Monday first."""
    first = sent - timedelta(days=sent.weekday())
    last = due + timedelta(days=6 - due.weekday())
    days = [_day(first + timedelta(days=n), sent, accepted, due) for n in range((last - first).days + 1)]
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _day(day: date, sent: date, accepted: date, due: date) -> Day:
    calendar = current_book().calendar
    working = calendar.is_working(day)
    special = calendar.special(day)
    marks = tuple(name for name, at in (("sent", sent), ("accepted", accepted), ("due", due)) if at == day)
    inside = sent <= day <= due
    number = calendar.count(accepted, day) if accepted < day <= due and working else 0
    kind = ("working" if working else "off") if inside else "outside"
    return Day(day, kind, marks, number, special.name[language()] if special is not None else "")


def holidays(first: date, last: date) -> list[tuple[date, str]]:
    """The days between that differ from their weekday, with their names."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = ((day, current_book().calendar.special(day)) for day in days)
    return [(day, special.name[language()]) for day, special in found if special is not None]
