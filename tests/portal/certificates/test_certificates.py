"""The room of certificates: finding, the page, withdrawal with a second look, duplicates, what ends soon."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.portal.certificates.conftest import NUMBER, Desk, day, visible

from tirkelim.documents.models import Document
from tirkelim.identity.models import Role
from tirkelim.register import commands
from tirkelim.register.models import AccessLog, Certificate, CertificateEvent

pytestmark = pytest.mark.django_db

ACT = {"body": "Court No. 2 of Astana", "number": "7512-25", **day("day", date(2026, 2, 20))}
BAN = {"ground": "court_ban", **ACT, **day("on", date(2026, 3, 1))}


def page(row: Certificate, more: str = "") -> str:
    """The address of the certificate's page."""
    return f"/certificates/{row.id}/{more}"


# --- who comes in -----------------------------------------------------------------------------------------------------


def test_who_sees_the_page(desk: Desk) -> None:
    """Holder, department, employer and coordinator; to everyone else it does not exist."""
    row = desk.certificate()
    coordinator = desk.account("coordinator", Role.NATIONAL_COORDINATOR)
    stranger, elsewhere = desk.applicant("stranger"), desk.officer("elsewhere", "100000000")
    inside = {one.login: desk.browser(one).get(page(row)).status_code for one in (
        desk.holder, desk.department, desk.hr, coordinator, stranger, elsewhere,
    )}  # fmt: skip
    assert inside == {
        "holder": 200, "officer": 200, "personnel": 200, "coordinator": 200, "stranger": 404, "elsewhere": 404,
    }  # fmt: skip
    assert desk.browser(None).get(page(row)).status_code == 302
    assert desk.browser(desk.department).get(f"/certificates/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("more", ["withdraw/", "restore/"])
def test_who_withdraws(desk: Desk, more: str) -> None:
    """The department of its territory, and nobody their own."""
    row = desk.certificate()
    desk.grant(desk.holder, Role.DEPARTMENT_OFFICER, territory="710000000")
    coordinator = desk.account("coordinator", Role.NATIONAL_COORDINATOR)
    for one in (desk.holder, desk.hr, coordinator, desk.officer("elsewhere", "100000000")):
        browser = desk.browser(one)
        assert browser.get(page(row, more)).status_code == 404
        assert browser.send(page(row, more), {**BAN, "step": "do"}).status_code == 404
    assert "Withdraw" not in desk.browser(desk.holder).text(page(row))
    assert not CertificateEvent.objects.exists()


def test_each_look_is_on_record(desk: Desk) -> None:
    row = desk.certificate()
    desk.browser(desk.department).get(page(row))
    seen = AccessLog.objects.get(actor=desk.department.id)
    assert (seen.person_id, seen.purpose) == (row.person_id, "certificate.read")
    assert "Read a certificate of yours" in desk.browser(desk.holder).text("/record/")


# --- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [NUMBER, "kz12 abc 34567890", "KZ12-ABC-34567890"])
def test_found_by_its_number(desk: Desk, typed: str) -> None:
    row = desk.certificate()
    answer = desk.browser(desk.department).post("/certificates/", {"number": typed})
    assert (answer.status_code, answer["Location"]) == (302, page(row))


def test_what_is_not_found_looks_the_same(desk: Desk) -> None:
    """No such number, and one of another territory."""
    desk.certificate(number="KZ12ABC00000001", office="100000000")
    browser = desk.browser(desk.department)
    answers = [browser.post("/certificates/", {"number": n}) for n in ("KZ12ABC00000001", "KZ12ABC00000002", "x" * 40)]
    assert {one.status_code for one in answers} == {422}
    assert all("Your department has no certificate with this number" in visible(one) for one in answers)
    assert browser.post("/certificates/", {"number": ""}).status_code == 422


def test_finding_is_limited_like_the_check(desk: Desk, settings: Any) -> None:
    settings.CHECK_PER_MINUTE = 2
    desk.certificate()
    browser = desk.browser(desk.department)
    answers = [browser.post("/certificates/", {"number": NUMBER}).status_code for _ in range(3)]
    assert answers == [302, 302, 429]


def test_others_have_no_finding(desk: Desk) -> None:
    for one in (desk.holder, desk.hr):
        assert desk.browser(one).get("/certificates/").status_code == 404


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_status_on_any_day(desk: Desk) -> None:
    row = desk.certificate()
    browser = desk.browser(desk.department)
    for on, said in (
        (date(2024, 5, 9), "Not valid yet"),
        (date(2029, 5, 10), "Valid"),
        (date(2029, 5, 11), "Expired if nothing happens until then"),
    ):
        query = "&".join(f"{name}={value}" for name, value in day("on", on).items())
        assert said in browser.text(f"{page(row)}?{query}")
    assert "There is no such date" in browser.text(f"{page(row)}?on_day=31&on_month=2&on_year=2026")


def test_an_employer_learns_that_but_not_why(desk: Desk) -> None:
    row = desk.certificate()
    desk.browser(desk.department).send(page(row, "withdraw/"), {**BAN, "step": "do"})
    for one, sees in ((desk.holder, True), (desk.department, True), (desk.hr, False)):
        text = desk.browser(one).text(page(row))
        assert "Withdrawn" in text
        assert ("A court decision bans the activity" in text) is sees
        assert ("7512-25" in text) is sees


# --- withdrawal and restoration ---------------------------------------------------------------------------------------


def test_a_second_look_before_it_is_done(desk: Desk) -> None:
    """The first button writes nothing; what was typed comes along, and can be changed."""
    row, browser = desk.certificate(), desk.browser(desk.department)
    look = browser.send(page(row, "withdraw/"), {**BAN, "step": "look"})
    assert look.status_code == 200
    for said in ("A court decision bans the activity", "1 March 2026", "Court No. 2 of Astana, № 7512-25, 20.02.2026"):
        assert said in visible(look)
    assert not CertificateEvent.objects.exists()
    changed = browser.send(page(row, "withdraw/"), {**BAN, "step": "change"})
    assert 'value="7512-25"' in changed.content.decode()

    command = uuid4()
    for _ in range(2):  # a double click
        done = browser.send(page(row, "withdraw/"), {**BAN, "step": "do"}, command)
        assert done["Location"] == page(row)
    assert CertificateEvent.objects.count() == 1
    assert Client().post("/api/v1/check", {"number": NUMBER}, "application/json").json()["status"] == "withdrawn"


@pytest.mark.parametrize("step", ["look", "do"])
def test_what_is_missing_is_said_beside_its_field(desk: Desk, step: str) -> None:
    """And what was typed stays."""
    row, browser = desk.certificate(), desk.browser(desk.department)
    sent = {**BAN, "number": "", **day("on", date(2024, 5, 9)), "step": step}
    answer = browser.send(page(row, "withdraw/"), sent)
    assert answer.status_code == 422
    assert "Write the number of the act" in visible(answer)
    assert "The date must be 10 May 2024 or later" in visible(answer)
    assert 'value="Court No. 2 of Astana"' in answer.content.decode()
    late = browser.send(page(row, "withdraw/"), {**BAN, **day("on", date(2026, 3, 3)), "step": step})
    assert "The date must be 2 March 2026 or earlier" in visible(late)
    assert "Choose the ground" in visible(browser.send(page(row, "withdraw/"), {"step": step}))
    assert not CertificateEvent.objects.exists()


def test_restored_and_withdrawn_once_more(desk: Desk) -> None:
    """Each page only when it makes sense; nothing before what happened last."""
    row, browser = desk.certificate(), desk.browser(desk.department)
    assert browser.get(page(row, "restore/"))["Location"] == page(row)
    browser.send(page(row, "withdraw/"), {**BAN, "step": "do"})
    assert browser.get(page(row, "withdraw/"))["Location"] == page(row)
    early = browser.send(page(row, "restore/"), {**ACT, **day("on", date(2026, 2, 27)), "step": "do"})
    assert "before what happened to the certificate last" in visible(early)
    browser.send(page(row, "restore/"), {**ACT, **day("on", date(2026, 3, 2)), "step": "do"})
    text = browser.text(page(row))
    assert "Restored" in text
    assert "The withdrawal was annulled" in text
    browser.send(page(row, "withdraw/"), {"ground": "own_request", **day("on", date(2026, 3, 2)), "step": "do"})
    assert [one.kind for one in CertificateEvent.objects.order_by("id")] == ["withdrawn", "restored", "withdrawn"]


def test_two_officers_at_once(desk: Desk) -> None:
    """The second one is told that somebody was quicker."""
    row = desk.certificate()
    second = desk.browser(desk.officer("second"))
    desk.browser(desk.department).send(page(row, "withdraw/"), {**BAN, "step": "do"})
    answer = second.post(page(row, "withdraw/"), {"command": str(uuid4()), **BAN, "step": "do"}, follow=True)
    assert "Somebody was quicker" in visible(answer)
    assert CertificateEvent.objects.count() == 1


def test_the_holder_sees_ground_and_act(desk: Desk) -> None:
    """In the cabinet and in the record; the public sees neither."""
    row = desk.certificate()
    desk.browser(desk.department).send(page(row, "withdraw/"), {**BAN, "step": "do"})
    holder = desk.browser(desk.holder)
    for path in ("/cabinet/", "/record/"):
        text = holder.text(path)
        assert "A court decision bans the activity" in text
        assert "Court No. 2 of Astana, № 7512-25" in text
    public = desk.browser(None).get(f"/check/{NUMBER}")
    assert "Not valid since 1 March 2026" in visible(public)
    assert "court" not in visible(public).lower()
    staff = desk.browser(desk.hr).text(f"/personnel/{row.person_id}/")
    assert "Withdrawn" in staff
    assert "7512-25" not in staff


# --- duplicates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_holder_has_a_duplicate_made(desk: Desk, language: str) -> None:
    """And downloads it again and again."""
    row, browser = desk.certificate(), desk.browser(desk.holder)
    browser.send(page(row, "duplicates/"), {"language": language})
    document = Document.objects.get()
    assert f"Duplicate {NUMBER}/1" in browser.text(page(row))
    for _ in range(2):
        file = browser.get(page(row, f"duplicates/{document.id}/"))
        assert (file["Content-Type"], file.content[:4]) == ("application/pdf", b"%PDF")
    assert desk.browser(desk.department).get(page(row, f"duplicates/{document.id}/")).status_code == 200
    for one in (desk.hr, desk.applicant("stranger")):
        assert desk.browser(one).get(page(row, f"duplicates/{document.id}/")).status_code == 404
        assert desk.browser(one).send(page(row, "duplicates/"), {"language": language}).status_code == 404


def test_why_there_is_none(desk: Desk) -> None:
    row, browser = desk.certificate(issued_on=date(2014, 1, 1), valid_until=None), desk.browser(desk.holder)
    assert "there was no further education in the last five years" in browser.text(page(row))
    answer = browser.post(page(row, "duplicates/"), {"command": str(uuid4()), "language": "en"}, follow=True)
    assert "Pass it and have it entered" in visible(answer)
    assert not Document.objects.exists()


def test_a_language_has_to_be_chosen(desk: Desk) -> None:
    answer = desk.browser(desk.holder).send(page(desk.certificate(), "duplicates/"), {})
    assert answer.status_code == 422
    assert "Choose the language of the duplicate" in visible(answer)


# --- replaced ---------------------------------------------------------------------------------------------------------


def test_the_successor_is_one_click_away(desk: Desk) -> None:
    """On the holder's own pages; the public is not told the new number."""
    old = desk.certificate()
    new = desk.certificate(number="KZ12ABC34567891", issued_on=date(2026, 3, 1), valid_until=date(2031, 3, 1))
    commands.record_certificate_event(
        desk.command(), old.id, "superseded", date(2026, 3, 1), "274/2020 ann.2 row 8", superseded_by=new.number
    )
    holder = desk.browser(desk.holder)
    for path in ("/cabinet/", page(old)):
        assert f'href="{page(new)}"' in holder.get(path).content.decode()
    assert new.number not in desk.browser(None).get(f"/check/{NUMBER}").content.decode()


# --- what ends soon ---------------------------------------------------------------------------------------------------


def test_the_holder_is_told_in_time(desk: Desk) -> None:
    """In the cabinet, on the record and on the page: until when, and how many hours are missing."""
    row = desk.certificate(issued_on=date(2021, 6, 1), valid_until=date(2026, 6, 1))
    assert row.person_id
    desk.course(row.person_id, date(2023, 6, 1))
    for path in ("/cabinet/", "/record/", page(row)):
        text = desk.browser(desk.holder).text(path)
        assert "Last day of the certificate: 1 June 2026." in text
        assert "For its confirmation 60 hours of further education" in text
    assert "60 hours" not in desk.browser(desk.department).text(page(row))


def test_no_notice_more_than_six_months_before(desk: Desk) -> None:
    desk.certificate(issued_on=date(2021, 9, 3), valid_until=date(2026, 9, 3))
    assert "Last day of the certificate" not in desk.browser(desk.holder).text("/cabinet/")


def test_one_without_a_term_everywhere_the_same(desk: Desk) -> None:
    """Lapsed, then valid by a course: cabinet, record, page, staff list, public check."""
    row = desk.certificate(issued_on=date(2014, 1, 1), valid_until=None)
    paths = {
        "/cabinet/": desk.holder, "/record/": desk.holder, page(row): desk.department, "/personnel/": desk.hr,
        f"/personnel/{row.person_id}/": desk.hr,
    }  # fmt: skip
    lapsed = "Not valid: no further education in five years"
    assert all(lapsed in desk.browser(who).text(path) for path, who in paths.items())
    public = desk.browser(None)
    assert "not valid: no further education in five years" in visible(public.get(f"/check/{NUMBER}"))
    answer = public.post("/api/v1/check", {"number": NUMBER}, "application/json").json()
    assert (answer["status"], answer["holds_until"]) == ("training_lapsed", None)

    desk.course(row.person_id, date(2025, 2, 1))
    assert not any(lapsed in desk.browser(who).text(path) for path, who in paths.items())
    assert "Until 1 February 2030 by the further education" in visible(public.get(f"/check/{NUMBER}"))
    answer = public.post("/api/v1/check", {"number": NUMBER}, "application/json").json()
    assert (answer["status"], answer["holds_until"]) == ("valid", "2030-02-01")


def test_hr_sees_whose_certificates_end(desk: Desk) -> None:
    """Those whose main job is here, soonest first, with the hours; a second job and another clinic do not count."""
    near = desk.certificate(issued_on=date(2021, 8, 1), valid_until=date(2026, 8, 1))
    desk.course(near.person_id, date(2024, 6, 1), hours=80)
    second = desk.person("Екінші")
    desk.job(second, desk.organisation("№ 2 аурухана"))
    desk.job(second, desk.clinic, is_main=False)
    desk.certificate(second, number="KZ-2", issued_on=date(2021, 4, 1), valid_until=date(2026, 4, 1))
    old = desk.person("Мерзімсіз")
    desk.job(old, desk.clinic)
    desk.certificate(old, number="KZ-3", issued_on=date(2014, 1, 1), valid_until=None)
    desk.course(old, date(2021, 5, 1))
    text = desk.browser(desk.hr).text("/certificates/ending/")
    assert text.index("Мерзімсіз") < text.index("40 hours")
    assert "1 May 2026" in text
    assert "without a term: any further education" in text
    assert "Екінші" not in text
    for one in (desk.holder, desk.department):
        assert desk.browser(one).get("/certificates/ending/").status_code == 404


def test_the_list_does_not_cost_more_with_more_workers(desk: Desk) -> None:
    """The number of queries stays."""
    counts: list[int] = []
    for _ in range(2):
        for _ in range(5):
            person = desk.person()
            desk.job(person, desk.clinic)
            desk.certificate(person, number=f"KZ-{uuid4()}", issued_on=date(2021, 8, 1), valid_until=date(2026, 8, 1))
        browser = desk.browser(desk.hr)
        with CaptureQueriesContext(connection) as seen:
            browser.get("/certificates/ending/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


# --- words ------------------------------------------------------------------------------------------------------------


OURS = {"the", "certificate", "Certificate", "withdraw", "day", "duplicate", "Duplicate", "hours", "act", "Act", "you"}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_is_left_over(desk: Desk, language: str) -> None:
    """Every page of the room, in both languages."""
    row = desk.certificate(issued_on=date(2021, 8, 1), valid_until=date(2026, 8, 1))
    officer, holder = desk.browser(desk.department, language), desk.browser(desk.holder, language)
    look = visible(officer.send(page(row, "withdraw/"), {**BAN, "body": "Сот", "step": "look"}))
    texts = [officer.text(path) for path in ("/certificates/", page(row), page(row, "withdraw/"))]
    texts += [holder.text(page(row)), desk.browser(desk.hr, language).text("/certificates/ending/"), look]
    officer.send(page(row, "withdraw/"), {**BAN, "body": "Сот", "step": "do"})
    texts += [officer.text(page(row)), officer.text(page(row, "restore/")), holder.text(page(row))]
    for text in texts:
        body = re.sub(r"\S*[/@.]\S*", " ", text)
        assert not set(re.findall(r"[A-Za-z]{3,}", body)) & OURS


def test_the_moment_decides(desk: Desk, clock: Any) -> None:
    """On its last day it is valid until midnight in Almaty."""
    row = desk.certificate(issued_on=date(2021, 3, 10), valid_until=date(2026, 3, 10))
    for minute, said in ((59, "Have a duplicate made"), (61, "The certificate has expired")):
        clock.move_to(datetime(2026, 3, 10, 18, 0, tzinfo=UTC) + timedelta(minutes=minute))
        assert said in desk.browser(desk.holder).text(page(row))
