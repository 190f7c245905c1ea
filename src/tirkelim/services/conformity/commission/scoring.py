"""Independent scores: each member says what is proven, the kernel makes the points (503/2016 p.8-10; reading K17)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.registry import service
from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook
from tirkelim.law.digest import digest, plain
from tirkelim.law.finding import Finding
from tirkelim.law.order_503_conformity.points import points_findings, total_points
from tirkelim.law.period import Length
from tirkelim.law.unknown import UNKNOWN
from tirkelim.services.conformity.answers import ConformityAnswers, read_answers
from tirkelim.services.conformity.commission.ground import NotPossible, allow, lock_of, stream_of, written
from tirkelim.services.conformity.commission.reading import SERVICE, Standing, standing_of
from tirkelim.services.conformity.commission.taking_part import check_item, present_member
from tirkelim.services.conformity.models import AgendaItem, Declaration, Resolution, Score, ScoringEnd

LONGEST_STANDARD, LONGEST_NOTE = 300, 2000
MOST_YEARS, MOST_MONTHS, MOST_DAYS = 80, 11, 31


class Judgement(NamedTuple):
    """What one member finds proven, and recommends. ``compared_with``: the professional standard or directory (p.8)."""

    higher_education: bool
    academic_degree: bool
    english_teaching_certificate: bool
    service: Length
    qualification_meets: bool
    compared_with: str
    recommends_issue: bool
    note: str = ""


def score(command: Command, item: AgendaItem, judged: Judgement, facts_digest: str) -> Done:
    """Give one's own score, once and for good. ``facts_digest`` names the facts that the member saw.

    Raises Denied, NotPossible.
    """
    actor = allow(command, "commission.score", item.case)
    content = {"item": str(item.id), "facts": facts_digest, **plain(judged)}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(item.sitting.territory))
        member = present_member(item, actor)
        declared = Declaration.objects.filter(item=item, member=member).first()
        if declared is None:
            raise NotPossible("not_declared")
        if declared.conflict:
            raise NotPossible("has_conflict")
        if Score.objects.filter(item=item, member=member).exists():
            raise NotPossible("scored_by_you")
        if seen_digest(item.case) != facts_digest:
            raise NotPossible("facts_changed")
        Score.objects.create(item=item, member=member, facts_digest=facts_digest, change=made, **_columns(judged))
        whole = {**content, "member": str(member.id), "sitting": str(item.sitting_id)}
        chain.append(stream_of(item.sitting.territory), made, "scored", whole)
        # The case's own history is read before the scores are opened: it says who scored, never how.
        chain.append(item.case.stream, made, "member_scored", {"member": member.name})
        return {}

    return once(command, "commission.score", content, work)


def close_scoring(command: Command, item: AgendaItem) -> Done:
    """The chair goes on without those who have not joined or not scored. Raises Denied, NotPossible."""
    actor = allow(command, "commission.score", item.case)
    content = {"item": str(item.id)}

    def work(made: Change) -> dict[str, str]:
        hold(lock_of(item.sitting.territory))
        present_member(item, actor)
        standing = standing_of(check_item(item))
        chair = standing.chair
        if chair is None or chair.member.account != actor:
            raise NotPossible("chair_only")
        if chair.score is None:
            raise NotPossible("score_first")
        if not standing.awaited and not standing.absent:
            raise NotPossible("nobody_awaited")
        ScoringEnd.objects.create(item=item, change=made)
        left = [*(part.member.name for part in standing.awaited), *(one.name for one in standing.absent)]
        body = {**content, "sitting": str(item.sitting_id), "not_scored": left}
        chain.append(stream_of(item.sitting.territory), made, "scoring_closed", body)
        return {}

    return once(command, "commission.close_scoring", content, work)


def scores_open_to(standing: Standing, account: UUID) -> bool:
    """Whether an account may read all scores of a person: everyone's are given, or the chair closed the scoring.

    Who has no vote here (the office, a member who is absent, has a conflict or is concerned) waits for all as well.
    """
    part = standing.part_of(account)
    return standing.is_compared and (part is None or not part.is_awaited or standing.closed)


def declared(case: Case) -> ConformityAnswers:
    """What the applicant declared."""
    return read_answers(case.draft.data)


def seen_digest(case: Case) -> str:
    """The application as a member sees it, in one word: what is declared, and which files are filed."""
    files = sorted((filing.document, str(filing.evidence)) for filing in standing_filings(case))
    return digest({"form": case.draft.data, "files": [list(pair) for pair in files]})


def points_of(said: Judgement | Score | Resolution, day: date) -> tuple[Finding, ...]:
    """The findings of p.10 on what a member, or the commission, finds proven, by the wording of the day."""
    return points_findings(
        said.higher_education,
        said.academic_degree,
        said.english_teaching_certificate,
        service_of(said),
        day,
        law_book(),
    )


def declared_points(case: Case) -> tuple[Finding, ...]:
    """The findings of p.10 as they would be if all that the applicant declared were proven."""
    answers = declared(case)
    education, work = answers.education, answers.work
    return points_findings(
        UNKNOWN if education is None else education.higher_education,
        UNKNOWN if education is None else education.academic_degree,
        UNKNOWN if education is None else education.english_teaching_certificate,
        UNKNOWN if work is None else work.service,
        applied_on(case),
        law_book(),
    )


def total_of(said: Judgement | Score | Resolution, day: date) -> int:
    """The sum of these points."""
    total = total_points(points_of(said, day))
    return 0 if total is UNKNOWN else total


def service_of(said: Judgement | Score | Resolution) -> Length:
    """The length of service that is found proven."""
    if isinstance(said, (Score, Resolution)):
        return Length(said.service_years, said.service_months, said.service_days)
    return said.service


def applied_on(case: Case) -> date:
    """The local day of the application, whose wording decides (reading K18)."""
    if case.submitted_at is None:
        raise ValueError("a case before the commission was sent")
    return localdate(case.submitted_at)


def law_book() -> LawBook:
    """The book of the service: in the demo it holds a practice edition."""
    return service(SERVICE).book()


def _columns(judged: Judgement) -> dict[str, object]:
    """The columns of a score. Raises NotPossible where it cannot stand like that."""
    years, months, days = judged.service
    if not (0 <= years <= MOST_YEARS and 0 <= months <= MOST_MONTHS and 0 <= days <= MOST_DAYS):
        raise NotPossible("service_unlikely", "service")
    if judged.recommends_issue and not judged.qualification_meets:
        # Ground 1 of the standard leaves no room: what does not meet the requirements is not recommended.
        raise NotPossible("contradiction", "recommends_issue")
    refuses = not (judged.recommends_issue and judged.qualification_meets)
    note = written(judged.note, "note", "reason_missing", LONGEST_NOTE) if refuses else judged.note.strip()
    return {
        "higher_education": judged.higher_education,
        "academic_degree": judged.academic_degree,
        "english_teaching_certificate": judged.english_teaching_certificate,
        "service_years": years,
        "service_months": months,
        "service_days": days,
        "qualification_meets": judged.qualification_meets,
        "compared_with": written(judged.compared_with, "compared_with", "standard_missing", LONGEST_STANDARD),
        "recommends_issue": judged.recommends_issue,
        "note": note,
    }
