"""Every paragraph of the specification, in our words: coded as which requirements or questions, or why not."""

from __future__ import annotations

import functools
from typing import NamedTuple

from tirkelim.law.citation import Citation, cite
from tirkelim.law.data import read_csv

REASONS = frozenset(
    ("ministries", "scope", "definition", "process", "register", "form", "not_held", "information", "later")
)
"""Why a paragraph is not coded; each has its sentence in ``messages/index.toml``."""


class Paragraph(NamedTuple):
    """One place of an act: what it says in our words, and the requirements and questions that code it."""

    citation: Citation
    text: dict[str, str]
    coded_as: tuple[str, ...]
    """Ids of requirements, names of questions, and paths within the kernel of functions that define a word of the text
    without any requirement (``order_253_register.movement.steps``); empty when the paragraph is not coded."""
    reason: str
    """Why it is not coded (one of REASONS); empty when it is."""


@functools.cache
def paragraphs() -> dict[Citation, Paragraph]:
    """All paragraphs by citation, in the order of ``data/paragraphs.csv``. Raises ValueError on a duplicate."""
    found: dict[Citation, Paragraph] = {}
    for row in read_csv("paragraphs.csv"):
        citation = cite(row["citation"])
        if citation in found:
            raise ValueError(f"{citation} is listed twice")
        text = {lang: row[lang] for lang in ("kk", "ru", "en")}
        found[citation] = Paragraph(citation, text, tuple(filter(None, row["coded_as"].split(";"))), row["reason"])
    return found
