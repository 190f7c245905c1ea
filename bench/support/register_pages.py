"""What is asked of the pages of the register: endless streams of requests, random from a seed."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from support.load import Request, http
from support.pages import FORM, SECRET, signed_in_as
from support.register_data import Register
from support.server import HOST


def people_name(made: Register, chance: random.Random) -> Iterator[Request]:
    """Everybody of a surname, as a coordinator looks for them: half of the time only its beginning."""
    while True:
        surname = chance.choice(made.workers).surname
        yield _looked_for(made, chance, surname if chance.random() < 0.5 else surname[:5])


def people_both(made: Register, chance: random.Random) -> Iterator[Request]:
    """People by surname and position."""
    while True:
        one = chance.choice(made.workers)
        yield _looked_for(made, chance, one.surname, position=str(one.position))


def people_filter(made: Register, chance: random.Random) -> Iterator[Request]:
    """Everybody in a position, without a name."""
    while True:
        query = urlencode({"position": chance.choice(made.workers).position})
        yield http("GET", f"{reverse('people')}?{query}", signed_in_as(chance.choice(made.readers)))


def _looked_for(made: Register, chance: random.Random, who: str, **more: str) -> Request:
    return _post("people", [], {"who": who, **more}, chance.choice(made.readers))


def _post(page: str, args: list[object], fields: dict[str, object], session: str, status: int = 200) -> Request:
    body = urlencode({"csrfmiddlewaretoken": SECRET, **fields}).encode()
    headers = {**signed_in_as(session), "Referer": f"https://{HOST}/"}
    return http("POST", reverse(page, args=args), headers, body, FORM, status)


def person(made: Register, chance: random.Random) -> Iterator[Request]:
    """A worker's record, as the personnel service of the employer opens it."""
    while True:
        one = chance.choice(made.workers)
        yield http("GET", reverse("staff_worker", args=[one.person]), signed_in_as(one.session))


def work_list(made: Register, chance: random.Random) -> Iterator[Request]:
    """The work list of a personnel service."""
    while True:
        yield http("GET", reverse("staff_work"), signed_in_as(chance.choice(made.services)))


def staff(made: Register, chance: random.Random) -> Iterator[Request]:
    """The first page of an organisation's workers."""
    while True:
        yield http("GET", reverse("staff"), signed_in_as(chance.choice(made.services)))


def hire(made: Register, chance: random.Random) -> Iterator[Request]:
    """A second job of one's own worker is saved."""
    today = localdate()
    while True:
        one = chance.choice(made.workers)
        day = today - timedelta(days=chance.randint(0, 20))
        body = {
            "command": uuid.uuid4(), "version": "", "hired_on_day": day.day,
            "hired_on_month": day.month, "hired_on_year": day.year, "position_words": "Фельдшер", "position": "56",
            "is_main": "no", "order_number": f"{chance.randint(1, 900)}-қ", "order_date_day": day.day,
            "order_date_month": day.month, "order_date_year": day.year,
        }  # fmt: skip
        yield _post("staff_job_add", [one.person], body, one.session, 302)
