"""From a citation to everything the kernel knows of it: words, editions, numbers, code, cases.

``tirkelim law 283/2020 ann.3 row 2`` prints it. The places are those of ``data/paragraphs.csv``; a place inside a
listed one ("305/2020 ann.2 row 16") is described by the listed one, a place that holds listed ones by all of them.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tirkelim
import tirkelim.law
from tirkelim.law.ask.registry import questions
from tirkelim.law.book import LawBook, current_book
from tirkelim.law.citation import Citation, CitationError, cite
from tirkelim.law.edition import Edition, force_of
from tirkelim.law.messages import text, write
from tirkelim.law.paragraph import Paragraph, paragraphs
from tirkelim.law.parameter import Parameter
from tirkelim.law.requirement import Requirement, place_of, requirements
from tirkelim.law.worked_cases import WorkedCase, worked_cases

PACKAGE = Path(tirkelim.__file__).parent
SHOWN_CASES = 12


class UnknownCitation(LookupError):
    """No paragraph is listed under the citation; ``nearest`` holds the listed ones that look most like it."""

    def __init__(self, asked: str, nearest: tuple[str, ...]) -> None:
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"no such paragraph: {asked}{hint}")
        self.asked = asked
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Code:
    """Where a requirement, question or definition stands: its id, the line that defines it, and lines that use it."""

    id: str
    defined: str
    used: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """Everything the kernel knows of a place of an act."""

    citation: Citation
    paragraphs: tuple[Paragraph, ...]
    editions: tuple[Edition, ...]
    parameters: tuple[Parameter, ...]
    code: tuple[Code, ...]
    cases: tuple[WorkedCase, ...]


def describe(asked: str, book: LawBook | None = None) -> Description:
    """Everything about the place that ``asked`` cites, however it is written. Raises UnknownCitation."""
    book = book or current_book()
    all_requirements()
    citation = read_citation(asked)
    found = listed(citation)
    if not found:
        raise UnknownCitation(asked, _nearest(str(citation)))
    around = {paragraph.citation for paragraph in found} | {*_spread(citation)}
    return Description(
        citation,
        found,
        editions_of(citation.act, book),
        tuple(p for p in book.parameters if any(_touches(p.source, place) for place in around)),
        tuple(_code(id) for id in dict.fromkeys(id for paragraph in found for id in paragraph.coded_as)),
        tuple(c for c in worked_cases() if any(_touches(said, one) for said in c.places for one in _spread(citation))),
    )


def all_requirements() -> dict[str, Requirement]:
    """Every requirement of the kernel by id, those included that no question asks."""
    questions()
    for folder in pkgutil.iter_modules(tirkelim.law.__path__, "tirkelim.law."):
        if folder.ispkg and (PACKAGE / "law" / folder.name.rpartition(".")[2] / "requirements.py").exists():
            importlib.import_module(f"{folder.name}.requirements")
    ours = (r for r in requirements() if Path(place_of(r.id)[0]).is_relative_to(PACKAGE))  # not those of a test
    return {requirement.id: requirement for requirement in ours}


_WORDS = {
    "order": r"order|бұйрық\w*|приказ\w*",
    "ann.": r"annex|ann|прил(?:ожени\w+)?|қос(?:ымша\w*)?",
    "row": r"rows?|строк\w*|стр|жол\w*",
    "p.": r"paragraph|para|point|p|п(?:ункт\w*)?|т(?:армақ\w*)?",
    "block": r"block|блок\w*|блог\w*",
}
_NUMBER_FIRST = re.compile(r"(\d+)\s*-\s*(қосымша\w*|жол\w*|тармақ\w*)|\b([A-DАВС])\s+(бло[гк]\w*)", re.IGNORECASE)
_TOKEN = re.compile(
    "|".join(rf"(?P<w{n}>\b(?:{words})(?![^\W\d])\.?)" for n, words in enumerate(_WORDS.values()))
    + r"|(?P<number>\d+)|\(\s*(?P<item>\d+)\s*\)|(?P<letter>\b[A-DАВС]\b)",
    re.IGNORECASE,
)


def read_citation(asked: str) -> Citation:
    """The citation in a text written by a person in Kazakh, Russian or English. Raises UnknownCitation."""
    try:
        return cite(asked)
    except CitationError:
        pass
    act = re.match(r"\D*(\d+)(?:\s*/\s*(\d{4}))?", asked)
    if act is None:
        raise UnknownCitation(asked, _nearest(asked))
    place = _read_place(_NUMBER_FIRST.sub(r"\2\4 \1\3", asked[act.end() :]))
    written = f"{_known_act(act[1], act[2])} {place}"
    try:
        return cite(written)
    except CitationError:
        raise UnknownCitation(asked, _nearest(written)) from None


def _known_act(number: str, year: str | None) -> str:
    acts = dict.fromkeys(citation.act for citation in paragraphs())
    return next((act for act in acts if act.split("/")[0] == number and year in (None, act.split("/")[1])), number)


def _read_place(rest: str) -> str:
    """The place with our words: "приложение 3, строка 2" is "ann.3 row 2"."""
    place = ""
    for token in _TOKEN.finditer(rest):
        word = next((word for n, word in enumerate(_WORDS) if token[f"w{n}"]), None)
        if word is not None:
            place += f" {word}"
        elif token["number"]:
            place += token["number"] if place.endswith(".") else f" {token['number']}"
        elif token["item"]:
            place += f"({token['item']})"
        else:
            place += " " + token["letter"].upper().translate(str.maketrans("АВС", "ABC"))
    return place.strip()


def listed(citation: Citation) -> tuple[Paragraph, ...]:
    """The paragraph itself, or all inside the place or range, or else the one that holds it; empty: none."""
    held = paragraphs()
    wanted = _spread(citation)
    inside = tuple(p for place, p in held.items() if any(_holds(one, place) for one in wanted))
    if inside:
        return inside
    return tuple(p for place, p in held.items() if any(_holds(place, one) for one in wanted))[-1:]


def _spread(citation: Citation) -> tuple[Citation, ...]:
    """The places of a range: "p.13-14" is p.13 and p.14."""
    ends = re.search(r"(\d+)-(\d+)$", citation.place)
    if ends is None:
        return (citation,)
    before = citation.place[: ends.start()]
    return tuple(Citation(citation.act, f"{before}{n}") for n in range(int(ends[1]), int(ends[2]) + 1))


def _holds(outer: Citation, inner: Citation) -> bool:
    """Whether the inner place is the outer one or lies in it: "ann.3" holds "ann.3 row 2"."""
    if outer.act != inner.act:
        return False
    return inner.place == outer.place or inner.place.startswith((f"{outer.place} row ", f"{outer.place}("))


def _touches(one: Citation, other: Citation) -> bool:
    return _holds(one, other) or _holds(other, one)


def _nearest(written: str) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(written, map(str, paragraphs()), n=4, cutoff=0.5))


def editions_of(act: str, book: LawBook) -> tuple[Edition, ...]:
    """The held editions of an act, or the span of an order."""
    if act in book.orders and all(edition.act != act for edition in book.editions):
        order = book.orders[act]
        force = force_of(order)
        return (Edition(act, act, force.start, force.end, force.assumed, order.repealed_by),)
    return book.editions_of(act)


def _code(id: str) -> Code:
    """Where the id is defined and used. Raises KeyError when no requirement, question or definition has it."""
    lines: list[str] = []
    if id in all_requirements():
        file, line = place_of(id)
        lines += [_at(Path(file), line), *_uses(Path(file), line)]
    if id in questions():
        lines.append(_stands(questions()[id].answer))
    if not lines:
        lines.append(_stands(definition(id)))
    return Code(id, lines[0], tuple(lines[1:]))


def definition(path: str) -> Callable[..., object]:
    """The function of the kernel with this path, such as ``order_253_register.movement.steps``. Raises KeyError."""
    module, _, name = path.rpartition(".")
    try:
        found = getattr(importlib.import_module(f"tirkelim.law.{module}"), name)
    except (ImportError, AttributeError):
        raise KeyError(path) from None
    if not inspect.isfunction(found):
        raise KeyError(path)
    return found


def _stands(rule: Callable[..., object]) -> str:
    """The line of a function."""
    rule = inspect.unwrap(rule)
    return _at(Path(inspect.getfile(rule)), inspect.getsourcelines(rule)[1])


_NAMED = re.compile(r"(\w+)\s*=\s*define\(|^(\w+)\s*=\s")


def _uses(file: Path, line: int) -> Iterator[str]:
    """The first line in each neighbouring file that names the requirement defined on the line or just below a name."""
    above = reversed(file.read_text(encoding="utf-8").splitlines()[max(line - 3, 0) : line])
    named = next(filter(None, map(_NAMED.search, above)), None)
    if named is None:
        return
    used = re.compile(rf"\b{named[1] or named[2]}\b(?!\s*,?$)")
    for neighbour in sorted(file.parent.glob("*.py")):
        if neighbour != file:
            lines = neighbour.read_text(encoding="utf-8").splitlines()
            uses = (n for n, text in enumerate(lines, start=1) if used.search(text) and "import" not in text)
            yield from (_at(neighbour, n) for n in list(uses)[:1])


def _at(file: Path, line: int) -> str:
    """The line as people open it: from the checkout's root, or from the package where it is installed."""
    root = PACKAGE.parents[1] if PACKAGE.parent.name == "src" else PACKAGE.parent
    return f"{file.relative_to(root).as_posix()}:{line}"


def write_description(description: Description, lang: str) -> str:
    """The description as text for a terminal, in kk, ru or en."""
    blocks = [
        (
            str(description.citation),
            [_written_paragraph(p, description.citation, lang) for p in description.paragraphs],
        ),
        (text("index.editions", lang), [_written_edition(edition, lang) for edition in description.editions]),
        (text("index.numbers", lang), [_written_parameter(p, lang) for p in description.parameters]),
        (text("index.code", lang), [f"{c.id}: {', '.join((c.defined, *c.used))}" for c in description.code]),
        (text("index.cases", lang), _written_cases(description.cases)),
    ]
    return "\n".join(line for title, lines in blocks if lines for line in (title, *(f"  {one}" for one in lines)))


def _written_paragraph(paragraph: Paragraph, asked: Citation, lang: str) -> str:
    head = "" if paragraph.citation == asked else f"{paragraph.citation.place}: "
    reason = f" ({text(f'index.reason.{paragraph.reason}', lang)})" if paragraph.reason else ""
    return f"{head}{paragraph.text[lang]}{reason}"


def _written_edition(edition: Edition, lang: str) -> str:
    params = (("start", edition.start), ("end", edition.end))
    parts = [f"{edition.label}: {text('index.until' if edition.end else 'index.from', lang, params)}"]
    if edition.assumed:
        parts.append(text("index.assumed", lang))
    if edition.later_amendment:
        parts.append(text("index.later", lang, (("by", edition.later_amendment),)))
    return "; ".join(parts)


def _written_parameter(parameter: Parameter, lang: str) -> str:
    params = (("start", parameter.start), ("end", parameter.end))
    span = text("index.until" if parameter.end else "index.from", lang, params)
    readings = f" [{', '.join(parameter.readings)}]" if parameter.readings else ""
    return f"{parameter.id} = {write(parameter.value, lang)} ({span}; {parameter.source}){readings}"


def _written_cases(cases: tuple[WorkedCase, ...]) -> list[str]:
    lines = [f"{case.id} {case.question}" for case in cases[:SHOWN_CASES]]
    return [*lines, f"+{len(cases) - SHOWN_CASES}"] if len(cases) > SHOWN_CASES else lines
