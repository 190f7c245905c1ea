"""Whether the cells of a row fit together: what must be there, the order of days, what an IIN says of its holder."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from tirkelim.law.order_274_certificates.specialties import specialties
from tirkelim.national.imports.issues import CheckContext, Severity
from tirkelim.register.identifiers import CENTURIES
from tirkelim.register.public_numbers import normalise

Told = tuple[str, Severity, str, dict[str, Any]]
Values = dict[str, Any]

AHEAD = timedelta(days=366)
"""How far ahead a dismissal or a change may be entered: orders are written before their day comes."""
YOUNGEST = 16
"""Years at hiring below which a birth date or a day of hiring is most likely a slip."""
OLDEST = 90
NOT_AHEAD = (
    "birth_date", "document_issued_on", "registration_date", "education_started_on", "education_graduated_on",
    "hired_on", "certificate_issued_on", "training_started_on", "training_completed_on",
)  # fmt: skip
"""Days that cannot lie in the future."""
ORDERS = (
    ("birth_date", "document_issued_on", "before_birth"), ("birth_date", "registration_date", "before_birth"),
    ("birth_date", "education_graduated_on", "before_birth"), ("birth_date", "hired_on", "before_birth"),
    ("birth_date", "certificate_issued_on", "before_birth"), ("birth_date", "training_completed_on", "before_birth"),
    ("document_issued_on", "document_expires_on", "document_order"),
    ("education_started_on", "education_graduated_on", "education_order"),
    ("hired_on", "left_on", "left_before_hired"),
    ("certificate_issued_on", "certificate_valid_until", "certificate_order"),
    ("training_started_on", "training_completed_on", "training_order"),
)  # fmt: skip
"""The first day comes no later than the second; else the second is told by this code."""
TOGETHER = {
    "education": ("education_kind", "education_graduated_on"),
    "certificate": ("certificate_number", "certificate_specialty", "certificate_issued_on"),
    "training": ("training_programme", "training_completed_on"),
}
"""What a row must say of an education, a certificate or a training of which it says anything."""
OF_GROUP = {
    "education": ("education_institution", "education_country", "education_specialty", "education_qualification",
                  "education_number", "education_started_on", *TOGETHER["education"]),
    "certificate": ("certificate_level", "certificate_valid_until", *TOGETHER["certificate"]),
    "training": ("training_organisation", "training_hours", "training_credits", "training_specialty",
                 "training_started_on", "training_number", *TOGETHER["training"]),
}  # fmt: skip


def error(column: str, code: str, **params: Any) -> Told:
    """Something that keeps the row out."""
    return column, Severity.ERROR, code, params


def warning(column: str, code: str, **params: Any) -> Told:
    """Something to be looked at."""
    return column, Severity.WARNING, code, params


def disagreements(values: Values, tried: Collection[str], context: CheckContext) -> Iterator[Told]:
    """What is missing or does not fit. ``tried``: columns whose cells could not be read: they are told already.

    ``values`` gets the one code of a specialty whose name has several, where that is certain, and the number of a
    certificate as the register writes such numbers.
    """
    yield from _identity(values, tried)
    yield from _iin_says(values, context)
    yield from _days(values, context.today)
    yield from _work(values, tried, context)
    for group in TOGETHER:
        yield from _whole(values, tried, group)
    yield from _learning(values)
    yield from _specialties(values)


def _identity(values: Values, tried: Collection[str]) -> Iterator[Told]:
    if "iin" not in values and "passport" not in values and not {"iin", "passport"} & set(tried):
        yield error("iin", "identifier_missing")
    for one in ("kk", "ru", "latin"):
        surname, given = f"surname_{one}", f"given_{one}"
        if (surname in values) != (given in values) and not {surname, given} & set(tried):
            yield error(given if surname in values else surname, "half_name")


def _iin_says(values: Values, context: CheckContext) -> Iterator[Told]:
    """The first six digits are the birth date, the seventh tells century and sex (synthetic numbers: no century)."""
    iin = values.get("iin")
    if iin is None:
        return
    born = values.get("birth_date")
    if born is not None:
        same_century = context.demo or CENTURIES[int(iin[6])] == born.year // 100 * 100
        if iin[:6] != f"{born.year % 100:02}{born.month:02}{born.day:02}" or not same_century:
            yield error("birth_date", "birth_date_not_of_iin")
    if values.get("sex") not in (None, "male" if int(iin[6]) % 2 else "female"):
        yield error("sex", "sex_not_of_iin")


def _days(values: Values, today: date) -> Iterator[Told]:
    for key in NOT_AHEAD:
        day = values.get(key)
        if day is not None and day > today:
            yield error(key, "in_the_future")
    for key in ("left_on", "changed_on", "order_date", "leave_order_date"):
        day = values.get(key)
        if day is not None and day > today + AHEAD:
            yield error(key, "far_ahead")
    for first, second, code in ORDERS:
        one, other = values.get(first), values.get(second)
        if one is not None and other is not None and one > other:
            yield error(second, code)
    expires, issued = values.get("document_expires_on"), values.get("document_issued_on")
    if expires is not None and expires < today and (issued is None or issued <= expires):
        yield warning("document_expires_on", "document_expired")
    born, hired = values.get("birth_date"), values.get("hired_on")
    if born is not None and hired is not None and not YOUNGEST <= hired.year - born.year <= OLDEST and hired >= born:
        yield warning("hired_on", "unusual_age", years=hired.year - born.year)


def _work(values: Values, tried: Collection[str], context: CheckContext) -> Iterator[Told]:
    if "hired_on" not in values and "hired_on" not in tried:
        yield error("hired_on", "missing")
    if "position" not in values and "position" not in tried:
        if values.get("position_title"):
            yield warning("position", "position_not_listed")
        else:
            yield error("position", "missing")
    said = values.get("bin")
    if context.bin and said is not None and said != context.bin:
        yield error("bin", "other_organisation")
    if not context.bin and said is None and "bin" not in tried:
        yield error("bin", "missing")
    left = "left_on" in values or "left_on" in tried
    for key in ("leave_reason", "leave_order_number", "leave_order_date"):
        if key in values and not left:
            yield error("left_on", "left_on_missing")
            break
    if "left_on" in values and "leave_reason" not in values and "leave_reason" not in tried:
        yield warning("leave_reason", "reason_missing")


def _whole(values: Values, tried: Collection[str], group: str) -> Iterator[Told]:
    """Every cell that is needed is there, once any of its group is."""
    if any(key in values or key in tried for key in OF_GROUP[group]):
        for key in TOGETHER[group]:
            if key not in values and key not in tried:
                yield error(key, f"{group}_incomplete")


def _learning(values: Values) -> Iterator[Told]:
    if values.get("no_training") is True and "training_programme" in values:
        yield error("no_training", "training_and_none")
    number = values.get("certificate_number")
    if number is not None:
        values["certificate_number"] = normalise(number) or number
        if not any(sign.isdigit() for sign in number):
            yield error("certificate_number", "certificate_number_form")
    if "certificate_issued_on" in values and "certificate_valid_until" not in values:
        yield warning("certificate_valid_until", "certificate_without_end")


def _specialties(values: Values) -> Iterator[Told]:
    """A name that stands for several codes: the level or the education tells which; else a person must."""
    for key in ("certificate_specialty", "specialty", "training_specialty"):
        codes = values.get(key)
        if codes is None or " " not in codes:
            continue
        fitting = _fitting(codes.split(), values)
        if len(fitting) == 1:
            values[key] = fitting[0]
        elif key == "certificate_specialty":
            del values[key]
            yield error(key, "specialty_which", codes=codes.split())
        else:
            del values[key]
            yield warning(key, "specialty_left_out", codes=codes.split())


def _fitting(codes: list[str], values: Values) -> list[str]:
    level, kind, other = (values.get(key) for key in ("certificate_level", "education_kind", "certificate_specialty"))
    if other in codes:
        return [other]
    rows = [specialties()[code] for code in codes]
    by_level = [row.code for row in rows if level and row.lowest_level[:1] == level[:1]]
    return by_level or [row.code for row in rows if kind and row.education == kind]
