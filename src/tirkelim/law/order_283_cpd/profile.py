"""Whether a result belongs to the profile of the claimed specialty (283/2020 annex 1, column of requirements)."""

from __future__ import annotations

from tirkelim.law.order_274_certificates.specialties import diploma_codes, folded, spellings
from tirkelim.law.unknown import UNKNOWN, Maybe


def fits_profile(of_result: str | None, claimed: str) -> Maybe[bool]:
    """Whether a result in one specialty is of the profile of another; both by code of the list, or by name.

    It is where both are the same specialty by code, by name, or both are nursing, whose levels stand on several
    tracks (reading C24). UNKNOWN where the result names none.
    """
    if of_result is None:
        return UNKNOWN
    if of_result == claimed or folded(of_result) in spellings(claimed):
        return True
    return bool(spellings(of_result) & spellings(claimed) or diploma_codes(of_result) & diploma_codes(claimed))
