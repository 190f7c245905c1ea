"""Two officers decide at the same moment, on real connections: one decision stands, the other officer is told."""

from __future__ import annotations

import pytest
from tests.builders import Office
from tests.racing import at_once, reread

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, CaseCommand, Invalid, Repeated, Stale
from tirkelim.cases.models import Case, Decision
from tirkelim.journal.verify import verify_all
from tirkelim.register.models import Certificate

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_officers_at_the_same_moment() -> None:
    office = Office()
    one, other = office.officer("one"), office.officer("other")
    case = office.submitted(office.applicant())
    digest = office.digest(case)
    orders = [
        (officer, CaseCommand("grant", case.id, case.version, office.command(officer.id), {}, digest))
        for officer in (one, other)
    ]

    outcomes = at_once([lambda o=officer, w=wanted: engine.execute(w, o) for officer, wanted in orders])

    assert sorted(type(outcome).__name__ for outcome in outcomes) in (["Applied", "Stale"], ["Applied", "Invalid"])
    assert Decision.objects.filter(case=case).count() == 1
    assert Certificate.objects.count() == 1
    assert verify_all().good


def test_one_officer_clicking_five_times() -> None:
    office = Office()
    officer, case = office.officer(), office.submitted(office.applicant())
    wanted = CaseCommand("grant", case.id, case.version, office.command(officer.id), {}, office.digest(case))

    outcomes = at_once([lambda: engine.execute(wanted, reread(officer)) for _ in range(5)])

    assert [type(outcome) for outcome in outcomes].count(Applied) == 1
    assert all(isinstance(outcome, (Applied, Repeated)) for outcome in outcomes)
    numbers = {outcome.result["number"] for outcome in outcomes if isinstance(outcome, (Applied, Repeated))}
    assert numbers == {Certificate.objects.get().number}


def test_the_applicant_withdraws_while_the_officer_grants() -> None:
    office = Office()
    applicant, officer = office.applicant(), office.officer()
    case = office.submitted(applicant)
    grant = CaseCommand("grant", case.id, case.version, office.command(officer.id), {}, office.digest(case))
    withdraw = CaseCommand("withdraw", case.id, case.version, office.command(applicant.id))

    outcomes = at_once([lambda: engine.execute(grant, officer), lambda: engine.execute(withdraw, applicant)])

    assert [type(outcome) for outcome in outcomes].count(Applied) == 1
    assert all(isinstance(outcome, (Applied, Stale, Invalid)) for outcome in outcomes)
    granted = Case.objects.get(pk=case.pk).state == "granted"
    assert Certificate.objects.exists() is granted
