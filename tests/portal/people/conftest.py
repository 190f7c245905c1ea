"""Two clinics of Astana and one of Abai region, people of each, and a browser for whoever looks for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
import time_machine
from tests.portal.personnel.conftest import Browser, Clinic
from tests.register.conftest import ABAI

from tirkelim.identity.models import Role
from tirkelim.register import commands


class Country(Clinic):
    """Who may find whom: see the fixture's names."""

    def __init__(self) -> None:
        super().__init__()
        self.far_clinic = self.organisation("Абай ауруханасы", ABAI)
        self.department = self.account("department", Role.DEPARTMENT_OFFICER, territory="710000000")
        self.coordinator = self.account("coordinator", Role.NATIONAL_COORDINATOR)
        self.near = self.worker("Қуанышева", surname_ru="Куанышева", given_ru="Асем")
        self.beside = self.person("Сейітова")
        self.job(self.beside, self.other_clinic, date(2025, 9, 1), position=59)
        self.far = self.person("Ахметова")
        self.job(self.far, self.far_clinic, date(2024, 9, 1), position=20)
        self.gone = self.person("Оспанова")
        job = self.job(self.gone, self.clinic, date(2020, 9, 1), position=59)
        commands.leave(self.command(), job, left_on=date(2025, 12, 1), reason="own_wish")

    def looking(self, who: str, language: str = "en") -> Browser:
        """A browser of one of the accounts, by its attribute."""
        return self.browser(getattr(self, who), language)

    def everyone(self) -> dict[str, UUID]:
        """The people by the attribute."""
        return {name: getattr(self, name) for name in ("near", "beside", "far", "gone")}


@pytest.fixture
def country(db: None) -> Iterator[Country]:
    """The world, at its own time."""
    made = Country()
    with time_machine.travel(made.later(days=2), tick=False):
        yield made
