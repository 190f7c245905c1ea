"""What people read about consent, in kk, ru and en (another language gives kk)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tirkelim.gateway.records import AnyDataSet, DataSet


def data_set_name(data_set: AnyDataSet, language: str) -> str:
    """The name of a data set as people read it."""
    return _in(texts()[data_set.value]["name"], language)


def source_name(data_set: AnyDataSet, language: str) -> str:
    """Whom the data set comes from."""
    return _in(texts()[data_set.value]["source"], language)


def consent_wording(data_set: DataSet, language: str, until: date) -> str:
    """The sentence a person agrees to: what, from whom, what for, until when, and that it can be withdrawn."""
    asked = _in(texts()["ask"], language)
    return asked.format(
        name=data_set_name(data_set, language), source=source_name(data_set, language), until=f"{until:%d.%m.%Y}"
    )


def code_message(code: str, language: str) -> str:
    """The short message that brings a one-time code."""
    return _in(texts()["sms"], language).format(code=code)


def question_message(count: int, minutes: int, language: str) -> str:
    """The short message that asks for consent by an answer."""
    return _in(texts()["sms_question"], language).format(count=count, minutes=minutes)


def is_yes(text: str) -> bool | None:
    """What a short message answers: yes, no, or None for what is neither."""
    word = "".join(character for character in text.casefold() if character.isalnum())
    if word in texts()["answers"]["yes"]:
        return True
    return False if word in texts()["answers"]["no"] else None


@cache
def texts() -> Mapping[str, Any]:
    """All texts, as they stand in texts.toml."""
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))


def _in(translations: Mapping[str, str], language: str) -> str:
    return translations.get(language, translations["kk"])
