"""The service over HTTP: POST /cms/verify with the documented answers of version 3, and with faults."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from asn1crypto import cms, x509

from tirkelim.standins.ncanode.keys import is_whole

Fault = Literal[
    "",
    "down",
    "late",
    "garbage",
    "half",  # the answer breaks off
    "no_signers",
    "two_signers",
    "no_revocations",  # neither responder nor list was asked
    "another_person",
    "another_certificate",
    "always_valid",  # whatever comes, also where its own details say no
    "untrusted",  # the chain does not end at the national root
]
_USERS = {
    "1.2.398.3.3.4.1.1": "INDIVIDUAL",
    "1.2.398.3.3.4.1.2": "ORGANIZATION",
    "1.2.398.3.3.4.1.2.1": "CEO",
    "1.2.398.3.3.4.1.2.2": "CAN_SIGN",
    "1.2.398.3.3.4.1.2.3": "CAN_SIGN_FINANCIAL",
    "1.2.398.3.3.4.1.2.4": "HR",
    "1.2.398.3.3.4.1.2.5": "EMPLOYEE",
}


class NcaNode:
    """Answers on the loopback, at the time that its `clock` tells. `revoked`: serial numbers."""

    def __init__(self, port: int = 0) -> None:
        self.fault: Fault = ""
        self.revoked: set[int] = set()
        self.requests: list[dict[str, Any]] = []
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.stopping = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def address(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def start(self) -> None:
        """Answer from now on, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """What it says about a signature."""
        signed = cms.ContentInfo.load(base64.b64decode(request["cms"]))["content"]
        info = signed["signer_infos"][0]
        inside = signed["encap_content_info"]["content"]
        content = base64.b64decode(request["data"]) if "data" in request else bytes(inside)
        certificate = signed["certificates"][0].chosen
        checks = [] if self.fault == "no_revocations" else request.get("revocationCheck", [])
        stands = self._stands(certificate) and self.fault != "untrusted"
        valid = (stands and is_whole(info, content)) or self.fault == "always_valid"
        signer = {"certificates": [self._describe(certificate, stands, checks)], "tsp": None}
        signers = [signer] * {"no_signers": 0, "two_signers": 2}.get(self.fault, 1)
        return {"status": 200, "message": "OK", "valid": valid, "signers": signers}

    def _stands(self, certificate: x509.Certificate) -> bool:
        in_time: bool = certificate.not_valid_before <= self.clock() <= certificate.not_valid_after
        return in_time and certificate.serial_number not in self.revoked

    def _describe(self, certificate: x509.Certificate, stands: bool, checks: list[str]) -> dict[str, Any]:
        gone = certificate.serial_number in self.revoked
        when = self.clock().isoformat() if gone else None
        reason = "keyCompromise" if gone else None
        serial = certificate.serial_number + (self.fault == "another_certificate")
        extended = certificate.extended_key_usage_value or []
        usages = {each.dotted for each in extended}
        return {
            "valid": stands,
            "revocations": [
                {"revoked": gone, "by": check, "revocationTime": when, "reason": reason} for check in checks
            ],
            "notBefore": certificate.not_valid_before.isoformat(),
            "notAfter": certificate.not_valid_after.isoformat(),
            "keyUsage": "AUTH" if "1.3.6.1.5.5.7.3.2" in usages else "SIGN",
            "serialNumber": f"{serial:x}",
            "signAlg": "ECGOST3410-2015-512",
            "keyUser": sorted(_USERS[each] for each in usages if each in _USERS),
            "publicKey": base64.b64encode(certificate.public_key.dump()).decode(),
            "signature": base64.b64encode(certificate.signature).decode(),
            "subject": self._subject(certificate),
            "issuer": {"commonName": certificate.issuer.native["common_name"], "country": "KZ"},
        }

    def _subject(self, certificate: x509.Certificate) -> dict[str, Any]:
        said = certificate.subject.native
        iin = "850314101019" if self.fault == "another_person" else said["serial_number"].removeprefix("IIN")
        organisation = {
            "organization": said.get("organization_name"),
            "bin": said.get("organizational_unit_name", "").removeprefix("BIN") or None,
        }
        known = {"commonName": said["common_name"], "surName": said.get("surname"), "iin": iin, "country": "KZ"}
        return {**known, **{name: value for name, value in organisation.items() if value}}


def _handler(node: NcaNode) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if node.fault == "late":
                node.stopping.wait(30)
            if node.fault in ("down", "late") or self.path != "/cms/verify":
                self.send_error(503 if node.fault else 404)
                return
            status, content = _reply(node, body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


def _reply(node: NcaNode, body: bytes) -> tuple[int, bytes]:
    try:
        request = json.loads(body)
        node.requests.append(request)
        content = json.dumps(node.answer(request), ensure_ascii=False).encode()
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return 400, json.dumps({"status": 400, "message": "the request cannot be read"}).encode()
    if node.fault == "garbage":
        return 200, b"<html>a proxy says hello</html>"
    return 200, content[: len(content) // 2] if node.fault == "half" else content


@contextmanager
def started(port: int = 0) -> Iterator[NcaNode]:
    """A running service; stopped at the end."""
    node = NcaNode(port)
    node.start()
    try:
        yield node
    finally:
        node.stop()
