"""The documents of a level claim (283/2020 p.7, p.10, p.12), and what the findings say of each."""

from __future__ import annotations

import functools

from tirkelim.law.citation import cite
from tirkelim.law.finding import Finding, Need, NeedStatus, Status

_DOCUMENTS = (
    ("diploma", cite("283/2020 p.12(1)")),
    ("assessment_result", cite("283/2020 p.12(2)")),
    ("labour_functions_report", cite("283/2020 p.12(3)")),
    ("cpd_sheet", cite("283/2020 p.10")),
)
_MET, _NOT_MET = Status.MET, Status.NOT_MET
_STATUS_OF = {
    Status.MET: NeedStatus.FILED,
    Status.NOT_MET: NeedStatus.MISSING,
    Status.NOT_APPLICABLE: NeedStatus.NOT_REQUIRED,
    Status.UNKNOWN: NeedStatus.UNKNOWN,
}


def documents(
    education: Finding, assessment: Finding, labour_functions: Finding, cpd_confirmation: Finding
) -> tuple[Need, ...]:
    """Which documents the claim needs. A diploma of another level, or a failed result, is there all the same."""
    of_education, of_assessment = education.status, assessment.status
    failed = of_assessment is _NOT_MET and assessment.found is not None
    return _documents(
        _MET if of_education is _NOT_MET else of_education,
        _MET if failed else of_assessment,
        labour_functions.status,
        cpd_confirmation.status,
    )


@functools.cache
def _documents(*statuses: Status) -> tuple[Need, ...]:
    needs = []
    for (document, place), status in zip(_DOCUMENTS, statuses, strict=True):
        needed = _STATUS_OF[status]
        needs.append(Need(document, needed, place, f"level.document.{document}.{needed}"))
    return tuple(needs)
