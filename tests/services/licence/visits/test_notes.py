"""What is noted at a visit is stored once however often it is sent, and reads the same in whatever order it came."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from PIL import Image
from tests.builders import ASTANA, PNG
from tests.services.licence.visits.site import A_DAY, Site

from tirkelim.documents.models import EvidenceFile
from tirkelim.documents.store import read
from tirkelim.identity.models import Role
from tirkelim.identity.policy import Denied
from tirkelim.journal.change import Command, CommandIdReused
from tirkelim.journal.models import JournalEntry
from tirkelim.services.licence.models import Observation, Visit, VisitPhoto
from tirkelim.services.licence.visits.notes import Noted, NoteRefused, Taken, add_photo, observe, remove_photo
from tirkelim.services.licence.visits.reading import lines_of, observations, photos

THERE = 24 * 2 + 1  # hours from Monday 10:00 to the visit


@pytest.fixture
def visit(site: Site) -> Visit:
    """A visit of which the applicant was told, and whose time has come."""
    planned = site.told(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    site.now = planned.planned_at
    return planned


def note(site: Site, key: str = "premises", conforms: bool | None = True, **other: object) -> Noted:
    """A note on a line that is asked at every base, made now."""
    return Noted(**{"key": key, "conforms": conforms, "noted_at": site.now, **other})  # type: ignore[arg-type]


def test_note_sent_twice_is_stored_once(site: Site, visit: Visit) -> None:
    command = site.command(site.inspector.id)
    first = observe(command, visit, note(site))
    again = observe(command._replace(now=command.now + A_DAY), visit, note(site))
    assert (first.result, first.repeated, again.result, again.repeated) == (first.result, False, first.result, True)
    assert Observation.objects.get().id == command.id
    assert JournalEntry.objects.filter(stream=visit.stream, kind="observed").count() == 1


def test_id_of_another_note_is_refused(site: Site, visit: Visit) -> None:
    command = site.command(site.inspector.id)
    observe(command, visit, note(site))
    with pytest.raises(CommandIdReused):
        observe(command, visit, note(site, conforms=False))


def test_later_note_counts_though_it_comes_first(site: Site, visit: Visit) -> None:
    later = note(site, conforms=False, noted_at=site.now + timedelta(minutes=5), remark="Құжат басқа мекенжайға")
    observe(site.command(site.inspector.id), visit, later)
    observe(site.command(site.inspector.id), visit, note(site))
    assert observations(visit)[("", "", "premises")].conforms is False


def refused(site: Site, visit: Visit, noted: Noted) -> str:
    """Why a note is not taken; nothing of it is stored."""
    before = Observation.objects.count()
    with pytest.raises(NoteRefused) as fault:
        observe(site.command(site.inspector.id), visit, noted)
    assert Observation.objects.count() == before
    return fault.value.code


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"key": "nothing"}, "no_such_line"),
        ({"key": "wards", "subtype": "2"}, "no_such_line"),  # a subtype that is not claimed here
        ({"key": "consulting", "subtype": "1.3"}, "no_such_line"),  # its specialty is missing
        ({"remark": "x" * 2001}, "remark_too_long"),
        ({"noted_at": datetime(2026, 3, 4, 11, 0)}, "no_offset"),  # noqa: DTZ001
    ],
)
def test_what_a_note_says(site: Site, visit: Visit, other: dict[str, object], code: str) -> None:
    assert refused(site, visit, note(site, **other)) == code  # type: ignore[arg-type]


def test_nothing_is_noted_when_it_is_over(site: Site, visit: Visit) -> None:
    site.do(site.desk, visit.case, "cancel_visit", visit=str(visit.id), reason="Жабық")
    assert refused(site, visit, note(site)) == "visit_cancelled"
    site.do(site.dentist, visit.case, "withdraw")
    assert refused(site, visit, note(site)) == "visit_cancelled"


def test_nothing_is_noted_for_an_application_taken_back(site: Site, visit: Visit) -> None:
    site.do(site.dentist, visit.case, "withdraw")
    assert refused(site, visit, note(site)) == "case_closed"


def test_nothing_is_noted_after_the_act(site: Site) -> None:
    signed = site.visited(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    assert refused(site, signed, note(site)) == "act_signed"
    with pytest.raises(NoteRefused, match="act_signed"):
        add_photo(site.command(site.inspector.id), signed, Taken(PNG, site.now))


def test_only_the_inspector_of_the_visit_notes(site: Site, visit: Visit) -> None:
    colleague = site.account("colleague", Role.INSPECTOR, territory=ASTANA)
    for account in (colleague, site.desk, site.dentist):
        with pytest.raises(Denied):
            observe(site.command(account.id), visit, note(site))
        with pytest.raises(Denied):
            add_photo(site.command(account.id), visit, Taken(PNG, site.now))
        with pytest.raises(Denied):
            remove_photo(site.command(account.id), visit, uuid4())
    with pytest.raises(ValueError, match="a person"):
        observe(site.command(), visit, note(site))


# --- whatever the order and repetition, the checklist reads the same ---


class Sent(NamedTuple):
    """A note as a device made it."""

    id: UUID
    line: int
    conforms: bool | None
    remark: str
    after: int


NOTES = st.lists(
    st.builds(
        Sent,
        st.uuids(version=4),
        st.integers(0, 2),
        st.sampled_from([True, False, None]),
        st.sampled_from(["", "Жоқ"]),
        st.integers(0, 3),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


class AnyOrder(TestCase):
    """One visit, and what a device sends for it."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.site = Site()
        cls.visit = cls.site.told(cls.site.applied(), cls.site.now.replace(minute=0) + 2 * A_DAY)
        cls.site.now = cls.visit.planned_at
        cls.lines = lines_of(cls.visit.case, cls.visit.base)

    def _read(self, sent: list[Sent]) -> dict[tuple[str, str, str], tuple[bool | None, str]]:
        """What stands after these notes came in this order; everything is undone again."""
        with transaction.atomic():
            for one in sent:
                line = self.lines[one.line]
                at = self.visit.planned_at + timedelta(minutes=one.after)
                noted = Noted(line.key, one.conforms, at, line.subtype, line.specialty, one.remark)
                observe(Command(one.id, self.site.inspector.id, self.site.now, "a test"), self.visit, noted)
            found = {place: (row.conforms, row.remark) for place, row in observations(self.visit).items()}
            transaction.set_rollback(True)
        return found

    @settings(max_examples=40)
    @given(notes=NOTES, data=st.data())
    def test_checklist_reads_the_same(self, notes: list[Sent], data: st.DataObject) -> None:
        repeated = notes + data.draw(st.lists(st.sampled_from(notes), max_size=4)) if notes else []
        assert self._read(notes) == self._read(data.draw(st.permutations(repeated)))


# --- photos ---


def picture(format: str = "JPEG", **how: object) -> bytes:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", (8, 4), (10, 120, 90)).save(out, format, **how)  # type: ignore[arg-type]
    return out.getvalue()


def with_place() -> bytes:
    """A picture that says where and with what it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x010F] = "Telephone"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif.tobytes(), comment=b"51.1 71.4")


def test_photo_is_stored_once_without_place_and_device(site: Site, visit: Visit) -> None:
    command, taken = site.command(site.inspector.id), Taken(with_place(), site.now, "20260304.jpg", "entrance")
    first, again = add_photo(command, visit, taken), add_photo(command, visit, taken)
    assert (first.result, again.repeated) == (again.result, True)
    photo = VisitPhoto.objects.get()
    file = EvidenceFile.objects.get(pk=photo.evidence)
    kept = read(file.blob_id)
    assert file.owner_stream == visit.case.stream
    assert b"Telephone" not in kept
    assert b"51.1" not in kept
    with Image.open(BytesIO(kept)) as image:
        assert not image.getexif()
        assert image.size == (4, 8)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "bad_file"), (b"%PDF-1.4", "bad_file"), (with_place()[:200], "bad_file")]
)
def test_what_is_no_photo(site: Site, visit: Visit, content: bytes, code: str) -> None:
    with pytest.raises(NoteRefused, match=code):
        add_photo(site.command(site.inspector.id), visit, Taken(content, site.now))
    assert not EvidenceFile.objects.exists()


def test_photo_too_large(site: Site, visit: Visit) -> None:
    with pytest.raises(NoteRefused, match="file_too_large"):
        add_photo(site.command(site.inspector.id), visit, Taken(picture() + bytes(10 * 1024 * 1024), site.now))


def test_photo_of_a_line_that_is_not_there(site: Site, visit: Visit) -> None:
    with pytest.raises(NoteRefused, match="no_such_line"):
        add_photo(site.command(site.inspector.id), visit, Taken(picture(), site.now, key="wards", subtype="2"))


def test_photo_is_taken_away(site: Site, visit: Visit) -> None:
    id = uuid4()
    with pytest.raises(NoteRefused, match="no_such_photo"):
        remove_photo(site.command(site.inspector.id), visit, id)
    add_photo(site.command(site.inspector.id, id=id), visit, Taken(picture("PNG"), site.now))
    assert [one.id for one in photos(visit)] == [id]
    for _time in range(2):
        remove_photo(site.command(site.inspector.id), visit, id)
    assert photos(visit) == []
