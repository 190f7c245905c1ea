"""The shorter way of open pages: the same headers and languages, and nothing of what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tirkelim.portal.open_pages import OPEN

pytestmark = pytest.mark.django_db

OF_EVERY_PAGE = (
    "Content-Security-Policy", "Permissions-Policy", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "X-Frame-Options", "Content-Language", "Content-Length",
)  # fmt: skip


OF_THE_REGISTER = {f"licence_register{page}" for page in ("_licence", "_may", "_data", "_csv")}


def views(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry, address)
        else:
            yield address, entry


def test_every_view_on_the_shorter_way_needs_no_forgery_check() -> None:
    """There is none on it: a view that is not exempt would lose its protection there."""
    found = [entry for address, entry in views(get_resolver()) if address.startswith(OPEN)]
    assert len(found) > 5
    only_read = {"check_number", "openapi-json", "api-root", *OF_THE_REGISTER}
    assert {one.name for one in found if not getattr(one.callback, "csrf_exempt", False)} <= only_read


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/check/", 200),
        ("get", "/check/KZ00AAA00000000", 404),
        ("post", "/check/KZ00AAA00000000", 405),
        ("get", "/check/a/b/c", 404),
        ("get", "/licence-register/", 200),
        ("post", "/licence-register/", 422),
        ("get", "/licence-register/data/", 200),
        ("get", "/api/v1/questions", 200),
        ("post", "/api/v1/check", 422),
        ("get", "/api/v1/nothing", 404),
    ],
)
def test_its_answers_carry_the_headers_of_every_page(method: str, path: str, status: int) -> None:
    client = Client()
    client.cookies["til"] = "ru"
    response = getattr(client, method)(path)

    assert response.status_code == status
    assert [name for name in OF_EVERY_PAGE if name not in response.headers] == []
    assert "cdn" not in response.headers["Content-Security-Policy"]
    assert response.headers["Content-Language"] == "ru"
    assert "Cookie" in response.headers["Vary"]
    assert not response.cookies


def test_plain_http_is_led_to_https_there_too(settings: object) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    response = Client().get("/check/KZ00AAA00000000")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/check/KZ00AAA00000000")


def test_a_forgotten_slash_is_added() -> None:
    """That address takes the usual way, which knows how."""
    assert Client().get("/check").headers["Location"] == "/check/"


def test_other_pages_keep_the_usual_way() -> None:
    """A form elsewhere is refused without its forgery mark."""
    assert Client(enforce_csrf_checks=True).post("/sign-in/").status_code == 403
