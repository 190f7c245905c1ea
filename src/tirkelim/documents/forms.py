"""Forms of documents that a service brings with it: what they say, how they are read back, how the page is set.

The forms of this package stand in ``payload.py`` and the files beside it; those of services outside it are added once,
where the system is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol


class OwnPayload(Protocol):
    """What a document of such a form says: a frozen dataclass with a number and the time of the decision.

    ``form`` names the form and its version, ``kind`` what the document is in one word (at most 20 letters).
    """

    form: ClassVar[str]
    kind: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def number(self) -> str:
        """Its public number."""

    @property
    def decided_at(self) -> datetime:
        """The time of the decision, which is the only clock of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form. ``restore`` rebuilds the payload from JSON values, ``view`` makes of it what the ``template`` reads: a
    Typst file that imports what all documents share as ``/base.typ``."""

    name: str
    restore: Callable[[dict[str, Any]], OwnPayload]
    template: Path
    view: Callable[[Any], Mapping[str, Any]]


_forms: dict[str, Form] = {}


def add(form: Form) -> None:
    """Make a form known. Raises ValueError when its name is taken by another."""
    if _forms.setdefault(form.name, form) is not form:
        raise ValueError(f"the form {form.name} is there already")


def own_form(name: object) -> Form | None:
    """The form of that name, None where none was added."""
    return _forms.get(name) if isinstance(name, str) else None
