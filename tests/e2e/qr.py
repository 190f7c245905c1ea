"""Reads the QR code out of a PDF as it was given out: the dark modules are drawn as short lines on a unit grid."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PdfReader
from pypdf.generic import ContentStream

MANY = 100
"""Lines in one path: a QR code has more, everything else on the page fewer."""
SCALE, QUIET = 4, 4
"""Pixels a module, and white modules around the code."""

Line = tuple[float, float, float, float]


def code_in(pdf: bytes) -> str:
    """The text of the one QR code in a PDF."""
    [found] = [code.text for lines in paths(pdf) for code in zxingcpp.read_barcodes(picture(lines))]
    return str(found)


def paths(pdf: bytes) -> Iterator[list[Line]]:
    """The paths of many lines on the pages, in their own coordinates."""
    reader = PdfReader(BytesIO(pdf))
    for page in reader.pages:
        lines: list[Line] = []
        here = (0.0, 0.0)
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in (b"m", b"l"):
                point = _point(operands)
                if operator == b"l":
                    lines.append((*here, *point))
                here = point
            elif operator in (b"S", b"f", b"B", b"n"):
                if len(lines) > MANY:
                    yield lines
                lines = []


def picture(lines: list[Line]) -> Image.Image:
    """The lines as they look: each one module thick."""
    width = int(max(max(line[0], line[2]) for line in lines)) + 1
    side = (width + 2 * QUIET) * SCALE
    drawn = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(drawn)
    for left, middle, right, _ in lines:
        top = (int(middle) + QUIET) * SCALE
        pen.rectangle(((left + QUIET) * SCALE, top, (right + QUIET) * SCALE - 1, top + SCALE - 1), fill=0)
    return drawn


def _point(operands: Any) -> tuple[float, float]:
    return float(operands[0]), float(operands[1])
