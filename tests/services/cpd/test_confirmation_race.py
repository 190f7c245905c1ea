"""Two words at the same moment, on real connections: one sheet comes out."""

from __future__ import annotations

import pytest
from tests.racing import at_once, reread
from tests.services.cpd.clinic import Clinic

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, CaseCommand, Invalid, Repeated, Stale
from tirkelim.cases.models import Case, SignOff
from tirkelim.identity.models import Role
from tirkelim.journal.verify import verify_all
from tirkelim.register.models import CpdSheet

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_heads_sign_at_the_same_moment() -> None:
    clinic = Clinic()
    deputy = clinic.account("deputy", Role.HEAD_OF_ORGANISATION, organisation=clinic.place)
    case = clinic.at_head(clinic.result())
    digest = clinic.seen(case)
    orders = [
        (one, CaseCommand("confirm_head", case.id, case.version, clinic.command(one.id), {}, digest))
        for one in (clinic.head, deputy)
    ]

    outcomes = at_once([lambda o=one, w=wanted: engine.execute(w, o) for one, wanted in orders])

    assert [type(outcome) for outcome in outcomes].count(Applied) == 1
    assert all(isinstance(outcome, (Applied, Stale, Invalid)) for outcome in outcomes)
    assert CpdSheet.objects.count() == 1
    assert SignOff.objects.filter(capacity="head").count() == 1
    assert verify_all().good


def test_one_head_clicking_five_times() -> None:
    clinic = Clinic()
    case = clinic.at_head(clinic.result())
    wanted = CaseCommand("confirm_head", case.id, case.version, clinic.command(clinic.head.id), {}, clinic.seen(case))

    outcomes = at_once([lambda: engine.execute(wanted, reread(clinic.head)) for _ in range(5)])

    assert all(isinstance(outcome, (Applied, Repeated)) for outcome in outcomes)
    assert [type(outcome) for outcome in outcomes].count(Applied) == 1
    numbers = {outcome.result["number"] for outcome in outcomes if isinstance(outcome, (Applied, Repeated))}
    assert numbers == {CpdSheet.objects.get().number}


def test_the_worker_withdraws_while_the_head_signs() -> None:
    clinic = Clinic()
    case = clinic.at_head(clinic.result())
    sign = CaseCommand("confirm_head", case.id, case.version, clinic.command(clinic.head.id), {}, clinic.seen(case))
    withdraw = CaseCommand("withdraw", case.id, case.version, clinic.command(clinic.nurse.id))

    outcomes = at_once([lambda: engine.execute(sign, clinic.head), lambda: engine.execute(withdraw, clinic.nurse)])

    assert [type(outcome) for outcome in outcomes].count(Applied) == 1
    signed = Case.objects.get(pk=case.pk).state == "granted"
    assert CpdSheet.objects.exists() is signed
