"""The four services of the contract: their act, the annex that holds the standard, and their actions."""

from __future__ import annotations

import enum
from datetime import date
from typing import NamedTuple

from tirkelim.law.ask.errors import FactErrors, FieldError
from tirkelim.law.book import LawBook
from tirkelim.law.edition import Edition
from tirkelim.law.requirement import Requirement, define


class Service(enum.StrEnum):
    """A public service."""

    CERTIFICATE = "certificate"
    FOREIGN_CERTIFICATE = "foreign_certificate"
    LICENCE = "licence"
    CONFORMITY = "conformity"


class Action(enum.StrEnum):
    """What is asked of a service."""

    ISSUE = "issue"
    CONFIRM = "confirm"
    ISSUE_ANNEX = "issue_annex"
    REISSUE = "reissue"
    REISSUE_ANNEX = "reissue_annex"
    DUPLICATE = "duplicate"
    DUPLICATE_ANNEX = "duplicate_annex"
    EXTEND = "extend"


class Standard(NamedTuple):
    """A service's standard: where it stands, which actions it knows, and the requirements of its rows 3, 6 and 7."""

    service: Service
    act: str
    annex: str
    actions: tuple[Action, ...]
    term: Requirement
    fee: Requirement
    hours: Requirement
    rows: Requirement

    def edition(self, day: date, book: LawBook) -> Edition:
        """The edition that answers on the day. Raises NotInForce."""
        return book.edition(self.act, day)

    def check(self, action: Action) -> None:
        """Raises FactErrors when the service does not know the action."""
        if action not in self.actions:
            known = ", ".join(self.actions)
            raise FactErrors([FieldError("action", "action_of_another_service", (("values", known),))])


def _standard(service: Service, act: str, annex: str, *actions: Action) -> Standard:
    place, name = f"{act} {annex}", f"standard.{service}"
    return Standard(
        service,
        act,
        annex,
        actions,
        term=define(f"{name}.term", f"{place} row 3", reads=("action", "submitted_at")),
        fee=define(f"{name}.fee", f"{place} row 6", reads=("action", "paid_on")),
        hours=define(f"{name}.hours", f"{place} row 7", reads=("submitted_at",)),
        rows=define(f"{name}.rows", place),
    )


STANDARDS = {
    standard.service: standard
    for standard in (
        _standard(Service.CERTIFICATE, "274/2020", "ann.2", Action.ISSUE, Action.CONFIRM),
        _standard(Service.FOREIGN_CERTIFICATE, "274/2020", "ann.6", Action.ISSUE, Action.CONFIRM),
        _standard(
            Service.LICENCE,
            "59/2020",
            "ann.1",
            Action.ISSUE,
            Action.ISSUE_ANNEX,
            Action.REISSUE,
            Action.REISSUE_ANNEX,
            Action.DUPLICATE,
            Action.DUPLICATE_ANNEX,
        ),
        _standard(
            Service.CONFORMITY, "503/2016", "ann.2", Action.ISSUE, Action.EXTEND, Action.REISSUE, Action.DUPLICATE
        ),
    )
}
"""The standards by service."""
