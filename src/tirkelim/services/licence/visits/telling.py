"""The notice of a visit by short message, to the number registered for whoever applied (p.14)."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from tirkelim.gateway.answer import Outcome, Subject
from tirkelim.gateway.registry import mobile_citizens, sms
from tirkelim.identity.models import Account
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.names import holder_number
from tirkelim.services.licence.visits.reading import zone_of
from tirkelim.services.licence.visits.words import notice_text


class Telling(enum.StrEnum):
    """How an attempt to send a notice ended."""

    SENT = "sent"
    NO_NUMBER = "no_number"
    GATEWAY_DOWN = "gateway_down"


class Told(NamedTuple):
    """The end of an attempt; ``reference``: the operator's id of the message, "" where none was taken."""

    how: Telling
    reference: str = ""


def send_notice(visit: Visit, now: datetime) -> Told:
    """Send the notice to the person who applied, in their language. Neither the number nor the text is kept here."""
    person = visit.case.subject_id
    number = mobile_citizens().number_of(Subject(person, holder_number(None, person) or None), now)
    if number.outcome is Outcome.UNAVAILABLE:
        return Told(Telling.GATEWAY_DOWN)
    if number.outcome is Outcome.NOT_FOUND:
        return Told(Telling.NO_NUMBER)
    account = Account.objects.filter(person=person).first()
    language = account.language if account else settings.LANGUAGE_CODE
    text = notice_text(visit.case.number or "", visit.planned_at, zone_of(visit.case), language)
    # Sent again for the same time, since the receipt was lost, it is sent once.
    answer = sms().send(number.found[0], text, now, key=f"visit-{visit.pk}-{visit.planned_at:%Y%m%d%H%M}")
    if answer.outcome is not Outcome.FOUND:
        return Told(Telling.GATEWAY_DOWN)
    return Told(Telling.SENT, answer.found[0])
