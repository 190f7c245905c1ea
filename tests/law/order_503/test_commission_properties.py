"""What holds for every vote of the commission: majority, quorum, differing scores, who signs (K16, K17, K20)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.order_503_conformity.commission import (
    CRITERIA,
    Vote,
    diverging,
    has_quorum,
    majority,
    may_stay_unsigned,
)
from tirkelim.law.period import Length

lengths = st.builds(Length, st.integers(0, 60), st.integers(0, 11), st.integers(0, 30))
votes = st.builds(Vote, *[st.booleans()] * 3, lengths, st.booleans(), st.booleans(), st.just(False))
percents = st.integers(0, 99)
sizes = st.integers(0, 40)


@st.composite
def sittings(draw: st.DrawFn) -> list[Vote]:
    """The votes of a sitting; of one of them at most by the chair."""
    given_votes = draw(st.lists(votes, max_size=12))
    if given_votes and draw(st.booleans()):
        place = draw(st.integers(0, len(given_votes) - 1))
        given_votes[place] = given_votes[place]._replace(by_chair=True)
    return given_votes


# --- majority ---


@given(sittings(), st.randoms(use_true_random=False))
def test_the_order_of_the_votes_never_matters(said: list[Vote], chance: object) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert majority(shuffled) == majority(said)
    assert diverging(shuffled) == diverging(said)


@given(sittings(), votes)
def test_one_more_vote_for_issue_never_turns_issue_into_refusal(said: list[Vote], one: Vote) -> None:
    before = majority(said).recommends_issue
    after = majority([*said, one._replace(recommends_issue=True)]).recommends_issue
    if before is True:
        assert after is True
    if before is None:
        assert after is True  # even without the chair: the new vote decides


@given(sittings(), st.data())
def test_a_member_who_turns_to_issue_never_brings_refusal(said: list[Vote], data: st.DataObject) -> None:
    against = [place for place, vote in enumerate(said) if not vote.recommends_issue]
    if not against or majority(said).recommends_issue is not True:
        return
    place = data.draw(st.sampled_from(against))
    turned = [vote._replace(recommends_issue=True) if n == place else vote for n, vote in enumerate(said)]
    assert majority(turned).recommends_issue is True


@given(sittings())
def test_every_vote_is_counted_once(said: list[Vote]) -> None:
    fallen = majority(said)
    assert fallen.votes_for + fallen.votes_against == len(said)
    assert fallen.votes_for == sum(vote.recommends_issue for vote in said)


@given(sittings())
def test_the_chair_decides_even_votes_only(said: list[Vote]) -> None:
    fallen = majority(said)
    chair = next((vote for vote in said if vote.by_chair), None)
    is_even = fallen.votes_for == fallen.votes_against
    assert fallen.decided_by_chair == (is_even and chair is not None)
    assert (fallen.recommends_issue is None) == (is_even and chair is None)
    if is_even and chair is not None:
        assert fallen.recommends_issue == chair.recommends_issue


@given(sittings())
def test_issue_and_refusal_mirror_each_other(said: list[Vote]) -> None:
    mirrored = [vote._replace(recommends_issue=not vote.recommends_issue) for vote in said]
    here, there = majority(said), majority(mirrored)
    assert (here.votes_for, here.votes_against) == (there.votes_against, there.votes_for)
    assert (here.recommends_issue is None) == (there.recommends_issue is None)
    if here.recommends_issue is not None:
        assert here.recommends_issue is not there.recommends_issue


# --- quorum ---


@given(sizes, sizes, percents)
def test_one_more_who_takes_part_never_costs_the_quorum(members: int, part: int, percent: int) -> None:
    if has_quorum(members, part, percent):
        assert has_quorum(members, part + 1, percent)


@given(sizes, sizes, percents)
def test_a_larger_commission_or_share_never_makes_the_quorum(members: int, part: int, percent: int) -> None:
    if not has_quorum(members, part, percent):
        assert not has_quorum(members + 1, part, percent)
        assert not has_quorum(members, part, percent + 1)


@given(sizes, percents)
def test_nobody_is_no_quorum_and_all_are_one(members: int, percent: int) -> None:
    assert not has_quorum(members, 0, percent)
    assert has_quorum(members, members, percent) == (members > 0)


@given(st.integers(1, 40), st.integers(0, 40))
def test_with_the_default_half_is_not_enough(members: int, part: int) -> None:
    assert has_quorum(members, part, 50) == (2 * part > members)


@given(st.integers(1, 20), st.integers(0, 20), st.integers(0, 20), percents)
def test_who_declared_a_conflict_makes_the_quorum_harder_never_easier(
    members: int, present: int, conflicts: int, percent: int
) -> None:
    """They stay members, so the share that is needed does not fall with them."""
    present = min(present, members)
    impartial = max(present - conflicts, 0)
    assert has_quorum(members, present, percent) or not has_quorum(members, impartial, percent)


# --- differing scores ---


@given(votes, st.integers(1, 6))
def test_who_agree_differ_on_nothing(one: Vote, times: int) -> None:
    assert diverging([one] * times) == ()
    assert diverging([]) == ()


@given(sittings(), votes)
def test_one_more_score_never_hides_a_difference(said: list[Vote], one: Vote) -> None:
    assert set(diverging(said)) <= set(diverging([*said, one]))


@given(votes, votes)
def test_exactly_what_differs_is_named(one: Vote, other: Vote) -> None:
    differing = tuple(name for name in CRITERIA if getattr(one, name) != getattr(other, name))
    assert diverging([one, other]) == differing


@given(votes, st.booleans())
def test_the_recommendation_itself_is_a_vote_and_no_difference_of_facts(one: Vote, issue: bool) -> None:
    assert diverging([one, one._replace(recommends_issue=issue, by_chair=True)]) == ()


# --- who cannot sign ---


@given(st.dates(), st.dates())
def test_who_is_no_member_any_more_is_not_waited_for(drawn_up: date, on: date) -> None:
    assert may_stay_unsigned(drawn_up, on, is_member=False)
    assert may_stay_unsigned(drawn_up, on, is_member=True) == (on > drawn_up)
