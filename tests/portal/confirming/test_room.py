"""The room of HR and the head: who sees what, reviewing row by row, two words, and what is logged."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.portal.desk.conftest import sign_in
from tests.services.cpd.clinic import Clinic

from tirkelim.cases.models import Case, ItemReview
from tirkelim.cases.outbox import work
from tirkelim.identity.accounts import close_account
from tirkelim.identity.models import Account, Role
from tirkelim.register.models import AccessLog, Activity, CpdSheet

LANGUAGES = ("kk", "ru", "en")


def fields(html: str) -> dict[str, str]:
    """The hidden fields of the last form of a page that has them."""
    pairs = re.findall(r'<input type="hidden" name="(command|version|facts|seen|word)" value="([^"]*)"', html)
    return dict(pairs)


def page(client: Client, name: str, status: int = 200, **where: object) -> str:
    response = client.get(reverse(name, kwargs=where))
    assert response.status_code == status, (name, response.status_code)
    return response.content.decode()


def review(client: Client, case: Case, line: UUID, **said: str) -> object:
    html = page(client, "confirmation_row", case=case.id, line=line)
    where = reverse("confirmation_row", kwargs={"case": case.id, "line": line})
    return client.post(where, fields(html) | said)


@pytest.fixture
def hr(clinic: Clinic) -> Client:
    assert clinic.hr is not None
    return sign_in(clinic.hr)


@pytest.fixture
def head(clinic: Clinic) -> Client:
    return sign_in(clinic.head)


def test_the_whole_way_in_all_languages(clinic: Clinic, hr: Client, head: Client) -> None:
    good, bad = clinic.result(), clinic.result(title="Вебинар", criterion=4, document_language="de")
    case = clinic.hand_over(good, bad)
    for language in LANGUAGES:
        hr.cookies["til"] = language
        for name in ("confirmation", "confirmation_ask"):
            assert "Сейітова" in page(hr, name, case=case.id)
        assert "Вебинар" in page(hr, "confirmation_row", case=case.id, line=bad)
    assert "Сейітова" in page(hr, "confirming")

    onwards = review(hr, case, bad, decision="refuse", reason="no_translation", note="Аудармасын қосыңыз")
    assert onwards.url == reverse("confirmation_row", kwargs={"case": case.id, "line": good})  # type: ignore[attr-defined]
    assert review(hr, case, good, decision="accept").url == reverse("confirmation", kwargs={"case": case.id})  # type: ignore[attr-defined]

    html = page(hr, "confirmation_confirm", case=case.id)
    assert "Аудармасын қосыңыз" in html
    assert "none</p>" in html.partition("Вебинар")[2]  # what is refused earns nothing, and says why once
    assert "Please check" not in html
    hr.post(reverse("confirmation_confirm", kwargs={"case": case.id}), fields(html))
    assert clinic.fresh(case).state == "at_head"

    html = page(head, "confirmation_confirm", case=case.id)
    head.post(reverse("confirmation_confirm", kwargs={"case": case.id}), fields(html))
    sheet = CpdSheet.objects.get()
    assert sheet.non_formal == 50
    work(clinic.now)
    for client in (hr, head, sign_in(clinic.nurse)):
        for language in LANGUAGES:
            client.cookies["til"] = language
            assert sheet.number in page(client, "cpd_sheet", sheet=sheet.id)
        paper = client.get(reverse("cpd_sheet_document", kwargs={"sheet": sheet.id}))
        assert paper.content.startswith(b"%PDF")
    assert sheet.number in page(hr, "confirmation", case=case.id)
    assert clinic.fresh(case).number in hr.get(reverse("confirming"), {"show": "done"}).content.decode()


def test_strangers_find_nothing(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.at_head(line)
    clinic.word(clinic.head, case, "confirm_head")
    sheet = CpdSheet.objects.get()
    elsewhere = clinic.organisation("№ 7 аурухана")
    strangers: list[Account] = [
        clinic.account("hr2", Role.HR_OFFICER, organisation=elsewhere),
        clinic.account("head2", Role.HEAD_OF_ORGANISATION, organisation=elsewhere),
        clinic.worker("other", surname="Бөтенова"),
        clinic.account("admin", Role.ADMINISTRATOR),
    ]
    for one in strangers:
        client = sign_in(one)
        page(client, "confirmation", 404, case=case.id)
        page(client, "confirmation_row", 404, case=case.id, line=line)
        page(client, "confirmation_file", 404, case=case.id, line=line, which="evidence")
        page(client, "cpd_sheet", 404, sheet=sheet.id)
        page(client, "cpd_sheet_document", 404, sheet=sheet.id)
        page(client, "my_confirmation", 404, case=case.id)
    page(sign_in(strangers[0]), "confirmation", 404, case=uuid4())
    page(sign_in(clinic.nurse), "confirming", 404)
    assert Client().get(reverse("confirming")).status_code == 302


def test_a_file_is_opened_in_place_and_only_from_its_own_row(clinic: Clinic, hr: Client) -> None:
    line, other = clinic.result(), clinic.result()
    case = clinic.hand_over(line)
    opened = hr.get(reverse("confirmation_file", kwargs={"case": case.id, "line": line, "which": "evidence"}))
    assert opened.headers["Content-Type"] == "image/png"
    assert "frame-ancestors 'self'" in opened.headers["Content-Security-Policy"]
    assert opened.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    page(hr, "confirmation_file", 404, case=case.id, line=other, which="evidence")
    page(hr, "confirmation_file", 404, case=case.id, line=line, which="translation")
    page(hr, "confirmation_file", 404, case=case.id, line=line, which="title")
    address = reverse("confirmation_file", kwargs={"case": case.id, "line": line, "which": "evidence"})
    assert f'src="{address}"' in page(hr, "confirmation_row", case=case.id, line=line)


def test_every_look_is_logged(clinic: Clinic, hr: Client) -> None:
    case = clinic.hand_over(line := clinic.result())
    before = AccessLog.objects.filter(person=clinic.nurse.person).count()
    page(hr, "confirmation", case=case.id)
    page(hr, "confirmation_row", case=case.id, line=line)
    looks = AccessLog.objects.filter(person=clinic.nurse.person)
    assert looks.count() == before + 2
    assert {look.purpose for look in looks} == {"cpd.review"}
    html = sign_in(clinic.nurse, "en").get(reverse("record")).content.decode()
    assert "Looked at your results in order to confirm them" in html


def test_what_is_wrong_with_a_review_is_named_and_nothing_is_lost(clinic: Clinic, hr: Client) -> None:
    hr.cookies["til"] = "en"
    case = clinic.hand_over(line := clinic.result())
    assert review(hr, case, line).status_code == 422  # type: ignore[attr-defined]
    answer = review(hr, case, line, decision="refuse", note="Мөрі жоқ")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Choose the reason for the refusal." in answer.content.decode()  # type: ignore[attr-defined]
    assert "Мөрі жоқ" in answer.content.decode()  # type: ignore[attr-defined]
    assert "Say in your own words" in review(hr, case, line, decision="refuse", reason="other").content.decode()  # type: ignore[attr-defined]
    assert not ItemReview.objects.exists()


def test_a_row_that_changed_while_it_was_looked_at(clinic: Clinic, hr: Client, clock: object) -> None:
    hr.cookies["til"] = "en"
    case = clinic.hand_over(line := clinic.result())
    html = page(hr, "confirmation_row", case=case.id, line=line)
    clinic.correct(line, details={"hours": "10"})
    where = reverse("confirmation_row", kwargs={"case": case.id, "line": line})
    answer = hr.post(where, fields(html) | {"decision": "refuse", "reason": "not_own", "note": "kept"})
    assert answer.status_code == 409
    assert "has changed this result" in answer.content.decode()
    assert "kept" in answer.content.decode()
    assert str(Activity.objects.current().get(line=line).id) in answer.content.decode()


def test_a_stale_confirmation_shows_the_page_anew(clinic: Clinic, hr: Client) -> None:
    hr.cookies["til"] = "en"
    case = clinic.hand_over(line := clinic.result())
    clinic.review(case, line)
    html = page(hr, "confirmation_confirm", case=case.id)
    clinic.correct(line, title="Басқа атау")
    assert "Changed since it was reviewed" in page(hr, "confirmation", case=case.id)
    clinic.review(case, line)
    sent = fields(html) | {"version": str(clinic.fresh(case).version)}
    answer = hr.post(reverse("confirmation_confirm", kwargs={"case": case.id}), sent)
    assert answer.status_code == 409
    assert "the results have changed" in answer.content.decode()
    hr.post(reverse("confirmation_confirm", kwargs={"case": case.id}), fields(answer.content.decode()))
    assert clinic.fresh(case).state == "at_head"


def test_duplicates_are_shown_to_both_and_decided_by_them(clinic: Clinic, hr: Client, head: Client) -> None:
    one = clinic.result(title="Бір семинар", document_number="77")
    two = clinic.result(title="Басқа", document_number="77")
    case = clinic.at_head(one, two)
    for client in (hr, head):
        client.cookies["til"] = "en"
        assert page(client, "confirmation", case=case.id).count("The same document number") == 2
    clinic.word(clinic.head, case, "confirm_head")
    assert CpdSheet.objects.get().non_formal == 100


def test_what_accepting_means_is_said_before_it_is_done(clinic: Clinic, hr: Client, head: Client) -> None:
    line = clinic.result(specialty="residency.therapy", document_language="de")
    case = clinic.hand_over(line)
    hr.cookies["til"] = head.cookies["til"] = "en"
    for html in (page(hr, "confirmation_row", case=case.id, line=line), page(hr, "confirmation", case=case.id)):
        assert "To accept it means to say that it is of the profile of “Nursing" in html
    html = page(hr, "confirmation_row", case=case.id, line=line)
    assert "German" in html
    assert "Kazakh, Russian" in html  # what p.7 asks, beside what was found
    review(hr, case, line, decision="accept")
    assert "To accept it means" in page(head, "confirmation", case=case.id)


def test_learning_abroad_is_shown_with_its_ranks(clinic: Clinic, hr: Client) -> None:
    ranks = {"qs": 12, "arwu": 700, "the": None, "original_document": False}
    line = clinic.result(foreign_ranks=ranks, organisation_name="Charité")
    case = clinic.hand_over(line)
    hr.cookies["til"] = "en"
    html = page(hr, "confirmation_row", case=case.id, line=line)
    assert "Learning abroad" in html
    assert "700" in html
    assert "Please check" in page(hr, "confirmation", case=case.id)


def test_asking_and_sending_back(clinic: Clinic, hr: Client, head: Client) -> None:
    case = clinic.hand_over(line := clinic.result())
    where = reverse("confirmation_ask", kwargs={"case": case.id})
    html = page(hr, "confirmation_ask", case=case.id)
    assert hr.post(where, fields(html)).status_code == 422
    hr.post(where, fields(html) | {"documents": [str(line)], "note": "Екінші бетін қосыңыз"})
    assert clinic.fresh(case).state == "asked"
    assert "Екінші бетін қосыңыз" in page(hr, "confirmation", case=case.id)
    nurse = sign_in(clinic.nurse)
    html = page(nurse, "my_confirmation", case=case.id)
    assert "Екінші бетін қосыңыз" in html
    assert reverse("ledger_correct", kwargs={"line": line}) in html
    nurse.post(reverse("my_confirmation_answer", kwargs={"case": case.id}), fields(html))
    clinic.review(case, line)
    clinic.word(clinic.hr, case, "confirm_hr")
    html = page(head, "confirmation_send_back", case=case.id)
    head.post(reverse("confirmation_send_back", kwargs={"case": case.id}), fields(html) | {"note": "Мөрі көрінбейді"})
    assert clinic.fresh(case).state == "considered"
    assert "Мөрі көрінбейді" in page(hr, "confirmation", case=case.id)


def test_one_person_with_both_roles_is_told_why(clinic: Clinic, hr: Client) -> None:
    assert clinic.hr is not None
    case = clinic.at_head(clinic.result())
    clinic.grant(clinic.hr, Role.HEAD_OF_ORGANISATION, organisation=clinic.place)
    hr.cookies["til"] = "en"
    assert "Another person confirms as head" in page(hr, "confirmation", case=case.id)
    page(hr, "confirmation_confirm", 302, case=case.id)


def test_own_results_are_read_only(clinic: Clinic) -> None:
    own = clinic.worker("hr_nurse", surname="Кадрова")
    clinic.grant(own, Role.HR_OFFICER, organisation=clinic.place)
    case = clinic.hand_over(line := clinic.result(of=own), by=own)
    client = sign_in(own, "en")
    assert "nobody reviews or confirms for themselves" in page(client, "confirmation", case=case.id)
    html = page(client, "confirmation_row", case=case.id, line=line)
    assert "Save and go on" not in html
    sent = {"command": str(uuid4()), "version": "2", "seen": "x", "decision": "accept"}
    assert client.post(reverse("confirmation_row", kwargs={"case": case.id, "line": line}), sent).status_code == 404


def test_the_head_alone(clinic: Clinic) -> None:
    assert clinic.hr is not None
    close_account(clinic.command(), clinic.hr.id)
    clinic.hr = None
    case = clinic.hand_over(line := clinic.result())
    client = sign_in(clinic.head, "en")
    assert "reviews and confirms alone" in page(client, "confirmation", case=case.id)
    review(client, case, line, decision="accept")
    html = page(client, "confirmation_confirm", case=case.id)
    assert "You confirm alone" in html
    client.post(reverse("confirmation_confirm", kwargs={"case": case.id}), fields(html))
    assert CpdSheet.objects.get().without_hr_service


def test_a_confirmation_comes_to_no_desk(clinic: Clinic) -> None:
    """No office takes part in it: not even those who read all cases find it there."""
    case = clinic.hand_over(clinic.result())
    coordinator = sign_in(clinic.account("coordinator", Role.NATIONAL_COORDINATOR))
    page(coordinator, "desk_case", 404, case=case.id)
    page(sign_in(clinic.nurse), "application", 404, case=case.id)
