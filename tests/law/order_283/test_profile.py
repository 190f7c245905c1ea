"""Whether a result belongs to the profile of the claimed specialty (annex 1)."""

from __future__ import annotations

from typing import Any

import pytest

from tirkelim.law.order_283_cpd.profile import fits_profile
from tirkelim.law.unknown import UNKNOWN

NURSING = "secondary.nursing"


@pytest.mark.parametrize(
    ("of_result", "claimed", "fits"),
    [
        (NURSING, NURSING, True),
        (NURSING, "bachelor.nursing", True),
        (NURSING, "applied.nursing", True),
        ("Мейіргер ісі", NURSING, True),
        ("Сестринское дело", "applied.nursing", True),
        (NURSING, "residency.therapy", False),
        (NURSING, "special.nursing-in-radiography", False),
        (None, NURSING, UNKNOWN),
    ],
)
def test_profile_follows_from_the_specialties(of_result: str | None, claimed: str, fits: Any) -> None:
    """Nursing on any track is nursing (reading C24)."""
    assert fits_profile(of_result, claimed) is fits
