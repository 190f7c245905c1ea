"""Is a worker's entry complete (253/2020 p.8)?"""

from __future__ import annotations

from collections.abc import Mapping

from tirkelim.law.finding import Finding, Term
from tirkelim.law.order_253_register.requirements import IF_ANY, ITEM_REQUIREMENTS


def entry_findings(items: Mapping[str, bool], owed: Mapping[str, bool]) -> tuple[Finding, ...]:
    """One finding an item of p.8. ``items`` says which are entered, ``owed`` whether an "if any" item exists at all."""
    return tuple(_item_finding(item, items[item], owed) for item in ITEM_REQUIREMENTS)


def _item_finding(item: str, entered: bool, owed: Mapping[str, bool]) -> Finding:
    requirement, name = ITEM_REQUIREMENTS[item], Term(f"register.item.{item}")
    if item in IF_ANY and not owed[IF_ANY[item]] and not entered:
        readings = ("R2",) if item == "further_education" else ()
        return requirement.not_applicable(("item", name), message="register.item.not_applicable", readings=readings)
    message = "register.item.met" if entered else "register.item.not_met"
    return requirement.decide(entered, entered, True, ("item", name), message=message)
