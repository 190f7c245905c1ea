"""For personnel services: which certificates of their own workers end within six months, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tirkelim.law.period import add_months
from tirkelim.portal.certificates.access import room, visit
from tirkelim.portal.choices import language
from tirkelim.portal.edge import allow
from tirkelim.portal.personnel.access import Visit, own_organisation
from tirkelim.portal.personnel.listing import PAGE, organisation_links
from tirkelim.portal.show import Link
from tirkelim.register.models import Certificate, CertificateEvent, Employment
from tirkelim.register.queries import facts_of_people
from tirkelim.register.scopes import organisation_scope
from tirkelim.register.status import status_on
from tirkelim.services.certificate.ending import MONTHS, Ending, ending
from tirkelim.services.certificate.hours import Learning
from tirkelim.services.common.specialty import specialty_name

MARGIN = timedelta(days=4)
"""Months end on different days: what the query finds too much is left out afterwards."""


class Line(NamedTuple):
    """A certificate that ends, with its holder's name."""

    person: UUID
    name: str
    specialty: str
    level: str | None
    ends: Ending


@room("GET")
def ending_page(request: HttpRequest) -> HttpResponse:
    """The list, those that end first at the top. It holds those whose main job is here."""
    at = visit(request)
    organisation = own_organisation(at)
    allow(request, "certificate.read", organisation_scope(organisation, at.today), at.moment)
    page = Paginator(endings(organisation, at), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": _lines(page.object_list, at),
        "organisations": organisation_links(at, organisation),
        "crumbs": [Link(_("Staff"), reverse("staff")), Link(_("Certificates that end soon"), "")],
    }
    return render(request, "portal/certificates/ending.html", context)


def endings(organisation: UUID, at: Visit) -> list[Ending]:
    """The certificates of the organisation's own workers that end within six months; five queries."""
    jobs = Employment.objects.as_of(at.today, at.moment).filter(organisation=organisation, is_main=True)
    near = Q(valid_until__gte=at.today, valid_until__lte=add_months(at.today, MONTHS[0]) + MARGIN)
    rows = list(Certificate.objects.filter(near | Q(valid_until__isnull=True), person__in=jobs.values("person")))
    learning = Learning({row.person_id for row in rows}, at.moment)
    events: defaultdict[UUID, list[CertificateEvent]] = defaultdict(list)
    for event in CertificateEvent.objects.filter(certificate__in=[row.id for row in rows]).order_by("id"):
        events[event.certificate_id].append(event)
    found = (
        ending(row, status_on(row, events[row.id], at.today, learning.days(row.person_id)), at.today, learning)
        for row in rows
    )
    return sorted((one for one in found if one is not None), key=lambda one: (one.until, one.certificate.number))


def _lines(shown: Iterable[Ending], at: Visit) -> list[Line]:
    """A page of them, with names."""
    found = list(shown)
    people = [one.certificate.person_id for one in found]
    names = {id: row.name(language()) for id, row in facts_of_people(people, at.today, at.moment).items()}
    return [
        Line(
            one.certificate.person_id,
            names.get(one.certificate.person_id, ""),
            specialty_name(one.certificate.specialty, language()),
            one.certificate.level,
            one,
        )
        for one in found
    ]
