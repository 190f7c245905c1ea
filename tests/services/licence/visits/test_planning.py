"""A visit is planned within office hours, told of 24 hours before, and moved or cancelled with a new notice."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from tests.builders import ASTANA
from tests.services.licence.visits.site import BASE, Site, answers, base

from tirkelim.cases.command import Applied, Forbidden, Invalid
from tirkelim.cases.messages import send_notice
from tirkelim.cases.models import Outbox
from tirkelim.identity.models import Account, Role
from tirkelim.portal.licences.visits_seen import visits_seen
from tirkelim.services.licence.models import Visit
from tirkelim.services.licence.visits.reading import may_begin_at, standing_visit, to_show, visit_facts, visits_of

ASTANA_ZONE = ZoneInfo("Asia/Almaty")
ABAI = "100000000"


def at(text: str) -> datetime:
    """A moment by the clock of Astana."""
    return datetime.fromisoformat(text).replace(tzinfo=ASTANA_ZONE)


def codes(outcome: object) -> list[str]:
    """Why a command was refused."""
    assert isinstance(outcome, Invalid), outcome
    return [problem.code for problem in outcome.problems]


@pytest.mark.parametrize(
    ("when", "minutes", "code"),
    [
        ("2026-03-04T09:00", 60, None),
        ("2026-03-04T08:59", 60, "outside_office_hours"),
        ("2026-03-04T17:30", 60, None),
        ("2026-03-04T17:31", 60, "outside_office_hours"),
        ("2026-03-04T18:30", 15, "outside_office_hours"),
        ("2026-03-07T11:00", 60, "outside_office_hours"),  # Saturday
        ("2026-03-09T11:00", 60, "outside_office_hours"),  # the day off after a holiday on Sunday
        ("2026-03-10T11:00", 60, None),
        ("2026-03-02T09:00", 60, "past"),
        ("2039-03-02T11:00", 60, "calendar_unknown"),
        ("2026-03-04T11:00", 14, "minutes_out_of_range"),
        ("2026-03-04T09:00", 481, "minutes_out_of_range"),
    ],
)
def test_time_of_a_visit(site: Site, when: str, minutes: int, code: str | None) -> None:
    case = site.applied()
    outcome = site.plan(case, at(when), minutes=minutes, expect=None)
    if code is None:
        assert isinstance(outcome, Applied)
    else:
        assert codes(outcome) == [code]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"base": str(uuid4())}, "no_such_base"),
        ({"base": "here"}, "no_such_base"),
        ({"inspector": str(uuid4())}, "no_such_inspector"),
        ({"inspector": ""}, "no_such_inspector"),
        ({"planned_at": "tomorrow"}, "not_a_moment"),
        ({"planned_at": "2026-03-04T11:00"}, "not_a_moment"),
        ({"minutes": True}, "minutes_out_of_range"),
        ({"instead_of": str(uuid4())}, "no_such_visit"),
    ],
)
def test_what_is_given(site: Site, body: dict[str, object], code: str) -> None:
    assert codes(site.plan(site.applied(), at("2026-03-04T11:00"), expect=None, **body)) == [code]


def test_inspector_of_another_region_is_none(site: Site) -> None:
    other = site.account("abai", Role.INSPECTOR, territory=ABAI)
    case = site.applied()
    for account in (other, site.desk):
        outcome = site.plan(case, at("2026-03-04T11:00"), expect=None, inspector=str(account.id))
        assert codes(outcome) == ["no_such_inspector"]


def test_one_standing_visit_a_base(site: Site) -> None:
    case = site.applied()
    site.planned(case, at("2026-03-04T11:00"))
    assert codes(site.plan(case, at("2026-03-05T11:00"), expect=None)) == ["planned_already"]


@pytest.mark.parametrize(
    ("when", "busy"), [("10:01", True), ("10:00", False), ("11:59", True), ("12:00", False), ("11:00", True)]
)
def test_inspector_is_at_one_place(site: Site, when: str, busy: bool) -> None:
    site.planned(site.applied(), at("2026-03-04T11:00"))
    other = site.applied(answers(base(id=str(uuid4()))), site.applicant("other"))
    own = other.draft.data["bases"]["clean"]["bases"][0]["id"]
    outcome = site.plan(other, at(f"2026-03-04T{when}"), expect=None, base=own)
    assert isinstance(outcome, Invalid if busy else Applied)


def test_time_of_an_application_taken_back_is_free_again(site: Site) -> None:
    case = site.applied()
    visit = site.planned(case, at("2026-03-04T11:00"))
    site.do(site.dentist, case, "withdraw")
    other = site.applied(applicant=site.applicant("other"))
    site.planned(other, at("2026-03-04T11:00"))
    visit.refresh_from_db()
    assert visit.cancelled_by is not None


def test_applicant_plans_nothing(site: Site) -> None:
    case = site.applied()
    body = {"base": BASE, "inspector": str(site.inspector.id), "planned_at": at("2026-03-04T11:00").isoformat()}
    assert isinstance(site.do(site.dentist, case, "plan_visit", expect=None, **body), Forbidden)


# --- notice: 24 full hours by the clock, weekends included (p.14, reading L7) ---


@pytest.mark.parametrize(
    ("visit", "sent", "code"),
    [
        ("2026-03-04T11:00", "2026-03-03T11:00", None),
        ("2026-03-04T11:00", "2026-03-03T11:00:00.000001", "notice_too_late"),
        ("2026-03-04T11:00", "2026-03-03T10:59", None),
        ("2026-03-10T09:00", "2026-03-09T09:00", None),  # the day before is a day off: its hours count
        ("2026-03-10T09:00", "2026-03-09T09:01", "notice_too_late"),
        ("2026-03-06T09:00", "2026-03-05T18:30", "notice_too_late"),
        ("2026-03-04T11:00", "2026-03-02T09:00", "sent_before_planned"),
    ],
)
def test_notice(site: Site, visit: str, sent: str, code: str | None) -> None:
    planned = site.planned(site.applied(), at(visit))
    site.now = at(visit) - timedelta(minutes=30)
    outcome = site.notify(planned, at(sent), expect=None)
    if code is None:
        assert isinstance(outcome, Applied)
        assert may_begin_at(planned) == at(sent) + timedelta(hours=24)
    else:
        assert codes(outcome) == [code]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"channel": "telephone"}, "no_such_channel"),
        ({"reference": " "}, "missing"),
        ({"reference": "x" * 201}, "too_long"),
    ],
)
def test_what_a_notice_says(site: Site, body: dict[str, str], code: str) -> None:
    planned = site.planned(site.applied(), at("2026-03-04T11:00"))
    assert codes(site.notify(planned, expect=None, **body)) == [code]


def test_notice_is_not_dated_ahead(site: Site) -> None:
    planned = site.planned(site.applied(), at("2026-03-06T11:00"))
    assert codes(site.notify(planned, site.now + timedelta(hours=1), expect=None)) == ["not_sent_yet"]


def test_late_notice_says_from_when_a_visit_would_be_possible(site: Site) -> None:
    planned = site.planned(site.applied(), at("2026-03-03T09:00"))
    site.now = at("2026-03-02T15:00")
    outcome = site.notify(planned, expect=None)
    assert isinstance(outcome, Invalid)
    assert dict(outcome.problems[0].params)["earliest"] == at("2026-03-03T15:00")


# --- moved, cancelled ---


def test_moved_visit_needs_a_new_notice(site: Site) -> None:
    case = site.applied()
    first = site.told(case, at("2026-03-05T11:00"))
    second = site.planned(case, at("2026-03-06T11:00"), instead_of=str(first.id))
    first.refresh_from_db()
    assert first.cancelled_by is not None
    assert standing_visit(case, second.base) == second
    assert may_begin_at(second) is None
    facts = visit_facts(case, second.base)
    assert facts is not None
    assert facts.notified_at is None
    assert facts.conforms is None
    assert Outbox.objects.filter(kind="message", to=str(case.id), body__what="visit_cancelled").count() == 1


def test_colleague_who_takes_over_at_the_same_time_needs_no_new_notice(site: Site) -> None:
    case = site.applied()
    first = site.told(case, at("2026-03-05T11:00"))
    colleague = site.account("colleague", Role.INSPECTOR, territory=ASTANA)
    site.now = at("2026-03-05T09:00")
    second = site.planned(case, at("2026-03-05T11:00"), instead_of=str(first.id), inspector=str(colleague.id))
    assert second.inspector == colleague.id
    assert may_begin_at(second) == may_begin_at(first)
    assert not Outbox.objects.filter(body__what="visit_cancelled").exists()
    seen = visits_seen(case)
    assert [(one.id, one.cancelled) for one in seen] == [(second.id, False)]


def test_inspector_is_told_that_a_visit_is_off(site: Site) -> None:
    case = site.applied()
    site.inspector.person = site.applicant("walker").person
    Account.objects.filter(login="walker").update(person=None)
    site.inspector.save()
    visit = site.told(case, at("2026-03-05T11:00"))
    site.do(site.dentist, case, "withdraw")
    told = Outbox.objects.get(kind="notice", body__what="visit_off")
    assert (told.to, told.body["day"]) == (str(site.inspector.person), "2026-03-05")
    send_notice(told, site.now)
    assert [(one.id, one.cancelled) for one in visits_seen(site.fresh(case))] == [(visit.id, True)]


def test_inspector_is_told_of_a_visit_that_another_has_planned(site: Site) -> None:
    site.planned(site.applied(), at("2026-03-05T11:00"))
    told = Outbox.objects.get(body__what="visit_planned")
    assert (told.to, told.body["day"]) == (f"account:{site.inspector.id}", "2026-03-05")


def test_inspector_who_calls_off_is_not_told(site: Site) -> None:
    case = site.applied()
    visit = site.planned(case, at("2026-03-05T11:00"))
    site.do(site.inspector, case, "cancel_visit", visit=str(visit.id), reason="Ауырып қалдым")
    assert not Outbox.objects.filter(body__what="visit_off").exists()


def test_move_that_is_refused_leaves_the_old_visit(site: Site) -> None:
    case = site.applied()
    first = site.told(case, at("2026-03-05T11:00"))
    site.plan(case, at("2026-03-07T11:00"), instead_of=str(first.id), expect=Invalid)
    assert standing_visit(case, first.base) == first


def test_cancelled_visit(site: Site) -> None:
    case = site.applied()
    visit = site.planned(case, at("2026-03-05T11:00"))
    assert codes(site.do(site.desk, case, "cancel_visit", visit=str(visit.id), reason=" ", expect=None)) == ["missing"]
    site.do(site.desk, case, "cancel_visit", visit=str(visit.id), reason="Инспектор ауырып қалды")
    assert visit_facts(case, visit.base) is None
    assert codes(site.do(site.desk, case, "cancel_visit", visit=str(visit.id), reason="x", expect=None)) == [
        "visit_cancelled"
    ]
    assert codes(site.notify(visit, expect=None)) == ["visit_cancelled"]
    assert not Outbox.objects.filter(body__what="visit_cancelled").exists()  # nobody was told of the visit
    assert [one.pk for one in visits_of(case)] == [visit.pk]


def test_calendar_of_an_inspector(site: Site) -> None:
    case = site.applied()
    visit = site.planned(case, at("2026-03-05T11:00"))
    assert list(to_show(Visit.objects.filter(inspector=site.inspector.id))) == [visit]
    site.do(site.dentist, case, "withdraw")
    assert not to_show(Visit.objects.filter(inspector=site.inspector.id)).exists()
    assert Visit.objects.count() == 1
