"""A level in a specialisation is given within the main specialty (283/2020 p.18).

Which specialty is the main one of a specialisation stands in 218/2020, which is not held: it is a fact, or an officer's
finding.
"""

from __future__ import annotations

from tirkelim.law.finding import Finding
from tirkelim.law.order_283_cpd import requirements as req
from tirkelim.law.order_283_cpd.facts import LevelFacts, Subject
from tirkelim.law.unknown import UNKNOWN


def specialisation_finding(facts: LevelFacts) -> Finding | None:
    """Whether a level or certificate is held in the main specialty; None where the claim is no specialisation.

    An officer's finding outweighs what the register says.
    """
    if facts.specialisation is False:
        return None
    said = next((f for f in reversed(facts.officer) if f.subject is Subject.MAIN_SPECIALTY), None)
    if said is not None:
        message = f"level.specialisation.officer_{'met' if said.holds else 'not_met'}"
        return req.MAIN_SPECIALTY.decide(said.holds, said.holds, True, ("reference", said.reference), message=message)
    if facts.specialisation is UNKNOWN or facts.main_specialty_held is UNKNOWN:
        return req.MAIN_SPECIALTY.unknown()
    main = facts.main_specialty or None
    return req.MAIN_SPECIALTY.decide(facts.main_specialty_held, main, None, ("main_specialty", main))
