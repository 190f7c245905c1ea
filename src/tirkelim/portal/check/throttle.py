"""How often one caller may look a number up, on the page and over the API together.

The count lives in the memory of the process (portal/api/limits.py) and nothing about a caller is stored: with n web
processes an address may look up n times as often. What really keeps numbers from being guessed is that there are
10^14 of them, drawn at random; the limit keeps one caller from using up the server.
"""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from tirkelim.identity.signin import client_address
from tirkelim.portal.api.limits import Counted

IPV6_PREFIX = 64
"""Bits: a household has that many addresses of version 6 to itself, so they count as one."""

LOOKUPS = Counted()


def seconds_to_wait(request: HttpRequest) -> int:
    """Count a look-up of this caller; 0 when it may go on, else the seconds until it may try again."""
    limit: int = settings.CHECK_PER_MINUTE
    return LOOKUPS.seconds_to_wait(_household(client_address(request)), limit) if limit else 0


def _household(address: str) -> str:
    if ":" not in address:
        return address
    try:
        return str(ipaddress.ip_network(f"{address}/{IPV6_PREFIX}", strict=False))
    except ValueError:
        return address
