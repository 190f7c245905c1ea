"""Ways into the rooms behind sign-in that must not end in nothing: a lost session, an address that only takes forms."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from tirkelim.conf.body_limit import LARGEST
from tirkelim.identity.models import Account
from tirkelim.portal.rooms import page_above

CASE = "6f0c2a4e-0000-4000-8000-000000000001"
ABOVE = {
    f"/applications/{CASE}/answer/": f"/applications/{CASE}/",
    f"/applications/{CASE}/consent/code/again/": f"/applications/{CASE}/consent/code/",
    "/cabinet/open/": "/cabinet/",
    f"/desk/{CASE}/sources/": f"/desk/{CASE}/",
    f"/desk/{CASE}/finding/{CASE}/take-back/": f"/desk/{CASE}/finding/",
    f"/personnel/{CASE}/training/none/": f"/personnel/{CASE}/",
    f"/personnel/add/{CASE}/give-up/": f"/personnel/add/{CASE}/",
    "/sign-out/": "/",
    "/language/": "/",
}


def account(login: str) -> Account:
    made = Account(login=login, name=f"name of {login}", language="en", password=make_password("long enough"))
    made.save()
    return made


@pytest.mark.parametrize("address", ABOVE)
def test_above_an_address_for_forms_there_is_a_page(address: str) -> None:
    assert page_above(address) == ABOVE[address]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ABOVE)
def test_reading_an_address_for_forms_leads_to_that_page(address: str) -> None:
    client = Client()
    client.force_login(account("anyone"))
    assert client.get(address).headers["Location"] == ABOVE[address]


@pytest.mark.django_db
def test_a_form_sent_after_the_session_ended_is_said_to_be_lost() -> None:
    client = Client()
    client.cookies["til"] = "en"
    answer = client.post(f"/applications/{CASE}/answer/")
    assert answer.headers["Location"] == f"/sign-in/?next=/applications/{CASE}/"
    assert "What you sent last was not saved" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.django_db
def test_who_is_signed_in_may_sign_in_as_someone_else() -> None:
    client = Client()
    account("second")
    client.force_login(account("first"))
    assert "name of first" in client.get("/sign-in/").content.decode().partition("<main")[2]
    before = client.session.session_key
    client.post("/sign-in/", {"login": "second", "password": "long enough"})
    assert "name of second" in client.get("/").content.decode()
    assert client.session.session_key != before


@pytest.mark.django_db
def test_a_link_meant_for_someone_else_asks_for_that_sign_in() -> None:
    client = Client()
    client.force_login(account("first"))
    assert client.get("/sign-in/?as=first&next=/cabinet/").headers["Location"] == "/cabinet/"
    asked = client.get("/sign-in/?as=second&next=/desk/")
    assert asked.status_code == 200
    assert 'value="second"' in asked.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sign-in/", "/check/", "/advisor/certificate/"])
def test_what_is_larger_than_any_form_is_not_read(address: str) -> None:
    client = Client()
    client.cookies["til"] = "ru"
    answer = client.generic("POST", address, b"", CONTENT_LENGTH=str(LARGEST + 1))
    assert answer.status_code == 413
    assert "Ничего не сохранено" in answer.content.decode()
    assert answer.headers["Content-Security-Policy"]
