"""Whatever can be stored of a certificate of conformity has words in both rooms: none of it breaks a page."""

from __future__ import annotations

import pytest

from tirkelim.portal.conformity import certificates
from tirkelim.portal.conformity.telling import REFERENCES
from tirkelim.portal.conformity_office import page
from tirkelim.register.commands.conformity import NOTICES
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import ConformityBasis, ConformityEventKind


@pytest.mark.parametrize("kind", ConformityEventKind)
def test_every_event(kind: ConformityEventKind) -> None:
    assert certificates.EVENTS[kind]
    assert page.EVENTS[kind]


@pytest.mark.parametrize("status", ConformityStatus)
def test_every_status(status: ConformityStatus) -> None:
    assert certificates.STATUSES[status][0]


def test_every_basis_and_every_notice() -> None:
    assert set(page.BASES) == set(ConformityBasis)
    assert set(REFERENCES) == set(NOTICES)
