"""The way of a licence from the application to the decision (59/2020): what leads to a grant, and what cannot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.utils.translation import override
from tests.licences import CARDIOLOGY, LicenceOffice

from tirkelim.cases.command import Invalid
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case, Outbox
from tirkelim.cases.outbox import work
from tirkelim.cases.registry import service
from tirkelim.cases.replay import Cause, replay
from tirkelim.cases.states import State
from tirkelim.gateway.models import DemoSms
from tirkelim.law.finding import Outcome, Verdict
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.gather import SCHEMA


def verdict(department: LicenceOffice, case: Case) -> Verdict:
    return weigh(department.fresh(case), department.now).proposal.verdicts[0]


def the_base(case: Case) -> UUID:
    return UUID(read_answers(case.draft.data).claimed_bases()[0].id)


def test_a_clinic_gets_its_licence(department: LicenceOffice) -> None:
    licence = department.granted()

    assert licence.organisation_id == department.clinic
    assert [annex.number for annex in licence.annexes.all()] == ["001"]


def test_an_individual_gets_a_licence(department: LicenceOffice) -> None:
    applicant = department.applicant()

    licence = department.granted(applicant)

    assert (licence.organisation_id, licence.person_id) == (None, applicant.person)


def test_the_term_and_the_office(department: LicenceOffice) -> None:
    """13 working days after the day of acceptance, with 9 March off; the department in whose region the base lies."""
    case = department.licence_case()
    assert (case.territory, case.action) == ("710000000", "issue")
    assert case.organisation == department.clinic
    assert str(case.due_on) == "2026-03-20"


def test_what_nobody_looked_at_waits(department: LicenceOffice) -> None:
    """Neither bans nor the visit are known: nothing can be decided either way."""
    case = department.licence_case()
    proposed = verdict(department, case)
    assert proposed.outcome is Outcome.WAITING
    assert {"licence.court_ban", "licence.permit_control", "licence.qualification"} <= set(proposed.waiting_for)

    for name in ("grant", "refuse"):
        assert isinstance(department.decide(department.department, case, name), Invalid)
    assert department.fresh(case).state == State.CONSIDERED


def test_a_failed_visit_cannot_lead_to_a_grant(department: LicenceOffice) -> None:
    """Grounds 3 and 4 stand, and no command of an officer gives the licence."""
    case = department.licence_case()
    department.cleared(case)
    department.visited(case, the_base(case), fails=(("1.3", CARDIOLOGY),))
    proposed = verdict(department, case)
    assert (proposed.outcome, [ground.number for ground in proposed.grounds]) == (Outcome.REFUSE, [3, 4])

    outcome = department.decide(department.department, case, "grant")

    assert isinstance(outcome, Invalid)
    assert [problem.code for problem in outcome.problems] == ["requirements_not_met"]


def test_a_second_visit_counts(department: LicenceOffice) -> None:
    """The shortcomings are put right within the term: the act signed last counts (reading L16)."""
    case = department.licence_case()
    department.cleared(case)
    department.visited(case, the_base(case), fails=(("1.2", ""),))
    department.visited(case, the_base(case))

    department.decide(department.department, case, "grant")

    assert department.fresh(case).state == State.GRANTED


def test_a_visit_without_an_act_leaves_the_case_waiting(department: LicenceOffice) -> None:
    case = department.licence_case()
    department.cleared(case)
    department.planned(case, the_base(case))
    assert verdict(department, case).outcome is Outcome.WAITING


def test_of_an_electronic_licence_there_is_no_duplicate(department: LicenceOffice) -> None:
    """Such an application is not accepted (reading L6); refusing or granting it is impossible."""
    licence = department.granted()
    department.later(days=1)
    loss = {"noticed_on": department.now.date().isoformat(), "circumstances": "Файл жоғалды"}
    held = {"licence": str(licence.id), "annex": None}
    case = department.ready(answers=department.answers(Action.DUPLICATE, held=held, loss=loss), paid=False)
    assert verdict(department, case).outcome is Outcome.REFUSE_ACCEPTANCE
    # Nor is a fee taken for what will not be given.
    payment = department.do(department.head, case, "start_payment", expect=None)
    assert isinstance(payment, Invalid)
    assert [problem.code for problem in payment.problems] == ["no_duplicate_of_electronic"]

    assert isinstance(department.decide(department.department, case, "grant"), Invalid)
    department.decide(department.department, case, "decline")

    assert department.fresh(case).state == State.DECLINED


def test_who_takes_the_application_back_at_once_gets_the_fee_back(department: LicenceOffice) -> None:
    case = department.begun()
    department.pay(department.head, case)
    department.do(department.head, case, "withdraw")
    assert case.fee_payment.refund.reason == "before_acceptance"


def test_the_applicant_is_told_in_the_words_of_a_licence(department: LicenceOffice) -> None:
    case = department.ready()
    department.decide(department.department, case, "grant")
    assert Outbox.objects.filter(kind="message", to=str(case.id), body__what="granted").exists()
    with override("en"):
        assert "licence" in str(service("licence").messages["granted"])


def test_everything_that_is_told_reaches_the_applicant(department: LicenceOffice) -> None:
    """From acceptance over a cancelled visit and the act to the result: no message and no document stays behind."""
    case = department.licence_case()
    department.cleared(case)
    visit = department.planned(case, the_base(case))
    department.do(department.department, case, "cancel_visit", visit=str(visit.id), reason="Инспектор ауырып қалды")
    department.visited(case, the_base(case))
    department.decide(department.department, case, "grant")

    work(department.later(minutes=1))

    assert not Outbox.objects.filter(delivered_at=None).exists()
    told = Outbox.objects.filter(kind="message", to=str(case.id)).order_by("id").values_list("body__what", flat=True)
    assert list(told) == ["accepted", "visit_cancelled", "act_signed", "granted"]
    assert DemoSms.objects.filter(text__contains=str(case.number)).count() == len(told)


# --- the stored sheet ---


def test_a_decision_is_the_same_when_it_is_made_again(department: LicenceOffice) -> None:
    case = department.ready()
    department.decide(department.department, case, "grant")

    again = replay(department.fresh(case).decisions.get())

    assert again.cause is Cause.SAME
    assert again.changed == ()


def test_facts_that_came_later_are_not_known_in_an_old_sheet(department: LicenceOffice) -> None:
    case = department.ready()
    department.decide(department.department, case, "grant")
    sheet = department.fresh(case).decisions.get().sheet
    old: dict[str, Any] = {name: fact for name, fact in sheet.facts.items() if name not in ("legal_entity", "consent")}

    facts = service("licence").load_facts(SCHEMA, old)

    assert (facts.legal_entity, facts.consent) == (UNKNOWN, UNKNOWN)
    with pytest.raises(ValueError, match="not a sheet"):
        service("licence").load_facts("conformity/1", old)
