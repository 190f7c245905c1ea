"""What must hold for every application, whatever its facts."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tirkelim.law.book import current_book
from tirkelim.law.digest import digest
from tirkelim.law.finding import Decision, NeedStatus, Outcome, Status
from tirkelim.law.messages import LANGUAGES, render, render_need
from tirkelim.law.order_274_certificates import decision, foreign_decision
from tirkelim.law.order_274_certificates.facts import (
    Answered,
    Assessment,
    Bans,
    CertificateFacts,
    CertificateHeld,
    Claim,
    Consent,
    DataConsent,
    DataSet,
    Diploma,
    FiledDocument,
    ForeignFacts,
    OfficerFinding,
    Study,
    StudyKind,
    Work,
)
from tirkelim.law.order_274_certificates.route import Held, Route, not_long_expired, route_of
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel
from tirkelim.law.order_274_certificates.training import Training
from tirkelim.law.standards.rows import rows_of
from tirkelim.law.standards.services import Service
from tirkelim.law.unknown import UNKNOWN

BOOK = current_book()
DAY = date(2025, 12, 10)
RANK = {Outcome.REFUSE: 0, Outcome.INCOMPLETE: 1, Outcome.WAITING: 2, Outcome.GRANT: 3}
DOCUMENTS = tuple(
    sorted(
        {d["id"] for service in ("certificate", "foreign_certificate") for d in rows_of(Service(service))["documents"]}
    )
)

maybe = st.sampled_from([True, False, UNKNOWN])
days = st.dates(date(1990, 1, 1), date(2027, 12, 31))
near = st.integers(-2, 2).flatmap(
    lambda n: st.sampled_from([date(2012, 12, 31), date(2022, 12, 10), date(2005, 1, 1), DAY]).map(
        lambda day: day + timedelta(days=n)
    )
)
some_day = st.one_of(days, near)
answered = st.sampled_from(list(Answered))


def or_unknown(values: st.SearchStrategy[Any], none: bool = False) -> st.SearchStrategy[Any]:
    return st.one_of(values, st.just(UNKNOWN), *([st.none()] if none else []))


SPECIALTIES = st.sampled_from(
    ["Емдеу ісі", "Жалпы медицина", "Педиатрия", "Стоматология", "Мейіргер ісі", "Акушериялық іс", "secondary.nursing"]
)
diplomas = st.builds(
    Diploma,
    level=st.sampled_from(list(DiplomaLevel)),
    specialty=or_unknown(SPECIALTIES),
    graduated_on=or_unknown(some_day),
    country=or_unknown(st.sampled_from(["KZ", "RU", "IN"])),
    source=answered,
)
facts_of = st.builds(
    CertificateFacts,
    applied_on=st.just(DAY),
    claim=st.builds(
        Claim,
        specialty=st.sampled_from(["residency.neurology", "secondary.nursing", "secondary.feldsher", "Фармация"]),
        listed=maybe,
        clinical=maybe,
        mid_level=maybe,
        new=maybe,
        level=st.sampled_from([None, "7.2 (R)"]),
    ),
    application_signed=st.booleans(),
    information_form=st.booleans(),
    held=st.builds(
        CertificateHeld,
        exists=maybe,
        valid_until=or_unknown(some_day, none=True),
        issued_on=or_unknown(some_day, none=True),
        source=answered,
        shown_invalid=st.booleans(),
    ),
    diploma=st.one_of(st.none(), diplomas),
    studies=st.lists(
        st.builds(
            Study,
            kind=st.sampled_from(list(StudyKind)),
            in_claimed_specialty=maybe,
            completed_on=or_unknown(some_day),
            source=answered,
        ),
        max_size=3,
    ).map(tuple),
    trainings=st.lists(
        st.builds(
            Training,
            hours=or_unknown(st.sampled_from([Decimal("59.5"), Decimal(120), Decimal(240)]), none=True),
            credits=or_unknown(st.integers(0, 9), none=True),
            completed_on=or_unknown(some_day),
            specialty_matches=maybe,
        ),
        max_size=3,
    ).map(tuple),
    work=st.builds(
        Work,
        working=maybe,
        started_on=or_unknown(some_day, none=True),
        last_worked_on=or_unknown(some_day, none=True),
        uninterrupted=maybe,
        first_job=maybe,
        source=answered,
    ),
    name_changed=maybe,
    civil_status=answered,
    assessment=st.builds(Assessment, source=answered, passed=maybe),
    bans=st.builds(Bans, source=answered, reference=st.just("act 1")),
    consents=st.lists(
        st.builds(DataConsent, data_set=st.sampled_from(list(DataSet)), answer=st.sampled_from(list(Consent))),
        max_size=8,
    ).map(tuple),
    filed=st.lists(
        st.builds(
            FiledDocument,
            kind=st.sampled_from(DOCUMENTS),
            language=st.sampled_from(["kk", "en"]),
            translated_into=st.sampled_from([None, "ru"]),
        ),
        max_size=6,
    ).map(tuple),
    officer=st.lists(
        st.builds(OfficerFinding, ground=st.sampled_from([1, 3, 4, 5]), reference=st.just("letter 7")), max_size=1
    ).map(tuple),
)
foreign_facts = st.builds(
    ForeignFacts,
    certificate=facts_of,
    citizenship=or_unknown(st.sampled_from(["KG", "IN"])),
    permanent_resident=maybe,
    identity=answered,
    name_changed_in=or_unknown(st.sampled_from(["KZ", "IN"])),
)


def decided(facts: CertificateFacts | ForeignFacts) -> Decision:
    if isinstance(facts, ForeignFacts):
        return foreign_decision.decide(facts, DAY, BOOK)
    return decision.decide(facts, DAY, BOOK)


FIRST = CertificateFacts(
    applied_on=DAY,
    claim=Claim("residency.neurology", listed=True, clinical=True, mid_level=False, new=False),
    application_signed=True,
    information_form=True,
    held=CertificateHeld(False, None, None, Answered.NOT_FOUND),
    diploma=Diploma(DiplomaLevel.HIGHER, "Жалпы медицина", date(2023, 6, 25), "KZ", Answered.FOUND),
    studies=(
        Study(StudyKind.INTERNSHIP, True, date(2023, 6, 25), Answered.FOUND),
        Study(StudyKind.RESIDENCY, True, date(2025, 8, 30), Answered.FOUND),
    ),
    work=Work(False, None, None, False, True, Answered.NOT_FOUND),
    name_changed=False,
    assessment=Assessment(Answered.FOUND, True),
    bans=Bans(Answered.NOT_FOUND),
    consents=tuple(DataConsent(data_set, Consent.GIVEN) for data_set in DataSet),
)
CONFIRMED = replace(
    FIRST,
    held=CertificateHeld(True, date(2026, 3, 1), date(2021, 3, 1), Answered.FOUND),
    trainings=(Training(Decimal(120), None, date(2024, 3, 1), True),),
    work=Work(True, date(2013, 9, 1), DAY, True, False, Answered.FOUND),
)


@st.composite
def near_grants(draw: st.DrawFn) -> CertificateFacts:
    """An application that would be granted, with up to three groups of its facts replaced by any others."""
    base, other = draw(st.sampled_from([FIRST, CONFIRMED])), draw(facts_of)
    names = [field.name for field in dataclasses.fields(CertificateFacts) if field.name != "applied_on"]
    taken = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    return replace(base, **{name: getattr(other, name) for name in taken})


near_foreign = st.builds(
    ForeignFacts,
    certificate=near_grants(),
    citizenship=or_unknown(st.sampled_from(["KG", "IN"])),
    permanent_resident=maybe,
    identity=answered,
    name_changed_in=or_unknown(st.sampled_from(["KZ", "IN"])),
)
cases = st.one_of(facts_of, near_grants(), foreign_facts, near_foreign)


@settings(max_examples=200)
@given(cases)
def test_granted_only_when_every_requirement_is_met(facts: CertificateFacts | ForeignFacts) -> None:
    result = decided(facts)
    verdict = result.verdicts[0]
    statuses = {finding.status for finding in result.findings}

    assert (verdict.outcome is Outcome.GRANT) == statuses.isdisjoint({Status.NOT_MET, Status.UNKNOWN})
    assert (verdict.terms is not None) == (verdict.outcome is Outcome.GRANT)
    if verdict.outcome is Outcome.GRANT:
        missing = {NeedStatus.MISSING, NeedStatus.UNKNOWN}
        assert not [need for need in result.documents if need.status in missing]
        assert not verdict.grounds


@settings(max_examples=200)
@given(cases)
def test_every_unmet_requirement_is_named_under_its_ground(facts: CertificateFacts | ForeignFacts) -> None:
    result = decided(facts)
    verdict = result.verdicts[0]
    named = {requirement for ground in verdict.grounds for requirement in ground.requirements}

    assert named == result.unmet()
    assert all(f.requirement.ground in range(1, 7) for f in result.findings if f.status is Status.NOT_MET)
    assert all(ground.reference for ground in verdict.grounds if ground.number in (1, 3, 4, 5))
    assert verdict.outcome is not Outcome.REFUSE or verdict.grounds


@settings(max_examples=200)
@given(cases, st.sampled_from(DOCUMENTS), st.sampled_from(["kk", "en"]))
def test_another_document_never_makes_it_worse(
    facts: CertificateFacts | ForeignFacts, kind: str, language: str
) -> None:
    added = FiledDocument(kind, language)
    if isinstance(facts, ForeignFacts):
        more: CertificateFacts | ForeignFacts = replace(
            facts, certificate=replace(facts.certificate, filed=(*facts.certificate.filed, added))
        )
    else:
        more = replace(facts, filed=(*facts.filed, added))
    assert RANK[decided(more).verdicts[0].outcome] >= RANK[decided(facts).verdicts[0].outcome]


@settings(max_examples=200)
@given(near_grants())
def test_forgetting_a_fact_never_grants(facts: CertificateFacts) -> None:
    """What is not known never becomes met: a case not granted with a fact is not granted without it."""
    forgetful = [replace(facts, name_changed=UNKNOWN)]
    for group in ("claim", "held", "diploma", "work"):
        part = getattr(facts, group)
        for field in dataclasses.fields(part) if part is not None else ():
            if "Maybe" in str(field.type):
                forgetful.append(replace(facts, **{group: replace(part, **{field.name: UNKNOWN})}))
    if decided(facts).verdicts[0].outcome is not Outcome.GRANT:
        assert all(decided(less).verdicts[0].outcome is not Outcome.GRANT for less in forgetful)


@settings(max_examples=200)
@given(near_grants(), st.sampled_from([Answered.UNAVAILABLE, Answered.NOT_ASKED]))
def test_no_answer_on_bans_is_never_a_grant(facts: CertificateFacts, silence: Answered) -> None:
    assert decided(replace(facts, bans=Bans(silence))).verdicts[0].outcome is not Outcome.GRANT


@settings(max_examples=200)
@given(cases)
def test_everything_is_said_in_three_languages_and_stored(facts: CertificateFacts | ForeignFacts) -> None:
    result = decided(facts)
    for lang in LANGUAGES:
        assert all(render(finding, lang) for finding in result.findings)
        assert all(render_need(need, lang) for need in result.documents)
    assert digest(facts)
    assert digest([(f.requirement.id, f.status, f.found, f.required, f.params) for f in result.findings])


@given(st.booleans(), st.one_of(st.none(), some_day), st.booleans(), st.dates(date(2024, 9, 1), date(2027, 12, 31)))
def test_the_routes_share_all_cases_between_them(exists: bool, until: date | None, new: bool, day: date) -> None:
    held = Held(exists, until if exists else None)
    route = route_of(held, new, day, BOOK)
    if exists and until is None and not new:
        assert route is UNKNOWN  # a certificate whose term nobody knows
    else:
        confirmed = not new and not_long_expired(held, day, BOOK) is True
        assert route is (Route.CONFIRMATION if confirmed else Route.INITIAL)


@settings(max_examples=200)
@given(
    near_grants(),
    st.builds(Training, hours=st.just(Decimal(240)), completed_on=st.just(DAY), specialty_matches=st.just(True)),
)
def test_more_training_never_makes_it_worse(facts: CertificateFacts, added: Training) -> None:
    more = replace(facts, trainings=(*facts.trainings, added))
    # A certificate without a term may come alive by it, and the case with it into the other list.
    if decided(more).route == decided(facts).route:
        assert RANK[decided(more).verdicts[0].outcome] >= RANK[decided(facts).verdicts[0].outcome]
