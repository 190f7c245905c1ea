"""Forms that no page of ours sends: fields missing, of another kind, too long. They are answered, and break nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.portal.everyone import Astana, Bases
from tests.portal.test_new_rooms import WORLDS, Door, House, house

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'name="([a-z_0-9-]+)"')
RUBBISH = ("", "0", "99999999999999999999", "\x00", "ә" * 6000, "2022-02-30", str(uuid4()))
CHOSEN = ("yes", "other")
VERSION = re.compile(r'name="version" value="(\d+)"')


def sendable(made: House, doors: Mapping[str, Door]) -> Iterator[tuple[str, str, Client]]:
    """Addresses that take forms, each with a browser of someone who may send one."""
    for name, door in doors.items():
        people = door.opens_to if door.takes_from is None else door.takes_from
        if people:
            yield name, made.address(name, door), made.browsers[min(people, key=len)]


def crafted(page: str) -> Iterator[dict[str, object]]:
    """What is sent: every field of the page with each piece of rubbish, first without, then with a command."""
    fields = set(FIELD.findall(page)) | {"query", "choice", "action", "notice", "cases", "step", "without"}
    fields -= {"command", "version", "csrfmiddlewaretoken"}
    yield {"command": "nothing", "version": "1"}
    yield {"command": str(uuid4()), "version": "one"}
    shown = VERSION.search(page)
    version = shown[1] if shown else "1"
    yield {"command": str(uuid4()), "version": f"0{version}"}
    for rubbish in (*RUBBISH, *CHOSEN):
        yield {"command": str(uuid4()), "version": version, **dict.fromkeys(fields, rubbish)}
    file = SimpleUploadedFile("a.pdf\x00.exe", b"MZ\x00", content_type="application/pdf")
    yield {"command": str(uuid4()), "version": version, "file": file, "language": "kk", "translated_into": "none"}


@WORLDS
def test_nothing_that_is_sent_breaks_a_page(world: type[Astana | Bases], doors: Mapping[str, Door]) -> None:
    with house(world(), doors) as (made, _found):
        for name, address, browser in sendable(made, doors):
            shown = browser.get(address, {"page": "\x00", "show": "x", "region": "x", "day": "x", "organisation": "x"})
            assert shown.status_code < 500, name
            if browser.post(address).status_code == 405:
                continue
            page = b"" if shown.streaming else shown.content
            for sent in crafted(page.decode(errors="replace")):
                with connection.execute_wrapper(no_zero_bytes):
                    answer = browser.post(address, sent)
                assert answer.status_code < 500, (name, sent)


def no_zero_bytes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """PostgreSQL takes no zero byte in a text; the database of a test on one's own machine does."""
    assert "\\x00" not in repr([one for one in params or () if isinstance(one, str)]), sql
    return execute(sql, params, many, context)
