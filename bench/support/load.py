"""The load generator: a fixed number of keep-alive connections, each asking again as soon as it is answered.

One thread and a selector, so that it takes little of its core; loopback only; bounded in number and in time.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

CONNECTIONS = 8
PATIENCE = 20.0
"""Seconds without any answer after which the run is given up."""


class Request(NamedTuple):
    """The bytes of a request, and the status that its answer must have."""

    data: bytes
    status: int


class Result(NamedTuple):
    """What a run came to: answers, seconds, bytes of bodies, statuses."""

    answers: int
    seconds: float
    size: int
    statuses: Counter[int]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


class WrongAnswer(RuntimeError):
    """An answer had another status than it must have: nothing is measured then."""


def http(
    method: str, path: str, headers: dict[str, str], body: bytes = b"", kind: str = "", status: int = 200
) -> Request:
    """A request of HTTP/1.1 that keeps its connection."""
    lines = [f"{method} {path} HTTP/1.1", "Connection: keep-alive", *(f"{k}: {v}" for k, v in headers.items())]
    if method == "POST":
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return Request("\r\n".join((*lines, "", "")).encode() + body, status)


class _Connection:
    """One connection with the request that it waits for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.wanted = Request(b"", 0)
        self.read = b""

    def send(self, request: Request) -> None:
        self.wanted, self.read = request, b""
        self.socket.sendall(request.data)

    def receive(self) -> tuple[int, bytes] | None:
        """Status and body once the answer is whole, else None."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed a connection that was to be kept")
        self.read += piece
        head, found, body = self.read.partition(b"\r\n\r\n")
        return (int(head[9:12]), body) if found and _is_whole(head, body) else None


def _is_whole(head: bytes, body: bytes) -> bool:
    """Whether the body has arrived: by its stated length, or by the empty chunk at its end."""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return len(body) >= int(value)
    return body.endswith(b"0\r\n\r\n")


def run(port: int, requests: Iterator[Request], seconds: float, most: int = 1_000_000) -> Result:
    """Send requests for so many seconds, at most so many, and wait for all answers. Raises WrongAnswer."""
    statuses: Counter[int] = Counter()
    size = answers = 0
    connections = [_Connection(port) for _ in range(CONNECTIONS)]
    with selectors.DefaultSelector() as waiting:
        start = time.perf_counter()
        for connection in connections[:most]:
            connection.send(next(requests))
            waiting.register(connection.socket, selectors.EVENT_READ, connection)
        sent = min(CONNECTIONS, most)
        while waiting.get_map():
            ready = waiting.select(PATIENCE)
            if not ready:
                raise TimeoutError(f"no answer within {PATIENCE} s")
            for key, _ in ready:
                connection = key.data
                answer = connection.receive()
                if answer is None:
                    continue
                _check(connection.wanted, *answer)
                statuses[answer[0]] += 1
                size += len(answer[1])
                answers += 1
                if sent < most and time.perf_counter() - start < seconds:
                    connection.send(next(requests))
                    sent += 1
                else:
                    waiting.unregister(connection.socket)
        taken = time.perf_counter() - start
    for connection in connections:
        connection.socket.close()
    return Result(answers, taken, size, statuses)


def _check(wanted: Request, status: int, body: bytes) -> None:
    if status != wanted.status:
        line = wanted.data.partition(b"\r\n")[0].decode()
        raise WrongAnswer(f"{line}: {status} instead of {wanted.status}\n{body[:3000].decode(errors='replace')}")
