"""Several people do something at the very same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from tirkelim.identity.models import Account


def at_once(orders: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all at the same moment, each on a connection of its own; what each gave, in the order of the orders."""
    start = Barrier(len(orders))

    def run(order: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return order()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(orders)) as pool:
        return list(pool.map(run, orders))


def reread(account: Account) -> Account:
    """The account as another request would read it."""
    return Account.objects.get(pk=account.pk)
