"""The facts of a licence case, each with where it came from; what is not known stays not known."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.licences import CARDIOLOGY, LicenceOffice, base

from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.cases.service import Gathered, Origin
from tirkelim.gateway import registry
from tirkelim.gateway.demo import add_holder_outage, add_holder_record
from tirkelim.gateway.failing import DownSource, LateSource
from tirkelim.gateway.models import HolderPull
from tirkelim.gateway.records import HolderDataSet, PremisesRecord, StaffRecord
from tirkelim.law.finding import NeedStatus, Outcome
from tirkelim.law.order_59_licence.documents import Document
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register.models import Organisation
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.gather import gather
from tirkelim.services.licence.officer import LicenceFinding
from tirkelim.services.licence.sources import ask_registers

STREET, AVENUE = "Астана, Сарыарқа даңғылы, 12", "Астана, Абай көшесі, 3"


def gathered(department: LicenceOffice, case: Case) -> Gathered:
    return gather(department.fresh(case), department.now)


def need(department: LicenceOffice, case: Case, document: Document) -> NeedStatus:
    documents = weigh(department.fresh(case), department.now).proposal.documents
    return next(one.status for one in documents if one.document == document)


def number(department: LicenceOffice) -> str:
    """The BIN of the clinic."""
    return str(Organisation.objects.get(pk=department.clinic).bin)


def ask(department: LicenceOffice, case: Case) -> dict[str, str]:
    return ask_registers(department.fresh(case), department.command(department.head.id))


def lease(address: str = STREET, **other: Any) -> PremisesRecord:
    return PremisesRecord(address, "lease", date(2025, 11, 3), **other)


# --- who applies, with what ---


def test_the_form_is_the_application_and_the_information_form(department: LicenceOffice) -> None:
    found = gathered(department, department.licence_case(papers=()))

    assert found.facts.filed == {Document.APPLICATION, Document.INFORMATION_FORM}
    assert found.facts.legal_entity is True
    assert found.sources["filed.application"].origin is Origin.DECLARED


def test_a_clinic_owes_no_diploma_of_its_own(department: LicenceOffice) -> None:
    case = department.licence_case()
    assert need(department, case, Document.DIPLOMA) is NeedStatus.NOT_REQUIRED
    assert gathered(department, case).facts.graduation_year is UNKNOWN


def test_an_individual_is_asked_for_education(department: LicenceOffice) -> None:
    case = department.licence_case(department.applicant())
    found = gathered(department, case)

    assert (found.facts.legal_entity, found.facts.graduation_year) == (False, 2018)
    assert found.sources["graduation_year"].origin is Origin.DECLARED


def test_the_bases_are_the_claim(department: LicenceOffice) -> None:
    found = gathered(department, department.licence_case())

    (one,) = found.facts.bases
    assert (one.address, one.visit) == (STREET, None)
    assert [(subtype.code, subtype.specialty, subtype.conforms) for subtype in one.subtypes] == [
        ("1.2", "", UNKNOWN),
        ("1.3", CARDIOLOGY, UNKNOWN),
    ]


def test_a_visit_gives_the_facts_of_its_act(department: LicenceOffice) -> None:
    case = department.licence_case()
    id = UUID(read_answers(case.draft.data).claimed_bases()[0].id)
    visit = department.visited(case, id, fails=(("1.3", CARDIOLOGY),))
    found = gathered(department, case)

    (one,) = found.facts.bases
    assert one.visit is not None
    assert one.visit.conforms is False
    assert [subtype.conforms for subtype in one.subtypes] == [True, False]
    assert found.sources["bases.0.visit"].reference == visit.act.number


# --- the fee ---


def test_what_was_paid_and_when(department: LicenceOffice) -> None:
    case = department.licence_case()
    found = gathered(department, case)

    payment = case.fee_payment
    assert found.facts.payment.tenge == payment.tenge
    assert found.facts.payment.paid_on == date(2026, 3, 2)
    assert (found.sources["payment"].origin, found.sources["payment"].reference) == (
        Origin.STATE_SYSTEM,
        payment.reference,
    )


def test_a_payment_that_may_yet_be_confirmed_is_not_nothing(department: LicenceOffice) -> None:
    """Only when the payment system says that nothing was paid is it known; one that is silent says nothing."""
    case = department.licence_case(paid=False)
    assert gathered(department, case).facts.payment is None

    order: Any = department.do(department.head, case, "start_payment")
    assert gathered(department, case).facts.payment is UNKNOWN
    for outcome, fact in (("unavailable", UNKNOWN), ("not_found", None)):
        answer = {"order": order.result["order"], "outcome": outcome}
        department.do(department.department, case, "check_payment", answers=[answer])
        assert gathered(department, case).facts.payment is fact
    department.later(days=1)
    assert gathered(department, case).facts.payment is UNKNOWN, "it may have been paid since: the officer asks anew"


# --- state systems ---


def test_a_register_is_asked_once_the_declaration_consents(department: LicenceOffice) -> None:
    add_holder_record(lease(), HolderDataSet.REAL_ESTATE, number(department))
    answers = department.answers()
    silent = department.begun(answers={name: page for name, page in answers.items() if name != "declaration"})
    refused = department.begun(answers=answers | {"declaration": {"consent": False, "true": True}})

    assert ask(department, silent) == {}
    assert ask(department, refused) == {}
    assert not HolderPull.objects.exists()
    assert ask(department, department.begun()) == {"real_estate": "found", "staff_contracts": "not_found"}
    assert {pull.basis for pull in HolderPull.objects.all()} == {"declaration"}


def test_what_the_registers_hold_is_not_asked_for(department: LicenceOffice) -> None:
    add_holder_record(lease("АСТАНА Сарыарқа даңғылы 12"), HolderDataSet.REAL_ESTATE, number(department))
    add_holder_record(StaffRecord(7, date(2026, 3, 1)), HolderDataSet.STAFF_CONTRACTS, number(department))
    case = department.licence_case(papers=())
    ask(department, case)
    found = gathered(department, case)

    assert (found.facts.premises_in_state_system, found.facts.staff_in_state_system) == (True, True)
    assert found.sources["premises_in_state_system"].origin is Origin.STATE_SYSTEM
    assert need(department, case, Document.PREMISES_TITLE) is NeedStatus.HELD_BY_SYSTEM
    assert need(department, case, Document.STAFF_WORK_PROOF) is NeedStatus.HELD_BY_SYSTEM


def test_every_base_has_to_be_found(department: LicenceOffice) -> None:
    add_holder_record(lease(STREET), HolderDataSet.REAL_ESTATE, number(department))
    bases = [base(STREET, cadastral_number=None), base(AVENUE, cadastral_number=None)]
    case = department.licence_case(answers=department.answers(bases={"bases": bases}), papers=())
    ask(department, case)

    assert gathered(department, case).facts.premises_in_state_system is False
    assert need(department, case, Document.PREMISES_TITLE) is NeedStatus.MISSING


@pytest.mark.parametrize(
    ("record", "held"),
    [
        (lease("Басқаша жазылған", cadastral_number="21-318-001-001-12"), True),
        (lease(STREET, cadastral_number="21:318:001:001:99"), False),
        (lease(STREET, until=date(2026, 3, 1)), False),
        (lease(STREET, until=date(2026, 3, 2)), True),
    ],
)
def test_which_right_is_to_the_premises(department: LicenceOffice, record: PremisesRecord, held: bool) -> None:
    """By the cadastral number where both know it; and only while the right lasts."""
    add_holder_record(record, HolderDataSet.REAL_ESTATE, number(department))
    case = department.licence_case(papers=())
    ask(department, case)

    assert gathered(department, case).facts.premises_in_state_system is held


@pytest.mark.parametrize("adapter", [DownSource(), LateSource()])
def test_a_silent_register_is_no_empty_one(department: LicenceOffice, adapter: object) -> None:
    """The case waits; once the register answers, its answer counts."""
    case = department.licence_case(papers=())
    with registry.replaced(HolderDataSet.REAL_ESTATE, adapter):
        assert ask(department, case)["real_estate"] == "unavailable"
    assert gathered(department, case).facts.premises_in_state_system is UNKNOWN
    assert need(department, case, Document.PREMISES_TITLE) is NeedStatus.UNKNOWN

    assert ask(department, case) == {"real_estate": "not_found"}
    assert gathered(department, case).facts.premises_in_state_system is False


def test_an_outage_of_the_demo_and_a_question_twice(department: LicenceOffice) -> None:
    add_holder_outage(HolderDataSet.STAFF_CONTRACTS, number(department))
    case, command = department.licence_case(), department.command(department.head.id)

    first = ask_registers(case, command)

    assert first == {"real_estate": "not_found", "staff_contracts": "unavailable"}
    assert ask_registers(case, command) == first
    assert HolderPull.objects.count() == 2


def test_the_word_of_an_officer_comes_first(department: LicenceOffice) -> None:
    case = department.licence_case(papers=())
    ask(department, case)
    department.finding(case, LicenceFinding.PREMISES_IN_SYSTEM, "№ 9 үзінді, 02.03.2026")
    found = gathered(department, case)

    assert found.facts.premises_in_state_system is True
    assert found.sources["premises_in_state_system"].origin is Origin.OFFICER
    assert found.facts.reference("premises_in_state_system") == "№ 9 үзінді, 02.03.2026"


def test_without_consent_no_register_is_asked(department: LicenceOffice) -> None:
    case = department.licence_case()
    department.finding(case, LicenceFinding.CONSENT_WITHHELD)
    assert ask(department, case) == {}


# --- the licence held ---


def test_an_annex_alone_costs_nothing(department: LicenceOffice) -> None:
    licence = department.granted()
    held = {"licence": str(licence.id), "annex": None}
    case = department.ready(answers=department.answers(Action.ISSUE_ANNEX, held=held, bases={"bases": [base(AVENUE)]}))
    weighed = weigh(case, department.now)

    fee = next(one for one in weighed.proposal.findings if one.requirement.id == "licence.fee_paid")
    assert fee.status.value == "not_applicable"
    assert weighed.proposal.verdicts[0].outcome is Outcome.GRANT


def test_a_new_name_in_the_register_needs_no_document(department: LicenceOffice) -> None:
    licence = department.granted()
    department.later(days=10)
    change = {"reason": "name", "changed_on": "2026-03-02", "document": "№ 5 бұйрық"}
    held = {"licence": str(licence.id), "annex": None}
    case = department.licence_case(answers=department.answers(Action.REISSUE, held=held, change=change), papers=())
    assert gathered(department, case).facts.change_in_state_system is UNKNOWN
    assert need(department, case, Document.CHANGE_DOCUMENTS) is NeedStatus.MISSING

    department.renamed(department.clinic, "«Шипагер» клиникасы", date(2026, 3, 10))

    found = gathered(department, case)
    assert (found.facts.change_in_state_system, found.facts.base_changes) == (True, False)
    assert found.sources["change_in_state_system"].origin is Origin.REGISTER
    assert need(department, case, Document.CHANGE_DOCUMENTS) is NeedStatus.HELD_BY_SYSTEM
