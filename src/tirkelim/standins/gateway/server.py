"""The HTTP side of the stand-in: the contract under /v1/, a control address, a telephone and a bank for people."""

from __future__ import annotations

import json
import ssl
import time
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs
from urllib.request import Request, urlopen
from uuid import uuid4

from tirkelim.standins.gateway.answers import OTHERS, SOURCES, answer, noted, pay
from tirkelim.standins.gateway.book import BadScenario, Book, Do, rule_of

CONTRACT = "/v1/"


class Gateway(ThreadingHTTPServer):
    """The stand-in at a port of this machine. ``port`` 0: any free one."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(
        self,
        book: Book | None = None,
        port: int = 0,
        *,
        late: float = 30.0,
        tls: ssl.SSLContext | None = None,
        callback: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.book = book or Book()
        self.late = late
        self.callback = callback
        if tls is not None:
            # The handshake belongs to the connection's own thread: one that hangs would hold up everyone.
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.base = f"{'http' if tls is None else 'https'}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Broken connections are what this program is for."""

    def __enter__(self) -> Gateway:
        self._thread = Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self.shutdown()
        self.server_close()

    def bring(self, number: str, text: str, message: str = "") -> int:
        """Let a short message come in from a number: it is handed to the callback. Returns its status."""
        address, secret = self.callback
        body = {"message": message or f"in-{uuid4()}", "number": number, "text": text}
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"}
        request = Request(address, json.dumps(body).encode(), headers)  # noqa: S310
        with urlopen(request, timeout=10) as said:  # noqa: S310
            return int(said.status)


class _Handler(BaseHTTPRequestHandler):
    server: Gateway
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True  # an answer is two writes, and would wait a moment between them

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: the control address counts what was asked."""

    # --- the contract ---

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith(CONTRACT):
            self._asked(self.path.removeprefix(CONTRACT), content)
        elif self.path.startswith("/control/"):
            self._ordered(self.path.removeprefix("/control/"), content)
        else:
            self._clicked(parse_qs(content.decode()))

    def _asked(self, source: str, content: bytes) -> None:
        try:
            body = json.loads(content)
            if source not in (*SOURCES, *OTHERS) or body["correlation"] != self.headers.get("X-Correlation-Id"):
                raise KeyError(source)
        except (ValueError, KeyError, TypeError):
            return self._say(422, b"{}")
        key = self.headers.get("Idempotency-Key", "")
        do = noted(self.server.book, source, body, key)
        if do is Do.LATE:
            time.sleep(self.server.late)
        if do is Do.DOWN:
            return self._say(503, b"{}")
        if do is Do.REJECT:
            return self._say(422, b"{}")
        if do is Do.GARBAGE:
            return self._say(200, b"<html>busy</html>")
        try:
            said = answer(self.server.book, source, body, key, do, self.server.base)
        except (KeyError, TypeError):
            return self._say(422, b"{}")
        content = json.dumps(said).encode()
        if do is Do.HALF:
            return self._cut(content)
        return self._drip(content) if do is Do.DRIP else self._say(200, content)

    def _say(self, status: int, content: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _cut(self, content: bytes) -> None:
        """Promise a whole answer and hang up in the middle of it."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2])
        self.close_connection = True

    def _drip(self, content: bytes) -> None:
        """Never silent for long, and never done."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        until = time.monotonic() + 10 * self.server.late
        while time.monotonic() < until:
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.02)
        self.close_connection = True

    # --- control ---

    def _ordered(self, what: str, content: bytes) -> None:
        try:
            said = json.loads(content or b"{}")
            if what == "scenarios":
                self.server.book.set_rules([rule_of(one) for one in said])
            elif what == "book":
                self.server.book.take(said)
            elif what == "reply":
                self.server.bring(str(said["number"]), str(said["text"]), str(said.get("message", "")))
            else:
                return self._say(404, b"{}")
        except (BadScenario, ValueError, KeyError, TypeError, OSError) as bad:
            return self._say(422, json.dumps({"wrong": str(bad)}).encode())
        return self._say(200, b"{}")

    # --- pages for people ---

    def do_GET(self) -> None:
        if self.path == "/control/asked":
            return self._say(200, json.dumps(self.server.book.counted()).encode())
        if self.path == "/telephone":
            return self._page(_telephone(self.server.book))
        if self.path.startswith("/bank/") and self.path.removeprefix("/bank/") in self.server.book.payments:
            return self._page(_bank(self.server.book, self.path.removeprefix("/bank/")))
        return self._page("<p><a href='/telephone'>Telephone</a> · <a href='/control/asked'>Questions so far</a></p>")

    def _clicked(self, fields: dict[str, list[str]]) -> None:
        chosen = {name: values[0] for name, values in fields.items()}
        if self.path == "/telephone":
            try:
                self.server.bring(chosen["number"], chosen["text"])
            except (KeyError, ValueError, OSError):
                return self._page("<p>The answer could not be brought: is --callback set, and does it listen?</p>")
            return self._lead("/telephone")
        order = self.path.removeprefix("/bank/")
        held = self.server.book.payments.get(order)
        if held is None:
            return self._say(404, b"{}")
        if chosen.get("do") == "pay":
            pay(self.server.book, order)
        return self._lead(held.return_to if chosen.get("do") == "pay" else f"{held.return_to}?bank=refused")

    def _lead(self, address: str) -> None:
        self.send_response(303)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _page(self, content: str) -> None:
        page = f"<!doctype html><meta charset='utf-8'><title>gateway-demo</title><h1>gateway-demo</h1>{content}"
        self._say(200, page.encode(), "text/html; charset=utf-8")


def _telephone(book: Book) -> str:
    lines = [
        f"<li>{escape(one.number)}: {escape(one.text)} <form method='post' action='/telephone'>"
        f"<input type='hidden' name='number' value='{escape(one.number)}'>"
        "<input name='text' value='1' size='8'><button>Answer</button></form></li>"
        for one in reversed(book.messages)
    ]
    return f"<h2>Messages</h2><ul>{''.join(lines)}</ul>" if lines else "<p>No message yet.</p>"


def _bank(book: Book, order: str) -> str:
    held = book.payments[order]
    return (
        f"<h2>{escape(held.tenge)} ₸</h2><p>{escape(held.purpose)}</p><p>No money moves here.</p>"
        "<form method='post'><button name='do' value='pay'>Pay</button>"
        "<button name='do' value='no'>Refuse</button></form>"
    )
