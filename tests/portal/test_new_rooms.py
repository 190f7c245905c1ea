"""Who may open what in the rooms of conformity, the commission, complaints, residency, inspections
and of the department's licences: every address, every role.

A new address needs a line here. Everyone whom its line does not name finds nothing there, as if it did not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, reverse
from tests.portal.desk.conftest import sign_in
from tests.portal.everyone import FAR, NOWHERE, Applying, Astana, Bases, Clinics, Importing, Practice, Where, after
from tests.portal.reported import Reported
from tests.portal.staffed import Staffed

from tirkelim.identity.policy import ACTIONS, PERMISSIONS
from tirkelim.journal.models import Change
from tirkelim.portal.commission import urls as commission
from tirkelim.portal.complaints import urls as complaints
from tirkelim.portal.conformity import urls as conformity
from tirkelim.portal.conformity_office import urls as conformity_office
from tirkelim.portal.desk import urls as desk_urls
from tirkelim.portal.imports import urls as imports
from tirkelim.portal.inspections import urls as inspections
from tirkelim.portal.licence_office import urls as licence_office
from tirkelim.portal.licences import urls as licences
from tirkelim.portal.merging import urls as merging
from tirkelim.portal.people import urls as people
from tirkelim.portal.personnel import urls as personnel
from tirkelim.portal.reports import urls as reports
from tirkelim.portal.residency import urls as residency

pytestmark = pytest.mark.django_db
World = Astana | Bases | Clinics | Practice | Applying | Importing | Reported | Staffed
ROOMS = (
    conformity,
    conformity_office,
    commission,
    complaints,
    residency,
    inspections,
    licence_office,
    licences,
    imports,
    merging,
    people,
    reports,
)
DESK = frozenset({"desk_intend", "desk_decline", "desk_pass", "desk_recall"})
"""What the desk has gained."""
PERSONNEL = frozenset({
    "staff_work", "staff_why", "staff_death", "staff_abroad", "staff_return", "staff_departure_withdraw",
    "staff_departures", "staff_return_correct",
    "staff_job_main",
})  # fmt: skip
"""What the personnel service's room has gained; the rest of it: tests/portal/personnel/test_rights.py."""


def near_and_far(*roles: str) -> frozenset[str]:
    """These roles, here and elsewhere: they open the page to what is their own, or reach everywhere."""
    return frozenset({*roles, *(f"{FAR}{role}" for role in roles)})


HOLDER, RESIDENT = frozenset({"holder"}), frozenset({"resident"})
ANY_APPLICANT = near_and_far("applicant") | HOLDER
OFFICER, HEAD, MEMBER = frozenset({"employment_officer"}), frozenset({"employment_head"}), frozenset(
    {"commission_member"}
)  # fmt: skip
OFFICE = OFFICER | HEAD
COORDINATORS = near_and_far("national_coordinator")
SCHOOL, BASE = frozenset({"education_organisation"}), frozenset({"hr_officer"})
MINISTRY = near_and_far("ministry_officer")
NOBODY: frozenset[str] = frozenset()


class Door(NamedTuple):
    """An address: the right that it asks, to whom it opens, what of the world stands in it, and who may send its form
    where those are not the same."""

    right: str
    opens_to: frozenset[str]
    to: str = ""
    takes_from: frozenset[str] | None = None


OWN, ISSUE, GRANTED, TAKEN_BACK = "of_the_holder", "issue_begun", "granted_to_the_holder", "taken_back"
OF_HOLDERS = {
    "conformity": Door("conformity.read", ANY_APPLICANT),
    "conformity_law": Door("conformity.read", ANY_APPLICANT),
    "conformity_begin": Door("conformity.write", ANY_APPLICANT),
    "conformity_begin_for": Door("conformity.write", ANY_APPLICANT),
    "conformity_certificate": Door("conformity.read", HOLDER, OWN),
    "conformity_begin_from": Door("conformity.write", HOLDER, OWN),
    "conformity_lost": Door("conformity.write", HOLDER, OWN),
    "conformity_tell": Door("conformity.notice", HOLDER, OWN),
    "conformity_told": Door("conformity.read", HOLDER, OWN),
    "conformity_case": Door("conformity.read", HOLDER, OWN),
    "conformity_profession": Door("conformity.write", HOLDER, ISSUE),
    "conformity_level": Door("conformity.write", HOLDER, ISSUE),
    "conformity_documents": Door("conformity.read", HOLDER, OWN),
    "conformity_upload": Door("conformity.write", HOLDER, OWN),
    "conformity_remove": Door("conformity.write", HOLDER, OWN),
    "conformity_file": Door("conformity.read", HOLDER, OWN),
    "conformity_check": Door("conformity.write", HOLDER, OWN),
    "conformity_sent": Door("conformity.read", HOLDER, OWN),
    "conformity_again": Door("conformity.write", HOLDER, TAKEN_BACK),
    "conformity_answer": Door("conformity.write", HOLDER, OWN),
    "conformity_withdraw": Door("conformity.write", HOLDER, OWN),
    "conformity_result": Door("conformity.read", HOLDER, GRANTED),
    "conformity_step": Door("conformity.write", HOLDER, OWN),
    "conformity_office": Door("conformity.read", near_and_far(*OFFICE) | COORDINATORS),
    "conformity_office_certificate": Door("conformity.read", OFFICE | COORDINATORS, OWN),
    "conformity_office_withdraw": Door("conformity.withdraw", OFFICER, OWN),
}
WORKING = near_and_far(*OFFICE, *MEMBER)
SITTING, ITEM = "of_the_commission", "of_the_commission"
OF_THE_COMMISSION = {
    "commission": Door("commission.read", WORKING),
    "commission_members": Door("commission.read", WORKING),
    "commission_appoint": Door("commission.appoint", near_and_far(*HEAD)),
    "commission_release": Door("commission.appoint", HEAD, SITTING),
    "commission_chair": Door("commission.appoint", HEAD, SITTING),
    "commission_threshold": Door("commission.read", WORKING, "", near_and_far(*HEAD)),
    "commission_take_back_threshold": Door("commission.appoint", HEAD, "of_the_threshold"),
    "commission_convene": Door("commission.convene", near_and_far(*OFFICE)),
    "commission_sitting": Door("commission.read", OFFICE | MEMBER, SITTING),
    "commission_add": Door("commission.convene", OFFICE, SITTING),
    "commission_cancel": Door("commission.convene", OFFICE, SITTING),
    "commission_join": Door("commission.sign", MEMBER, SITTING),
    "commission_draw_up": Door("commission.convene", OFFICE, SITTING),
    "commission_minutes": Door("commission.read", OFFICE | MEMBER, SITTING),
    "commission_unsigned": Door("commission.appoint", HEAD, SITTING),
    # Minutes that everyone has signed, papers after the declaration: tests/portal/commission.
    "commission_document": Door("commission.read", NOBODY, SITTING),
    "commission_file": Door("commission.score", NOBODY, ITEM),
    "commission_item": Door("commission.read", OFFICE | MEMBER, ITEM),
    # Who sits on the commission, was there and is impartial, is asked for behind the form.
    "commission_declare": Door("commission.read", OFFICE | MEMBER, ITEM),
    "commission_score": Door("commission.read", OFFICE | MEMBER, ITEM),
    "commission_close": Door("commission.read", OFFICE | MEMBER, ITEM),
    "commission_settle": Door("commission.read", OFFICE | MEMBER, ITEM),
    "commission_remove": Door("commission.convene", OFFICE, ITEM),
}
ANSWERING = near_and_far("department_head", "employment_head", "ministry_officer", "quality_body")
ONE = "of_a_complaint"
OF_COMPLAINTS = {
    "complaints": Door("complaint.desk", ANSWERING),
    "complaint_new": Door("conformity.write", HOLDER, ONE),
    "complaints_of_case": Door("conformity.write", HOLDER, ONE),
    "complaint_case_document": Door("conformity.write", HOLDER, ONE),
    # Nobody is heard unless the settings say so: tests/portal/complaints/test_hearing.py.
    "hearing_answer": Door("conformity.write", NOBODY, ONE),
    "my_complaint": Door("conformity.write", HOLDER, ONE),
    "complaint_answer": Door("conformity.write", HOLDER, ONE),
    "complaint_take_back": Door("conformity.write", HOLDER, ONE),
    "complaint": Door("complaint.decide_head", HEAD, ONE),
    "complaint_uphold": Door("complaint.decide_head", HEAD, ONE),
    "complaint_dismiss": Door("complaint.decide_head", HEAD, ONE),
    "complaint_urge": Door("complaint.decide_head", HEAD, ONE),
    "complaint_file": Door("complaint.decide_head", HEAD, ONE),
    # There is one once the complaint is answered: tests/portal/complaints.
    "my_complaint_document": Door("conformity.write", NOBODY, ONE),
    "complaint_answer_document": Door("complaint.decide_head", NOBODY, ONE),
    "complaint_document": Door("complaint.decide_head", HEAD, ONE),
}
AT_THE_DESK = {
    "desk_intend": Door("case.decide", OFFICER, "at_the_desk"),
    "desk_decline": Door("case.decline", OFFICER, "at_the_desk"),
    "desk_pass": Door("case.pass", OFFICER, "at_the_desk"),
    "desk_recall": Door("case.pass", OFFICER, "at_the_desk"),
}
FINDING = near_and_far("hr_officer", "head_of_organisation", "department_officer") | COORDINATORS
OF_PEOPLE = {"people": Door("people.find", FINDING)}
IN_ASTANA = OF_PEOPLE | OF_HOLDERS | OF_THE_COMMISSION | OF_COMPLAINTS | AT_THE_DESK
READING = near_and_far("hr_officer", "education_organisation", "ministry_officer", "national_coordinator")
RECORDED, WRITTEN, SENT, REFUSED = "recorded", "written", "considered", "refused"
OF_BASES = {
    "residency": Door("residency.read", READING),
    "residency_base": Door("residency.read", READING, RECORDED),
    "residency_school": Door("placement.write", near_and_far(*SCHOOL)),
    "residency_contract_add": Door("residency.contract", near_and_far(*SCHOOL)),
    "residency_contract": Door("residency.contract", SCHOOL, RECORDED),
    "residency_recommend": Door("placement.write", near_and_far(*SCHOOL)),
    "residency_places": Door("residency.places", near_and_far(*BASE)),
    "residency_places_add": Door("residency.places", near_and_far(*BASE)),
    "residency_places_change": Door("residency.places", BASE, RECORDED),
    "residency_placement": Door("placement.read", SCHOOL | RESIDENT | MINISTRY, SENT),
    "residency_check": Door("placement.write", SCHOOL, WRITTEN),
    "residency_attach": Door("placement.write", SCHOOL, WRITTEN),
    "residency_step": Door("placement.write", SCHOOL, WRITTEN),
    "residency_answer": Door("placement.write", SCHOOL, SENT),
    "residency_withdraw": Door("placement.write", SCHOOL, SENT),
    "residency_file": Door("placement.read", SCHOOL | RESIDENT | MINISTRY, SENT),
    "residency_document": Door("placement.read", SCHOOL | MINISTRY, REFUSED),
    "residency_ministry": Door("case.desk", MINISTRY),
    "residency_case": Door("case.read", MINISTRY, SENT),
    "residency_agree": Door("case.decide", MINISTRY, SENT),
    "residency_refuse": Door("case.decide", MINISTRY, SENT),
    "residency_take_back": Door("case.record_finding", MINISTRY, SENT),
    "residency_ask": Door("case.ask", MINISTRY, SENT),
}

VISITING = frozenset({"inspector", "own inspector", "department_officer"})
A_VISIT = "of_a_visit"
OF_VISITS = {
    "inspections": Door("visit.plan", VISITING | near_and_far("inspector", "department_officer")),
    "inspection_list": Door("visit.plan", VISITING | near_and_far("inspector", "department_officer")),
    "inspection_plan": Door("visit.plan", VISITING, A_VISIT),
    "inspection_visit": Door("licence.read", VISITING, A_VISIT),
    "inspection_notify": Door("visit.plan", VISITING, A_VISIT),
    "inspection_cancel": Door("visit.plan", VISITING, A_VISIT),
    # There is one once the visit is over: tests/portal/inspections/test_room.py.
    "inspection_act": Door("licence.read", NOBODY, A_VISIT),
    "inspection_photo": Door("evidence.read", VISITING, A_VISIT),
    "inspection_field": Door("visit.record", frozenset({"own inspector"}), A_VISIT),
}
DEVICE = frozenset({"inspection_sync", "inspection_photo_add", "inspection_sign", "inspection_worker"})
"""Where the inspector's device sends, and its script: tests/portal/inspections/test_sync.py."""
DEPARTMENT = frozenset({"department_officer", "department_head"})
KEEPING = near_and_far(*DEPARTMENT) | COORDINATORS
A_LICENCE, STAFF_LINE, CHECK = "of_the_office", "of_a_staff_line", "of_a_check"
ADMINISTRATORS = near_and_far("administrator")
OF_LICENCES = {
    "licence_office": Door("licence.read", KEEPING),
    "licence_office_import": Door("licence.record", near_and_far("department_officer")),
    "licence_office_licence": Door("licence.read", DEPARTMENT | COORDINATORS, A_LICENCE),
    "licence_office_turn": Door("licence.event", frozenset({"department_officer"}), A_LICENCE),
    "licence_office_turn_annex": Door("licence.event", frozenset({"department_officer"}), A_LICENCE),
    "licence_shortages": Door("licence.read", KEEPING),
    "licence_reference": Door("licence.reference", ADMINISTRATORS),
    "licence_reference_add": Door("licence.reference", ADMINISTRATORS),
    "licence_reference_staff": Door("licence.reference", ADMINISTRATORS, STAFF_LINE),
    "licence_reference_checklist": Door("licence.reference", ADMINISTRATORS, CHECK),
}
APPLYING, BESIDE = frozenset({"head_of_organisation"}), frozenset({"head_of_organisation", "hr_officer"})
OF_THE_CLINIC, OUR_DRAFT, OUR_GRANT = "of_the_clinic", "begun_by_the_head", "granted_to_the_clinic"
OF_APPLICANTS = {
    "licences": Door("licence.read", near_and_far("applicant", "head_of_organisation", "hr_officer")),
    "licences_begin": Door("licence.write", near_and_far("applicant", "head_of_organisation")),
    "licences_licence": Door("licence.read", BESIDE, OF_THE_CLINIC),
    "licences_begin_from": Door("licence.write", APPLYING, OF_THE_CLINIC),
    "licences_document": Door("licence.read", BESIDE, OF_THE_CLINIC),
    "licences_staff": Door("licence.read", BESIDE, OF_THE_CLINIC),
    "licences_what_if": Door("licence.read", BESIDE, OF_THE_CLINIC),
    "licences_staff_job": Door("licence.staff", BESIDE, OF_THE_CLINIC),
    "licences_staff_base": Door("licence.staff", BESIDE, OF_THE_CLINIC),
    "licences_case": Door("licence.read", BESIDE, OUR_DRAFT),
    "licences_bases": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_bases_add": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_base_remove": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_base_subtypes": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_base_specialties": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_base": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_information": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_information_part": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_documents": Door("licence.read", BESIDE, OUR_DRAFT),
    "licences_ask": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_upload": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_remove": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_file": Door("licence.read", BESIDE, OUR_DRAFT),
    "licences_check": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_sent": Door("licence.read", BESIDE, OUR_DRAFT),
    "licences_again": Door("licence.write", APPLYING, TAKEN_BACK),
    "licences_answer": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_withdraw": Door("licence.write", APPLYING, OUR_DRAFT),
    "licences_result": Door("licence.read", BESIDE, OUR_GRANT),
    "licences_act": Door("licence.read", BESIDE, OUR_GRANT),
    "licences_step": Door("licence.write", APPLYING, "page_of_the_head"),
}
BRINGING, A_TABLE = near_and_far("hr_officer") | COORDINATORS, "of_a_table"
OF_IMPORTS = {
    "imports": Door("register.import", BRINGING),
    "imports_bring": Door("register.import", BRINGING),
    "imports_template": Door("register.import", BRINGING, "of_a_template"),
    # A table opens for the account that brought it alone.
    "imports_run": Door("register.import", BASE, A_TABLE),
    "imports_columns": Door("register.import", BASE, A_TABLE),
    "imports_sheet": Door("register.import", BASE, A_TABLE),
    "imports_titles": Door("register.import", BASE, A_TABLE),
    "imports_progress": Door("register.import", BASE, A_TABLE),
    "imports_found": Door("register.import", BASE, A_TABLE),
    "imports_annotated": Door("register.import", BASE, A_TABLE),
    "imports_again": Door("register.import", BASE, A_TABLE),
    "imports_write": Door("register.import", BASE, A_TABLE),
    "imports_give_up": Door("register.import", BASE, A_TABLE),
}
REPORT_READERS = near_and_far(
    "hr_officer", "head_of_organisation", "department_officer", "ministry_officer", "national_coordinator"
)
OF_ALL_FIGURES = MINISTRY | COORDINATORS
OF_THE_ORGANISATION = OF_ALL_FIGURES | {"hr_officer", "head_of_organisation", "department_officer"}
A_REPORT, OF_THE_WHOLE = "of_the_report", "of_the_whole"
OF_REPORTS = {
    "reports": Door("report.read", REPORT_READERS),
    "reports_make": Door("report.make", COORDINATORS, "of_a_month"),
    "reports_request": Door("report.read", REPORT_READERS, "", COORDINATORS),
    "reports_order": Door("report.make", COORDINATORS, "of_an_order"),
    "reports_order_progress": Door("report.make", COORDINATORS, "of_an_order"),
    "reports_indicators": Door("report.read", OF_ALL_FIGURES),
    "reports_population": Door("report.read", OF_ALL_FIGURES),
    "reports_population_enter": Door("population.enter", COORDINATORS),
    "reports_passports": Door("report.read", REPORT_READERS),
    "reports_passport": Door("report.read", OF_THE_ORGANISATION, "of_the_clinic"),
    "reports_passport_pdf": Door("report.read", OF_THE_ORGANISATION, "of_the_clinic"),
    "reports_report": Door("report.read", REPORT_READERS, A_REPORT),
    "reports_table": Door("report.read", REPORT_READERS, A_REPORT),
    "reports_value": Door("report.read", OF_ALL_FIGURES, OF_THE_WHOLE),
    "reports_corrections": Door("report.read", REPORT_READERS, A_REPORT),
    # Which figure is meant stands behind the question mark: tests/portal/reports.
    "reports_people": Door("report.read", NOBODY, A_REPORT),
    "reports_again": Door("report.read", OF_ALL_FIGURES, A_REPORT),
    "reports_pdf": Door("report.read", REPORT_READERS, A_REPORT),
    "reports_xlsx": Door("report.read", REPORT_READERS, A_REPORT),
}
OWN_STAFF, STAFF_BESIDE = BASE, near_and_far("hr_officer", "head_of_organisation")
RECORD_READERS = frozenset({"hr_officer", "head_of_organisation", "department_officer"}) | COORDINATORS
A_WORKER, ABROAD = "of_a_worker", "of_one_abroad"
OF_STAFF = {
    "staff_work": Door("organisation.read", STAFF_BESIDE),
    "staff_why": Door("person.read", RECORD_READERS, A_WORKER),
    "staff_death": Door("person.depart", OWN_STAFF, A_WORKER),
    "staff_abroad": Door("person.depart", OWN_STAFF, A_WORKER),
    "staff_return": Door("person.depart", OWN_STAFF, ABROAD),
    "staff_departure_withdraw": Door("person.depart", OWN_STAFF, ABROAD),
    "staff_departures": Door("person.depart", OWN_STAFF, A_WORKER),
    "staff_return_correct": Door("person.depart", OWN_STAFF, "of_one_back"),
    "staff_job_main": Door("employment.correct", OWN_STAFF, "of_a_claim"),
    "duplicates": Door("person.merge", COORDINATORS),
    "duplicates_compare": Door("person.merge", COORDINATORS, "of_a_pair"),
    "merges": Door("person.merge", COORDINATORS),
    "merge_undo": Door("person.merge", COORDINATORS, "of_a_merge"),
}
ALL = OF_STAFF | OF_REPORTS | OF_IMPORTS | OF_APPLICANTS | IN_ASTANA | OF_BASES | OF_VISITS | OF_LICENCES


def named(*rooms: ModuleType) -> set[str]:
    """The names of all addresses of these rooms."""
    return {str(one.name) for one in addresses(*rooms)}


def addresses(*rooms: ModuleType) -> list[URLPattern]:
    """All addresses of these rooms."""
    return [one for room in rooms for one in room.urlpatterns if isinstance(one, URLPattern)]


def test_every_address_has_its_line() -> None:
    assert {*ALL} == (named(*ROOMS) - DEVICE) | DESK | PERSONNEL
    assert named(personnel) >= PERSONNEL
    assert named(inspections) >= DEVICE
    assert named(desk_urls) >= DESK


@pytest.mark.parametrize("name", ALL)
def test_who_comes_in_has_the_right(name: str) -> None:
    door = ALL[name]
    assert door.right in ACTIONS
    held = {role for role, action in PERMISSIONS if action == door.right}
    people = {"holder": "applicant", "resident": "applicant", "own inspector": "inspector"}
    assert {people.get(one, one.removeprefix(FAR)) for one in door.opens_to} <= held


class House:
    """The accounts of a world at their browsers, and the addresses of its things."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.things: dict[str, Where] = {"": NOWHERE}
        self.browsers = {label: sign_in(account, "en") for label, account in world.accounts.items()}

    def address(self, name: str, door: Door) -> str:
        """Where the door is."""
        if door.to not in self.things:
            self.things[door.to] = getattr(self.world, door.to)()
        wanted = next(one for one in addresses(*ROOMS, desk_urls, personnel) if one.name == name).pattern.converters
        return reverse(name, kwargs={part: self.things[door.to][part] for part in wanted})


@contextmanager
def house(world: World, doors: Mapping[str, Door]) -> Iterator[tuple[House, dict[str, str]]]:
    """Everything behind the doors is there, and the clock stands a while after it was done."""
    made = House(world)
    found = {name: made.address(name, door) for name, door in doors.items()}
    with time_machine.travel(after(world), tick=False):
        yield made, found


WORLDS = pytest.mark.parametrize(
    ("world", "doors"),
    [
        (Astana, IN_ASTANA),
        (Bases, OF_BASES),
        (Practice, OF_VISITS),
        (Clinics, OF_LICENCES),
        (Applying, OF_APPLICANTS),
        (Importing, OF_IMPORTS),
        (Reported, OF_REPORTS),
        (Staffed, OF_STAFF),
    ],
    ids=["2022", "2026", "visits", "licences", "applying", "imports", "reports", "staff"],
)


@WORLDS
def test_everyone_at_every_door(world: type[World], doors: Mapping[str, Door]) -> None:
    with house(world(), doors) as (made, found):
        written = Change.objects.count()
        for name, door in doors.items():
            if name not in FORMS_ONLY:
                looked = {label: browser.get(found[name]) for label, browser in made.browsers.items()}
                assert not_lost(looked) == door.opens_to, name
                for answer in looked.values():
                    assert answer.status_code in (200, 302, 404), name
                    assert "no-store" in answer.headers["Cache-Control"], name
            if next(iter(made.browsers.values())).post(found[name]).status_code != 405:
                sent = {label: browser.post(found[name], SENT_BY_HAND) for label, browser in made.browsers.items()}
                assert not_lost(sent) == (door.opens_to if door.takes_from is None else door.takes_from), name
        # Looking changes nothing, and neither does a form without the id of its command.
        assert Change.objects.count() == written


SENT_BY_HAND = {"x": "1"}


def not_lost(answers: Mapping[str, Any]) -> set[str]:
    """Those for whom there is something."""
    return {label for label, answer in answers.items() if answer.status_code != 404}


FORMS_ONLY = {
    "conformity_begin", "conformity_begin_from", "conformity_again", "conformity_answer", "commission_add",
    "commission_join", "commission_draw_up", "commission_declare", "commission_score", "commission_close",
    "commission_remove", "desk_pass", "desk_recall", "residency_answer",
    "residency_take_back", "licences_begin", "licences_begin_from", "licences_bases_add", "licences_ask",
    "licences_again", "licences_answer", "imports_sheet", "imports_again", "imports_write",
}  # fmt: skip
"""Addresses that only take forms: whoever reads them is led to the page above."""


@WORLDS
def test_the_public_signs_in_and_foreign_forms_are_not_taken(world: type[World], doors: Mapping[str, Door]) -> None:
    with house(world(), doors) as (made, found):
        public, forged = Client(), Client(enforce_csrf_checks=True)
        forged.force_login(next(iter(made.world.accounts.values())))
        for name, address in found.items():
            for answer in (public.get(address), public.post(address, {"x": "1"})):
                assert answer.status_code == 302, name
                assert answer.headers["Location"].startswith("/sign-in/"), name
            assert forged.post(address, {"x": "1"}).status_code == 403, name
