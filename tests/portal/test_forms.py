"""Forms speak plainly, in three languages, and lead to the field that is at fault."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils import translation

from tirkelim.portal.forms import DayField, EvidenceField, PortalForm

BORN = date(1980, 3, 31)


class Sample(PortalForm):
    name = forms.CharField(label="Name", max_length=5, min_length=2)
    count = forms.IntegerField(label="Count", max_value=9, min_value=1)
    share = forms.DecimalField(label="Share", max_digits=3, decimal_places=1)
    mail = forms.EmailField(label="Mail")
    route = forms.ChoiceField(label="Which way?", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    many = forms.MultipleChoiceField(label="Many", widget=forms.CheckboxSelectMultiple, choices=[("a", "A")])
    scan = EvidenceField(label="Scan", limit_mb=1)
    born = DayField(label="Born", earliest=date(1900, 1, 1), latest=date(2026, 11, 21))
    sure = forms.BooleanField(label="Sure")
    key = forms.UUIDField(label="Key")


def day(*parts: str) -> dict[str, str]:
    """What a browser sends for the three boxes."""
    return dict(zip(("born_day", "born_month", "born_year"), parts, strict=True))


def field(form: PortalForm, name: str, **options: str) -> str:
    """A field as printed."""
    words = " ".join(f"{key}='{value}'" for key, value in options.items())
    return Template(f"{{% load look %}}{{% field form.{name} {words} %}}").render(Context({"form": form}))


def test_every_message_is_ours_in_kazakh_and_russian() -> None:
    bad = {"name": "x" * 9, "count": "99", "share": "12.345", "mail": "no", "route": "z", "many": ["z"], "key": "1"}
    wrong = [({}, {}), (bad, {"scan": SimpleUploadedFile("a.pdf", b"")}), ({"name": "x\0y", "count": "x"}, {})]
    said: dict[str, list[str]] = {}
    for lang in ("kk", "ru", "en"):
        with translation.override(lang):
            said[lang] = [words for data, files in wrong for _, words in Sample(data, files).summary()]
    assert len(said["kk"]) == len(said["ru"]) == len(said["en"]) > 20
    for lang in ("kk", "ru"):
        same = [words for words, english in zip(said[lang], said["en"], strict=True) if words == english]
        assert same == []


def test_summary_names_the_field_and_leads_to_it() -> None:
    with translation.override("en"):
        lines = dict(Sample({}, {}).summary())
    assert lines["id_name"] == "Name: fill this in"
    assert lines["id_route_0"] == "Which way? Choose one of the options"
    assert lines["id_born_day"] == "Born: write the day, the month and the year in digits"


def test_a_message_of_the_form_itself_stays_as_it_is() -> None:
    class Own(PortalForm):
        name = forms.CharField(label="Name", error_messages={"required": "Write your name"})

    assert Own({}).summary() == [("id_name", "Write your name")]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("", "", ""), "required"), (("", "3", "1980"), "day_missing"), (("31", "", "1980"), "month_missing"),
        (("31", "3", ""), "year_missing"), (("31", "3", "80"), "short_year"), (("31", "2", "1980"), "invalid"),
        (("x", "2", "1980"), "invalid"), (("²", "2", "1980"), "invalid"), (("1", "1", "1899"), "too_early"),
        (("22", "11", "2026"), "too_late"), (("1", "1", "0000"), "invalid"), (("123456789", "1", "1980"), "invalid"),
    ],
)  # fmt: skip
def test_a_date_says_which_part_is_wrong(parts: tuple[str, str, str], code: str) -> None:
    errors = Sample(day(*parts), {}).errors.as_data()["born"]
    assert [error.code for error in errors] == [code]


def test_a_date_is_read_and_shown_again() -> None:
    form = Sample(day(" 31", "03", "1980"), {})
    form.is_valid()
    assert form.cleaned_data["born"] == BORN
    assert 'value="31"' in field(Sample(initial={"born": BORN}), "born")
    assert 'value="99"' in field(Sample(day("99", "1", "1980"), {}), "born")


def test_a_file_has_a_limit() -> None:
    errors = Sample({}, {"scan": SimpleUploadedFile("a.pdf", b"x" * (1024 * 1024 + 1))}).errors.as_data()["scan"]
    assert errors[0].code == "too_big"
    assert 'accept="application/pdf,image/jpeg,image/png"' in field(Sample(), "scan")


def test_a_field_ties_label_hint_and_error_together() -> None:
    class Hinted(PortalForm):
        name = forms.CharField(label="Name", help_text="As in the passport")

    html = field(Hinted({}), "name", width="20", autocomplete="name")
    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert "govuk-input--width-20" in html
    assert 'autocomplete="name"' in html


def test_one_thing_per_page_makes_the_label_the_heading() -> None:
    template = Template("{% load look %}{% field form.name heading=True %}{% field form.route heading=True %}")
    html = template.render(Context({"form": Sample()}))
    assert html.count("<h1") == 2


def test_choices_keep_what_was_chosen() -> None:
    form = Sample({"route": "b", "many": ["a"]}, {})
    assert 'value="b" checked' in field(form, "route")
    assert 'type="radio"' in field(form, "route")
    assert 'type="checkbox" value="a" checked' in field(form, "many")


def test_signs_that_turn_the_writing_are_taken_out() -> None:
    form = Sample({"name": "\u202eab\u202c", "mail": "a@b.kz"})
    form.full_clean()
    assert form.cleaned_data["name"] == "ab"
