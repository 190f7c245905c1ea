"""Fields of the application and information forms (annexes 1, 2, 5 and 6 of 274/2020), for those who draw forms."""

from __future__ import annotations

import functools
from typing import NamedTuple

from tirkelim.law.citation import Citation, cite
from tirkelim.law.data import read_toml


class FormField(NamedTuple):
    """A field: its place in the form, what is entered (``kind``), and its label.

    ``inferred``: the line is lost in the held copy of the domestic form and was taken from the foreign one.
    """

    id: str
    number: str
    kind: str
    label: dict[str, str]
    source: Citation
    inferred: bool


@functools.cache
def fields_of(form: str) -> tuple[FormField, ...]:
    """The fields of ``certificate.application``, ``certificate.information``, ``foreign_certificate.application`` or
    ``foreign_certificate.information``, in the form's order. Raises KeyError for another form.
    """
    fields = tuple(
        FormField(
            raw["id"],
            raw.get("number", ""),
            raw["kind"],
            {lang: raw[lang] for lang in ("kk", "ru", "en")},
            cite(raw["source"]),
            raw.get("inferred", False),
        )
        for raw in read_toml("order_274/forms.toml")["field"]
        if raw["form"] == form
    )
    if not fields:
        raise KeyError(form)
    return fields
