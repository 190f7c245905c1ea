"""Reading pages as a browser does: the hidden fields of a form, the words that are shown."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

HIDDEN = re.compile(r'<input type="hidden" name="(command|version|facts|seen)" value="([^"]*)">')


def hidden(response: Any) -> dict[str, str]:
    """The hidden fields of the last form of a page, as they would be sent with it."""
    return dict(HIDDEN.findall(response.content.decode()))


def again(fields: dict[str, str]) -> dict[str, str]:
    """The same page opened a second time: the same facts under another command."""
    return {**fields, "command": str(uuid4())}


def words(response: Any) -> str:
    """What a page says, without tags."""
    text = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").replace("&#x27;", "'").split())
