"""A notice as a short message, to the number that is registered on the e-government portal."""

from __future__ import annotations

from datetime import datetime

from tirkelim.gateway import answer
from tirkelim.gateway.answer import Subject
from tirkelim.gateway.registry import mobile_citizens, sms
from tirkelim.notices.catalogue import write
from tirkelim.notices.models import Delivery
from tirkelim.notices.outcome import Ended, Failed, Outcome, Sent
from tirkelim.notices.telling import account_of, language_of
from tirkelim.register.queries import iin_of


def send(delivery: Delivery, now: datetime) -> Outcome:
    """Send one notice. The delivery's id goes along, so that the operator knows a repetition."""
    notice = delivery.notice
    contact = getattr(account_of(notice), "contact", None)
    if contact is not None and not contact.by_sms:
        return Ended("not_wanted")
    if notice.person is None:
        return Ended("no_address")  # numbers are known by the people of the register
    number = mobile_citizens().number_of(Subject(notice.person, iin_of(notice.person)), now)
    if number.outcome is answer.Outcome.UNAVAILABLE:
        return Failed("numbers_" + number.fault[:30])
    if number.outcome is answer.Outcome.NOT_FOUND:
        return Ended("no_address")
    text = write(notice.what, notice.words, language_of(notice))
    taken = sms().send(number.found[0], text, now, key=str(delivery.pk))
    return Sent(taken.reference) if taken.outcome is answer.Outcome.FOUND else Failed(taken.fault or "not_taken")
