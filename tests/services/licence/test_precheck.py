"""Why an application for a licence cannot be sent: its form, its bases, and the licence it names."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.builders import ASTANA
from tests.licences import CARDIOLOGIST, DECLARATION, PRIMARY_CARE, LicenceOffice, base

from tirkelim.cases.command import Invalid
from tirkelim.cases.models import Case
from tirkelim.law.standards.services import Action
from tirkelim.register.licence_models import Licence
from tirkelim.services.licence.precheck import precheck, problems

ALMATY_CITY = "750000000"


def codes(department: LicenceOffice, case: Case) -> set[tuple[str, str]]:
    """What is wrong, as code and page."""
    return {(one.code, one.field) for one in problems(department.fresh(case), department.now)}


def held(licence: Licence, annex: str | None = None) -> dict[str, Any]:
    return {"licence": str(licence.id), "annex": annex}


def test_a_whole_application_is_sent(department: LicenceOffice) -> None:
    case = department.begun()
    assert codes(department, case) == set()
    assert precheck(case, department.now).proposal.verdicts[0].claim == "issue"


def test_every_page_has_to_be_answered(department: LicenceOffice) -> None:
    case = department.begun(answers={"request": {"action": "issue"}})
    missing = {("page_missing", page) for page in ("holder", "bases", "information", "declaration")}
    assert codes(department, case) == missing
    assert codes(department, department.begun(answers={})) == {("page_missing", "request")}


def test_an_individual_answers_about_education(department: LicenceOffice) -> None:
    answers = department.answers()
    assert codes(department, department.begun(department.applicant(), answers)) == {("page_missing", "education")}


def test_what_is_not_signed_is_not_sent_but_a_refused_consent_is(department: LicenceOffice) -> None:
    """A refused consent is ground 8: it is decided, not turned away."""
    unsigned = department.answers(declaration=DECLARATION | {"true": False})
    refused = department.answers(declaration=DECLARATION | {"consent": False})
    assert codes(department, department.begun(answers=unsigned)) == {("not_signed", "declaration")}
    assert codes(department, department.begun(answers=refused)) == set()


@pytest.mark.parametrize(
    ("subtypes", "code"),
    [
        ([{"code": "99", "specialty": None}], "subtype_unknown"),
        ([{"code": "1", "specialty": None}], "subtype_unknown"),
        ([{"code": "1.3", "specialty": None}], "specialty_missing"),
        ([CARDIOLOGIST | {"specialty": "no.such"}], "specialty_missing"),
        ([PRIMARY_CARE | {"specialty": CARDIOLOGIST["specialty"]}], "specialty_not_asked"),
        ([PRIMARY_CARE, PRIMARY_CARE], "subtype_twice"),
    ],
)
def test_subtypes(department: LicenceOffice, subtypes: list[dict[str, Any]], code: str) -> None:
    answers = department.answers(bases={"bases": [base("Астана, Абай көшесі, 3", *subtypes)]})
    assert codes(department, department.begun(answers=answers)) == {(code, "bases")}


@pytest.mark.parametrize(
    ("katos", "found"),
    [
        ((ASTANA, "711210000"), set()),
        ((ASTANA, ALMATY_CITY), {("several_regions", "bases")}),
        (("990000000",), {("no_office", "bases")}),
    ],
)
def test_all_bases_are_of_one_department(
    department: LicenceOffice, katos: tuple[str, ...], found: set[tuple[str, str]]
) -> None:
    bases = [base(f"Көше, {number}", kato=kato) for number, kato in enumerate(katos)]
    assert codes(department, department.begun(answers=department.answers(bases={"bases": bases}))) == found


def test_a_base_is_named_once_and_is_nobody_elses(department: LicenceOffice) -> None:
    one = base()
    twice = department.answers(bases={"bases": [one, one]})
    assert ("base_twice", "bases") in codes(department, department.begun(answers=twice))

    licence = department.granted()
    theirs = str(licence.annexes.get().base_id)
    other = department.head_of(department.organisation("Басқа клиника"), "other-head")
    answers = department.answers(bases={"bases": [base(id=theirs)]})
    assert codes(department, department.begun(other, answers)) == {("base_of_another", "bases")}


def test_a_base_moves_to_another_place(department: LicenceOffice) -> None:
    licence = department.granted()
    annex = licence.annexes.get()
    change = {"reason": "base_moved", "changed_on": "2026-03-02", "document": "№ 5 бұйрық"}
    for id, found in ((str(annex.base_id), {("base_not_moved", "bases")}), (str(uuid4()), set())):
        bases = {"bases": [base(id=id)]}
        answers = department.answers(
            Action.REISSUE_ANNEX, held=held(licence, str(annex.id)), change=change, bases=bases
        )
        assert codes(department, department.begun(answers=answers)) == found


def test_the_licence_is_the_applicants_own(department: LicenceOffice) -> None:
    licence = department.granted()
    other = department.head_of(department.organisation("Басқа клиника"), "other-head")
    asked = department.answers(Action.DUPLICATE, held=held(licence), loss={"noticed_on": "2026-03-04"} | LOSS)

    assert codes(department, department.begun(other, asked)) == {("no_such_licence", "held")}
    assert codes(department, department.begun(answers=asked)) == set()
    unknown = asked | {"held": {"licence": str(uuid4()), "annex": None}}
    assert codes(department, department.begun(answers=unknown)) == {("no_such_licence", "held")}


def test_the_annex_is_the_licences_own(department: LicenceOffice) -> None:
    licence = department.granted()
    change = {"reason": "base_renamed", "changed_on": "2026-03-02", "document": "№ 5 бұйрық", "address": "Абай, 3"}
    nowhere = department.answers(
        Action.REISSUE_ANNEX, held=held(licence, str(licence.annexes.get().id)), change=change | {"address": None}
    )
    assert codes(department, department.begun(answers=nowhere)) == {("page_missing", "change")}
    for annex, found in ((str(licence.annexes.get().id), set()), (None, {("no_such_annex", "held")})):
        answers = department.answers(Action.REISSUE_ANNEX, held=held(licence, annex), change=change)
        assert codes(department, department.begun(answers=answers)) == found


def test_the_reason_fits_what_is_asked(department: LicenceOffice) -> None:
    licence = department.granted()
    change = {"reason": "subtype_renamed", "changed_on": "2026-03-02", "document": "№ 5 бұйрық"}
    answers = department.answers(Action.REISSUE, held=held(licence), change=change)
    assert codes(department, department.begun(answers=answers)) == {("reason_of_another_action", "change")}

    later = answers | {"change": change | {"reason": "name", "changed_on": "2031-01-01"}}
    assert codes(department, department.begun(answers=later)) == {("in_the_future", "change")}


LOSS = {"circumstances": "Су басып, бүлінді"}


def test_what_was_lost_had_been_given(department: LicenceOffice) -> None:
    licence = department.granted()
    for day, code in (("2026-01-01", "before_licence"), ("2031-01-01", "in_the_future")):
        answers = department.answers(Action.DUPLICATE, held=held(licence), loss=LOSS | {"noticed_on": day})
        assert codes(department, department.begun(answers=answers)) == {(code, "loss")}


def test_nobody_applies_twice_for_the_same(department: LicenceOffice) -> None:
    first, second = department.begun(), department.begun()
    department.do(department.head, first, "submit")

    outcome = department.do(department.head, second, "submit", expect=None)

    assert isinstance(outcome, Invalid)
    assert [problem.code for problem in outcome.problems] == ["open_already"]
    other = department.head_of(department.organisation("Басқа клиника"), "other-head")
    assert codes(department, department.begun(other)) == set()


def test_annexes_for_other_bases_go_side_by_side(department: LicenceOffice) -> None:
    licence = department.granted()
    answers = department.answers(Action.ISSUE_ANNEX, held=held(licence), bases={"bases": [base("Абай көшесі, 3")]})
    department.licence_case(answers=answers)

    same = department.begun(answers=department.answers(Action.ISSUE_ANNEX, held=held(licence), bases=answers["bases"]))
    assert codes(department, same) == {("open_already", "request")}
    bases = {"bases": [base("Абай көшесі, 9")]}
    other = department.begun(answers=department.answers(Action.ISSUE_ANNEX, held=held(licence), bases=bases))
    assert codes(department, other) == set()
