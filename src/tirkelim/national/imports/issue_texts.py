"""What an issue says in words, and what to do now: in the language that is active, through gettext."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class IssueText(NamedTuple):
    """``what`` is wrong; ``now`` what to do."""

    what: str
    now: str


def issue_text(code: str, params: Mapping[str, Any]) -> IssueText:
    """The words of an issue or of a TableError."""
    raise NotImplementedError
