"""What a row says of an education, a certificate and a training, compared with what the register knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tirkelim.law.order_283_cpd.duplicates import folded
from tirkelim.national.imports.issues import Severity
from tirkelim.national.imports.people import Batch, Someone
from tirkelim.national.imports.plan_person import Told
from tirkelim.register.commands.learning import is_same_training

DOCUMENT = "document"
"""The source of what HR enters from papers."""
EDUCATION = {
    "kind": "education_kind", "institution": "education_institution", "country": "education_country",
    "specialty": "education_specialty", "qualification": "education_qualification",
    "document_number": "education_number", "started_on": "education_started_on",
    "graduated_on": "education_graduated_on",
}  # fmt: skip
TRAINING = {
    "programme": "training_programme", "organisation_name": "training_organisation", "hours": "training_hours",
    "credits": "training_credits", "specialty": "training_specialty", "started_on": "training_started_on",
    "completed_on": "training_completed_on", "certificate_number": "training_number",
}  # fmt: skip
CERTIFICATE = {
    "specialty": "certificate_specialty", "level": "certificate_level", "issued_on": "certificate_issued_on",
    "valid_until": "certificate_valid_until",
}  # fmt: skip
"""Fields of the register by the columns that state them."""


@dataclass(slots=True)
class Learnt:
    """What is new, as fields of the register; None where nothing is."""

    education: dict[str, Any] | None = None
    training: dict[str, Any] | None = None
    certificate: dict[str, Any] | None = None
    told: list[Told] = field(default_factory=list)


def compare(someone: Someone, values: Mapping[str, Any], batch: Batch) -> Learnt:
    """The education, training and certificate of a row that the register does not have."""
    learnt = Learnt()
    if "education_kind" in values:
        _education(someone, values, learnt)
    if "training_programme" in values:
        _training(someone, values, learnt)
    if "certificate_number" in values:
        _certificate(someone, values, batch, learnt)
    return learnt


def _stated(values: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    return {name: values[key] for name, key in columns.items() if key in values}


def _education(someone: Someone, values: Mapping[str, Any], learnt: Learnt) -> None:
    said = _stated(values, EDUCATION)
    for known in someone.educations:
        if _same_education(known, said):
            learnt.told += _otherwise(known, said, EDUCATION, "education_otherwise")
            return
    learnt.education = said | {"source": DOCUMENT}


def _same_education(known: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """The same document: its number tells; where one of them is not known, kind and day, and the institution."""
    if known["kind"] != said["kind"]:
        return False
    number, other = known.get("document_number"), said.get("document_number")
    if number and other:
        return folded(number) == folded(other)
    if known["graduated_on"] != said["graduated_on"]:
        return False
    place, also = known.get("institution"), said.get("institution")
    return not (place and also) or folded(place) == folded(also)


def _training(someone: Someone, values: Mapping[str, Any], learnt: Learnt) -> None:
    said = _stated(values, TRAINING)
    own = (said.get("certificate_number"), said["programme"])
    for known in someone.trainings:
        if known["completed_on"] == said["completed_on"] and is_same_training(
            own, (known.get("certificate_number"), known["programme"])
        ):
            learnt.told += _otherwise(known, said, TRAINING, "training_otherwise")
            return
    learnt.training = said | {"source": DOCUMENT}


def _certificate(someone: Someone, values: Mapping[str, Any], batch: Batch, learnt: Learnt) -> None:
    number = values["certificate_number"]
    known = batch.certificates.get(number)
    if known is None and number not in batch.given_otherwise:
        learnt.certificate = {"number": number, "valid_until": None} | _stated(values, CERTIFICATE)
    elif known is None or known.person_id != someone.id:
        learnt.told.append(("certificate_number", Severity.ERROR, "certificate_taken", {}))
    else:
        was = {name: getattr(known, name) for name in CERTIFICATE}
        learnt.told += _otherwise(was, _stated(values, CERTIFICATE), CERTIFICATE, "certificate_otherwise")


def _otherwise(known: Mapping[str, Any], said: Mapping[str, Any], columns: Mapping[str, str], code: str) -> list[Told]:
    """What is stated otherwise than known: told, since these papers are put right on the person's page."""
    return [
        (columns[name], Severity.WARNING, code, {})
        for name, value in said.items()
        if known.get(name) is not None and not _alike(known[name], value)
    ]


def _alike(one: Any, other: Any) -> bool:
    if one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        return folded(one) == folded(other)
    return False
