"""The room of the commission: who comes in, what is seen when, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from tests.builders import ASTANA
from tests.portal.commission.conftest import At
from tests.services.conformity.commission_room import DOUBTED, PROVEN, CommissionRoom

from tirkelim.cases.states import State
from tirkelim.identity.models import Role
from tirkelim.portal.navigation import start_page
from tirkelim.register.models import AccessLog
from tirkelim.services.conformity.commission import thresholds
from tirkelim.services.conformity.commission.reading import members_on
from tirkelim.services.conformity.models import Attendance, Member, Score, Sitting, Threshold

SCORE = {
    "higher_education": "yes", "academic_degree": "no", "english_teaching_certificate": "no", "years": "4",
    "months": "", "days": "", "qualification_meets": "yes", "compared_with": "«Дәрігер» кәсіптік стандарты",
    "recommends_issue": "yes", "note": "",
}  # fmt: skip

ABOUT_ALL = ("commission", "commission_members", "commission_threshold")
"""Pages that name no applicant."""


def test_members_begin_here_and_strangers_find_nothing(room: CommissionRoom, at: At) -> None:
    assert start_page(frozenset({Role.COMMISSION_MEMBER})) == reverse("commission")
    sitting = room.sitting(room.handed_over())
    elsewhere = room.account("elsewhere", Role.COMMISSION_MEMBER, territory="750000000")
    health = room.account("health", Role.DEPARTMENT_OFFICER, territory=ASTANA)
    for account in (elsewhere, health, room.foreigner("visitor")):
        at(account).get("commission_sitting", sitting=sitting.id, expect=404)
        at(account).get("commission_item", item=room.item(sitting).id, expect=404)
    at(health).get("commission", expect=404)


def test_the_head_appoints_and_what_is_typed_stays(room: CommissionRoom, at: At) -> None:
    newcomer = room.account("newcomer", Role.COMMISSION_MEMBER, territory=ASTANA)
    head = at(room.head)
    said = {
        "account": str(newcomer.id), "body": "internal_affairs", "organisation_name": "Полиция департаменті",
        "is_chair": "yes", "order_number": "9", "appointed_on_day": "14", "appointed_on_month": "3",
        "appointed_on_year": "2022",
    }  # fmt: skip
    page = head.text(head.post("commission_appoint", said, expect=422), 422)
    assert "Полиция департаменті" in page  # there is a chair already: nothing typed is lost
    head.send("commission_appoint", {**said, "is_chair": "no"})
    assert len(members_on(ASTANA, room.now.date())) == 4
    assert "Полиция департаменті" in at(room.second).get("commission_members")
    at(room.officer_).get("commission_appoint", expect=404)
    member = Member.objects.get(account=newcomer.id)
    day = {"released_on_day": "20", "released_on_month": "3", "released_on_year": "2022", "order_number": "10"}
    head.post("commission_release", day, member=member.id)
    member.refresh_from_db()
    assert member.released_on is not None


def test_the_threshold_page_says_what_unset_means(room: CommissionRoom, at: At) -> None:
    head = at(room.head)
    assert "503/2016" in head.get("commission_threshold")
    said = {
        "what": "set", "points": "99", "valid_from_day": "15", "valid_from_month": "3", "valid_from_year": "2022",
        "source": "12-қ бұйрығы",
    }  # fmt: skip
    assert "16" in head.text(head.post("commission_threshold", said, expect=422), 422)
    head.send("commission_threshold", {**said, "points": "5", "valid_from_day": "14"}, expect=422)
    head.send("commission_threshold", {**said, "points": "5"})
    assert Threshold.objects.get().points == 5
    at(room.officer_).send("commission_threshold", said, expect=404)


def test_the_office_calls_a_sitting(room: CommissionRoom, at: At) -> None:
    case = room.handed_over()
    officer = at(room.officer_)
    said = {
        "day_day": "30", "day_month": "3", "day_year": "2022", "time": "25:00", "place": "Кенесары 1",
        "cases": [str(case.id)],
    }  # fmt: skip
    page = officer.text(officer.post("commission_convene", said, expect=422), 422)
    assert "Кенесары 1" in page
    officer.send("commission_convene", {**said, "time": "10:30"})
    sitting = Sitting.objects.get()
    page = officer.get("commission_sitting", sitting=sitting.id)
    assert case.number in page
    assert "govuk-tag--red" in page  # the sitting lies after the day by which the decision is due
    officer.send("commission_cancel", {"reason": ""}, sitting=sitting.id, expect=422)
    officer.send("commission_cancel", {"reason": "Кворум болмайды"}, sitting=sitting.id)
    at(room.chair).send("commission_cancel", {"reason": "x"}, sitting=sitting.id, expect=404)


def test_papers_open_after_the_declaration_only(room: CommissionRoom, at: At) -> None:
    sitting = room.sitting(case := room.handed_over())
    item = room.item(sitting)
    member = at(room.second)
    assert "University of Leeds" not in member.get("commission_item", item=item.id)
    file = case.filings.first().evidence
    member.get("commission_file", item=item.id, file=file, expect=404)
    member.get("commission_sitting", sitting=sitting.id)
    member.send("commission_join", sitting=sitting.id)
    assert Attendance.objects.count() == 1
    assert "University of Leeds" not in member.get("commission_item", item=item.id)
    member.get("commission_file", item=item.id, file=file, expect=404)
    member.send("commission_declare", {"conflict": "yes", "note": ""}, item=item.id, expect=422)
    member.send("commission_declare", {"conflict": "none", "note": ""}, item=item.id)
    assert "University of Leeds" in member.get("commission_item", item=item.id)
    member.client.get(reverse("commission_file", args=[item.id, file]))
    assert AccessLog.objects.filter(person=case.subject_id, actor=room.second.id, purpose="evidence.read").exists()
    member.get("commission_file", item=item.id, file=uuid4(), expect=404)


def test_a_conflict_keeps_the_papers_closed(room: CommissionRoom, at: At) -> None:
    sitting = room.sitting(case := room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.declare(room.second, item, note="Туысым")
    member = at(room.second)
    assert "University of Leeds" not in member.get("commission_item", item=item.id)
    member.get("commission_file", item=item.id, file=case.filings.first().evidence, expect=404)


def test_scores_of_others_stay_closed_at_every_address(room: CommissionRoom, at: At) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.score(room.chair, item, DOUBTED)
    room.declare(room.second, item)
    member = at(room.second)
    member.send("commission_score", {**SCORE, "compared_with": ""}, item=item.id, expect=422)
    page = member.text(member.client.post(reverse("commission_score", args=[item.id]), {
        **member.hidden, **SCORE, "recommends_issue": "no",
    }), 422)  # fmt: skip
    assert "«Дәрігер» кәсіптік стандарты" in page  # nothing typed is lost
    member.get("commission_item", item=item.id)
    member.send("commission_score", SCORE, item=item.id)
    assert Score.objects.count() == 2
    for account in (room.second, room.third, room.officer_, room.chair):
        browser = at(account)
        page = browser.get("commission_item", item=item.id)
        assert account == room.chair or DOUBTED.note not in page
        assert browser.client.get(reverse("commission_settle", args=[item.id])).status_code == 302
        browser.get("commission_minutes", sitting=sitting.id, expect=302)
        browser.get("commission_document", sitting=sitting.id, expect=404)
    room.score(room.third, item)
    assert DOUBTED.note in at(room.second).get("commission_item", item=item.id)
    member.send("commission_score", SCORE, item=item.id)  # the same click again is the same command
    assert Score.objects.count() == 3


def test_the_chair_settles_and_all_sign(room: CommissionRoom, at: At) -> None:
    sitting = room.sitting(case := room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.scored(item, PROVEN, DOUBTED, PROVEN)
    chair = at(room.chair)
    said = {"years": "4", "months": "", "days": "", "qualification_meets": "yes", "divergence": "", "reason": ""}
    chair.post("commission_settle", said, item=item.id, expect=422)
    chair.send("commission_settle", {**said, "divergence": "Еңбек кітапшасы оқылды"}, item=item.id)
    assert "Еңбек кітапшасы оқылды" in at(room.officer_).get("commission_item", item=item.id)
    officer = at(room.officer_)
    officer.get("commission_sitting", sitting=sitting.id)
    officer.send("commission_draw_up", sitting=sitting.id)
    for account in (room.chair, room.second, room.third):
        browser = at(account)
        browser.post("commission_minutes", {"opinion": ""}, sitting=sitting.id)
    assert room.fresh(case).state == State.CONSIDERED
    pdf = officer.client.get(reverse("commission_document", args=[sitting.id]))
    assert pdf.content.startswith(b"%PDF")
    assert "member2" in officer.get("commission_minutes", sitting=sitting.id)


@pytest.mark.parametrize(
    ("language", "name", "job", "service"),
    [
        ("kk", "Смит Джон", "Онколог дәрігер", "4 жыл"),
        ("ru", "Смитов Иван", "Врач-онколог", "4 года"),
        ("en", "Smith John", "Oncologist", "4 years"),
    ],
)
def test_pages_and_minutes_speak_the_language_of_the_page(
    room: CommissionRoom, at: At, language: str, name: str, job: str, service: str
) -> None:
    names = {"surname_ru": "Смитов", "given_ru": "Иван", "surname_latin": "Smith", "given_latin": "John"}
    sitting = room.sitting(room.handed_over(room.foreigner(**names)))
    room.attend(sitting)
    room.scored(room.item(sitting), PROVEN, DOUBTED, PROVEN)
    room.resolve(room.item(sitting), "Оқылды", service=(4, 0, 0), qualification_meets=True)
    room.draw_up(sitting)
    browser = at(room.chair)
    browser.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for page, where in (
        ("commission", {}),
        ("commission_members", {}),
        ("commission_threshold", {}),
        ("commission_sitting", {"sitting": sitting.id}),
        ("commission_item", {"item": room.item(sitting).id}),
        ("commission_minutes", {"sitting": sitting.id}),
    ):
        shown = browser.get(page, **where).replace("\u00a0", " ")
        assert page in ABOUT_ALL or name in shown
    assert job in shown
    assert service in shown
    assert language == "kk" or "4 жыл" not in shown


def test_the_head_completes_minutes_that_a_member_cannot_sign(room: CommissionRoom, at: At) -> None:
    sitting = room.sitting(case := room.handed_over())
    room.attend(sitting)
    room.scored(room.item(sitting))
    room.resolve(room.item(sitting))
    room.sign(room.draw_up(sitting), room.chair, room.second)
    left = {"sitting": sitting.id, "member": Member.objects.get(account=room.third.id).id}
    at(room.officer_).get("commission_unsigned", **left, expect=404)
    head = at(room.head)
    assert "member3" in head.get("commission_minutes", sitting=sitting.id)
    assert "member3" in head.get("commission_unsigned", **left)
    head.send("commission_unsigned", {"reason": "Ұзақ демалыста"}, **left, expect=422)  # the day of the sitting itself
    room.now += timedelta(days=1)
    head = at(room.head)
    head.post("commission_unsigned", {"reason": ""}, **left, expect=422)
    head.send("commission_unsigned", {"reason": "Ұзақ демалыста"}, **left)
    assert "Ұзақ демалыста" in head.get("commission_minutes", sitting=sitting.id)
    assert room.fresh(case).state == State.CONSIDERED
    head.get("commission_unsigned", **left, expect=302)
    assert head.client.get(reverse("commission_document", args=[sitting.id])).content.startswith(b"%PDF")


def test_the_head_takes_back_a_threshold_entered_wrongly(room: CommissionRoom, at: At) -> None:
    thresholds.set_threshold(room.command(room.head.id), ASTANA, 15, date(2022, 3, 20), "12-қ бұйрығы")
    wrong = Threshold.objects.get().id
    at(room.officer_).get("commission_take_back_threshold", threshold=wrong, expect=404)
    assert reverse("commission_take_back_threshold", args=[wrong]) not in at(room.officer_).get("commission_threshold")
    head = at(room.head)
    assert reverse("commission_take_back_threshold", args=[wrong]) in head.get("commission_threshold")
    head.post("commission_take_back_threshold", {"reason": ""}, threshold=wrong, expect=422)
    head.send("commission_take_back_threshold", {"reason": "Қате сан"}, threshold=wrong)
    assert Threshold.objects.get().taken_back_by is not None
    head.get("commission_take_back_threshold", threshold=wrong, expect=404)


def test_whose_application_it_is_sees_no_scores_before_the_minutes(room: CommissionRoom, at: At) -> None:
    friend = room.foreigner()
    sitting = room.sitting(room.handed_over(friend))
    room.grant(friend, Role.COMMISSION_MEMBER, territory=ASTANA)
    room.attend(sitting)
    item = room.item(sitting)
    room.scored(item, DOUBTED, DOUBTED, DOUBTED)
    assert DOUBTED.note in at(room.officer_).get("commission_item", item=item.id)
    assert DOUBTED.note not in at(friend).get("commission_item", item=item.id)
    room.resolve(item, reason="Талаптарға сай емес")
    assert DOUBTED.note not in at(friend).get("commission_item", item=item.id)
