"""Planning a visit, cancelling it, telling the applicant of it (59/2020 p.14; readings L7, L16)."""

from __future__ import annotations

from tirkelim.cases.steps import Step


def plan_visit(step: Step) -> dict[str, str]:
    """Plan a visit. Body: ``base``, ``inspector`` (account), ``planned_at`` (with offset), ``minutes``; ``instead_of``:
    the visit that it takes the place of. Result: ``visit``."""
    raise NotImplementedError


def cancel_visit(step: Step) -> dict[str, str]:
    """Cancel a visit. Body: ``visit``, ``reason``."""
    raise NotImplementedError


def notify_visit(step: Step) -> dict[str, str]:
    """Record that the applicant was told. Body: ``visit``, ``channel``, ``reference``, ``sent_at``."""
    raise NotImplementedError
