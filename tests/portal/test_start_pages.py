"""Where each role begins, and that every line of its navigation leads to a page."""

from __future__ import annotations

import pytest
import time_machine
from django.test import RequestFactory
from tests.builders import ASTANA, Office
from tests.portal.desk.conftest import sign_in
from tests.portal.everyone import after, of_each_role

from tirkelim.identity.models import Role
from tirkelim.portal.navigation import PLACES, navigation, start_page

pytestmark = pytest.mark.django_db


def test_every_role_begins_in_a_room_of_its_own_and_every_line_opens() -> None:
    office = Office()
    accounts = of_each_role(office, office.organisation(), ASTANA)
    with time_machine.travel(after(office), tick=False):
        for role in Role:
            own = frozenset({role.value})
            browser, lines = sign_in(accounts[role], "en"), navigation(RequestFactory().get("/"), own)
            assert any(place.roles & own for place in PLACES), role
            assert start_page(own) in {line.href for line in lines}, role
            for line in lines:
                answer = browser.get(line.href)
                assert answer.status_code == 200, (role, line.href)
                assert 'aria-current="' in answer.content.decode(), (role, line.href)
