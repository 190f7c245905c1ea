"""What a file really is, judged by its bytes and never by its name or the sender's word."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

from PIL import Image
from pypdf import PdfReader
from pypdf.errors import DependencyError, WrongPasswordError

from tirkelim.documents import errors
from tirkelim.documents.errors import EvidenceError

LIMIT_MB: Final = 10
LIMIT_BYTES: Final = LIMIT_MB * 1024 * 1024
#: A4 at 600 dots an inch is 35 megapixels; more is a mistake or an attack on memory.
LIMIT_MPX: Final = 60

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
SUFFIX: Final = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}

_IMAGE_FORMAT: Final = {JPEG: "JPEG", PNG: "PNG"}


def recognise(content: bytes) -> str:
    """The MIME type of a PDF, JPEG or PNG that opens and is whole; otherwise raises EvidenceError."""
    if not content:
        raise EvidenceError(errors.EMPTY)
    if len(content) > LIMIT_BYTES:
        raise EvidenceError(errors.TOO_LARGE, {"limit_mb": LIMIT_MB})
    mime = _by_first_bytes(content)
    if mime == PDF:
        _check_pdf(content)
    else:
        _check_image(content, mime)
    return mime


def _by_first_bytes(content: bytes) -> str:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    # Some programs write a byte order mark or blank lines first; readers accept them.
    if content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return PDF
    raise EvidenceError(errors.WRONG_TYPE)


def _check_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(BytesIO(content))
        encrypted = reader.is_encrypted
        pages = 0 if encrypted else len(reader.pages)
    except (DependencyError, WrongPasswordError) as fault:
        raise EvidenceError(errors.ENCRYPTED) from fault
    except Exception as fault:  # the library meets a broken file in many ways; all mean the same to the sender
        raise EvidenceError(errors.DAMAGED) from fault
    if encrypted:
        raise EvidenceError(errors.ENCRYPTED)
    if pages == 0:
        raise EvidenceError(errors.DAMAGED)


def _check_image(content: bytes, mime: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[_IMAGE_FORMAT[mime]]) as image:
                too_detailed = image.width * image.height > LIMIT_MPX * 1_000_000
                if not too_detailed:
                    image.verify()
            if mime == JPEG and not too_detailed:
                _read_through(content)
    except Image.DecompressionBombError:
        too_detailed = True
    except Exception as fault:  # as above: every fault of the decoder means a broken picture
        raise EvidenceError(errors.DAMAGED) from fault
    if too_detailed:
        raise EvidenceError(errors.TOO_DETAILED, {"limit_mpx": LIMIT_MPX})


def _read_through(content: bytes) -> None:
    # verify() looks at the checksums of a PNG but not inside a JPEG: decode it small to see that it is whole.
    with Image.open(BytesIO(content), formats=["JPEG"]) as image:
        image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
