"""March 2026 reported: a clinic here and one elsewhere, each with a worker, and everybody who could read of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.builders import ASTANA, Office
from tests.portal.everyone import FAR, Where, of_each_role
from tests.services.conformity.office import ALMATY_CITY

from tirkelim.identity.models import Role
from tirkelim.national.reports.making import make_month
from tirkelim.national.reports.orders import order_month


class Reported(Office):
    """The report of a month, and accounts of each role here and elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic, away = self.organisation("Жақын ұйым"), self.organisation("Алыс ұйым", ALMATY_CITY)
        for organisation in (self.clinic, away):
            self.job(self.person("Жанова"), organisation, date(2026, 3, 2))
        self.accounts = {
            **of_each_role(self, self.clinic, ASTANA), **of_each_role(self, away, ALMATY_CITY, FAR)
        }  # fmt: skip
        self.now = datetime(2026, 4, 8, 6, tzinfo=UTC)
        coordinator = self.accounts[Role.NATIONAL_COORDINATOR.value]
        self.report = make_month(self.command(coordinator.id), date(2026, 3, 1)).result["report"]
        self.now += timedelta(hours=1)

    def of_a_month(self) -> Where:
        """A month that is over."""
        return {"month": "2026-03"}

    def of_an_order(self) -> Where:
        """A report that was asked for."""
        coordinator = self.accounts[Role.NATIONAL_COORDINATOR.value]
        return {"order": order_month(self.command(coordinator.id), date(2026, 3, 1)).result["order"]}

    def of_the_report(self) -> Where:
        """The report, and a dimension that each of its readers has something of."""
        return {"report": self.report, "dimension": "organisation"}

    def of_the_whole(self) -> Where:
        """All of the report."""
        return {"report": self.report, "dimension": "all"}

    def of_the_clinic(self) -> Where:
        """The organisation that is here."""
        return {"organisation": self.clinic}
