"""Whether what an installation is connected to can be reached: each connection tried as it will be used.

Nothing personal is asked: a time stamp over a few bytes, a blank page sealed, a connection opened and closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection

from tirkelim.conf.gateway import connection
from tirkelim.conf.options import GATEWAY_SYSTEMS
from tirkelim.identity import provider
from tirkelim.signatures import seal_keys, trust
from tirkelim.signatures.asking import ask
from tirkelim.signatures.sources import live

FILES = "filebased"


class State(StrEnum):
    """How a connection stands."""

    WORKS = "works"
    OFF = "off"
    FAILS = "fails"


class Line(NamedTuple):
    """A connection: its name, how it stands, and what it is or what is wrong."""

    name: str
    state: State
    detail: str


class NotConnected(Exception):
    """Nothing is set for a connection; the message says what takes its place."""


def lines(now: datetime) -> Iterator[Line]:
    """Every connection, tried one after the other."""
    yield _tried("trust anchors", _anchors)
    yield _tried("time stamps", lambda: _time_stamps(now))
    yield _tried("keys of the national standards", _ncanode)
    yield _tried("seal of documents", _seal)
    yield _tried("sign-in provider", lambda: _provider(now))
    yield _tried("mail", _mail)
    for name in GATEWAY_SYSTEMS:
        yield _tried(f"state system {name.lower()}", partial(_state_system, name.lower()))


def _tried(name: str, work: Callable[[], str]) -> Line:
    try:
        return Line(name, State.WORKS, work())
    except NotConnected as off:
        return Line(name, State.OFF, str(off))
    except Exception as failure:  # whatever is wrong is this line's news; the others are tried all the same
        return Line(name, State.FAILS, f"{type(failure).__name__}: {failure}"[:200])


def _anchors() -> str:
    if not settings.TRUST_ANCHORS:
        raise NotConnected("no signature is taken: set TIRKELIM_TRUST_ANCHORS")
    found = trust.configured()
    if not found.roots:
        raise ValueError("no certificate of a root in the folder")
    return f"{len(found.roots)} roots, {len(found.between)} below them"


def _time_stamps(now: datetime) -> str:
    if not settings.TSA_URL:
        raise NotConnected("signatures and seals bear this server's own time")
    if live(now).stamp(b"a few bytes") is None:
        raise ValueError("no time stamp was given")
    return host(settings.TSA_URL)


def _ncanode() -> str:
    if not settings.NCANODE_URL:
        raise NotConnected("such keys cannot be used")
    ask(settings.NCANODE_URL, settings.SIGNATURE_SECONDS)
    return host(settings.NCANODE_URL)


def _seal() -> str:
    if not seal_keys.is_wanted():
        raise NotConnected("documents are not sealed")
    with seal_keys.department_signer() as signer:
        if signer.signing_cert is None:
            raise ValueError("there is no certificate beside the key")
        return str(signer.signing_cert.subject.human_friendly)


def _provider(now: datetime) -> str:
    if not provider.is_offered():
        raise NotConnected("people sign in by name and password, or by key")
    provider.address(provider.begin(now), settings.PUBLIC_URL, "kk")
    return host(settings.OIDC["issuer"])


def _mail() -> str:
    if FILES in settings.EMAIL_BACKEND:
        raise NotConnected("letters are written into a folder")
    opened = get_connection(fail_silently=False)
    opened.open()
    opened.close()
    return str(settings.EMAIL_HOST)


def _state_system(name: str) -> str:
    system = connection(settings.GATEWAY, name)
    if system is None:
        raise NotConnected("answered by the demo" if settings.DEMO else "never answers: set its address")
    system.reach()
    return host(settings.GATEWAY.addresses[name])


def host(address: str) -> str:
    """Host and port of an address, without what may be secret in it."""
    parts = urlsplit(address)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
