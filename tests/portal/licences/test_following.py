"""After sending: the clock, the visit that was told, the signed act, payment and refund, answers, the result."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import time_machine
from tests.licences import LicenceOffice
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words
from tests.portal.licences.filling import attach, send

from tirkelim.cases.models import Case
from tirkelim.cases.outbox import work
from tirkelim.identity.models import Account
from tirkelim.register.models import LicenceAnnex
from tirkelim.services.licence.answers import read_answers


def page(account: Account, office: LicenceOffice, address: str) -> Any:
    """The page a little after everything that was done."""
    with time_machine.travel(office.now + timedelta(minutes=5), tick=False):
        return sign_in(account, "en").get(address)


def there(case: Case) -> str:
    return f"/licences/cases/{case.id}/"


def test_the_visit_that_was_told_and_its_act(office: LicenceOffice) -> None:
    case = office.licence_case()
    base = UUID(read_answers(case.draft.data).claimed_bases()[0].id)
    untold = office.planned(case, base, told=False)
    assert not page(office.head, office, there(case)).context["visits"]
    office.do(office.department, case, "cancel_visit", visit=str(untold.id), reason="Inspector is ill")
    office.planned(case, base)
    seen = page(office.head, office, there(case))
    assert "by SMS" in words(seen)
    assert seen.context["visits"][0].inspector
    assert "24 hours" not in str(seen.context["state_text"])


def test_a_signed_act_line_by_line(office: LicenceOffice) -> None:
    case = office.licence_case()
    base = UUID(read_answers(case.draft.data).claimed_bases()[0].id)
    visit = office.visited(case, base, fails=(("1.2", ""),))
    seen = page(office.head, office, there(case))
    act = seen.context["visits"][0].act
    assert not act.conforms
    assert {str(line.result) for line in act.lines} >= {"Conforms", "Does not conform"}
    work(office.now)
    paper = page(office.head, office, f"{there(case)}acts/{visit.id}/")
    assert paper.status_code == 200
    assert paper.headers["Content-Type"] == "application/pdf"
    stranger = office.applicant("stranger")
    assert page(stranger, office, f"{there(case)}acts/{visit.id}/").status_code == 404


def test_granted_with_its_documents_and_its_page(office: LicenceOffice) -> None:
    licence = office.granted()
    work(office.now)
    case = Case.objects.get(decisions__id=licence.decision)
    seen = page(office.head, office, there(case))
    assert licence.number in words(seen)
    assert len(seen.context["documents"]) == 2
    for document in seen.context["documents"]:
        assert page(office.head, office, f"{there(case)}results/{document.id}/").status_code == 200
    held = page(office.head, office, f"/licences/held/{licence.id}/")
    assert held.status_code == 200
    assert len(held.context["documents"]) == 2
    assert [one["action"] for one in held.context["actions"]] == ["issue_annex", "reissue"]
    assert page(office.head, office, held.context["documents"][0]["href"]).status_code == 200
    index = page(office.head, office, "/licences/")
    assert licence.number in words(index)
    stranger = office.applicant("stranger")
    assert page(stranger, office, f"/licences/held/{licence.id}/").status_code == 404
    assert page(stranger, office, held.context["documents"][0]["href"]).status_code == 404
    annex = LicenceAnnex.objects.get(licence=licence)
    assert f"Annex {annex.number}" in words(held)


def test_refused_with_its_grounds(office: LicenceOffice) -> None:
    case = office.licence_case(paid=False)
    office.cleared(case)
    office.visited(case, UUID(read_answers(case.draft.data).claimed_bases()[0].id))
    office.decide(office.department, case, "refuse")
    work(office.now)
    seen = page(office.head, office, there(case))
    assert seen.context["key"] == "refused"
    assert "Ground 2" in words(seen)
    assert "/complaints/" in seen.content.decode()
    with time_machine.travel(office.now + timedelta(minutes=10), tick=False):
        client = sign_in(office.head, "en")
        again = client.post(f"{there(case)}again/", hidden(client.get(there(case))))
        kept = Case.objects.filter(service="licence").latest("change__at")
        assert again.headers["Location"] == there(kept)
        assert "declaration" not in kept.draft.data
        assert kept.draft.data["bases"] == case.draft.data["bases"]


def test_asked_for_a_document_and_answered(office: LicenceOffice) -> None:
    case = office.licence_case()
    office.do(office.department, case, "ask_for_documents", documents=["premises_title"], note="Анық емес")
    with time_machine.travel(office.now + timedelta(minutes=5), tick=False):
        client = sign_in(office.head, "en")
        assert "Анық емес" in words(client.get(there(case)))
        assert attach(client, there(case), "premises_title").status_code == 302
        answer = client.post(f"{there(case)}answer/", hidden(client.get(there(case))))
        assert answer.status_code == 302
    assert office.fresh(case).state == "considered"


def test_withdrawing_says_what_becomes_of_the_fee(office: LicenceOffice) -> None:
    case = office.licence_case()
    with time_machine.travel(office.now + timedelta(minutes=5), tick=False):
        client = sign_in(office.head, "en")
        accepted = client.get(f"{there(case)}withdraw/")
        assert "is not given back" in words(accepted)
        draft = office.begun(answers=office.answers(bases={"bases": []}))
    office.pay(office.head, draft)
    with time_machine.travel(office.now + timedelta(minutes=5), tick=False):
        client = sign_in(office.head, "en")
        before = client.get(f"{there(draft)}withdraw/")
        assert "is given back" in words(before)
        assert send(client, f"{there(draft)}withdraw/").status_code == 302
    withdrawn = office.fresh(draft)
    assert withdrawn.state == "withdrawn"
    assert "Given back" in words(page(office.head, office, there(draft)))
