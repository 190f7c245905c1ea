"""The house rules that a machine can check: who knows whom, what the law may touch, what must not be in the tree."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tirkelim"
FLOORS = (
    ("journal",),
    ("identity",),
    ("signatures",),
    ("register", "documents", "gateway"),
    ("notices",),
    ("cases",),
    ("services",),
    ("national",),
    ("portal",),
    ("conf",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
FILE_LINES, FUNCTION_LINES = 400, 40


def sources(folder: Path = PACKAGE) -> Iterator[tuple[Path, ast.Module]]:
    """Walk our Python files, migrations aside."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, parsed(path)


@functools.cache
def parsed(path: Path) -> ast.Module:
    """A file's syntax, parsed once. Python 3.11 shares one counter between threads while it parses, and gives up with
    SystemError when another thread, such as a stand-in's server, imports something meanwhile: then it tries again."""
    text = path.read_text(encoding="utf-8")
    for _ in range(5):
        try:
            return ast.parse(text, str(path))
        except SystemError:
            continue
    return ast.parse(text, str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Name a place so that an editor can jump to it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def committed_files() -> list[Path]:
    """The files of the tree; those that git would take, where there is a git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not {".venv", "var", ".git"} & set(path.parts)]
    return [path for path in found if path.is_file()]


# --- the law -----------------------------------------------------------------------------------------------------


def imported(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Walk the modules that a file imports, by their full names; relative ones keep their leading dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


def test_the_law_imports_only_the_standard_library() -> None:
    """A lawyer can run the rules on any machine with Python, today and in twenty years."""
    strangers = [
        f"{place(path, node)} imports {name}"
        for path, tree in sources(PACKAGE / "law")
        for node, name in imported(tree)
        if not name.startswith((".", "tirkelim.law"))
        and name != "tirkelim"
        and name.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert not strangers, "\n".join(strangers)


def test_the_law_reads_no_clock() -> None:
    """The day is an argument, so that any past day can be decided again."""
    clocks = {"today", "now", "utcnow", "time_ns", "monotonic", "localtime"}
    found = [
        place(path, node)
        for path, tree in sources(PACKAGE / "law")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks
    ]
    assert not found, "\n".join(found)


def test_the_law_starts_without_the_web() -> None:
    """Asking the law needs no framework and no database."""
    code = (
        "import importlib, pkgutil, sys, tirkelim.law as law\n"
        "for found in pkgutil.walk_packages(law.__path__, 'tirkelim.law.'): importlib.import_module(found.name)\n"
        "sys.exit('django' in sys.modules or 'ninja' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


# --- the tables --------------------------------------------------------------------------------------------------


def room_of(module: str) -> str | None:
    """Return the room of a module of ours, None for anyone else's."""
    parts = module.split(".")
    return parts[1] if parts[0] == "tirkelim" and len(parts) > 1 else None


def test_tables_point_down_only() -> None:
    """A room refers to its own tables and to lower floors; its neighbours' records it knows by UUID."""
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        here = room_of(model.__module__)
        for field in model._meta.get_fields():
            target = field.related_model if getattr(field, "concrete", False) else None
            there = room_of(target.__module__) if isinstance(target, type) else None
            if here and there and here != there and FLOOR[there] >= FLOOR[here]:
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert not wrong, "\n".join(wrong)


def test_every_room_stands_on_a_floor() -> None:
    """A new room is given its floor before it holds tables."""
    rooms = {room_of(model.__module__) for model in apps.get_models()} - {None}
    assert rooms <= set(FLOOR)


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    """The tables are those of the models."""
    call_command("makemigrations", "--check", "--dry-run", "--verbosity", "0")


def test_there_is_one_writer_only() -> None:
    """The framework's admin would write past the journal."""
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_nothing_happens_behind_the_callers_back() -> None:
    """No clock in a field, no rule in a signal: what is written is what the command said."""
    signals = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}
    found = []
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
                found.append(place(path, node.value))
            elif isinstance(node, ast.ImportFrom) and node.module == "django.db.models.signals":
                found += [place(path, node) for alias in node.names if alias.name in signals]
    assert not found, "\n".join(found)


# --- the tree ----------------------------------------------------------------------------------------------------

# Written with a gap, so that this file does not hold what it looks for.
UNWANTED = [
    re.compile(pattern.replace("~", ""), re.IGNORECASE)
    for pattern in (
        r"py~pi\.org", r"python~hosted", r"registry\.n~pmjs", r"deb\.deb~ian", r"(?<![\w.])/w~ork/", r"/f~arm/",
        r"/tmp/ba~sh_jobs", r"/ro~ot/", r"/opt/wh~eels", r"\bclau~de\b", r"\banth~ropic\b", r"\bchat~gpt\b",
    )
]  # fmt: skip


def test_the_tree_names_no_machine() -> None:
    """Hosts of package registries and paths of one machine bind everyone to them."""
    found = []
    for path in committed_files():
        text = path.read_bytes()
        if b"\0" in text[:4096] or "vendor" in path.parts:
            continue
        for number, line in enumerate(text.decode("utf-8", "replace").splitlines(), 1):
            found += [f"{path.relative_to(ROOT)}:{number}" for word in UNWANTED if word.search(line)]
    assert not found, "\n".join(found)


def test_files_and_functions_stay_readable() -> None:
    """Long ones are places to stop and think about, not mistakes: a warning, never a failure."""
    for path, tree in sources():
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > FILE_LINES:
            warnings.warn(f"{place(path)} has {lines} lines", stacklevel=1)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    warnings.warn(f"{place(path, node)} {node.name} has {length} lines", stacklevel=1)


def test_decisions_are_numbered() -> None:
    """Every record has a number of its own, and its title says the same one. (The list of them is generated.)"""
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    titles = [path.read_text(encoding="utf-8").partition("\n")[0] for path in records]
    assert [path.name[:4] for path in records] == [f"{int(title[2:].partition('.')[0]):04}" for title in titles]
    assert len(set(titles)) == len({path.name[:4] for path in records}) == len(records)


LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")


def test_links_between_documents_lead_somewhere() -> None:
    """A newcomer who follows a link arrives."""
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in committed_files()
        if path.suffix == ".md"
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)


@pytest.mark.parametrize("page", ["map.md", "threat-model.md"])
def test_places_that_a_document_names_are_there(page: str) -> None:
    named = re.findall(r"`((?:[a-z_]+/)+[\w.*{},]*)`", (ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert named
    for place in set(named) - {"services/x"}:  # any service
        wanted = [part for part in (re.sub(r"\{[^}]*\}", "*", place), place) if part]
        assert any(list(base.glob(part)) for part in wanted for base in (ROOT, PACKAGE)), place


def test_texts_are_marked_by_names_that_the_collector_knows() -> None:
    """A translating function under another name is not seen, and its texts stay English for everyone."""
    unseen = [
        place(path, node)
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if "gettext" in name.name and name.asname not in (None, "_")
    ]
    assert not unseen


def test_no_text_is_marked_inside_an_f_string() -> None:
    """There the collector does not look, and the text stays English for everyone."""
    marks = {"_", "gettext", "pgettext", "ngettext", "npgettext", "gettext_lazy", "pgettext_lazy", "ngettext_lazy"}
    unseen = [
        place(path, node)
        for path, tree in sources()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in marks
    ]
    assert not unseen
