"""The commission when things go wrong: who cannot sign, what was entered wrongly, who leaves in the middle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.builders import ASTANA
from tests.services.conformity.commission_room import DOUBTED, MONDAY, PROVEN, CommissionRoom

from tirkelim.cases.command import Applied
from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.documents.models import Document
from tirkelim.identity.accounts import close_account
from tirkelim.identity.models import Account
from tirkelim.identity.policy import Denied
from tirkelim.services.conformity.commission import composition, minutes, scoring, sittings, thresholds
from tirkelim.services.conformity.commission.ground import NotPossible
from tirkelim.services.conformity.commission.reading import is_final, member_on, waiting_cases
from tirkelim.services.conformity.commission.results import recommendation_of
from tirkelim.services.conformity.commission.unsigned import record_unsigned
from tirkelim.services.conformity.models import Member, Minutes, Sitting, Threshold
from tirkelim.services.conformity.threshold import threshold_on

WHY = "Комиссия құрамынан шығарылды (31-Ө бұйрығы)"
TUESDAY = date(2022, 3, 15)


@pytest.fixture
def room(db: None) -> CommissionRoom:
    """A commission of three."""
    return CommissionRoom()


def refused(code: str) -> pytest.RaisesContext[NotPossible]:
    """The command is not carried out, for this reason."""
    return pytest.raises(NotPossible, match=f"^{code}$")


def member_of(account: Account) -> Member:
    """The membership of an account on the day of the sittings."""
    found = member_on(ASTANA, account.id, date(2022, 3, 16))
    assert found is not None
    return found


def drawn_up(room: CommissionRoom, *cases: Case) -> Minutes:
    """Minutes of a sitting of all three, nobody of whom has signed."""
    sitting = room.sitting(*cases)
    room.attend(sitting)
    for position in range(1, len(cases) + 1):
        room.scored(room.item(sitting, position))
        room.resolve(room.item(sitting, position))
    return room.draw_up(sitting)


def released(room: CommissionRoom, account: Account) -> None:
    """The account is no member from the day after the sitting on."""
    room.now += timedelta(days=1)
    composition.release(room.command(room.head.id), member_of(account), date(2022, 3, 17), "31-Ө")


# --- who cannot sign (reading K20) ---


def test_who_was_released_does_not_keep_the_minutes_open(room: CommissionRoom) -> None:
    made = drawn_up(room, case := room.handed_over())
    released(room, room.third)
    room.sign(made, room.chair, room.second)
    assert not is_final(made.sitting)
    done = record_unsigned(room.command(room.head.id), made, member_of(room.third), WHY)
    assert done.result == {"final": True, "recommended": [case.number], "skipped": []}
    assert room.fresh(case).state == State.CONSIDERED
    said = recommendation_of(case)
    assert said is not None
    assert said.minutes == made.number
    written = Document.objects.get(number=made.number).payload
    assert [(one["name"], one["reason"]) for one in written["unsigned"]] == [("member3", WHY)]
    assert len(written["persons"][0]["scores"]) == 3  # what the member said stands


def test_the_last_signature_may_also_come_after_that_record(room: CommissionRoom) -> None:
    made = drawn_up(room, case := room.handed_over())
    released(room, room.third)
    assert record_unsigned(room.command(room.head.id), made, member_of(room.third), WHY).result == {"final": False}
    assert [one.name for one in minutes.awaited(made)] == ["member1", "member2"]
    with refused("recorded_unsigned"):
        record_unsigned(room.command(room.head.id), made, member_of(room.third), WHY)
    with refused("recorded_unsigned"):
        room.sign(made, room.third)
    assert room.sign(made, room.chair, room.second)["recommended"] == [case.number]


def test_a_member_who_could_sign_is_given_the_day(room: CommissionRoom) -> None:
    made = drawn_up(room, room.handed_over())
    room.sign(made, room.chair)
    with refused("may_still_sign"):
        record_unsigned(room.command(room.head.id), made, member_of(room.second), "Еңбек демалысында")
    close_account(room.command(), room.third.id)  # cannot come in any more: nothing to wait for
    record_unsigned(room.command(room.head.id), made, member_of(room.third), WHY)
    room.now += timedelta(days=1)
    assert record_unsigned(room.command(room.head.id), made, member_of(room.second), "Ұзақ уақыт жоқ").result["final"]


def test_minutes_keep_at_least_one_signature(room: CommissionRoom) -> None:
    made = drawn_up(room, room.handed_over())
    room.now += timedelta(days=1)
    for account in (room.chair, room.second):
        record_unsigned(room.command(room.head.id), made, member_of(account), WHY)
    with refused("nobody_signed"):
        record_unsigned(room.command(room.head.id), made, member_of(room.third), WHY)
    assert room.sign(made, room.third)["final"]


def test_only_the_head_records_it_and_of_who_was_present(room: CommissionRoom) -> None:
    absent = room.member("member4")
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    room.scored(room.item(sitting))
    scoring.close_scoring(room.command(room.chair.id), room.item(sitting))
    room.resolve(room.item(sitting))
    made = room.draw_up(sitting)
    room.now += timedelta(days=1)
    for account in (room.officer_, room.chair):
        with pytest.raises(Denied):
            record_unsigned(room.command(account.id), made, member_of(room.third), WHY)
    with refused("was_absent"):
        record_unsigned(room.command(room.head.id), made, member_of(absent), WHY)
    with refused("missing"):
        record_unsigned(room.command(room.head.id), made, member_of(room.third), "  ")


def test_signed_minutes_stay_one_document_wherever_the_site_moves(room: CommissionRoom, settings: object) -> None:
    made = drawn_up(room, room.handed_over())
    room.sign(made, room.chair, room.second, room.third)
    before = minutes.document_of(made)
    settings.PUBLIC_URL = "https://another.example"  # type: ignore[attr-defined]
    assert minutes.document_of(made) == before


# --- a threshold entered wrongly ---


def test_a_threshold_entered_wrongly_is_taken_back_and_entered_again(room: CommissionRoom) -> None:
    thresholds.set_threshold(room.command(room.head.id), ASTANA, 15, TUESDAY, "12-қ бұйрығы")
    wrong = Threshold.objects.get()
    with refused("threshold_taken"):
        thresholds.set_threshold(room.command(room.head.id), ASTANA, 5, TUESDAY, "12-қ бұйрығы")
    with pytest.raises(Denied):
        thresholds.take_back(room.command(room.officer_.id), wrong, "Қате сан")
    with refused("missing"):
        thresholds.take_back(room.command(room.head.id), wrong, " ")
    thresholds.take_back(room.command(room.head.id), wrong, "Қате сан енгізілді")
    assert threshold_on(ASTANA, TUESDAY) is None
    with refused("threshold_gone"):
        thresholds.take_back(room.command(room.head.id), wrong, "Қате сан енгізілді")
    thresholds.set_threshold(room.command(room.head.id), ASTANA, 5, TUESDAY, "12-қ бұйрығы")
    found = threshold_on(ASTANA, TUESDAY)
    assert found is not None
    assert found.points == 5


def test_what_an_application_is_measured_by_stays(room: CommissionRoom) -> None:
    thresholds.set_threshold(room.command(room.head.id), ASTANA, 5, TUESDAY, "12-қ бұйрығы")
    room.handed_over()  # the day before
    assert not thresholds.is_used(Threshold.objects.get())
    room.now = MONDAY + timedelta(days=1)
    room.handed_over()
    with refused("threshold_used"):
        thresholds.take_back(room.command(room.head.id), Threshold.objects.get(), "Қате сан енгізілді")


# --- in the middle ---


def test_who_left_in_the_middle_is_not_said_to_lack_a_quorum(room: CommissionRoom) -> None:
    applicant = room.foreigner()
    sitting = room.sitting(gone := room.handed_over(applicant), room.handed_over())
    room.attend(sitting)
    room.score(room.chair, room.item(sitting, 1))
    room.do(applicant, gone, "withdraw")
    room.scored(room.item(sitting, 2))
    room.resolve(room.item(sitting, 2))
    assert [(one["case_number"], one["why"]) for one in room.draw_up(sitting).content["put_off"]] == [
        (gone.number, "case_left")
    ]


def test_a_chair_who_never_scores_does_not_hold_up_the_others(room: CommissionRoom) -> None:
    """A conflict of the chair and a member who stays silent: nobody could close the scoring."""
    sitting = room.sitting(stuck := room.handed_over(), room.handed_over())
    room.attend(sitting)
    item = room.item(sitting, 1)
    room.declare(room.chair, item, note="Туысым")
    room.score(room.second, item)
    room.scored(room.item(sitting, 2))
    room.resolve(room.item(sitting, 2))
    with refused("scored_already"):
        sittings.remove_item(room.command(room.officer_.id), item)
    room.now += timedelta(days=1)
    assert sittings.remove_item(room.command(room.officer_.id), item).result == {"why": "unfinished"}
    made = room.draw_up(sitting)
    assert [(one["case_number"], one["why"]) for one in made.content["put_off"]] == [(stuck.number, "unfinished")]
    assert made.content["put_off"][0]["conflicts"] == [{"name": "member1", "note": "Туысым"}]
    assert [one.id for one in waiting_cases(ASTANA)] == [stuck.id]


def test_after_a_cancelled_sitting_the_office_may_recall(room: CommissionRoom) -> None:
    sitting = room.sitting(case := room.handed_over())
    room.attend(sitting)
    room.scored(room.item(sitting))
    room.resolve(room.item(sitting))
    sittings.cancel(room.command(room.officer_.id), sitting, "Жарық сөнді")
    assert isinstance(room.do(room.officer_, case, "recall_from_commission"), Applied)
    assert recommendation_of(case) is None


def test_a_person_may_be_considered_a_second_time(room: CommissionRoom) -> None:
    """After an answer to a complaint the office may ask the commission again; the newest word counts."""
    made = drawn_up(room, case := room.handed_over())
    room.sign(made, room.chair, room.second, room.third)
    room.do(room.officer_, case, "pass_to_commission")
    first = recommendation_of(case)
    assert first is not None
    assert first.recommends_issue
    again = sittings.convene(
        room.command(room.officer_.id), ASTANA, room.now + timedelta(hours=2), "204-кабинет", [case.id]
    )
    room.now += timedelta(hours=2)
    sitting = Sitting.objects.get(pk=again.result["sitting"])
    room.attend(sitting)
    room.scored(room.item(sitting), DOUBTED, DOUBTED, PROVEN)
    agreed = {"service": (2, 0, 0), "qualification_meets": False}
    room.resolve(room.item(sitting), "Еңбек кітапшасы қайта оқылды", "Өтіл жетпейді", **agreed)
    room.sign(room.draw_up(sitting), room.chair, room.second, room.third)
    newest = recommendation_of(case)
    assert newest is not None
    assert not newest.recommends_issue
