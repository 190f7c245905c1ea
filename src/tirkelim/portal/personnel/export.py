"""A person's record to take away: as data by a fixed schema, and as an extract to read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from tirkelim.documents.record import Block, Moment, RecordExtract, Section
from tirkelim.law.digest import plain
from tirkelim.portal.choices import language
from tirkelim.portal.personnel.export_schema import PARTS, SCHEMA
from tirkelim.portal.personnel.record_view import Card, cards
from tirkelim.portal.personnel.timeline import Event, events
from tirkelim.portal.personnel.whole import Whole
from tirkelim.portal.wording import day_in_words, moment_in_words
from tirkelim.register.models import Employment, PersonFact, Scheme


def as_json(whole: Whole) -> dict[str, Any]:
    """The record as data. The same schema is written down in docs/reference/record.md."""
    profile = whole.profile
    return {
        "schema": SCHEMA,
        "known_at": profile.known.isoformat(),
        "about": profile.valid.isoformat(),
        "person": str(profile.person),
        "items": items(whole),
        "employments": [employment(row, whole) for row in profile.employments],
        "absences": [picked("absences", row) for row in profile.absences],
        "learning": {
            "results": [picked("learning.results", row) for row in whole.activities],
            "sheets": [
                picked("learning.sheets", row, organisation=whole.names.get(row.organisation_id))
                for row in whole.sheets
            ],
        },
        "assessments": [
            picked("assessments", row, organisation=whole.names.get(row.organisation_id)) for row in whole.conclusions
        ],
        "levels": [picked("levels", row) for row in whole.qualifications],
        "certificates": [certificate(row, state, whole) for row, state in profile.certificates],
        "applications": [picked("applications", row) for row in whole.applications],
    }


def picked(part: str, row: Any, **found: Any) -> dict[str, Any]:
    """The fields that a part of the schema names, as JSON values: those found elsewhere, the others from the row."""
    names = (field.name for field in PARTS[part])
    return {name: found[name] if name in found else plain(getattr(row, name)) for name in names}


def items(whole: Whole) -> dict[str, Any]:
    """The fifteen items of 253/2020 p.8 under their names in the law kernel."""
    profile, facts = whole.profile, whole.profile.facts or PersonFact()
    main = next(iter(profile.current_employments()), None)
    job = None if main is None else employment(main, whole)
    return {
        "iin": profile.identifier(Scheme.IIN),
        "passport": profile.identifier(Scheme.PASSPORT),
        "name": names(facts),
        **{name: plain(getattr(facts, name)) for name in ("sex", "birth_date", "birth_place", "citizenship")},
        "identity_document": {
            name: plain(getattr(facts, f"document_{name}"))
            for name in ("kind", "number", "issuer", "issued_on", "expires_on")
        },
        "residence": {"address": facts.residence, "kato": facts.residence_kato},
        "registration_place": facts.registration_place,
        "registration_date": plain(facts.registration_date),
        "education": [picked("items.education", row) for row in profile.educations],
        "workplace": job and {"name": job["organisation"], "bin": job["bin"]},
        "position": job and {name: job[name] for name in ("position", "position_title", "specialty", "is_main")},
        "certificate": [row.number for row, _state in profile.certificates],
        "further_education": [picked("items.further_education", row) for row in profile.trainings],
        "further_education_none": facts.trained is False and not profile.trainings,
    }


def names(facts: PersonFact) -> dict[str, dict[str, str | None]]:
    """The name in each spelling."""
    return {
        spelling: {part: getattr(facts, f"{part}_{spelling}", None) for part in ("surname", "given", "patronymic")}
        for spelling in ("kk", "ru", "latin")
    }


def employment(row: Employment, whole: Whole) -> dict[str, Any]:
    """A version of a job, with its employer."""
    name = whole.names.get(row.organisation_id, "") if row.organisation_id else row.organisation_name
    bin = row.organisation.bin if row.organisation is not None else None
    return picked("employments", row, organisation=name, bin=bin)


def certificate(row: Any, state: Any, whole: Whole) -> dict[str, Any]:
    """A certificate with what it is worth on the day, and its events."""
    own = [event for event in whole.certificate_events if event.certificate_id == row.id]
    happened = [picked("certificates.events", event) for event in own]
    return picked("certificates", row, status=state.status.value, status_since=plain(state.since), events=happened)


def as_extract(whole: Whole, holder: str) -> RecordExtract:
    """The record in the reader's language, to print."""
    stated = _("As the register knew it on %(moment)s") % {"moment": moment_in_words(whole.profile.known, language())}
    return RecordExtract(
        language=language(),
        holder=holder,
        known_at=whole.profile.known,
        stated_at=stated,
        sections=tuple(sections(whole)),
        timeline=tuple(moment(event) for event in events(whole)),
        words=words(),
        demo=settings.DEMO,
    )


def words() -> dict[str, str]:
    """The standing words of the extract."""
    return {
        "register": _("Professional register of health workers"),
        "title": _("Extract of the professional register"),
        "note": _(
            "The person downloaded this extract. It says what the register held at that moment, and it is not signed:"
            " anyone who has to rely on it asks the register."
        ),
        "demo": _("Demo: all people, organisations and numbers here are invented."),
        "timeline": _("Timeline"),
        "day": _("Day"),
        "what": _("What happened"),
        "nothing": _("Nothing is entered yet."),
        "page": _("page {} of {}"),
    }


def sections(whole: Whole) -> list[Section]:
    """The cards of the record, section by section, as the page shows them."""
    shown = cards(whole.profile)
    return [
        Section(_("Personal data"), blocks(shown.facts)),
        Section(_("Jobs"), blocks(shown.jobs), _("No job is entered.")),
        Section(_("Education"), blocks(shown.educations), _("No education document is entered.")),
        Section(_("Further education"), blocks(shown.trainings), _("No further education is entered.")),
        Section(_("Specialist certificates"), blocks(shown.certificates), _("No certificate is entered.")),
    ]


def blocks(found: list[Card]) -> tuple[Block, ...]:
    """Cards without their marks and links."""
    return tuple(
        Block(str(card.title), tuple((str(row.key), unmarked(row.value)) for row in card.rows)) for card in found
    )


def unmarked(value: Any) -> str:
    """A value of a card as plain text: a status tag as its word."""
    text = str(value)
    return " ".join(strip_tags(text).split()) if hasattr(value, "__html__") else text


def moment(event: Event) -> Moment:
    """An event as a line of the extract."""
    source = _("from: %(source)s") % {"source": event.source} if event.source else ""
    parts = [event.text, source]
    if event.known is not None and event.known != event.day:
        parts.append(_("in the register since %(day)s") % {"day": day_in_words(event.known, language())})
    return Moment(day_in_words(event.day, language()), str(event.title), " · ".join(filter(None, parts)))
