"""Subtypes that an application claims although an annex in force allows them at the same base already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tirkelim.register.licence_queries import AnnexOn, LicenceOn
from tirkelim.services.licence.answers import SubtypeAnswers
from tirkelim.services.licence.held import STANDING


class Repeated(NamedTuple):
    """A subtype that an annex allows at the same base already."""

    code: str
    specialty: str
    annex: str


def claimed_already(
    held: LicenceOn, base: str, kato: str, address: str, claims: Iterable[SubtypeAnswers]
) -> Iterator[Repeated]:
    """What is claimed for a base although an annex of the licence that stands allows it there: nothing would come of
    another. ``base`` is an id; the same address, entered as a new base, counts as the same."""
    wanted = [(one.code, one.specialty or "") for one in claims]
    for annex in held.annexes:
        there = {(one.code, one.specialty) for one in annex.subtypes}
        if annex.status.status in STANDING and _is_at(annex, base, kato, address):
            yield from (Repeated(code, specialty, annex.annex.number) for code, specialty in wanted
                        if (code, specialty) in there)  # fmt: skip


def _is_at(annex: AnnexOn, base: str, kato: str, address: str) -> bool:
    if base == str(annex.fact.base_id):
        return True
    return kato[:2] == annex.fact.kato[:2] and plain(address) == plain(annex.fact.address)


def plain(address: str) -> str:
    """An address without what differs by typing alone."""
    return " ".join(address.replace(",", " ").replace(".", " ").casefold().split())
