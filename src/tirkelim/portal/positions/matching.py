"""A table or a column of old titles in, their current positions out, on the page or as CSV. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from tirkelim.identity.signin import client_address
from tirkelim.law.order_305_positions.match import LONGEST_TITLE, Found
from tirkelim.law.order_305_positions.table import MOST_LINES, Line, TooManyLines, match_table, written
from tirkelim.law.spreadsheet import TableError
from tirkelim.portal.api.limits import Counted
from tirkelim.portal.errors import too_many
from tirkelim.portal.forms import PortalForm
from tirkelim.portal.law_pages import language
from tirkelim.portal.positions.common import crumbs, edition
from tirkelim.portal.show import Column, Link, Table
from tirkelim.portal.templatetags.look import tag

LARGEST_FILE = 1024 * 1024
"""Bytes of a table."""
SHOWN = 300
"""Lines shown on the page; the CSV holds them all."""
counted = Counted()

FOUND: dict[Found, tuple[Promise, str]] = {
    Found.CURRENT: (pgettext_lazy("title found", "current title"), "green"),
    Found.FORMER: (pgettext_lazy("title found", "former title"), "green"),
    Found.ALIKE: (pgettext_lazy("title found", "spelt alike: please look"), "yellow"),
    Found.NOT_FOUND: (pgettext_lazy("title found", "not found"), "red"),
    Found.EMPTY: (pgettext_lazy("title found", "no title in this line"), "grey"),
    Found.TOO_LONG: (pgettext_lazy("title found", "too long for a title"), "red"),
}


class MatchForm(PortalForm):
    """A file, or titles pasted; the cleaned ``lines`` are what was found."""

    file = forms.FileField(
        label=_("A table (CSV)"),
        help_text=_("UTF-8, with commas, semicolons or tabs, or one column; at most 1 MB and 5,000 lines"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    titles = forms.CharField(
        label=_("Or paste the titles"),
        help_text=_("One title a line"),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        strip=False,
    )

    def clean_file(self) -> str:
        """The text of the file; "" where none was sent."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 1 MB. Split it and send the parts one after another"))
        try:
            text: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            words = _("The file is not in UTF-8. In the spreadsheet, save it as “CSV UTF-8” and choose it again")
            raise ValidationError(words) from None
        return text

    def clean(self) -> dict[str, Any]:
        """Look the titles up. The file goes before what was pasted."""
        if self.errors:
            return self.cleaned_data
        source = "file" if self.cleaned_data.get("file") else "titles"
        try:
            self.cleaned_data["lines"] = match_table(self.cleaned_data.get(source) or "")
        except TableError as bad:
            words = _("Line %(line)d cannot be read: a quotation mark is opened there and never closed")
            self.add_error(source, ValidationError(words, params={"line": bad.line}))
        except TooManyLines:
            words = _("There are more than %(most)d lines. Split the table and send the parts one after another")
            self.add_error(source, ValidationError(words, params={"most": MOST_LINES}))
        else:
            if not self.cleaned_data["lines"]:
                self.add_error(source, ValidationError(_("Choose a file with titles, or paste them into the box")))
        return self.cleaned_data


@require_http_methods(["GET", "HEAD", "POST"])
def matching(request: HttpRequest) -> HttpResponse:
    """The form; after it was sent the table, or the same as a CSV file."""
    if request.method != "POST":
        return _page(request, MatchForm())
    if counted.seconds_to_wait(client_address(request), settings.ASK_PER_MINUTE):
        return too_many(request, minutes=1)
    form = MatchForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    lines: tuple[Line, ...] = form.cleaned_data["lines"]
    if request.POST.get("to") == "csv":
        headers = {"Content-Disposition": 'attachment; filename="tirkelim-positions.csv"'}
        return HttpResponse(written(lines), content_type="text/csv; charset=utf-8", headers=headers)
    return _page(request, form, lines)


def _page(request: HttpRequest, form: MatchForm, lines: tuple[Line, ...] = (), status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "lines": lines,
        "summary": _summary(lines),
        "table": _table(lines[:SHOWN]),
        "shown": SHOWN,
        "cut": len(lines) > SHOWN,
        "again": "\n".join(_one_line(line.match.title) for line in lines),
        "longest": LONGEST_TITLE,
        "edition": edition("305/2020"),
        "crumbs": crumbs(Link(_("Match old titles"), "")),
    }
    return render(request, "portal/positions/match.html", context, status=status)


def _one_line(title: str) -> str:
    """The title as a line of a quoted column, so that its commas and quotation marks come back as they were."""
    return '"{}"'.format(title.replace('"', '""')) if title else '""'


def _summary(lines: tuple[Line, ...]) -> list[str]:
    """How many titles were found in each way."""
    found = Counter(line.match.found for line in lines)
    certain = found[Found.CURRENT] + found[Found.FORMER]
    look, lost = found[Found.ALIKE], sum(found[one] for one in (Found.NOT_FOUND, Found.EMPTY, Found.TOO_LONG))
    return [
        ngettext("%(count)d title is certain.", "%(count)d titles are certain.", certain) % {"count": certain},
        ngettext("%(count)d needs a person's look.", "%(count)d need a person's look.", look) % {"count": look},
        ngettext("%(count)d was not found.", "%(count)d were not found.", lost) % {"count": lost},
    ]


def _table(lines: tuple[Line, ...]) -> Table:
    """The lines with their positions."""
    columns = (
        Column(_("Title as given")), Column(_("Line"), numeric=True), Column(_("How it was found")),
        Column(_("Position now")), Column(_("Code")),
    )  # fmt: skip
    return Table(_("What was found"), columns, [_row(line) for line in lines])


def _row(line: Line) -> tuple[object, ...]:
    words, colour = FOUND[line.match.found]
    position = line.match.position
    now: object = "–"
    code = "–"
    if position is not None:
        code = position.code.replace("-", "\u2011")  # on one line, however narrow its column
        now = Link(position.name(language()), reverse("position", args=[position.row]))
    return (line.match.title[:300] or "–", line.line, tag(words, colour), now, code)
