"""Each system of a licence case, each failure, over real HTTP to the stand-in: registers, fee and notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from tests.gateway.stand_in import Live, live
from tests.licences import LicenceOffice

from tirkelim.cases.command import Invalid
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.gateway.answer import Outcome
from tirkelim.gateway.models import HolderPull
from tirkelim.gateway.payments import begin_payment
from tirkelim.gateway.records import HolderDataSet, PremisesRecord, StaffRecord
from tirkelim.law.finding import Outcome as Proposed
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register.models import Organisation
from tirkelim.services.licence.gather import gather
from tirkelim.services.licence.models import Payment, PaymentOrder
from tirkelim.services.licence.payments import counted_payment
from tirkelim.services.licence.settling import settle
from tirkelim.services.licence.sources import ask_registers
from tirkelim.services.licence.visits.telling import Telling, send_notice
from tirkelim.standins.gateway.answers import pay
from tirkelim.standins.gateway.book import Do

pytestmark = pytest.mark.django_db
FAILURES = [
    Do.LATE, Do.DOWN, Do.REJECT, Do.WRONG, Do.GARBAGE, Do.HALF, Do.SOMEBODY_ELSE, Do.CONTRADICTORY,
]  # fmt: skip
STREET = "Астана, Сарыарқа даңғылы, 12"


@pytest.fixture
def state() -> Iterator[Live]:
    """The stand-in behind every port."""
    with live() as made:
        yield made


@pytest.fixture
def department(db: None) -> LicenceOffice:
    """A department and a clinic."""
    return LicenceOffice()


def bin_of(department: LicenceOffice) -> str:
    return f"bin:{Organisation.objects.get(pk=department.clinic).bin}"


@pytest.mark.parametrize("do", FAILURES)
@pytest.mark.parametrize("data_set", list(HolderDataSet))
def test_a_silent_register_is_no_empty_one_and_no_proof(
    state: Live, department: LicenceOffice, data_set: HolderDataSet, do: Do
) -> None:
    state.know(HolderDataSet.REAL_ESTATE, bin_of(department), PremisesRecord(STREET, "lease", date(2025, 11, 3)))
    state.know(HolderDataSet.STAFF_CONTRACTS, bin_of(department), StaffRecord(4, date(2026, 1, 1)))
    fact = "premises_in_state_system" if data_set is HolderDataSet.REAL_ESTATE else "staff_in_state_system"
    case = department.licence_case(papers=())
    state.do(data_set.value, do)
    assert ask_registers(case, department.command())[data_set.value] == "unavailable"
    pull = HolderPull.objects.get(source=data_set.value)
    assert pull.correlation in {one.correlation for one in state.asked(data_set.value)}
    assert {(one.basis, one.reference) for one in state.asked(data_set.value)} == {("application", str(case.id))}
    assert getattr(gather(case, department.now).facts, fact) is UNKNOWN
    assert isinstance(department.decide(department.department, case, "grant"), Invalid)
    assert department.fresh(case).state == State.CONSIDERED

    state.well()
    assert ask_registers(case, department.command()) == {data_set.value: "found"}
    assert getattr(gather(department.fresh(case), department.now).facts, fact) is True


@pytest.mark.parametrize("do", FAILURES)
def test_a_silent_bank_is_neither_paid_nor_unpaid(state: Live, department: LicenceOffice, do: Do) -> None:
    case = department.licence_case(paid=False)
    department.cleared(case)
    begun = department.do(department.head, case, "start_payment")
    order = PaymentOrder.objects.get(pk=begun.result["order"])  # type: ignore[attr-defined]
    page = begin_payment(order.pk, order.tenge, "fee", "http://127.0.0.1/back", department.now)
    assert page.found == (f"{state.server.base}/bank/{order.pk}",)
    pay(state.book, str(order.pk))
    state.book.payments[str(order.pk)].paid_at = department.now.isoformat()
    state.do("payments/state", do)

    (asked,) = settle(case, department.head, department.now)
    assert asked.answer.outcome is Outcome.UNAVAILABLE
    assert not Payment.objects.exists()
    verdict = weigh(department.fresh(case), department.now).proposal.verdicts[0]
    assert verdict.outcome not in (Proposed.GRANT, Proposed.REFUSE)
    assert isinstance(department.decide(department.department, case, "grant"), Invalid)

    state.well()
    settle(case, department.head, department.now)
    paid = counted_payment(department.fresh(case))
    assert paid is not None
    assert paid.tenge == order.tenge


@pytest.mark.parametrize("do", FAILURES)
def test_a_bank_that_cannot_begin_asks_nobody_to_pay(state: Live, department: LicenceOffice, do: Do) -> None:
    state.do("payments", do)
    answer = begin_payment(uuid4(), PaymentOrder(tenge=43250).tenge, "fee", "http://127.0.0.1/back", department.now)
    assert answer.outcome is Outcome.UNAVAILABLE


@pytest.mark.parametrize("do", FAILURES)
@pytest.mark.parametrize("system", ["mobile_citizens", "sms"])
def test_a_notice_that_did_not_go_out_is_not_taken_for_sent(
    state: Live, department: LicenceOffice, system: str, do: Do
) -> None:
    case: Case = department.licence_case()
    base = case.draft.data["bases"]["clean"]["bases"][0]["id"]
    visit = department.planned(case, base, told=False)
    state.do("mobile_citizens", Do.FOUND)
    state.do(system, do)
    assert send_notice(visit, department.now).how is Telling.GATEWAY_DOWN
    state.well()
    state.do("mobile_citizens", Do.FOUND)
    assert send_notice(visit, department.now).how is Telling.SENT
