"""The commission's points for education and service (503/2016 p.10; readings K3, K4)."""

from __future__ import annotations

from datetime import date

from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding, Status
from tirkelim.law.order_503_conformity.requirements import ACADEMIC_DEGREE, ENGLISH, HIGHER_EDUCATION, SERVICE
from tirkelim.law.period import Length
from tirkelim.law.requirement import Requirement
from tirkelim.law.unknown import UNKNOWN, Maybe


def points_findings(
    higher_education: Maybe[bool],
    academic_degree: Maybe[bool],
    english_teaching_certificate: Maybe[bool],
    service: Maybe[Length],
    day: date,
    book: LawBook,
) -> tuple[Finding, ...]:
    """One finding a criterion; ``found`` is its points. Points of education are added up (reading K4)."""
    return (
        _education(HIGHER_EDUCATION, "higher_education", higher_education, day, book),
        _education(ACADEMIC_DEGREE, "academic_degree", academic_degree, day, book),
        _education(ENGLISH, "english_teaching_certificate", english_teaching_certificate, day, book),
        _service(service, day, book),
    )


def total_points(findings: tuple[Finding, ...]) -> Maybe[int]:
    """The sum of the criteria's points; not known while one of them is not."""
    if any(finding.status is Status.UNKNOWN for finding in findings):
        return UNKNOWN
    return sum(finding.found for finding in findings if isinstance(finding.found, int))


def service_points(service: Length, years: tuple[int, int, int], points: tuple[int, int, int]) -> int:
    """The points of a length of service: from the first number of years, the second, over the third (reading K3)."""
    first, second, third = years
    if service > Length(third, 0, 0):
        return points[2]
    if service >= Length(second, 0, 0):
        return points[1]
    return points[0] if service >= Length(first, 0, 0) else 0


def _education(requirement: Requirement, name: str, has: Maybe[bool], day: date, book: LawBook) -> Finding:
    if has is UNKNOWN:
        return requirement.unknown()
    worth = book.number(f"order_503.points.{name}", day)
    if not has:
        return requirement.not_applicable(("worth", worth))
    return requirement.met(worth, None, readings=("K4",))


def _service(service: Maybe[Length], day: date, book: LawBook) -> Finding:
    if service is UNKNOWN:
        return SERVICE.unknown()
    years, points = (_three(book, name, day) for name in ("service_years", "service"))
    earned = service_points(service, years, points)
    message = "conformity.points.service.met" if earned else "conformity.points.service.none"
    return SERVICE.met(earned, None, ("service", service), message=message, readings=("K3",))


def _three(book: LawBook, name: str, day: date) -> tuple[int, int, int]:
    value = book.parameter(f"order_503.points.{name}", day)
    if not isinstance(value, tuple):
        raise TypeError(f"order_503.points.{name} is not a list")
    first, second, third = (int(str(item)) for item in value)
    return first, second, third
