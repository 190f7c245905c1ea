"""The components of the pages as template tags and filters: `{% load look %}`.

What each takes is shown on the page /look (demo and debug mode) and described in docs/decisions/0006-look.md.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tirkelim.portal.forms import DayWidget, PortalForm, anchor
from tirkelim.portal.show import Clock, DocumentView, Entry, FindingView, Link, Row, Table, Task, by_weight
from tirkelim.portal.statuses import mark
from tirkelim.portal.wording import (
    Case,
    citation_in_words,
    day_in_words,
    moment_in_words,
    number_in_digits,
    sum_in_digits,
)

register = template.Library()
FOLDER = "portal/look/"


def language() -> str:
    """The language of the page: kk, ru or en."""
    return (get_language() or "kk")[:2]


def component(name: str, /, **context: Any) -> SafeString:
    """Render a component's template with nothing but what it is given."""
    found = template.Engine.get_default().get_template(f"{FOLDER}{name}.html")
    return found.render(template.Context(context))


# --- dates and numbers -----------------------------------------------------------------------------------------------


@register.filter(name="day")
def day(value: date | None, case: Case = "") -> str:
    """A date in words; `{{ due|day:"until" }}` gives the Kazakh case that goes with дейін (also since, on)."""
    return day_in_words(value, language(), case) if isinstance(value, date) else ""


@register.filter(name="moment")
def moment(value: datetime | None) -> str:
    """A date in words with the time: 2026 жылғы 21 қараша, 14:05."""
    return moment_in_words(value, language()) if isinstance(value, datetime) else ""


@register.filter(name="number")
def number(value: int | float | Decimal | None) -> str:
    """A number in the digits of the language; credit units are shown as units."""
    return "" if value is None else number_in_digits(value, language())


@register.filter(name="tenge")
def tenge(value: Decimal | None) -> str:
    """A sum of money in tenge, without its sign."""
    return "" if value is None else sum_in_digits(value, language())


@register.filter(name="citation")
def citation(value: object) -> str:
    """A place in an act for a reader: 283/2020 p.9 becomes 283/2020, 9-тармақ; 283/2020, п. 9."""
    return citation_in_words(str(value), language())


@register.simple_tag(name="basis")
def basis(place: object, href: str = "") -> SafeString:
    """A place in an act, as a link to its page where there is one."""
    return _basis(str(place), href, language())


@functools.lru_cache(maxsize=4096)
def _basis(place: str, href: str, lang: str) -> SafeString:
    """Kept: the law has fewer places than a desk has findings."""
    return component("_citation", citation=place, href=href)


@register.filter(name="is_link")
def is_link(value: object) -> bool:
    """Whether a table cell is a Link rather than a text."""
    return isinstance(value, Link)


# --- forms -----------------------------------------------------------------------------------------------------------

# The first that fits is used, so the special stand before the general.
TEMPLATES: tuple[tuple[type[forms.Widget], str], ...] = (
    (DayWidget, "field_group"),
    (forms.CheckboxSelectMultiple, "field_choices"),
    (forms.RadioSelect, "field_choices"),
    (forms.CheckboxInput, "field_tick"),
    (forms.Widget, "field_line"),
)
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.FileInput, "govuk-file-upload"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Widget, "govuk-input"),
)


@register.simple_tag(name="field")
def field(
    bound: BoundField,
    *,
    heading: bool = False,
    size: str = "",
    width: int | str = "",
    inline: bool = False,
    small: bool = False,
    **attributes: Any,
) -> SafeString:
    """A form field with label, hint (help_text) and error.

    `heading`: the label is the page's h1 (one thing per page); `size`: of the label, s m l xl; `width`: of the box in
    characters (2 3 4 5 10 20 30); `inline`: radio buttons side by side; `small`: smaller radio buttons or boxes.
    Other keywords become attributes, `_` for `-`: autocomplete="off" inputmode="numeric".
    """
    widget = bound.field.widget
    if widget.is_hidden:
        return SafeString(str(bound))
    name = next(name for kind, name in TEMPLATES if isinstance(widget, kind))
    ids = described_by(bound)
    attrs = {key.replace("_", "-"): value for key, value in attributes.items()}
    attrs["aria-describedby"] = " ".join(ids) or None
    kind = next(css for kind, css in CLASSES if isinstance(widget, kind))
    classes = [kind, f"{kind}--error" if bound.errors else "", f"{kind}--width-{width}" if width else ""]
    attrs["class"] = " ".join(filter(None, classes))
    size = size or ("l" if heading else "s")
    return component(
        name, field=bound, ids=ids, attrs=attrs, heading=heading, size=size, inline=inline, small=small,
        is_radio=not isinstance(widget, forms.CheckboxSelectMultiple), options=list(options(bound)),
        is_day=isinstance(widget, DayWidget), widget=render_box(bound, attrs) if name in BOXES else "",
    )  # fmt: skip


BOXES = ("field_line", "field_group")


def render_box(bound: BoundField, attrs: dict[str, Any]) -> str:
    """The bare control with its attributes; Django adds the name, the value and aria-invalid."""
    own = {key: value for key, value in attrs.items() if value is not None}
    if type(bound.field.widget) is forms.Select:
        return drop_down(bound, own)
    return bound.as_widget(attrs=own)


def drop_down(bound: BoundField, attrs: dict[str, Any]) -> SafeString:
    """A drop-down list as Django prints it, without a template for each of its options: a page with all positions and
    specialties is ready in half the time."""
    widget = bound.field.widget
    attrs = widget.build_attrs(widget.attrs, {"id": bound.auto_id, **bound.build_widget_attrs(attrs, widget)})
    chosen = set(widget.format_value(bound.value()))
    lines = []
    for value, label in widget.choices:
        if isinstance(label, (list, tuple)):
            inside = format_html_join("", OPTION, (_option(value, text, chosen) for value, text in label))
            lines.append(format_html('<optgroup label="{}">{}</optgroup>', value, inside))
        else:
            lines.append(format_html(OPTION, *_option(value, label, chosen)))
    return format_html('<select name="{}"{}>{}</select>', bound.html_name, flatatt(attrs), SafeString("".join(lines)))


OPTION = '<option value="{}"{}>{}</option>'


def _option(value: Any, label: Any, chosen: set[str]) -> tuple[str, str, Any]:
    text = "" if value is None else str(value)
    return text, SELECTED if text in chosen else "", label


SELECTED = SafeString(" selected")


def described_by(bound: BoundField) -> list[str]:
    """Ids of the texts that explain a field: its hint and its error."""
    return [f"{bound.auto_id}-{part}" for part, shown in (("hint", bound.help_text), ("error", bound.errors)) if shown]


def options(bound: BoundField) -> Iterable[dict[str, Any]]:
    """The choices of radio buttons or checkboxes, with their ids, hints and whether they are chosen."""
    widget = bound.field.widget
    if not isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return
    value = bound.value()
    chosen = {str(item) for item in (value if isinstance(value, (list, tuple)) else [value]) if item is not None}
    # The empty first line is for drop-down lists.
    for number_, (key, label) in enumerate(choice for choice in widget.choices if str(choice[0]) != ""):
        yield {
            "id": f"{bound.auto_id}_{number_}", "value": key, "label": label,
            "hint": getattr(label, "hint", ""), "checked": str(key) in chosen,
        }  # fmt: skip


@register.simple_tag(name="error_summary")
def error_summary(*all_forms: Any) -> SafeString:
    """What is wrong in the forms, each line a link to its field. Nothing when nothing is wrong."""
    lines: list[tuple[str, str]] = []
    for form in all_forms:
        if form and form.errors:
            lines += form.summary() if isinstance(form, PortalForm) else plain_summary(form)
    return component("error_summary", lines=lines) if lines else SafeString("")


def plain_summary(form: Any) -> list[tuple[str, str]]:
    """The same for a form that is not a PortalForm."""
    return [("", str(error)) for error in form.non_field_errors()] + [
        (anchor(bound), f"{bound.label}: {error}") for bound in form for error in bound.errors
    ]


@register.simple_tag(name="button")
def button(text: str, *, href: str = "", kind: str = "", name: str = "", value: str = "") -> SafeString:
    """A button that sends the form, or a link that looks like one. `kind`: secondary, warning, start."""
    return component("button", text=text, href=href, kind=kind, name=name, value=value)


# --- lists and statuses ----------------------------------------------------------------------------------------------


@register.simple_tag(name="tag")
def tag(text: object, colour: str = "") -> SafeString:
    """A status in a coloured box: grey, green, teal, blue, purple, red, orange, yellow."""
    return _tag(str(text), colour, hasattr(text, "__html__"))


@functools.lru_cache(maxsize=512)
def _tag(text: str, colour: str, is_safe: bool) -> SafeString:
    """Kept, because a page of findings has dozens of the same few. ``is_safe`` keeps marked text apart from plain."""
    return component("tag", text=text, colour=colour)


@register.simple_tag(name="status")
def status(key: object) -> SafeString:
    """The tag of a known status (statuses.py): a finding's, a document's, a proposal's, a certificate's."""
    found = mark(key)
    return _tag(str(found.text), found.colour, False)


@register.simple_tag(name="task_list")
def task_list(tasks: Sequence[Task]) -> SafeString:
    """The parts of an application, each with its status and a link."""
    lines = [{"task": task, "mark": mark(task.status)} for task in tasks]
    return component("task_list", lines=lines)


@register.simple_tag(name="summary_list")
def summary_list(rows: Sequence[Row], title: str = "", links: Sequence[Link] = (), level: int = 2) -> SafeString:
    """Names and values; with a `title` they stand in a card, which may have links of its own."""
    return component("summary_list", rows=rows, title=title, links=links, level=level)


@register.simple_tag(name="data_table")
def data_table(table: Table, *, caption_size: str = "m", hide_caption: bool = False) -> SafeString:
    """A table that becomes a list of cards on a narrow screen."""
    rows = [list(zip(table.columns, row, strict=True)) for row in table.rows]
    return component("data_table", table=table, rows=rows, size=caption_size, hide=hide_caption)


@register.simple_tag(name="clock")
def clock(value: Clock, *, small: bool = False) -> SafeString:
    """The term: due day, working days left, overdue. `small` is one line, for tables."""
    return component("clock_small" if small else "clock", clock=value)


@register.simple_tag(name="findings")
def findings(views: Iterable[FindingView], *, sort: bool = True, level: int = 3) -> SafeString:
    """Requirements with outcome, explanation and citation; what stops the decision stands first."""
    shown = by_weight(views) if sort else list(views)
    return component("findings", findings=shown, level=level)


@register.simple_tag(name="checklist")
def checklist(documents: Sequence[DocumentView]) -> SafeString:
    """The documents of the standard: required or not and why, attached, held by a state system, missing."""
    return component("checklist", documents=documents)


@register.simple_tag(name="timeline")
def timeline(entries: Sequence[Entry]) -> SafeString:
    """What happened, when and by whom, in the given order."""
    return component("timeline", entries=entries)


@register.simple_tag(name="breadcrumbs")
def breadcrumbs(links: Sequence[Link]) -> SafeString:
    """The way from the home page to here; the last one may have no address."""
    return component("breadcrumbs", links=links)


@register.simple_tag(name="pagination", takes_context=True)
def pagination(context: template.Context, page: Page[Any], parameter: str = "page") -> SafeString:
    """Previous, numbers, next; keeps the other parameters of the address. Nothing when there is one page."""
    if page.paginator.num_pages <= 1:
        return SafeString("")
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query.pop(parameter, None)
    others = f"{query.urlencode()}&" if query else ""

    def address(number_: int) -> str:
        return f"?{others}{parameter}={number_}"

    numbers = [
        {"number": item if isinstance(item, int) else None, "href": address(item) if isinstance(item, int) else ""}
        for item in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    before = address(page.previous_page_number()) if page.has_previous() else ""
    after = address(page.next_page_number()) if page.has_next() else ""
    return component("pagination", numbers=numbers, current=page.number, before=before, after=after)


# --- texts with something inside --------------------------------------------------------------------------------------


@register.simple_block_tag(name="notification")
def notification(content: str, title: str = "", kind: str = "") -> SafeString:
    """A banner: `{% notification title=... kind="success" %}text{% endnotification %}`."""
    return component("notification", content=content, title=title, kind=kind)


@register.simple_block_tag(name="warning")
def warning(content: str) -> SafeString:
    """A sentence with consequences, with an exclamation mark before it."""
    return component("warning", content=content)


@register.simple_block_tag(name="details")
def details(content: str, summary: str, *, open: bool = False) -> SafeString:
    """Something that opens on demand: `{% details "Why we ask" %}...{% enddetails %}`."""
    return component("details", content=content, summary=summary, open=open)


@register.simple_block_tag(name="inset")
def inset(content: str) -> SafeString:
    """A text set apart from the rest."""
    return component("inset", content=content)


@register.simple_block_tag(name="panel")
def panel(content: str, title: str, kind: str = "") -> SafeString:
    """The end of a journey, on a filled ground; `kind`: "" good, "bad", "warn", "quiet"."""
    return component("panel", content=content, title=title, kind=kind)


@register.filter(name="mark")
def mark_of(key: object) -> Any:
    """The word and colour of a status, for templates that print them themselves."""
    return mark(key)
