"""The command line: ``tirkelim ask``, ``law``, ``positions``, ``gateway-demo`` and, through Django, everything that
needs the database.

The first four start without Django: they answer in a fraction of a second on a machine without a database.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.ask.registry import ask, questions
from tirkelim.law.ask.stream import answer_lines, dump_json, errors_as_json, load_json
from tirkelim.law.messages import LANGUAGES
from tirkelim.standins.gateway.program import add_arguments as gateway_demo

OK, BAD_FACTS = 0, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status says how it ended (2: what was given does not fit)."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] not in ("ask", "law", "positions", "gateway-demo", "-h", "--help"):
        return _django(given)
    options = _parser().parse_args(given)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough (``| head``)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tirkelim",
        description="The law as questions, and the system around it.",
        epilog="Other commands (migrate, demo, serve, work, journal) need the database: tirkelim help.",
    )
    commands = parser.add_subparsers(required=True)
    asking = commands.add_parser("ask", help="answer a question of the law from facts in JSON")
    asking.add_argument("question", nargs="?", help="its name, such as cpd.units")
    asking.add_argument("file", nargs="?", default="-", help="file of facts (default: standard input)")
    asking.add_argument("--jsonl", action="store_true", help="a stream: one question a line, one answer a line")
    asking.add_argument("--list", action="store_true", help="list the questions with their citations")
    asking.set_defaults(run=_ask)
    citing = commands.add_parser("law", help="what a paragraph says, and where its rule stands")
    citing.add_argument("citation", nargs="+", help="such as 283/2020 ann.3 row 2")
    citing.add_argument("--lang", choices=LANGUAGES, default="en")
    citing.set_defaults(run=_law)
    naming = commands.add_parser("positions", help="positions of the nomenclature (305/2020)")
    matching = naming.add_subparsers(required=True).add_parser("match", help="old titles in CSV to current positions")
    matching.add_argument("file", help="CSV or one title a line, in UTF-8; - is standard input")
    matching.set_defaults(run=_match_positions)
    gateway_demo(commands.add_parser("gateway-demo", help="a stand-in of the state gateway, for trying and for tests"))
    return parser


def _ask(options: argparse.Namespace) -> int:
    if options.list:
        return _list_questions()
    if options.jsonl:
        return _ask_stream(options.question or options.file)
    if options.question is None:
        return _fail(FactErrors([FieldError("question", "question_not_known")]))
    try:
        with _open(options.file) as file:
            answer = ask(options.question, load_json(file.read()))
    except FactErrors as bad:
        return _fail(bad)
    except (OSError, UnicodeDecodeError) as unreadable:
        print(f"{options.file}: {unreadable}", file=sys.stderr)
        return BAD_FACTS
    _print(answer.as_json())
    return OK


def _ask_stream(path: str) -> int:
    try:
        with _open(path) as lines:
            _print_lines(answer_lines(lines))
    except OSError as unreadable:
        print(f"{path}: {unreadable}", file=sys.stderr)
        return BAD_FACTS
    return OK


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _list_questions() -> int:
    width = max(map(len, questions()))
    for question in questions().values():
        print(f"{question.name:<{width}}  {'; '.join(map(str, question.citations))}")
    return OK


def _law(options: argparse.Namespace) -> int:
    from tirkelim.law.index import UnknownCitation, describe, write_description

    try:
        print(write_description(describe(" ".join(options.citation)), options.lang))
    except UnknownCitation as unknown:
        print(unknown, file=sys.stderr)
        return BAD_FACTS
    return OK


def _match_positions(options: argparse.Namespace) -> int:
    """The concordance of a list as CSV; how many were found in which way goes to standard error."""
    from tirkelim.law.order_305_positions.table import MOST_LINES, TooManyLines, match_table, written
    from tirkelim.law.spreadsheet import TableError

    try:
        raw = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
        lines = match_table(raw.decode("utf-8-sig"))
    except TooManyLines:
        print(f"{options.file}: more than {MOST_LINES} lines; split the list", file=sys.stderr)
        return BAD_FACTS
    except UnicodeDecodeError:
        print(f"{options.file}: not a text in UTF-8; save the table as CSV UTF-8", file=sys.stderr)
        return BAD_FACTS
    except OSError as unreadable:
        print(f"{options.file}: {unreadable.strerror}", file=sys.stderr)
        return BAD_FACTS
    except TableError as unreadable:
        print(f"{options.file}: {unreadable}", file=sys.stderr)
        return BAD_FACTS
    sys.stdout.flush()
    sys.stdout.buffer.write(written(lines, mark=False).encode())
    counts = Counter(line.match.found.value for line in lines)
    print(", ".join(f"{found}: {count}" for found, count in sorted(counts.items())), file=sys.stderr)
    return OK


def _open(path: str) -> IO[str]:
    """The file, or standard input for ``-``; undecodable bytes become replacement characters and fail as JSON."""
    if path == "-":
        return open(sys.stdin.fileno(), encoding="utf-8", errors="replace", closefd=False)
    return Path(path).open(encoding="utf-8-sig", errors="replace")


def _fail(bad: FactErrors) -> int:
    _print(errors_as_json(bad))
    return BAD_FACTS


def _print(value: object) -> None:
    print(dump_json(value, indent=2))


def _django(arguments: list[str]) -> int:
    """Hand over to Django's own command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tirkelim.conf.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tirkelim", *arguments])
    return OK


if __name__ == "__main__":
    sys.exit(main())
