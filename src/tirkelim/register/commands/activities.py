"""Results of professional development (283/2020 p.6-11, annex 1): a result is added, corrected, or taken back.

Which facts a criterion has, and which values they may take, the law says; what it does not know is never stored.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.chain import append
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.journal.temporal import Stale, correct, record
from tirkelim.journal.temporal import withdraw as withdraw_row
from tirkelim.law.ask.errors import FactErrors
from tirkelim.law.ask.facts import parse
from tirkelim.law.book import current_book
from tirkelim.law.language import language_code
from tirkelim.law.order_283_cpd.criteria import Criterion, criteria
from tirkelim.law.order_283_cpd.levels import ACT
from tirkelim.law.order_283_cpd.questions import ActivityFacts, RecognitionFacts, impossible
from tirkelim.register.commands.writing import (
    Invalid,
    allow_only,
    differences,
    person_stream,
    require_person,
    settable,
    today,
    version_on,
)
from tirkelim.register.models import Activity
from tirkelim.register.scopes import person_scope

OWN_COLUMNS = frozenset(
    {"completed_on", "started_on", "document_language", "translated_into", "profile_match", "evidence_complete"}
)
"""Facts of a criterion that are no details: columns of the table, or found out from the specialty and the file."""
AS_TEXT = ("hours", "years")
"""Details that may have a fraction, kept as text: "62.5"."""
MAY_BE_NONE = frozenset({"days_with_talk"})
"""Numbers for which nought says something."""
LEARNING_ROWS = range(1, 5)
"""Further and non-formal education: the rows of which p.15 speaks."""
REQUIRED = ("criterion", "title", "completed_on", "source")
VALUES = settable(Activity, "person", *REQUIRED)
CORRECTABLE = VALUES | frozenset(REQUIRED)


def add_activity(
    command: Command,
    person: UUID,
    criterion: int,
    *,
    title: str,
    completed_on: date,
    source: str,
    activity: UUID | None = None,
    **values: Any,
) -> Done:
    """Record a result; result {"activity": id}. `values`: specialty, organisation_name, document_number, started_on,
    details, link, evidence, document_language, translated_into, translation, foreign_ranks.

    Whose the files are, the caller has checked. Raises Invalid, NotFound, Denied.
    """
    allow_only(values, VALUES)
    said = {**values, "criterion": criterion, "title": title, "completed_on": completed_on, "source": source}
    clean = checked(said, today(command))

    def work(made: Change) -> Result:
        require_person(person)
        require_actor(command.actor, "activity.add", person_scope(person, today(command)), on=today(command))
        row = Activity(line=activity or uuid.uuid4(), person_id=person, valid_from=completed_on, **clean)
        record(row, made)
        append(person_stream(person), made, "activity_added", {**clean, "activity": row.line})
        return {"activity": str(row.line)}

    return once(command, "register.add_activity", {"person": person, **clean}, work)


def correct_activity(command: Command, activity: UUID, values: Mapping[str, Any], *, seen: UUID | None = None) -> Done:
    """Write a new version of a result; result {"activity": id}. `seen`: the version that the person had before them.

    Raises Invalid, NotFound, Denied, and Stale where the result has changed since.
    """
    allow_only(values, CORRECTABLE)
    day = today(command)

    def work(made: Change) -> Result:
        old = version_on(Activity, activity, day)
        require_actor(command.actor, "activity.correct", person_scope(old.person_id, day), on=day)
        _must_be(old, seen)
        clean = checked({name: getattr(old, name) for name in CORRECTABLE} | dict(values), day)
        correct(old, made, **{**clean, "valid_from": clean["completed_on"]})
        body = {"activity": activity, "changes": differences(old, clean)}
        append(person_stream(old.person_id), made, "activity_corrected", body)
        return {"activity": str(activity)}

    content = {"activity": activity, "values": dict(values), "seen": seen}
    return once(command, "register.correct_activity", content, work)


def withdraw_activity(command: Command, activity: UUID, *, seen: UUID | None = None) -> Done:
    """Take a result back: it never held. Result {"activity": id}. What was confirmed stays as it was confirmed.

    Raises NotFound, Stale, Denied.
    """
    day = today(command)

    def work(made: Change) -> Result:
        old = version_on(Activity, activity, day)
        require_actor(command.actor, "activity.correct", person_scope(old.person_id, day), on=day)
        _must_be(old, seen)
        withdraw_row(old, made)
        append(person_stream(old.person_id), made, "activity_withdrawn", {"activity": activity, "title": old.title})
        return {"activity": str(activity)}

    return once(command, "register.withdraw_activity", {"activity": activity, "seen": seen}, work)


def details_of(criterion: Criterion) -> tuple[str, ...]:
    """The facts of a criterion that `details` holds, in the order in which a form asks them."""
    return tuple(name for name in criterion.fields if name not in OWN_COLUMNS)


def facts_of(values: Mapping[str, Any]) -> ActivityFacts:
    """A result's stored values as the facts that the law reads; profile and document are for the caller to say.

    Raises FactErrors.
    """
    details = values["details"].items()
    raw: dict[str, Any] = {name: _number(value) if name in AS_TEXT else value for name, value in details}
    for name in ("completed_on", "started_on"):
        raw[name] = None if values[name] is None else values[name].isoformat()
    for name in ("document_language", "translated_into"):
        raw[name] = values[name]
    return parse(ActivityFacts, raw | {"profile_match": None, "evidence_complete": None})


def _must_be(old: Activity, seen: UUID | None) -> None:
    if seen is not None and old.pk != seen:
        raise Stale(str(old.line))


def checked(values: Mapping[str, Any], day: date) -> dict[str, Any]:
    """All columns of a result as they are stored. Raises Invalid with every field that cannot be so."""
    criterion = _criterion(values["criterion"])
    clean = {name: values.get(name) for name in CORRECTABLE} | {"criterion": criterion.row}
    errors: dict[str, str] = {}
    for name in ("title", "organisation_name", "document_number", "link"):
        clean[name] = " ".join((clean[name] or "").split()) or None
    clean["title"] = clean["title"] or ""
    if not clean["title"]:
        errors["title"] = "missing"
    for name in ("document_language", "translated_into"):
        clean[name] = language_code(clean[name] or "") or None
    clean["details"], in_details = _details(criterion, values.get("details") or {})
    clean["foreign_ranks"], in_ranks = _ranks(criterion, values.get("foreign_ranks"))
    errors |= _too_long(clean) | _days(clean, day) | in_details | in_ranks
    if errors:
        raise Invalid(errors)
    _check_by_law(clean)
    return clean


def _criterion(row: Any) -> Criterion:
    """The criterion by its row, in the newest wording held."""
    rows = criteria(current_book().latest(ACT).by)
    found = next((one for one in rows if one.row == row and not isinstance(row, bool)), None)
    if found is None:
        raise Invalid({"criterion": "unknown_value"})
    return found


def _details(criterion: Criterion, details: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The details as stored, what is not known left out; and those that do not belong there."""
    known, clean, errors = details_of(criterion), {}, {}
    for name, value in details.items():
        if name not in known:
            errors[name] = "unknown"
        elif value is None:
            continue
        elif isinstance(value, float) or _is_nothing(name, value):
            errors[name] = "not_positive" if _is_nothing(name, value) else "not_a_number"
        else:
            clean[name] = _as_stored(name, value)
    return clean, errors


def _is_nothing(name: str, value: Any) -> bool:
    number = _number(value) if name in AS_TEXT else value
    is_number = isinstance(number, (int, float, Decimal)) and not isinstance(number, bool)
    return is_number and number <= 0 and (number < 0 or name not in MAY_BE_NONE)


def _as_stored(name: str, value: Any) -> Any:
    """Numbers with a fraction as plain text: no float is stored, and 62.50 is 62.5."""
    if name not in AS_TEXT:
        return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return value
    return f"{number.normalize():f}" if number.is_finite() else value


def _number(value: Any) -> Any:
    """A text of digits as the number that the law's reader takes; anything else as it is."""
    if not isinstance(value, (str, Decimal)):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return float(number) if number.is_finite() else value


def _ranks(criterion: Criterion, ranks: Any) -> tuple[dict[str, Any] | None, dict[str, str]]:
    """Places in the three rankings and whether the original was shown; for rows of learning only (p.15)."""
    if ranks is None:
        return None, {}
    if criterion.row not in LEARNING_ROWS or not isinstance(ranks, Mapping):
        return None, {"foreign_ranks": "unexpected"}
    places = {name: value for name, value in ranks.items() if name != "original_document"}
    try:
        parse(RecognitionFacts, {"ranks": places, "original_document": ranks.get("original_document")})
    except FactErrors as bad:
        return None, {"foreign_ranks": bad.errors[0].code}
    return dict(ranks), {}


def _too_long(clean: Mapping[str, Any]) -> dict[str, str]:
    longest = {field.name: field.max_length or 0 for field in Activity._meta.concrete_fields}
    return {
        name: "too_long"
        for name, value in clean.items()
        if isinstance(value, str) and longest[name] and len(value) > longest[name]
    }


def _days(clean: Mapping[str, Any], day: date) -> dict[str, str]:
    if clean["completed_on"] > day:
        return {"completed_on": "in_the_future"}
    if clean["started_on"] is not None and clean["started_on"] > clean["completed_on"]:
        return {"started_on": "after_end"}
    return {}


def _check_by_law(clean: Mapping[str, Any]) -> None:
    """Raise Invalid for values outside the law's words and bounds, and for facts that contradict each other."""
    try:
        errors = impossible(facts_of(clean), "")
    except FactErrors as bad:
        errors = bad.errors
    if errors:
        raise Invalid({error.field.lstrip("."): error.code for error in errors})
