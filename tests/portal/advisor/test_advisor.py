"""The advisor: the same answers as the law's, in plain words, in three languages, with errors beside the fields."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tirkelim.law.ask.registry import ask
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.criteria import criteria
from tirkelim.law.order_305_positions.nomenclature import by_title, positions
from tirkelim.portal.advisor.certificate import DetailsForm, details_for
from tirkelim.portal.advisor.checklist import _years_since
from tirkelim.portal.advisor.index import CARDS

ROWS = criteria(current_book().latest("283/2020").by)
LANGUAGES = ("kk", "ru", "en")


def day(name: str, iso: str) -> dict[str, str]:
    """A date as the three boxes send it."""
    year, month, number = iso.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def get(address: str, lang: str = "en", **sent: str) -> str:
    client = Client()
    client.cookies["til"] = lang
    response = client.get(address, sent)
    assert response.status_code == 200
    assert not response.cookies
    text: str = html.unescape(response.content.decode()).replace("\u00a0", " ")
    return text


def answer(page: str) -> str:
    """The one plain sentence; empty when there is none."""
    found = re.search(r'a-answer__sentence">(.*?)</p>', page, re.S)
    return found[1] if found else ""


def requests_shown(page: str) -> list[tuple[str, dict[str, Any]]]:
    """The requests that a program would send, as the page shows them."""
    shown = re.findall(r"POST /api/v1/ask/([\w.]+)\n(.*?)</code>", page, re.S)
    return [(question, json.loads(body)) for question, body in shown]


# --- every page ------------------------------------------------------------------------------------------------------

UNITS = {"profile_match": "yes", "evidence_complete": "yes", "hours": "12", "online": "no", "document_language": "kk"}
UNITS |= day("completed_on", "2025-06-01") | day("confirmed_on", "2025-10-15")
DEADLINE = {"service": "certificate.confirm", "submitted_time": "18:45"} | day("submitted_on", "2026-03-20")
CATEGORY = {"category": "first", "education": "residency", "indefinite": "yes"} | day("applied_on", "2025-12-01")
LEVEL = {
    "education": "residency", "current_level": "7.1 (R)", "claimed_level": "7.2 (R)", "years": "5", "high": "200",
    "non_formal": "30,5", "competencies": "40", "expert_commission_participations": "0", "assessment_passed": "yes",
    "labour_functions_confirmed": "yes", "cpd_confirmed": "yes",
}  # fmt: skip
FIRST = {"applicant": "domestic", "education": "higher", "has_certificate": "no", "new_specialty": "no"}
FIRST |= {"claims_level": "no"} | day("applied_on", "2025-12-10")
SECOND = {
    "details": "domestic-initial-higher", "studied_here": "yes", "diploma_specialty": "Педиатрия",
    "clinical_specialty": "yes", "training_matches_claim": "no", "working": "yes", "uninterrupted": "no",
    "service_break_years": "4", "first_job_after_graduation": "no", "hours": "100", **day("graduated_on", "2010-07-01"),
}  # fmt: skip
ANSWERED = {
    "/advisor/units/3/": UNITS,
    "/advisor/deadline/": DEADLINE,
    "/advisor/position/": {"title": "Бас мейіргер"},
    "/advisor/interior/": {"position": "Доцент"},
    "/advisor/category/": CATEGORY,
    "/advisor/level/": LEVEL,
    "/advisor/indefinite/": day("issued_on", "2014-05-01") | day("trained_on", "2023-05-01") | day("on", "2025-12-01"),
    "/advisor/certificate/": FIRST | SECOND,
}
EMPTY = ("/advisor/", "/advisor/units/", *ANSWERED, *(f"/advisor/units/{one.row}/" for one in ROWS))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_opens(lang: str) -> None:
    for address in EMPTY:
        page = get(address, lang)
        assert "<h1" in page
        assert not answer(page)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", ANSWERED)
def test_every_page_answers_with_reasons_and_the_same_request_for_programs(address: str, lang: str) -> None:
    page = get(address, lang, **ANSWERED[address])

    assert answer(page)
    assert 'href="/law/' in page
    assert requests_shown(page)
    for question, facts in requests_shown(page):
        assert ask(question, facts).findings


@pytest.mark.parametrize("address", ANSWERED)
def test_what_was_typed_is_still_there(address: str) -> None:
    page = get(address, **ANSWERED[address])

    for name, value in ANSWERED[address].items():
        written = re.escape(html.unescape(value))
        kept = rf'name="{name}"[^>]*value="{written}"|value="{written}"[^>]*(checked|selected)'
        assert name == "details" or re.search(kept, page), name


def test_the_index_leads_to_every_advice() -> None:
    page = get("/advisor/")

    assert all(f'href="{reverse(card.page)}"' in page for card in CARDS)


def test_a_stranger_to_the_form_is_no_answer() -> None:
    assert "govuk-error-summary" not in get("/advisor/level/", utm="x")


@pytest.mark.parametrize("address", ["/advisor/units/22/", "/advisor/units/0/"])
def test_there_are_21_criteria(address: str) -> None:
    assert Client().get(address).status_code == 404


# --- units -----------------------------------------------------------------------------------------------------------


def test_units_are_those_of_the_law() -> None:
    assert answer(get("/advisor/units/3/", **UNITS)) == "It earns 6 credit units."
    assert answer(get("/advisor/units/3/", **UNITS | {"hours": "0,5"})) == "It earns 0.25 credit units."
    assert answer(get("/advisor/units/3/", **UNITS | {"online": "yes"})) == "It earns no credit units."
    assert answer(get("/advisor/units/3/", **UNITS | {"hours": "", "credits": "2"})) == "It earns 30 credit units."


@pytest.mark.parametrize("criterion", ROWS, ids=lambda one: f"row {one.row}")
def test_each_criterion_asks_for_exactly_its_facts(criterion: Any) -> None:
    page = get(f"/advisor/units/{criterion.row}/")
    asked = {re.sub(r"_(day|month|year)$", "", name) for name in re.findall(r'name="(\w+)"', page)}

    assert asked - {"next", "language", "viewport"} >= {*criterion.fields, "confirmed_on"}
    assert not asked & (set(DETAILS_OF_ALL) - set(criterion.fields))


DETAILS_OF_ALL = {name for one in ROWS for name in one.fields}


def test_what_is_wrong_stands_beside_the_field_and_in_the_summary() -> None:
    page = get("/advisor/units/3/", **UNITS | {"hours": "", "completed_on_day": "31"})

    assert not answer(page)
    assert "Fill in one of these: Hours / Credits" in page
    assert "There is no such date" in page
    assert 'href="#id_completed_on_day"' in page


def test_what_only_the_law_finds_wrong_stands_beside_the_field_too() -> None:
    page = get("/advisor/units/3/", **UNITS | day("confirmed_on", "2021-10-15"))

    assert not answer(page)
    assert 'id="id_confirmed_on-error"' in page
    assert "another wording of 283/2020 applied" in page


# --- deadline --------------------------------------------------------------------------------------------------------


def test_the_calendar_shows_holidays_by_name() -> None:
    page = get("/advisor/deadline/", **DEADLINE)

    assert answer(page) == "The answer is due by 2 April 2026."
    assert "26 March 2026" in page
    assert "Nauryz" in page
    assert page.count("a-day--accepted") == page.count("a-day--due") == 1
    assert "day 5" in page


def test_the_licence_has_a_fee() -> None:
    page = get("/advisor/deadline/", **DEADLINE | {"service": "licence.issue"})

    assert "10 MCI" in page


def test_a_repealed_service_says_so() -> None:
    page = get("/advisor/deadline/", **DEADLINE | {"service": "conformity.issue"})

    assert not answer(page)
    assert "236/2023" in page


# --- positions -------------------------------------------------------------------------------------------------------


def test_a_former_title_finds_the_position_of_today() -> None:
    renamed = next(one for one in positions() if one.former_title and by_title(one.former_title) is None)
    page = get("/advisor/position/", title=str(renamed.former_title))

    assert answer(page) == f"It is now called: {renamed.names['en']}."
    assert renamed.title in page


def test_an_unclear_title_gets_suggestions_that_can_be_followed() -> None:
    page = get("/advisor/position/", title="Бас мейиргер")

    assert "no such position" in answer(page)
    assert "?title=" in page


def test_a_word_finds_the_titles_that_hold_it() -> None:
    assert "?title=" in get("/advisor/position/", "kk", title="мейіргер")


# --- levels ----------------------------------------------------------------------------------------------------------


def test_the_level_tells_what_is_missing() -> None:
    assert answer(get("/advisor/level/", **LEVEL)) == "Level 7.2 (R) can be given."
    less = get("/advisor/level/", **LEVEL | {"years": "4", "high": "10"})
    assert answer(less) == "Level 7.2 (R) cannot be given yet: 3 requirements are not met."
    assert "cannot be told yet" in answer(get("/advisor/level/", **LEVEL | {"cpd_confirmed": "unsure"}))


def test_a_category_becomes_a_level() -> None:
    assert answer(get("/advisor/category/", **CATEGORY)) == "The level is 7.3 (R)."
    page = get("/advisor/category/", **CATEGORY | {"indefinite": "no"})
    assert "say that it has no term" in page


# --- certificate -----------------------------------------------------------------------------------------------------


def test_the_first_step_leads_to_what_the_case_depends_on() -> None:
    page = get("/advisor/certificate/", **FIRST)

    assert "issued as a first one" in page
    assert 'name="diploma_specialty"' in page
    assert 'name="citizenship"' not in page


def test_the_list_says_what_is_needed_and_why() -> None:
    page = get("/advisor/certificate/", **FIRST | SECOND)

    assert answer(page) == "For a first certificate you need 6 things."
    assert "140 hours short" in page
    assert page.index("Retraining document") < page.index("Only if no state system holds it")
    questions = [question for question, _facts in requests_shown(page)]
    assert questions[0] == "certificate.route"
    assert {"certificate.training_hours", "certificate.internship", "certificate.residency"} <= set(questions)


def test_a_confirmation_asks_less() -> None:
    confirm = FIRST | {"has_certificate": "yes"} | day("valid_until", "2026-02-01")
    page = get("/advisor/certificate/", **confirm)
    assert 'name="diploma_specialty"' not in page

    done = {"details": "domestic-confirmation-higher", "studied_here": "yes", "uninterrupted": "yes", "hours": "120"}
    page = get("/advisor/certificate/", **confirm | done)
    assert answer(page) == "To confirm the certificate you need 2 things."
    assert "You have it" in page


def test_a_nurse_is_asked_for_the_specialty_instead_of_residency() -> None:
    college = FIRST | {"education": "secondary"}
    done = SECOND | {
        "details": "domestic-initial-secondary", "diploma_specialty": "Акушериялық іс",
        "claimed_specialty": "Мейіргер ісі", **day("graduated_on", "2015-06-25"),
    }  # fmt: skip
    page = get("/advisor/certificate/", **college | done)

    assert answer(page) == "Your education does not open this specialty."
    assert "Residency document" not in page


def test_a_foreign_specialist_sees_the_permit() -> None:
    foreign = FIRST | {"applicant": "foreign"}
    done = {
        "details": "foreign-initial-higher", "studied_here": "no", "citizenship": "IN", "permanent_resident": "no",
        "first_job_after_graduation": "no", "name_changed": "no", "service_break_years": "0",
        **day("graduated_on", "2012-06-25"),
    }  # fmt: skip
    page = get("/advisor/certificate/", **foreign | done)

    assert "Permit to engage foreign labour" in page
    citizenship = get("/advisor/certificate/", **foreign | done | {"citizenship": "1"})
    assert "two-letter country code" in citizenship


def test_changing_the_first_step_keeps_what_was_typed_in_the_second() -> None:
    page = get("/advisor/certificate/", change="1", **FIRST | SECOND)
    assert 'name="has_certificate"' in page
    assert re.search(r'type="hidden" name="diploma_specialty" value="Педиатрия"', page)

    other = get("/advisor/certificate/", **FIRST | SECOND | {"education": "secondary"})
    assert "govuk-error-summary" not in other
    assert re.search(r'name="diploma_specialty"[^>]*value="Педиатрия"|value="Педиатрия"', other)


def test_a_certificate_needs_its_last_day() -> None:
    page = get("/advisor/certificate/", **FIRST | {"has_certificate": "yes"})

    assert "Write the last day of the certificate" in page
    assert 'name="details"' not in page


def test_each_case_has_its_fields() -> None:
    for case in (
        ("domestic", "initial", "higher"),
        ("domestic", "initial", "secondary"),
        ("foreign", "initial", "higher"),
    ):
        assert set(details_for(*case).base_fields) < set(DetailsForm.base_fields)
    assert not details_for("foreign", "confirmation", "higher").base_fields


@pytest.mark.parametrize(
    ("graduated", "on", "years"),
    [("2022-12-10", "2025-12-10", "3"), ("2022-12-09", "2025-12-10", "3.0027"), ("2024-02-29", "2025-02-28", "1")],
)
def test_years_since_graduation_are_whole_on_the_anniversary(graduated: str, on: str, years: str) -> None:
    from datetime import date
    from decimal import Decimal

    assert _years_since(date.fromisoformat(graduated), date.fromisoformat(on)) == Decimal(years)


def test_an_indefinite_certificate() -> None:
    page = get("/advisor/indefinite/", **ANSWERED["/advisor/indefinite/"])
    assert answer(page) == "It is still valid."
    without = day("issued_on", "2014-05-01") | day("on", "2025-12-01")
    assert answer(get("/advisor/indefinite/", **without)) == "It is not valid any more."


# --- anything at all -------------------------------------------------------------------------------------------------


@given(address=st.sampled_from(sorted(ANSWERED)), data=st.data())
def test_nothing_that_is_sent_breaks_a_page(address: str, data: st.DataObject) -> None:
    names = sorted(ANSWERED[address])
    odd = st.sampled_from(["", "yes", "no", "0", "-1", "1e9", "NaN", "31", "2026", "ӘҒ", "\x00", "9" * 40, "'\"<b>"])
    changed = data.draw(st.dictionaries(st.sampled_from(names), odd, max_size=4))

    client = Client()
    assert client.get(address, ANSWERED[address] | changed).status_code == 200
