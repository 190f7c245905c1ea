"""The requirements of 304/2020 (edition 66/2025). Status and accreditation of a base are two separate tests."""

from __future__ import annotations

from tirkelim.law.requirement import define

STATUS = define("residency.base_status", "304/2020 p.15(1)", reads=("status",))
"""The base has the status of a clinic of an education organisation, a university hospital or a scientific clinic."""

ACCREDITATION = define("residency.base_accreditation", "304/2020 p.3", reads=("accredited",))
"""The base is accredited on the day."""

RECOMMENDATION = define("residency.recommendation", "304/2020 p.4", reads=("recommended_by_school",))
"""The school or scientific organisation recommends the placement."""

AGREEMENT = define("residency.agreement", "304/2020 p.4", reads=("agreed_by_authority",))
"""The authorised body in health care has agreed to the placement."""

TRAINING_CONTRACT = define("residency.training_contract", "304/2020 p.6(2)", reads=("status", "training_contract"))
"""A scientific organisation has a training contract with the resident."""

WORKPLACE = define("residency.workplace", "304/2020 p.7", reads=("base_contract",))
"""The base gives the resident a workplace on the ground of its contract with the school or scientific organisation."""
