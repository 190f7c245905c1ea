"""What the rules say of an application as it stands, in words of this room; the fee of today."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.law.citation import cite
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Finding, Outcome, Status
from tirkelim.law.messages import catalogue, term
from tirkelim.law.order_59_licence import requirements as required
from tirkelim.law.order_59_licence.decision import ACT
from tirkelim.law.order_59_licence.visit import visit_needed
from tirkelim.law.standards.fees import Fee
from tirkelim.portal.choices import language
from tirkelim.portal.grounds import ground_in_words
from tirkelim.portal.law_pages import edition_in_words, readings
from tirkelim.portal.licences.pages import action_of, base_moves
from tirkelim.portal.saying import found_findings, href_of
from tirkelim.portal.show import FindingView
from tirkelim.services.licence.payments import fee_of
from tirkelim.services.licence.precheck import precheck

NOT_BEFORE_SENDING = frozenset(
    one.id for one in (required.CONSENT, required.PERMIT_CONTROL, required.QUALIFICATION, required.VISIT_NOTICE)
)
"""Requirements about which nothing can be known before an application is sent: consent is given by sending it, and the
bases are visited afterwards."""
HEADLINES: dict[Outcome, Promise] = {
    Outcome.REFUSE: gettext_lazy("As it stands, this application would be refused"),
    Outcome.INCOMPLETE: gettext_lazy("As it stands, something is missing in this application"),
    Outcome.REFUSE_ACCEPTANCE: gettext_lazy("As it stands, this application would not be accepted"),
}
NOTHING = gettext_lazy("As it stands, nothing prevents it: the department says the rest")
FEE_ROW = cite("59/2020 ann.1 row 6")


class Proposal(NamedTuple):
    """What would be decided on the facts as they stand, for the template."""

    headline: str | Promise
    kind: str
    grounds: list[dict[str, Any]]
    lacking: list[FindingView]
    findings: list[FindingView]
    edition: str


def document_title(kind: str) -> str:
    """What a document is called, beginning with a capital."""
    key = f"licence.document.{kind}"
    name = term(key, language()) if f"term.{key}" in catalogue() else kind
    return name[:1].upper() + name[1:]


def weighed_or_none(case: Case, moment: datetime) -> Weighed | None:
    """The rules' word on the application as it stands; None where no wording is in force."""
    try:
        return precheck(case, moment)
    except NotInForce:
        return None


def proposal(weighed: Weighed) -> Proposal:
    """The proposal of the rules in plain words. What only sending or the visit can settle prevents nothing yet; the fee
    is told apart, because it can be paid until the decision."""
    said = weighed.proposal
    settled = [one for one in said.findings if one.requirement.id not in NOT_BEFORE_SENDING]
    unmet = [one for one in settled if one.status is Status.NOT_MET and one.requirement is not required.FEE_PAID]
    outcome = said.verdicts[0].outcome if unmet else Outcome.WAITING
    if outcome is Outcome.REFUSE and all(one.requirement is required.DOCUMENTS for one in unmet):
        outcome = Outcome.INCOMPLETE
    return Proposal(
        headline=HEADLINES.get(outcome, NOTHING),
        kind="refuse" if outcome in HEADLINES else "",
        grounds=_grounds(unmet),
        lacking=found_findings(unmet),
        findings=found_findings(said.findings),
        edition=edition_in_words(said.edition),
    )


def _grounds(unmet: list[Finding]) -> list[dict[str, Any]]:
    numbers = sorted({one.requirement.ground for one in unmet if one.requirement.ground is not None})
    places = [(number, cite(f"{required.GROUNDS_ROW}({number})")) for number in numbers]
    return [
        {"number": number, "text": ground_in_words(number, ACT), "citation": str(place), "href": href_of(place)}
        for number, place in places
    ]


class FeeView(NamedTuple):
    """The fee of an application today, and what is said beside it."""

    fee: Fee | None
    citation: str
    href: str
    reading: str


def fee_view(case: Case, moment: datetime) -> FeeView:
    """What the application costs today, exactly."""
    fee = fee_of(case, localdate(moment))
    free = fee is not None and fee.is_free
    return FeeView(fee, str(FEE_ROW), href_of(FEE_ROW), readings(language()).get("L1", "") if free else "")


def is_visited(case: Case) -> bool:
    """Whether an inspector visits the bases of this application before the decision."""
    return visit_needed(action_of(case), base_moves(case)) is True


def edition_words(weighed: Weighed | None) -> str:
    """By which wording it is decided, for the foot of a page."""
    return edition_in_words(weighed.proposal.edition) if weighed else _("not held for this day")
