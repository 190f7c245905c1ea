"""Filling in the form of a licence through its pages, as a browser does."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders import ASTANA, PNG
from tests.portal.desk.forms import hidden

from tirkelim.cases.models import Case


def send(client: Client, page: str, **fields: Any) -> Any:
    """Send a form of the page with its hidden fields."""
    return client.post(page, hidden(client.get(page)) | fields)


def begin(client: Client, holder: str) -> str:
    """Begin a first licence; the address of the application."""
    there = f"/licences/?holder={holder}"
    answer = client.post("/licences/begin/", hidden(client.get(there)) | {"holder": holder})
    return str(answer.headers["Location"])


def day(name: str, year: int, month: int, day: int) -> dict[str, str]:
    """A date in its three boxes."""
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def holder(client: Client, there: str) -> Any:
    """Where the applicant is."""
    return send(client, f"{there}holder/holder/", kato=ASTANA, address="Астана, Достық, 1", telephone="+77172123456")


def base(client: Client, there: str, address: str, *subtypes: str, specialties: tuple[str, ...] = ()) -> str:
    """Add a base screen by screen; its address."""
    answer = client.post(f"{there}bases/add/", hidden(client.get(f"{there}bases/")))
    place = str(answer.headers["Location"])
    at = place.removesuffix("place/")
    send(client, place, kato=ASTANA, address=address, name="")
    send(client, f"{at}premises/", title="lease", title_number="7", cadastral_number="", **day("title_on", 2026, 1, 10))
    send(client, f"{at}contact/", contact="Сейітова Әсем", telephone="+77010000009")
    send(client, f"{at}subtypes/", subtypes=list(subtypes))
    for one in specialties:
        send(client, f"{at}specialties/1.3/", specialty=one, more="1")
    return at


def information(client: Client, there: str, meets: str = "yes") -> int:
    """Answer every line; how many there were."""
    answered = 0
    page = client.get(f"{there}information/")
    for _title, tasks in page.context["groups"]:
        for task in tasks:
            form = client.get(task.href).context["form"]
            said = {f"meets_{one}": meets for one in range(len(form.lines()))}
            assert send(client, task.href, **said, note_0="Бар").status_code == 302
            answered += len(said)
    return answered


def attach(client: Client, there: str, kind: str, **how: str) -> Any:
    """Attach a document."""
    file = SimpleUploadedFile("qujat.png", PNG, "image/png")
    return send(client, f"{there}documents/{kind}/", file=file, language="kk", translated_into="", **how)


def latest() -> Case:
    """The application that was begun last."""
    return Case.objects.filter(service="licence").latest("change__at")
