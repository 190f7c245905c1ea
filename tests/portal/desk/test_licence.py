"""Licences at the desk of the department: from the sent application to the decision and its replay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import localdate
from tests.builders import ASTANA
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words

from tirkelim.cases.models import Case, Complaint
from tirkelim.cases.outbox import work
from tirkelim.cases.states import State
from tirkelim.documents.licence_answer import LicenceRefusal
from tirkelim.gateway import registry
from tirkelim.gateway.demo_payments import DemoPayments, pay_at_demo_bank
from tirkelim.gateway.failing import DownSource
from tirkelim.identity.models import Account, Role
from tirkelim.law.standards.services import Action
from tirkelim.portal.complaints.paper import payload_of
from tirkelim.portal.desk.licence_words import FINDINGS, claim_name
from tirkelim.register.licence_models import Licence
from tirkelim.register.licence_queries import licence_on
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.models import PaymentOrder, VisitAct
from tirkelim.services.licence.officer import GROUND_OF, LicenceFinding
from tirkelim.services.licence.payments import counted_payment
from tirkelim.services.licence.result import payloads_of

pytestmark = pytest.mark.django_db
CLINIC = "«Шипа» клиникасы"


@pytest.fixture
def office(db: None) -> LicenceOffice:
    """The department of Astana."""
    return LicenceOffice()


@pytest.fixture(autouse=True)
def clock(office: LicenceOffice) -> Iterator[time_machine.Coordinates]:
    """The clock of the pages: a little after everything that was done, moved by ``move_to``."""
    with time_machine.travel(office.now + timedelta(hours=1), tick=False) as travelled:
        yield travelled


@pytest.fixture
def client(office: LicenceOffice) -> Client:
    """The officer's browser."""
    return sign_in(office.department, "en")


def page(client: Client, case: Case, tail: str = "") -> Any:
    response = client.get(f"/desk/{case.id}/{tail}")
    assert response.status_code == 200, tail
    return response


def move(clock: time_machine.Coordinates, office: LicenceOffice) -> Client:
    """The pages' clock after the office's; the officer signs in anew, since the session has ended by then."""
    clock.move_to(office.now + timedelta(hours=1))
    return sign_in(office.department, "en")


def test_the_list_names_the_organisation_and_the_subtypes(office: LicenceOffice, client: Client) -> None:
    office.licence_case()
    shown = words(client.get("/desk/"))
    assert CLINIC in shown
    assert "Ахметова" not in shown
    assert "primary health care" in shown


def test_an_individual_is_listed_by_name(office: LicenceOffice, client: Client) -> None:
    office.licence_case(office.applicant("doctor"))
    assert CLINIC not in words(client.get("/desk/"))


def test_the_page_of_an_open_case_in_every_language(office: LicenceOffice) -> None:
    case = office.licence_case()
    for language in ("kk", "ru", "en"):
        shown = words(page(sign_in(office.department, language), case))
        assert CLINIC in shown
        assert "licence." not in shown
        assert "43" in shown
    assert "BIN" in shown
    assert "No visit is planned." in shown
    assert "The fee is paid." in shown
    assert "Do not accept" not in shown


def test_what_the_visit_has_to_say_is_not_called_a_finding(office: LicenceOffice, client: Client) -> None:
    shown = words(page(client, office.licence_case(), "grant/"))
    needed = shown[shown.index("Your own finding is needed") : shown.index("Permit control is not over")]
    assert "whether documents and data are true" in needed
    assert "visit" not in needed


def test_what_waits_for_the_officer_stands_first_among_the_findings(office: LicenceOffice, client: Client) -> None:
    case = office.licence_case()
    assert "Waits for an officer" in words(page(client, case))
    shown = words(page(client, case, "finding/"))
    assert "Checked: documents and data are true" in shown
    for _name, hint in FINDINGS.values():
        assert str(hint) in shown


def test_every_kind_of_finding_has_words_and_its_ground() -> None:
    assert set(FINDINGS) == set(LicenceFinding)
    for kind, ground in GROUND_OF.items():
        assert (f"ground {ground}" in str(FINDINGS[kind][1])) is (ground is not None)


def test_before_granting_the_page_says_which_annexes_with_what(office: LicenceOffice, client: Client) -> None:
    case = office.ready()
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        shown = words(page(sign_in(office.department, "en"), case, "grant/"))
    assert "It would enter this:" in shown
    assert "A new annex: Астана, Сарыарқа даңғылы, 12 primary health care" in shown
    assert "Cardiology" in shown


def test_the_documents_of_a_grant_are_told_apart(office: LicenceOffice) -> None:
    case = office.ready()
    office.decide(office.department, case, "grant")
    work(office.now)
    with time_machine.travel(office.now + timedelta(hours=1), tick=False):
        shown = words(page(sign_in(office.department, "en"), case))
    assert "Open the licence (PDF)" in shown
    assert "Open annex 001 (PDF)" in shown


def test_permit_control_then_granted_and_replayed(
    office: LicenceOffice, client: Client, clock: time_machine.Coordinates
) -> None:
    case = office.licence_case()
    office.cleared(case)
    assert "Waits for permit control" in words(page(client, case))
    base = UUID(read_answers(case.draft.data).claimed_bases()[0].id)
    office.planned(case, base)
    shown = words(page(client, case))
    assert "The applicant was told by SMS" in shown
    assert "It may begin from" in shown


def test_granted_and_replayed(office: LicenceOffice, clock: time_machine.Coordinates) -> None:
    case = office.ready()
    client = move(clock, office)
    shown = words(page(client, case))
    assert "Would be granted" in shown
    assert "Act " in shown
    form = hidden(page(client, case, "grant/"))
    response = client.post(f"/desk/{case.id}/grant/", form, follow=True)
    assert "The application is granted." in words(response)
    assert office.fresh(case).state == State.GRANTED
    work(datetime.now(UTC))
    for language in ("kk", "ru", "en"):
        decided = words(page(sign_in(office.department, language), case))
        assert CLINIC in decided
        assert "licence." not in decided
    assert "The rules of today decide the same." in words(page(client, case, "replay/"))


def test_refused_on_every_ground_that_applies(office: LicenceOffice, clock: time_machine.Coordinates) -> None:
    case = office.licence_case(paid=False)
    for kind, ground in GROUND_OF.items():
        if ground is not None:
            office.finding(case, kind)
    client = move(clock, office)
    shown = words(page(client, case, "refuse/"))
    for sentence in (
        "The licence fee is not paid",
        "A court has temporarily forbidden a licence to the applicant as a debtor",
        "takes the special right from the applicant",
        "There is no consent to access personal data of restricted access",
    ):
        assert sentence in shown
    client.post(f"/desk/{case.id}/refuse/", hidden(page(client, case, "refuse/")))
    decision = office.fresh(case).decisions.get()
    assert [ground["number"] for ground in decision.verdicts["grounds"]] == [1, 2, 4, 5, 6, 7, 8]


def test_a_failed_visit_is_shown_base_by_base(office: LicenceOffice, clock: time_machine.Coordinates) -> None:
    case = office.licence_case()
    office.cleared(case)
    base = UUID(read_answers(case.draft.data).claimed_bases()[0].id)
    office.visited(case, base, fails=(("1.2", ""),))
    client = move(clock, office)
    shown = words(page(client, case))
    assert "does not conform" in shown
    assert "Would be refused" in shown
    act = VisitAct.objects.get()
    shown = words(page(client, case, "refuse/"))
    assert shown.count(f"Rests on: {act.number}, {localdate(act.change.at):%d.%m.%Y}") == 2
    assert "cannot be granted now" in words(page(client, case, "grant/"))


def test_a_refusal_of_a_failed_visit_names_the_act(office: LicenceOffice) -> None:
    case = office.licence_case()
    office.cleared(case)
    office.visited(case, UUID(read_answers(case.draft.data).claimed_bases()[0].id), fails=(("1.2", ""),))
    office.decide(office.department, case, "refuse")
    decision = office.fresh(case).decisions.get()

    act = VisitAct.objects.get()
    (refusal,) = payloads_of(decision)
    assert isinstance(refusal, LicenceRefusal)
    assert [(ground.number, act.number in str(ground.reference)) for ground in refusal.grounds] == [
        (3, True),
        (4, True),
    ]


def test_documents_are_asked_for(office: LicenceOffice, client: Client) -> None:
    case = office.licence_case(papers=())
    assert "Is the application whole?" in words(page(client, case))
    office.finding(case, LicenceFinding.PREMISES_NOT_IN_SYSTEM)
    form = hidden(page(client, case, "ask/")) | {"documents": ["premises_title"], "note": "Шарт"}
    response = client.post(f"/desk/{case.id}/ask/", form, follow=True)
    assert "The applicant is asked." in words(response)


def test_a_duplicate_of_an_electronic_licence_is_not_accepted(
    office: LicenceOffice, clock: time_machine.Coordinates
) -> None:
    licence = office.granted()
    office.later(days=1)
    loss = {"noticed_on": licence.issued_on.isoformat(), "circumstances": "Су басып, бүлінді"}
    said = office.answers(Action.DUPLICATE, held={"licence": str(licence.id), "annex": None}, loss=loss)
    case = office.licence_case(office.head, said, paid=False)
    client = move(clock, office)
    assert "Would not be accepted" in words(page(client, case))
    shown = page(client, case, "decline/")
    assert "given only of what was given on paper" in words(shown)
    response = client.post(f"/desk/{case.id}/decline/", hidden(shown), follow=True)
    assert "The application is not accepted" in words(response)
    assert office.fresh(case).state == State.DECLINED


# --- the fee ---


def begun(office: LicenceOffice) -> tuple[Case, PaymentOrder]:
    """A sent application with a payment that was begun."""
    case = office.licence_case(paid=False)
    started: Any = office.do(office.head, case, "start_payment")
    order = PaymentOrder.objects.get(pk=started.result["order"])
    DemoPayments().begin(order.pk, order.tenge, "Алым", "/", office.now)
    return case, order


def test_the_payment_system_is_asked_from_the_desk(office: LicenceOffice, client: Client) -> None:
    case, order = begun(office)
    form = hidden(page(client, case))
    assert "The payment system knows of no payment." in words(
        client.post(f"/desk/{case.id}/payment/", form, follow=True)
    )
    pay_at_demo_bank(order.pk, office.now)
    form = hidden(page(client, case))
    with registry.replaced(registry.PAYMENTS, DownSource()):
        silent = client.post(f"/desk/{case.id}/payment/", form, follow=True)
    assert "The payment system does not answer." in words(silent)
    form = hidden(page(client, case))
    shown = words(client.post(f"/desk/{case.id}/payment/", form, follow=True))
    assert "The payment system has confirmed a payment." in shown
    assert "The fee is paid." in shown
    assert counted_payment(case) is not None


def test_an_old_page_asks_nobody(office: LicenceOffice, client: Client) -> None:
    case, order = begun(office)
    form = hidden(page(client, case))
    office.finding(case, LicenceFinding.CHECKED_TRUE)
    pay_at_demo_bank(order.pk, office.now)
    client.post(f"/desk/{case.id}/payment/", form)
    assert counted_payment(case) is None


# --- who else reads ---


def test_the_head_of_the_department_reads_lists_and_cases_and_does_nothing(office: LicenceOffice) -> None:
    case, _order = begun(office)
    head = sign_in(office.account("department_head", Role.DEPARTMENT_HEAD, territory=ASTANA), "en")
    assert CLINIC in words(head.get("/desk/"))
    shown = page(head, case).content.decode()
    assert '<form method="post" action="/desk/' not in shown
    assert "Plan a visit" not in shown
    for tail in ("finding/", "ask/", "grant/", "refuse/", "intend/"):
        assert head.get(f"/desk/{case.id}/{tail}").status_code == 404, tail
    assert head.post(f"/desk/{case.id}/payment/", {"command": str(UUID(int=1)), "version": "1"}).status_code == 404


def test_another_department_finds_nothing(office: LicenceOffice) -> None:
    case = office.licence_case()
    other = sign_in(office.officer("almaty", "750000000"), "en")
    assert other.get(f"/desk/{case.id}/").status_code == 404
    assert CLINIC not in words(other.get("/desk/"))


@pytest.mark.parametrize("said", ["", "nonsense", "[]", "[1]", '[{"subtypes": 5}]', "{}", "name"])
def test_what_is_claimed_in_words_whatever_is_stored(said: str) -> None:
    assert isinstance(claim_name(said, "en"), str)


def test_many_subtypes_are_named_briefly() -> None:
    stored = '[{"subtypes": [{"code": "1.1"}, {"code": "1.2"}, {"code": "2"}, {"code": "1.2"}, {"code": "3"}]}]'
    assert "2" in claim_name(stored, "en")
    assert claim_name(stored, "en").count(";") == 1


def test_a_second_refusal_names_the_licence_and_then_shows_none_as_given(
    office: LicenceOffice, clock: time_machine.Coordinates
) -> None:
    case = office.ready()
    office.decide(office.department, case, "grant")
    number = Licence.objects.get().number
    reopened(office, case)
    office.finding(case, LicenceFinding.UNTRUE)
    client = move(clock, office)

    shown = words(page(client, case, "refuse/"))
    assert f"What the first decision entered for licence {number} is taken back from today" in shown
    assert "gave certificate" not in shown
    office.decide(office.department, case, "refuse")
    assert page(client, case).context["given"] is None
    assert licence_on(Licence.objects.get(), localdate(office.now), office.now).status.status == "undone"
    assert "Not valid since" in words(client.get(f"/licence-register/{Licence.objects.get().id}/"))


def test_a_second_grant_says_that_there_will_be_a_new_number(
    office: LicenceOffice, clock: time_machine.Coordinates
) -> None:
    case = office.ready()
    office.decide(office.department, case, "grant")
    reopened(office, case)

    shown = words(page(move(clock, office), case, "grant/"))
    assert "a licence or annex is given with a new number" in shown


def test_the_head_reads_which_organisation_complains(office: LicenceOffice, clock: time_machine.Coordinates) -> None:
    case = office.ready()
    office.decide(office.department, case, "grant")
    head = reopened(office, case)
    complaint = Complaint.objects.get(case=case)
    move(clock, office)
    client = sign_in(head, "en")

    for shown in (client.get("/complaints/?show=answered"), client.get(f"/complaints/{complaint.id}/")):
        assert CLINIC in words(shown)
        assert "Ахметова" not in words(shown).replace("head", "")
    assert payload_of(complaint).applicant.kk == CLINIC


def reopened(office: LicenceOffice, case: Case) -> Account:
    """The clinic's head complains, and the head of the department upholds it."""
    head = office.account("dhead", Role.DEPARTMENT_HEAD, territory=ASTANA)
    office.do(office.head, case, "complain", instance="head", text="Келіспеймін")
    complaint = Complaint.objects.get(case=case)
    office.do(head, case, "uphold_complaint", complaint=str(complaint.id), reason="Қайта қаралсын")
    return head
