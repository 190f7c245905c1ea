"""A notice and its deliveries in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.notices.catalogue import write
from tirkelim.notices.models import Delivery, Notice, Way
from tirkelim.portal.complaints.words import case_page

WAYS: dict[str, str | Promise] = {Way.SMS: _("SMS"), Way.EMAIL: _("E-mail")}
NOT_TRIED: dict[str, str | Promise] = {
    "no_address:sms": _("not sent: no number is registered on the e-government portal"),
    "no_address:email": _("not sent: no confirmed address"),
    "not_wanted": _("not sent: switched off by the reader"),
}


class DeliveryView(NamedTuple):
    """What became of a notice by one way."""

    way: str | Promise
    state: str | Promise
    at: datetime | None


class NoticeView(NamedTuple):
    """A notice as a person reads it."""

    text: str
    at: datetime
    is_new: bool
    href: str
    deliveries: list[DeliveryView]


def views(rows: Sequence[Notice], language: str) -> list[NoticeView]:
    """The notices, in their order, in a language. The rows bring their deliveries. ``href``: the application that a
    notice is about, "" where it is about none."""
    cases = Case.objects.in_bulk({row.case for row in rows if row.case})
    return [
        NoticeView(
            write(row.what, row.words, language),
            row.at,
            row.seen_at is None,
            case_page(cases[row.case]) if row.case in cases else "",
            [delivered(one) for one in sorted(row.deliveries.all(), key=lambda one: one.way, reverse=True)],
        )
        for row in rows
    ]


def delivered(delivery: Delivery) -> DeliveryView:
    """What became of one delivery: sent, waiting for another try, given up, or never tried and why."""
    way = WAYS[delivery.way]
    if delivery.sent_at is not None:
        return DeliveryView(way, _("sent"), delivery.sent_at)
    if delivery.ended_at is None:
        state = _("waits: the last try did not succeed") if delivery.attempts else _("is being sent")
        return DeliveryView(way, state, delivery.next_at if delivery.attempts else None)
    why = NOT_TRIED.get(f"{delivery.fault}:{delivery.way}") or NOT_TRIED.get(delivery.fault)
    return DeliveryView(way, why or _("not sent: every try failed"), delivery.ended_at if why is None else None)
