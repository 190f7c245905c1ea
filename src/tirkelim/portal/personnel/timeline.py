"""A life at work as one timeline: what happened, when, where it is known from. `events` reads no database."""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tirkelim.cases.states import STATE_NAMES
from tirkelim.law.messages import term
from tirkelim.law.order_283_cpd.criteria import Criterion
from tirkelim.law.units import Units
from tirkelim.portal.certificates.words import ground_name
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.listing import position_of
from tirkelim.portal.personnel.values import written
from tirkelim.portal.personnel.vocabulary import ABSENCES, EDUCATION, LEAVE_REASONS, label
from tirkelim.portal.personnel.whole import Ended, Whole
from tirkelim.portal.wording import day_in_words, number_in_digits
from tirkelim.register.models import (
    Absence,
    Activity,
    AssessmentConclusion,
    Certificate,
    CertificateEvent,
    CpdSheet,
    Education,
    Employment,
    Qualification,
    Training,
)
from tirkelim.register.status import CertificateStatus, EventKind, StatusOn
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.cpd.activities import criterion_of

Text = str | Promise


class Kind(enum.StrEnum):
    """What an event is about; the filter of the page chooses among them."""

    EDUCATION = "education"
    JOB = "job"
    RESULT = "result"
    SHEET = "sheet"
    ASSESSMENT = "assessment"
    LEVEL = "level"
    CERTIFICATE = "certificate"
    APPLICATION = "application"


KINDS: dict[Kind, Text] = {
    Kind.EDUCATION: gettext_lazy("Education"),
    Kind.JOB: gettext_lazy("Jobs"),
    Kind.RESULT: gettext_lazy("Professional development"),
    Kind.SHEET: pgettext_lazy("timeline", "Confirmed results"),
    Kind.ASSESSMENT: gettext_lazy("Assessments"),
    Kind.LEVEL: gettext_lazy("Levels and categories"),
    Kind.CERTIFICATE: pgettext_lazy("timeline", "Certificates"),
    Kind.APPLICATION: gettext_lazy("Applications"),
}
SOURCES: dict[str, Text] = {
    "declared": gettext_lazy("the worker's own words"),
    "document": gettext_lazy("a document"),
    "officer": gettext_lazy("an officer"),
    "decision": gettext_lazy("a decision"),
    "confirmation": gettext_lazy("a confirmation by HR and head"),
}
CATEGORIES: dict[str, Text] = {
    "highest": pgettext_lazy("category", "Highest category"),
    "first": pgettext_lazy("category", "First category"),
    "second": pgettext_lazy("category", "Second category"),
}
EVENTS: dict[str, Text] = {
    EventKind.WITHDRAWN: gettext_lazy("Certificate withdrawn"),
    EventKind.SUPERSEDED: gettext_lazy("Certificate replaced"),
    EventKind.RESTORED: gettext_lazy("Certificate restored"),
}
SERVICES: dict[str, Text] = {
    "certificate": gettext_lazy("Specialist certificate"),
    "foreign_certificate": gettext_lazy("Certificate of a foreign specialist"),
    "level": gettext_lazy("Qualification level"),
}


class Event(NamedTuple):
    """Something that happened on a day. `source`: where it is known from; `known`: since when the register knows it;
    `about`: what a link may lead to (the row it is made from)."""

    day: date
    kind: Kind
    title: Text
    text: str
    source: Text
    known: date | None
    about: Any = None
    href: str = ""


class Year(NamedTuple):
    """The events of a year, the newest first."""

    year: int
    events: list[Event]


def events(whole: Whole) -> list[Event]:
    """Every event of a record, the newest first. What is still to come on the profile's day is left out."""
    profile = whole.profile
    found = [
        *map(_education, profile.educations),
        *(one for row in profile.employments for one in _job(row, whole)),
        *(one for row in profile.absences for one in _absence(row)),
        *map(_training, profile.trainings),
        *map(_result, whole.activities),
        *(_sheet(row, whole) for row in whole.sheets),
        *(_conclusion(row, whole) for row in whole.conclusions),
        *map(_qualification, whole.qualifications),
        *(one for row, state in profile.certificates for one in _certificate(row, state)),
        *map(_certificate_event, whole.certificate_events),
        *map(_application, whole.applications),
    ]
    order = list(Kind)
    past = (one for one in found if one.day <= profile.valid)
    return sorted(past, key=lambda one: (-one.day.toordinal(), order.index(one.kind), str(one.title)))


def by_year(found: Iterable[Event]) -> list[Year]:
    """Events in their order, under their years."""
    return [Year(year, list(some)) for year, some in groupby(found, key=lambda one: one.day.year)]


def only(found: Iterable[Event], kinds: Collection[str]) -> list[Event]:
    """Events of these kinds; all of them where none is chosen."""
    return [one for one in found if not kinds or one.kind in kinds]


def linked(found: Iterable[Event], door: Callable[[Any], str]) -> list[Event]:
    """Events with the addresses of their pages: `door` gives one for a row, "" where the reader may not go."""
    return [one._replace(href=door(one.about)) for one in found]


def _said(*parts: Any) -> str:
    """The parts that there are, in one line."""
    return " · ".join(str(part) for part in parts if part)


def _day(day: date) -> str:
    return day_in_words(day, language())


def _source(name: str) -> Text:
    return SOURCES.get(name, name)


def _known(row: Any) -> date | None:
    return localdate(row.known_from) if row.known_from else None


def _education(row: Education) -> Event:
    number = row.document_number and _("document No. %(number)s") % {"number": row.document_number}
    title = _("Finished: %(education)s") % {"education": EDUCATION[row.kind]}
    text = _said(row.institution, row.specialty, row.qualification, number)
    return Event(row.graduated_on, Kind.EDUCATION, title, text, _source(row.source), _known(row), row)


def _job(row: Employment, whole: Whole) -> Iterator[Event]:
    """Hiring with the first version of a job, a transfer with each later one, leaving with its end."""
    place = whole.names.get(row.organisation_id or row.line) or row.organisation_name
    source: Text = _("personnel service") if row.organisation_id else _("an employer outside the register")
    terms = _said(_("main job") if row.is_main else _("second job"), _order(row.order_number, row.order_date))
    if row.valid_from == row.hired_on:
        text = _said(position_of(row), terms)
        yield Event(row.hired_on, Kind.JOB, _("Hired: %(place)s") % {"place": place}, text, source, _known(row), row)
    else:
        title, text = _("Transferred: %(position)s") % {"position": position_of(row)}, _said(place, terms)
        yield Event(row.valid_from, Kind.JOB, title, text, source, _known(row), row)
    if row.left_on is not None:
        reason = LEAVE_REASONS.get(row.leave_reason, row.leave_reason)
        text = _said(reason, _order(row.leave_order_number, row.leave_order_date))
        yield Event(row.left_on, Kind.JOB, _("Left: %(place)s") % {"place": place}, text, source, _known(row), row)


def _order(number: str, day: date | None) -> str:
    if not number:
        return ""
    if day is None:
        return _("order No. %(number)s") % {"number": number}
    return _("order No. %(number)s of %(day)s") % {"number": number, "day": _day(day)}


def _absence(row: Absence) -> Iterator[Event]:
    name, source = ABSENCES[row.kind], _("personnel service")
    until = _("its end is not known yet") if row.ended_on is None else _("until: %(day)s") % {"day": _day(row.ended_on)}
    text = _said(until, _order(row.order_number, row.order_date))
    yield Event(row.started_on, Kind.JOB, _("Leave began: %(leave)s") % {"leave": name}, text, source, _known(row), row)
    if row.ended_on is not None:
        title = _("Last day of leave: %(leave)s") % {"leave": name}
        yield Event(row.ended_on, Kind.JOB, title, "", source, _known(row), row)


def _training(row: Training) -> Event:
    hours = row.hours and f"{label('hours')}: {row.hours}"
    title = _("Further education: %(programme)s") % {"programme": row.programme}
    text = _said(row.organisation_name, hours, row.certificate_number)
    return Event(row.completed_on, Kind.RESULT, title, text, _source(row.source), _known(row), row)


def _result(row: Activity) -> Event:
    text = _said(_criterion_name(row.criterion), row.organisation_name, row.document_number)
    return Event(row.completed_on, Kind.RESULT, row.title, text, _source(row.source), _known(row), row)


def _criterion_name(row: int) -> str:
    found: Criterion | None = criterion_of(row)
    return "" if found is None else str(term(str(found.name), language()))


def _sheet(row: CpdSheet, whole: Whole) -> Event:
    sums = _("%(number)s units") % {"number": number_in_digits(Units(row.total), language())}
    later = next((one.number for one in whole.sheets if one.supersedes_id == row.id), "")
    replaced = later and _("replaced by sheet %(number)s") % {"number": later}
    title = _("Results confirmed: %(specialty)s") % {"specialty": _specialty(row.specialty)}
    text = _said(_("sheet %(number)s") % {"number": row.number}, sums, replaced)
    source = whole.names.get(row.organisation_id, "")
    return Event(row.confirmed_on, Kind.SHEET, title, text, source, row.confirmed_on, row)


def _specialty(code: str) -> str:
    return specialty_name(code, language())


def _conclusion(row: AssessmentConclusion, whole: Whole) -> Event:
    words = _("Assessment passed: %(specialty)s") if row.passed else _("Assessment not passed: %(specialty)s")
    claimed = row.level and _("level %(level)s") % {"level": row.conclusion_level or row.level}
    text = _said(claimed, _("protocol No. %(number)s") % {"number": row.protocol_number})
    source = whole.names.get(row.organisation_id, "")
    title = words % {"specialty": _specialty(row.specialty)}
    return Event(row.assessed_on, Kind.ASSESSMENT, title, text, source, _known(row), row)


def _qualification(row: Qualification) -> Event:
    if row.level:
        title, until = _("Level %(level)s obtained") % {"level": row.level}, ""
    else:
        title = str(CATEGORIES[row.category or "second"])
        until = _("without limit") if row.indefinite else ""
        if row.valid_until is not None:
            until = _("until: %(day)s") % {"day": _day(row.valid_until)}
    source = SOURCES["decision"] if row.decision else _source(row.source)
    return Event(row.obtained_on, Kind.LEVEL, title, _said(_specialty(row.specialty), until), source, _known(row), row)


def _certificate(row: Certificate, state: StatusOn) -> Iterator[Event]:
    """The issue, and the end of its term where that has come."""
    name, level = _specialty(row.specialty), row.level and _("level %(level)s") % {"level": row.level}
    until = _said(row.number, level, f"{label('valid_until')}: {written('valid_until', row.valid_until)}")
    source = SOURCES["decision"] if row.decision else SOURCES["document"]
    title = _("Certificate issued: %(specialty)s") % {"specialty": name}
    yield Event(row.issued_on, Kind.CERTIFICATE, title, until, source, None, row)
    if state.status is CertificateStatus.EXPIRED and row.valid_until is not None:
        title = pgettext("timeline", "Last day of the certificate: %(specialty)s") % {"specialty": name}
        yield Event(row.valid_until, Kind.CERTIFICATE, title, row.number, source, None, row)


def _certificate_event(row: CertificateEvent) -> Event:
    replaced = row.superseded_by and _("by certificate %(number)s") % {"number": row.superseded_by}
    ground = "" if row.superseded_by else ground_name(row.ground)
    text = _said(row.certificate.number, replaced, ground, row.reference)
    source = SOURCES["decision"]
    known = localdate(row.change.at)
    return Event(row.on, Kind.CERTIFICATE, EVENTS[row.kind], text, source, known, row.certificate)


def _application(row: Ended) -> Event:
    title = _("Application %(number)s: %(state)s") % {"number": row.number, "state": STATE_NAMES[row.state]}
    text = str(SERVICES.get(row.service, ""))
    return Event(row.day, Kind.APPLICATION, title, text, pgettext("source", "this system"), row.day, row)
