"""Photos of a visit: looked into before they are taken, and set anew without what the camera wrote into them, such as
the place and the device."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from tirkelim.documents import errors
from tirkelim.documents.errors import EvidenceError
from tirkelim.documents.recognise import JPEG, PNG, recognise

LONGEST_SIDE: Final = 2560
"""Pixels: enough to read a label on a wall, a fifth of what a telephone takes."""
QUALITY: Final = 85
_FORMAT: Final = {JPEG: "JPEG", PNG: "PNG"}
_PLAIN_MODES: Final = frozenset({"RGB", "RGBA", "L"})


class BadPicture(ValueError):
    """Not a picture that can be kept; ``code`` is bad_file or file_too_large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_picture(content: bytes) -> bytes:
    """The picture, turned upright, at most LONGEST_SIDE wide and high, with nothing in the file but itself.

    The same bytes in give the same bytes out. Raises BadPicture for anything but a whole JPEG or PNG.
    """
    try:
        mime = recognise(content)
    except EvidenceError as fault:
        large = fault.code in (errors.TOO_LARGE, errors.TOO_DETAILED)
        raise BadPicture("file_too_large" if large else "bad_file") from fault
    if mime not in _FORMAT:
        raise BadPicture("bad_file")
    with Image.open(BytesIO(content), formats=[_FORMAT[mime]]) as opened:
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        pixels = upright if upright.mode in _PLAIN_MODES else upright.convert("RGB")
        return _only_pixels(pixels, _FORMAT[mime])


def _only_pixels(image: Image.Image, format: str) -> bytes:
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = BytesIO()
    bare.save(out, format, quality=QUALITY)
    return out.getvalue()
