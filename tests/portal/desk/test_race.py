"""Two officers press the button at the same moment, each in a browser of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.builders import Office
from tests.portal.desk.conftest import sign_in
from tests.portal.desk.forms import hidden, words

from tirkelim.cases.models import Decision
from tirkelim.register.models import Certificate


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("clicks", ["two officers", "one officer twice"])
def test_one_decision_and_everyone_is_told(office: Office, clicks: str) -> None:
    case = office.submitted(office.applicant())
    first, second = (sign_in(office.officer(login)) for login in ("berik", "aigerim"))
    page = hidden(first.get(f"/desk/{case.id}/grant/"))
    other = (second, hidden(second.get(f"/desk/{case.id}/grant/"))) if clicks == "two officers" else (first, page)
    barrier = Barrier(2)

    def click(client: Client, fields: dict[str, str]) -> Any:
        try:
            barrier.wait(10)
            return client.post(f"/desk/{case.id}/grant/", fields, follow=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = [task.result() for task in [pool.submit(click, first, page), pool.submit(click, *other)]]

    assert Decision.objects.count() == Certificate.objects.count() == 1
    said = sorted(("қабылданып қойған" in words(answer)) for answer in answers)
    assert said == ([False, True] if clicks == "two officers" else [False, False])
