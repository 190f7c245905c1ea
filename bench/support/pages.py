"""What is asked of the servers: endless streams of requests, random from a seed."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from support.data import Made, Sent
from support.load import Request, http
from support.server import HOST

ABSENT = 0.05
"""Share of numbers that do not exist."""
PAGES = 4
FORM = "application/x-www-form-urlencoded"
SECRET = "b" * 32
"""The forgery mark: as cookie and in the form."""
# What the proxy in front would send: the server runs as in production, behind one proxy, with HTTPS on.
PROXY = {
    "Host": HOST,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.7",
    "Accept": "text/html,application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "bench",
}


def _numbers(made: Made, chance: random.Random) -> Iterator[tuple[str, int]]:
    """Random numbers with the status that they lead to."""
    while True:
        if chance.random() < ABSENT:
            yield chance.choice(made.absent), 404
        else:
            yield chance.choice(made.numbers), 200


def bare_read(made: Made, chance: random.Random) -> Iterator[Request]:
    """One row by its primary key."""
    for number, status in _numbers(made, chance):
        yield http("GET", f"/row/{number}", PROXY, status=status)


def bare_write(made: Made, chance: random.Random) -> Iterator[Request]:
    """One INSERT."""
    while True:
        body = urlencode({"text": str(chance.random())}).encode()
        yield http("POST", "/row", PROXY, body, FORM, 201)


def check_json(made: Made, chance: random.Random) -> Iterator[Request]:
    """The public check over the API."""
    path = reverse("api-v1:check")
    for number, status in _numbers(made, chance):
        yield http("POST", path, PROXY, json.dumps({"number": number}).encode(), "application/json", status)


def check_page(made: Made, chance: random.Random) -> Iterator[Request]:
    """The public check as a page: where the QR code leads."""
    for number, status in _numbers(made, chance):
        yield http("GET", reverse("check_number", args=[number]), PROXY, status=status)


def signed_in(made: Made, chance: random.Random) -> Iterator[Request]:
    """A page with fixed words only, for one who has signed in: what such a page costs before it has begun."""
    while True:
        yield http("GET", reverse("about"), signed_in_as(chance.choice(made.officers)))


def desk(made: Made, chance: random.Random) -> Iterator[Request]:
    """The desk of an officer with all open applications of the department: one of its first pages."""
    path = reverse("desk")
    while True:
        yield http("GET", f"{path}?page={chance.randint(1, PAGES)}", signed_in_as(chance.choice(made.officers)))


def desk_both(made: Made, chance: random.Random) -> Iterator[Request]:
    """The desk of an officer who serves the department and the employment body: two lists in one."""
    path = reverse("desk")
    while True:
        yield http("GET", f"{path}?page={chance.randint(1, PAGES)}", signed_in_as(chance.choice(made.serving_both)))


def forecast(made: Made, chance: random.Random) -> Iterator[Request]:
    """What is due at the department, and what will not be managed."""
    while True:
        yield http("GET", reverse("desk_forecast"), signed_in_as(chance.choice(made.officers)))


def register_name(made: Made, chance: random.Random) -> Iterator[Request]:
    """The licence register by name: half of the time a word that many holders have, else a name in full."""
    while True:
        words = [word for word in chance.choice(made.licences).name.split() if any(map(str.isalpha, word))]
        yield _looked_for(" ".join(words) if chance.random() < 0.5 else chance.choice(words))


def register_bin(made: Made, chance: random.Random) -> Iterator[Request]:
    """The licence register by the BIN of the holder."""
    while True:
        yield _looked_for(chance.choice(made.licences).bin)


def _looked_for(words: str) -> Request:
    return http("POST", reverse("licence_register"), PROXY, urlencode({"words": words}).encode(), FORM)


def register_filter(made: Made, chance: random.Random) -> Iterator[Request]:
    """The licence register by region and subtype."""
    while True:
        one = chance.choice(made.licences)
        query = urlencode({"region": one.region, "subtype": one.subtype, "validity": "valid"})
        yield http("GET", f"{reverse('licence_register')}?{query}", PROXY)


def register_licence(made: Made, chance: random.Random) -> Iterator[Request]:
    """The public page of a licence."""
    while True:
        yield http("GET", reverse("licence_register_licence", args=[chance.choice(made.licences).id]), PROXY)


def register_may(made: Made, chance: random.Random) -> Iterator[Request]:
    """May this clinic do this, here, today?"""
    while True:
        one = chance.choice(made.licences)
        asked = {"base": one.base, "subtype": one.subtype, "specialty": one.specialty, "on": localdate().isoformat()}
        yield http("GET", f"{reverse('licence_register_may', args=[one.id])}?{urlencode(asked)}", PROXY)


def case(made: Made, chance: random.Random) -> Iterator[Request]:
    """An open application as the officer who decides sees it."""
    while True:
        path = reverse("desk_case", args=[chance.choice(made.cases)])
        yield http("GET", path, signed_in_as(chance.choice(made.officers)))


def submit(made: Made, chance: random.Random) -> Iterator[Request]:
    """Sending a prepared application; each only once."""
    while made.drafts:
        yield _send(made.drafts.pop())


def _send(draft: Sent) -> Request:
    fields = {
        "csrfmiddlewaretoken": SECRET,
        "command": str(uuid.uuid4()),
        "version": str(draft.version),
        "facts": "",
        "true": "True",
    }
    headers = {**signed_in_as(draft.session), "Referer": f"https://{HOST}/"}
    path = reverse("application_check", args=[draft.case])
    return http("POST", path, headers, urlencode(fields).encode(), FORM, 302)


def signed_in_as(session: str) -> dict[str, str]:
    """Headers with the cookies of a session."""
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={SECRET}"
    return {**PROXY, "Cookie": cookies}
