"""The steps of permit control, by the name of the command in the table."""

from __future__ import annotations

from tirkelim.cases.service import StepFunction
from tirkelim.services.licence.visits.planning import cancel_visit, notify_visit, plan_visit
from tirkelim.services.licence.visits.signing import sign_act

STEPS: dict[str, StepFunction] = {work.__name__: work for work in (plan_visit, cancel_visit, notify_visit, sign_act)}
