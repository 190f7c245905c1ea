"""The work list beside a plain recomputation, one worker after another, on random registers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.register.conftest import World

from tirkelim.law.book import current_book
from tirkelim.law.finding import Status
from tirkelim.portal.personnel.entry import held_in, item_findings, term_of
from tirkelim.register import commands, queries
from tirkelim.register.models import Departure, Employment, Person
from tirkelim.register.status import CertificateStatus
from tirkelim.register.worklists import Kind, due_on, work_list

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
WHOLE: dict[str, Any] = {
    "birth_place": "Астана", "citizenship": "KAZ", "document_kind": "identity_card", "document_number": "012345678",
    "residence": "Астана", "registration_place": "Астана", "registration_date": date(2020, 1, 1), "trained": False,
}  # fmt: skip


class Worker(NamedTuple):
    """One worker as drawn. Days count back from today; None: there is no such thing."""

    hired: int
    entered: int
    lacks: str
    trained: bool
    educated: bool
    titled: bool
    certificate: int | None
    renewed: bool
    document: int | None
    main_elsewhere: bool
    abroad: bool
    left: int | None


workers = st.builds(
    Worker,
    hired=st.sampled_from((1, 3, 5, 6, 10, 25, 40, 300)),
    entered=st.sampled_from((0, 0, 2, 10, 35)),
    lacks=st.sampled_from(("", "", "", *WHOLE)),
    trained=st.booleans(),
    educated=st.sampled_from((True, True, False)),
    titled=st.sampled_from((True, True, False)),
    certificate=st.sampled_from((None, -200, -1, 0, 30, 31, 90, 91)),
    renewed=st.booleans(),
    document=st.sampled_from((None, -1, 0, 400)),
    main_elsewhere=st.booleans(),
    abroad=st.sampled_from((False, False, True)),
    left=st.sampled_from((None, None, None, 0, 1)),
)


def day(back: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=back)


def enter(world: World, clinic: UUID, other: UUID, one: Worker) -> None:
    """The worker in the register, through its own commands."""
    world.now = NOW - timedelta(days=one.entered, minutes=30)
    facts = {name: value for name, value in WHOLE.items() if name != one.lacks}
    expires = None if one.document is None else TODAY + timedelta(days=one.document)
    person = world.person(**{**facts, "document_expires_on": expires})
    if one.educated:
        commands.add_education(
            world.command(), person=person, kind="bachelor", graduated_on=date(2012, 6, 20), source="document"
        )
    if one.trained:
        commands.add_training(
            world.command(),
            person=person,
            programme="Курс",
            completed_on=date(2025, 1, 10),
            hours=30,
            source="document",
        )
    if one.main_elsewhere:
        world.job(person, other, date(2015, 9, 1))
    left = None if one.left is None or one.left > one.hired else day(one.left)
    terms = {} if one.titled else {"position": None, "position_title": ""}
    world.job(person, clinic, day(one.hired), left_on=left, **terms)
    if one.certificate is not None:
        ends = [TODAY + timedelta(days=one.certificate)] + ([date(2030, 1, 1)] if one.renewed else [])
        for until in ends:
            world.serial += 1
            terms_of = commands.CertificateTerms(
                person=person, specialty="secondary.nursing", issued_on=date(2021, 1, 1), valid_until=until,
                number=f"A-{world.serial}",
            )  # fmt: skip
            commands.record_certificate(world.command(), terms_of)
    if one.abroad and left is None:
        world.now = NOW - timedelta(minutes=10)
        commands.record_emigration(world.command(), person, TODAY, "DEU", end_jobs=False)


def standing(job: Employment) -> Kind | None:
    """Where the entry of a job stands, from the whole record; None where nothing is missing."""
    profile = queries.person_profile(job.person_id, TODAY, NOW)
    held = held_in(profile)._replace(jobs=(job,))
    if all(one.status is not Status.NOT_MET for one in item_findings(profile.facts, held)):
        return None
    term = term_of(job.hired_on, NOW, current_book())
    if term is None:
        return Kind.INCOMPLETE
    if term.due_on < TODAY:
        return Kind.OVERDUE
    return Kind.DUE_TODAY if term.due_on == TODAY else Kind.DUE_SOON


def paper(person: UUID) -> Kind | None:
    """What the list says of a person's certificates, all of one specialty."""
    states = queries.certificates_of(person, TODAY, NOW)
    if not states or any(row.valid_until > TODAY + timedelta(days=90) for row, _state in states if row.valid_until):
        return None
    last = max(row.valid_until for row, _state in states if row.valid_until)
    if all(state.status is CertificateStatus.EXPIRED for _row, state in states):
        return Kind.CERTIFICATE_EXPIRED
    return Kind.CERTIFICATE_30 if last <= TODAY + timedelta(days=30) else Kind.CERTIFICATE_90


def naive(clinic: UUID) -> set[tuple[Kind, UUID]]:
    """Kind and person of every line, by looking at each job and each person alone."""
    found: set[tuple[Kind, UUID]] = set()
    for job in Employment.objects.current().filter(organisation=clinic):
        person = job.person_id
        first = min(Employment.objects.filter(line=job.line).values_list("known_from", flat=True))
        due = due_on(job.hired_on, current_book())
        if due is not None and localdate(first) > due and first >= NOW - timedelta(days=30):
            found.add((Kind.LATE, person))
        if job.left_on is not None and job.left_on <= TODAY and localdate(job.known_from) < job.left_on:
            found.add((Kind.JOB_ENDS, person))
        if job.valid_to is not None and job.valid_to <= TODAY:
            continue
        kinds = {standing(job), paper(person)} - {None}
        found |= {(kind, person) for kind in kinds if kind is not None}
        facts = queries.person_facts(person, TODAY, NOW)
        assert facts is not None
        if facts.document_expires_on is not None and facts.document_expires_on < TODAY:
            found.add((Kind.DOCUMENT_EXPIRED, person))
        if Departure.objects.current(TODAY).filter(person=person).exists():
            found.add((Kind.ABROAD, person))
        if job.claims_main:
            found.add((Kind.MAIN_WAITS, person))
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(workers, min_size=1, max_size=4))
def test_the_list_is_what_one_finds_worker_by_worker(drawn: list[Worker]) -> None:
    """Every kind, no line too many and none too few; the other organisation sees its side of the main place."""
    with transaction.atomic():
        world = World()
        world.now = NOW - timedelta(days=60)
        clinic, other = world.organisation(), world.organisation("Аурухана")
        for one in drawn:
            enter(world, clinic, other, one)
        found = work_list(clinic, TODAY, NOW, current_book())
        kinds = [kind for kind in Kind if kind not in (Kind.NO_RESULT, Kind.UNITS_SHORT)]
        lines = {(line.kind, line.person) for kind in kinds for line in found.lines(kind)}
        assert lines == naive(clinic)
        assert all(found.count(kind) == len(found.lines(kind)) for kind in kinds)
        claims = {person for kind, person in lines if kind is Kind.MAIN_WAITS}
        others = work_list(other, TODAY, NOW, current_book()).lines(Kind.MAIN_ELSEWHERE)
        assert {line.person for line in others} == claims
        assert Person.objects.count() == len(drawn)
        transaction.set_rollback(True)
