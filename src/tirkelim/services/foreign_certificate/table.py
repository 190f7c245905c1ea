"""The transitions of an application for a foreign specialist.

What the applicant does in other services, here the specialist may do, and the organisation that applies for them.
"""

from __future__ import annotations

from tirkelim.cases.standard_table import applied_for_by

FOREIGN_TABLE = applied_for_by("foreign.write")
"""The officer's commands need the same rights as in every service."""
