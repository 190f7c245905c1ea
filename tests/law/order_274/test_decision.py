"""The domestic certificate decided whole (274/2020 ann.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tirkelim.law.book import current_book
from tirkelim.law.edition import NotInForce
from tirkelim.law.finding import Decision, NeedStatus, Outcome, Status
from tirkelim.law.order_274_certificates.decision import decide
from tirkelim.law.order_274_certificates.facts import (
    Answered,
    Assessment,
    Bans,
    CertificateFacts,
    CertificateHeld,
    Consent,
    DataConsent,
    DataSet,
    Diploma,
    FiledDocument,
    OfficerFinding,
    Study,
    StudyKind,
)
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.training import Training
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
DAY = date(2025, 12, 10)
Facts = CertificateFacts
Change = Callable[[Facts], Facts]


def decided(facts: Facts) -> Decision:
    return decide(facts, DAY, BOOK)


def outcome(facts: Facts) -> Outcome:
    return decided(facts).verdicts[0].outcome


def unmet(facts: Facts) -> set[str]:
    return {one.removeprefix("certificate.") for one in decided(facts).unmet()}


def need(facts: Facts, document: str) -> NeedStatus:
    return next(one.status for one in decided(facts).documents if one.document == document)


def with_held(facts: Facts, **changes: Any) -> Facts:
    return replace(facts, held=replace(facts.held, **changes))


def with_claim(facts: Facts, **changes: Any) -> Facts:
    return replace(facts, claim=replace(facts.claim, **changes))


def with_work(facts: Facts, **changes: Any) -> Facts:
    return replace(facts, work=replace(facts.work, **changes))


def with_diploma(facts: Facts, **changes: Any) -> Facts:
    assert facts.diploma is not None
    return replace(facts, diploma=replace(facts.diploma, **changes))


def filing(facts: Facts, kind: str, language: str = "kk", translated_into: str | None = None) -> Facts:
    return replace(facts, filed=(*facts.filed, FiledDocument(kind, language, translated_into)))


def test_a_confirmation_is_granted_for_five_years(confirmation: Facts) -> None:
    decision = decided(confirmation)
    verdict = decision.verdicts[0]

    assert (decision.route, verdict.outcome) == ("confirmation", Outcome.GRANT)
    assert verdict.terms is not None
    assert (verdict.terms.valid_from, verdict.terms.valid_until) == (DAY, date(2030, 12, 10))
    assert (verdict.terms.specialty, verdict.terms.level) == ("residency.neurology", None)
    assert decision.edition.label == "274/2020 ed. 23/2024"
    assert need(confirmation, "proof_of_work") is NeedStatus.HELD_BY_SYSTEM


def test_a_first_certificate_is_granted_for_five_years_too(first: Facts) -> None:
    decision = decided(first)
    assert (decision.route, decision.verdicts[0].outcome) == ("initial", Outcome.GRANT)
    assert decision.verdicts[0].terms is not None
    assert decision.verdicts[0].terms.valid_until == date(2030, 12, 10)  # S14


@pytest.mark.parametrize(
    ("change", "expected", "not_met"),
    [
        (lambda f: replace(f, trainings=()), Outcome.REFUSE, {"confirmation_training"}),
        (lambda f: replace(f, bans=Bans(Answered.FOUND, "court 12")), Outcome.REFUSE, {"ban"}),
        (lambda f: replace(f, bans=Bans(Answered.UNAVAILABLE)), Outcome.WAITING, set()),
        (lambda f: replace(f, bans=Bans()), Outcome.WAITING, set()),
        (lambda f: replace(f, application_signed=False), Outcome.INCOMPLETE, {"application"}),
        (lambda f: replace(f, information_form=False), Outcome.INCOMPLETE, {"information_form"}),
        (lambda f: with_claim(f, listed=False), Outcome.REFUSE, {"specialty"}),
        (lambda f: with_claim(f, listed=UNKNOWN), Outcome.WAITING, set()),
        (lambda f: with_claim(f, new=UNKNOWN), Outcome.INCOMPLETE, set()),
        (lambda f: with_work(f, source=Answered.NOT_FOUND), Outcome.INCOMPLETE, {"proof_of_work"}),
        (lambda f: with_work(f, source=Answered.UNAVAILABLE), Outcome.WAITING, set()),
        (lambda f: filing(with_work(f, source=Answered.UNAVAILABLE), "proof_of_work"), Outcome.GRANT, set()),
        (lambda f: filing(with_work(f, source=Answered.NOT_FOUND), "proof_of_work"), Outcome.GRANT, set()),
        # Whether service was uninterrupted only matters to whoever shows fewer than the 120 hours.
        (lambda f: with_work(f, uninterrupted=UNKNOWN), Outcome.GRANT, set()),
        (lambda f: replace(with_work(f, uninterrupted=UNKNOWN), trainings=()), Outcome.INCOMPLETE, set()),
        # A gap: the 120 hours are not demanded, the finding is flagged (S9).
        (lambda f: replace(with_work(f, uninterrupted=False), trainings=()), Outcome.GRANT, set()),
        # A level needs an assessment on this route too (p.4, S7); its result comes from the service first.
        (lambda f: with_claim(f, level="7.2 (R)"), Outcome.WAITING, set()),
        (
            lambda f: replace(with_claim(f, level="7.2 (R)"), assessment=Assessment(Answered.NOT_FOUND)),
            Outcome.INCOMPLETE,
            {"level_assessment"},
        ),
        (
            lambda f: replace(with_claim(f, level="7.2 (R)"), assessment=Assessment(Answered.FOUND, False)),
            Outcome.REFUSE,
            {"level_assessment"},
        ),
        (
            lambda f: replace(with_claim(f, level="7.2 (R)"), assessment=Assessment(Answered.FOUND, True)),
            Outcome.GRANT,
            set(),
        ),
        # A change of name: row 8 names no document, so the source is asked until it answers (D-5).
        (lambda f: replace(f, name_changed=True, civil_status=Answered.FOUND), Outcome.GRANT, set()),
        (lambda f: replace(f, name_changed=True, civil_status=Answered.NOT_FOUND), Outcome.WAITING, set()),
        (lambda f: replace(f, name_changed=True, civil_status=Answered.UNAVAILABLE), Outcome.WAITING, set()),
        (lambda f: replace(f, name_changed=UNKNOWN), Outcome.INCOMPLETE, set()),
        (lambda f: with_diploma(f, country="RU"), Outcome.INCOMPLETE, {"recognition"}),
    ],
)
def test_confirmation_one_change_at_a_time(
    confirmation: Facts, change: Change, expected: Outcome, not_met: set[str]
) -> None:
    assert (outcome(change(confirmation)), unmet(change(confirmation))) == (expected, not_met)


@pytest.mark.parametrize(
    ("change", "expected", "not_met"),
    [
        # Lapsed under three years and known to the service: nothing more is asked, hours neither (S9).
        (lambda f: replace(with_held(f, valid_until=date(2024, 1, 1)), trainings=()), Outcome.GRANT, set()),
        (
            lambda f: with_held(f, valid_until=date(2024, 1, 1), source=Answered.NOT_FOUND),
            Outcome.INCOMPLETE,
            {"certificate_copy"},
        ),
        (
            lambda f: filing(with_held(f, valid_until=date(2024, 1, 1), source=Answered.NOT_FOUND), "certificate_copy"),
            Outcome.GRANT,
            set(),
        ),
        (lambda f: with_held(f, valid_until=date(2024, 1, 1), source=Answered.UNAVAILABLE), Outcome.WAITING, set()),
        # Valid as declared, but the service has none: it is asked again (T-5, D-5).
        (lambda f: with_held(f, source=Answered.NOT_FOUND), Outcome.WAITING, set()),
        (lambda f: with_held(f, source=Answered.UNAVAILABLE), Outcome.WAITING, set()),
        (lambda f: with_held(f, shown_invalid=True), Outcome.INCOMPLETE, {"certificate_copy"}),
        (lambda f: filing(with_held(f, shown_invalid=True), "certificate_copy"), Outcome.GRANT, set()),
        (lambda f: replace(f, held=CertificateHeld(source=Answered.UNAVAILABLE)), Outcome.WAITING, set()),
        # Without a term: valid when given before 09.10.2015 and trained in the last five years (T-3).
        (lambda f: with_held(f, valid_until=None, issued_on=date(2015, 10, 8)), Outcome.GRANT, set()),
        (lambda f: with_held(f, valid_until=None, issued_on=UNKNOWN), Outcome.INCOMPLETE, set()),
    ],
)
def test_the_certificate_that_is_confirmed(
    confirmation: Facts, change: Change, expected: Outcome, not_met: set[str]
) -> None:
    assert (outcome(change(confirmation)), unmet(change(confirmation))) == (expected, not_met)


@pytest.mark.parametrize(
    ("change", "expected", "not_met"),
    [
        (lambda f: replace(f, diploma=None), Outcome.INCOMPLETE, {"diploma"}),
        (lambda f: with_diploma(f, source=Answered.UNAVAILABLE), Outcome.WAITING, set()),
        # A graduate after 2012 owes no diploma: the source is asked (again), not the person (S1).
        (lambda f: with_diploma(f, source=Answered.NOT_FOUND), Outcome.WAITING, set()),
        (lambda f: filing(with_diploma(f, source=Answered.NOT_FOUND), "diploma"), Outcome.GRANT, set()),
        (lambda f: replace(f, studies=f.studies[1:]), Outcome.INCOMPLETE, {"internship"}),
        (lambda f: replace(f, studies=f.studies[:1]), Outcome.INCOMPLETE, {"residency"}),
        (lambda f: filing(replace(f, studies=f.studies[:1]), "residency"), Outcome.GRANT, set()),
        (
            lambda f: filing(replace(f, studies=f.studies[:1]), "residency", "pl"),
            Outcome.INCOMPLETE,
            {"residency", "translation"},
        ),
        (lambda f: filing(replace(f, studies=f.studies[:1]), "residency", "pl", "ru"), Outcome.GRANT, set()),
        (lambda f: replace(f, studies=()), Outcome.INCOMPLETE, {"internship", "residency"}),
        (lambda f: with_claim(replace(f, studies=f.studies[:1]), clinical=False), Outcome.GRANT, set()),
        (lambda f: with_diploma(f, specialty="Фармация"), Outcome.GRANT, set()),
        (lambda f: with_diploma(f, country="RU", source=Answered.NOT_FOUND), Outcome.INCOMPLETE, {"recognition"}),
        (lambda f: replace(f, assessment=Assessment(Answered.NOT_FOUND)), Outcome.INCOMPLETE, {"assessment"}),
        (lambda f: filing(replace(f, assessment=Assessment(Answered.NOT_FOUND)), "assessment"), Outcome.GRANT, set()),
        (lambda f: replace(f, assessment=Assessment(Answered.UNAVAILABLE)), Outcome.WAITING, set()),
        (lambda f: replace(f, assessment=Assessment(Answered.FOUND, False)), Outcome.REFUSE, {"assessment"}),
        (lambda f: with_claim(f, mid_level=UNKNOWN), Outcome.WAITING, set()),
        (lambda f: with_diploma(f, level=DiplomaLevel.SECONDARY), Outcome.REFUSE, {"mid_level"}),
        # Three years after graduation without a certificate and without work: 240 hours (S4).
        (lambda f: with_diploma(f, graduated_on=date(2022, 12, 10)), Outcome.GRANT, set()),
        (lambda f: with_diploma(f, graduated_on=date(2022, 12, 9)), Outcome.REFUSE, {"training"}),
        (lambda f: with_claim(with_diploma(f, graduated_on=date(2022, 12, 9)), new=True), Outcome.GRANT, set()),
    ],
)
def test_first_certificate_one_change_at_a_time(
    first: Facts, change: Change, expected: Outcome, not_met: set[str]
) -> None:
    assert (outcome(change(first)), unmet(change(first))) == (expected, not_met)


def test_graduates_up_to_2012_owe_the_diploma_that_no_system_holds(first: Facts) -> None:
    trained = replace(first, trainings=(Training(Decimal(240), None, date(2025, 3, 1), True),))
    old = with_work(with_diploma(trained, graduated_on=date(2012, 6, 25), source=Answered.NOT_FOUND), working=False)

    assert unmet(old) == {"diploma"}
    assert need(filing(old, "diploma"), "diploma") is NeedStatus.FILED
    assert need(with_diploma(old, source=Answered.FOUND), "diploma") is NeedStatus.HELD_BY_SYSTEM


def test_retraining_before_2014(first: Facts) -> None:
    old = with_diploma(first, specialty="Емдеу ісі", graduated_on=date(2013, 6, 25))
    working = replace(
        with_work(
            old, working=True, started_on=date(2014, 1, 1), last_worked_on=DAY, uninterrupted=True, first_job=False
        ),
        studies=(Study(StudyKind.INTERNSHIP, False, date(2013, 6, 25), Answered.FOUND),),
        filed=(FiledDocument("proof_of_work"),),
    )
    retrained = Study(StudyKind.RETRAINING, True, date(2016, 5, 1), Answered.FOUND)

    assert unmet(working) == {"retraining"}
    assert outcome(replace(working, studies=(*working.studies, retrained))) is Outcome.GRANT
    assert unmet(replace(working, studies=(*working.studies, replace(retrained, completed_on=date(2021, 1, 1))))) == {
        "retraining"
    }
    assert outcome(with_work(working, started_on=date(2004, 12, 31))) is Outcome.GRANT  # G-4


def test_a_mid_level_claim_goes_by_the_table(first: Facts) -> None:
    nurse = replace(
        with_claim(first, specialty="secondary.nursing", clinical=False, mid_level=True),
        diploma=Diploma(DiplomaLevel.SECONDARY, "Акушериялық іс", date(2004, 6, 25), "KZ", Answered.FOUND),
        studies=(),
        trainings=(Training(Decimal(240), None, date(2025, 3, 1), True),),
    )
    assert outcome(nurse) is Outcome.GRANT
    assert unmet(replace(nurse, trainings=())) == {"training", "mid_level"}
    assert unmet(with_diploma(nurse, graduated_on=date(2005, 1, 1))) == {"mid_level"}


def test_refused_for_every_ground_that_applies(first: Facts) -> None:
    """An officer's finding, a ban, a refused consent and two unmet requirements: five grounds, each with its source."""
    facts = replace(
        with_diploma(first, graduated_on=date(2020, 6, 25)),
        studies=first.studies[:1],
        bans=Bans(Answered.FOUND, "sentence 12 of 01.02.2025"),
        officer=(
            OfficerFinding(1, "answer of the school no. 7"),
            OfficerFinding(1, "answer of the school no. 8"),
            OfficerFinding(3, "letter 5"),
            OfficerFinding(5, "sentence 9"),
        ),
        consents=(*first.consents, DataConsent(DataSet.BANS, Consent.REFUSED)),
    )
    verdict = decided(facts).verdicts[0]

    assert verdict.outcome is Outcome.REFUSE
    assert [ground.number for ground in verdict.grounds] == [1, 2, 3, 4, 5, 6]
    by_number = {ground.number: ground for ground in verdict.grounds}
    assert by_number[1].reference == "answer of the school no. 7; answer of the school no. 8"
    assert by_number[2].requirements == ("certificate.residency", "certificate.training")
    assert by_number[4].reference == "sentence 12 of 01.02.2025"
    assert str(by_number[6].citation) == "274/2020 ann.2 row 9(6)"
    assert verdict.terms is None


@pytest.mark.parametrize("ground", [0, 2, 6, 7])
def test_officers_establish_only_what_no_rule_can(ground: int) -> None:
    with pytest.raises(ValueError, match="establishes grounds"):
        OfficerFinding(ground, "letter 5")


def test_an_officers_finding_names_its_document() -> None:
    with pytest.raises(ValueError, match="names the document"):
        OfficerFinding(1, "  ")


def test_consent_is_asked_only_for_what_the_case_needs(confirmation: Facts) -> None:
    def refusing(data_set: DataSet) -> Facts:
        return replace(confirmation, consents=(*confirmation.consents, DataConsent(data_set, Consent.REFUSED)))

    assert outcome(refusing(DataSet.CERTIFICATE)) is Outcome.REFUSE
    assert outcome(refusing(DataSet.CIVIL_STATUS)) is Outcome.GRANT  # the name has not changed
    assert outcome(refusing(DataSet.HIGHER_EDUCATION)) is Outcome.GRANT  # confirmation does not ask for it
    assert outcome(replace(confirmation, consents=())) is Outcome.INCOMPLETE


def test_incomplete_says_what_it_would_be_refused_for(first: Facts) -> None:
    verdict = decided(replace(first, studies=())).verdicts[0]
    assert verdict.outcome is Outcome.INCOMPLETE
    assert [ground.requirements for ground in verdict.grounds] == [("certificate.internship", "certificate.residency")]


def test_waiting_says_for_whom(confirmation: Facts) -> None:
    facts = replace(with_work(confirmation, source=Answered.UNAVAILABLE), bans=Bans(Answered.UNAVAILABLE))
    assert set(decided(facts).verdicts[0].waiting_for) == {"bans", "employment"}


def test_requirements_are_of_the_day_of_application(confirmation: Facts) -> None:
    """A certificate that ended between application and decision was valid when it counted."""
    facts = with_held(confirmation, valid_until=DAY)
    verdict = decide(facts, date(2025, 12, 17), BOOK).verdicts[0]
    assert verdict.terms is not None
    assert verdict.terms.valid_from == date(2025, 12, 17)


def test_before_the_edition_held(confirmation: Facts) -> None:
    with pytest.raises(NotInForce):
        decided(replace(confirmation, applied_on=date(2023, 1, 10)))


def test_a_silent_source_is_never_no_record(first: Facts) -> None:
    """Whatever source is down, nothing is granted that the answer could have changed (D-5)."""
    down = Answered.UNAVAILABLE
    silent = [
        replace(first, bans=Bans(down)),
        replace(first, assessment=Assessment(down)),
        with_diploma(first, source=down),
        replace(first, studies=tuple(replace(study, source=down) for study in first.studies)),
        replace(first, held=CertificateHeld(source=down)),
    ]
    for facts in silent:
        assert outcome(facts) is Outcome.WAITING
        assert Status.UNKNOWN in {finding.status for finding in decided(facts).findings}
