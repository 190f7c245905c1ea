"""The stand-in for NCALayer: its words over the web socket, its keys, its window."""

from __future__ import annotations

import base64
import json
import re
import threading
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

from tirkelim.standins.authority import Authority
from tirkelim.standins.ncalayer import GREETING, SignRequest, answer, read_keys
from tirkelim.standins.ncalayer.__main__ import listening
from tirkelim.standins.ncalayer.keys import PASSWORD
from tirkelim.standins.ncalayer.protocol import Failed
from tirkelim.standins.ncalayer.window import Window

SIGNING = "1.3.6.1.5.5.7.3.4"
INDIVIDUAL = "1.2.398.3.3.4.1.1"


def request(content: bytes = b'{"a":1}', **args: Any) -> str:
    """A request to sign, as the page's client sends it."""
    said = {
        "allowedStorages": None,
        "format": "cms",
        "data": base64.b64encode(content).decode(),
        "signingParams": {"decode": True, "encapsulate": True, "digested": False, "tsaProfile": {}},
        "signerParams": {"extKeyUsageOids": [SIGNING, INDIVIDUAL]},
        "locale": "en",
    } | args
    return json.dumps({"module": "kz.gov.pki.knca.basics", "method": "sign", "args": said})


def test_a_signature_comes_in_a_list_between_two_lines() -> None:
    seen: list[SignRequest] = []

    def choose(wanted: SignRequest) -> bytes:
        seen.append(wanted)
        return b"signature"

    said = json.loads(answer(request(), choose))
    assert said["status"] is True
    assert base64.b64decode(re.sub(r"-----.*?-----", "", said["body"]["result"][0])) == b"signature"
    assert seen == [SignRequest(b'{"a":1}', True, True, (SIGNING, INDIVIDUAL), "en")]


def test_a_closed_window_is_an_empty_body() -> None:
    assert json.loads(answer(request(), lambda wanted: None)) == {"status": True, "body": {}}


def test_what_fails_has_a_message() -> None:
    def choose(wanted: SignRequest) -> bytes:
        raise Failed("wrong password")

    said = json.loads(answer(request(), choose))
    assert (said["status"], said["message"]) == (False, "wrong password")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", request(format="xml"), request(data="%"), request(data=[]), request(signingParams=None)]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    assert json.loads(answer(text, lambda wanted: b""))["status"] is False


def test_another_module_is_not_there() -> None:
    said = json.loads(answer('{"module":"kz.digiflow.mobile.extensions","method":"getVersion"}', lambda wanted: b""))
    assert said["code"] == "500"
    assert "status" not in said


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with one key of a person and one of an employee."""
    authority = Authority.make(datetime(2026, 3, 2, tzinfo=UTC), "")
    (tmp_path / "nurse_own.p12").write_bytes(authority.issue("НҰР", "900721201023").to_p12(PASSWORD))
    employee = authority.issue("НҰР", "900721201023", bin="310640000124", organisation="ЕМХАНА")
    (tmp_path / "nurse_employee.p12").write_bytes(employee.to_p12(PASSWORD))
    return tmp_path


def test_only_keys_with_the_marks_fit(keys: Path) -> None:
    found = {key.name: key.carries((SIGNING, INDIVIDUAL)) for key in read_keys(keys)}
    assert found == {"nurse_employee": False, "nurse_own": True}
    assert read_keys(keys)[0].holder == "НҰР, ЕМХАНА"


@pytest.mark.parametrize("chooses", [True, False])
def test_the_window_is_a_page_on_the_same_port(keys: Path, chooses: bool) -> None:
    server = listening(Window(keys, None), 0)
    port = server.socket.getsockname()[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{port}"
    try:
        with connect(f"ws://127.0.0.1:{port}/") as socket:
            assert socket.recv(timeout=5) == GREETING
            socket.send(request())
            page = _page_with(address, "nurse_own")
            assert "nurse_employee" in page.split("Other keys")[1]
            links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/choose[^"]+)"', page)]
            link = next(link for link in links if ("key=nurse_own" in link) == chooses)
            _read(f"{address}{link}")
            said = json.loads(socket.recv(timeout=5))
        assert ("result" in said["body"]) == chooses
    finally:
        server.shutdown()


def test_who_has_gone_leaves_no_request_behind(keys: Path) -> None:
    window = Window(keys, None)
    assert window.choose(SignRequest(b"", True, False, (), "kk"), lambda: False) is None
    assert not window.waiting
    assert window.page("/elsewhere") is None


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as answered:  # noqa: S310 - our own server
        return str(answered.read().decode())


def _page_with(address: str, words: str) -> str:
    for _ in range(50):
        page = _read(address)
        if words in page:
            return page
        time.sleep(0.1)
    raise AssertionError("the window did not open")
