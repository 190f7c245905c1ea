"""The demo's records at the stand-in, and its control: the same answers as without HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from django.core.management import call_command
from tests.builders import NURSING_NAME, Office
from tests.gateway.stand_in import live

from tirkelim.cli import main
from tirkelim.gateway import demo, registry
from tirkelim.gateway.answer import Basis, Question
from tirkelim.gateway.records import DataSet
from tirkelim.services.certificate.sources import subject_of
from tirkelim.standins.gateway.book import BadScenario, Book, Do, Rule

pytestmark = pytest.mark.django_db


def test_the_demo_answers_the_same_over_http(tmp_path: Path) -> None:
    office = Office()
    applicant = office.applicant()
    assert applicant.person is not None
    office.nurse_in_systems(applicant.person)
    demo.add_outage(DataSet.BANS, person=applicant.person)
    about = subject_of(applicant.person)
    file = tmp_path / "records.json"
    call_command("gateway_records", str(file))

    def answers() -> list[object]:
        asked = [registry.sources(one.value).ask(Question(about, Basis.CONSENT, "c"), office.now) for one in DataSet]
        number = registry.mobile_citizens().number_of(about, office.now)
        return [(answer.outcome, answer.found) for answer in (*asked, number)]

    before = answers()
    with live() as state:
        state.book.read(file)
        assert answers() == before
    assert NURSING_NAME in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0


def test_the_control_address() -> None:
    with live() as state:

        def order(what: str, body: object) -> int:
            request = Request(f"{state.server.base}/control/{what}", json.dumps(body).encode())  # noqa: S310
            with urlopen(request) as said:  # noqa: S310
                return int(said.status)

        assert order("scenarios", [{"source": "bans", "do": "down", "times": 1}]) == 200
        assert state.book.rules == [Rule("bans", Do.DOWN, "*", 1)]
        assert order("book", {"records": {"bans": {"iin:1": []}}, "scenarios": []}) == 200
        with urlopen(f"{state.server.base}/control/asked") as said:  # noqa: S310
            assert json.load(said) == []


@pytest.mark.parametrize(
    "wrong", [[], {"more": 1}, {"scenarios": [{"source": "bans"}]}, {"scenarios": [{"source": "bans", "do": "dance"}]}]
)
def test_a_file_that_makes_no_sense(tmp_path: Path, wrong: object, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(wrong))
    with pytest.raises(BadScenario):
        Book().read(file)
    assert main(["gateway-demo", "--scenarios", str(file)]) == 2
    assert str(file) in capsys.readouterr().err
