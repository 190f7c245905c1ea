"""The services that are applied for through these pages. Each is one ``Wizard``, added where the system is put together
(``conf/wiring.py``)."""

from __future__ import annotations

from collections.abc import Callable

from tirkelim.cases.models import Case
from tirkelim.portal.applicant.wizard import Wizard

WIZARDS: dict[str, Wizard] = {}
"""By the name of the service, in the order in which they were added. The first is the one that is applied for where
none is named."""

OWN_PAGES = frozenset({"consent", "sources", "documents", "files", "check", "sent", "answer", "withdraw", "result"})
"""What the pages of every application are called in the addresses: no part of a form can have such a key."""


def add(wizard: Wizard) -> None:
    """Make a service known to the applicant's pages. Raises ValueError when its name is taken by another, or one of
    its parts is called like a page that every application has."""
    taken = OWN_PAGES & {*wizard.pages, *wizard.lists}
    if taken:
        raise ValueError(f"no part of {wizard.service} can be called {', '.join(sorted(taken))}")
    if WIZARDS.setdefault(wizard.service, wizard) is not wizard:
        raise ValueError(f"service {wizard.service} is applied for already")


def wizard_of(case: Case) -> Wizard:
    """The pages of the case's service. Raises KeyError for a service that is applied for elsewhere."""
    return WIZARDS[case.service]


class _Key:
    """Part of an address: a key that some service has; a page that the case's own service lacks is not there."""

    regex = "[-a-zA-Z0-9_]+"

    def __init__(self, is_known: Callable[[str], bool]) -> None:
        self._is_known = is_known

    def to_python(self, value: str) -> str:
        """The key. Raises ValueError for one that no service has: the address is then another one, or nothing."""
        if not self._is_known(value):
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """The key as it is. Raises ValueError as ``to_python``."""
        return self.to_python(value)


class PageKey(_Key):
    """The key of a page of questions."""

    def __init__(self) -> None:
        super().__init__(lambda key: any(key in wizard.pages for wizard in WIZARDS.values()))


class ListKey(_Key):
    """The key of a list of rows."""

    def __init__(self) -> None:
        super().__init__(lambda key: any(key in wizard.lists for wizard in WIZARDS.values()))
