"""Reports and passports to take away: PDF by the same press as all documents, and a workbook."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.documents.report import ChartPart, ReportPayload, SectionPart, TablePart
from tirkelim.documents.typeset import render_pdf
from tirkelim.identity.territories import MINISTRY
from tirkelim.national.models import Report
from tirkelim.national.reports.drawing import Drawing
from tirkelim.national.reports.figures import Filters
from tirkelim.national.reports.passport import passport
from tirkelim.national.reports.words import Names
from tirkelim.national.reports.workbook import Cover, workbook
from tirkelim.portal.as_of import asked
from tirkelim.portal.choices import language
from tirkelim.portal.exporting import MEDIA_TYPES, Format
from tirkelim.portal.reports.access import open_organisation, open_report, room
from tirkelim.portal.reports.passport import View, view
from tirkelim.portal.reports.reading import Read, read
from tirkelim.portal.reports.report import Section, sections
from tirkelim.portal.reports.saying import filter_words, names_of, period, title_of
from tirkelim.portal.reports.terms import balance, headline
from tirkelim.portal.serving import PDF, kept_by_reader
from tirkelim.portal.wording import day_in_words, moment_in_words


@room("GET")
def report_pdf(request: HttpRequest, report: UUID) -> HttpResponse:
    """The report as PDF, in the language of the page."""
    at, place, found = open_report(request, report)
    seen = read(at, place, found)
    names = names_of(found)
    payload = ReportPayload(
        language=language(),
        number=found.number,
        kicker=_("The professional register of health workers"),
        title=title_of(found),
        body=_ministry(),
        lines=tuple(_lines(found, seen, names)),
        headline=_headline(seen),
        balance_title=_("How the number came about"),
        balance=tuple((term.sign, str(term.words), term.said) for term in balance(seen.whole).terms),
        sections=tuple(_part(one) for one in sections(seen, names, found.id)),
        foot=_("Digest of the figures: %(digest)s") % {"digest": found.digest},
        address_words=_("The report can be opened after signing in at:"),
        address=_address(reverse("reports_report", args=[found.id])),
        decided_at=found.known_at,
        demo=settings.DEMO,
    )
    return kept_by_reader(render_pdf(payload), PDF, f"{_file_name(found)}.pdf")


@room("GET")
def report_xlsx(request: HttpRequest, report: UUID) -> HttpResponse:
    """The report as a workbook, in the language of the page."""
    at, place, found = open_report(request, report)
    seen = read(at, place, found)
    names = names_of(found)
    cover = Cover(title_of(found), _lines(found, seen, names), found.known_at)
    content = workbook(cover, seen.whole, seen.rows, seen.filled, names)
    return kept_by_reader(content, MEDIA_TYPES[Format.XLSX], f"{_file_name(found)}.xlsx")


@room("GET")
def passport_pdf(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The passport of an organisation as PDF, by the days of the address."""
    at = open_organisation(request, organisation)
    panel = asked(request, at.moment)
    seen = passport(organisation, panel.as_of)
    if seen.facts is None:
        raise Http404
    shown = view(seen)
    lang = language()
    days = (
        (_("On the day"), day_in_words(panel.as_of.valid, lang)),
        (_("As known on"), moment_in_words(panel.as_of.known, lang)),
    )
    payload = ReportPayload(
        language=lang,
        number=seen.facts.organisation.bin,
        kicker=_("Passport of an organisation"),
        title=shown.title,
        body=_ministry(),
        lines=(*days, *shown.facts),
        headline=tuple((str(one.words), f"{one.said} {one.below}".strip()) for one in shown.headline),
        balance_title="",
        balance=(),
        sections=tuple(_passport_parts(shown)),
        foot=_("Vacancies are not in it: the register does not know staff schedules."),
        address_words=_("The passport can be opened after signing in at:"),
        address=_address(reverse("reports_passport", args=[organisation])),
        decided_at=panel.as_of.known,
        demo=settings.DEMO,
    )
    return kept_by_reader(render_pdf(payload), PDF, f"{seen.facts.organisation.bin}.pdf")


def _lines(found: Report, seen: Read, names: Names) -> list[tuple[str, str]]:
    """What the cover says of a report."""
    place = seen.place
    lines = [
        (_("Number"), found.number),
        (_("Period"), period(found.first_day, found.closing_on)),
        (_("As known on"), moment_in_words(found.known_at, language())),
    ]
    if not place.is_all:
        lines.append((_("Part of the register"), names.of(place.dimension, place.key)))
    lines += [(str(words), said) for words, said in filter_words(Filters.read(found.filters), names)]
    return lines


def _headline(seen: Read) -> tuple[tuple[str, str], ...]:
    return tuple((str(one.words), f"{one.said} {one.below}".strip()) for one in headline(seen.whole))


def _part(section: Section) -> SectionPart:
    """A section of the page as a part of the document: the same charts, the same lines."""
    drawings = section.drawings
    charts = tuple(_chart(one, wide=section.wide and one is drawings[-1]) for one in drawings)
    if not section.lines:
        return SectionPart(str(section.title), charts)
    rows = tuple((line.name, *(said for _words, said, _tone in line.cells)) for line in section.lines)
    note = _("Further lines are in the workbook: %(more)d.") % {"more": section.more} if section.more else ""
    return SectionPart(str(section.title), charts, TablePart(tuple(str(head) for head in section.heads), rows, note))


def _chart(drawing: Drawing, *, wide: bool = False) -> ChartPart:
    return ChartPart(drawing.title, drawing.said, drawing.for_print, wide)


def _passport_parts(shown: View) -> list[SectionPart]:
    parts = []
    if shown.drawings:
        parts.append(SectionPart(_("Age, sex and certificates"), tuple(_chart(one) for one in shown.drawings)))
    for part in shown.parts:
        rows = tuple((name, said) for name, said, _share in part.lines)
        parts.append(SectionPart(str(part.title), (), TablePart((str(part.head), _("People")), rows)))
    return parts


def _ministry() -> str:
    return MINISTRY[language()]


def _address(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def _file_name(report: Report) -> str:
    return report.number.replace("/", "-")
