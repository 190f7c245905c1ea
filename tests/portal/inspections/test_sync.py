"""What an inspector's device sends: stored once however often it comes, refused with a reason, never our error."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.builders import ASTANA
from tests.portal.inspections.device import Device, observed, picture, place
from tests.services.licence.visits.site import Site

from tirkelim.documents.models import EvidenceFile
from tirkelim.identity.models import Account, Role
from tirkelim.portal.inspections.sync import LARGEST, LARGEST_PHOTO
from tirkelim.services.licence.models import Observation, Visit, VisitAct, VisitPhoto
from tirkelim.services.licence.visits.reading import lines_of, observations

pytestmark = pytest.mark.django_db


def all_noted(site: Site, visit: Visit) -> list[dict[str, Any]]:
    """Every line conforms."""
    return [observed(line, True, site.now) for line in lines_of(visit.case, visit.base)]


def signature(site: Site, visit: Visit, notes: list[dict[str, Any]], photos: tuple[str, ...] = ()) -> dict[str, Any]:
    """The act, as signed over these notes and photos."""
    body = {
        "begun_at": visit.planned_at.isoformat(), "ended_at": site.now.isoformat(),
        "observations": [one["id"] for one in notes], "photos": list(photos),
    }  # fmt: skip
    return {"id": str(uuid4()), "kind": "sign", "body": body}


# --- once ---


def test_a_note_is_stored_once_however_often_it_comes(site: Site, visit: Visit, device: Device) -> None:
    note = observed(lines_of(visit.case, visit.base)[0], False, site.now, "Суық су жоқ")
    assert device.outcomes(note, note) == ["done", "repeated"]
    assert device.outcomes(note) == ["repeated"]
    stored = Observation.objects.get()
    assert (str(stored.id), stored.conforms, stored.remark) == (note["id"], False, "Суық су жоқ")


def test_the_later_note_counts_whichever_comes_first(site: Site, visit: Visit, device: Device) -> None:
    line = lines_of(visit.case, visit.base)[0]
    late = observed(line, True, site.now)
    early = observed(line, False, site.now - timedelta(minutes=3))
    assert device.outcomes(late, early) == ["done", "done"]
    assert str(observations(visit)[line.place].id) == late["id"]
    assert device.ask().json()["state"]["notes"][place(line)]["id"] == late["id"]


def test_a_photo_is_stored_once_and_can_be_taken_away(site: Site, visit: Visit, device: Device) -> None:
    id = uuid4()
    answers = [device.photo("||", site.now, id=id).json()["commands"][0]["outcome"] for _ in range(2)]
    assert answers == ["done", "repeated"]
    shown = device.ask().json()["state"]["photos"]
    assert [one["id"] for one in shown] == [str(id)]
    assert device.client.get(shown[0]["href"]).headers["Content-Type"] == "image/jpeg"
    removal = {"id": str(uuid4()), "kind": "remove_photo", "body": {"photo": str(id)}}
    assert device.outcomes(removal, removal) == ["done", "repeated"]
    assert device.ask().json()["state"]["photos"] == []
    assert device.client.get(shown[0]["href"]).status_code == 404
    assert (VisitPhoto.objects.count(), EvidenceFile.objects.filter(kind="visit_photo").count()) == (1, 1)


def test_the_act_is_signed_once_over_what_the_inspector_saw(site: Site, visit: Visit, device: Device) -> None:
    notes = all_noted(site, visit)
    sign = signature(site, visit, notes)
    assert device.outcomes(sign) == ["notes_differ"]
    assert device.outcomes(*notes, sign, sign) == ["done"] * (len(notes) + 1) + ["repeated"]
    act = VisitAct.objects.get()
    assert act.conforms
    assert (act.begun_at, act.ended_at) == (visit.planned_at, site.now)
    assert device.send(sign)[0]["result"]["act"] == act.number
    assert device.ask().json()["state"]["closed"] == "act_signed"


def test_a_note_that_has_not_arrived_keeps_the_act_from_being_signed(site: Site, visit: Visit, device: Device) -> None:
    notes = all_noted(site, visit)
    later = observed(lines_of(visit.case, visit.base)[0], False, site.now + timedelta(seconds=1), "Жоқ")
    assert device.outcomes(*notes, later, signature(site, visit, notes))[-1] == "notes_differ"
    assert not VisitAct.objects.exists()


# --- refused, with a reason ---


def test_nothing_is_noted_after_the_act(site: Site, visit: Visit, device: Device) -> None:
    notes = all_noted(site, visit)
    device.send(*notes, signature(site, visit, notes))
    answer = device.send(observed(lines_of(visit.case, visit.base)[0], False, site.now, "Жоқ"))[0]
    assert (answer["outcome"], answer["code"]) == ("refused", "act_signed")
    assert "signed already" in answer["text"]
    assert device.outcomes(notes[0]) == ["repeated"]
    assert device.photo("||", site.now).json()["commands"][0]["code"] == "act_signed"


def test_nothing_is_noted_of_a_cancelled_visit(site: Site, visit: Visit, device: Device) -> None:
    site.do(site.desk, visit.case, "cancel_visit", visit=str(visit.id), reason="Аурып қалды")
    note = observed(lines_of(visit.case, visit.base)[0], True, site.now)
    assert device.outcomes(note) == ["visit_cancelled"]
    assert device.ask().json()["state"]["closed"] == "visit_cancelled"


def test_nothing_is_noted_of_an_application_that_was_taken_back(site: Site, visit: Visit, device: Device) -> None:
    site.do(site.dentist, visit.case, "withdraw")
    note = observed(lines_of(visit.case, visit.base)[0], True, site.now)
    assert device.outcomes(note) == ["case_closed"]


def test_the_same_id_with_another_content_is_refused(site: Site, visit: Visit, device: Device) -> None:
    line = lines_of(visit.case, visit.base)[0]
    first, other = observed(line, True, site.now), observed(line, False, site.now)
    assert device.outcomes(first, other | {"id": first["id"]}) == ["done", "reused"]
    assert Observation.objects.get().conforms


def test_a_clock_far_ahead_is_told_and_a_little_ahead_is_not(site: Site, visit: Visit, device: Device) -> None:
    line = lines_of(visit.case, visit.base)[0]
    ahead = [observed(line, True, site.now + timedelta(minutes=minutes)) for minutes in (1, 3)]
    assert device.outcomes(*ahead) == ["done", "clock_ahead"]
    notes = all_noted(site, visit)
    assert device.outcomes(*notes[1:]) == ["done"] * (len(notes) - 1)
    sign = signature(site, visit, [ahead[0], *notes[1:]])
    sign["body"]["ended_at"] = (site.now + timedelta(seconds=50)).isoformat()
    assert device.outcomes(sign) == ["done"]
    assert VisitAct.objects.get().ended_at == site.now


def test_what_one_command_says_wrong_does_not_stop_the_others(site: Site, visit: Visit, device: Device) -> None:
    lines = lines_of(visit.case, visit.base)
    good = [observed(line, True, site.now) for line in lines[:2]]
    unknown = observed(lines[0], True, site.now)
    unknown["body"]["line"] = "||nothing"
    assert device.outcomes(good[0], unknown, good[1]) == ["done", "no_such_line", "done"]
    long = observed(lines[0], False, site.now, "а" * 3000)
    assert device.outcomes(long) == ["remark_too_long"]


def test_what_is_no_photo_is_refused(site: Site, device: Device) -> None:
    for content, code in ((b"no picture", "bad_file"), (picture()[:200], "bad_file")):
        answer = device.photo("||", site.now, content).json()["commands"][0]
        assert (answer["outcome"], answer["code"]) == ("refused", code)
    assert not VisitPhoto.objects.exists()


# --- who ---


def test_the_public_is_told_to_sign_in(visit: Visit) -> None:
    stranger = Device(None, visit)
    for answer in (stranger.ask(), stranger.post({"commands": []})):
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


def test_a_stale_mark_against_forgery_is_told_apart(site: Site, visit: Visit) -> None:
    device = Device(site.inspector, visit, enforce_csrf_checks=True)
    assert device.post({"commands": []}).status_code == 403
    token = device.ask().json()["token"]
    assert device.post({"commands": []}, **{"X-CSRFToken": token}).status_code == 200


def test_nobody_sends_what_was_kept_for_someone_else(site: Site, visit: Visit, device: Device) -> None:
    colleague = Device(site.account("colleague", Role.INSPECTOR, territory=ASTANA), visit)
    colleague.account = device.account
    note = observed(lines_of(visit.case, visit.base)[0], True, site.now)
    for answer in (colleague.ask(), colleague.post({"commands": [note]}), colleague.photo("||", site.now)):
        assert (answer.status_code, answer.json()["code"]) == (409, "other_account")
    assert not Observation.objects.exists()


def others(site: Site) -> list[Account]:
    """People who may not record this visit."""
    return [
        site.account("colleague", Role.INSPECTOR, territory=ASTANA),
        site.account("far", Role.INSPECTOR, territory="750000000"),
        site.desk,
        site.dentist,
    ]


def test_only_the_inspector_of_the_visit_records_it(site: Site, visit: Visit) -> None:
    note = observed(lines_of(visit.case, visit.base)[0], True, site.now)
    for account in others(site):
        device = Device(account, visit)
        for answer in (device.ask(), device.post({"commands": [note]}), device.photo("||", site.now)):
            assert (answer.status_code, answer.json()["code"]) == (404, "no_such_visit"), account.login
        assert device.client.get(device.address("inspection_field")).status_code == 404
    assert not Observation.objects.exists()


# --- junk ---

JUNK = [
    b"", b"{", b"null", b"[]", b'"x"', b"{}", b'{"commands": {}}', b'{"commands": [1]}', b'{"commands": [{}]}',
    b'{"commands": [{"id": 5, "kind": "observe", "body": {}}]}', b"\xff\xfe", b"[" * 100_000,
    b'{"commands": [{"id": "x", "kind": "observe", "body": {}}]}',
    b'{"commands": [{"id": "6f0c2a4e-0000-4000-8000-000000000001", "kind": null, "body": {}}]}',
    b'{"commands": [{"id": "6f0c2a4e-0000-4000-8000-000000000001", "kind": "observe", "body": []}]}',
]  # fmt: skip


@pytest.mark.parametrize("body", JUNK, ids=range(len(JUNK)))
def test_what_is_no_list_of_commands_is_not_read(device: Device, body: bytes) -> None:
    answer = device.post(body)
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


def test_forms_and_other_kinds_are_not_read(device: Device) -> None:
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain", "nonsense"):
        assert device.post(b"--x--", content_type=kind).json()["code"] == "unreadable", kind


ODD: list[dict[str, Any]] = [
    {"line": None}, {"line": "||"}, {"line": "a|b"}, {"line": "|" * 9}, {"line": "x" * 5000}, {"line": 7},
    {"conforms": "yes"}, {"conforms": 1}, {"conforms": []}, {"remark": None}, {"remark": 5}, {"remark": "\0"},
    {"remark": "\ud800"}, {"remark": "x" * 100_000}, {"noted_at": None}, {"noted_at": 5}, {"noted_at": "yesterday"},
    {"noted_at": "2026-03-04T10:00:00"}, {"noted_at": "0001-01-01T00:00:00+14:00"},
    {"noted_at": "9999-12-31T23:59:59-12:00"}, {"noted_at": "2026-03-04T10:00:00+99:99"},
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_notes_are_refused(site: Site, visit: Visit, device: Device, odd: dict[str, Any]) -> None:
    note = observed(lines_of(visit.case, visit.base)[0], True, site.now)
    note["body"] |= odd
    assert device.send(note)[0]["outcome"] == "refused"
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    "command",
    [
        {"kind": "photo", "body": {}},
        {"kind": "begin", "body": {}},
        {"kind": "", "body": {}},
        {"kind": "remove_photo", "body": {"photo": "x"}},
        {"kind": "remove_photo", "body": {"photo": str(uuid4())}},
        {"kind": "sign", "body": {}},
        {"kind": "sign", "body": {"begun_at": "2026-03-04T10:00:00Z", "ended_at": "2026-03-04T10:00:00Z"}},
    ],
)
def test_odd_commands_are_refused(device: Device, command: dict[str, Any]) -> None:
    assert device.send({"id": str(uuid4()), **command})[0]["outcome"] == "refused"


def test_odd_photos_are_refused(site: Site, device: Device) -> None:
    address, headers = device.address("inspection_photo_add"), {"X-Account": device.account}
    for form in ({}, {"id": "x"}, {"id": str(uuid4()), "line": "||"}):
        answer = device.client.post(address, form, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")
    assert device.photo("nowhere", site.now).json()["commands"][0]["code"] == "unreadable"
    assert device.photo("||nothing", site.now).json()["commands"][0]["code"] == "no_such_line"


def test_too_much_at_once_is_not_read(site: Site, visit: Visit, device: Device) -> None:
    note = observed(lines_of(visit.case, visit.base)[0], True, site.now)
    assert device.post({"commands": [note] * 101}).json()["code"] == "unreadable"
    assert (device.post(b" " * (LARGEST + 1)).status_code, Observation.objects.count()) == (413, 0)
    assert device.photo("||", site.now, b"x" * LARGEST_PHOTO).json()["code"] == "too_large"


# --- the worker ---


def test_the_worker_is_a_script_that_is_asked_for_anew(visit: Visit) -> None:
    answer = Device(None, visit).client.get("/inspections/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_page_is_kept_by_no_cache_of_the_browser(device: Device) -> None:
    answer = device.client.get(device.address("inspection_field"))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
