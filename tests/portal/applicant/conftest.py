"""An applicant at the desk of the portal: signs in, opens pages, presses buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.builders import COMPLETE, Office

from tirkelim.cases.models import Case, Draft
from tirkelim.identity.models import Account

HIDDEN = re.compile(r'<input type="hidden" name="(command|version|facts)" value="([^"]*)">')


class Visitor:
    """A browser without scripts: keeps what the last page's first form carried in hidden fields."""

    def __init__(self, account: Account | None) -> None:
        self.client = Client()
        if account is not None:
            self.client.force_login(account)
        self.hidden: dict[str, str] = {}

    def get(self, name: str, *, expect: int = 200, **where: Any) -> str:
        """Open a page."""
        return self.text(self.client.get(reverse(name, kwargs=where)), expect)

    def post(
        self, name: str, data: Mapping[str, Any] | None = None, *, expect: int = 302, **where: Any
    ) -> HttpResponse:
        """Open a page, fill in its form and send it."""
        self.get(name, **where)
        return self.send(name, data, expect=expect, **where)

    def send(
        self, name: str, data: Mapping[str, Any] | None = None, *, expect: int = 302, **where: Any
    ) -> HttpResponse:
        """Send a form with the hidden fields of the page opened last."""
        response = self.client.post(reverse(name, kwargs=where), {**self.hidden, **(data or {})})
        self.text(response, expect)
        return response

    def text(self, response: HttpResponse, expect: int) -> str:
        """The page's text; its hidden fields are kept for the next form."""
        text = response.content.decode(errors="replace") if not response.streaming else ""
        assert response.status_code == expect, text[-2000:]
        found = dict(reversed(HIDDEN.findall(text)))
        self.hidden = found or self.hidden
        return text


@pytest.fixture
def office(db: None) -> Office:
    """A department in Astana."""
    return Office()


@pytest.fixture
def applicant(office: Office) -> Account:
    """A nurse with an account."""
    return office.applicant()


@pytest.fixture
def visitor(applicant: Account) -> Visitor:
    """The nurse at her computer."""
    return Visitor(applicant)


@pytest.fixture
def draft(office: Office, applicant: Account) -> Case:
    """An application with every answer but the signature."""
    return office.draft(applicant, {name: page for name, page in COMPLETE.items() if name != "declaration"})


def typed(case: UUID | Case, page: str) -> dict[str, Any]:
    """What the draft keeps of a page."""
    return Draft.objects.get(case=getattr(case, "pk", case)).data[page]


@pytest.fixture
def empty(visitor: Visitor) -> UUID:
    """An application just begun."""
    visitor.get("applications")
    response = visitor.send("application_open")
    return UUID(response.url.strip("/").split("/")[-1])  # type: ignore[attr-defined]
