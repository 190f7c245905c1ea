"""The fee of an application: the sum of the day, never counted twice, given back where reading L15 says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.builders import ASTANA
from tests.licences import LicenceOffice

from tirkelim.cases.command import Applied, Forbidden, Invalid, Repeated
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.gateway import registry
from tirkelim.gateway.answer import Outcome
from tirkelim.gateway.demo_payments import LATE, DemoPayments, pay_at_demo_bank
from tirkelim.gateway.failing import DownSource, LateSource
from tirkelim.identity.models import Role
from tirkelim.journal.verify import verify_all
from tirkelim.law.standards.services import Action
from tirkelim.services.common.pages import page_entry
from tirkelim.services.licence.models import Payment, PaymentOrder, Refund, RefundReason
from tirkelim.services.licence.payments import (
    counted_payment,
    is_given_back,
    open_orders,
    payments_of,
    standing_order,
)
from tirkelim.services.licence.settling import ask_open_orders, settle

YEAR_ENDS = datetime(2025, 12, 31, 18, 0, tzinfo=UTC)
"""23:00 in Astana on the last day of 2025."""


def begin(department: LicenceOffice, case: Case) -> PaymentOrder:
    """An order of today, known to the demo bank as well."""
    started: Any = department.do(department.head, case, "start_payment")
    order = PaymentOrder.objects.get(pk=started.result["order"])
    DemoPayments().begin(order.pk, order.tenge, "Алым", "/", department.now)
    return order


def confirm(department: LicenceOffice, case: Case, order: PaymentOrder, /, **said: Any) -> Any:
    """The payment system confirms the order, as the command carries it."""
    body = {
        "order": str(order.pk),
        "reference": f"T-{order.pk}",
        "tenge": str(order.tenge),
        "paid_at": department.now.isoformat(),
    } | said
    return department.do(department.head, case, "confirm_payment", expect=None, **body)


def problems(outcome: Any) -> list[str]:
    """The codes of what stands against a command."""
    assert isinstance(outcome, Invalid), outcome
    return [problem.code for problem in outcome.problems]


def refund_of(payment: Payment) -> str:
    """Why it is given back; "" where it is not."""
    found = Refund.objects.filter(payment=payment).first()
    return "" if found is None else found.reason


# --- beginning ---


def test_the_order_fixes_the_sum_of_the_day_and_how_it_is_made(department: LicenceOffice) -> None:
    case = department.begun()
    order = begin(department, case)
    assert (order.fee_mci, order.mci, order.tenge, order.for_day) == (10, 4325, 43250, date(2026, 3, 2))


def test_a_second_click_or_tab_gives_the_same_order(department: LicenceOffice) -> None:
    case = department.begun()
    command = department.command(department.head.id)
    version = department.fresh(case).version
    first: Any = department.do(department.head, case, "start_payment", command=command, version=version)
    again: Any = department.do(
        department.head, case, "start_payment", command=command, version=version, expect=Repeated
    )
    other_tab: Any = department.do(department.head, case, "start_payment")
    assert first.result["order"] == again.result["order"] == other_tab.result["order"]
    assert PaymentOrder.objects.count() == 1


def test_when_the_year_turns_a_new_order_has_the_new_sum(department: LicenceOffice) -> None:
    department.now = YEAR_ENDS
    case = department.begun()
    old = begin(department, case)
    department.later(hours=2)
    today = date(2026, 1, 1)
    assert standing_order(department.fresh(case), today) is None
    new = begin(department, case)
    assert (old.tenge, new.tenge) == (39320, 43250)
    assert standing_order(department.fresh(case), today) == new
    # Paid by the page of the old year after midnight: it is not the fee of that day.
    assert isinstance(confirm(department, case, old), Applied)
    assert (refund_of(old.payment), counted_payment(case)) == (RefundReason.WRONG_SUM, None)
    confirm(department, case, new)
    assert counted_payment(case) == new.payment


def test_paid_before_midnight_and_confirmed_after_it_counts_by_the_day_of_payment(department: LicenceOffice) -> None:
    department.now = YEAR_ENDS
    case = department.begun()
    order = begin(department, case)
    paid_at = department.now
    department.later(hours=2)
    confirm(department, case, order, paid_at=paid_at.isoformat())
    assert counted_payment(case) == order.payment


def test_nothing_is_begun_where_nothing_is_due_or_known(department: LicenceOffice) -> None:
    annex = department.begun(answers=department.answers(Action.ISSUE_ANNEX))
    assert problems(department.do(department.head, annex, "start_payment", expect=None)) == ["nothing_due"]
    unsaid = department.begun(answers={})
    assert problems(department.do(department.head, unsaid, "start_payment", expect=None)) == ["action_missing"]
    department.now = datetime(2027, 1, 4, 5, 0, tzinfo=UTC)
    later = department.begun()
    assert problems(department.do(department.head, later, "start_payment", expect=None)) == ["index_unknown"]
    assert not PaymentOrder.objects.exists()


def test_what_is_paid_is_not_paid_again_and_what_is_asked_for_stays(department: LicenceOffice) -> None:
    case = department.begun()
    department.pay(department.head, case)
    assert problems(department.do(department.head, case, "start_payment", expect=None)) == ["fee_paid_already"]
    other = {"request": page_entry({"action": "reissue"}, {"action": "reissue"})}
    assert problems(department.do(department.head, case, "save_draft", expect=None, data=other)) == [
        "fee_paid_for_another"
    ]
    same = {"request": page_entry({"action": "issue"}, {"action": "issue"})}
    department.do(department.head, case, "save_draft", data=same)


def test_only_who_applies_pays(department: LicenceOffice) -> None:
    case = department.begun()
    stranger = department.head_of(department.organisation("Бөтен"), "stranger")
    for account in (stranger, department.department, department.inspector):
        assert isinstance(department.do(account, case, "start_payment", expect=None), Forbidden)


# --- confirming ---


def test_the_same_confirmation_twice_is_the_same(department: LicenceOffice) -> None:
    case = department.begun()
    order = begin(department, case)
    first, second = confirm(department, case, order), confirm(department, case, order)
    assert first.result == second.result | {"state": first.result["state"]}
    assert Payment.objects.count() == 1
    assert not Refund.objects.exists()


def test_two_tabs_that_pay_twice_have_one_given_back(department: LicenceOffice) -> None:
    department.now = YEAR_ENDS - timedelta(days=1)
    case = department.begun()
    first = begin(department, case)
    department.later(hours=4)  # another day, and another order of the same sum
    second = begin(department, case)
    confirm(department, case, second)
    confirm(department, case, first)
    assert counted_payment(case) == second.payment
    assert (first.payment.counted_for, refund_of(first.payment)) == (None, RefundReason.PAID_TWICE)
    assert [one.order for one in payments_of(case)] == [first, second] or len(payments_of(case)) == 2


@pytest.mark.parametrize("tenge", ["43249.99", "43250.01", "1"])
def test_a_wrong_sum_is_not_the_fee(department: LicenceOffice, tenge: str) -> None:
    case = department.begun()
    order = begin(department, case)
    confirm(department, case, order, tenge=tenge)
    assert (order.payment.tenge, refund_of(order.payment)) == (Decimal(tenge), RefundReason.WRONG_SUM)
    assert counted_payment(case) is None
    department.pay(department.head, case)
    assert counted_payment(case) is not None


def test_another_action_than_was_paid_for_is_a_wrong_sum(department: LicenceOffice) -> None:
    case = department.begun()
    order = begin(department, case)
    other = {"request": page_entry({"action": "reissue"}, {"action": "reissue"})}
    department.do(department.head, case, "save_draft", data=other)
    confirm(department, case, order)
    assert refund_of(order.payment) == RefundReason.WRONG_SUM


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"order": "00000000-0000-4000-8000-000000000000"}, "no_such_order"),
        ({"order": "x"}, "bad_confirmation"),
        ({"reference": " "}, "bad_confirmation"),
        ({"tenge": "NaN"}, "bad_confirmation"),
        ({"tenge": "-43250"}, "bad_confirmation"),
        ({"tenge": "much"}, "bad_confirmation"),
        ({"paid_at": "yesterday"}, "bad_confirmation"),
        ({"paid_at": "2026-03-02T05:00:00"}, "bad_confirmation"),
    ],
)
def test_a_confirmation_that_makes_no_sense_is_not_written(
    department: LicenceOffice, said: dict[str, str], code: str
) -> None:
    case = department.begun()
    assert problems(confirm(department, case, begin(department, case), **said)) == [code]
    assert not Payment.objects.exists()


def test_references_and_orders_are_taken_once(department: LicenceOffice) -> None:
    case, other = department.begun(), department.begun()
    order, others = begin(department, case), begin(department, other)
    assert problems(confirm(department, case, others)) == ["no_such_order"]
    confirm(department, case, order)
    assert problems(confirm(department, case, order, reference="T-2")) == ["order_paid_before"]
    assert problems(confirm(department, other, others, reference=f"T-{order.pk}")) == ["reference_known"]


def test_the_tables_themselves_count_a_fee_once(department: LicenceOffice) -> None:
    case = department.begun()
    department.pay(department.head, case)
    paid = counted_payment(case)
    assert paid is not None
    department.now += timedelta(days=1)
    another = PaymentOrder.objects.create(
        case=case, tenge=43250, fee_mci=10, mci=4325, for_day=date(2026, 3, 3), change=paid.change
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            order=another, reference="T-9", tenge=43250, paid_at=department.now, counted_for=case, change=paid.change
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=paid.pk).update(tenge=1)


# --- asking the payment system ---


def test_a_payment_system_that_is_silent_proves_nothing(department: LicenceOffice) -> None:
    case = department.begun()
    order = begin(department, case)
    pay_at_demo_bank(order.pk, department.now)
    for adapter in (DownSource(), LateSource()):
        with registry.replaced(registry.PAYMENTS, adapter):
            (asked,) = settle(case, department.head, department.now)
            assert asked.answer.outcome is Outcome.UNAVAILABLE
    assert counted_payment(case) is None
    settle(case, department.head, department.now)
    assert counted_payment(case) == Payment.objects.get(order=order)
    assert open_orders(case) == ()


def test_a_late_confirmation_is_found_when_it_comes(department: LicenceOffice) -> None:
    case = department.begun()
    order = begin(department, case)
    pay_at_demo_bank(order.pk, department.now, late=True)
    (asked,) = settle(case, department.head, department.now)
    assert asked.answer.outcome is Outcome.NOT_FOUND
    settle(case, department.head, department.now + LATE)
    assert Payment.objects.get(order=order).paid_at == department.now


def test_the_officer_asks_again(department: LicenceOffice) -> None:
    case = department.licence_case(paid=False)
    order = begin(department, case)
    pay_at_demo_bank(order.pk, department.now)
    answers = [asked.as_said() for asked in ask_open_orders(case, department.now)]
    checked: Any = department.do(department.department, case, "check_payment", answers=answers)
    assert checked.result["found"] == "1"
    assert counted_payment(case) is not None
    assert problems(department.do(department.department, case, "check_payment", expect=None, answers=[])) == [
        "no_payment_begun"
    ]
    assert isinstance(department.do(department.head, case, "check_payment", expect=None, answers=answers), Forbidden)
    assert verify_all().good


# --- giving back (reading L15) ---


def test_a_draft_taken_back_has_its_fee_given_back(department: LicenceOffice) -> None:
    case = department.begun()
    department.pay(department.head, case)
    department.do(department.head, case, "withdraw")
    assert Refund.objects.get().reason == RefundReason.BEFORE_ACCEPTANCE
    assert counted_payment(case) is None


def test_sent_in_the_evening_and_taken_back_before_its_day_of_acceptance(department: LicenceOffice) -> None:
    department.now = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)  # Friday, 20:00 in Astana; Monday is a day off
    case = department.licence_case()
    assert case.accepted_on == date(2026, 3, 10)
    department.later(days=2)
    assert is_given_back(case, date(2026, 3, 8))
    department.do(department.head, case, "withdraw")
    assert Refund.objects.get().reason == RefundReason.BEFORE_ACCEPTANCE


def test_from_the_day_of_acceptance_on_it_is_not_given_back(department: LicenceOffice) -> None:
    case = department.licence_case()
    assert case.accepted_on == date(2026, 3, 2)
    assert not is_given_back(case, date(2026, 3, 2))
    department.do(department.head, case, "withdraw")
    assert not Refund.objects.exists()


def test_an_application_that_a_complaint_reopened_was_accepted_before(department: LicenceOffice) -> None:
    """Its clock begins anew, on a day that has not come yet; the fee stays what it was."""
    case = department.licence_case()
    department.finding(case, "untrue")
    department.decide(department.department, case, "refuse")
    department.now = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)  # Friday, 20:00 in Astana
    told: Any = department.do(department.head, case, "complain", text="Қате шешім", instance="head")
    above = department.account("department-head", Role.DEPARTMENT_HEAD, territory=ASTANA)
    done = {"complaint": told.result["complaint"], "reason": "Дұрыс", "reference": ""}
    department.do(above, case, "uphold_complaint", **done)
    assert department.fresh(case).accepted_on == date(2026, 3, 10)
    department.do(department.head, case, "withdraw")
    assert not Refund.objects.exists()


def test_paid_for_an_application_that_was_taken_back_is_given_back(department: LicenceOffice) -> None:
    case = department.begun()
    order = begin(department, case)
    department.do(department.head, case, "withdraw")
    department.later(minutes=5)
    confirm(department, case, order)
    assert refund_of(order.payment) == RefundReason.BEFORE_ACCEPTANCE


def test_paid_before_and_confirmed_after_taking_back_follows_the_day_of_taking_back(department: LicenceOffice) -> None:
    accepted, draft = department.licence_case(paid=False), department.begun()
    orders = [begin(department, case) for case in (accepted, draft)]
    paid_at = department.now
    department.later(minutes=5)
    for case, order in zip((accepted, draft), orders, strict=True):
        department.do(department.head, case, "withdraw")
        confirm(department, case, order, paid_at=paid_at.isoformat())
    assert [refund_of(order.payment) for order in orders] == ["", RefundReason.BEFORE_ACCEPTANCE]


@pytest.mark.parametrize(("in_time", "refund"), [(True, ""), (False, RefundReason.BEFORE_ACCEPTANCE)])
def test_after_a_refusal_what_was_paid_in_time_counts_and_what_came_later_goes_back(
    department: LicenceOffice, in_time: bool, refund: str
) -> None:
    case = department.licence_case(paid=False)
    order = begin(department, case)
    before = department.now
    department.later(minutes=5)
    answers = [asked.as_said() for asked in ask_open_orders(case, department.now)]
    department.do(department.department, case, "check_payment", answers=answers)
    department.decide(department.department, case, "refuse")
    assert department.fresh(case).state == State.REFUSED
    department.later(minutes=5)
    confirm(department, case, order, paid_at=(before if in_time else department.now).isoformat())
    assert refund_of(order.payment) == refund
    assert (counted_payment(case) is not None) is in_time


def test_an_individual_pays_for_themselves(department: LicenceOffice) -> None:
    doctor = department.applicant("doctor", residence_kato=ASTANA)
    case = department.begun(doctor)
    department.pay(doctor, case)
    assert counted_payment(case) is not None
    assert isinstance(department.do(department.head, case, "start_payment", expect=None), Forbidden)
