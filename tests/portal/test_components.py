"""The components print what they are given, and nothing that they are not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.test.html import parse_html
from django.utils import translation
from django.utils.translation import gettext_lazy

from tirkelim.law.citation import cite
from tirkelim.law.finding import Finding, Status
from tirkelim.law.requirement import Requirement
from tirkelim.law.units import units
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.show import (
    Clock,
    Column,
    DocumentView,
    FindingView,
    Link,
    Row,
    Table,
    Task,
    by_weight,
    finding_view,
)
from tirkelim.portal.statuses import MARKS, mark
from tirkelim.portal.templatetags.look import drop_down


def show(source: str, lang: str = "en", **context: Any) -> str:
    """Render a piece of template in a language."""
    with translation.override(lang):
        return " ".join(Template("{% load look %}" + source).render(Context(context)).split())


@pytest.mark.parametrize(
    ("left", "decided", "state", "days", "words"),
    [
        (3, None, "running", "past past left left left", "3 working days left"),
        (1, None, "soon", "past past past past left", "1 working day left"),
        (0, None, "today", "past past past past past", "Due today"),
        (-2, None, "overdue", "over over over over over", "Overdue by 2 working days"),
        (2, date(2026, 11, 19), "decided", "past past past left left", "Decided"),
        (9, None, "running", "left left left left left", "9 working days left"),
    ],
)
def test_the_clock(left: int, decided: date | None, state: str, days: str, words: str) -> None:
    clock = Clock(date(2026, 11, 23), left, 5, date(2026, 11, 16), decided)
    assert clock.state == state
    assert clock.days == days.split()
    assert words in show("{% clock c %}", c=clock)
    assert words in show("{% clock c small=True %}", c=clock)


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "Остался 1 рабочий день"), (3, "Осталось 3 рабочих дня"), (5, "Осталось 5 рабочих дней")],
)
def test_russian_counts_days_in_three_forms(days: int, words: str) -> None:
    assert words in show("{% clock c %}", "ru", c=Clock(date(2026, 11, 23), days, 30))


def test_kazakh_counts_days_in_one_form() -> None:
    for days in (1, 3, 5):
        assert f"{days} жұмыс күні қалды" in show("{% clock c %}", "kk", c=Clock(date(2026, 11, 23), days, 30))


def test_findings_stand_in_the_order_of_their_weight() -> None:
    views = [FindingView(status, "", "") for status in ("met", "not_applicable", "unknown", "not_met")]
    assert [view.status for view in by_weight(views)] == ["not_met", "unknown", "met", "not_applicable"]


def test_a_finding_shows_its_citation_and_values_and_no_foreign_markup() -> None:
    view = FindingView("not_met", "<b>few</b>", "283/2020 p.7", "/law/", "87", "120")
    html = show("{% findings all %}", "ru", all=[view])
    assert "&lt;b&gt;few" in html
    assert 'href="/law/"' in html
    assert "283/2020, п." in html
    assert "Не выполнено" in html
    assert "120" in html


def test_a_finding_of_the_rules_becomes_text() -> None:
    requirement = Requirement("register.item", cite("253/2020 p.8(1)"), ("iin",), None)
    finding = Finding(requirement, Status.NOT_MET, units(87), units(120), params=(("item", "x"),), readings=("C4",))
    view = finding_view(finding, "en", readings={"C4": "counted on the day"})
    assert (view.status, view.found, view.required) == ("not_met", "87", "120")
    assert view.readings[0].text == "counted on the day"
    assert view.citation == "253/2020 p.8(1)"


def test_every_status_has_a_word_in_each_language() -> None:
    for lang in ("kk", "ru"):
        with translation.override("en"):
            english = {key: str(value.text) for key, value in MARKS.items()}
        with translation.override(lang):
            assert not {key for key, value in MARKS.items() if str(value.text) == english[key]}
    assert mark("something new").text == "something new"


def test_a_task_that_cannot_be_opened_has_no_link() -> None:
    html = show("{% task_list t %}", t=[Task("One", "cannot_start"), Task("Two", "to_do", "/two/")])
    assert html.count("<a ") == 1
    assert "Cannot start yet" in html


def test_lists_escape_texts_and_tell_links_apart() -> None:
    rows = [Row("<i>", "<u>", [Link("Change", "/a/", "name")])]
    html = show("{% summary_list r title='T' %}", r=rows)
    assert "&lt;i&gt;" in html
    assert "&lt;u&gt;" in html
    assert 'Change<span class="govuk-visually-hidden"> name</span>' in html
    documents = [DocumentView("D", "missing", "because", "274/2020 ann.2 row 8", "", [Link("Attach", "/b/")])]
    assert "Missing" in show("{% checklist d %}", d=documents)


def test_a_table_names_its_columns_for_narrow_screens_and_says_when_it_is_empty() -> None:
    columns = [Column("No"), Column("Units", numeric=True)]
    html = show("{% data_table t %}", t=Table("C", columns, [[Link("1", "/1/"), "<b>"]]))
    assert '<span class="t-table__name" aria-hidden="true">Units</span>' in html
    assert "&lt;b&gt;" in html
    assert "None yet" in show("{% data_table t %}", t=Table("C", columns, [], "None yet"))


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/desk/?state=overdue&page=2")
    html = show("{% pagination p %}", p=Paginator(range(100), 10).page(2), request=request)
    assert "?state=overdue&amp;page=3" in html
    assert show("{% pagination p %}", p=Paginator(range(5), 10).page(1)) == ""


def test_blocks_hold_what_stands_in_them() -> None:
    html = show("{% details 'Why' %}<p>{{ x }}</p>{% enddetails %}", x="<script>")
    assert "<p>&lt;script&gt;</p>" in html
    assert "Please note" in show("{% notification %}n{% endnotification %}")
    assert 'role="alert"' in show("{% notification kind='success' %}n{% endnotification %}")


class Lists(PortalForm):
    """Drop-down lists of all kinds: plain, in groups, lazy, with signs that mean something in a page."""

    plain = forms.ChoiceField(label="Plain", choices=[("", "-"), ("a", "A & <b>"), ('"q"', gettext_lazy("Any"))])
    numbers = forms.TypedChoiceField(label="Numbers", choices=[(1, "one"), (2, "two")], coerce=int, required=False)
    groups = forms.ChoiceField(label="Groups", choices=[("Whole <x>", [("c", "C"), ("d", "D")]), ("e", "E")])


@pytest.mark.parametrize("data", [None, {}, {"plain": '"q"', "numbers": "2", "groups": "d"}, {"plain": "<no>"}])
def test_a_drop_down_list_is_the_one_that_django_prints(data: dict[str, str] | None) -> None:
    form = Lists(data, initial={"plain": "a", "numbers": 1, "groups": "e"})
    for bound in form:
        ours = drop_down(bound, {"class": "govuk-select", "aria-describedby": f"{bound.auto_id}-hint"})
        django = bound.as_widget(attrs={"class": "govuk-select", "aria-describedby": f"{bound.auto_id}-hint"})
        assert parse_html(ours) == parse_html(django), bound.name
