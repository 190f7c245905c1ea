"""The commission: composition, independence of scores, conflicts, quorum, ties, resolutions, minutes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.builders import ASTANA
from tests.services.conformity.commission_room import DOUBTED, MONDAY, PLACE, PROVEN, CommissionRoom

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.documents.models import Document
from tirkelim.documents.service import open_document
from tirkelim.identity.models import Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.models import JournalEntry
from tirkelim.services.conformity.commission import composition, minutes, scoring, sittings, taking_part, thresholds
from tirkelim.services.conformity.commission.composition import Appointment
from tirkelim.services.conformity.commission.ground import NotPossible
from tirkelim.services.conformity.commission.reading import (
    bodies_missing,
    members_on,
    standing_of,
    waiting_cases,
)
from tirkelim.services.conformity.commission.results import recommendation_of
from tirkelim.services.conformity.models import Body, Member, Score
from tirkelim.services.conformity.threshold import threshold_on

REASON = "Еңбек кітапшасы төрт жылды растайды."


@pytest.fixture
def room(db: None) -> CommissionRoom:
    """A commission of three."""
    return CommissionRoom()


def refused(code: str) -> pytest.RaisesContext[NotPossible]:
    """The command is not carried out, for this reason."""
    return pytest.raises(NotPossible, match=f"^{code}$")


# --- composition ---


def test_bodies_of_p6_and_who_is_missing(room: CommissionRoom) -> None:
    members = members_on(ASTANA, date(2022, 3, 14))
    assert [one.is_chair for one in members] == [True, False, False]
    assert bodies_missing(members) == ["internal_affairs", "industrial_innovation", "association", "sector_body"]


def test_only_the_head_of_this_body_appoints(room: CommissionRoom) -> None:
    account = room.account("newcomer", Role.COMMISSION_MEMBER, territory=ASTANA)
    wanted = Appointment(account.id, Body.ASSOCIATION, "Қауымдастық", "3", date(2022, 3, 14))
    with pytest.raises(Denied):
        composition.appoint(room.command(room.officer_.id), ASTANA, wanted)
    with pytest.raises(Denied):
        composition.appoint(room.command(room.head.id), "750000000", wanted)
    assert composition.candidates(ASTANA, date(2022, 3, 14)) == [account]
    composition.appoint(room.command(room.head.id), ASTANA, wanted)
    with refused("member_already"):
        composition.appoint(room.command(room.head.id), ASTANA, wanted)
    with refused("no_role"):
        composition.appoint(room.command(room.head.id), ASTANA, wanted._replace(account=room.officer_.id))


def test_one_chair_and_another_from_a_day(room: CommissionRoom) -> None:
    account = room.account("newcomer", Role.COMMISSION_MEMBER, territory=ASTANA)
    wanted = Appointment(account.id, Body.ASSOCIATION, "Қауымдастық", "3", date(2022, 3, 14), is_chair=True)
    with refused("chair_exists"):
        composition.appoint(room.command(room.head.id), ASTANA, wanted)
    second = Member.objects.get(account=room.second.id)
    composition.name_chair(room.command(room.head.id), second, date(2022, 3, 20), "31-Ө")
    before, after = members_on(ASTANA, date(2022, 3, 19)), members_on(ASTANA, date(2022, 3, 20))
    assert [one.account for one in before if one.is_chair] == [room.chair.id]
    assert [one.account for one in after if one.is_chair] == [room.second.id]
    assert len(before) == len(after) == 3


def test_a_released_member_takes_no_part_and_the_past_is_settled(room: CommissionRoom) -> None:
    case = room.handed_over()
    third = Member.objects.get(account=room.third.id)
    composition.release(room.command(room.head.id), third, date(2022, 3, 16), "30-Ө")
    sitting = room.sitting(case)
    with refused("no_member"):
        taking_part.attend(room.command(room.third.id), sitting)
    room.attend(sitting, room.chair, room.second)
    with refused("composition_settled"):
        composition.release(
            room.command(room.head.id), Member.objects.get(account=room.second.id), date(2022, 3, 16), "30-Ө"
        )
    with refused("released_already"):
        composition.release(room.command(room.head.id), third, date(2022, 3, 20), "30-Ө")


# --- threshold ---


def test_the_threshold_is_unset_and_never_applies_backwards(room: CommissionRoom) -> None:
    assert threshold_on(ASTANA, date(2022, 3, 14)) is None
    for day in (date(2022, 3, 13), date(2022, 3, 14)):
        with refused("backwards"):
            thresholds.set_threshold(room.command(room.head.id), ASTANA, 5, day, "12-қ бұйрығы")
    thresholds.set_threshold(room.command(room.head.id), ASTANA, 5, date(2022, 3, 15), "12-қ бұйрығы")
    assert threshold_on(ASTANA, date(2022, 3, 14)) is None
    found = threshold_on(ASTANA, date(2022, 3, 15))
    assert found is not None
    assert found.points == 5
    with pytest.raises(Denied):
        thresholds.set_threshold(room.command(room.officer_.id), ASTANA, 5, date(2022, 3, 18), "12-қ бұйрығы")
    assert thresholds.most_points(date(2022, 3, 14), scoring.law_book()) == 16


# --- sittings ---


def test_a_sitting_takes_waiting_cases_and_each_stands_on_one_agenda(room: CommissionRoom) -> None:
    first, second = room.handed_over(), room.handed_over()
    assert [case.id for case in waiting_cases(ASTANA)] == [first.id, second.id]
    sitting = room.sitting(first, wait=0)
    assert [case.id for case in waiting_cases(ASTANA)] == [second.id]
    with refused("case_on_agenda"):
        sittings.add_items(room.command(room.officer_.id), sitting, [first.id])
    sittings.add_items(room.command(room.officer_.id), sitting, [second.id])
    sittings.remove_item(room.command(room.officer_.id), room.item(sitting, 2))
    assert [case.id for case in waiting_cases(ASTANA)] == [second.id]
    sittings.cancel(room.command(room.head.id), sitting, "Кворум болмайды")
    assert len(waiting_cases(ASTANA)) == 2
    with refused("cancelled"):
        sittings.add_items(room.command(room.officer_.id), sitting, [first.id])
    with refused("past"):
        sittings.convene(room.command(room.officer_.id), ASTANA, MONDAY, PLACE)
    with pytest.raises(Denied):
        sittings.convene(room.command(room.chair.id), ASTANA, MONDAY + timedelta(days=9), PLACE)


def test_a_scored_item_stays_on_the_agenda(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    room.score(room.second, room.item(sitting))
    with refused("scored_already"):
        sittings.remove_item(room.command(room.officer_.id), room.item(sitting))


# --- taking part ---


def test_nobody_takes_part_before_the_day(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over(), wait=0)
    with refused("too_early"):
        room.attend(sitting, room.chair)


def test_scoring_needs_presence_a_declaration_and_the_facts_seen(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    item = room.item(sitting)
    seen = scoring.seen_digest(item.case)
    with refused("not_present"):
        room.declare(room.second, item)
    room.attend(sitting, room.second)
    with refused("not_declared"):
        scoring.score(room.command(room.second.id), item, PROVEN, seen)
    with refused("conflict_note"):
        taking_part.declare(room.command(room.second.id), item, conflict=True, note=" ")
    room.declare(room.second, item)
    with refused("declared_already"):
        room.declare(room.second, item, note="Әріптес")
    with refused("facts_changed"):
        scoring.score(room.command(room.second.id), item, PROVEN, "0" * 64)
    with pytest.raises(Denied):
        scoring.score(room.command(room.officer_.id), item, PROVEN, seen)
    scoring.score(room.command(room.second.id), item, PROVEN, seen)
    with refused("scored_by_you"):
        scoring.score(room.command(room.second.id), item, DOUBTED, seen)
    assert Score.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"recommends_issue": False}, "reason_missing"),
        ({"qualification_meets": False, "note": "x"}, "contradiction"),
        ({"compared_with": " "}, "standard_missing"),
    ],
)
def test_a_score_has_reasons_and_fits_itself(room: CommissionRoom, change: dict[str, object], code: str) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting, room.second)
    item = room.item(sitting)
    room.declare(room.second, item)
    with refused(code):
        scoring.score(room.command(room.second.id), item, PROVEN._replace(**change), scoring.seen_digest(item.case))


def test_a_conflict_keeps_from_scoring_and_from_the_quorum(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting, room.chair, room.second)
    item = room.item(sitting)
    room.declare(room.second, item, note="Бұрын бірге жұмыс істедік")
    with refused("has_conflict"):
        scoring.score(room.command(room.second.id), item, PROVEN, scoring.seen_digest(item.case))
    room.score(room.chair, item)
    scoring.close_scoring(room.command(room.chair.id), item)
    with refused("no_quorum"):  # one of three members: not more than half
        room.resolve(room.item(sitting))


def test_the_applicant_and_who_acts_for_them_are_shut_out(room: CommissionRoom) -> None:
    person = room.person("Ким")
    member = room.member("member-applicant", person=person)
    room.grant(member, Role.APPLICANT)
    sitting = room.sitting(room.handed_over(member))
    room.attend(sitting, room.chair, room.second, member)
    item = room.item(sitting)
    with pytest.raises(Denied):
        room.declare(member, item)
    part = standing_of(item).part_of(member.id)
    assert part is not None
    assert part.excluded
    assert not part.is_awaited


# --- independence ---


def test_scores_open_only_when_all_are_given(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.score(room.chair, item)
    room.score(room.second, item, DOUBTED)
    for account in (room.chair, room.second, room.third, room.officer_):
        assert not scoring.scores_open_to(standing_of(item), account.id)
    with refused("scores_awaited"):
        room.resolve(item)
    room.score(room.third, item)
    for account in (room.chair, room.second, room.third, room.officer_):
        assert scoring.scores_open_to(standing_of(item), account.id)


def test_the_history_of_the_case_does_not_tell_scores(room: CommissionRoom) -> None:
    sitting = room.sitting(case := room.handed_over())
    room.attend(sitting)
    room.score(room.chair, room.item(sitting), DOUBTED)
    told = JournalEntry.objects.get(stream=case.stream, kind="member_scored")
    assert DOUBTED.note not in told.payload.body
    assert set(JournalEntry.objects.filter(stream=f"commission:{ASTANA}").values_list("kind", flat=True)) >= {
        "member_appointed", "sitting_called", "item_added", "member_attends", "conflict_declared", "scored",
    }  # fmt: skip


def test_the_chair_goes_on_without_who_does_not_score(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.score(room.second, item)
    with refused("chair_only"):
        scoring.close_scoring(room.command(room.second.id), item)
    with refused("score_first"):
        scoring.close_scoring(room.command(room.chair.id), item)
    room.score(room.chair, item)
    scoring.close_scoring(room.command(room.chair.id), item)
    fresh = room.item(sitting)
    with refused("scoring_closed"):
        room.score(room.third, fresh)
    room.resolve(fresh)
    assert standing_of(room.item(sitting)).is_resolved


# --- resolution ---


def test_agreed_facts_are_locked_and_differing_ones_settled(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.scored(item, PROVEN, DOUBTED, PROVEN)
    with refused("not_settled"):
        room.resolve(item, "", service=(4, 0, 0))
    values = {"service": (4, 0, 0), "qualification_meets": True, "academic_degree": True}
    with refused("divergence_missing"):
        room.resolve(item, "", **values)
    with refused("settled_against_majority"):
        room.resolve(item, REASON, **{**values, "qualification_meets": False})
    room.resolve(item, REASON, **values)
    said = room.item(sitting).resolution
    assert (said.service_years, said.qualification_meets, said.recommends_issue) == (4, True, True)
    assert not said.academic_degree  # all agreed that there is none: what the chair sent for it is not taken
    assert (said.votes_for, said.votes_against, said.decided_by_chair) == (2, 1, False)
    with refused("resolved_already"):
        room.resolve(room.item(sitting), REASON, **values)


def test_only_the_chair_resolves_and_a_refusal_names_its_reasons(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.scored(item, DOUBTED, DOUBTED, DOUBTED)
    room.chair, chair = room.second, room.chair
    with refused("chair_only"):
        room.resolve(item, reason="Талаптарға сай емес")
    room.chair = chair
    with refused("reason_missing"):
        room.resolve(item)
    room.resolve(item, reason="Талаптарға сай емес")
    assert not room.item(sitting).resolution.recommends_issue


def test_even_votes_are_decided_by_the_chair(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting, room.chair, room.second)
    item = room.item(sitting)
    room.score(room.chair, item)
    room.score(room.second, item, PROVEN._replace(recommends_issue=False, note="Күмән бар"))
    with refused("scores_awaited"):  # the third may still join, and has seen no score
        room.resolve(item)
    assert not scoring.scores_open_to(standing_of(item), room.second.id)
    scoring.close_scoring(room.command(room.chair.id), item)
    room.resolve(room.item(sitting))
    said = room.item(sitting).resolution
    assert (said.recommends_issue, said.decided_by_chair) == (True, True)


def test_even_votes_are_put_off_where_the_chair_has_a_conflict(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    item = room.item(sitting)
    room.declare(room.chair, item, note="Туысым")
    room.score(room.second, item)
    room.score(room.third, item, PROVEN._replace(recommends_issue=False, note="Күмән бар"))
    assert sittings.remove_item(room.command(room.officer_.id), item).result == {"why": "even_votes"}


def test_without_a_chair_an_even_vote_is_put_off(room: CommissionRoom) -> None:
    sitting = room.sitting(case := room.handed_over())
    room.attend(sitting, room.second, room.third)
    item = room.item(sitting)
    room.score(room.second, item)
    room.score(room.third, item, PROVEN._replace(recommends_issue=False, note="Күмән бар"))
    with refused("chair_only"):
        room.resolve(item)
    removed = sittings.remove_item(room.command(room.officer_.id), item)
    assert removed.result == {"why": "no_chair"}  # nor is it told how the votes fell: the chair could still join
    assert [one.id for one in waiting_cases(ASTANA)] == [case.id]
    made = room.draw_up(sitting)
    assert [one["why"] for one in made.content["put_off"]] == ["no_chair"]


# --- minutes ---


def test_minutes_are_signed_by_all_present_and_the_case_goes_back(room: CommissionRoom) -> None:
    sitting = room.sitting(first := room.handed_over(), second := room.handed_over())
    room.attend(sitting)
    with refused("items_open"):
        room.draw_up(sitting)
    room.scored(room.item(sitting, 1))
    room.resolve(room.item(sitting, 1))
    for account in (room.chair, room.second):
        room.score(account, room.item(sitting, 2), DOUBTED)
    room.declare(room.third, room.item(sitting, 2), note="Туысым")
    room.resolve(room.item(sitting, 2), reason="Талаптарға сай емес")
    made = room.draw_up(sitting)
    assert room.sign(made, room.chair, room.third) == {"final": False}
    with refused("signed_already"):
        room.sign(made, room.third)
    with refused("minutes_differ"):
        minutes.sign(room.command(room.second.id), made, "0" * 64)
    with pytest.raises(Denied):
        minutes.sign(room.command(room.officer_.id), made, made.digest)
    assert recommendation_of(first) is None
    assert [one.name for one in minutes.awaited(made)] == ["member2"]
    done = room.sign(made, room.second, opinion="Өтілге қатысты күмәнім бар.")
    assert done == {"final": True, "recommended": [first.number, second.number], "skipped": []}
    for case, issue in ((first, True), (second, False)):
        assert room.fresh(case).state == State.CONSIDERED
        said = recommendation_of(case)
        assert said is not None
        assert said.minutes == made.number
        assert said.recommends_issue is issue
    document = Document.objects.get(number=made.number)
    assert open_document(document, lambda _: True).startswith(b"%PDF")
    assert document.payload["persons"][1]["ground"] == 1
    assert document.payload["persons"][1]["conflicts"] == [{"name": "member3", "note": "Туысым"}]


def test_a_case_withdrawn_meanwhile_is_skipped(room: CommissionRoom) -> None:
    applicant = room.foreigner()
    sitting = room.sitting(case := room.handed_over(applicant))
    room.attend(sitting)
    room.scored(room.item(sitting))
    room.resolve(room.item(sitting))
    made = room.draw_up(sitting)
    room.do(applicant, case, "withdraw")
    room.sign(made, room.chair, room.second, room.third)
    assert minutes.skipped_cases(made) == {case.number}
    assert room.fresh(case).state == State.WITHDRAWN


def test_a_repeated_click_does_it_once(room: CommissionRoom) -> None:
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    room.scored(room.item(sitting))
    room.resolve(room.item(sitting))
    made = room.draw_up(sitting)
    room.sign(made, room.chair, room.second)
    command = room.command(room.third.id)
    first = minutes.sign(command, made, made.digest)
    again = minutes.sign(command, made, made.digest)
    assert (first.result, again.repeated) == (again.result, True)
    assert Case.objects.get().state == State.CONSIDERED


def test_a_refusal_below_the_threshold_rests_on_ground_two(room: CommissionRoom) -> None:
    thresholds.set_threshold(room.command(room.head.id), ASTANA, 9, date(2022, 3, 15), "12-қ бұйрығы")
    room.now = MONDAY + timedelta(days=1)
    sitting = room.sitting(room.handed_over())
    room.attend(sitting)
    few = PROVEN._replace(recommends_issue=False, note="Балл жетпейді")
    room.scored(room.item(sitting), few, few, few)
    room.resolve(room.item(sitting), reason="7 балл, қажеті 9")
    person = room.draw_up(sitting).content["persons"][0]
    assert (person["ground"], person["threshold"], person["agreed"]["total"]) == (2, 9, 7)
