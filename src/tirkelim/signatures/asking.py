"""Short questions over HTTP to authorities: never longer than the time given, never more bytes than expected."""

from __future__ import annotations

import time
from functools import cache
from typing import Final

import httpx

MOST_BYTES: Final = 100_000_000  # a revocation list of the whole country has tens of megabytes


class Silent(Exception):
    """No usable answer came in time; the message names the kind of fault, never what was asked."""


def ask(url: str, seconds: float, content: bytes | None = None, kind: str = "", most: int = MOST_BYTES) -> bytes:
    """GET, or POST where there is content; the whole answer within `seconds`. Raises Silent."""
    if not url.startswith(("http://", "https://")):
        raise Silent("no web address")
    end = time.monotonic() + seconds
    headers = {"Content-Type": kind} if kind else {}
    method = "GET" if content is None else "POST"
    try:
        with _client().stream(method, url, content=content, headers=headers, timeout=seconds) as answer:
            if answer.status_code != httpx.codes.OK:
                raise Silent(f"status {answer.status_code}")
            return _read(answer, end, most)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as fault:
        raise Silent(type(fault).__name__) from fault


@cache
def _client() -> httpx.Client:
    """One for the process, safe for threads: reading the machine's trusted authorities takes longer than asking."""
    return httpx.Client(trust_env=False)


def _read(answer: httpx.Response, end: float, most: int) -> bytes:
    got = bytearray()
    for part in answer.iter_bytes():  # as it comes: waiting for a full chunk would wait for a drip
        got += part
        if len(got) > most:
            raise Silent("too long an answer")
        if time.monotonic() > end:
            raise Silent("too slow an answer")
    return bytes(got)
