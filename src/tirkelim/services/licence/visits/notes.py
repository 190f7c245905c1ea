"""What the inspector notes at a visit: lines of the checklist and photos. Sent twice, each is stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.standard_table import CONSIDERING
from tirkelim.documents.evidence import take_evidence
from tirkelim.identity.policy import Denied, require_actor
from tirkelim.journal import chain
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.locks import hold
from tirkelim.journal.models import Change
from tirkelim.services.licence.models import Observation, Visit, VisitAct, VisitPhoto
from tirkelim.services.licence.visits.pictures import BadPicture, clean_picture
from tirkelim.services.licence.visits.reading import is_own, lines_of

RECORD = "visit.record"
LONGEST_REMARK = 2000
PHOTO = "visit_photo"
"""The kind of an evidence file that is such a photo."""


class NoteRefused(ValueError):
    """The note cannot be taken; ``code`` says why:

    act_signed, visit_cancelled, case_closed, no_such_line, remark_too_long, no_offset (a time without its offset),
    bad_file, file_too_large, no_such_photo.
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

    @property
    def place(self) -> tuple[str, str, str]:
        """The line that it is about."""
        return (self.subtype, self.specialty, self.key)


@dataclass(frozen=True, slots=True)
class Taken:
    """A photo, beside a line of the checklist or ("" as key) of the base as a whole."""

    content: bytes
    taken_at: datetime
    name: str = "photo"
    key: str = ""
    subtype: str = ""
    specialty: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """The line that it is about."""
        return (self.subtype, self.specialty, self.key)


def observe(command: Command, visit: Visit, noted: Noted) -> Done:
    """Note one line. The command's id becomes the note's. Raises Denied, NoteRefused, CommandIdReused, TimeClosed."""
    content = {
        "visit": str(visit.id), "subtype": noted.subtype, "specialty": noted.specialty, "key": noted.key,
        "conforms": noted.conforms, "remark": noted.remark, "noted_at": noted.noted_at,
    }  # fmt: skip

    def work(standing: Visit, made: Change) -> Result:
        _check_place(standing, noted.place)
        _check_time(noted.noted_at)
        if len(noted.remark) > LONGEST_REMARK:
            raise NoteRefused("remark_too_long")
        Observation.objects.create(
            id=command.id,
            visit=standing,
            subtype=noted.subtype,
            specialty=noted.specialty,
            key=noted.key,
            conforms=noted.conforms,
            remark=noted.remark.strip(),
            noted_at=noted.noted_at,
            change=made,
        )
        return {"observation": str(command.id)}

    return _write(command, visit, "observed", content, work)


def add_photo(command: Command, visit: Visit, taken: Taken) -> Done:
    """Keep a photo, without what the camera wrote into it. The command's id becomes the photo's. Raises as
    ``observe``."""
    content = {
        "visit": str(visit.id), "subtype": taken.subtype, "specialty": taken.specialty, "key": taken.key,
        "taken_at": taken.taken_at, "sha256": hashlib.sha256(taken.content).hexdigest(),
    }  # fmt: skip

    def work(standing: Visit, made: Change) -> Result:
        if taken.key:
            _check_place(standing, taken.place)
        _check_time(taken.taken_at)
        file = take_evidence(
            owner_stream=standing.case.stream,
            kind=PHOTO,
            name=taken.name,
            content=_picture(taken.content),
            uploaded_by=_actor(command),
            now=command.now,
            change=made,
        )
        VisitPhoto.objects.create(
            id=command.id,
            visit=standing,
            subtype=taken.subtype,
            specialty=taken.specialty,
            key=taken.key,
            evidence=file.id,
            taken_at=taken.taken_at,
            change=made,
        )
        return {"photo": str(command.id)}

    return _write(command, visit, "photo_added", content, work)


def remove_photo(command: Command, visit: Visit, photo: UUID) -> Done:
    """Take a photo away again; the file stays in the journal's keeping. Raises as ``observe``."""
    content = {"visit": str(visit.id), "photo": str(photo)}

    def work(standing: Visit, made: Change) -> Result:
        rows = VisitPhoto.objects.filter(visit=standing, pk=photo)
        if not rows.exists():
            raise NoteRefused("no_such_photo")
        rows.filter(removed_by__isnull=True).update(removed_by=made)
        return {"photo": str(photo)}

    return _write(command, visit, "photo_removed", content, work)


def _write(
    command: Command, visit: Visit, kind: str, content: Mapping[str, object], work: Callable[[Visit, Change], Result]
) -> Done:
    """One change in the stream of the visit, by its inspector, as long as its act is not signed."""
    require_actor(_actor(command), RECORD, visit, on=localdate(command.now))
    if not is_own(visit, _actor(command)):
        raise Denied(RECORD)

    def inside(made: Change) -> Result:
        hold(visit.stream)
        result = work(_open(visit), made)
        chain.append(visit.stream, made, kind, content)
        return result

    return once(command, f"visit.{kind}", content, inside)


def _actor(command: Command) -> UUID:
    if command.actor is None:
        raise ValueError("a person notes what was seen")
    return command.actor


def _open(visit: Visit) -> Visit:
    """The visit as it is stored now. Raises NoteRefused where nothing can be noted any more."""
    fresh = Visit.objects.select_related("case__draft").get(pk=visit.pk)
    if VisitAct.objects.filter(pk=fresh.pk).exists():
        raise NoteRefused("act_signed")
    if fresh.cancelled_by_id is not None:
        raise NoteRefused("visit_cancelled")
    if fresh.case.state not in CONSIDERING:
        raise NoteRefused("case_closed")
    return fresh


def _check_place(visit: Visit, place: tuple[str, str, str]) -> None:
    if place not in {line.place for line in lines_of(visit.case, visit.base)}:
        raise NoteRefused("no_such_line")


def _check_time(at: datetime) -> None:
    if at.tzinfo is None:
        raise NoteRefused("no_offset")


def _picture(content: bytes) -> bytes:
    try:
        return clean_picture(content)
    except BadPicture as bad:
        raise NoteRefused(bad.code) from bad
