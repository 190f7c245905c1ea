"""From a Vega-Lite description to an SVG that may stand in a page or in a PDF, drawn once.

Drawings are kept in `MEDIA_ROOT/charts/` under the digest of all that they show, so one never needs to be taken back:
another number or another language is another drawing. The folder may be emptied at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

DRAWN_AS = 1
"""Grows when the same description is to be drawn differently."""
SCREEN_FONT = "Golos Text, Noto Sans, system-ui, sans-serif"
PRINT_FONT = "Libertinus Serif"
"""The face of documents, which Typst has built in, with every Kazakh letter."""
_PLACEHOLDER = "chart-face"
_ROOT = re.compile(r"<svg [^>]*?viewBox=\"([^\"]+)\">")
_ORIGIN = re.compile(r"transform=\"translate\(([\d.]+),")
_MARK = re.compile(r"<(path|rect|line|text)((?: [^<>]*?)?) aria-label=\"([^\"]+)\"([^<>]*?)(?:/>|></\1>)")
_NOISE = re.compile(r" (?:aria-roledescription|aria-hidden|role|class|pointer-events|display)=\"[^\"]*\"")
_ID = re.compile(r"(id=\"|url\(#)(?:clip|gradient_?)")


class Drawing(NamedTuple):
    """A chart: what it shows, in one line and in a sentence for those who do not see it, and its lines."""

    title: str
    said: str
    width: int
    height: int
    lines: str

    @property
    def digest(self) -> str:
        """Names the drawing: short, since it only has to differ from the others of a page."""
        return hashlib.sha256(f"{self.title}{self.said}{self.lines}".encode()).hexdigest()[:12]

    @property
    def svg(self) -> SafeString:
        """For a page: it takes the width that there is, has a name, and its marks say their values."""
        name = f"chart-{self.digest}"
        lines = self.lines.replace(_PLACEHOLDER, SCREEN_FONT)
        # Every text in it was escaped when it was drawn; title and sentence are escaped here.
        return mark_safe(  # noqa: S308
            f'<svg class="n-chart" viewBox="0 0 {self.width} {self.height}" role="img" aria-labelledby="{name}"'
            f' aria-describedby="{name}-said" xmlns="http://www.w3.org/2000/svg"><title id="{name}">'
            f'{escape(self.title)}</title><desc id="{name}-said">{escape(self.said)}</desc>{lines}</svg>'
        )

    @property
    def for_print(self) -> str:
        """For a document: the same lines in its face, with nothing that needs a reader's pointer."""
        lines = re.sub(r"<title>[^<]*</title>", "", self.lines).replace(_PLACEHOLDER, PRINT_FONT)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}"'
            f' viewBox="0 0 {self.width} {self.height}">{lines}</svg>'
        )


def draw(spec: dict[str, Any], title: str, said: str) -> Drawing:
    """The drawing of a description: from the folder, or drawn now. `said` tells what it shows, in a sentence."""
    shown = json.dumps([DRAWN_AS, spec], ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256(shown.encode()).hexdigest()
    path = Path(settings.MEDIA_ROOT) / "charts" / key[:2] / f"{key}.svg"
    try:
        kept = path.read_text(encoding="utf-8")
    except OSError:
        kept = _drawn(spec, key)
        _keep(path, kept)
    size, _, lines = kept.partition("\n")
    width, height = (int(side) for side in size.split())
    return Drawing(title, said, width, height, lines)


def _drawn(spec: dict[str, Any], key: str) -> str:
    """Width and height on the first line, then what stands inside the picture.

    The reader's face is not known here and is taken for a wide one, so the descriptions say themselves how wide they
    are, and how much of that is left of the origin (`usermeta`).
    """
    import vl_convert  # takes a moment and much memory: only where something is really drawn

    svg = vl_convert.vegalite_to_svg({**spec, "config": {**spec.get("config", {}), "font": _PLACEHOLDER}})
    root = _ROOT.match(svg)
    if root is None:
        raise ValueError("the drawing does not begin as one")
    _x, _y, width, height = root[1].split()
    inside = svg[root.end() : svg.rindex("</svg>")]
    if room := spec.get("usermeta"):
        origin = _ORIGIN.search(inside)
        shift = round(float(origin[1]) - room["left"]) if origin else 0
        inside, width = f'<g transform="translate({-shift},0)">{inside}</g>', room["width"]
    inside = _MARK.sub(r"<\1\2\4><title>\3</title></\1>", inside)
    inside = _ID.sub(rf"\1c{key[:8]}", _NOISE.sub("", inside))
    return f"{round(float(width))} {round(float(height))}\n{inside}"


def _keep(path: Path, text: str) -> None:
    """Put a drawing into the folder, whole or not at all. Where that fails it is drawn again next time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(draft, path)
