"""A sign-in provider that says whatever a test wants, on a port of its own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT = "tirkelim"


class Provider:
    """What it answers; a test changes the parts. Times are seconds from `now`."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.address = ""
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
        self.published = [self.key]
        self.signs_with: Any = None
        self.header = {"alg": "RS256", "kid": "one"}
        self.claims: dict[str, Any] = {"sub": "s-1", "iin": "850314101019", "name": "Сейітова Әсем"}
        self.userinfo: dict[str, Any] = {}
        self.status = 200
        self.delay = 0.0
        self.nonce = ""
        self.body: bytes | None = None
        self.asked: list[tuple[str, dict[str, list[str]]]] = []

    def token(self) -> str:
        """An id token as the test wants it."""
        seconds = int(self.now.timestamp())
        claims = {
            "iss": self.address, "aud": CLIENT, "exp": seconds + 300, "iat": seconds, "nonce": self.nonce, **self.claims
        }  # fmt: skip
        said = {name: value for name, value in claims.items() if value is not None}
        if self.header["alg"] == "none":
            return jwt.encode(self.header, said, OctKey.import_key("x"), algorithms=["none"])
        key = self.signs_with or self.key
        return jwt.encode(self.header, said, key, algorithms=[self.header["alg"]])

    def answer(self, path: str) -> dict[str, Any]:
        """What stands at an address."""
        if path.endswith("openid-configuration"):
            parts = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            ends = {f"{name}_endpoint": f"{self.address}/{part}" for name, part in parts.items()}
            return {"issuer": self.address, "jwks_uri": f"{self.address}/keys", **ends}
        if path == "/keys":
            return {"keys": [key.as_dict(private=False) for key in self.published]}
        if path == "/userinfo":
            return self.userinfo
        return {"access_token": "at", "token_type": "Bearer", "expires_in": 60, "id_token": self.token()}


@contextmanager
def provider(now: datetime) -> Iterator[Provider]:
    """Run one while a test does."""
    double = Provider(now)

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            double.asked.append((self.path, parse_qs(self.rfile.read(length).decode())))
            if self.path == "/token":
                time.sleep(double.delay)
            faulty = double.status != 200 and self.path == "/token"
            body = double.body if double.body is not None and self.path == "/token" else None
            text = body if body is not None else json.dumps(double.answer(self.path)).encode()
            self.send_response(double.status if faulty else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            with suppress(BrokenPipeError):
                self.wfile.write(text)

        do_GET = do_POST = _answer

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    double.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
