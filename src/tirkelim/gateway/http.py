"""The one way in which state systems are talked to: HTTP with mutual TLS, bounded time, few repetitions, a breaker.

A question that goes unanswered raises ``Unanswered`` with the kind of failure. What is asked and answered stands in no
log, no exception and no address.
"""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Final

import httpx
import pybreaker
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from tirkelim.gateway.faults import Fault

log = logging.getLogger(__name__)
MOST_BYTES: Final = 2_000_000
"""An answer is no longer than this."""
PASSING: Final = frozenset({429, 500, 502, 503, 504})
"""Answers of a system that may answer in a moment."""


class Unanswered(Exception):
    """A question that was not answered; ``fault`` says how."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Passing(Unanswered):
    """One that is worth repeating."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often is asked, in seconds. ``total``: a question with its repetitions. ``break_after``: so many
    questions in a row without an answer leave the system alone for ``break_for``."""

    connect: float = 2.0
    read: float = 5.0
    total: float = 10.0
    tries: int = 3
    pause: float = 0.2
    break_after: int = 5
    break_for: float = 30.0


@dataclass(frozen=True, slots=True)
class Tls:
    """Whom we trust, and by what the system knows us: files in PEM. All empty: the machine's own trust, no certificate
    of ours."""

    ca: str = ""
    certificate: str = ""
    key: str = ""

    def context(self) -> ssl.SSLContext:
        """The settings of a connection. Raises OSError for a file that cannot be read."""
        made = ssl.create_default_context(cafile=self.ca or None)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.certificate:
            made.load_cert_chain(self.certificate, self.key or None)
        return made


class Connection:
    """A state system at its address. One for a process; safe for threads."""

    def __init__(self, name: str, address: str, limits: Limits = Limits(), tls: Tls = Tls()) -> None:
        self.name = name
        self.limits = limits
        self._address = address.rstrip("/")
        self._tls = tls
        self._client: httpx.Client | None = None
        self._lock = Lock()
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=limits.break_after,
            reset_timeout=limits.break_for,
            exclude=[lambda fault: not isinstance(fault, Passing)],  # a system that answers nonsense is not down
            throw_new_error_on_trip=False,
        )

    def post(self, path: str, body: Mapping[str, Any], *, question: str, key: str = "") -> Any:
        """What the system answers to a question, read from JSON. Raises Unanswered.

        ``key``: for what is not only asked but done. A system that gets it twice does it once; that makes it as safe to
        repeat as a question.
        """
        began = monotonic()
        try:
            answer = self._breaker.call(self._repeated, path, body, question, key, began + self.limits.total)
        except pybreaker.CircuitBreakerError:
            raise self._failed(Fault.PAUSED, question, began) from None
        except Unanswered as failed:
            raise self._failed(failed.fault, question, began) from None
        log.info("state system %s answered question %s in %d ms", self.name, question, 1000 * (monotonic() - began))
        return answer

    def reach(self) -> None:
        """Open a connection, both sides showing who they are, and ask nothing. Raises Unanswered."""
        limits = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        try:
            self._opened().head(self._address, timeout=limits)
        except httpx.TimeoutException:
            raise Unanswered(Fault.TIMEOUT) from None
        except (httpx.HTTPError, OSError):
            raise Unanswered(Fault.REFUSED) from None

    def _failed(self, fault: Fault, question: str, began: float) -> Unanswered:
        took = 1000 * (monotonic() - began)
        log.warning("state system %s did not answer question %s: %s after %d ms", self.name, question, fault, took)
        return Unanswered(fault)

    def _repeated(self, path: str, body: Mapping[str, Any], question: str, key: str, until: float) -> Any:
        attempts = Retrying(
            stop=lambda state: stop_after_attempt(self.limits.tries)(state) or monotonic() >= until,
            wait=wait_random_exponential(self.limits.pause, max=2.0),
            retry=retry_if_exception_type(Passing),
            reraise=True,
        )
        return attempts(self._once, path, body, question, key, until)

    def _once(self, path: str, body: Mapping[str, Any], question: str, key: str, until: float) -> Any:
        headers = {"X-Correlation-Id": question, **({"Idempotency-Key": key} if key else {})}
        left = max(0.01, until - monotonic())
        timeout = httpx.Timeout(min(self.limits.read, left), connect=min(self.limits.connect, left))
        try:
            client = self._opened()
            with client.stream(
                "POST", self._address + path, json=dict(body), headers=headers, timeout=timeout
            ) as answer:
                _check_status(answer.status_code)
                content = _whole(answer, until)
        except httpx.TimeoutException:
            raise Passing(Fault.TIMEOUT) from None
        except (httpx.ConnectError, OSError):
            raise Passing(Fault.REFUSED) from None
        except (httpx.NetworkError, httpx.ProtocolError):
            raise Passing(Fault.CUT) from None
        except httpx.HTTPError:
            raise Unanswered(Fault.BAD_ANSWER) from None
        try:
            return json.loads(content)
        except ValueError:
            raise Unanswered(Fault.BAD_ANSWER) from None

    def _opened(self) -> httpx.Client:
        """Opened at the first question: a process that forks afterwards shares no socket."""
        with self._lock:
            if self._client is None:
                verify: Any = self._tls.context() if self._address.startswith("https:") else True
                # Nothing of the environment: no proxy sees what is asked. A redirect would carry it elsewhere.
                self._client = httpx.Client(verify=verify, trust_env=False, follow_redirects=False)
            return self._client


def is_safe(address: str) -> bool:
    """Whether an address may carry personal data: HTTPS, or this very machine."""
    try:
        parts = httpx.URL(address)
    except httpx.InvalidURL:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.host in ("127.0.0.1", "localhost", "::1"))


def readable(*names: str) -> bool:
    """Whether the files are there."""
    return all(Path(name).is_file() for name in names if name)


def _check_status(status: int) -> None:
    if status in PASSING:
        raise Passing(Fault.SERVER_ERROR)
    if status != 200:
        raise Unanswered(Fault.REJECTED)


def _whole(answer: httpx.Response, until: float) -> bytes:
    """The content, which may drip in for no longer than the whole question may take."""
    parts, size = [], 0
    for part in answer.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise Unanswered(Fault.BAD_ANSWER)
        if monotonic() > until:
            raise Passing(Fault.TIMEOUT)
    return b"".join(parts)
