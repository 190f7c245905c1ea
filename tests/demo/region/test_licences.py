"""Each story of licences stands where its text says it stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate
from tests.demo.region.days import DAYS, loaded_on

from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case, Filing
from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.law.finding import NeedStatus
from tirkelim.law.order_59_licence.documents import Document
from tirkelim.register.licence_queries import LicenceOn, licence_on
from tirkelim.register.licence_status import LicenceStatus
from tirkelim.register.models import Licence
from tirkelim.services.licence.models import Payment, Visit, VisitAct
from tirkelim.services.licence.staffing.shortage import staffing_of
from tirkelim.services.licence.visits.reading import may_begin_at, standing_visit


def case_of(login: str) -> Case:
    person = Account.objects.get(login=login).person
    return Case.objects.get(subject=person, service="licence")


def _applications(now: datetime) -> None:
    """What waits for the officer, and what it would come to."""
    expected = {
        "shipa": ("grant", [], False),
        "tumar": ("refuse", [3, 4], False),
        "arai": ("waiting", [], True),
        "bereke": ("waiting", [], True),
        "dentist": ("waiting", [], True),
    }
    for login, (outcome, grounds, waits) in expected.items():
        verdict = weigh(case_of(login), now).proposal.verdicts[0]
        found = verdict.outcome.value, [one.number for one in verdict.grounds], bool(verdict.waiting_for)
        assert found == (outcome, grounds, waits), login
        assert case_of(login).state == State.CONSIDERED


def _papers(now: datetime) -> None:
    """Of some clinics the state systems hold everything, of others nothing: those filed both papers."""
    for login, status in (("shipa", "held_by_system"), ("altyn", "held_by_system"), ("arai", "filed")):
        needs = {need.document: need.status for need in weigh(case_of(login), now).proposal.documents}
        owed = {needs[Document.PREMISES_TITLE], needs[Document.STAFF_WORK_PROOF]}
        assert owed == {NeedStatus(status)}, login
        assert Filing.objects.filter(case=case_of(login)).exists() is (status == "filed")


def _fees(now: datetime) -> None:
    """Each fee is that of the day on which it was paid; the draft to be taken back is paid as well."""
    assert case_of("meirim").state == case_of("founder").state == State.DRAFT
    assert not Payment.objects.filter(counted_for=case_of("founder")).exists()
    paid = {login: Payment.objects.get(counted_for=case_of(login)).tenge for login in ("meirim", "shipa", "dentist")}
    assert set(paid.values()) == {43_250}


def _visits(now: datetime) -> None:
    """One act conforms, one does not, one visit can begin, one is not planned."""
    acts = {login: VisitAct.objects.get(visit__case=case_of(login)).conforms for login in ("shipa", "tumar")}
    assert acts == {"shipa": True, "tumar": False}
    assert case_of("altyn").state == State.GRANTED
    waiting = Visit.objects.get(case=case_of("arai"))
    assert standing_visit(case_of("arai"), waiting.base) == waiting
    may_begin = may_begin_at(waiting)
    assert may_begin is not None
    assert may_begin <= now
    assert localdate(waiting.planned_at) == localdate(now)  # its act can be signed today
    assert not Visit.objects.filter(case=case_of("bereke")).exists()


def _held(login: str, day: date, now: datetime) -> LicenceOn:
    organisation = Account.objects.get(login=login).grants.get().organisation
    return licence_on(Licence.objects.get(organisation=organisation), day, now)


def _licences(now: datetime) -> None:
    """One valid, one suspended for a term, one on paper."""
    today = localdate(now)
    assert _held("clinic", today, now).status.status is LicenceStatus.VALID
    suspended = _held("senim", today, now).status
    assert suspended.status is LicenceStatus.SUSPENDED
    assert suspended.until is not None
    assert _held("senim", suspended.until + timedelta(days=1), now).status.status is LicenceStatus.VALID
    assert Licence.objects.get(person=Account.objects.get(login="dentist").person).on_paper


def _staff(now: datetime) -> None:
    """Ultrasound is short already; cardiology will be, from the day after the last one at work; nothing else."""
    today = localdate(now)
    found = staffing_of(_held("clinic", today, now), today, now)
    shorts = [short for annex in found for line in annex.lines for short in line.shortages]
    starts = {short.need.subtype: short.first for short in shorts}
    assert set(starts) == {"4", "1.3"}
    assert starts["4"] == today - timedelta(days=5), "the day after the certificate's last one"
    assert starts["1.3"] == today + timedelta(days=13)


@pytest.mark.django_db
@loaded_on(*DAYS)
def test_the_licences_stand_where_their_stories_say(region: datetime) -> None:
    for check in (_applications, _papers, _fees, _visits, _licences, _staff):
        check(region)
