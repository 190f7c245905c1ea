"""How fast one full ``level`` decision over forty activities is, beside the barest loop that could replace it.

The kernel goes from built facts to findings with message keys, grounds, documents and terms: one finding for each
condition and for each activity. The bare loop, over the same fact objects, has every number written into it and
computes only the set of failed requirements. Both count the units of every activity by its row. Building the facts and
rendering the texts are timed apart. Rounds are interleaved (kernel, loop, loop, kernel); the table gives medians.

Both must name the same failed requirements in 10,000 random cases, in which every second activity is flawed. Timed are
plausible claims, in which one activity in ten is. Findings that say nothing of one person (so many units under row 3,
a level that follows another) are shared objects of the kernel; the rounds find them already made, as a batch would.

The domestic certificate of a doctor is measured the same way: its decision, with all findings and documents, beside a
bare function that names only the outcome and what is not met (``support/bare_certificate.py``).

    python bench/decide.py [--rounds 60] [--cases 10000]
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from support.bare_certificate import bare_certificate
from support.certificate_facts import make_certificate_facts
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.finding import Decision, Outcome
from tirkelim.law.messages import render
from tirkelim.law.order_274_certificates import decision as certificate
from tirkelim.law.order_283_cpd.activity import Activity, ProgrammeLevel, Quartile, Significance, Work
from tirkelim.law.order_283_cpd.decision import LevelFacts, decide
from tirkelim.law.order_283_cpd.levels import Education, LevelName
from tirkelim.law.period import add_years

DAY = date(2026, 3, 2)
ACTIVITIES = 40
SEQUENCE = "level.sequence"


# --- the bare loop: every number of the law written where it is used ---

TRACK_OF = {
    "technical_vocational": "4", "post_secondary": "5", "bachelor": "6",
    "internship": "I", "integrated_medical": "I", "master": "I",
    "residency": "R", "ordinatura": "R", "retraining": "R", "certification_course": "R",
}  # fmt: skip
STEPS = {name: int(name[2]) - name.endswith("(R)") for name in map(str, LevelName) if name != "8"}
TRACKS = {name: name[5] if "(" in name else name[0] for name in STEPS}
LEVEL_INDEX = {None: 0, "basic": 1, "middle": 2, "high": 3, "specialised": 4}
NEEDS = {1: (150, 60, 1, 5), 2: (120, 90, 2, 4), 3: (60, 150, 3, 3)}
WEEK = {"regional": 10, "city": 10, "republican_city": 10, "republican": 10, "international": 30}
CONGRESS = {"regional": 5, "city": 5, "republican_city": 5, "republican": 10, "international": 40}
TALK = {"regional": 10, "city": 10, "republican_city": 10, "republican": 50, "international": 100}
MEMBER = {"regional": 10, "city": 10, "republican_city": 10, "republican": 30, "international": 60}
QUARTILE = {"Q1": 180, "Q2": 150, "Q3": 120, "Q4": 90}
DOCUMENT = {7: 180, 8: 20, 9: 10, 12: 30, 15: 60, 18: 10, 21: 90}
AUTHORS = {7: 1, 8: 3, 9: 3}
PATENT = {"republican": 60, "foreign": 180}
FREE_OF_PROFILE = (5, 9)


def bare_quarters(a: Any) -> int:
    """Quarters of a unit of an activity that passed the common conditions."""
    c = a.criterion
    if c == 1:
        return a.half_hours * 2 if a.programme_level_match else 0
    if c == 3:
        return 0 if a.online else a.half_hours
    if c == 4:
        return a.half_hours
    if c == 2:
        return a.weeks * WEEK.get(a.significance, 0) * 4
    if c == 5:
        if a.days_with_talk > a.days or a.significance not in CONGRESS:
            return 0
        plain = (a.days - a.days_with_talk) * CONGRESS[a.significance]
        return (plain + a.days_with_talk * TALK[a.significance]) * 4
    if c == 6:
        return a.count * (180 if a.work == "monograph" else 30) * 4 if a.author_position == 1 else 0
    if c in DOCUMENT:
        if a.author_position > AUTHORS.get(c, 99):
            return 0
        if c == 15 and not a.health_authority_took_part:
            return 0
        return a.count * DOCUMENT[c] * 4
    if c == 10:
        return a.count * QUARTILE.get(a.quartile, 0) * 4
    if c == 11:
        return a.count * PATENT.get(a.significance, 0) * 4
    if c == 13:
        return a.months // 12 * 40
    if c == 14:
        return math.ceil(a.months / 12) * 40
    if c == 16:
        return MEMBER.get(a.significance, 0) * 4 if a.membership_months >= 12 else 0
    if c == 17:
        return 360 if a.significance == "republican" and a.membership_months >= 12 else 0
    if c == 19:
        return a.count * 120 if a.significance == "republican" else 0
    return (a.test_questions // 50 + a.clinical_scenarios // 10) * 4


def bare_failed(facts: Any, day: date, opens: date, recent: date, commission_opens: date) -> set[str]:
    """The ids of the failed requirements, nothing else. The dates of the periods are given, ready made."""
    failed = set()
    by_level, rest = [0, 0, 0, 0, 0], 0
    for a in facts.activities:
        done = a.completed_on
        if done > day or done < (recent if a.criterion == 18 else opens) or not a.evidence_complete:
            continue
        if a.document_language not in (None, "kk", "ru") and a.translated_into not in ("kk", "ru"):
            continue
        if not a.profile_match and a.criterion not in FREE_OF_PROFILE:
            continue
        if a.criterion == 1:
            by_level[LEVEL_INDEX[a.programme_level]] += bare_quarters(a)
        else:
            rest += bare_quarters(a)
    claimed, current = facts.claimed_level, facts.current_level
    step, track = STEPS[claimed], TRACKS[claimed]
    if TRACK_OF[facts.education] != track:
        failed.add("level.education")
    if not facts.assessment or facts.assessed_level not in (None, claimed):
        failed.add("level.assessment")
    if current is None or TRACKS[current] != track:
        if step:
            failed.add(SEQUENCE)
    elif step - STEPS[current] not in (0, 1):
        failed.add(SEQUENCE)
    if step == 0:
        return failed
    in_band, needed_rest, band, years = NEEDS[step]
    if claimed != current:
        start = facts.obtained_on
        reached = (start.month, start.day) <= (day.month, day.day)
        if day.year - start.year - (not reached) < years or not facts.uninterrupted:
            failed.add("level.service")
    if not facts.labour_functions:
        failed.add("level.labour_functions")
    if not facts.confirmed_by_hr_on or not facts.confirmed_by_head_on or facts.same_signatory:
        failed.add("level.cpd_confirmation")
    if sum(1 for on in facts.expert_commission_on if commission_opens <= on <= day) < 3:
        if sum(by_level) + rest < 840:
            failed.add("cpd.total")
        if sum(by_level[band:]) < in_band * 4:
            failed.add("cpd.further_education")
        if rest < needed_rest * 4:
            failed.add("cpd.non_formal_and_competencies")
    return failed


# --- random cases ---


def make_activity(rng: random.Random, n: int, flawed: bool) -> Activity:
    """A result: most are cycles and seminars. A flawed one has something wrong in any of its facts."""
    if not flawed:
        return make_plausible(rng, n)
    criterion = rng.choice((1, 1, 1, 1, 3, 3, 3, 4, 4, 5, 5, rng.randint(1, 21)))
    return Activity(
        criterion=criterion,
        completed_on=DAY - timedelta(days=rng.randint(-20, 2100)),
        profile_match=rng.random() < 0.93,
        evidence_complete=rng.random() < 0.95,
        half_hours=rng.randint(0, 30),
        programme_level=rng.choice((None, *ProgrammeLevel)),
        programme_level_match=rng.random() < 0.9,
        weeks=rng.randint(0, 2),
        days=rng.randint(1, 3),
        days_with_talk=rng.choice((0, 0, 0, 1, 2)),
        significance=rng.choice(tuple(Significance)),
        work=rng.choice(tuple(Work)),
        author_position=rng.randint(1, 4),
        quartile=rng.choice((None, *Quartile)),
        months=rng.randint(0, 30),
        membership_months=rng.randint(6, 30),
        test_questions=rng.randint(0, 200),
        clinical_scenarios=rng.randint(0, 30),
        health_authority_took_part=rng.random() < 0.7,
        online=rng.random() < 0.1,
        document_language=rng.choice((None, None, None, "kk", "ru", "de")),
        translated_into=rng.choice((None, "kk", "ru", "en")),
        reference=str(n),
    )


def make_plausible(rng: random.Random, n: int) -> Activity:
    """A result with which nothing is wrong, with the facts that its row needs."""
    return Activity(
        criterion=rng.choice((1, 1, 1, 3, 3, 3, 4, 4, 4, 5, 5, 2, rng.randint(1, 21))),
        completed_on=DAY - timedelta(days=rng.randint(1, 360)),
        profile_match=True,
        evidence_complete=True,
        half_hours=rng.randint(4, 40),
        programme_level=rng.choice(tuple(ProgrammeLevel)),
        programme_level_match=True,
        weeks=1,
        days=rng.randint(1, 3),
        days_with_talk=rng.choice((0, 0, 1)),
        significance=Significance.REPUBLICAN,
        work=rng.choice(tuple(Work)),
        author_position=1,
        quartile=rng.choice(tuple(Quartile)),
        months=rng.randint(12, 30),
        membership_months=rng.randint(12, 30),
        test_questions=rng.randint(50, 200),
        clinical_scenarios=rng.randint(0, 30),
        health_authority_took_part=True,
        online=False,
        document_language=rng.choice(("kk", "ru")),
        reference=str(n),
    )


def make_facts(rng: random.Random, flawed: float) -> LevelFacts:
    """A claim with forty activities, of which this share is flawed."""
    claimed = rng.choice([level for level in LevelName if level is not LevelName.L8])
    track = [level for level in STEPS if TRACKS[level] == TRACKS[claimed]]
    before = track[max(0, STEPS[claimed] - 1)]
    education = next(e for e, opened in TRACK_OF.items() if opened == TRACKS[claimed])
    signed = None if rng.random() < 0.05 else DAY
    return LevelFacts(
        claimed_level=claimed,
        specialty="Терапия",
        education=Education(education if rng.random() < 0.9 else rng.choice(tuple(TRACK_OF))),
        current_level=LevelName(before) if rng.random() < 0.85 else rng.choice((None, claimed, LevelName(track[0]))),
        obtained_on=DAY - timedelta(days=rng.randint(900, 2600)),
        uninterrupted=rng.random() < 0.9,
        assessment=rng.choice((True, True, True, True, False, None)),
        assessed_level=rng.choice((None, claimed, claimed, LevelName.L4_0)),
        labour_functions=rng.random() < 0.9,
        activities=tuple(make_activity(rng, n, rng.random() < flawed) for n in range(ACTIVITIES)),
        confirmed_by_hr_on=signed,
        confirmed_by_head_on=DAY,
        same_signatory=rng.random() < 0.03,
        expert_commission_on=tuple(
            DAY - timedelta(days=rng.randint(0, 1500)) for _ in range(rng.choice((0, 0, 0, 0, 2, 4)))
        ),
    )


def kernel_failed(decision: Decision) -> frozenset[str]:
    """The failed requirements that count against the claim (an activity that earns nothing is no refusal)."""
    return frozenset(id for id in decision.unmet() if not id.startswith("cpd.row."))


# --- timing ---


def once(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(a: Callable[[], object], b: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Timings of both, in rounds of a b b a."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for which, work in ((0, a), (1, b), (1, b), (0, a)):
            times[which].append(once(work))
    return times


def check_equal(book: LawBook, cases: int) -> tuple[int, int]:
    """How many random cases were compared, and how many of them were granted. Raises when one differs."""
    rng, granted = random.Random(283), 0
    periods = add_years(DAY, -5), add_years(DAY, -1), add_years(DAY, -3)
    for n in range(cases):
        facts = make_facts(rng, rng.choice((0.3, 1.0, 1.0)))
        decision = decide(facts, DAY, book)
        ours, bare = kernel_failed(decision), bare_failed(facts, DAY, *periods)
        if ours != bare:
            raise SystemExit(f"case {n}: the kernel says {sorted(ours)}, the loop {sorted(bare)}")
        granted += decision.verdicts[0].outcome is not Outcome.REFUSE
    return cases, granted


def check_certificates(book: LawBook, cases: int) -> tuple[int, dict[str, int]]:
    """How many random certificates were compared, and how often each outcome came out. Raises when one differs."""
    rng, outcomes = random.Random(274), dict.fromkeys(map(str, Outcome), 0)
    for n in range(cases):
        facts = make_certificate_facts(rng, rng.choice((0.02, 0.1, 0.3, 0.6)))
        decision = certificate.decide(facts, DAY, book)
        ours = str(decision.verdicts[0].outcome), set(decision.unmet())
        bare = bare_certificate(facts)
        if ours != bare:
            raise SystemExit(f"certificate {n}: the kernel says {ours}, the bare function {bare}: {facts}")
        outcomes[ours[0]] += 1
    return cases, {outcome: count for outcome, count in outcomes.items() if count}


def print_table(title: str, rows: Sequence[tuple[str, float]]) -> None:
    """One line for each thing measured, in microseconds."""
    print(f"{title:<42}{'µs':>10}")
    for name, seconds in rows:
        print(f"{name:<42}{seconds * 1e6:>10.1f}")


def measure_levels(book: LawBook, rounds: int) -> None:
    """The table of the decision on a level."""
    rng = random.Random(2020)
    batch = [make_facts(rng, 0.1) for _ in range(100)]
    periods = add_years(DAY, -5), add_years(DAY, -1), add_years(DAY, -3)
    kernel, loop = interleaved(
        lambda: [decide(facts, DAY, book) for facts in batch],
        lambda: [bare_failed(facts, DAY, *periods) for facts in batch],
        rounds,
    )
    building = [once(lambda: [make_facts(rng, 0.1) for _ in range(100)]) for _ in range(5)]
    decisions = [decide(facts, DAY, book) for facts in batch[:10]]
    keys = [once(lambda: [f.message_key for d in decisions for f in d.findings]) for _ in range(5)]
    texts = [once(lambda: [render(f, "kk") for d in decisions for f in d.findings]) for _ in range(5)]
    rows = (
        ("kernel: decision with findings", statistics.median(kernel) / len(batch)),
        ("bare loop: set of failed", statistics.median(loop) / len(batch)),
        ("reading the message keys", statistics.median(keys) / len(decisions)),
        ("building the facts (random)", statistics.median(building) / len(batch)),
        ("rendering all texts, one language", statistics.median(texts) / len(decisions)),
    )
    print_table("median of one decision, 40 activities", rows)
    print(f"\nkernel / bare loop: {statistics.median(kernel) / statistics.median(loop):.2f} (aim: at most 3)\n")


def measure_certificates(book: LawBook, rounds: int) -> None:
    """The table of the decision on a domestic certificate."""
    rng = random.Random(2015)
    batch = [make_certificate_facts(rng, 0.05) for _ in range(100)]
    kernel, bare = interleaved(
        lambda: [certificate.decide(facts, DAY, book) for facts in batch],
        lambda: [bare_certificate(facts) for facts in batch],
        rounds,
    )
    decisions = [certificate.decide(facts, DAY, book) for facts in batch[:10]]
    texts = [once(lambda: [render(f, "kk") for d in decisions for f in d.findings]) for _ in range(5)]
    rows = (
        ("kernel: decision, findings, documents", statistics.median(kernel) / len(batch)),
        ("bare function: outcome, set of unmet", statistics.median(bare) / len(batch)),
        ("rendering all texts, one language", statistics.median(texts) / len(decisions)),
    )
    print_table("median of one decision on a certificate", rows)
    print(f"\nkernel / bare function: {statistics.median(kernel) / statistics.median(bare):.2f}")


def main() -> None:
    """Compare, time, print the tables."""
    options = argparse.ArgumentParser(description="Decisions on levels and certificates beside bare functions")
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--cases", type=int, default=10_000)
    chosen = options.parse_args()
    book = current_book()
    cases, granted = check_equal(book, chosen.cases)
    print(f"The same failed requirements in {cases:,} random cases ({granted:,} of them without an unmet one).\n")
    measure_levels(book, chosen.rounds)
    cases, outcomes = check_certificates(book, chosen.cases)
    said = ", ".join(f"{outcome} {count:,}" for outcome, count in outcomes.items())
    print(f"The same outcome and unmet requirements in {cases:,} random certificates ({said}).\n")
    measure_certificates(book, chosen.rounds)


if __name__ == "__main__":
    main()
