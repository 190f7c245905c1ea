"""A person's own certificates as the cabinet and the record show them: status, the way to the page, what is near."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.cases.models import Decision
from tirkelim.portal.certificates.words import ground_name
from tirkelim.portal.choices import language
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.queries import certificates_of
from tirkelim.register.status import CertificateStatus, EventKind, StatusOn
from tirkelim.services.certificate.ending import Ending, ending
from tirkelim.services.certificate.hours import Learning
from tirkelim.services.common.specialty import specialty_name


class Notice(NamedTuple):
    """What the holder should know now. ``ends``: it ends soon; else its further education has lapsed."""

    number: str
    specialty: str
    level: str | None
    ends: Ending | None


class Held(NamedTuple):
    """A certificate as its holder's list shows it. ``ground``: why it was withdrawn, with the act."""

    certificate: Certificate
    specialty: str
    status: str
    holds_until: date | None
    superseded_by: str
    successor: UUID | None
    ground: str
    case: UUID | None


def status_key(status: StatusOn) -> str:
    """The key of the status in ``statuses.py``."""
    return "not_yet_valid" if status.status is CertificateStatus.NOT_YET else status.status.value


def own_certificates(person: UUID, on: date, known: datetime) -> tuple[list[Held], list[Notice]]:
    """All certificates of a person with what is to be known of them now."""
    rows = certificates_of(person, on, known)
    cases = dict(Decision.objects.filter(case__subject_id=person).values_list("id", "case_id"))
    by_number = {row.number: row.id for row, _status in rows}
    learning = Learning([person], known)
    notices = [notice(row, status, on, learning) for row, status in rows]
    held = [
        Held(
            certificate=row,
            specialty=specialty_name(row.specialty, language()),
            status=status_key(status),
            holds_until=status.holds_until if row.valid_until is None else None,
            superseded_by=status.superseded_by,
            successor=by_number.get(status.superseded_by),
            ground=", ".join(str(line.value) for line in withdrawal_rows(row, status)),
            case=cases.get(row.decision) if row.decision else None,
        )
        for row, status in rows
    ]
    return held, [one for one in notices if one is not None]


def notice(row: Certificate, status: StatusOn, on: date, learning: Learning) -> Notice | None:
    """What the holder of this certificate should know now, if anything."""
    ends = ending(row, status, on, learning)
    if ends is None and status.status is not CertificateStatus.TRAINING_LAPSED:
        return None
    return Notice(row.number, specialty_name(row.specialty, language()), row.level, ends)


def notice_of(row: Certificate, status: StatusOn, on: date, known: datetime) -> Notice | None:
    """The same for one certificate alone."""
    return notice(row, status, on, Learning([row.person_id], known))


def withdrawal_rows(row: Certificate, status: StatusOn) -> list[Row]:
    """Ground and act of the withdrawal that stands, for the holder; none where it was not withdrawn."""
    if status.status is not CertificateStatus.WITHDRAWN:
        return []
    events = CertificateEvent.objects.filter(certificate=row, kind=EventKind.WITHDRAWN.value, on=status.since)
    event = events.order_by("-id").first()
    if event is None:
        return []
    lines = [Row(_("Ground of the withdrawal"), str(ground_name(event.ground)))]
    return [*lines, Row(_("Act"), event.reference)] if event.reference else lines


def record_rows(row: Certificate, status: StatusOn) -> list[Row]:
    """What a record says of a certificate beside its dates: until when it holds without a term, what replaced it."""
    lines = []
    if row.valid_until is None and status.holds_until is not None:
        lines.append(Row(_("Holds by further education until"), day_in_words(status.holds_until, language())))
    return lines


def page_link(row: Certificate) -> Link:
    """The way to the certificate's page."""
    return Link(_("Open"), reverse("certificate", args=[row.id]), row.number)
