"""What the commission has said of a person, for the decision of the local executive body (503/2016 p.9, p.11)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.law.period import Length
from tirkelim.services.conformity.commission.reading import final_sittings
from tirkelim.services.conformity.models import Resolution


class Recommendation(NamedTuple):
    """The commission's word on one person, with the facts that it agreed on. ``minutes``: their number."""

    held_on: date
    minutes: str
    higher_education: bool
    academic_degree: bool
    english_teaching_certificate: bool
    service: Length
    qualification_meets: bool
    recommends_issue: bool
    reason: str


def recommendation_of(case: Case) -> Recommendation | None:
    """The newest recommendation in minutes that are signed by all who have to; None while there is none."""
    standing = Resolution.objects.filter(
        item__case=case,
        item__removed_by__isnull=True,
        item__sitting__cancelled_by__isnull=True,
        item__sitting__in=final_sittings().values("pk"),
    ).select_related("item__sitting__minutes")
    found = standing.order_by("-item__sitting__held_at").first()
    return None if found is None else _recommendation(found)


def _recommendation(said: Resolution) -> Recommendation:
    sitting = said.item.sitting
    return Recommendation(
        held_on=localdate(sitting.held_at),
        minutes=sitting.minutes.number,
        higher_education=said.higher_education,
        academic_degree=said.academic_degree,
        english_teaching_certificate=said.english_teaching_certificate,
        service=Length(said.service_years, said.service_months, said.service_days),
        qualification_meets=said.qualification_meets,
        recommends_issue=said.recommends_issue,
        reason=said.reason,
    )
