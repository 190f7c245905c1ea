"""What the pages show of sittings, agenda items, cases and scores, ready to print."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.territories import territory as territory_on
from tirkelim.law.edition import Edition
from tirkelim.law.messages import write
from tirkelim.law.order_503_conformity.clocks import decision_due, hand_over_due
from tirkelim.law.order_503_conformity.professions import find
from tirkelim.portal.choices import language
from tirkelim.portal.commission.access import Visit
from tirkelim.portal.commission.words import CRITERIA, ITEM_TAGS, TAGS
from tirkelim.services.conformity.commission.content import facts_on_application
from tirkelim.services.conformity.commission.reading import Standing, day_of, is_final
from tirkelim.services.conformity.commission.resolving import diverging, majority, obstacle
from tirkelim.services.conformity.commission.scoring import (
    applied_on,
    declared,
    law_book,
    points_of,
    service_of,
)
from tirkelim.services.conformity.editions import edition_on, is_practice
from tirkelim.services.conformity.models import AgendaItem, Minutes, Resolution, Score, Sitting

Text = str | Promise


class CaseView(NamedTuple):
    """An application as the commission's lists show it, with the days by which it moves on."""

    id: UUID
    number: str
    name: str
    profession: str
    hand_over_due: date | None
    decision_due: date | None
    is_late: bool


class SittingView(NamedTuple):
    """A sitting as listed."""

    sitting: Sitting
    key: str
    tag: Text
    colour: str
    items: int


class ItemView(NamedTuple):
    """An agenda item as listed: the case, how far it is, and of whom something is still awaited."""

    item: AgendaItem
    case: CaseView
    key: str
    tag: Text
    colour: str
    awaited: str
    removable: bool


class Cell(NamedTuple):
    """What one member says of one criterion, with its points; ``differs`` where not all say the same."""

    name: Text
    said: str
    points: int | None
    differs: bool


class ScoreView(NamedTuple):
    """One member's score, or what the commission agreed on, criterion by criterion."""

    name: str
    chair: bool
    cells: tuple[Cell, ...]
    total: int
    issue: bool
    compared_with: str
    note: str


def region_name(kato: str, on: date) -> str:
    """The region of the local body, in the language of the page."""
    return territory_on(kato, on).name(language())


def holder_name(case: Case) -> str:
    """The applicant's name on the day of the application, as the register spells it in the language of the page."""
    facts = facts_on_application(case)
    return (facts.name(language()) if facts is not None else "") or "–"


def profession_of(case: Case) -> str:
    """The profession asked for, in the language of the page."""
    request = declared(case).request
    return "–" if request is None or not request.profession else listed_name(request.profession, request.activity)


def listed_name(profession: str, activity: str | None = None) -> str:
    """A profession as the list of the order names it in the language of the page; as written where it is not listed."""
    entry = next(iter(find(profession, activity)), None)
    return profession if entry is None else str(getattr(entry, language()))


def case_view(case: Case, day: date) -> CaseView:
    """A case with its clocks; ``is_late``: the day lies after the last one for the decision."""
    book, accepted = law_book(), case.accepted_on
    due = None if accepted is None else decision_due(accepted, book)
    return CaseView(
        case.id,
        case.number or "",
        holder_name(case),
        profession_of(case),
        None if accepted is None else hand_over_due(accepted, book),
        due,
        due is not None and day > due,
    )


def practice_of(case: Case) -> bool:
    """Whether the case is decided by the demo's practice edition, which is no law."""
    edition = edition_on(law_book(), applied_on(case))
    return isinstance(edition, Edition) and is_practice(edition)


def sitting_view(at: Visit, sitting: Sitting) -> SittingView:
    """A sitting with how far it is."""
    key = sitting_key(at, sitting)
    count = sitting.items.filter(removed_by__isnull=True).count()
    return SittingView(sitting, key, *TAGS[key], count)


def sitting_key(at: Visit, sitting: Sitting) -> str:
    """How far a sitting is: called, today, open, signing, final, cancelled."""
    if sitting.cancelled_by_id is not None:
        return "cancelled"
    if Minutes.objects.filter(sitting=sitting).exists():
        return "final" if is_final(sitting) else "signing"
    day = day_of(sitting)
    if day > at.today:
        return "called"
    return "today" if day == at.today else "open"


def item_key(standing: Standing) -> str:
    """How far one person's case is."""
    if standing.is_resolved:
        return "issue" if standing.item.resolution.recommends_issue else "refuse"
    if standing.item.case.state != State.AT_COMMISSION:
        return "left"
    if not standing.scores:
        return "waits"
    if not standing.is_at_rest:
        return "scoring"
    return "hindered" if obstacle(standing) else "compared"


def item_view(standing: Standing, day: date, today: date) -> ItemView:
    """An agenda item of a sitting on ``day`` as listed ``today``."""
    key = item_key(standing)
    names = [*(part.member.name for part in standing.awaited), *(one.name for one in standing.absent)]
    awaited = "" if key in ("issue", "refuse", "left") else ", ".join(names)
    removable = key in ("left", "waits", "hindered") or (key in ("scoring", "compared") and today > day)
    return ItemView(standing.item, case_view(standing.item.case, day), key, *ITEM_TAGS[key], awaited, removable)


def score_views(standing: Standing) -> list[ScoreView]:
    """All scores side by side. Ask ``scores_open_to`` before."""
    differing = diverging(standing)
    return [
        score_view(part.member.name, part.member.is_chair, part.score, standing.item.case, differing)
        for part in standing.scores
        if part.score is not None
    ]


def score_view(
    name: str, chair: bool, said: Score | Resolution, case: Case, differing: tuple[str, ...] = ()
) -> ScoreView:
    """What was said of each criterion, with the points of exactly that."""
    points = [one.found if type(one.found) is int else 0 for one in points_of(said, applied_on(case))]
    words = (
        yes_no(said.higher_education),
        yes_no(said.academic_degree),
        yes_no(said.english_teaching_certificate),
        write(service_of(said), language()),
        yes_no(said.qualification_meets),
    )
    cells = tuple(
        Cell(CRITERIA[key], word, points[n] if n < len(points) else None, key in differing)
        for n, (key, word) in enumerate(zip(CRITERIA, words, strict=True))
    )
    compared, note = (said.compared_with, said.note) if isinstance(said, Score) else ("", said.reason)
    return ScoreView(name, chair, cells, sum(points), said.recommends_issue, compared, note)


def votes_in_words(standing: Standing) -> str:
    """How the votes fall."""
    fallen = majority(standing)
    words = _("%(for)s for issue, %(against)s against") % {"for": fallen.votes_for, "against": fallen.votes_against}
    even = _("The votes are even: the chair decides.")
    return f"{words}. {even}" if fallen.decided_by_chair else words


def yes_no(value: bool) -> str:
    """Yes or no."""
    return _("Yes") if value else _("No")


def page(at: Visit, territory: str, **context: Any) -> dict[str, Any]:
    """What every page of the room has."""
    return {"region": region_name(territory, at.today), "territory": territory, "today": at.today, **context}
