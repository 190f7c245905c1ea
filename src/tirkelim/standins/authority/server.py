"""The authority's answers over HTTP on the loopback, with faults that a test can switch on."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from tirkelim.standins.authority.answers import answer_ocsp, answer_time_stamp, make_crl
from tirkelim.standins.authority.authority import CRL_PATH, OCSP_PATH, ROOT_CRL_PATH, TSA_PATH, Authority
from tirkelim.standins.authority.keys import KeyKind

Fault = Literal["down", "late", "garbage", "half", "endless"]
LONGEST_REQUEST = 1_000_000


class AuthorityServer:
    """Answers on the loopback. `faults`: which of "/ocsp", "/tsa", "/issuing.crl", "/root.crl" fails, and how.

    `asked` counts requests by path.
    """

    def __init__(self, port: int = 0) -> None:
        self.faults: dict[str, Fault] = {}
        self.asked: dict[str, int] = {}
        self.stopping = threading.Event()
        self._authority: Authority | None = None
        self._http = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def address(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def tsa_url(self) -> str:
        """Where time stamps are given."""
        return self.address + TSA_PATH

    @property
    def authority(self) -> Authority:
        """Whose answers it gives."""
        if self._authority is None:
            raise RuntimeError("the server has no authority yet")
        return self._authority

    def start(self, authority: Authority) -> None:
        """Answer for an authority from now on, in a thread."""
        self._authority = authority
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def run(self, authority: Authority) -> None:
        """Answer until interrupted."""
        self._authority = authority
        try:
            self._http.serve_forever()
        except KeyboardInterrupt:
            self._http.server_close()

    def answer(self, path: str, content: bytes) -> tuple[str, bytes] | None:
        """Type and bytes of the answer; None for a path that is not known."""
        makers: dict[str, tuple[str, Callable[[], bytes]]] = {
            OCSP_PATH: ("application/ocsp-response", lambda: answer_ocsp(self.authority, content)),
            TSA_PATH: ("application/timestamp-reply", lambda: answer_time_stamp(self.authority, content)),
            CRL_PATH: ("application/pkix-crl", lambda: make_crl(self.authority)),
            ROOT_CRL_PATH: ("application/pkix-crl", lambda: make_crl(self.authority, of_root=True)),
        }
        found = makers.get(path)
        return None if found is None else (found[0], found[1]())

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                name, _, asked = path[1:].partition("/")
                if f"/{name}" == OCSP_PATH and asked:  # RFC 6960 appendix A: the request in the address
                    try:
                        _reply(self, server, OCSP_PATH, base64.b64decode(unquote(asked)))
                    except ValueError:
                        self.send_error(400)
                else:
                    _reply(self, server, path, b"")

            def do_POST(self) -> None:
                length = min(int(self.headers.get("Content-Length") or 0), LONGEST_REQUEST)
                _reply(self, server, urlsplit(self.path).path, self.rfile.read(length))

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler


def _reply(handler: BaseHTTPRequestHandler, server: AuthorityServer, path: str, content: bytes) -> None:
    server.asked[path] = server.asked.get(path, 0) + 1
    fault = server.faults.get(path)
    if fault == "late":
        server.stopping.wait(30)
    if fault in ("down", "late"):
        handler.send_error(503)
        return
    found = server.answer(path, content)
    if found is None:
        handler.send_error(404)
        return
    kind, body = found
    if fault == "garbage":
        body = b"<html>not what was asked for</html>"
    elif fault == "half":
        body = body[: len(body) // 2]
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    if fault != "endless":
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    try:
        handler.wfile.write(body)
        while fault == "endless" and not server.stopping.wait(0.05):
            handler.wfile.write(b"\0")
    except OSError:
        handler.close_connection = True


@contextmanager
def started(
    now: datetime, *, port: int = 0, folder: Path | None = None, key: KeyKind = "ec"
) -> Iterator[AuthorityServer]:
    """A new authority with its server running; stopped at the end."""
    server = AuthorityServer(port)
    server.start(Authority.make(now, server.address, folder=folder, key=key))
    try:
        yield server
    finally:
        server.stop()
