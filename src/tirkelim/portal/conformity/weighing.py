"""What the rules say of an application as it stands, in words of this room; documents and grounds by their names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.decisions import Weighed, weigh
from tirkelim.cases.models import Case, Decision
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Finding, Outcome, Status
from tirkelim.law.messages import render
from tirkelim.law.order_503_conformity.points import total_points
from tirkelim.law.order_503_conformity.terms import ACT
from tirkelim.law.standards.services import Action
from tirkelim.law.unknown import UNKNOWN
from tirkelim.portal.choices import language
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import order_in_words
from tirkelim.portal.saying import document_name, found_findings, href_of
from tirkelim.portal.show import FindingView
from tirkelim.portal.wording import day_in_words
from tirkelim.services.conformity.editions import is_practice
from tirkelim.services.conformity.papers import POWER_OF_ATTORNEY

POINTS = "conformity.points."
HEADLINES: dict[Outcome, Promise] = {
    Outcome.GRANT: gettext_lazy("As it stands, this application would be granted"),
    Outcome.REFUSE: gettext_lazy("As it stands, this application would be refused"),
    Outcome.REFUSE_ACCEPTANCE: gettext_lazy("As it stands, this application would not be accepted"),
    Outcome.WAITING: gettext_lazy("As it stands, nothing prevents it: the commission and the office say the rest"),
}
OFFICE_ALONE = gettext_lazy("As it stands, nothing prevents it: the office says the rest")
"""The last one where no commission is asked: of every action but the issue."""
COLOURS = {Outcome.GRANT: "grant", Outcome.REFUSE: "refuse", Outcome.REFUSE_ACCEPTANCE: "refuse"}


def document_title(kind: str) -> str:
    """What a document is called, beginning with a capital."""
    return _("Power of attorney") if kind == POWER_OF_ATTORNEY else document_name(kind)


def weighed_or_none(case: Case, moment: datetime) -> Weighed | None:
    """The rules' word on the application as it stands; None where no wording is in force."""
    try:
        return weigh(case, moment)
    except NotInForce:
        return None


class Proposal(NamedTuple):
    """What would be decided on the facts as they stand, for the template."""

    outcome: str
    headline: str | Promise
    kind: str
    until: date | None
    grounds: list[dict[str, Any]]
    open: list[FindingView]
    missing: list[FindingView]
    findings: list[FindingView]
    points: Points | None
    edition: str
    practice: bool


class Points(NamedTuple):
    """The points criterion by criterion (p.10), their sum, and the threshold with its source."""

    lines: Sequence[tuple[str, int | None]]
    total: int | None
    threshold: int | None
    source: str


def proposal(weighed: Weighed) -> Proposal:
    """The proposal of the rules in plain words."""
    said = weighed.proposal
    verdict = said.verdicts[0]
    unmet = [finding for finding in said.findings if finding.status in (Status.NOT_MET, Status.UNKNOWN)]
    shown = found_findings(unmet)
    return Proposal(
        outcome=verdict.outcome.value,
        headline=_headline(verdict.outcome, weighed.gathered.facts.action),
        kind=COLOURS.get(verdict.outcome, ""),
        until=verdict.terms.valid_until if verdict.terms else None,
        grounds=[
            {
                "number": ground.number,
                "text": ground_in_words(ground.number, ACT),
                "citation": str(ground.citation),
                "href": href_of(ground.citation),
            }
            for ground in verdict.grounds
        ],
        open=shown,
        missing=[view for view in shown if view.status == Status.NOT_MET],
        findings=found_findings(said.findings),
        points=points_of(said.findings, weighed.gathered.facts),
        edition=_edition(weighed),
        practice=is_practice(said.edition),
    )


def _headline(outcome: Outcome, action: Action) -> str | Promise:
    if outcome not in HEADLINES or outcome is Outcome.WAITING:
        return HEADLINES[Outcome.WAITING] if action is Action.ISSUE else OFFICE_ALONE
    return HEADLINES[outcome]


def _edition(weighed: Weighed) -> str:
    edition = weighed.proposal.edition
    if is_practice(edition):
        return _("practice edition, with the wording of 25 December 2020")
    return f"{edition.act}, {order_in_words(edition.by)}, {day_in_words(edition.start, language(), 'since')}"


def points_of(findings: tuple[Finding, ...], facts: Any) -> Points | None:
    """The counted points of an issue; None where none are counted."""
    counted = tuple(finding for finding in findings if finding.requirement.id.startswith(POINTS))
    if not counted:
        return None
    total = total_points(counted)
    return Points(
        lines=[(render(finding, language()), _worth(finding)) for finding in counted],
        total=None if total is UNKNOWN else total,
        threshold=facts.points_threshold,
        source=facts.threshold_source,
    )


def _worth(finding: Finding) -> int | None:
    if finding.status is Status.UNKNOWN:
        return None
    return finding.found if isinstance(finding.found, int) else 0


def stored_points(decision: Decision) -> Points | None:
    """The points as they were counted with a decision; None where none were."""
    lang = language()
    counted = [one for one in decision.findings if one["requirement"].startswith(POINTS)]
    if not counted:
        return None
    lines = [(one["message"][lang], one["found"] if isinstance(one["found"], int) else 0) for one in counted]
    facts = decision.sheet.facts
    source = facts.get("threshold_source") or ""
    return Points(lines, sum(worth for _words, worth in lines), facts.get("points_threshold"), source)
