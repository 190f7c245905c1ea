"""The window of the stand-in: which requests wait, and a page on which a key is chosen for each, or none."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from tirkelim.standins.authority import Authority
from tirkelim.standins.ncalayer.keys import KeyFile, read_keys
from tirkelim.standins.ncalayer.protocol import Failed, SignRequest
from tirkelim.standins.ncalayer.words import WORDS, Words

LONGEST_WAIT, LOOK_AGAIN = 600.0, 0.3
"""Seconds after which a window that nobody looks at closes by itself; and between looks whether the page is there."""


@dataclass
class Waiting:
    """A request that waits for a choice. `chosen` None with `done` set: cancelled."""

    request: SignRequest
    id: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    done: threading.Event = field(default_factory=threading.Event)
    chosen: KeyFile | None = None


class Window:
    """Holds the requests; asked by the web sockets' threads and by the page's."""

    def __init__(self, folder: Path, authority: Authority | None) -> None:
        self.folder, self.authority = folder, authority
        self.waiting: dict[str, Waiting] = {}

    def choose(self, request: SignRequest, is_open: Callable[[], bool] = lambda: True) -> bytes | None:
        """Wait until a key is chosen on the page, and sign with it; None where the window was closed, or where whoever
        asked is gone (`is_open`)."""
        one = Waiting(request)
        self.waiting[one.id] = one
        began = time.monotonic()
        try:
            while is_open() and time.monotonic() - began < LONGEST_WAIT and not one.done.wait(LOOK_AGAIN):
                pass
        finally:
            self.waiting.pop(one.id, None)
        if one.chosen is None:
            return None
        try:
            return one.chosen.sign(request, self.authority)
        except ValueError as fault:
            raise Failed("the key file cannot be read") from fault

    def page(self, path: str) -> str | None:
        """The page of an address; None for one that is not known. /choose with ?request=&key= chooses, without a key
        it cancels."""
        parts = urlsplit(path)
        if parts.path == "/choose":
            said = {name: values[0] for name, values in parse_qs(parts.query).items()}
            return self._choose(said.get("request", ""), said.get("key", ""))
        return self._page() if parts.path == "/" else None

    def _choose(self, id: str, name: str) -> str:
        one = self.waiting.get(id)
        words = WORDS[one.request.locale] if one and one.request.locale in WORDS else WORDS["kk"]
        if one is None:
            return _frame(words, f"<p>{words.nothing}</p>")
        one.chosen = next((key for key in read_keys(self.folder) if key.name == name), None)
        one.done.set()
        said = words.signed if one.chosen else words.cancelled
        return _frame(words, f"<p>{said}</p><p>{words.go_back}</p>", refresh=False)

    def _page(self) -> str:
        one = next(reversed(list(self.waiting.values())), None)
        if one is None:
            return _frame(WORDS["kk"], "".join(f"<p>{words.nothing}</p>" for words in WORDS.values()))
        words = WORDS.get(one.request.locale, WORDS["kk"])
        fit = [key for key in read_keys(self.folder) if key.carries(one.request.marks)]
        others = [key for key in read_keys(self.folder) if key not in fit]
        cancel = f'<p><a href="/choose?request={one.id}">{words.cancel}</a></p>'
        body = f"<h2>{words.what}</h2><pre>{escape(_readable(one.request.content))}</pre>{cancel}"
        body += f"<h2>{words.keys}</h2>{_list(one.id, fit)}<h2>{words.others}</h2>{_list(one.id, others)}"
        return _frame(words, body, refresh=False)


def _list(request: str, keys: list[KeyFile]) -> str:
    lines = [
        f'<li><a href="/choose?request={request}&amp;key={quote(key.name)}">{escape(key.name)}</a>'
        f" <span>{escape(key.holder)}</span></li>"
        for key in keys
    ]
    return f"<ul>{''.join(lines)}</ul>" if lines else "<p>–</p>"


def _readable(content: bytes) -> str:
    try:
        return json.dumps(json.loads(content), ensure_ascii=False, indent=1)
    except ValueError:
        return content.decode(errors="replace")


STYLE = (
    "body{font:16px/1.5 sans-serif;margin:1.5rem auto;max-width:44rem;padding:0 1rem}"
    "pre{background:#f3f2f1;padding:.75rem;max-height:16rem;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}"
    "li{margin:.35rem 0}li span{color:#505a5f}h1{font-size:1.3rem}h2{font-size:1.05rem}"
)


def _frame(words: Words, body: str, *, refresh: bool = True) -> str:
    again = '<meta http-equiv="refresh" content="1">' if refresh else ""
    return (
        f'<!DOCTYPE html><html lang="{words.lang}"><head><meta charset="utf-8">{again}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{words.title}</title>'
        f"<style>{STYLE}</style></head><body><h1>{words.title}</h1>{body}</body></html>"
    )
