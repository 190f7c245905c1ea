"""A record as cards: facts, jobs, education, certificates; with links where the reader may change something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tirkelim.journal.kept import kept
from tirkelim.portal.certificates.held import page_link, record_rows
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.forms import GROUPS, TITLES
from tirkelim.portal.personnel.history import Origin
from tirkelim.portal.personnel.listing import position_of
from tirkelim.portal.personnel.values import written
from tirkelim.portal.personnel.vocabulary import ABSENCES, EDUCATION, label
from tirkelim.portal.show import Link, Row
from tirkelim.portal.statuses import mark
from tirkelim.portal.wording import day_in_words
from tirkelim.register.models import Absence, Certificate, Education, Employment, OrganisationFact, Scheme, Training
from tirkelim.register.queries import Profile
from tirkelim.register.status import CertificateStatus, StatusOn
from tirkelim.services.common.specialty import specialty_name

JOB_FIELDS = ("position", "position_title", "specialty", "is_main", "hired_on", "left_on", "order_number", "order_date",
              "leave_reason", "leave_order_number", "leave_order_date")  # fmt: skip
EDUCATION_FIELDS = ("institution", "country", "specialty", "qualification", "document_number", "graduated_on", "hours",
                    "recognised_by", "recognition_number", "recognition_date")  # fmt: skip
TRAINING_FIELDS = ("organisation_name", "hours", "credits", "specialty", "started_on", "completed_on",
                   "certificate_number")  # fmt: skip


class Card(NamedTuple):
    """A card of a record."""

    title: str | Promise
    rows: list[Row]
    links: Sequence[Link] = ()


class Cards(NamedTuple):
    """A record's cards, section by section."""

    facts: list[Card]
    jobs: list[Card]
    educations: list[Card]
    trainings: list[Card]
    certificates: list[Card]


class Links(NamedTuple):
    """What leads from the cards to the pages on which they are changed, and what only some readers see (grounds of a
    withdrawal); by default nothing does."""

    group: Callable[[str], Sequence[Link]] = lambda key: ()
    fact: Callable[[str], Sequence[Link]] = lambda name: ()
    job: Callable[[Employment], Sequence[Link]] = lambda row: ()
    absence: Callable[[Absence], Sequence[Link]] = lambda row: ()
    education: Callable[[Education], Sequence[Link]] = lambda row: ()
    training: Callable[[Training], Sequence[Link]] = lambda row: ()
    withdrawal: Callable[[Certificate, StatusOn], Sequence[Row]] = lambda row, state: ()


def cards(profile: Profile, origins: Mapping[str, Origin] | None = None, links: Links | None = None) -> Cards:
    """The record as it is shown. `origins` adds to a fact since when and by whom it is known."""
    links = links or Links()
    return Cards(
        facts=[fact_card(key, profile, origins or {}, links) for key in GROUPS],
        jobs=job_cards(profile, links),
        educations=[learning_card(row, EDUCATION[row.kind], EDUCATION_FIELDS, links.education(row)) for row in
                    profile.educations],
        trainings=[learning_card(row, row.programme, TRAINING_FIELDS, links.training(row)) for row in
                   profile.trainings],
        certificates=[certificate_card(row, state, links) for row, state in profile.certificates],
    )  # fmt: skip


def fact_card(key: str, profile: Profile, origins: Mapping[str, Origin], links: Links) -> Card:
    """A group of the person's facts; the first one begins with the numbers."""
    rows = number_rows(profile) if key == "name" else []
    first = min((one.at for one in origins.values()), default=None)
    for name in GROUPS[key].base_fields:
        value = getattr(profile.facts, name, None)
        if value is None and name.endswith(("_ru", "_latin")):
            continue
        origin = origins.get(name)
        shown: Any = written(name, value)
        if origin is not None and first is not None and origin.at != first:
            shown = render_to_string("portal/personnel/_known.html", {"value": shown, "origin": origin})
        rows.append(Row(label(name), shown, links.fact(name)))
    return Card(TITLES[key], rows, links.group(key))


def number_rows(profile: Profile) -> list[Row]:
    """IIN or passport."""
    iin, passport = profile.identifier(Scheme.IIN), profile.identifier(Scheme.PASSPORT)
    rows = [Row(label("iin"), iin or _("not known"))]
    return rows if passport is None else [*rows, Row(label("passport"), passport.replace(":", " "))]


def job_cards(profile: Profile, links: Links) -> list[Card]:
    """Jobs, the present ones first; each line of versions is one card, with its transfers and leaves."""
    names = employer_names(profile)
    by_line: dict[UUID, list[Employment]] = {}
    for row in profile.employments:
        by_line.setdefault(row.line, []).append(row)
    found = [sorted(rows, key=lambda row: row.valid_from) for rows in by_line.values()]
    found.sort(key=lambda rows: (rows[-1].left_on is None, rows[-1].is_main, rows[0].hired_on), reverse=True)
    return [job_card(rows, profile, names, links) for rows in found]


def job_card(rows: list[Employment], profile: Profile, names: Mapping[UUID, str], links: Links) -> Card:
    """One job: as it is on the profile's day, else its last version."""
    shown = next((row for row in rows if holds(row, profile)), rows[-1])
    employer = names.get(shown.organisation_id) if shown.organisation_id else shown.organisation_name
    bin = shown.organisation.bin if shown.organisation is not None else None
    listed = [Row(_("BIN"), bin)] if bin else []
    for name in JOB_FIELDS:
        value = getattr(shown, name)
        of_order = name == "position_title" and shown.position
        repeats = of_order and written(name, value) == written("position", shown.position)
        if value not in (None, "") and not repeats:
            listed.append(Row(label(name), written(name, value)))
    for row in rows:
        if row.valid_from > row.hired_on:
            what = f"{day_in_words(row.valid_from, language())}: {position_of(row)}"
            listed.append(Row(_("Transfer"), what))
    listed += [absence_row(row, links) for row in profile.absences if row.employment == shown.line]
    return Card(employer or "", listed, links.job(rows[-1]))


def holds(row: Employment, profile: Profile) -> bool:
    """Whether the version holds on the profile's day."""
    return row.valid_from <= profile.valid and (row.valid_to is None or profile.valid < row.valid_to)


def absence_row(row: Absence, links: Links) -> Row:
    """A leave, from when to when."""
    first = day_in_words(row.started_on, language())
    last = day_in_words(row.ended_on, language()) if row.ended_on else _("its end is not known yet")
    return Row(ABSENCES[row.kind], f"{first} – {last}", links.absence(row))


def employer_names(profile: Profile) -> dict[UUID, str]:
    """Names of the employers as known at the profile's moment, of the latest day."""
    ids = {row.organisation_id for row in profile.employments if row.organisation_id}
    return {row.organisation_id: row.name(language()) for row in _called(tuple(ids), profile.known)}


@kept
def _called(organisations: tuple[UUID, ...], known: datetime) -> QuerySet[OrganisationFact]:
    return OrganisationFact.objects.known_at(known).filter(organisation__in=organisations).order_by("valid_from")


def learning_card(
    row: Education | Training, title: str | Promise, fields: Sequence[str], links: Sequence[Link]
) -> Card:
    """An education document or a course; what is not known is left out."""
    values = [(name, getattr(row, name)) for name in fields]
    wording = {"organisation_name": label("institution")}
    return Card(
        title,
        [
            Row(wording.get(name) or label(name), written(name, value))
            for name, value in values
            if value not in (None, "")
        ],
        links,
    )


def certificate_card(row: Certificate, state: StatusOn, links: Links) -> Card:
    """A certificate with what it is worth on the profile's day."""
    status = "not_yet_valid" if state.status is CertificateStatus.NOT_YET else state.status.value
    colour = mark(status)
    badge = render_to_string("portal/look/tag.html", {"text": colour.text, "colour": colour.colour})
    rows: list[Row] = [
        Row(_("Status"), badge),
        Row(label("number"), row.number),
        Row(label("issued_on"), written("issued_on", row.issued_on)),
        Row(label("valid_until"), written("valid_until", row.valid_until)),
    ]
    if row.level:
        rows.insert(2, Row(label("level"), row.level))
    if state.superseded_by:
        rows.append(Row(label("superseded_by"), state.superseded_by))
    rows += [*record_rows(row, state), *links.withdrawal(row, state)]
    return Card(specialty_name(row.specialty, language()), rows, [page_link(row)])
