"""An answer: its values, the findings that it rests on, and the edition that gave it; and its JSON form."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tirkelim.law.edition import Edition
from tirkelim.law.finding import Finding
from tirkelim.law.messages import LANGUAGES, render
from tirkelim.law.period import Length
from tirkelim.law.units import Units, as_number


class Answer(NamedTuple):
    """What a question answers. ``values`` holds exactly the fields of the contract; what cannot be known is None."""

    values: Mapping[str, Any]
    findings: tuple[Finding, ...]
    edition: Edition

    def as_json(self) -> dict[str, Any]:
        """The public form: answer, findings with their messages in all languages, edition."""
        return {
            "answer": {name: to_json(value) for name, value in self.values.items()},
            "findings": [finding_as_json(finding) for finding in self.findings],
            "edition": self.edition.label,
        }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """The public form of a finding."""
    return {
        "requirement": finding.requirement.id,
        "citation": str(finding.requirement.citation),
        "status": finding.status.value,
        "found": to_json(finding.found),
        "required": to_json(finding.required),
        "message": {lang: render(finding, lang) for lang in LANGUAGES},
        "readings": list(finding.readings),
    }


def to_json(value: object) -> Any:
    """A value of the kernel as JSON: dates as ISO text, units and money as numbers, lengths as objects."""
    if isinstance(value, Units):
        return as_number(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Length):
        return value._asdict()
    if isinstance(value, Mapping):
        return {name: to_json(item) for name, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    return str(value) if isinstance(value, str) else value
