"""The settings of state systems, read into one value; and the connections made from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tirkelim.conf.options import GATEWAY_SYSTEMS, BadSetting, Values

if TYPE_CHECKING:
    from tirkelim.gateway.http import Connection

OFF = "off"
SHORTEST_SECRET = 32


class Gateway(NamedTuple):
    """Addresses of the systems that are connected, by their names; files of mutual TLS; and the limits, in milliseconds
    and seconds as they were set."""

    addresses: Mapping[str, str]
    ca: str
    certificate: str
    key: str
    connect_ms: int
    read_ms: int
    total_ms: int
    tries: int
    break_after: int
    break_seconds: int


def gateway(values: Values, home: Path) -> Gateway:
    """What the environment says of state systems. Raises BadSetting."""

    def file(name: str) -> str:
        return str(values.path(name, home)) if values.text(name) else ""

    return Gateway(
        addresses=dict(_addresses(values)),
        ca=file("TIRKELIM_GATEWAY_CA"),
        certificate=file("TIRKELIM_GATEWAY_CERTIFICATE"),
        key=file("TIRKELIM_GATEWAY_KEY"),
        connect_ms=values.number("TIRKELIM_GATEWAY_CONNECT_MS"),
        read_ms=values.number("TIRKELIM_GATEWAY_READ_MS"),
        total_ms=values.number("TIRKELIM_GATEWAY_TOTAL_MS"),
        tries=values.number("TIRKELIM_GATEWAY_TRIES"),
        break_after=values.number("TIRKELIM_GATEWAY_BREAK_AFTER"),
        break_seconds=values.number("TIRKELIM_GATEWAY_BREAK_SECONDS"),
    )


def callback_secret(values: Values) -> str:
    """What the gateway of short messages has to show; "" where no answers are taken. Raises BadSetting."""
    found = values.text("TIRKELIM_SMS_CALLBACK_SECRET")
    if found and len(found) < SHORTEST_SECRET:
        raise BadSetting(f"TIRKELIM_SMS_CALLBACK_SECRET: write at least {SHORTEST_SECRET} characters")
    return found


def _addresses(values: Values) -> list[tuple[str, str]]:
    common = values.text("TIRKELIM_GATEWAY_URL")
    found = []
    for name in GATEWAY_SYSTEMS:
        own = values.text(f"TIRKELIM_GATEWAY_{name}_URL")
        if own.casefold() != OFF and (own or common):
            found.append((name.lower(), own or common))
    return found


def connection(settings: Gateway, name: str) -> Connection | None:
    """The connection to a system, None where it is not connected. Raises BadSetting for an address that would carry
    personal data in the open, or files that are not there."""
    address = settings.addresses.get(name)
    if address is None:
        return None
    from tirkelim.gateway.http import Connection, Limits, Tls, is_safe, readable

    if not is_safe(address):
        raise BadSetting(f"TIRKELIM_GATEWAY_{name.upper()}_URL: write an address with https://")
    if not readable(settings.ca, settings.certificate, settings.key):
        raise BadSetting("TIRKELIM_GATEWAY_CA, _CERTIFICATE, _KEY: name files that can be read")
    limits = Limits(
        connect=settings.connect_ms / 1000,
        read=settings.read_ms / 1000,
        total=settings.total_ms / 1000,
        tries=max(1, settings.tries),
        break_after=max(1, settings.break_after),
        break_for=settings.break_seconds,
    )
    return Connection(name, address, limits, Tls(settings.ca, settings.certificate, settings.key))
