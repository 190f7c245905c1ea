"""What a report or a passport says as a document: in one language, with its charts, the same bytes every time.

The words and numbers come ready for the reader. The room that counts is above this one; here they are only set.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar

from tirkelim.documents.conformity import TEMPLATES
from tirkelim.documents.forms import Form
from tirkelim.documents.payload import PayloadError, check_common
from tirkelim.documents.qr import qr_svg
from tirkelim.documents.texts import breakable

LANGUAGES = frozenset({"kk", "ru", "en"})


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart: its title, what it shows in a sentence, its SVG. `wide`: it needs the whole width of the page."""

    title: str
    said: str
    svg: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table: headings, then rows of the same length; the first column is text, the others are numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A part of the document: its heading, its charts, its table."""

    title: str
    charts: tuple[ChartPart, ...] = ()
    table: TablePart | None = None


@dataclass(frozen=True, slots=True)
class ReportPayload:
    """The document. ``kicker`` stands over the title, ``lines`` are name and value, ``headline`` large numbers with
    their words, ``balance`` lines of sign, words and number. ``foot`` stands at the end; ``address`` where it can be
    opened again. ``decided_at`` is the moment of knowledge, the only clock of the file.
    """

    form: ClassVar[str] = "report/1"
    kind: ClassVar[str] = "report"

    language: str
    number: str
    kicker: str
    title: str
    body: str
    lines: tuple[tuple[str, str], ...]
    headline: tuple[tuple[str, str], ...]
    balance_title: str
    balance: tuple[tuple[str, str, str], ...]
    sections: tuple[SectionPart, ...]
    foot: str
    address_words: str
    address: str
    decided_at: datetime
    demo: bool

    def __post_init__(self) -> None:
        check_common(self.number, self.decided_at)
        if self.language not in LANGUAGES:
            raise PayloadError("a report is written in kk, ru or en")
        for section in self.sections:
            if section.table and any(len(row) != len(section.table.heads) for row in section.table.rows):
                raise PayloadError("a row of a table has as many cells as there are headings")


def restore(data: dict[str, Any]) -> ReportPayload:
    """Rebuild the payload from JSON values."""
    found = dict(data)
    for name in ("lines", "headline", "balance"):
        found[name] = tuple(tuple(row) for row in data[name])
    found["sections"] = tuple(_section(one) for one in data["sections"])
    found["decided_at"] = datetime.fromisoformat(data["decided_at"])
    return ReportPayload(**found)


def _section(data: dict[str, Any]) -> SectionPart:
    table = data["table"]
    read = None
    if table is not None:
        read = TablePart(tuple(table["heads"]), tuple(tuple(row) for row in table["rows"]), table["note"])
    return SectionPart(data["title"], tuple(ChartPart(**one) for one in data["charts"]), read)


def view(payload: ReportPayload) -> dict[str, Any]:
    """What the template takes."""
    return {
        **asdict(payload),
        "number": breakable(payload.number),
        "title": breakable(payload.title),
        "decided_at": payload.decided_at.isoformat(),
        "qr": qr_svg(payload.address),
    }


REPORT = Form(name=ReportPayload.form, restore=restore, template=TEMPLATES / "report.typ", view=view)
