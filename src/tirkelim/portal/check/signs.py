"""What a status looks like on the page of the public check."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise


class Sign(NamedTuple):
    """The large words of a status and the ground they stand on."""

    title: str | Promise
    kind: str
