"""The bases as a school chooses among them: those that can take a resident on a day, and why the others cannot."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tirkelim.cases.models import Case
from tirkelim.law.finding import Status
from tirkelim.law.messages import render
from tirkelim.law.order_304_residency import placement as law
from tirkelim.law.order_304_residency.facts import PlacementFacts
from tirkelim.law.order_304_residency.requirements import ACCREDITATION, PLACES, STATUS, WORKPLACE
from tirkelim.portal.choices import alphabetical, language
from tirkelim.portal.residency.access import Here
from tirkelim.portal.residency.words import names_of
from tirkelim.register import residency_queries as register
from tirkelim.services.placement.gather import acts_of, contracts
from tirkelim.services.placement.request import PlacementRequest

OF_THE_BASE = (STATUS.id, ACCREDITATION.id, WORKPLACE.id, PLACES.id)
"""What decides whether a base can take somebody, whoever it is."""


class Unable(NamedTuple):
    """A base that cannot take the resident, with the reasons."""

    base: UUID
    name: str
    reasons: list[str]


def offers(case: Case, asked: PlacementRequest, here: Here) -> tuple[list[tuple[UUID, str, str]], list[Unable]]:
    """The bases that can take somebody for this training (id, name, hint), and those that cannot, by name."""
    ids = list(register.bases().values_list("id", flat=True))
    names = names_of(ids, here.today, here.moment)
    able: list[tuple[UUID, str, str]] = []
    unable: list[Unable] = []
    for base in sorted(ids, key=lambda one: alphabetical(names.get(one, ""))):
        facts = _facts(case, base, asked, here)
        reasons = [
            render(found, language())
            for found in law.placement_findings(facts, here.today)
            if found.requirement.id in OF_THE_BASE and found.status is Status.NOT_MET
        ]
        if reasons:
            unable.append(Unable(base, names.get(base, "–"), reasons))
        else:
            free = facts.free_places if isinstance(facts.free_places, int) else 0
            hint = ngettext("%(count)d free place", "%(count)d free places", free) % {"count": free}
            able.append((base, names.get(base, _("Base")), hint))
    return able, unable


def _facts(case: Case, base: UUID, asked: PlacementRequest, here: Here) -> PlacementFacts:
    """The facts about a base alone, as of now."""
    if asked.starts_on is None or asked.ends_on is None or case.organisation is None:
        raise LookupError("bases are offered once the training is said")
    acts = acts_of(base, here.moment)
    return PlacementFacts(
        applied_on=here.today,
        specialty=asked.specialty,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        statuses=acts.statuses,
        accreditations=acts.accreditations,
        contracts=contracts(case.organisation, base, here.moment),
        own_base=base == case.organisation,
        free_places=register.fewest_free(base, asked.specialty, asked.starts_on, asked.ends_on, here.moment),
    )
