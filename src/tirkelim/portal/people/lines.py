"""People of a list as lines: name, workplace, position, specialty, level, certificate, region, and why they are found.

A page takes the same number of queries however many people stand on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tirkelim.identity.models import Territory
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.listing import best, by_person, position_of
from tirkelim.register.as_of import AsOf
from tirkelim.register.models import Certificate, CertificateEvent, Employment, OrganisationFact, Qualification
from tirkelim.register.people_filters import PeopleQuery
from tirkelim.register.people_search import Found, Hit, Reach, Standing
from tirkelim.register.queries import facts_of_organisations
from tirkelim.register.status import StatusOn
from tirkelim.register.training_days import training_days
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
    names = _regions([place.kato for place in places.values()] + [one.residence_kato for one in facts.values()])
    levels = {} if own_only else _levels(ids, when)
    held = {} if own_only else _certificates(ids, when)
    closed = _left_since(ids, within, today) if today is not None and today != when.valid else frozenset()
    found = []
    for hit in hits:
        shown = [_job(job, places, names) for job in jobs[hit.person]]
        one = facts.get(hit.person)
        home = names.get((one.residence_kato or "")[:2], "") if one is not None and not shown else ""
        certificate, state = held.get(hit.person, (None, None))
        found.append(
            Line(
                hit.person, hit.facts.name(language()) if hit.facts is not None else "", shown,
                levels.get(hit.person, []), state, certificate.valid_until if certificate else None,
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
    rows = Employment.objects.known_at(when.known).filter(person__in=ids)
    if query.standing is Standing.LEFT:
        rows = rows.filter(valid_to__lte=when.valid).order_by("-valid_to", "id")
        if own_only:
            rows = rows.filter(organisation__in=within.organisations)
    else:
        rows = rows.valid_on(when.valid).order_by("-is_main", "hired_on", "id")
    found: defaultdict[UUID, list[Employment]] = defaultdict(list)
    for row in rows:
        if query.standing is not Standing.LEFT or not found[row.person_id]:
            found[row.person_id].append(row)
    organisations = {row.organisation_id for held in found.values() for row in held if row.organisation_id}
    return found, facts_of_organisations(organisations, when.valid, when.known)


def _job(job: Employment, places: dict[UUID, OrganisationFact], names: dict[str, str]) -> Job:
    place = places.get(job.organisation_id) if job.organisation_id else None
    return Job(
        place.name(language()) if place is not None else job.organisation_name,
        position_of(job),
        specialty_name(job.specialty, language()) if job.specialty else "",
        names.get((place.kato or "")[:2], "") if place is not None else "",
        job.left_on,
    )


def _regions(katos: Iterable[str | None]) -> dict[str, str]:
    """The regions of KATO codes, by their first two digits, as last called. One query."""
    codes = {kato[:2] + "0000000" for kato in katos if kato}
    rows = Territory.objects.filter(kato__in=codes).order_by("valid_from")
    return {row.kato[:2]: row.name(language()) for row in rows}


def _levels(ids: list[UUID], when: AsOf) -> dict[UUID, list[str]]:
    """The levels held on the day, the newest first; of each track of a specialty only the newest."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    rows = Qualification.objects.as_of(*when).filter(person__in=ids, level__isnull=False).order_by("-obtained_on", "id")
    seen: set[tuple[UUID, str]] = set()
    for row in rows:
        if row.level and (row.person_id, row.specialty) not in seen:
            seen.add((row.person_id, row.specialty))
            found[row.person_id].append(row.level)
    return {person: list(dict.fromkeys(levels)) for person, levels in found.items()}


def _certificates(ids: list[UUID], when: AsOf) -> dict[UUID, tuple[Certificate, StatusOn]]:
    """The certificate that says most of each person, as the list of staff chooses it. Three queries."""
    events = Prefetch("events", CertificateEvent.objects.filter(change__at__lte=when.known))
    rows = Certificate.objects.filter(person__in=ids, issued_on__lte=when.valid, change__at__lte=when.known)
    trained = training_days(ids, when.known)
    found = {
        person: best(held, when.valid, trained.get(person, ()))
        for person, held in by_person(rows.prefetch_related(events)).items()
    }
    return {person: one for person, one in found.items() if one is not None}
