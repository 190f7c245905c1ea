"""The staff of a licence's bases for its holder: who counts, what is short, naming bases, and what if."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden
from tests.services.licence.staffing.world import CARDIOLOGY, NURSING, Clinic

from tirkelim.identity.models import Account, Role
from tirkelim.journal.models import Change
from tirkelim.register import commands
from tirkelim.register.models import AbsenceKind, BaseWork

pytestmark = pytest.mark.django_db


class Staffed(Clinic):
    """A clinic with a cardiologist at its first base, one nurse, a head and a personnel officer."""

    def __init__(self) -> None:
        super().__init__()
        self.doctor, self.doctor_job = self.specialist(
            CARDIOLOGY, person=self.person("Жүрекова"), until=date(2026, 6, 30)
        )
        self.nurse, self.nurse_job = self.specialist(NURSING, person=self.person("Мейірова"))
        where = {"organisation": self.organisation_id}
        self.hr: Account = self.account("kadr", Role.HR_OFFICER, **where)
        self.head: Account = self.account("head", Role.HEAD_OF_ORGANISATION, person=self.person(), **where)

    @property
    def page(self) -> str:
        """The staff page."""
        return f"/licences/held/{self.licence.id}/staff/"


@pytest.fixture
def clinic(db: None) -> Staffed:
    """In March 2026."""
    return Staffed()


@pytest.fixture(autouse=True)
def clock(clinic: Staffed) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages, an hour later."""
    with time_machine.travel(clinic.later(hours=1) + timedelta(hours=2), tick=False) as travelled:
        yield travelled


@pytest.fixture
def client(clinic: Staffed, clock: time_machine.Coordinates) -> Client:
    """The personnel officer's browser."""
    return sign_in(clinic.hr, "en")


def status_of(response: Any, code: str = "2") -> list[str]:
    """The statuses of the lines of the first annex."""
    return [str(line.status) for annex in response.context["annexes"] for line in annex.lines if code]


def days(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_who_counts_and_until_when(client: Client, clinic: Staffed) -> None:
    response = client.get(clinic.page)
    text = response.content.decode()
    assert "Жүрекова" in text
    assert "Мейірова" in text
    assert "our list, not an official one" in text
    assert [status.replace("\xa0", " ") for status in status_of(response)] == [
        "Short from 1 July 2026", "Covered", "Covered",
    ]  # fmt: skip


def test_what_is_short_today_is_said(client: Client, clinic: Staffed) -> None:
    clinic.leave(clinic.doctor_job, clinic.today - timedelta(days=1))
    response = client.get(clinic.page)
    assert status_of(response)[0] == "Short"
    assert "0 of 1" in response.content.decode()


def test_an_absence_is_shown_and_ends_nothing(client: Client, clinic: Staffed) -> None:
    commands.begin_absence(clinic.command(), clinic.doctor_job, kind=AbsenceKind.MATERNITY, started_on=clinic.today)
    text = client.get(clinic.page).content.decode()
    assert "Maternity leave" in text
    assert "govuk-warning-text" not in text


def test_a_base_is_named_changed_ended_and_taken_out(client: Client, clinic: Staffed) -> None:
    address = f"{clinic.page}{clinic.doctor_job}/"
    form = client.get(address)
    given = {"base": str(clinic.second), **days("valid_from", clinic.today), "step": "save"}
    assert client.post(address, {**given, **hidden(form)}).status_code == 302
    row = BaseWork.objects.current().get()
    assert (row.base_id, row.valid_from) == (clinic.second, clinic.today)
    assert status_of(client.get(clinic.page))[0] == "Short"
    address = f"{address}{row.line}/"
    form = client.get(address)
    again = {**given, **hidden(form), **days("last_day", clinic.today + timedelta(days=5))}
    assert client.post(address, again).status_code == 302
    assert BaseWork.objects.current().get().valid_to == clinic.today + timedelta(days=6)
    form = client.get(address)
    assert client.post(address, {**hidden(form), "step": "remove"}).status_code == 302
    assert not BaseWork.objects.current().exists()


def test_a_page_that_was_sent_already_takes_nothing_out(client: Client, clinic: Staffed) -> None:
    address = f"{clinic.page}{clinic.doctor_job}/"
    given = {"base": str(clinic.second), **days("valid_from", clinic.today), "step": "save"}
    client.post(address, {**given, **hidden(client.get(address))})
    row = BaseWork.objects.current().get()
    address = f"{address}{row.line}/"
    form = hidden(client.get(address))
    client.post(address, {**given, **form, **days("last_day", clinic.today)})
    back = client.post(address, {**form, "step": "remove"}, follow=True)
    assert "Something was changed meanwhile" in back.content.decode()
    assert BaseWork.objects.current().filter(line=row.line).exists()


def test_what_is_wrong_is_said_and_nothing_is_lost(client: Client, clinic: Staffed) -> None:
    address = f"{clinic.page}{clinic.doctor_job}/"
    early = {"base": str(clinic.second), **days("valid_from", date(2001, 2, 3)), "step": "save"}
    response = client.post(address, {**early, **hidden(client.get(address))})
    assert response.status_code == 422
    assert "no such job on that day" in response.content.decode()
    assert 'value="2001"' in response.content.decode()
    other = client.post(address, {**early, "base": str(uuid4()), **hidden(client.get(address))})
    assert other.status_code == 422


def test_what_if_answers_and_stores_nothing(client: Client, clinic: Staffed) -> None:
    address = f"{clinic.page}what-if/"
    before = Change.objects.count()
    leaving = {"leavers": [str(clinic.doctor)], **days("last", date(2026, 5, 15)), "base": "all"}
    response = client.post(address, {**leaving, **hidden(client.get(address))})
    assert response.status_code == 200
    first = response.context["answers"][0]
    assert (first.status.replace("\xa0", " "), first.left) == ("Short from 16 May 2026", [])
    coming = {**leaving, "specialty": CARDIOLOGY, **days("first", date(2026, 5, 1))}
    response = client.post(address, {**coming, **hidden(client.get(address))})
    assert [one.colour for one in response.context["answers"]] == ["green", "green", "green"]
    assert Change.objects.count() == before


def test_what_if_names_who_could_step_in(client: Client, clinic: Staffed) -> None:
    other, job = clinic.specialist(CARDIOLOGY, person=clinic.person("Көмекова"))
    clinic.named(job, clinic.second, clinic.today)
    clinic.named(clinic.doctor_job, clinic.first, clinic.today)
    with time_machine.travel(clinic.later(hours=1), tick=False):
        address = f"{clinic.page}what-if/"
        leaving = {"leavers": [str(clinic.doctor)], **days("last", date(2026, 5, 15)), "base": "all"}
        response = client.post(address, {**leaving, **hidden(client.get(address))})
    assert any("Көмекова" in words for words in response.context["answers"][0].could)
    assert other


def test_what_if_a_certificate_is_not_renewed(client: Client, clinic: Staffed) -> None:
    address = f"{clinic.page}what-if/"
    page = client.get(address)
    [(certificate, _words)] = page.context["form"].fields["not_renewed"].choices
    response = client.post(address, {"not_renewed": [certificate], "base": "all", **hidden(page)})
    first = response.context["answers"][0]
    assert "1 July 2026" in first.status.replace("\xa0", " ")


def test_what_if_wants_something_supposed(client: Client, clinic: Staffed) -> None:
    address = f"{clinic.page}what-if/"
    page = client.get(address)
    assert client.post(address, {"base": "all", **hidden(page)}).status_code == 422
    response = client.post(address, {"leavers": [str(clinic.doctor)], "base": "all", **hidden(page)})
    assert response.status_code == 422
    assert "last day of work" in response.content.decode()


def test_an_individual_has_staff_but_no_jobs(clinic: Staffed) -> None:
    from tirkelim.register.commands.licences import Holder

    applicant = clinic.applicant("alone")
    assert applicant.person is not None
    clinic.certified(applicant.person, "special.reflexotherapy")
    licence = clinic.licensed(Holder(None, applicant.person), {uuid4(): [("9", "")]})
    with time_machine.travel(clinic.later(hours=1), tick=False):
        page = sign_in(applicant, "kk").get(f"/licences/held/{licence.id}/staff/")
    assert page.status_code == 200
    assert page.context["jobs"] == []


def test_nobody_else_comes_in(clinic: Staffed) -> None:
    stranger = clinic.account("other", Role.HR_OFFICER, organisation=clinic.organisation("Басқа"))
    browser = sign_in(stranger, "en")
    for address in (clinic.page, f"{clinic.page}what-if/", f"{clinic.page}{clinic.doctor_job}/"):
        assert browser.get(address).status_code == 404
