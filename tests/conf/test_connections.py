"""`tirkelim connections`: what is off says what takes its place, what fails says so and is told by the exit status."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests.notices.test_mail_server import free_port
from tests.signatures.authorities import NOW, World, made, use

from tirkelim.conf.connections import Line, State, lines
from tirkelim.conf.options import mail

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def the_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An authority for these tests."""
    with made(tmp_path_factory.mktemp("authority")) as world:
        yield world


def found() -> dict[str, Line]:
    """Every line by its name."""
    return {line.name: line for line in lines(NOW)}


def test_where_nothing_is_set_everything_is_off_and_nothing_fails(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = mail("", tmp_path)["EMAIL_BACKEND"]
    assert {line.state for line in found().values()} == {State.OFF}


def test_an_authority_works(the_world: World, settings: Any, tmp_path: Path) -> None:
    use(the_world, settings, tmp_path)
    settings.TSA_URL = the_world.server.tsa_url
    now = found()
    assert now["trust anchors"] == ("trust anchors", State.WORKS, "1 roots, 1 below them")
    assert now["time stamps"].state is State.WORKS


def test_one_that_is_down_fails_and_the_others_are_tried(the_world: World, settings: Any, tmp_path: Path) -> None:
    use(the_world, settings, tmp_path)
    settings.TSA_URL = f"http://127.0.0.1:{free_port()}/tsa"
    settings.NCANODE_URL = f"http://127.0.0.1:{free_port()}"
    settings.SEAL_KEY = str(tmp_path / "gone.p12")
    for name, value in mail(f"smtp://127.0.0.1:{free_port()}", tmp_path).items():
        setattr(settings, name, value)
    settings.GATEWAY = settings.GATEWAY._replace(addresses={"sms": f"http://127.0.0.1:{free_port()}"})
    settings.OIDC = {**settings.OIDC, "issuer": f"http://127.0.0.1:{free_port()}"}
    now = found()
    failing = {name for name, line in now.items() if line.state is State.FAILS}
    assert failing == {
        "time stamps", "keys of the national standards", "seal of documents", "sign-in provider", "mail",
        "state system sms",
    }  # fmt: skip
    assert now["trust anchors"].state is State.WORKS


def test_the_exit_status_tells(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = mail("", tmp_path)["EMAIL_BACKEND"]
    out = StringIO()
    call_command("connections", stdout=out)
    assert out.getvalue().count("off") >= 15
    settings.TRUST_ANCHORS = str(tmp_path)
    with pytest.raises(SystemExit) as ended:
        call_command("connections", stdout=out)
    assert ended.value.code == 1


def test_no_secret_is_printed(settings: Any, tmp_path: Path) -> None:
    for name, value in mail(f"smtp://me:secret-word@127.0.0.1:{free_port()}", tmp_path).items():
        setattr(settings, name, value)
    assert "secret-word" not in str(found())
