"""What the commands of this service do beside the standard ones: paying, visits, and taking back what was paid for."""

from __future__ import annotations

from tirkelim.cases.service import StepFunction
from tirkelim.cases.steps import Step
from tirkelim.cases.steps import withdraw as standard_withdraw
from tirkelim.services.licence import payments
from tirkelim.services.licence.visits import steps as visits
from tirkelim.services.licence.visits.calling_off import tell_inspectors


def withdraw(step: Step) -> dict[str, str]:
    """The applicant takes the application back; a fee paid for it goes back where the law says so, and an inspector
    who was to come is told."""
    payments.give_back_on_withdrawal(step)
    tell_inspectors(step)
    return standard_withdraw(step)


STEPS: dict[str, StepFunction] = {**payments.STEPS, **visits.STEPS, "withdraw": withdraw}
"""By the name of the command in the table."""
