"""A device of an inspector as the server sees it: commands with ids, sent as JSON, and photos as forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from tirkelim.identity.models import Account
from tirkelim.portal.inspections.field_state import place_id
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.checklist import ChecklistLine

Sent = dict[str, Any]


def picture(colour: str = "teal") -> bytes:
    """A small photo."""
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


def place(line: ChecklistLine) -> str:
    """The place of a line as devices write it."""
    return place_id(*line.place)


def observed(line: ChecklistLine, conforms: bool | None, noted_at: datetime, remark: str = "") -> Sent:
    """A note on a line."""
    body = {"line": place(line), "conforms": conforms, "remark": remark, "noted_at": noted_at.isoformat()}
    return {"id": str(uuid4()), "kind": "observe", "body": body}


class Device:
    """A browser of an account, in English, at a visit."""

    def __init__(self, account: Account | None, visit: Visit, **how: Any) -> None:
        self.client = Client(raise_request_exception=True, **how)
        self.client.cookies["til"] = "en"
        self.account = "" if account is None else str(account.id)
        if account is not None:
            self.client.force_login(account)
        self.visit = visit

    def ask(self, **headers: str) -> HttpResponse:
        """What the server holds."""
        return self.client.get(self.address("inspection_sync"), headers={"X-Account": self.account} | headers)

    def post(self, body: Any, *, content_type: str = "application/json", **headers: str) -> HttpResponse:
        """Anything, to the address for commands."""
        headers = {"X-Account": self.account} | headers
        return self.client.post(self.address("inspection_sync"), body, content_type=content_type, headers=headers)

    def send(self, *commands: Mapping[str, Any]) -> list[Sent]:
        """Commands; the answers, one for each."""
        answer = self.post({"commands": list(commands)})
        assert answer.status_code == 200, answer.content
        return list(answer.json()["commands"])

    def outcomes(self, *commands: Mapping[str, Any]) -> list[str]:
        """What became of them: an outcome, for what was refused its code."""
        return [answer["code"] or answer["outcome"] for answer in self.send(*commands)]

    def photo(
        self, line: str, taken_at: datetime, content: bytes | None = None, id: UUID | None = None
    ) -> HttpResponse:
        """A photo beside a line ("||": of the base as a whole)."""
        file = SimpleUploadedFile("photo.jpg", picture() if content is None else content, "image/jpeg")
        form = {"id": str(id or uuid4()), "line": line, "taken_at": taken_at.isoformat(), "photo": file}
        return self.client.post(self.address("inspection_photo_add"), form, headers={"X-Account": self.account})

    def address(self, name: str) -> str:
        """An address of the visit."""
        return reverse(name, kwargs={"visit": self.visit.id})
