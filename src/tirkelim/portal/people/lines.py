"""People of a list as lines: name, workplace, position, specialty, level, certificate, region, and why they are found.

A page takes the same number of queries however many people stand on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.portal.choices import language
from tirkelim.portal.personnel.listing import position_of
from tirkelim.portal.personnel.values import region_of
from tirkelim.register.as_of import AsOf
from tirkelim.register.held_by_people import best, certificates_of_people, jobs_of_people, levels_of_people
from tirkelim.register.models import Employment, OrganisationFact
from tirkelim.register.people_filters import PeopleQuery
from tirkelim.register.people_search import Found, Hit, Reach, Standing
from tirkelim.register.queries import facts_of_organisations
from tirkelim.register.status import CertificateStatus, StatusOn
from tirkelim.services.common.specialty import specialty_name

WHY: dict[Found, str | Promise] = {
    Found.FORMER: _("By a former name"),
    Found.SOUNDS: _("Sounds like it"),
    Found.ALIKE: _("Spelt nearly so"),
}


class Job(NamedTuple):
    """A job of a line: where, as what, in which specialty, and its last day if it has ended."""

    place: str
    position: str
    specialty: str
    region: str
    left_on: Any


class Line(NamedTuple):
    """Somebody found. `opens`: whether the reader may open the record."""

    person: UUID
    name: str
    jobs: list[Job]
    levels: list[str]
    certificate: StatusOn | None
    valid_until: Any
    region: str
    why: str | Promise
    opens: bool


def lines(hits: Sequence[Hit], query: PeopleQuery, when: AsOf, within: Reach, today: date | None = None) -> list[Line]:
    """The hits as lines, in their order. Of who left the reader's organisation it tells of that job alone; with
    `today` the record of someone who has left since the day of the search does not open."""
    ids = [hit.person for hit in hits]
    own_only = query.standing is Standing.LEFT and not (within.everything or within.regions)
    jobs, places = _jobs(ids, query, when, within, own_only)
    facts = {} if own_only else {hit.person: hit.facts for hit in hits if hit.facts is not None}
    levels = {} if own_only else levels_of_people(ids, when)
    held = {} if own_only else certificates_of_people(ids, when)
    closed = _left_since(ids, within, today) if today is not None and today != when.valid else frozenset()
    found = []
    for hit in hits:
        shown = [_job(job, places) for job in jobs.get(hit.person, ())]
        one = facts.get(hit.person)
        home = region_of(one.residence_kato) if one is not None and not shown else ""
        certificate = best(one for one in held.get(hit.person, ()) if one.state.status is not CertificateStatus.NOT_YET)
        found.append(
            Line(
                hit.person, hit.facts.name(language()) if hit.facts is not None else "", shown,
                levels.get(hit.person, []), certificate.state if certificate else None,
                certificate.certificate.valid_until if certificate else None,
                ", ".join(dict.fromkeys(job.region for job in shown if job.region)) or home,
                WHY.get(hit.why, ""), not own_only and hit.person not in closed,
            )
        )  # fmt: skip
    return found


def _left_since(ids: Iterable[UUID], within: Reach, today: date) -> frozenset[UUID]:
    """Who, to a reader who sees own organisations only, is open no more: nobody there employs them today."""
    if within.everything or within.regions:
        return frozenset()
    here = Employment.objects.current(today).filter(person__in=ids, organisation__in=within.organisations)
    return frozenset(ids) - frozenset(here.values_list("person_id", flat=True))


def _jobs(
    ids: list[UUID], query: PeopleQuery, when: AsOf, within: Reach, own_only: bool
) -> tuple[dict[UUID, list[Employment]], dict[UUID, OrganisationFact]]:
    """The jobs of the day, or of those who left the last one; and what the organisations were."""
    left = query.standing is Standing.LEFT
    found = _last_jobs(ids, when, within, own_only) if left else jobs_of_people(ids, when)
    organisations = {row.organisation_id for held in found.values() for row in held if row.organisation_id}
    return found, facts_of_organisations(organisations, when.valid, when.known)


def _last_jobs(ids: list[UUID], when: AsOf, within: Reach, own_only: bool) -> dict[UUID, list[Employment]]:
    """The last job that each had before the day; where only own organisations are seen, the last one there."""
    rows = Employment.objects.known_at(when.known).filter(person__in=ids, valid_to__lte=when.valid)
    if own_only:
        rows = rows.filter(organisation__in=within.organisations)
    found: dict[UUID, list[Employment]] = {}
    for row in rows.order_by("-valid_to", "id"):
        found.setdefault(row.person_id, [row])
    return found


def _job(job: Employment, places: dict[UUID, OrganisationFact]) -> Job:
    place = places.get(job.organisation_id) if job.organisation_id else None
    return Job(
        place.name(language()) if place is not None else job.organisation_name,
        position_of(job),
        specialty_name(job.specialty, language()) if job.specialty else "",
        region_of(place.kato) if place is not None else "",
        job.left_on,
    )
