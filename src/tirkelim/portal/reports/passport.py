"""The passport of an organisation: who it is and whom it has, on any day, as known on any day."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tirkelim.national.reports import charts, pictures
from tirkelim.national.reports.drawing import Drawing, draw
from tirkelim.national.reports.figures import Dimension, Measure
from tirkelim.national.reports.passport import CertificateCount, Passport, passport
from tirkelim.national.reports.words import DIMENSIONS, KINDS, OWNERSHIPS, SECTORS, Names, digits
from tirkelim.portal.as_of import asked
from tirkelim.portal.choices import language
from tirkelim.portal.organisations import called
from tirkelim.portal.reports.access import EVERYWHERE, Visit, come_in, open_organisation, places_of, room
from tirkelim.portal.reports.forms import OrganisationForm
from tirkelim.portal.reports.report import HEADINGS
from tirkelim.portal.reports.saying import crumbs
from tirkelim.portal.reports.terms import Headline
from tirkelim.portal.show import Link
from tirkelim.register.models import Licence, Organisation, OrganisationFact

PAGE = 25
TABLES = (Dimension.GROUP, Dimension.POSITION, Dimension.SPECIALTY, Dimension.TRACK, Dimension.LEVEL)


class Part(NamedTuple):
    """A table of the passport: people by the values of one dimension, with their share of the headcount."""

    title: str | Promise
    head: str | Promise
    lines: tuple[tuple[str, str, int], ...]


class View(NamedTuple):
    """What page and paper show of a passport."""

    title: str
    facts: list[tuple[str, str]]
    headline: list[Headline]
    drawings: list[Drawing]
    parts: list[Part]
    licences: list[Link]


@room("GET")
def choose(request: HttpRequest) -> HttpResponse:
    """The organisations within reach by name or BIN; whoever has one only is led to it."""
    at, _place = come_in(request)
    places = places_of(at)
    own = [place.key for place in places if place.dimension == Dimension.ORGANISATION]
    if len(own) == 1 == len(places):
        return redirect("reports_passport", organisation=UUID(own[0]))
    form = OrganisationForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(_found(at, words), PAGE).get_page(request.GET.get("page"))
    lines = [
        (fact.name(language()), fact.organisation.bin, reverse("reports_passport", args=[fact.organisation_id]))
        for fact in page.object_list
    ]
    context = {"form": form, "lines": lines, "page": page, "searched": bool(words),
               "crumbs": crumbs(None, Link(_("Passport of an organisation"), ""))}  # fmt: skip
    return render(request, "portal/reports/passports.html", context)


def _found(at: Visit, words: str) -> Any:
    rows: QuerySet[OrganisationFact] = OrganisationFact.objects.as_of(at.today, at.moment).select_related(
        "organisation"
    )
    places = places_of(at)
    if places != (EVERYWHERE,):
        within = Q(pk__in=[])
        for place in places:
            if place.dimension == Dimension.REGION:
                within |= Q(kato__startswith=place.key[:2])
            else:
                within |= Q(organisation=place.key)
        rows = rows.filter(within)
    found = called(rows, words) if words.strip() else rows
    return found.order_by("name_kk", "line")


@room("GET")
def page(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The passport, today or by the days of the address."""
    at = open_organisation(request, organisation)
    panel = asked(request, at.moment)
    seen = passport(organisation, panel.as_of)
    if seen.facts is None:
        known = Organisation.objects.filter(pk=organisation).exists()
        if not known:
            raise Http404
    context = {
        "as_of": panel,
        "organisation": organisation,
        "is_there": seen.facts is not None,
        "view": view(seen),
        "crumbs": crumbs(None, Link(_("Passport of an organisation"), reverse("reports_passports")),
                         Link(_name(seen), "")),
    }  # fmt: skip
    return render(request, "portal/reports/passport.html", context)


def view(seen: Passport) -> View:
    """A passport in words, in the language of the reader."""
    names = Names(seen.as_of.valid, seen.as_of.known, language())
    return View(_name(seen), list(_facts(seen, names)), _numbers(seen), list(_drawings(seen)),
                list(_parts(seen, names)), _licences(seen))  # fmt: skip


def _name(seen: Passport) -> str:
    return seen.facts.name(language()) if seen.facts else _("Organisation")


def _facts(seen: Passport, names: Names) -> list[tuple[str, str]]:
    facts = seen.facts
    if facts is None:
        return []
    region = f"{facts.kato[:2]}0000000" if facts.kato else ""
    found = [
        (_("BIN"), facts.organisation.bin),
        (str(DIMENSIONS[Dimension.REGION]), names.of(Dimension.REGION, region) if region else ""),
        (_("Address"), facts.address or ""),
        (_("Telephone"), facts.phone or ""),
        (str(DIMENSIONS[Dimension.KIND]), str(KINDS.get(facts.kind, facts.kind))),
        (str(DIMENSIONS[Dimension.OWNERSHIP]), str(OWNERSHIPS.get(facts.ownership or "", facts.ownership or ""))),
        (str(DIMENSIONS[Dimension.SECTOR]), str(SECTORS.get(facts.sector or "", facts.sector or ""))),
        (_("Legal form"), facts.legal_form or ""),
    ]
    return [(key, said) for key, said in found if said]


def _numbers(seen: Passport) -> list[Headline]:
    late = seen.late_last_year
    return [
        Headline(pgettext("headline", "Headcount"), digits(seen.headcount)),
        Headline(_("Main jobs"), digits(seen.main_jobs)),
        Headline(_("Second jobs"), digits(seen.second_jobs)),
        Headline(_("On a long leave"), digits(seen.on_leave)),
        Headline(_("Entries not complete"), digits(seen.incomplete), "", "down" if seen.incomplete else ""),
        Headline(_("Entered late in twelve months"), digits(late),
                 _("of %(number)s") % {"number": digits(seen.entries_last_year)}),
    ]  # fmt: skip


def _drawings(seen: Passport) -> list[Drawing]:
    rows: pictures.Rows = {key: {Measure.CLOSING: number} for key, number in seen.by.get(Dimension.PYRAMID, {}).items()}
    drawn = [pictures.pyramid(rows, _("Women and men by age")), _certificates(seen.certificates)]
    return [one for one in drawn if one is not None]


def _certificates(count: CertificateCount) -> Drawing | None:
    """Certificates as three bars."""
    named = (
        (_("Valid"), count.valid, ""), (_("Ends within 90 days"), count.expiring, ""),
        (_("No valid certificate"), count.none, ""),
    )  # fmt: skip
    if not any(number for _words, number, _tone in named):
        return None
    lines = [charts.Bar(words, number, digits(number)) for words, number, _tone in named]
    said = "; ".join(f"{line.name}: {line.said}" for line in lines)
    return draw(charts.bars(lines, names=180), _("Specialist certificates"), said)


def _parts(seen: Passport, names: Names) -> list[Part]:
    found = []
    for dimension in TABLES:
        rows = seen.by.get(dimension, {})
        if not rows:
            continue
        order = sorted(rows.items(), key=lambda item: (-item[1], item[0]))
        largest = max(1, max(rows.values()))
        lines = tuple((names.of(dimension, key), digits(number), round(100 * number / largest))
                      for key, number in order)  # fmt: skip
        found.append(Part(HEADINGS[dimension], DIMENSIONS[dimension], lines))
    return found


def _licences(seen: Passport) -> list[Link]:
    rows = Licence.objects.filter(pk__in=seen.licences).order_by("number")
    return [Link(row.number, reverse("licence_register_licence", args=[row.id])) for row in rows]
