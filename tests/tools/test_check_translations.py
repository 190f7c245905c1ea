"""The gate that keeps untranslated sentences out must itself be able to close."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.check_translations import catalogue_problems, language_set_problems, message_problems

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalogue(folder: Path, language: str, body: str) -> Path:
    """Write a catalogue of one language."""
    path = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + body, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("language", "body", "complaint"),
    [
        ("kk", 'msgid "Sign in"\nmsgstr "Кіру"\n', None),
        ("kk", 'msgid "Sign in"\nmsgstr ""\n', "is not translated"),
        ("ru", 'msgid "Sign in"\nmsgstr ""\n', "is not translated"),
        ("en", 'msgid "Sign in"\nmsgstr ""\n', None),
        ("kk", '#, fuzzy\nmsgid "Sign in"\nmsgstr "Шығу"\n', "fuzzy"),
        ("kk", 'msgid "%(n)s days"\nmsgstr "күн"\n', "placeholders"),
        ("kk", 'msgid "{n} days"\nmsgstr "{m} күн"\n', "placeholders"),
        ("kk", 'msgid "{n} days"\nmsgstr "{n} күн"\n', None),
        ("ru", 'msgid "one day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s день"\nmsgstr[1] ""\n', "not translated"),
    ],
)
def test_a_catalogue(tmp_path: Path, language: str, body: str, complaint: str | None) -> None:
    """Empty, doubtful and differently filled in texts are found, and nothing else."""
    found = list(catalogue_problems(catalogue(tmp_path, language, body)))
    assert bool(found) == bool(complaint)
    assert all(str(complaint) in line for line in found)


def test_a_text_that_one_language_lacks(tmp_path: Path) -> None:
    """Each language holds the same texts."""
    for language in ("kk", "ru", "en"):
        catalogue(tmp_path, language, 'msgid "Sign in"\nmsgstr "x"\n' if language != "ru" else "")
    found = list(language_set_problems(tmp_path / "locale"))
    assert len(found) == 1
    assert "/ru" in found[0]


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('kk = "{n} күн"\nru = "{n} дней"\nen = "{n} days"', None),
        ('kk = "{n:since} күн"\nru = "{n} дней"\nen = "{n} days"', None),
        ('kk = "{n} күн"\nru = "{n} дней"', "lacks en"),
        ('kk = ""\nru = "{n} дней"\nen = "{n} days"', "lacks kk"),
        ('kk = "күн"\nru = "{n} дней"\nen = "{n} days"', "placeholders"),
    ],
)
def test_messages_of_findings(tmp_path: Path, entry: str, complaint: str | None) -> None:
    """Three languages with the same names to fill in; the case ending asked for may differ."""
    path = tmp_path / "order.toml"
    path.write_text(f"[some.key]\n{entry}\n", encoding="utf-8")
    found = list(message_problems(path))
    assert len(found) == (1 if complaint else 0)
    assert complaint is None or complaint in found[0]
