"""The applicant's answers in words, and the addresses of the pages of an application."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.portal.applicant.draft import claimed_code
from tirkelim.portal.choices import language
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.show import Link, Row
from tirkelim.portal.wording import day_in_words
from tirkelim.services.common.specialty import specialty_name


def answers_of(form: PortalForm, href: str = "") -> list[Row]:
    """The answers of a form, question by question, each with a link to change it."""
    rows = []
    for bound in form:
        label = str(bound.label)
        links = [Link(_("Change"), href, label)] if href else []
        rows.append(Row(label, answer_in_words(form, bound.name), links))
    return rows


def answer_in_words(form: PortalForm, name: str) -> str:
    """One answer as people read it; what does not make sense yet is said to be missing."""
    field = form.fields[name]
    if name in form.errors:
        return _("Not answered correctly yet")
    value = form.cleaned_data.get(name)
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return day_in_words(value, language())
    if isinstance(field, forms.TypedChoiceField) and isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ChoiceField):
        return chosen(field.widget.choices, str(value))
    return str(value)


def chosen(choices: Iterable[Any], value: str) -> str:
    """The words of a choice, also in a list with groups."""
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            found = next((str(inner) for code, inner in words if str(code) == value), None)
            if found is not None:
                return found
        elif str(key) == value:
            return str(words)
    return value


def specialty_of(case: Case) -> str:
    """The specialty that an application claims, or that none is chosen yet."""
    code = claimed_code(case)
    return specialty_name(code, language()) if code else _("The specialty is not chosen yet")


def address(name: str, case: Case, **more: Any) -> str:
    """The address of one of the application's pages."""
    return reverse(name, kwargs={"case": case.id, **more})
