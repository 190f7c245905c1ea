"""The act is signed only after a valid notice and with every line answered; unsigned or failed, nothing is granted."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from tests.builders import ASTANA, PNG
from tests.services.licence.visits.site import A_DAY, BASE, Site
from tests.services.licence.visits.test_planning import codes

from tirkelim.cases.command import Applied, Forbidden, Invalid, Repeated
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case, Outbox
from tirkelim.cases.outbox import work
from tirkelim.documents.models import Document
from tirkelim.identity.models import Role
from tirkelim.law.digest import digest
from tirkelim.law.finding import Outcome, Status
from tirkelim.services.licence.models import Visit, VisitAct
from tirkelim.services.licence.visits.content import document_of, payload_of
from tirkelim.services.licence.visits.notes import Taken, add_photo
from tirkelim.services.licence.visits.reading import (
    last_act,
    lines_of,
    observations,
    photos,
    subtype_results,
    visit_facts,
)

DENTAL, CONSULTING = ("14", ""), ("1.3", "residency.therapeutic-dentistry")


@pytest.fixture
def case(site: Site) -> Case:
    """An application that was sent."""
    return site.applied()


@pytest.fixture
def visit(site: Site, case: Case) -> Visit:
    """A visit of which the applicant was told on Monday; it is Wednesday 11:00 and it begins."""
    planned = site.told(case, site.now.replace(minute=0) + 2 * A_DAY)
    site.now = planned.planned_at
    return planned


def test_every_line_conforms(site: Site, case: Case, visit: Visit) -> None:
    site.note_all(visit, unconcerned="sterilisation")
    outcome = site.sign(visit)
    assert isinstance(outcome, Applied)
    act = VisitAct.objects.get()
    assert act.conforms
    assert act.digest == digest(act.content)
    assert act.inspector_name == "inspector"
    assert outcome.result["act"] == act.number
    assert act.number.startswith("P-")
    assert dict(subtype_results(case, visit.base)) == {DENTAL: True, CONSULTING: True}
    facts = visit_facts(case, visit.base)
    assert facts is not None
    assert facts.conforms is True
    assert facts.visit_at == visit.planned_at
    assert Outbox.objects.filter(kind="message", body__what="act_signed").count() == 1


@pytest.mark.parametrize(
    ("failed", "results"),
    [
        ("sterilisation", {DENTAL: False, CONSULTING: True}),
        ("consulting", {DENTAL: True, CONSULTING: False}),
        ("entrance", {DENTAL: False, CONSULTING: False}),
    ],
)
def test_results_by_subtype(
    site: Site, case: Case, visit: Visit, failed: str, results: dict[tuple[str, str], bool]
) -> None:
    site.note_all(visit, failed)
    assert isinstance(site.sign(visit), Applied)
    assert dict(subtype_results(case, visit.base)) == results
    assert not VisitAct.objects.get().conforms


@pytest.mark.parametrize("repeats", [1, 2])
def test_signing_twice_is_one_act(site: Site, case: Case, visit: Visit, repeats: int) -> None:
    site.note_all(visit)
    command, ended_at = site.command(site.inspector.id), site.now
    first = site.sign(visit, ended_at=ended_at, command=command)
    assert isinstance(first, Applied)
    for _time in range(repeats):
        again = site.sign(visit, ended_at=ended_at, command=command)
        assert isinstance(again, Repeated)
        assert again.result == first.result
    assert codes(site.sign(visit)) == ["act_signed"]
    assert VisitAct.objects.count() == 1


# --- what stands in the way ---


def test_visit_without_a_notice_cannot_be_entered(site: Site, case: Case) -> None:
    visit = site.planned(case, site.now.replace(minute=0) + 2 * A_DAY)
    site.now = visit.planned_at
    site.note_all(visit)
    assert codes(site.sign(visit)) == ["no_notice"]


@pytest.mark.parametrize(
    ("begun", "ended", "code"),
    [
        (0, 30, None),
        (-15, 30, None),
        (-16, 30, "begun_before_planned"),
        (-60 * 24 * 2, 30, "begun_too_soon"),
        (0, -1, "ended_before_begun"),
        (0, 60, "ends_in_future"),
    ],
)
def test_when_it_began_and_ended(
    site: Site, case: Case, visit: Visit, begun: int, ended: int, code: str | None
) -> None:
    site.note_all(visit)
    site.now = visit.planned_at + timedelta(minutes=40)
    moments = [visit.planned_at + timedelta(minutes=minutes) for minutes in (begun, ended)]
    outcome = site.sign(visit, *moments)
    assert isinstance(outcome, Applied) if code is None else codes(outcome) == [code]


def test_visit_begins_no_earlier_than_a_day_after_the_notice(site: Site, case: Case) -> None:
    visit = site.planned(case, site.now.replace(minute=0) + 2 * A_DAY)
    sent_at = visit.planned_at - A_DAY
    site.now = visit.planned_at
    site.notify(visit, sent_at)
    site.note_all(visit)
    early = visit.planned_at - timedelta(minutes=10)
    assert codes(site.sign(visit, early)) == ["begun_too_soon"]
    assert isinstance(site.sign(visit, visit.planned_at), Applied)


@pytest.mark.parametrize(("late", "code"), [(timedelta(hours=5), None), (A_DAY, "begun_on_another_day")])
def test_visit_begins_on_the_day_that_the_applicant_was_told(
    site: Site, case: Case, visit: Visit, late: timedelta, code: str | None
) -> None:
    """p.14: the applicant is told of the day and the time; nobody is awaited on another day."""
    site.note_all(visit)
    begun = visit.planned_at + late
    site.now = begun + timedelta(minutes=40)
    outcome = site.sign(visit, begun)
    assert isinstance(outcome, Applied) if code is None else codes(outcome) == [code]


def test_every_line_is_answered(site: Site, case: Case, visit: Visit) -> None:
    first, *others = lines_of(case, visit.base)
    for line in others:
        site.note(visit, line)
    assert codes(site.sign(visit)) == ["lines_not_answered"]
    site.note(visit, first, None)
    assert codes(site.sign(visit)) == ["lines_not_answered"]
    site.note(visit, first, False)
    assert codes(site.sign(visit)) == ["remark_missing"]
    site.note(visit, first, None, "Мұнда жоқ")
    assert isinstance(site.sign(visit), Applied)


def test_what_the_inspector_saw_is_what_is_signed(site: Site, case: Case, visit: Visit) -> None:
    site.note_all(visit)
    photo = uuid4()
    add_photo(site.command(site.inspector.id, id=photo), visit, Taken(PNG, site.now))
    seen = [one.id for one in observations(visit).values()]
    assert codes(site.sign(visit, observations=seen[1:])) == ["notes_differ"]
    assert codes(site.sign(visit, observations=seen, photos=[])) == ["notes_differ"]
    assert isinstance(site.sign(visit, observations=seen, photos=[one.id for one in photos(visit)]), Applied)


def test_officer_signs_no_act(site: Site, case: Case, visit: Visit) -> None:
    site.note_all(visit)
    moments = {"begun_at": visit.planned_at.isoformat(), "ended_at": site.now.isoformat()}
    for account in (site.desk, site.dentist):
        outcome = site.do(account, case, "sign_act", expect=None, visit=str(visit.id), **moments)
        assert isinstance(outcome, Forbidden)


def test_colleague_signs_only_what_was_given_to_them(site: Site, case: Case, visit: Visit) -> None:
    site.note_all(visit)
    colleague = site.account("colleague", Role.INSPECTOR, territory=ASTANA)
    moments = {"begun_at": visit.planned_at.isoformat(), "ended_at": site.now.isoformat()}
    outcome = site.do(colleague, case, "sign_act", expect=None, visit=str(visit.id), **moments)
    assert codes(outcome) == ["not_allowed"]
    assert not VisitAct.objects.exists()


# --- another visit (reading L16) ---


def test_last_signed_act_counts(site: Site, case: Case) -> None:
    start = site.now.replace(minute=0)
    first = site.visited(case, start + 2 * A_DAY, failed="entrance")
    second = site.visited(case, start + 4 * A_DAY)
    act = last_act(case, UUID(BASE))
    assert act is not None
    assert act.pk == second.pk
    assert act.conforms
    assert not first.act.conforms
    assert codes(site.plan(case, start + 8 * A_DAY, expect=None)) == ["conforms_already"]


def test_standing_visit_does_not_hide_a_signed_act(site: Site, case: Case) -> None:
    start = site.now.replace(minute=0)
    site.visited(case, start + 2 * A_DAY, failed="entrance")
    site.told(case, start + 4 * A_DAY)
    facts = visit_facts(case, UUID(BASE))
    assert facts is not None
    assert facts.conforms is False


# --- the decision: an unsigned or failed act never lets it be granted ---


def permit_control(site: Site, case: Case) -> set[Status]:
    """How permit control stands in the decision."""
    findings = weigh(site.fresh(case), site.now).proposal.findings
    return {one.status for one in findings if one.requirement.id == "licence.permit_control"}


def not_granted(site: Site, case: Case) -> bool:
    """Whether the department's grant is refused as the facts stand."""
    assert weigh(site.fresh(case), site.now).proposal.verdicts[0].outcome is not Outcome.GRANT
    return isinstance(site.decide(site.desk, case, "grant"), Invalid)


def test_no_grant_without_a_conforming_act(site: Site, case: Case) -> None:
    start = site.now.replace(minute=0)
    assert permit_control(site, case) == {Status.UNKNOWN}
    assert not_granted(site, case)
    visit = site.told(case, start + 2 * A_DAY)
    assert permit_control(site, case) == {Status.UNKNOWN}
    assert not_granted(site, case)
    site.now = visit.planned_at
    site.note_all(visit, "entrance")
    assert permit_control(site, case) == {Status.UNKNOWN}
    assert not_granted(site, case)
    assert isinstance(site.sign(visit), Applied)
    assert permit_control(site, case) == {Status.NOT_MET}
    assert not_granted(site, case)
    site.visited(case, start + 4 * A_DAY)
    assert permit_control(site, case) == {Status.MET}


# --- the document ---


def test_document_is_made_once(site: Site, case: Case) -> None:
    signed = site.visited(case, site.now.replace(minute=0) + 2 * A_DAY, failed="entrance")
    assert document_of(signed.act) is None
    for _time in range(2):
        work(site.now)
    made = document_of(VisitAct.objects.get())
    assert made is not None
    assert Document.objects.filter(kind="visit_act").count() == 1
    assert payload_of(VisitAct.objects.get()).conforms is False
    assert not Outbox.objects.filter(kind="visit_act", delivered_at__isnull=True).exists()


def test_moments_are_written_with_their_offset(site: Site, case: Case, visit: Visit) -> None:
    site.note_all(visit)
    assert isinstance(site.sign(visit), Applied)
    content = VisitAct.objects.get().content
    assert datetime.fromisoformat(content["begun_at"]) == visit.planned_at
    assert content["time_zone"] == "Asia/Almaty"
    assert len(content["lines"]) == len(lines_of(case, visit.base))
