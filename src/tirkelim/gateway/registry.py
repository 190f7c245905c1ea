"""Which adapter stands behind which port. Filled once at start by conf/wiring.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

from tirkelim.gateway.ports import HolderSource, MobileCitizens, Payments, Sms, Source
from tirkelim.gateway.records import DataSet, HolderDataSet

MOBILE_CITIZENS: Final = "mobile_citizens"
SMS: Final = "sms"
PAYMENTS: Final = "payments"
PORTS: Final = frozenset({*(data_set.value for data_set in (*DataSet, *HolderDataSet)), MOBILE_CITIZENS, SMS, PAYMENTS})

_adapters: dict[str, object] = {}


class NotWired(LookupError):
    """No adapter was registered for this port."""


def register(port: str, adapter: object) -> None:
    """Put an adapter behind a port: a DataSet, a HolderDataSet, MOBILE_CITIZENS, SMS or PAYMENTS.

    Raises ValueError for another name.
    """
    if port not in PORTS:
        raise ValueError(f"unknown port {port!r}")
    _adapters[str(port)] = adapter


def sources(name: str) -> Source[Any]:
    """The source of a data set. Raises NotWired."""
    return cast(Source[Any], _adapter(DataSet(name).value))


def holder_sources(name: str) -> HolderSource[Any]:
    """The source of a data set about whoever applies for a licence. Raises NotWired."""
    return cast(HolderSource[Any], _adapter(HolderDataSet(name).value))


def mobile_citizens() -> MobileCitizens:
    """The mobile citizens database. Raises NotWired."""
    return cast(MobileCitizens, _adapter(MOBILE_CITIZENS))


def sms() -> Sms:
    """The gateway of short messages. Raises NotWired."""
    return cast(Sms, _adapter(SMS))


def payments() -> Payments:
    """The payment gateway. Raises NotWired."""
    return cast(Payments, _adapter(PAYMENTS))


def missing_ports() -> tuple[str, ...]:
    """Ports without an adapter: empty in a system that may start."""
    return tuple(sorted(PORTS - set(_adapters)))


@contextmanager
def replaced(port: str, adapter: object) -> Iterator[None]:
    """Another adapter behind a port for the length of a block (tests, drills)."""
    before = _adapters.get(port)
    register(port, adapter)
    try:
        yield
    finally:
        if before is None:
            del _adapters[port]
        else:
            _adapters[port] = before


def _adapter(port: str) -> object:
    try:
        return _adapters[port]
    except KeyError:
        raise NotWired(port) from None
