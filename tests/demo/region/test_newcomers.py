"""Each story of certificates of conformity, complaints and residency stands where its text says it stands."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.timezone import localdate
from tests.demo.region.days import WORKING_DAY, loaded_on

from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case, Complaint, Decision
from tirkelim.cases.replay import Cause, replay
from tirkelim.cases.states import State
from tirkelim.demo.practice import STARTS_ON, practice_book
from tirkelim.identity.models import Account
from tirkelim.law.book import current_book
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.law.unknown import UNKNOWN
from tirkelim.register.models import ConformityCertificate, Employment, Placement
from tirkelim.services.conformity.commission.reading import standing_of
from tirkelim.services.conformity.commission.resolving import diverging
from tirkelim.services.conformity.editions import PRACTICE
from tirkelim.services.conformity.models import AgendaItem

NOW = WORKING_DAY


def case_of(login: str, service: str = "conformity") -> Case:
    person = Account.objects.get(login=login).person
    return Case.objects.filter(subject=person, service=service).latest("change__at")


def decisions_of(login: str) -> list[Decision]:
    person = Account.objects.get(login=login).person
    return list(Decision.objects.filter(case__subject=person, case__service="conformity").order_by("decided_on"))


def _past() -> None:
    """2022 and 2023: by the wording of those days, also where the decision came after the repeal."""
    editions = {one.edition["by"] for login in ("mehmet", "linh", "olga") for one in decisions_of(login)}
    assert editions == {"537/2020"}
    assert [one.outcome for one in decisions_of("mehmet")] == ["granted", "granted"]
    assert [ground["number"] for ground in decisions_of("linh")[0].verdicts["grounds"]] == [1]
    after = decisions_of("olga")[0]
    last = current_book().latest(ACT).end
    assert last is not None
    assert after.decided_on > last
    issued = decisions_of("mehmet")[0]
    assert replay(issued).cause is Cause.SAME
    assert replay(issued, date(2024, 2, 1)).cause is Cause.NOT_IN_FORCE


def _desk() -> None:
    """What waits for the officer, and what it would come to."""
    expected = {"priya": ("grant", []), "jose": ("refuse", [1]), "wei": ("refuse_acceptance", [])}
    for login, (outcome, grounds) in expected.items():
        verdict = weigh(case_of(login), NOW).proposal.verdicts[0]
        assert (verdict.outcome.value, [one.number for one in verdict.grounds]) == (outcome, grounds), login
    omar = weigh(case_of("omar"), NOW).proposal
    assert omar.verdicts[0].waiting_for, "the commission's word is awaited"
    assert omar.edition.by == PRACTICE


def _commission() -> None:
    """The sitting that has begun: one application on which two of three have scored, and differ."""
    item = AgendaItem.objects.get(case=case_of("sofia"))
    standing = standing_of(item)
    assert case_of("sofia").state == State.AT_COMMISSION
    assert [part.member.name for part in standing.awaited] == [Account.objects.get(login="atameken").name]
    assert set(diverging(standing)) == {"academic_degree", "service"}


def _holders() -> None:
    """A contract just told of, one to be lost, one to be withdrawn; each stands today."""
    for login in ("lucia", "kim", "marco"):
        person = Account.objects.get(login=login).person
        row = ConformityCertificate.objects.get(person=person)
        until = max([row.valid_until, *row.events.filter(kind="extended").values_list("until", flat=True)])
        assert row.issued_on <= localdate(NOW) <= until, login
    assert case_of("ana").state == State.DRAFT
    assert Case.objects.get(representative=Account.objects.get(login="advocate").person).state == State.DRAFT


def _complaints() -> None:
    with_head = Complaint.objects.get(case=case_of("gulmira", "certificate"))
    assert (with_head.instance, hasattr(with_head, "answer")) == ("head", False)
    first, second = Complaint.objects.filter(case=case_of("arailym", "certificate")).order_by("change__at")
    assert (first.instance, first.answer.outcome) == ("head", "dismissed")
    assert (second.instance, hasattr(second, "answer")) == ("quality_body", False)
    assert second.due_on is not None
    assert second.due_on >= localdate(NOW)


def _residency() -> None:
    placed = Placement.objects.get()
    assert Employment.objects.current().get(line=placed.employment).position == 13
    for login, unmet in (("alua", set()), ("sanzhar", {"residency.base_accreditation"})):
        found = weigh(case_of(login, "placement"), NOW)
        assert found.gathered.facts.agreed_by_authority is UNKNOWN
        assert unmet <= found.proposal.unmet(), login
        assert bool(found.proposal.unmet()) is bool(unmet), login


@pytest.mark.django_db
@loaded_on(NOW)
def test_every_story_stands_where_it_begins(region: object) -> None:
    _past()
    _desk()
    _commission()
    _holders()
    _complaints()
    _residency()


def test_only_the_demo_knows_the_practice_edition() -> None:
    """Questions, advisor and pages of the law read the current book: there the order is repealed."""
    assert PRACTICE not in {one.by for one in current_book().editions}
    assert practice_book().edition(ACT, STARTS_ON).by == PRACTICE
    assert practice_book().digest != current_book().digest
    assert [one for one in practice_book().editions if one.by != PRACTICE] == list(current_book().editions)
