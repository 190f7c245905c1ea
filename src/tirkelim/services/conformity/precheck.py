"""What the kernel would say if the application were sent as it stands, and why it cannot be sent at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localdate

from tirkelim.cases.decisions import Weighed
from tirkelim.cases.models import Case
from tirkelim.cases.queries import standing_filings
from tirkelim.cases.registry import service
from tirkelim.cases.service import Problem
from tirkelim.identity.territories import TerritoryNotKnown, office_code
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Need, NeedStatus
from tirkelim.law.order_503_conformity.decision import edition_for
from tirkelim.register.conformity_queries import chain_of
from tirkelim.services.conformity.answers import ConformityAnswers
from tirkelim.services.conformity.gather import Sheet, gather
from tirkelim.services.conformity.held import own_certificate
from tirkelim.services.conformity.papers import POWER_OF_ATTORNEY

SERVICE = "conformity"
OUT_OF_SPAN = {"repealed": "act_repealed", "before_held": "wording_not_held", "before_act": "act_not_yet"}
"""The problem for each reason why no wording answers; only the repeal names an order."""


def precheck(case: Case, now: datetime) -> Weighed:
    """The facts as they stand and the proposal on them. Raises NotInForce where no wording answers on the day."""
    chosen = service(SERVICE)
    gathered = gather(case, now)
    return Weighed(gathered, chosen.decide(gathered.facts, localdate(now), chosen.book()), localdate(now))


def missing_documents(weighed: Weighed) -> tuple[Need, ...]:
    """The documents that are missing or expired: with them missing the application is not accepted (reading K5)."""
    return tuple(need for need in weighed.proposal.documents if need.status is NeedStatus.MISSING)


def problems(case: Case, now: datetime) -> Iterator[Problem]:
    """Why an application cannot be sent: its form, its sender, and the span of the act. Never what is missing beside
    it: an incomplete package is sent, and not accepted."""
    sheet = Sheet(case, now)
    answers = sheet.answers
    yield from (Problem("page_missing", page) for page in answers.missing_pages)
    yield from _of_declaration(case, answers)
    yield from _of_places_and_papers(sheet)
    yield from _of_days(sheet, localdate(now))
    if answers.action is not None:
        yield from _out_of_span(case, now)


def _of_declaration(case: Case, answers: ConformityAnswers) -> Iterator[Problem]:
    said = answers.declaration
    if said is None:
        return
    if not said.consent:
        yield Problem("no_consent", "declaration")
    if not said.true:
        yield Problem("not_signed", "declaration")
    if case.representative is not None:
        if not (said.authority_number and said.authority_on):
            yield Problem("authority_missing", "declaration")
        if not any(filing.document == POWER_OF_ATTORNEY for filing in standing_filings(case)):
            yield Problem("power_of_attorney_missing", POWER_OF_ATTORNEY)


def _of_places_and_papers(sheet: Sheet) -> Iterator[Problem]:
    answers = sheet.answers
    if answers.person is not None and not has_body(answers.person.kato, localdate(sheet.now)):
        yield Problem("no_office", "person")
    if answers.held is not None and own_certificate(sheet.case.subject_id, answers.held.number) is None:
        yield Problem("no_such_certificate", "held")


def _of_days(sheet: Sheet, day: date) -> Iterator[Problem]:
    """What was signed, changed or lost has happened, and since the (first) certificate was given."""
    contract, changed, loss = sheet.answers.contract, sheet.answers.change, sheet.answers.loss
    if contract is not None and contract.until is None and not contract.open_ended:
        yield Problem("contract_end_missing", "contract")
    given = None if sheet.certificate is None else chain_of(sheet.certificate.row)[-1].issued_on
    told = {
        "contract": contract.signed_on if contract else None,
        "change": changed.changed_on if changed else None,
        "loss": loss.noticed_on if loss else None,
    }
    for page, said in told.items():
        if said is not None and said > day:
            yield Problem("in_the_future", page)
        elif said is not None and given is not None and said < given:
            yield Problem("before_certificate", page, (("day", given),))


def _out_of_span(case: Case, now: datetime) -> Iterator[Problem]:
    chosen = service(SERVICE)
    try:
        edition_for(gather(case, now).facts, chosen.book())
    except NotInForce as out:
        params = (("act", out.act), ("by", out.by or ""), ("boundary", out.boundary))
        yield Problem(OUT_OF_SPAN[out.reason], "request", params)


def has_body(kato: str, on: date) -> bool:
    """Whether a local executive body decides for a region on a day."""
    try:
        office_code(kato, on)
    except TerritoryNotKnown:
        return False
    return True
