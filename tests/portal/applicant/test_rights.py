"""The room is its owner's: everyone else finds nothing there, and learns nothing from it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders import Office
from tests.portal.applicant.conftest import Visitor

from tirkelim.cases.models import Case
from tirkelim.identity.models import Account, Role

PAGES: list[tuple[str, dict[str, Any]]] = [
    ("application", {}),
    ("application_step", {"page": "claim", "step": "specialty"}),
    ("application_rows", {"page": "studies"}),
    ("application_row", {"page": "studies", "row": "new"}),
    ("application_row_remove", {"page": "trainings", "row": "n1"}),
    ("application_consent", {}),
    ("application_code", {}),
    ("application_sources", {}),
    ("application_documents", {}),
    ("application_upload", {"document": "diploma"}),
    ("application_remove", {"document": "diploma"}),
    ("application_check", {}),
    ("application_sent", {}),
    ("application_withdraw", {}),
    ("application_result", {}),
]
POSTS: list[tuple[str, dict[str, Any]]] = [
    *(
        page
        for page in PAGES
        if page[0] not in ("application", "application_documents", "application_sent", "application_result")
    ),
    ("application_answer", {}),
    ("application_code_again", {}),
]


@pytest.mark.parametrize(("name", "where"), PAGES)
def test_the_public_is_led_to_sign_in(draft: Case, name: str, where: dict[str, Any]) -> None:
    address = reverse(name, kwargs={"case": draft.id, **where})
    response = Client().get(address)
    assert response.status_code == 302
    assert response.url.startswith(reverse("sign_in"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "where"), PAGES)
def test_strangers_find_nothing(draft: Case, office: Office, name: str, where: dict[str, Any]) -> None:
    """Another applicant, the officer of the territory, the coordinator: to each it is as if it did not exist."""
    strangers = [
        office.applicant("stranger"),
        office.officer(),
        office.account("coordinator", Role.NATIONAL_COORDINATOR),
        office.account("nobody", Role.APPLICANT),
    ]
    for stranger in strangers:
        Visitor(stranger).get(name, expect=404, case=draft.id, **where)
        Visitor(stranger).get(name, expect=404, case=uuid4(), **where)


@pytest.mark.parametrize(("name", "where"), POSTS)
def test_strangers_do_nothing(draft: Case, office: Office, name: str, where: dict[str, Any]) -> None:
    before = office.fresh(draft).version
    for stranger in (office.applicant("stranger"), office.officer()):
        visitor = Visitor(stranger)
        visitor.hidden = {"command": str(uuid4()), "version": str(before)}
        visitor.send(name, {"specialty": "x", "more": "no", "true": "on"}, expect=404, case=draft.id, **where)
    assert office.fresh(draft).version == before


def test_an_officer_does_not_apply(office: Office) -> None:
    """An account without a person has no cabinet."""
    Visitor(office.officer()).get("applications", expect=404)


@pytest.mark.parametrize("hidden", [{}, {"command": "no", "version": "1"}, {"command": str(uuid4()), "version": "x"}])
def test_a_form_without_its_hidden_fields_is_not_read(visitor: Visitor, draft: Case, hidden: dict[str, str]) -> None:
    visitor.hidden = hidden
    visitor.send("application_step", {"specialty": "x"}, expect=400, case=draft.id, page="claim", step="specialty")


def test_forgery_is_refused(applicant: Account, draft: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(applicant)
    assert client.post(reverse("application_withdraw", kwargs={"case": draft.id})).status_code == 403


def test_reading_changes_nothing(visitor: Visitor, draft: Case, office: Office) -> None:
    """Opening every page writes nothing; a GET on what only sends leads to its page."""
    version = office.fresh(draft).version
    for name, where in PAGES:
        if name not in ("application_result",):
            assert visitor.client.get(reverse(name, kwargs={"case": draft.id, **where})).status_code in (200, 302)
    visitor.get("application_answer", expect=302, case=draft.id)
    assert office.fresh(draft).version == version
