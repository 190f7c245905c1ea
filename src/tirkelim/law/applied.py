"""The same facts as if they had been applied with on another day: for answering "what would it have been then"."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

FIELD = "applied_on"
"""The name under which every class of facts keeps the day of application."""


def applied_on(facts: Any, day: date) -> Any:
    """A copy of a dataclass of facts, and of those inside it, with ``day`` as the day of application.

    Facts that know no such day, or for which it does not exist, stay as they are.
    """
    if not dataclasses.is_dataclass(facts) or isinstance(facts, type):
        return facts
    changed = {}
    for field in dataclasses.fields(facts):
        value = getattr(facts, field.name)
        if field.name == FIELD and isinstance(value, date):
            changed[field.name] = day
        elif dataclasses.is_dataclass(value):
            changed[field.name] = applied_on(value, day)
    return dataclasses.replace(facts, **changed)
