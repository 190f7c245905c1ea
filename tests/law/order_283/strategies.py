"""Results of every kind for the properties of order 283: known, partly known, good and bad."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from tirkelim.law.order_283_cpd.activity import Activity, ProgrammeLevel, Quartile, Significance, Work
from tirkelim.law.unknown import UNKNOWN

SLOWLY = settings(max_examples=120, deadline=None)
DAY = date(2028, 2, 29)
YES_NO = st.sampled_from((True, True, True, False))


ANY_ROW = st.integers(1, 21)


def known(values: st.SearchStrategy) -> st.SearchStrategy:
    """The fact is always known."""
    return values


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    """The fact is known three times out of four."""
    return st.one_of(values, values, values, st.just(UNKNOWN))


def activities(fact=known, rows=ANY_ROW) -> st.SearchStrategy:
    """Activities whose facts go through ``fact`` (``maybe``: some are not known)."""
    return st.builds(
        Activity,
        criterion=rows,
        completed_on=st.integers(-30, 2200).map(lambda days: DAY - timedelta(days=days)),
        profile_match=fact(YES_NO),
        evidence_complete=fact(YES_NO),
        half_hours=fact(st.one_of(st.none(), st.integers(0, 400))),
        credits=fact(st.one_of(st.none(), st.integers(0, 10))),
        programme_level=st.one_of(st.none(), st.sampled_from(ProgrammeLevel)),
        programme_level_match=fact(YES_NO),
        weeks=fact(st.integers(0, 8)),
        days=fact(st.integers(0, 5)),
        days_with_talk=st.integers(0, 2),
        significance=fact(st.sampled_from(Significance)),
        count=st.integers(0, 3),
        work=fact(st.sampled_from(Work)),
        author_position=fact(st.integers(1, 5)),
        authors=fact(st.integers(1, 5)),
        quartile=fact(st.one_of(st.none(), st.sampled_from(Quartile))),
        years=maybe(st.decimals(0, 5, places=1)),
        months=fact(st.integers(0, 40)),
        membership_months=fact(st.integers(0, 40)),
        test_questions=fact(st.integers(0, 300)),
        clinical_scenarios=fact(st.integers(0, 60)),
        health_authority_took_part=fact(YES_NO),
        online=st.sampled_from((None, None, False, True)),
        document_language=st.sampled_from((None, "kk", "ru", "de")),
        translated_into=st.sampled_from((None, "kk", "ru", "en")),
    )
