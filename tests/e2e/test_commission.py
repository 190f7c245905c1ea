"""A sitting of the commission in a browser, in Kazakh: three members, one divergence, minutes signed by all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.accessible import assert_accessible
from tests.e2e.test_desk import PHONE, sign_in
from tests.services.conformity.commission_room import CommissionRoom

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.identity.models import Account
from tirkelim.services.conformity.commission.results import recommendation_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(transactional_db: None) -> Iterator[CommissionRoom]:
    """A commission on the morning of its sitting in March 2022."""
    made = CommissionRoom()
    made.sitting(made.handed_over())
    with time_machine.travel(made.now + timedelta(minutes=30), tick=True):
        yield made


@pytest.fixture
def sit_down(context: BrowserContext, page: Page, live_server: Any) -> Any:
    """Somebody takes a seat at the screen."""

    def change(account: Account) -> Page:
        context.clear_cookies()
        sign_in(context, account, live_server.url)
        page.goto("/commission/")
        return page

    return change


def choose(page: Page, question: str, answer: str) -> None:
    """Answer a question that has radio buttons."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def join_and_open(page: Page) -> None:
    """Take part, open the case and declare no conflict."""
    page.get_by_role("link", name="2022 жылғы 16 наурыз").click()
    page.get_by_role("button", name="Қатысамын").click()
    page.get_by_role("link", name="Смит Джон").click()
    expect(page.get_by_text("University of Leeds")).to_have_count(0)
    choose(page, "мүдделер қақтығысы бар ма", "Жоқ")
    page.get_by_role("button", name="Жалғастыру").click()
    expect(page.get_by_text("University of Leeds")).to_be_visible()


def score(page: Page, years: str, *, meets: bool = True) -> None:
    """Fill in the score and send it."""
    choose(page, "Мамандық бойынша жоғары білім", "Иә")
    choose(page, "Мамандық бойынша ғылыми дәреже", "Жоқ")
    choose(page, "Ағылшын тілін оқыту сертификаты", "Жоқ")
    page.get_by_label("Жыл саны", exact=True).fill(years)
    choose(page, "кәсіптің талаптарына сай ма", "Иә" if meets else "Жоқ")
    choose(page, "Анықтама беруді ұсынасыз ба", "Иә" if meets else "Жоқ")
    page.get_by_role("button", name="Бағаны қою").click()
    expect(page.get_by_role("alert")).to_contain_text("Немен салыстырдыңыз")
    page.get_by_label("Немен салыстырдыңыз?").fill("«Дәрігер» кәсіптік стандарты")
    if not meets:
        page.get_by_label("Негіздемеңіз бен ескертпелеріңіз").fill("Өтіл екі жылға ғана расталған.")
    page.get_by_role("button", name="Бағаны қою").click()
    expect(page.get_by_text("Бағаңыз жазылды.")).to_be_visible()


def test_three_members_one_divergence_and_the_word_reaches_the_office(
    room: CommissionRoom, sit_down: Any, page: Page
) -> None:
    for account, years, meets in ((room.second, "2", False), (room.third, "4", True), (room.chair, "4", True)):
        sit_down(account)
        assert_accessible(page)
        join_and_open(page)
        assert_accessible(page)
        if account == room.third:
            page.set_viewport_size(PHONE)
        score(page, years, meets=meets)
        if account != room.chair:
            expect(page.get_by_role("heading", name="Мүшелердің бағалары")).to_have_count(0)
            assert_accessible(page)

    expect(page.get_by_text("Өтіл екі жылға ғана расталған.")).to_be_visible()
    page.get_by_role("button", name="Комиссияның шешімін жазу").click()
    assert_accessible(page)
    page.get_by_label("Жыл саны", exact=True).fill("4")
    choose(page, "Біліктілігі мен білімі талаптарға сай", "Иә")
    page.get_by_role("button", name="Комиссияның шешімін жазу").click()
    expect(page.get_by_role("alert")).to_contain_text("Айырмашылықтың қалай шешілгенін жазыңыз")
    page.get_by_label("Айырмашылық қалай шешілді?").fill("Еңбек кітапшасы оқылды: төрт жыл.")
    page.get_by_role("button", name="Комиссияның шешімін жазу").click()
    expect(page.get_by_text("Комиссия анықтама беруді ұсынады.")).to_be_visible()
    assert_accessible(page)

    sit_down(room.officer_)
    page.get_by_role("link", name="2022 жылғы 16 наурыз").click()
    page.get_by_role("button", name="Хаттама жасау").click()
    expect(page.get_by_text("Әлі қол қоймағандар: member1, member2, member3")).to_be_visible()
    assert_accessible(page)

    for account in (room.chair, room.second, room.third):
        sit_down(account)
        page.get_by_role("link", name="2022 жылғы 16 наурыз").click()
        page.get_by_role("link", name="Хаттамаға қол қою").click()
        if account == room.second:
            page.get_by_label("Ерекше пікір").fill("Өтілге қатысты күмәнім бар.")
        page.get_by_role("button", name="Қол қою", exact=True).click()
    expect(page.get_by_text("Бәрі қол қойды: ұсынымдар")).to_be_visible()
    expect(page.get_by_role("link", name="Құжатты ашу (PDF)")).to_be_visible()
    assert_accessible(page)

    case = Case.objects.get()
    said = recommendation_of(case)
    assert said is not None
    assert said.recommends_issue
    assert said.service.years == 4
    assert case.state == State.CONSIDERED
