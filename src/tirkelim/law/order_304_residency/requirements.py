"""The requirements of 304/2020 (edition 66/2025). Status and accreditation of a base are two separate tests.

The order numbers no grounds for refusing a placement: the numbers are ours (reading B1).
"""

from __future__ import annotations

from tirkelim.law.requirement import define

STATUS = define("residency.base_status", "304/2020 p.15(1)", reads=("statuses",), ground=1)
"""The base has the status of a clinic of an education organisation, a university hospital or a scientific clinic."""

ACCREDITATION = define("residency.base_accreditation", "304/2020 p.3", reads=("accreditations",), ground=2)
"""The base is accredited on the first day of the training, and on the day of the decision if that is later."""

RECOMMENDATION = define("residency.recommendation", "304/2020 p.4", reads=("recommended_by_school",), ground=3)
"""The school or scientific organisation recommends the placement."""

AGREEMENT = define("residency.agreement", "304/2020 p.4", reads=("agreed_by_authority",), ground=4)
"""The authorised body in health care has agreed to the placement."""

TRAINING_CONTRACT = define(
    "residency.training_contract", "304/2020 p.6(2)", reads=("statuses", "training_contract"), ground=5
)
"""A scientific organisation has a training contract with the resident."""

WORKPLACE = define("residency.workplace", "304/2020 p.7", reads=("contracts", "own_base"), ground=6)
"""The base gives the resident a workplace on the ground of its contract with the school or scientific organisation."""

PLACES = define("residency.places", "304/2020 p.7", reads=("free_places",), ground=7)
"""A workplace of the specialty is free at the base on every day of the training (reading B3)."""

SPECIALTY = define("residency.specialty", "304/2020 p.3", reads=("specialty",), ground=8)
"""The specialty is one in which residency programmes run."""

ONE_PLACEMENT = define("residency.one_placement", "304/2020 p.4", reads=("other_placement",), ground=9)
"""The resident is placed at one base at a time (reading B4)."""
