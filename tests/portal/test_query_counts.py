"""How many statements a page needs: as many for forty rows as for two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.builders import NURSING
from tests.cases.complaining import Complaining
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in
from tests.portal.ledger.conftest import Ledger
from tests.portal.licences.earlier import paper_licence
from tests.services.conformity.office import LocalBody
from tests.services.cpd.clinic import Clinic
from tests.services.level.board import Board, cycle, seminars
from tests.services.placement.world import Residency

from tirkelim.cases.models import Decision
from tirkelim.services.cpd.result import payload_of
from tirkelim.services.licence.answers import read_answers
from tirkelim.services.licence.staffing.watching import watch_changes

pytestmark = pytest.mark.django_db
FEW, MANY = 2, 40


def statements(client: Client, path: str) -> int:
    """How often a page asks the database, once it has been seen."""
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def test_the_ledger_and_the_choice_of_what_is_handed_over() -> None:
    world = Ledger()
    world.educate()
    found = []
    with time_machine.travel(world.now + timedelta(days=1), tick=False):
        for more in (FEW, MANY):
            for number in range(more):
                title = f"Күтім {more}-{number}"
                world.result(3 + number % 2, title=title, document_number=title, evidence=uuid4())
            found.append([statements(world.browser(), reverse(name)) for name in ("ledger", "hand_over")])
    assert found[0] == found[1]


def test_a_confirmation_before_hr_and_the_head_and_its_paper() -> None:
    clinic = Clinic()
    assert clinic.hr is not None
    assert clinic.nurse.person is not None
    found = []
    for more in (FEW, MANY):
        for number in range(more // 2):
            employer = clinic.organisation(f"Клиника {more}-{number}")
            clinic.job(clinic.nurse.person, employer, date(2021, 1, 1), specialty=NURSING, is_main=False)
        lines = [clinic.result() for _ in range(more)]
        case = clinic.hand_over(*lines)
        pages = [reverse(name, kwargs={"case": case.id}) for name in ("confirmation", "confirmation_ask")]
        with time_machine.travel(clinic.now + timedelta(hours=2), tick=False):
            asked = [statements(sign_in(clinic.hr), page) for page in pages]
        for line in lines:
            clinic.review(case, line)
        clinic.word(clinic.hr, case, "confirm_hr")
        with time_machine.travel(clinic.now + timedelta(hours=2), tick=False):
            asked.append(statements(sign_in(clinic.head), pages[0]))
        clinic.word(clinic.head, case, "confirm_head")
        decision = Decision.objects.select_related("case", "sheet", "change").get(case=case)
        with CaptureQueriesContext(connection) as for_the_paper:
            payload_of(decision)
        found.append([*asked, len(for_the_paper)])
    assert found[0] == found[1]


def test_a_level_alone_and_beside_a_certificate_at_the_desk() -> None:
    board = Board()
    found = []
    for more in (FEW, MANY):
        nurse = board.nurse(f"nurse{more}")
        for number in range(more):
            board.holds(nurse, date(2014, 7, 1) + timedelta(days=number), level="4.0")
        board.sheet(nurse, (cycle(150), *(seminars(10) for _ in range(6 * more))))
        cases = [board.claim(nurse, "4.1"), board.with_certificate(nurse, "4.1")]
        with time_machine.travel(board.now + timedelta(hours=2), tick=False):
            client = sign_in(board.officer_)
            found.append([statements(client, f"/desk/{case.id}/") for case in cases])
    assert found[0] == found[1]


def test_bases_their_residents_and_what_waits_at_the_ministry() -> None:
    world, found, made = Residency(), [], 0
    for more in (1, 4):
        for _ in range(more):
            made += 1
            base = world.base(f"{made} база")
            world.contract(base, f"К-{made}")
            world.placed(base=base)
            world.sent(base=base)
        with time_machine.travel(world.now + timedelta(hours=2), tick=False):
            school, ministry, base_hr = (sign_in(one) for one in (world.school, world.ministry, world.hr))
            pages = [statements(school, reverse(name)) for name in ("residency", "residency_school")]
            pages += [statements(ministry, reverse(name)) for name in ("residency", "residency_ministry")]
            agreed = statements(ministry, f"{reverse('residency_ministry')}?show=agreed")
            found.append([*pages, agreed, statements(base_hr, reverse("residency_places"))])
    assert found[0] == found[1]


def test_complaints_before_an_instance() -> None:
    office, found, made = Complaining(), [], 0
    for more in (1, 4):
        for _ in range(more):
            made += 1
            nurse = office.applicant(f"nurse{made}")
            office.complained(office.submitted(nurse), by=nurse)
        with time_machine.travel(office.now + timedelta(hours=2), tick=False):
            head = sign_in(office.head)
            found.append([statements(head, f"{reverse('complaints')}?show={one}") for one in ("open", "overdue")])
    assert found[0] == found[1]


def test_certificates_of_conformity_in_their_office_and_at_the_desk() -> None:
    body, found, made = LocalBody(), [], 0
    for more in (1, 4):
        for _ in range(more):
            made += 1
            body.granted(body.foreigner(f"holder{made}"))
            body.sent(body.foreigner(f"sender{made}"))
        with time_machine.travel(body.now + timedelta(hours=2), tick=False):
            officer = sign_in(body.employment_officer)
            found.append([statements(officer, reverse(name)) for name in ("conformity_office", "desk")])
    assert found[0] == found[1]


def test_licences_of_the_office_their_holder_the_inspector_and_the_public() -> None:
    office, found, made = LicenceOffice(), [], 0
    for more in (1, 3):
        for _ in range(more):
            made += 1
            paper_licence(office, f"1234567{made}", office.organisation(f"Клиника {made}"))
            paper_licence(office, f"2234567{made}")
            sent = office.licence_case(office.head_of(office.organisation(f"Емхана {made}"), f"head{made}"))
            [base] = read_answers(sent.draft.data).claimed_bases()
            office.planned(sent, UUID(base.id), datetime(2026, 3, 9 + made, 6, tzinfo=UTC))
        watch_changes(office.now)
        with time_machine.travel(office.now + timedelta(hours=2), tick=False):
            officer, inspector, head = (sign_in(one) for one in (office.department, office.inspector, office.head))
            pages = ("licence_office", "licence_shortages", "desk", "desk_forecast", "inspections")
            asked = {name: statements(officer, reverse(name)) for name in pages}
            asked["all visits"] = statements(officer, f"{reverse('inspections')}?inspector=all")
            asked["own visits"] = statements(inspector, reverse("inspections"))
            asked["taken along"] = statements(inspector, reverse("inspection_list"))
            asked["holder"] = statements(head, reverse("licences"))
            asked["public"] = statements(Client(), f"{reverse('licence_register')}?validity=valid")
            asked["open data"] = statements(Client(), reverse("licence_register_csv"))
            found.append(asked)
    assert found[0] == found[1]


def test_the_work_list_of_a_personnel_service() -> None:
    world = Clinic()
    assert world.hr is not None
    found = []
    hired_on = date(2026, 2, 20)
    with time_machine.travel(world.now + timedelta(days=1), tick=False):
        for more in (FEW, MANY):
            for _number in range(more):
                world.job(world.person(document_expires_on=date(2026, 1, 1)), world.place, hired_on)
            browser = sign_in(world.hr, "en")
            pages = ("overdue", "late", "document_expired")
            found.append([statements(browser, f"{reverse('staff_work')}?kind={kind}") for kind in pages])
    assert found[0] == found[1]
