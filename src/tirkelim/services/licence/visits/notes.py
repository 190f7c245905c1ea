"""What the inspector notes at a visit: lines of the checklist and photos. Sent twice, each is stored once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tirkelim.journal.change import Command, Done
from tirkelim.services.licence.models import Visit


class NoteRefused(ValueError):
    """The note cannot be taken; ``code`` says why:

    act_signed, visit_cancelled, case_closed, no_such_line, remark_too_long, bad_file, file_too_large, no_such_photo.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted on one line. ``conforms`` None with a remark: does not concern this base; without: not checked.

    ``noted_at`` by the device's clock: of two notes on a line the later one counts.
    """

    key: str
    conforms: bool | None
    noted_at: datetime
    subtype: str = ""
    specialty: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A photo, beside a line of the checklist or ("" as key) of the base as a whole."""

    content: bytes
    taken_at: datetime
    name: str = "photo"
    key: str = ""
    subtype: str = ""
    specialty: str = ""


def observe(command: Command, visit: Visit, noted: Noted) -> Done:
    """Note one line. The command's id becomes the note's. Raises Denied, NoteRefused, CommandIdReused, TimeClosed."""
    raise NotImplementedError


def add_photo(command: Command, visit: Visit, taken: Taken) -> Done:
    """Keep a photo. The command's id becomes the photo's. Raises as ``observe``."""
    raise NotImplementedError


def remove_photo(command: Command, visit: Visit, photo: UUID) -> Done:
    """Take a photo away again. Raises as ``observe``."""
    raise NotImplementedError
