"""The tables of the room: free places, acts of a base, contracts, residents, recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tirkelim.cases.models import Case
from tirkelim.portal.choices import language
from tirkelim.portal.residency.access import Here
from tirkelim.portal.residency.words import (
    KINDS,
    in_words,
    last_day,
    name_in,
    names_of,
    span_in_words,
    standing_of,
    state_of,
)
from tirkelim.portal.show import Column, Link, Table
from tirkelim.portal.templatetags.look import status, tag
from tirkelim.register.models import BaseContract, BasePlaces, OrganisationStatus, Placement
from tirkelim.register.queries import facts_of_people
from tirkelim.register.residency_queries import Free, bases_among, running
from tirkelim.services.common.specialty import specialty_name
from tirkelim.services.placement.request import read_request


def acts_table(rows: Iterable[OrganisationStatus], here: Here) -> Table:
    """The statuses and accreditations of a base."""
    cells = [
        [
            KINDS[row.kind],
            row.number or "–",
            span_in_words(row.valid_from, last_day(row.valid_to)),
            status(standing_of(row.valid_from, row.valid_to, here.today)),
        ]
        for row in rows
    ]
    columns = [
        Column(_("Status or accreditation")),
        Column(_("Number")),
        Column(_("From when until when")),
        Column(_("State")),
    ]
    return Table(_("Statuses and accreditation"), columns, cells, _("None is recorded."))


def contracts_table(rows: Sequence[BaseContract], here: Here, *, of_school: bool, may_change: bool) -> Table:
    """Contracts, each with the other side."""
    names = names_of({row.base_id if of_school else row.school_id for row in rows}, here.today, here.moment)
    cells: list[list[object]] = []
    for row in rows:
        other = row.base_id if of_school else row.school_id
        about: object = names.get(other, "–")
        if of_school:
            about = Link(str(about), reverse("residency_base", args=[other]))
        cell = [
            about,
            row.number,
            in_words(row.signed_on),
            span_in_words(row.valid_from, last_day(row.valid_to)),
            status(standing_of(row.valid_from, row.valid_to, here.today)),
        ]
        if may_change:
            cell.append(Link(_("Change"), reverse("residency_contract", args=[row.line]), row.number))
        cells.append(cell)
    columns = [
        Column(_("Base") if of_school else _("School")), Column(_("Number")), Column(_("Signed on")),
        Column(_("From when until when")),
        Column(_("State")),
    ]  # fmt: skip
    if may_change:
        columns.append(Column(_("Change")))
    return Table(_("Contracts"), columns, cells, _("No contract is recorded."))


def free_table(rows: Iterable[Free], names: dict[UUID, str], regions: dict[UUID, str]) -> Table:
    """Free places by base and specialty."""
    cells = [
        [
            Link(names.get(row.base, "–"), reverse("residency_base", args=[row.base])),
            regions.get(row.base, "–"),
            *_numbers(row),
        ]
        for row in rows
    ]
    columns = [Column(_("Base")), Column(_("Region")), *_number_columns()]
    return Table(_("Free places"), columns, cells, _("No places fit. Choose another day, region or specialty."))


def base_table(rows: Iterable[Free]) -> Table:
    """The places of one base today, by specialty."""
    cells = [_numbers(row) for row in rows]
    return Table(_("Free places"), _number_columns(), cells, _("No places are recorded yet."))


def _numbers(row: Free) -> list[object]:
    return [specialty_name(row.specialty, language()), row.places, row.taken, row.free]


def _number_columns() -> list[Column]:
    return [Column(_("Specialty")), Column(_("Places"), True), Column(_("Taken"), True), Column(_("Free"), True)]


def places_table(rows: Iterable[BasePlaces], here: Here) -> Table:
    """What a base has recorded of its places."""
    lang = language()
    cells = [
        [
            specialty_name(row.specialty, lang),
            row.places,
            span_in_words(row.valid_from, last_day(row.valid_to)),
            status(standing_of(row.valid_from, row.valid_to, here.today)),
            Link(_("Change"), reverse("residency_places_change", args=[row.line]), specialty_name(row.specialty, lang)),
        ]
        for row in rows
    ]
    columns = [
        Column(_("Specialty")), Column(_("Places"), True), Column(_("From when until when")), Column(_("State")),
        Column(_("Change")),
    ]  # fmt: skip
    return Table(_("Recorded places"), columns, cells, _("No places are recorded yet."))


def residents_table(rows: Sequence[Placement], here: Here, caption: str) -> Table:
    """Placements, with how things stand today."""
    lang = language()
    names = names_of({row.base_id for row in rows} | {row.school_id for row in rows}, here.today, here.moment)
    people = facts_of_people({row.person_id for row in rows}, here.today, here.moment)
    now_there = {row.id for row in running(rows, here.today, here.moment)}
    bases = bases_among({row.base_id for row in rows}, here.today, here.moment)
    cells = [
        [
            name_in(people, row.person_id),
            specialty_name(row.specialty, lang),
            Link(names.get(row.base_id, "–"), reverse("residency_base", args=[row.base_id])),
            names.get(row.school_id, "–"),
            span_in_words(row.starts_on, row.ends_on),
            _placement_state(row, here, is_there=row.id in now_there, is_base=row.base_id in bases),
        ]
        for row in rows
    ]
    columns = [
        Column(_("Resident doctor")), Column(_("Specialty")), Column(_("Base")), Column(_("School")),
        Column(_("From when until when")), Column(_("State")),
    ]  # fmt: skip
    return Table(caption, columns, cells, _("No resident doctor is placed."))


def _placement_state(row: Placement, here: Here, *, is_there: bool, is_base: bool) -> SafeString:
    if is_there:
        if is_base:
            return tag(_("At the base"), "green")
        return tag(_("At a base without status or accreditation"), "red")
    if row.starts_on > here.today:
        return tag(_("Begins later"), "blue")
    return tag(_("Ended"), "grey")


def cases_table(cases: Sequence[Case], here: Here, *, page: str, caption: str, empty: str) -> Table:
    """Recommendations with their states."""
    lang, asked = language(), {case.id: read_request(case.draft.data) for case in cases}
    of_schools = {case.organisation for case in cases if case.organisation}
    of_bases = {one.base for one in asked.values() if one.base}
    names = names_of(of_schools | of_bases, here.today, here.moment)
    people = facts_of_people({case.subject_id for case in cases}, here.today, here.moment)
    cells = []
    for case in cases:
        one = asked[case.id]
        cells.append(
            [
                Link(name_in(people, case.subject_id), reverse(page, args=[case.id])),
                specialty_name(one.specialty, lang) if one.specialty else "–",
                names.get(one.base, "–") if one.base else "–",
                names.get(case.organisation, "–") if case.organisation else "–",
                case.number or "–",
                tag(*state_of(case.state)),
            ]
        )
    columns = [
        Column(_("Resident doctor")), Column(_("Specialty")), Column(_("Base")), Column(_("School")),
        Column(_("Number")), Column(_("State")),
    ]  # fmt: skip
    return Table(caption, columns, cells, empty)
