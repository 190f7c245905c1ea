"""The foreign specialist's certificate decided whole (274/2020 ann.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.finding import NeedStatus, Outcome
from tirkelim.law.order_274_certificates.facts import (
    Answered,
    Bans,
    CertificateHeld,
    Diploma,
    FiledDocument,
    ForeignFacts,
)
from tirkelim.law.order_274_certificates.foreign_decision import decide
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.training import Training
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
DAY = date(2025, 12, 10)
Change = Callable[[ForeignFacts], ForeignFacts]


def outcome(facts: ForeignFacts) -> Outcome:
    return decide(facts, DAY, BOOK).verdicts[0].outcome


def unmet(facts: ForeignFacts) -> set[str]:
    return {one.removeprefix("foreign_certificate.") for one in decide(facts, DAY, BOOK).unmet()}


def changed(facts: ForeignFacts, **changes: object) -> ForeignFacts:
    return replace(facts, certificate=replace(facts.certificate, **changes))  # type: ignore[arg-type]


def without(facts: ForeignFacts, *kinds: str) -> ForeignFacts:
    return changed(facts, filed=tuple(d for d in facts.certificate.filed if d.kind not in kinds))


def with_break(facts: ForeignFacts) -> ForeignFacts:
    return changed(facts, work=replace(facts.certificate.work, last_worked_on=date(2022, 12, 9)))


def test_granted_with_everything_that_the_list_names(foreigner: ForeignFacts) -> None:
    decision = decide(foreigner, DAY, BOOK)
    assert (decision.route, decision.verdicts[0].outcome) == ("initial", Outcome.GRANT)
    assert {one.document for one in decision.documents if one.status is NeedStatus.FILED} >= {
        "identity_document",
        "recognition",
        "foreign_labour_permit",
    }


@pytest.mark.parametrize(
    ("change", "expected", "not_met"),
    [
        (lambda f: without(f, "identity_document"), Outcome.INCOMPLETE, {"identity_document"}),
        (lambda f: replace(without(f, "identity_document"), identity=Answered.FOUND), Outcome.GRANT, set()),
        (lambda f: replace(without(f, "identity_document"), identity=Answered.UNAVAILABLE), Outcome.WAITING, set()),
        (lambda f: without(f, "recognition"), Outcome.INCOMPLETE, {"recognition"}),
        (lambda f: without(f, "proof_of_work"), Outcome.INCOMPLETE, {"proof_of_work"}),
        (lambda f: without(f, "assessment"), Outcome.INCOMPLETE, {"assessment"}),
        (lambda f: without(f, "foreign_labour_permit"), Outcome.INCOMPLETE, {"foreign_labour_permit"}),
        (lambda f: replace(without(f, "foreign_labour_permit"), citizenship="KG"), Outcome.GRANT, set()),
        (lambda f: replace(without(f, "foreign_labour_permit"), permanent_resident=True), Outcome.GRANT, set()),
        (lambda f: replace(without(f, "foreign_labour_permit"), citizenship=UNKNOWN), Outcome.INCOMPLETE, set()),
        (lambda f: with_break(f), Outcome.REFUSE, {"training"}),
        (
            lambda f: changed(with_break(f), trainings=(Training(Decimal(240), None, date(2025, 1, 1), True),)),
            Outcome.GRANT,
            set(),
        ),
        (
            lambda f: changed(with_break(f), claim=replace(f.certificate.claim, new=True)),
            Outcome.REFUSE,
            {"training"},  # no exemption for a new specialty here: S11
        ),
        (lambda f: replace(changed(f, name_changed=True), name_changed_in="IN"), Outcome.INCOMPLETE, {"name_change"}),
        (lambda f: replace(changed(f, name_changed=True), name_changed_in="KZ"), Outcome.WAITING, set()),
        (
            lambda f: replace(changed(f, name_changed=True, civil_status=Answered.NOT_FOUND), name_changed_in="KZ"),
            Outcome.INCOMPLETE,
            {"name_change"},
        ),
        (
            lambda f: replace(changed(f, name_changed=True, civil_status=Answered.FOUND), name_changed_in="KZ"),
            Outcome.GRANT,
            set(),
        ),
        (lambda f: changed(f, bans=Bans(Answered.UNAVAILABLE)), Outcome.WAITING, set()),  # S21
        (
            lambda f: changed(f, filed=(*f.certificate.filed[1:], FiledDocument("identity_document", "en"))),
            Outcome.INCOMPLETE,
            {"identity_document", "translation"},
        ),
    ],
)
def test_one_change_at_a_time(foreigner: ForeignFacts, change: Change, expected: Outcome, not_met: set[str]) -> None:
    assert (outcome(change(foreigner)), unmet(change(foreigner))) == (expected, not_met)


def test_graduates_in_kazakhstan(foreigner: ForeignFacts) -> None:
    diploma = Diploma(DiplomaLevel.HIGHER, "Жалпы медицина", date(2014, 6, 25), "KZ", Answered.NOT_FOUND)

    def studied_here(year: int, source: Answered) -> ForeignFacts:
        graduated = replace(diploma, graduated_on=date(year, 6, 25), source=source)
        return changed(without(foreigner, "recognition"), diploma=graduated)

    assert unmet(studied_here(2014, Answered.NOT_FOUND)) == {"diploma"}
    assert outcome(studied_here(2014, Answered.FOUND)) is Outcome.GRANT
    assert outcome(studied_here(2015, Answered.NOT_FOUND)) is Outcome.WAITING  # the source is asked, not the person
    assert outcome(studied_here(2015, Answered.FOUND)) is Outcome.GRANT


def test_confirmation_asks_for_little(foreigner: ForeignFacts) -> None:
    """The second list: application, identity document, and the copy of a certificate that lapsed (N-2)."""
    held = CertificateHeld(True, date(2026, 3, 1), date(2021, 3, 1), Answered.FOUND)
    bare = changed(without(foreigner, "recognition", "proof_of_work", "foreign_labour_permit", "assessment"), held=held)
    lapsed = changed(bare, held=replace(held, valid_until=date(2023, 1, 1), source=Answered.NOT_FOUND))

    assert decide(bare, DAY, BOOK).route == "confirmation"
    assert outcome(bare) is Outcome.GRANT
    assert unmet(lapsed) == {"certificate_copy"}
    assert outcome(with_break(bare)) is Outcome.GRANT  # S10
