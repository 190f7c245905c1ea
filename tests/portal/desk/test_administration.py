"""The administrator's page: accounts and roles, what waits, whether the journal is sound."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from tests.builders import Office
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import words

from tirkelim.cases.models import Outbox
from tirkelim.cases.outbox import MOST_ATTEMPTS
from tirkelim.identity.models import Role
from tirkelim.journal import guards
from tirkelim.journal.models import JournalPayload


@pytest.fixture
def administrator(office: Office) -> Client:
    return sign_in(office.account("admin", Role.ADMINISTRATOR))


def test_accounts_with_their_roles(office: Office, administrator: Client) -> None:
    office.officer()
    shown = words(administrator.get("/admin/"))

    assert "Департаменттің лауазымды адамы: Астана қаласы" in shown
    assert "Әкімші" in shown


def test_what_waits_and_what_was_given_up(office: Office, administrator: Client) -> None:
    office.decide(office.officer(), office.submitted(office.applicant()), "grant")
    waiting = Outbox.objects.filter(delivered_at__isnull=True).count()
    Outbox.objects.filter(kind="document").update(attempts=MOST_ATTEMPTS, last_error="BlobLost")
    page = administrator.get("/admin/")

    assert (page.context["waiting"], page.context["failed"]) == (waiting - 1, 1)
    assert "BlobLost" in words(page)


def test_a_sound_journal(office: Office, administrator: Client) -> None:
    office.submitted(office.applicant())

    assert "Журнал бүтін" in words(administrator.get("/admin/journal/"))


def test_an_altered_journal_is_found(office: Office, administrator: Client) -> None:
    office.submitted(office.applicant())
    guards.lift(connection)
    JournalPayload.objects.filter(pk=JournalPayload.objects.first().pk).update(body='{"altered":true}')  # type: ignore[union-attr]
    page = administrator.get("/admin/journal/")

    assert "Журнал бүтін емес" in words(page)
    assert page.context["report"].problems


def test_every_role_has_a_name() -> None:
    from tirkelim.portal.desk.administration import ROLES

    assert set(ROLES) == set(Role)
