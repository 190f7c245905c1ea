"""What is wrong with facts that do not fit: the field, a code, and a sentence in three languages."""

from __future__ import annotations

from typing import Any, NamedTuple

from tirkelim.law.finding import Param
from tirkelim.law.messages import LANGUAGES, text


class FieldError(NamedTuple):
    """One thing wrong with one field (``field`` is a path such as ``activity.hours``; empty: the whole object)."""

    field: str
    code: str
    params: tuple[Param, ...] = ()

    def sentence(self, lang: str) -> str:
        """What is wrong, in the language."""
        return text(f"ask.error.{self.code}", lang, self.params)

    def as_json(self) -> dict[str, Any]:
        """The public form: field and message in English, the code, and the message in all languages."""
        code = "NotInForce: " if self.code.startswith("not_in_force") else ""
        return {
            "field": self.field,
            "message": code + self.sentence("en"),
            "code": self.code,
            "messages": {lang: self.sentence(lang) for lang in LANGUAGES},
        }


class FactErrors(ValueError):
    """The facts do not fit the question; ``errors`` lists every reason found."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("; ".join(f"{error.field}: {error.code}" for error in errors))
        self.errors = errors
