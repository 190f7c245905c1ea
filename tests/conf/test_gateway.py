"""How state systems are connected by settings: live where an address is set, else the demo's, else as though down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings
from tests.builders import START

from tirkelim.conf.gateway import callback_secret, connection, gateway
from tirkelim.conf.options import BadSetting, Values
from tirkelim.conf.wiring import wire_gateway
from tirkelim.gateway import registry
from tirkelim.gateway.answer import Basis, Question, Subject
from tirkelim.gateway.contract import SYSTEMS
from tirkelim.gateway.demo import DemoSource
from tirkelim.gateway.live import LivePayments, LiveSms, LiveSource
from tirkelim.gateway.records import DataSet

BASE = "https://gateway.example.kz/"


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    """What was wired before comes back."""
    before = dict(registry._adapters)
    yield
    registry._adapters.clear()
    registry._adapters.update(before)


def values(**environment: str) -> Values:
    return Values({f"TIRKELIM_{name}": value for name, value in environment.items()})


def test_one_address_for_all_or_one_for_each(tmp_path: Path) -> None:
    found = gateway(
        values(GATEWAY_URL=BASE, GATEWAY_SMS_URL="off", GATEWAY_LABOUR_URL="https://labour.example"), tmp_path
    )
    assert set(found.addresses) == set(SYSTEMS) - {"sms"}
    assert (found.addresses["labour"], found.addresses["assessment"]) == ("https://labour.example", BASE)
    assert not gateway(values(), tmp_path).addresses
    assert gateway(values(GATEWAY_CA="ca.pem"), tmp_path).ca == str(tmp_path / "ca.pem")


@pytest.mark.parametrize("address", ["http://gateway.example.kz", "ftp://x", "gateway.example.kz", "http://"])
def test_personal_data_do_not_travel_in_the_open(address: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="https"):
        connection(gateway(values(GATEWAY_URL=address), tmp_path), "sms")
    assert connection(gateway(values(GATEWAY_URL="http://127.0.0.1:8010"), tmp_path), "sms") is not None


def test_files_of_tls_have_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="files"):
        connection(gateway(values(GATEWAY_URL=BASE, GATEWAY_KEY="nowhere.pem"), tmp_path), "sms")


def test_a_short_secret_is_none(tmp_path: Path) -> None:
    assert callback_secret(values()) == ""
    assert callback_secret(values(SMS_CALLBACK_SECRET="x" * 32)) == "x" * 32
    with pytest.raises(BadSetting, match="32"):
        callback_secret(values(SMS_CALLBACK_SECRET="x" * 31))


def test_live_where_an_address_is_set(settings: Settings, tmp_path: Path) -> None:
    settings.GATEWAY = gateway(values(GATEWAY_LEGAL_STATISTICS_URL=BASE, GATEWAY_SMS_URL=BASE), tmp_path)
    wire_gateway()
    assert isinstance(registry.sources("bans"), LiveSource)
    assert isinstance(registry.sms(), LiveSms)
    assert isinstance(registry.sources("assessment"), DemoSource)
    assert not isinstance(registry.payments(), LivePayments)


def test_outside_the_demo_what_is_not_connected_is_down(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO = False
    settings.GATEWAY = gateway(values(), tmp_path)
    wire_gateway()
    assert registry.missing_ports() == ()
    asked = Question(Subject(uuid4()), Basis.CONSENT, "c")
    for data_set in DataSet:
        assert registry.sources(data_set.value).ask(asked, START).fault == "not_connected"
    assert registry.sms().send("+7", "", START).fault == "not_connected"
    assert registry.mobile_citizens().number_of(Subject(uuid4()), START).fault == "not_connected"
