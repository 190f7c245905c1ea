"""The minutes as drawn up: who was there, and of each person what every member said and what was resolved."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.documents.minutes import (
    MinutesConflict,
    MinutesFacts,
    MinutesMember,
    MinutesPerson,
    MinutesPutOff,
    MinutesScore,
)
from tirkelim.documents.payload import Bilingual
from tirkelim.documents.wording import edition_words, later_amendment_words
from tirkelim.identity.territories import territory
from tirkelim.law.digest import plain
from tirkelim.law.order_503_conformity.professions import find
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.register.models import PersonFact
from tirkelim.register.queries import person_facts
from tirkelim.services.conformity.commission.ground import NotPossible
from tirkelim.services.conformity.commission.reading import day_of, members_on, standing_items, standing_of
from tirkelim.services.conformity.commission.resolving import diverging, ground_of
from tirkelim.services.conformity.commission.scoring import applied_on, declared, law_book, points_of, service_of
from tirkelim.services.conformity.editions import edition_on, is_practice
from tirkelim.services.conformity.models import AgendaItem, Member, Resolution, Score, Sitting
from tirkelim.services.conformity.threshold import threshold_on

PRACTICE_WORDS = Bilingual(
    "503/2016 бұйрығының жаттығу редакциясы: заңды күші жоқ, бұйрықтың күші жойылған",
    "учебная редакция приказа 503/2016: юридической силы не имеет, приказ утратил силу",
)
"""Of the edition that exists in the demo only."""


def content_of(sitting: Sitting, number: str) -> dict[str, Any]:
    """Every word of the minutes but the signatures, as JSON values. Raises NotPossible where an item is unresolved."""
    day = day_of(sitting)
    members = members_on(sitting.territory, day)
    present = set(sitting.attendances.values_list("member", flat=True))
    items = standing_items(sitting)
    return {
        "number": number,
        "sitting": sitting.number,
        "body": asdict(region_name(sitting)),
        "held_at": sitting.held_at.isoformat(),
        "place": sitting.place,
        "quorum_percent": sitting.quorum_percent,
        "members": [asdict(_member(one, one.id in present)) for one in members],
        "persons": [plain(_person(item, members)) for item in items],
        "put_off": [asdict(one) for one in _put_off(sitting)],
        **_edition(sitting, items),
    }


def region_name(sitting: Sitting) -> Bilingual:
    """The region whose local executive body the commission belongs to."""
    found = territory(sitting.territory, day_of(sitting))
    return Bilingual(found.name_kk, found.name_ru)


def facts_on_application(case: Case) -> PersonFact | None:
    """Who the person was on the day of the application, as the register knew then."""
    moment = case.submitted_at
    return None if moment is None else person_facts(case.subject_id, localdate(moment), moment)


def person_name(case: Case) -> Bilingual:
    """The person's name on the day of the application, as the register knows it."""
    facts = facts_on_application(case)
    return Bilingual.same("–") if facts is None else Bilingual(facts.name("kk") or "–", facts.name("ru") or "–")


def profession_name(case: Case) -> Bilingual:
    """The profession asked for, as the list names it in both languages."""
    request = declared(case).request
    if request is None or not request.profession:
        return Bilingual.same("–")
    entry = next(iter(find(request.profession, request.activity)), None)
    return Bilingual.same(request.profession) if entry is None else Bilingual(entry.kk, entry.ru)


def facts_of(said: Score | Resolution, case: Case) -> MinutesFacts:
    """What is found proven, with its points."""
    points = tuple(
        one.found if isinstance(one.found, int) and not isinstance(one.found, bool) else 0
        for one in points_of(said, applied_on(case))
    )
    service = service_of(said)
    return MinutesFacts(
        said.higher_education,
        said.academic_degree,
        said.english_teaching_certificate,
        (service.years, service.months, service.days),
        said.qualification_meets,
        (points[0], points[1], points[2], points[3]),
        sum(points),
    )


def _member(member: Member, present: bool) -> MinutesMember:
    return MinutesMember(member.name, member.body, member.organisation_name, member.is_chair, present)


def _person(item: AgendaItem, members: list[Member]) -> MinutesPerson:
    standing = standing_of(item, members)
    if not standing.is_resolved:
        raise NotPossible("items_open", number=item.case.number)
    said, case = item.resolution, item.case
    threshold = threshold_on(case.territory, applied_on(case))
    return MinutesPerson(
        case_number=case.number or "",
        person=person_name(case),
        profession=profession_name(case),
        applied_on=applied_on(case),
        conflicts=tuple(MinutesConflict(p.member.name, p.conflict_note) for p in standing.parts if p.conflict),
        excluded=tuple(part.member.name for part in standing.parts if part.excluded),
        not_scored=tuple(part.member.name for part in standing.parts if part.is_awaited),
        scores=tuple(_score(p.member, p.score, case) for p in standing.scores if p.score is not None),
        diverging=diverging(standing),
        agreed=facts_of(said, case),
        divergence=said.divergence,
        votes_for=said.votes_for,
        votes_against=said.votes_against,
        decided_by_chair=said.decided_by_chair,
        recommends_issue=said.recommends_issue,
        ground=None if said.recommends_issue else ground_of(said),
        threshold=None if threshold is None else threshold.points,
        threshold_source="" if threshold is None else threshold.source,
        reason=said.reason,
    )


def _score(member: Member, score: Score, case: Case) -> MinutesScore:
    return MinutesScore(member.name, facts_of(score, case), score.compared_with, score.recommends_issue, score.note)


def _put_off(sitting: Sitting) -> list[MinutesPutOff]:
    """Those who were scored and not resolved, and why; who was taken off before that is not spoken of."""
    removed = sitting.items.filter(removed_by__isnull=False, scores__isnull=False, resolution__isnull=True).distinct()
    found = []
    for item in removed.select_related("case__draft", "removed_by").order_by("position"):
        # Taken off by the office with a reason; otherwise by the step that took the case away from the commission.
        taken_off = item.removed_by.result if item.removed_by is not None else None
        why = (taken_off or {}).get("why", "case_left")
        conflicts = tuple(
            MinutesConflict(one.member.name, one.note)
            for one in item.declarations.filter(conflict=True).select_related("member").order_by("member__name")
        )
        found.append(MinutesPutOff(item.case.number or "", person_name(item.case), why, conflicts))
    return found


def _edition(sitting: Sitting, items: list[AgendaItem]) -> dict[str, Any]:
    """The wording by which was judged: that of the applications, or of the day where there are none."""
    day = applied_on(items[0].case) if items else day_of(sitting)
    edition = edition_on(law_book(), day)
    if not isinstance(edition, tuple):
        return {"edition": asdict(Bilingual.same(ACT)), "later_amendment": None, "practice": False}
    if is_practice(edition):
        return {"edition": asdict(PRACTICE_WORDS), "later_amendment": None, "practice": True}
    stored = edition._asdict()
    later = later_amendment_words(stored)
    return {
        "edition": asdict(edition_words(stored)),
        "later_amendment": None if later is None else asdict(later),
        "practice": False,
    }
