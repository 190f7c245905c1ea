"""The benchmark of the pages still fits the pages: its data can be made, and each request is answered as it expects."""

from __future__ import annotations

import importlib
import random
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.test.client import ClientHandler
from django.utils import timezone

from tirkelim.cases.models import Case
from tirkelim.journal.verify import verify_all

pytestmark = pytest.mark.django_db
BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture
def support(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    monkeypatch.syspath_prepend(str(BENCH))
    settings.ALLOWED_HOSTS = ["*"]
    settings.CHECK_PER_MINUTE = 0
    return lambda name: importlib.import_module(f"support.{name}")


def environ(data: bytes) -> dict[str, Any]:
    """The request as a web server hands it on."""
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, address, _ = first.split()
    path, _, query = address.partition("?")
    found: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    found |= {"SERVER_NAME": "x", "SERVER_PORT": "80", "wsgi.input": BytesIO(body), "wsgi.url_scheme": "http"}
    for line in lines:
        name, _, value = line.partition(": ")
        name = name.upper().replace("-", "_")
        found[name if name.startswith("CONTENT_") else f"HTTP_{name}"] = value
    return found


def status_of(data: bytes) -> int:
    # The handler of Django's own test client: it leaves the connection of the test open.
    return int(ClientHandler(enforce_csrf_checks=True)(environ(data)).status_code)


def test_every_request_is_answered_as_expected(support: Any) -> None:
    data, pages = support("data"), support("pages")
    made = data.make(data.Size(certificates=12, cases=12, drafts=3, licences=8), timezone.now())

    for name in [line.name for line in importlib.import_module("web").LINES]:
        for request in islice(getattr(pages, name)(made, random.Random(name)), 3):
            assert status_of(request.data) == request.status, name
    assert Case.objects.filter(state="considered").count() == 4 + 12 + 3
    assert made.drafts == []
    assert not verify_all().problems
