"""Two heads answer one complaint at the same moment, on real connections: one answer stands."""

from __future__ import annotations

import pytest
from tests.builders import ASTANA
from tests.cases.complaining import Complaining
from tests.racing import at_once

from tirkelim.cases import engine
from tirkelim.cases.command import Applied, CaseCommand, Invalid, Stale
from tirkelim.cases.models import ComplaintAnswer
from tirkelim.identity.models import Role
from tirkelim.journal.verify import verify_all

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_heads_at_the_same_moment() -> None:
    office = Complaining()
    case = office.refused()
    made = office.complained(case)
    version = office.fresh(case).version
    other = office.account("second", Role.DEPARTMENT_HEAD, territory=ASTANA)
    body = {"complaint": str(made.id), "reason": "We looked."}
    orders = [
        (by, CaseCommand(name, case.id, version, office.command(by.id), body))
        for by, name in ((office.head, "uphold_complaint"), (other, "dismiss_complaint"))
    ]
    outcomes = at_once([lambda b=by, w=wanted: engine.execute(w, b) for by, wanted in orders])
    assert sum(isinstance(outcome, Applied) for outcome in outcomes) == 1
    assert all(isinstance(outcome, (Applied, Stale, Invalid)) for outcome in outcomes)
    assert ComplaintAnswer.objects.count() == 1
    assert verify_all().good
