"""How many people live in the regions: round numbers that say that they are invented, one of them put right later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tirkelim.demo.maker import Maker
from tirkelim.identity.models import Account
from tirkelim.law.period import add_months
from tirkelim.national.population import Source, enter_population

MONTHS_AGO = 8
TITLE = "Көрсетілімге арналған дөңгелек сандар, ресми статистика емес"
WHY = "Абай облысының саны қате теріліпті"
MISTYPED = "100000000"
PEOPLE = {
    "100000000": 600_000, "110000000": 800_000, "150000000": 900_000, "190000000": 1_500_000, "230000000": 700_000,
    "270000000": 700_000, "310000000": 1_200_000, "330000000": 700_000, "350000000": 1_100_000,
    "390000000": 800_000, "430000000": 800_000, "470000000": 800_000, "550000000": 800_000, "590000000": 500_000,
    "610000000": 2_100_000, "620000000": 200_000, "630000000": 700_000, "710000000": 1_500_000,
    "750000000": 2_300_000, "790000000": 1_200_000,
}  # fmt: skip


def enter(maker: Maker, coordinator: Account, open_at: Callable[[datetime], datetime]) -> None:
    """The numbers of a first of month eight months ago, entered six weeks later and put right on the day after.

    `open_at` gives the moment or the first one after it that no seal has closed.
    """
    day = add_months(maker.today.replace(day=1), -MONTHS_AGO)
    source = Source(TITLE, day + timedelta(days=40))
    at = open_at(maker.at(day + timedelta(days=45), 10))
    enter_population(maker.command(coordinator, at), day, {**PEOPLE, MISTYPED: 60_000}, source)
    later = open_at(maker.at(day + timedelta(days=46), 9))
    enter_population(maker.command(coordinator, later)._replace(why=WHY), day, PEOPLE, source)
