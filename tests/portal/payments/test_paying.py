"""Paying a fee as a person does: the sum, the bank, back, the receipt; a silent or late bank; who may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.gateway.stand_in import live
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words

from tirkelim.cases.models import Case
from tirkelim.gateway import registry
from tirkelim.gateway.demo_payments import LATE, pay_at_demo_bank
from tirkelim.gateway.failing import DownSource
from tirkelim.identity.models import Role
from tirkelim.law.standards.services import Action
from tirkelim.services.licence.models import Payment, PaymentOrder, Refund
from tirkelim.services.licence.payments import counted_payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> LicenceOffice:
    """A clinic with its head."""
    return LicenceOffice()


@pytest.fixture(autouse=True)
def clock(office: LicenceOffice) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages."""
    with time_machine.travel(office.now + timedelta(hours=1), tick=False) as travelled:
        yield travelled


@pytest.fixture
def client(office: LicenceOffice) -> Client:
    """The head's browser."""
    return sign_in(office.head, "en")


def fee_page(client: Client, case: Case) -> Any:
    response = client.get(f"/payments/{case.id}/")
    assert response.status_code == 200
    return response


def begin(client: Client, case: Case) -> str:
    """Press the button: the address of the bank's page."""
    response = client.post(f"/payments/{case.id}/start/", hidden(fee_page(client, case)))
    assert response.status_code == 302
    return str(response["Location"])


def test_before_paying_the_page_says_what_for_how_much_and_what_comes_back(
    office: LicenceOffice, client: Client
) -> None:
    case = office.begun()
    shown = words(fee_page(client, case))
    assert "A licence for medical activity" in shown
    assert "10 MCI × 4 325 ₸ = 43 250 ₸" in shown
    assert "Pay 43 250 ₸" in shown
    assert "given back as long as the application is not accepted" in shown
    for language in ("kk", "ru"):
        assert "43 250 ₸" in words(fee_page(sign_in(office.head, language), case))


def test_paid_at_the_bank_and_back_with_a_receipt(office: LicenceOffice, client: Client) -> None:
    case = office.begun()
    bank = begin(client, case)
    order = PaymentOrder.objects.get()
    assert "43 250 ₸" in words(client.get(bank))
    back = client.post(bank, {"do": "pay"}, follow=True)
    assert "The fee is paid" in words(back)
    assert f"DEMO-{order.pk}" in words(back)
    assert counted_payment(case) is not None
    # The way back a second time, or the bank's page in another tab, changes nothing.
    client.get(reverse("payment_back", args=[case.id]))
    assert "This order is paid." in words(client.get(bank))
    assert Payment.objects.count() == 1
    assert "Pay 43" not in words(fee_page(client, case))


def test_refused_at_the_bank(office: LicenceOffice, client: Client) -> None:
    case = office.begun()
    back = client.post(begin(client, case), {"do": "refuse"}, follow=True)
    assert "The bank did not take the payment" in words(back)
    assert "Pay 43 250 ₸" in words(back)
    assert not Payment.objects.exists()


def test_that_the_bank_refused_is_not_believed_where_it_was_paid(office: LicenceOffice, client: Client) -> None:
    case = office.begun()
    begin(client, case)
    pay_at_demo_bank(PaymentOrder.objects.get().pk, datetime.now(UTC))
    client.get(reverse("payment_back", args=[case.id]) + "?bank=refused")
    assert counted_payment(case) is not None


def test_a_late_confirmation(office: LicenceOffice, client: Client, clock: time_machine.Coordinates) -> None:
    case = office.begun()
    back = client.post(begin(client, case), {"do": "late"}, follow=True)
    assert "The payment is not confirmed yet" in words(back)
    clock.shift(LATE)
    asked = client.post(reverse("payment_back", args=[case.id]), hidden(fee_page(client, case)), follow=True)
    assert "The fee is paid" in words(asked)


def test_a_payment_system_that_is_down_before_and_after(office: LicenceOffice, client: Client) -> None:
    case = office.begun()
    form = hidden(fee_page(client, case))
    with registry.replaced(registry.PAYMENTS, DownSource()):
        response = client.post(f"/payments/{case.id}/start/", form)
        assert response.status_code == 409
        assert "Nothing was taken from you" in words(response)
        back = client.get(reverse("payment_back", args=[case.id]))
        assert "do not pay again" in words(back)
    begin(client, case)
    assert PaymentOrder.objects.count() == 1


def test_at_new_year_the_page_explains_why_the_sum_is_another_one(
    office: LicenceOffice, clock: time_machine.Coordinates
) -> None:
    office.now = datetime(2025, 12, 31, 17, 0, tzinfo=UTC)
    clock.move_to(office.now)
    case = office.begun()
    old_page = hidden(fee_page(sign_in(office.head, "en"), case))
    begin(sign_in(office.head, "en"), case)
    clock.move_to(datetime(2025, 12, 31, 19, 30, tzinfo=UTC))
    client = sign_in(office.head, "en")
    shown = words(fee_page(client, case))
    assert "is no longer valid" in shown
    assert "Pay 43 250 ₸" in shown
    client.post(f"/payments/{case.id}/start/", old_page)
    begin(client, case)
    assert sorted(int(order.tenge) for order in PaymentOrder.objects.all()) == [39320, 43250]


def test_nothing_is_due_for_an_annex_alone(office: LicenceOffice, client: Client) -> None:
    shown = words(fee_page(client, office.begun(answers=office.answers(Action.ISSUE_ANNEX))))
    assert "Nothing has to be paid for this application." in shown
    assert "This is our reading." in shown


def test_an_index_that_is_not_known_is_said(office: LicenceOffice, clock: time_machine.Coordinates) -> None:
    case = office.begun()
    clock.move_to(datetime(2027, 1, 4, 5, 0, tzinfo=UTC))
    shown = words(fee_page(sign_in(office.head, "en"), case))
    assert "is not known here yet" in shown
    assert "Pay " not in shown.split("Licence fee", 1)[1].split("Why this sum")[0].replace("Payment", "")


def test_taken_back_after_paying_shows_that_the_fee_is_given_back(office: LicenceOffice, client: Client) -> None:
    case = office.begun()
    client.post(begin(client, case), {"do": "pay"}, follow=True)
    office.now += timedelta(hours=2)
    office.do(office.head, case, "withdraw")
    assert Refund.objects.count() == 1
    assert "the fee is given back" in words(fee_page(client, case))


def test_strangers_and_the_personnel_officer(office: LicenceOffice) -> None:
    case = office.begun()
    hr = sign_in(office.account("personnel", Role.HR_OFFICER, organisation=office.clinic), "en")
    assert "The head of the organisation pays." in words(fee_page(hr, case))
    stranger = sign_in(office.head_of(office.organisation("Бөтен"), "stranger"), "en")
    form = {"command": str(UUID(int=1)), "version": "1"}
    for browser in (stranger, sign_in(office.department, "en"), sign_in(office.applicant(), "en")):
        assert browser.get(f"/payments/{case.id}/").status_code == 404
    for browser in (stranger, hr, sign_in(office.department, "en")):
        assert browser.post(f"/payments/{case.id}/start/", form).status_code == 404
        assert browser.get(f"/payments/{case.id}/back/").status_code == 404
    assert Client().get(f"/payments/{case.id}/").status_code == 302
    assert not PaymentOrder.objects.exists()


def test_the_demo_bank_knows_its_orders_only() -> None:
    assert Client().get(f"/payments/demo-bank/{UUID(int=5)}/").status_code == 404


def test_a_bank_elsewhere_is_reached_by_a_link(office: LicenceOffice, client: Client) -> None:
    """The whole way over HTTP to the stand-in: begun there, paid there, known here only when it says so."""
    case = office.begun()
    with live(wire=("payments",)) as state:
        shown = client.post(f"/payments/{case.id}/start/", hidden(fee_page(client, case)))
        order = PaymentOrder.objects.get()
        bank = f"{state.server.base}/bank/{order.pk}"
        assert shown.status_code == 200
        assert f'href="{bank}"' in shown.content.decode()
        client.get(f"/payments/{case.id}/back/")
        assert not Payment.objects.exists()
        held = state.book.payments[str(order.pk)]
        assert held.return_to.endswith(f"/payments/{case.id}/back/")
        held.paid_at = (office.now + timedelta(hours=1)).isoformat()
        client.get(f"/payments/{case.id}/back/")
    assert counted_payment(case) is not None
