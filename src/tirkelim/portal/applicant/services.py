"""The services that are applied for through these pages."""

from __future__ import annotations

from tirkelim.cases.models import Case
from tirkelim.portal.applicant.domestic_wizard import CERTIFICATE
from tirkelim.portal.applicant.foreign_wizard import FOREIGN_CERTIFICATE
from tirkelim.portal.applicant.wizard import Wizard

WIZARDS: dict[str, Wizard] = {wizard.service: wizard for wizard in (CERTIFICATE, FOREIGN_CERTIFICATE)}
"""By the name of the service. The first is the one that is applied for where none is named."""

PAGE_KEYS = tuple(dict.fromkeys(key for wizard in WIZARDS.values() for key in wizard.pages))
LIST_KEYS = tuple(dict.fromkeys(key for wizard in WIZARDS.values() for key in wizard.lists))
"""Parts of any service, for the addresses; a page that the service of the case does not have is not there."""


def wizard_of(case: Case) -> Wizard:
    """The pages of the case's service. Raises KeyError for a service that is applied for elsewhere."""
    return WIZARDS[case.service]
