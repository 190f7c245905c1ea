"""Why a file was not taken, as a code with its numbers; the words are in messages.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

EMPTY: Final = "empty"
TOO_LARGE: Final = "too_large"
TOO_DETAILED: Final = "too_detailed"
WRONG_TYPE: Final = "wrong_type"
DAMAGED: Final = "damaged"
ENCRYPTED: Final = "encrypted"


class EvidenceError(Exception):
    """A file that cannot be taken as evidence. `code` is one of this module's codes, `params` its numbers."""

    def __init__(self, code: str, params: Mapping[str, int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})

    def text(self, language: str) -> str:
        """What to tell the person, with what to do next, in kk, ru or en (another language gives kk)."""
        texts = evidence_messages()[self.code]
        return texts.get(language, texts["kk"]).format(**self.params)


class EvidenceForbidden(Exception):
    """The reader may not see this file. Nothing about the file is told."""


class BlobLost(Exception):
    """A stored file is missing or its bytes no longer match its digest: restore it from a backup."""


class DocumentConflict(Exception):
    """A document with this number exists and says something else."""


@cache
def evidence_messages() -> Mapping[str, Mapping[str, str]]:
    """The texts of all codes, by code and language."""
    return tomllib.loads((Path(__file__).parent / "messages.toml").read_text("utf-8"))
