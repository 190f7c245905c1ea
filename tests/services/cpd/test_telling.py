"""Whoever a confirmation waits for is told: the personnel service, the head, and the personnel service again."""

from __future__ import annotations

import pytest
from tests.services.cpd.clinic import Clinic

from tirkelim.cases import outbox
from tirkelim.identity.models import Account
from tirkelim.notices.models import Notice
from tirkelim.notices.telling import notices_of

pytestmark = pytest.mark.django_db


def told(clinic: Clinic, account: Account | None) -> list[str]:
    """What an account was told by now."""
    assert account is not None
    outbox.work(clinic.now)
    return list(notices_of(account).order_by("at", "key").values_list("what", flat=True))


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


def test_the_personnel_service_is_told_of_results_and_the_head_of_its_word(clinic: Clinic) -> None:
    line = clinic.result()
    case = clinic.hand_over(line)
    assert told(clinic, clinic.hr) == ["results_to_review"]
    assert told(clinic, clinic.head) == []
    clinic.review(case, line)
    clinic.word(clinic.hr, case, "confirm_hr")
    assert told(clinic, clinic.head) == ["results_to_confirm"]
    clinic.do(clinic.head, case, "send_back", note="Сағаттарды тексеріңіз.")
    assert sorted(told(clinic, clinic.hr)) == ["results_sent_back", "results_to_review"]


def test_without_a_personnel_service_the_head_is_told() -> None:
    clinic = Clinic(with_hr=False)
    clinic.hand_over(clinic.result())
    assert told(clinic, clinic.head) == ["results_to_confirm"]


def test_a_notice_names_nobody(clinic: Clinic) -> None:
    clinic.hand_over(clinic.result())
    told(clinic, clinic.hr)
    assert all(row.words == {} for row in Notice.objects.filter(what__startswith="results_"))
