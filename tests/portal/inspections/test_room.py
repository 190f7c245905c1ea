"""The room of permit control: calendar, planning, telling, moving, cancelling, the visit's page and its files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.builders import PNG
from tests.portal.desk.conftest import sign_in
from tests.services.licence.visits.site import A_DAY, BASE, Site

from tirkelim.cases.outbox import work
from tirkelim.gateway.demo import add_outage
from tirkelim.gateway.models import DemoSms
from tirkelim.gateway.registry import MOBILE_CITIZENS
from tirkelim.identity.models import Account, Role
from tirkelim.services.licence.models import Visit, VisitNotice
from tirkelim.services.licence.visits.notes import Taken, add_photo
from tirkelim.services.licence.visits.reading import standing_visit


class Room:
    """A browser of the department."""

    def __init__(self, site: Site, account: Account) -> None:
        self.site = site
        self.client: Client = sign_in(account)

    def get(self, name: str, *args: UUID, **query: str) -> HttpResponse:
        """Open a page at the present moment."""
        with time_machine.travel(self.site.now, tick=False):
            return self.client.get(reverse(name, args=args), query)  # type: ignore[return-value]

    def send(self, name: str, *args: UUID, query: str = "", **said: Any) -> HttpResponse:
        """Send the form of a page as it was shown."""
        address = reverse(name, args=args) + query
        with time_machine.travel(self.site.now, tick=False):
            page = self.client.get(address)
            shown = page.context["hidden"]
            body = {"command": str(shown.command), "version": str(shown.version), **said}
            return self.client.post(address, body)  # type: ignore[return-value]


@pytest.fixture
def room(site: Site) -> Room:
    """The officer's browser."""
    return Room(site, site.desk)


def plan_form(site: Site, day: str = "4", time: str = "10:30") -> dict[str, str]:
    """A plan for a day in March."""
    return {
        "base": BASE, "inspector": str(site.inspector.id), "day_day": day, "day_month": "3", "day_year": "2026",
        "time": time, "minutes": "60",
    }  # fmt: skip


def words(response: HttpResponse) -> str:
    """The page as text."""
    return response.content.decode().replace("\u00a0", " ")


# --- calendar ---


def test_what_waits_and_what_is_planned(site: Site, room: Room) -> None:
    case = site.applied()
    assert str(case.number) in words(room.get("inspections"))
    visit = site.planned(case, site.now.replace(minute=0) + 2 * A_DAY)
    page = words(room.get("inspections"))
    assert reverse("inspection_visit", args=[visit.id]) in page
    assert reverse("inspection_plan", args=[case.id]) not in page
    assert reverse("inspection_visit", args=[visit.id]) not in words(room.get("inspections", on="2026-03-16"))
    assert reverse("inspection_visit", args=[visit.id]) in words(room.get("inspections", on="2026-03-04", span="day"))
    assert reverse("inspection_visit", args=[visit.id]) not in words(
        room.get("inspections", on="2026-03-05", span="day")
    )


def test_officer_chooses_an_inspector(site: Site, room: Room) -> None:
    other = site.account("other inspector"[:5], Role.INSPECTOR, territory="710000000")
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    address = reverse("inspection_visit", args=[visit.id])
    assert address in words(room.get("inspections", inspector=str(site.inspector.id)))
    assert address not in words(room.get("inspections", inspector=str(other.id)))
    assert address not in words(Room(site, other).get("inspections"))
    assert address in words(Room(site, other).get("inspections", inspector="all"))


def test_visit_of_an_application_taken_back_stays_in_sight(site: Site) -> None:
    case = site.applied()
    visit = site.told(case, site.now + 2 * A_DAY)
    site.do(site.dentist, case, "withdraw")
    room = Room(site, site.inspector)
    room.client.cookies["til"] = "en"
    calendar = words(room.get("inspections"))
    assert "Off: the application was taken back" in calendar
    assert "Take along" not in calendar
    page = words(room.get("inspection_visit", visit.id))
    assert "The applicant took the application back: this visit is off." in page
    assert "Checklist at the base" not in page


@pytest.mark.parametrize("on", ["", "yesterday", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_calendar_of_any_day(room: Room, on: str) -> None:
    for span in ("day", "week", "year"):
        assert room.get("inspections", on=on, span=span).status_code == 200


# --- planning ---


def test_plan_tell_and_see(site: Site, room: Room) -> None:
    case = site.applied()
    done = room.send("inspection_plan", case.id, **plan_form(site))
    visit = Visit.objects.get()
    assert done.status_code == 302
    assert done["Location"] == reverse("inspection_visit", args=[visit.id])
    assert visit.planned_at.isoformat() == "2026-03-04T05:30:00+00:00"
    assert room.send("inspection_notify", visit.id, channel="sms").status_code == 302
    notice, message = VisitNotice.objects.get(), DemoSms.objects.get()
    assert (notice.channel, notice.reference, notice.sent_at) == ("sms", f"demo-{message.pk}", message.at)
    assert "10:30" in message.text
    assert str(case.number) in message.text
    assert "inspection" in words(room.get("inspection_visit", visit.id))


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({"time": "25:00"}, "time"),
        ({"time": ""}, "time"),
        ({"day_day": ""}, "day"),
        ({"inspector": str(uuid4())}, "inspector"),
        ({"time": "08:00"}, "time"),
        ({"day_day": "7"}, "time"),
        ({"minutes": "17"}, "minutes"),
    ],
)
def test_plan_that_cannot_be(site: Site, room: Room, other: dict[str, str], wrong: str) -> None:
    case = site.applied()
    response = room.send("inspection_plan", case.id, **{**plan_form(site), **other})
    assert response.status_code == 422
    assert wrong in response.context["form"].errors
    assert not Visit.objects.exists()


def test_plan_sent_twice_is_one(site: Site, room: Room) -> None:
    case = site.applied()
    address = reverse("inspection_plan", args=[case.id])
    with time_machine.travel(site.now, tick=False):
        shown = room.client.get(address).context["hidden"]
        body = {"command": str(shown.command), "version": str(shown.version), **plan_form(site)}
        first, again = room.client.post(address, body), room.client.post(address, body)
    assert first["Location"] == again["Location"]
    assert Visit.objects.count() == 1


def test_nothing_to_plan(site: Site, room: Room) -> None:
    case = site.applied()
    site.planned(case, site.now.replace(minute=0) + 2 * A_DAY)
    assert room.get("inspection_plan", case.id)["Location"] == reverse("inspections")


def test_move_to_another_time(site: Site, room: Room) -> None:
    case = site.applied()
    first = site.told(case, site.now.replace(minute=0) + 2 * A_DAY)
    address, query = reverse("inspection_plan", args=[case.id]), f"?instead={first.id}"
    with time_machine.travel(site.now, tick=False):
        shown = room.client.get(address + query).context["hidden"]
        body = {"command": str(shown.command), "version": str(shown.version), **plan_form(site, "5")}
        done, again = room.client.post(address + query, body), room.client.post(address + query, body)
    second = standing_visit(case, UUID(BASE))
    assert second is not None
    assert second != first
    assert done["Location"] == again["Location"] == reverse("inspection_visit", args=[second.id])


def test_cancel(site: Site, room: Room) -> None:
    case = site.applied()
    visit = site.told(case, site.now.replace(minute=0) + 2 * A_DAY)
    assert room.send("inspection_cancel", visit.id, reason=" ").status_code == 422
    assert room.send("inspection_cancel", visit.id, reason="Инспектор ауырды").status_code == 302
    assert standing_visit(case, UUID(BASE)) is None
    before = DemoSms.objects.count()
    work(site.now)
    assert DemoSms.objects.count() > before


# --- telling ---


def told_by(site: Site, room: Room, visit: Visit, **said: str) -> HttpResponse:
    """What the page answers to a notice of a call that is recorded in the morning of the third of March."""
    form = {
        "channel": "recorded_call", "reference": "rec-1", "day_day": "3", "day_month": "3", "day_year": "2026",
        "time": "10:00",
    }  # fmt: skip
    return room.send("inspection_notify", visit.id, **{**form, **said})


def test_call_is_recorded(site: Site, room: Room) -> None:
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    site.now = visit.planned_at - A_DAY + timedelta(minutes=5)
    assert told_by(site, room, visit).status_code == 302
    assert VisitNotice.objects.get().sent_at == visit.planned_at - A_DAY


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"reference": ""}, "reference"),
        ({"time": "10:01"}, "time"),
        ({"day_day": ""}, "day"),
        ({"time": ""}, "time"),
        ({"channel": ""}, "channel"),
        ({"channel": "telegraph"}, "channel"),
        ({"time": "23:00"}, "time"),
        ({"day_day": "1"}, "time"),
        ({"channel": "sms"}, "channel"),
    ],
)
def test_notice_that_does_not_count(site: Site, room: Room, said: dict[str, str], wrong: str) -> None:
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    site.now = visit.planned_at - A_DAY + timedelta(minutes=5)
    response = told_by(site, room, visit, **said)
    assert response.status_code == 422
    assert wrong in response.context["form"].errors
    assert not VisitNotice.objects.exists()
    assert not DemoSms.objects.exists()


def test_late_page_offers_to_move(site: Site, room: Room) -> None:
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    site.now = visit.planned_at - A_DAY + timedelta(minutes=5)
    for name in ("inspection_notify", "inspection_visit"):
        assert f"?instead={visit.id}" in words(room.get(name, visit.id))


def test_message_that_could_not_be_sent(site: Site, room: Room) -> None:
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    assert site.dentist.person is not None
    add_outage(MOBILE_CITIZENS, person=site.dentist.person)
    assert room.send("inspection_notify", visit.id, channel="sms").status_code == 422
    assert not VisitNotice.objects.exists()


def test_message_goes_out_once(site: Site, room: Room) -> None:
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    address = reverse("inspection_notify", args=[visit.id])
    with time_machine.travel(site.now, tick=False):
        shown = room.client.get(address).context["hidden"]
        body = {"command": str(shown.command), "version": str(shown.version), "channel": "sms"}
        for _time in range(2):
            assert room.client.post(address, body).status_code == 302
        stale = {**body, "command": str(uuid4())}
        assert room.client.post(address, stale).status_code == 422
    assert DemoSms.objects.count() == VisitNotice.objects.count() == 1


# --- the visit's page ---


def test_page_of_a_signed_visit(site: Site, room: Room) -> None:
    case = site.applied()
    visit = site.told(case, site.now.replace(minute=0) + 2 * A_DAY)
    site.now = visit.planned_at + timedelta(minutes=20)
    photo = uuid4()
    add_photo(site.command(site.inspector.id, id=photo), visit, Taken(PNG, site.now, key="entrance"))
    site.note_all(visit, "entrance")
    site.now += timedelta(minutes=20)
    site.sign(visit)
    work(site.now)
    page = words(room.get("inspection_visit", visit.id))
    assert Visit.objects.get().act.number in page
    assert "№ 15" in page  # what was declared beside the right to the premises
    assert reverse("inspection_photo", args=[visit.id, photo]) in page
    assert room.get("inspection_act", visit.id)["Content-Type"] == "application/pdf"
    assert room.get("inspection_photo", visit.id, photo)["Content-Type"] == "image/png"
    assert room.get("inspection_photo", visit.id, uuid4()).status_code == 404
    waiting = words(room.get("inspections"))
    assert reverse("inspection_plan", args=[case.id]) in waiting  # a failed visit may be followed by another


def test_no_act_no_document(site: Site, room: Room) -> None:
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    assert room.get("inspection_act", visit.id).status_code == 404


def test_strangers_find_nothing(site: Site) -> None:
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    far = site.account("abai", Role.INSPECTOR, territory="100000000")
    head = site.account("head", Role.DEPARTMENT_HEAD, territory="710000000")
    for account in (far, head, site.dentist):
        browser = Room(site, account)
        for name in ("inspection_visit", "inspection_notify", "inspection_cancel", "inspection_act"):
            assert browser.get(name, visit.id).status_code == 404
        assert browser.get("inspection_plan", visit.case_id).status_code == 404
    assert Room(site, site.dentist).get("inspections").status_code == 404
    assert reverse("inspection_visit", args=[visit.id]) not in words(Room(site, far).get("inspections"))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_in_every_language(site: Site, room: Room, language: str) -> None:
    site.desk.language = language
    site.desk.save()
    visit = site.planned(site.applied(), site.now.replace(minute=0) + 2 * A_DAY)
    room = Room(site, site.desk)
    for name in ("inspection_visit", "inspection_notify", "inspection_cancel"):
        assert room.get(name, visit.id).status_code == 200
    assert room.get("inspections").status_code == 200
